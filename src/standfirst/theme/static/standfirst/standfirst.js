// What a page can do beyond links and forms. Without this file every way still works, by post and redirect.
(() => {
  "use strict";
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("standfirst") : null;

  // htmx and the bot check come with the first focus in a form. Who is quicker with the button waits for them; where
  // they do not come at all, the form posts as it would without script.
  const htmxAt = document.currentScript.dataset.htmx;
  const coming = new Map(), settled = new Set(), pressed = new WeakSet();
  const comes = (src) => {
    if (!coming.has(src)) coming.set(src, new Promise((there) => {
      const fetchIt = () => document.head.append(Object.assign(document.createElement("script"), { src, onload: there, onerror: there }));
      if (document.readyState === "complete") fetchIt(); else window.addEventListener("load", fetchIt, { once: true });
    }).then(() => settled.add(src)));
    return coming.get(src);
  };
  const needs = (form) => {
    const check = find("[data-bot-check]", form);
    return [form.hasAttribute("hx-post") && htmxAt, check && check.dataset.script].filter((src) => src && !settled.has(src));
  };
  document.addEventListener("focusin", (event) => { const form = event.target.closest("form"); if (form) needs(form).forEach(comes); });
  document.addEventListener("submit", (event) => {
    const form = event.target, missing = needs(form);
    if (!missing.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (pressed.has(form)) return;
    pressed.add(form);
    Promise.all(missing.map(comes)).then(() => { pressed.delete(form); form.requestSubmit(event.submitter); });
  }, true);

  // While the wall is taken apart the page stays as long as it was, or the reader would be moved.
  let place = null;
  const hold = () => { place = window.scrollY; document.body.style.minBlockSize = `${document.body.scrollHeight}px`; };
  const letGo = () => {
    document.body.style.minBlockSize = "";
    if (place !== null) window.scrollTo({ top: place, behavior: "instant" });
    place = null;
  };

  // The wall gives way: fetch this page again, take what stands behind the wall from it, hold the reader's place.
  async function readOn(welcome) {
    const wall = find("#register");
    if (!wall || !wall.dataset.article) return;
    const answer = await fetch(wall.dataset.article, { headers: { Accept: "text/html" } });
    if (!answer.ok) return location.assign(wall.dataset.article + "#continue");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const rest = find("#continue", page);
    if (!rest) return welcome && location.assign(wall.dataset.article);
    if (welcome) rest.prepend(welcome);
    const greeked = find(".greeked");
    if (greeked) greeked.remove();
    wall.replaceWith(document.adoptNode(rest));
    enhance(rest);
    letGo();
    const line = welcome && find("h2", welcome);
    if (line) {
      // Only when the line itself would be out of sight is it brought to the top.
      const { top, bottom } = line.getBoundingClientRect();
      if (top < 0 || bottom > window.innerHeight) line.scrollIntoView({ block: "start", behavior: "instant" });
      line.focus({ preventScroll: true });
    }
    whoReads();
  }

  // htmx has put the welcome, or the form with its refusals, where the wall's form was.
  let said = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    // Another server's page of trouble is not worth showing.
    const { xhr, serverResponse } = event.detail;
    if (xhr.status === 503 && serverResponse.includes('id="register-errors"')) Object.assign(event.detail, { shouldSwap: true, isError: false });
    if (event.detail.shouldSwap) hold();
  });
  document.addEventListener("htmx:afterSwap", () => {
    const welcome = find("#register .welcome[data-read-on]");
    if (welcome) {
      if (channel) channel.postMessage("reader");
      readOn(welcome);
    } else {
      letGo();
    }
    const summary = find("#register-errors");
    document.title = document.title.replace(said, "");
    if (summary) {
      said = `${summary.dataset.title} `;
      document.title = said + document.title;
      summary.focus();
    }
    enhance(document);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const button = find("button[data-waiting]", event.target);
    if (button) { button.dataset.words = button.textContent; button.textContent = button.dataset.waiting; button.setAttribute("aria-busy", "true"); }
  });
  const restore = (event) => {
    const button = find("button[data-words]", event.target);
    if (button) { button.textContent = button.dataset.words; button.removeAttribute("aria-busy"); }
    const said = find("[data-trouble]", event.target);
    if (said) said.hidden = event.type !== "htmx:sendError";
  };
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:afterRequest"]) document.addEventListener(name, restore);
  // A Premium article elsewhere is left alone: opening it might spend one.
  if (channel) channel.onmessage = () => { const wall = find("#register"); if (wall && wall.dataset.level !== "premium") readOn(null); };

  // A field in error is looked at again while it is corrected; its message leaves as soon as it is right.
  const checks = {
    email: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value.trim()),
    first_name: (value) => value.trim() !== "" && [...value.trim()].length <= 40,
    last_name: (value) => value.trim() !== "" && [...value.trim()].length <= 40,
    password: (value, field) => [...value].length >= +(field.dataset.least || 1)
      && (field.dataset.rule !== "mixed" || (/\p{Lu}/u.test(value) && /\p{Ll}/u.test(value) && /\p{Nd}/u.test(value))),
    over_18: (value, field) => field.checked,
  };
  document.addEventListener("input", (event) => {
    const field = event.target, box = field.closest && field.closest(".wrong"), check = checks[field.name];
    if (!box || !check || !check(field.value, field)) return;
    box.classList.remove("wrong");
    field.removeAttribute("aria-invalid");
    all(".error", box).forEach((said) => said.remove());
    const about = (field.getAttribute("aria-describedby") || "").split(" ").filter((id) => document.getElementById(id));
    if (about.length) field.setAttribute("aria-describedby", about.join(" ")); else field.removeAttribute("aria-describedby");
    all(`#register-errors a[href="#${field.id}"]`).forEach((link) => link.parentElement.remove());
    const summary = find("#register-errors");
    if (summary && !find("li", summary)) summary.remove();
  });

  const say = (show, shown) => {
    show.textContent = shown ? show.dataset.on : show.dataset.off;
    show.setAttribute("aria-label", shown ? show.dataset.onName : show.dataset.offName);
  };
  document.addEventListener("click", (event) => {
    const show = event.target.closest("[data-show]");
    if (show) {
      const field = document.getElementById(show.dataset.show), shown = field.type === "text";
      field.type = shown ? "password" : "text";
      say(show, !shown);
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const link = document.getElementById(copy.dataset.copy), said = find("[data-copied]");
      link.select();
      // Without https there is no clipboard to write to; the older way works everywhere.
      if (navigator.clipboard) navigator.clipboard.writeText(link.value); else document.execCommand("copy");
      said.textContent = copy.dataset.done;
    }
    const play = event.target.closest("[data-player]");
    if (play) {
      const frame = document.createElement("iframe");
      Object.assign(frame, { src: play.dataset.player, title: play.dataset.title, allow: "fullscreen; picture-in-picture", referrerPolicy: "strict-origin" });
      play.closest(".video-box").replaceChildren(frame);
      frame.focus();
    }
  });
  const hide = () => all("input[data-password][type=text]").forEach((field) => {
    field.type = "password";
    const show = find(`[data-show="${field.id}"]`);
    if (show) say(show, false);
  });
  document.addEventListener("submit", hide);
  window.addEventListener("pageshow", hide);

  function enhance(root) {
    all("[data-show][hidden],[data-player][hidden],[data-copy][hidden]", root).forEach((button) => { button.hidden = false; });
  }

  // The page itself is the same for everybody; who is signed in comes by a small request, and only if somebody is.
  const marked = (name) => RegExp(`(^|; )(__Host-)?${name}=1`).test(document.cookie);
  async function whoReads() {
    const place = find("#reader-nav");
    if (!place || !marked("sf_in")) return;
    const answer = await fetch("/account/nav/");
    if (answer.ok && answer.status !== 204) place.innerHTML = await answer.text();
    if (find("[data-gives]", place)) all("[data-give]").forEach((line) => { line.hidden = false; });
    askToRead(find("#policy-asking", place));
    const meters = all("[data-meter]");
    if (!meters.length) return;
    const reading = await fetch("/account/meter/");
    if (reading.status === 200) { const words = await reading.text(); meters.forEach((meter) => { meter.textContent = words.trim(); }); }
  }

  // Likewise through which institution somebody reads.
  async function throughWhom() {
    const places = all("[data-institution]");
    if (!places.length || !marked("sf_at")) return;
    const told = await fetch("/account/institution/");
    if (told.status === 200) { const words = await told.text(); places.forEach((place) => { place.innerHTML = words; }); }
  }

  // A policy changed: said once a visit, and not where its reader is told anyway.
  const NOT_NOW = "sf_not_now";
  function askToRead(asking) {
    if (!asking) return;
    if (location.pathname.startsWith("/account/") || sessionStorage.getItem(NOT_NOW) || find("#cookie-asking:not([hidden])")) return asking.remove();
    find(".skip").after(asking);
    asking.hidden = false;
    document.documentElement.style.scrollPaddingBlockEnd = document.body.style.paddingBlockEnd = `${asking.offsetHeight + 8}px`;
    find("[data-not-now]", asking).addEventListener("click", () => {
      sessionStorage.setItem(NOT_NOW, "1");
      asking.remove();
      document.documentElement.style.scrollPaddingBlockEnd = document.body.style.paddingBlockEnd = "";
      find(".masthead-name").focus();
    });
  }

  // The conversation comes when its reader does.
  function conversation() {
    const talk = find("[data-talk]");
    if (!talk) return;
    const seen = new IntersectionObserver(async ([place]) => {
      if (!place.isIntersecting) return;
      seen.disconnect();
      try {
        const answer = await fetch(talk.dataset.talk);
        if (!answer.ok) return;
        const text = await answer.text(), at = document.activeElement, within = talk.contains(at), top = at.getBoundingClientRect().top;
        talk.innerHTML = text;
        // Who has gone on to what stands below stays there; who was at the link is at the first of the new ones.
        if (within) find("a", talk)?.focus();
        else if (talk.compareDocumentPosition(at) & 4) scrollBy(0, at.getBoundingClientRect().top - top);
        all("script", talk).forEach(({ src }) => document.head.append(Object.assign(document.createElement("script"), { src })));
      } catch { /* The link is still there. */ }
    }, { rootMargin: "300px" });
    seen.observe(talk);
  }

  // How many comments the stories of a list have, thirty in a request.
  async function counts() {
    const places = all("[data-comments]");
    const of = [...new Set(places.map((place) => +place.dataset.comments))].sort((a, b) => a - b);
    while (of.length) {
      const answer = await fetch(`/comments/counts/?of=${of.splice(0, 30).join("-")}`);
      if (!answer.ok) return;
      const told = await answer.json();
      places.forEach((place) => { const n = told[place.dataset.comments]; if (n) place.textContent = (n === 1 ? place.dataset.one : place.dataset.many).replace("{n}", n); });
    }
  }

  enhance(document);
  whoReads();
  throughWhom();
  conversation();
  counts();
  // Somebody came back from signing in, and is stopped still.
  if (location.hash === "#continue" && !find("#continue") && find("#register")) find("#register").scrollIntoView();
  const summary = find("#register-errors");
  if (summary) summary.focus();
})();
