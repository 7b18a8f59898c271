// The inbox: what is opened is read, without a page of its own in between; and a press is answered in its row.
(() => {
  "use strict";
  const asks = (body) => ({ method: "POST", credentials: "same-origin", headers: { "HX-Request": "true" }, body: new URLSearchParams(body) });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-notice]");
    if (!link || !link.closest(".unread")) return;
    fetch("/account/inbox/mark/", { ...asks({ notice: link.dataset.notice }), keepalive: true }).catch(() => { /* It stays unread. */ });
  });

  // How much is unread stands at the head of the list.
  async function count() {
    const page = await fetch(location.href, { credentials: "same-origin" });
    const fresh = page.ok && new DOMParser().parseFromString(await page.text(), "text/html").querySelector(".inbox-head");
    if (fresh) document.querySelector(".inbox-head").replaceWith(fresh);
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target, row = form.closest(".inbox-row");
    if (!row) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    try {
      const answer = await fetch(form.action, asks(body));
      if (!answer.ok) throw new Error(answer.status);
      row.insertAdjacentHTML("afterend", await answer.text());
      const fresh = row.nextElementSibling;
      row.remove();
      // A new button stands where the one was that was pressed.
      fresh.querySelector("button").focus();
      await count();
    } catch {
      location.reload();
    }
  });
})();
