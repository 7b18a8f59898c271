// Says how many comments are new since the page was made, and moves nothing. It listens while the page is seen, one connection
// a tab; where that cannot be had it asks every 15 seconds.
(() => {
  "use strict";
  if (window.standfirstLive) return window.standfirstLive();
  const EVERY = 15000, SILENT = 10000, AGAIN = 300000, SAY_EVERY = 30000;
  let box = null, source = null, timer = 0, retry = 0, known = null, saying = 0, said = 0, count = 0;

  const words = (n, one, many) => (n === 1 ? one : many.replace("{n}", n));
  const shown = (id) => document.getElementById(`comment-${id}`) !== null;

  function say() {
    saying = 0;
    said = Date.now();
    if (box && count) box.querySelector("[role=status]").textContent = words(count, box.dataset.saidOne, box.dataset.saidMany);
  }

  function heard(state) {
    const newest = Number(box.dataset.newest);
    // What was there when the page was made is not new, though it may stand on another page of the conversation.
    if (known === null) known = new Set(state.newest.filter((id) => id <= newest));
    const fresh = state.newest.filter((id) => !known.has(id) && !shown(id)).length;
    const more = fresh && fresh === state.newest.length ? Math.max(fresh, state.comments - Number(box.dataset.total)) : fresh;
    if (more === count) return;
    count = more;
    const link = box.querySelector("a");
    link.hidden = !count;
    link.textContent = words(count, box.dataset.one, box.dataset.many);
    // Who listens to the page hears of it now and then, not each time.
    if (count && !saying) saying = setTimeout(say, Math.max(0, said + SAY_EVERY - Date.now()));
  }

  function stop() {
    if (source) source.close();
    clearTimeout(timer);
    clearTimeout(retry);
    source = null;
    timer = retry = 0;
  }

  function leave() {
    stop();
    box = null;
  }

  async function ask() {
    const asked = box;
    timer = setTimeout(ask, EVERY);
    try {
      const answer = await fetch(`${asked.dataset.live}now/`);
      if (asked !== box || !timer) return;
      if (answer.status === 404) return leave();
      if (answer.ok) heard(await answer.json());
    } catch { /* There is no network now: the next time. */ }
  }

  function askInstead() {
    stop();
    ask();
    retry = setTimeout(listen, AGAIN);
  }

  function listen() {
    stop();
    if (!box || document.hidden) return;
    if (!window.EventSource) return ask();
    source = new EventSource(box.dataset.live);
    // Something on the way that gathers what we send lets nothing through, and no error either.
    timer = setTimeout(askInstead, SILENT);
    source.onmessage = (event) => { clearTimeout(timer); timer = 0; heard(JSON.parse(event.data)); };
    source.addEventListener("gone", leave);
    source.onerror = () => { if (source && source.readyState === EventSource.CLOSED) askInstead(); };
  }

  // The newest first, in the place of what was there: only because somebody has asked for it.
  const PARTS = ["#comments-heading", ".orders", "[data-live]"];
  async function show(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const link = event.currentTarget, room = link.closest("[data-conversation]");
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const list = room.querySelector("[data-threads]");
      list.replaceChildren(...page.querySelector("[data-threads]").children);
      room.querySelectorAll("[data-nothing],.pager,.further").forEach((one) => one.remove());
      list.after(...page.querySelectorAll(".pager"));
      for (const part of PARTS) {
        const old = room.querySelector(part), now = page.querySelector(part);
        if (old && now) old.replaceWith(now);
      }
      look();
      room.dispatchEvent(new Event("standfirst:shown"));
      room.querySelector("#comments-heading").focus();
    } catch { location.assign(link.href); }
  }

  function look() {
    const found = document.querySelector("[data-live]");
    if (found === box) return;
    leave();
    box = found;
    known = null;
    count = 0;
    if (box) box.querySelector("a").addEventListener("click", show);
    listen();
  }

  window.standfirstLive = look;
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  document.addEventListener("htmx:afterSettle", look);
  look();
})();
