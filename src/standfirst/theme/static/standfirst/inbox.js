// The inbox: what is opened is read, without a page of its own in between.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-notice]");
    if (!link || !link.closest(".unread")) return;
    fetch("/account/inbox/mark/", {
      method: "POST", credentials: "same-origin", keepalive: true, headers: { "HX-Request": "true" }, body: new URLSearchParams({ notice: link.dataset.notice }),
    }).catch(() => { /* It stays unread. */ });
  });
  // The button that was pressed is a new one now; the focus stays where it was.
  document.addEventListener("htmx:afterSwap", (event) => {
    const row = document.getElementById(event.target.id);
    const button = row && row.querySelector("button");
    if (button) button.focus();
  });
})();
