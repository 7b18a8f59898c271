// The buttons that follow: a cached page does not know who reads it, so it asks; and a press is answered in its place.
(() => {
  "use strict";
  const forms = () => [...document.querySelectorAll("form[data-follow]")];
  const signedIn = () => /(^|; )(__Host-)?sf_in=1/.test(document.cookie);
  const put = (form, html) => {
    form.insertAdjacentHTML("afterend", html);
    const fresh = form.nextElementSibling;
    form.remove();
    return fresh;
  };

  async function ask() {
    const asked = forms();
    if (!asked.length || !signedIn()) return;
    const query = new URLSearchParams(asked.slice(0, 10).map((form) => ["of", form.dataset.follow]));
    const answer = await fetch(`/follow/followed/?${query}`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const followed = await answer.json();
    for (const form of asked) {
      const state = followed[form.dataset.follow];
      if (state === "own") form.hidden = true;
      else if (state === "followed") {
        const page = await fetch(`/follow/?${new URLSearchParams(new FormData(form))}`, { credentials: "same-origin", headers: { "HX-Request": "true" } });
        if (page.ok) put(form, await page.text());
      }
    }
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    // Who is not signed in goes the long way, and what they began is done when they come back.
    if (!form.matches("form[data-follow]") || !signedIn()) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST", credentials: "same-origin", redirect: "manual", headers: { "HX-Request": "true" }, body: new URLSearchParams(new FormData(form, event.submitter)),
      });
      if (answer.ok) return put(form, await answer.text()).querySelector("button").focus();
    } catch { /* The page of the long way says what is wrong. */ }
    button.removeAttribute("aria-busy");
    if (button.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    HTMLFormElement.prototype.submit.call(form);
  });

  ask();
})();
