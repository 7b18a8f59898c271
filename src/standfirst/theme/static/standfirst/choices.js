// What a publisher adds of others loads here, and only after its reader has said so. Without this file nothing of it does.
(() => {
  "use strict";
  const asking = document.querySelector("#cookie-asking");
  if (!asking) return;
  const form = asking.querySelector("form"), saved = asking.querySelector("[data-saved]");
  const loaded = new Set();

  // What was accepted, or null where this list was never answered.
  function accepted() {
    const [, version, kinds] = document.cookie.match(/(?:^|; )(?:__Host-)?sf_choices=([0-9a-f]+)\.([a-z-]+)/) || [];
    return version === asking.dataset.version ? kinds.split("-") : null;
  }
  function load(kinds) {
    for (const party of JSON.parse(asking.dataset.load)) {
      if (!kinds.includes(party.kind) || loaded.has(party.src)) continue;
      loaded.add(party.src);
      const script = Object.assign(document.createElement("script"), { src: party.src, async: true });
      for (const [name, value] of Object.entries(party.with)) script.setAttribute(name, value);
      document.head.append(script);
    }
  }
  // What is focused is never under the bar, and the end of the page can be brought above it.
  function room() {
    const height = asking.hidden ? "" : `${asking.offsetHeight + 8}px`;
    document.documentElement.style.scrollPaddingBlockEnd = document.body.style.paddingBlockEnd = height;
  }
  function close(next) {
    asking.hidden = true;
    room();
    if (next) next.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = new FormData(form);
    sent.set("choice", event.submitter.value);
    let answer = null;
    try { answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent), credentials: "same-origin", headers: { "HX-Request": "true" } }); } catch { /* the form goes by itself below */ }
    const kinds = answer && answer.ok ? accepted() : null;
    if (!kinds) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "choice", value: event.submitter.value }));
      form.submit();
      return;
    }
    form.hidden = true;
    saved.hidden = false;
    saved.focus();
    room();
    load(kinds);
  });
  asking.querySelector("[data-close]").addEventListener("click", () => close(document.querySelector(".masthead-name")));
  window.addEventListener("resize", room);

  const kinds = accepted();
  if (kinds) load(kinds);
  else if (asking.dataset.page !== "cookies") { asking.hidden = false; room(); }
})();
