// Preferences: a choice is saved as soon as it is made, and says so.
(() => {
  "use strict";
  // A choice that is saved as soon as it is made.
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.hasAttribute("data-at-once")) form.requestSubmit();
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const word = event.target.matches("[data-at-once]") && document.querySelector(event.target.getAttribute("hx-target"));
    if (word) word.textContent = "";
  });
  // The look was set before the page was painted; here it follows a choice that was made just now.
  function look() {
    const chosen = /(?:^|; )(?:__Host-)?sf_look=(light|dark)/.exec(document.cookie);
    if (chosen) document.documentElement.dataset.look = chosen[1]; else delete document.documentElement.dataset.look;
  }
  document.addEventListener("htmx:afterSwap", look);
})();
