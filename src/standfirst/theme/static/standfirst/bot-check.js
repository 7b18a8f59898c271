// Brings the proof that a form asks for, from our own check or from the one that the publisher has chosen. It comes with the
// first focus in the form. Where no proof can be had the form goes without one, as it does without script.
(() => {
  "use strict";
  const PATIENCE = 20000, FRESH = 15 * 60000;
  const states = new WeakMap();
  const within = (form) => form && form.querySelector("[data-bot-check]");
  const put = (box, proof) => { box.querySelector("[name=proof]").value = proof; };
  const say = (box, wait) => { const line = box.querySelector("[data-wait]"); line.textContent = wait ? line.dataset.wait : ""; };
  const seen = (box) => box.querySelector("[data-widget]") !== null;
  // What takes its proof from the moment is asked when the button is pressed.
  const late = (box) => box.dataset.botCheck === "recaptcha-v3";

  async function ours(box) {
    const answer = await fetch(box.dataset.challenge, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    const asked = await answer.json();
    const worker = new Worker(box.dataset.worker);
    try {
      const number = await new Promise((found, failed) => {
        worker.onmessage = (event) => found(event.data);
        worker.onerror = failed;
        worker.postMessage(asked);
      });
      if (number === null) throw new Error("no number");
      const { algorithm, challenge, salt, signature } = asked;
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    } finally {
      worker.terminate();
    }
  }

  // A third party's script, once for the page.
  const scripts = new Map();
  const script = (src) => {
    if (!scripts.has(src)) scripts.set(src, new Promise((there, away) => {
      document.head.append(Object.assign(document.createElement("script"), { src, async: true, onload: there, onerror: away }));
    }));
    return scripts.get(src);
  };
  const api = (box) => window[{ hcaptcha: "hcaptcha", turnstile: "turnstile" }[box.dataset.botCheck] || "grecaptcha"];
  const until = (there) => new Promise((done) => {
    const look = () => (there() ? done() : setTimeout(look, 50));
    look();
  });
  const looks = () => document.documentElement.dataset.look || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

  async function theirs(box, state) {
    const { key: sitekey, action } = box.dataset;
    await script(box.dataset.of);
    await until(() => api(box) && api(box)[late(box) ? "ready" : "render"]);
    if (late(box)) {
      await new Promise((ready) => api(box).ready(ready));
      return api(box).execute(sitekey, { action });
    }
    const place = box.querySelector("[data-widget]");
    return new Promise((answered, failed) => {
      const now = (proof) => { state.proof = proof; put(box, proof); };
      api(box).render(place.appendChild(document.createElement("div")), {
        sitekey, theme: looks(), size: place.clientWidth < 304 ? "compact" : "normal",
        ...(box.dataset.botCheck === "turnstile" && { action }),
        callback: (proof) => { now(proof); say(box, false); answered(proof); },
        "expired-callback": () => now(""),
        "error-callback": failed,
      });
    });
  }

  function start(box) {
    const before = states.get(box);
    if (before && (seen(box) || Date.now() - before.at < FRESH)) return before;
    const state = { at: Date.now(), proof: "", without: false, waiting: false };
    states.set(box, state);
    put(box, "");
    state.done = (box.dataset.of ? theirs(box, state) : ours(box))
      .then((proof) => { state.proof = proof; put(box, proof); }, () => { state.without = true; });
    return state;
  }

  const begin = (form) => {
    const box = within(form);
    if (!box) return;
    if (late(box)) script(box.dataset.of).catch(() => {}); else start(box);
  };
  document.addEventListener("focusin", (event) => begin(event.target.closest("form")));

  // Before htmx hears of it: capture, on the document.
  document.addEventListener("submit", (event) => {
    const form = event.target, box = within(form);
    if (!box) return;
    if (event.submitter && event.submitter.name === "unchecked") return put(box, "");
    const state = start(box);
    if (state.proof || state.without) return say(box, false);
    event.preventDefault();
    event.stopImmediatePropagation();
    say(box, true);
    if (state.waiting) return;
    state.waiting = true;
    const submitter = event.submitter;
    const go = () => { say(box, false); if (form.isConnected) form.requestSubmit(submitter); };
    // What is seen has to be answered, and the button pressed once more; nobody waits for ever for what does not come up.
    const stuck = () => !state.proof && (!seen(box) || !box.querySelector("iframe"));
    const tired = new Promise((done) => setTimeout(done, PATIENCE));
    Promise.race([state.done, tired]).then(() => {
      state.waiting = false;
      if (stuck()) state.without = true;
      if (state.without || !seen(box)) go();
    });
  }, true);

  // A proof is good once. What was sent and did not arrive needs another, and so does a page that history brings back.
  const anew = (box) => {
    if (!box || !states.has(box)) return;
    states.delete(box);
    put(box, "");
    if (seen(box)) box.querySelector("[data-widget]").replaceChildren();
  };
  for (const name of ["htmx:sendError", "htmx:responseError"]) document.addEventListener(name, (event) => anew(within(event.target)));
  window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("[data-bot-check]").forEach(anew); });
  // The focus that brought this file has been already.
  if (document.activeElement) begin(document.activeElement.closest("form"));
})();
