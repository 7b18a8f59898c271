// The moderators' queue: single keys that can be switched off, claims, and where the focus goes. Without this, forms do it all.
(() => {
  const OFF = "standfirst-moderation-keys-off";
  const UNDO_MS = 10000;
  const root = document.documentElement;
  const cases = document.getElementById("cases");
  const keys = document.getElementById("keys");
  const articles = () => (cases ? [...cases.querySelectorAll("article[data-case]")] : []);
  let current = null;

  function kept() {
    try { return localStorage.getItem(OFF) !== "1"; } catch { return true; }
  }

  function here() {
    const focused = document.activeElement && document.activeElement.closest("article[data-case]");
    return focused || (current && document.getElementById(current)?.querySelector("article")) || null;
  }

  function go(article) {
    if (!article) return;
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = articles();
    const at = all.indexOf(here());
    const next = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by];
    if (next) go(next);
    else if (by > 0) document.getElementById("next")?.focus();
  }

  // --- claims: a colleague who sees the same card is told that somebody looks ---------------------------------------
  let claimed = "";
  function claim(article) {
    if (!article.dataset.claim || claimed === article.dataset.case || article.closest(".case-done")) return;
    claimed = article.dataset.case;
    const turn = article.dataset.turn;
    const body = new FormData();
    body.append("turn", turn);
    const token = article.querySelector("[name=csrfmiddlewaretoken]");
    if (token) body.append("csrfmiddlewaretoken", token.value);
    fetch(article.dataset.claim, { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin" })
      .then(async (answer) => {
        const there = document.getElementById(`case-${article.dataset.case}`);
        // It was decided meanwhile, here or by what has been put in its place: the answer is about what it was before.
        if (!there || there.querySelector("article").dataset.turn !== turn) return;
        if (answer.status === 204) there.querySelector("article").dataset.claimed = "";
        // Only while the moderator has not begun with it: nothing is taken from under their hands.
        if (answer.status !== 409 || there.querySelector("details[open]") || there.matches(".htmx-request, :has(.htmx-request)")) return;
        const had = there.contains(document.activeElement);
        const piece = document.createRange().createContextualFragment(await answer.text());
        there.replaceWith(piece);
        const now = document.getElementById(`case-${article.dataset.case}`);
        if (window.htmx) window.htmx.process(now);
        if (had) go(now.querySelector("article"));
      })
      .catch(() => {});
  }
  let soon = 0;
  document.addEventListener("focusin", (event) => {
    const article = event.target.closest?.("article[data-case]");
    if (!article) return;
    current = article.parentElement.id;
    clearTimeout(soon);
    soon = setTimeout(() => claim(article), 250);
  });

  // --- what htmx has put in place: it has the classes of what was there until it settles ----------------------------
  document.addEventListener("htmx:afterSettle", (event) => {
    const id = event.detail.elt?.id?.startsWith("case-") ? event.detail.elt.id : current;
    const item = document.getElementById(id);
    if (!item) return;
    claimed = "";
    forgetLater(item);
    const done = item.matches(".case-done");
    recount(id, done);
    const all = articles();
    const at = all.indexOf(item.querySelector("article"));
    const open = all.slice(at + 1).find((one) => !one.closest(".case-done"));
    if (!done) go(item.querySelector("article"));
    else if (open) go(open);
    else if (document.getElementById("next")) document.getElementById("next").focus();
    else go(item.querySelector("article"));
  });
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);
  function failed(event) {
    const item = event.detail.elt?.closest?.(".case");
    if (!item) return;
    item.querySelector(".case-failed")?.remove();
    const said = document.createElement("p");
    said.className = "case-said case-wrong case-failed";
    said.setAttribute("role", "alert");
    said.textContent = "That did not reach us, and nothing was decided. Try again in a moment.";
    item.querySelector("article").prepend(said);
  }
  const decided = new Set();
  function recount(id, done) {
    if (decided.has(id) === done) return;
    if (done) decided.add(id);
    else decided.delete(id);
    const count = document.querySelector(".queues [aria-current] .queue-count");
    if (count && /^\d+$/.test(count.textContent)) count.textContent = String(Number(count.textContent) + (done ? -1 : 1));
  }
  function forgetLater(item) {
    const button = item.querySelector("[data-undo]");
    if (button) setTimeout(() => { button.closest("form").remove(); }, UNDO_MS);
  }
  document.querySelectorAll(".case-said").forEach(forgetLater);

  // --- keys ---------------------------------------------------------------------------------------------------------
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    a: () => here()?.querySelector('.case-decide [value="publish"]')?.click(),
    h: () => here()?.querySelector('.case-decide [value="hold"]')?.click(),
    r: () => {
      const reject = here()?.querySelector(".case-reject");
      if (!reject) return;
      reject.open = true;
      reject.querySelector("input[type=radio]").focus();
      reject.querySelector("form").scrollIntoView({ block: "nearest" });
    },
    u: () => [...document.querySelectorAll("[data-undo]")].at(-1)?.click(),
    "?": () => document.getElementById("keys-help")?.click(),
  };
  function inReasons(event) {
    const form = event.target.closest?.(".case-reject form");
    if (!form) return false;
    if (event.key === "Escape") {
      form.closest("details").open = false;
      go(form.closest("article"));
      return true;
    }
    if (!event.target.matches("input[type=radio]") || !/^[1-8]$/.test(event.key)) return false;
    const radio = form.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    if (!radio) return false;
    radio.checked = true;
    form.requestSubmit();
    return true;
  }
  document.addEventListener("keydown", (event) => {
    if (!root.classList.contains("keys-on") || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (inReasons(event)) { event.preventDefault(); return; }
    if (event.target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])")) {
      if (event.target.id !== "keys-on") return;
    }
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  if (keys) {
    const on = document.getElementById("keys-on");
    const help = document.getElementById("keys-help");
    const list = document.getElementById("keys-list");
    keys.hidden = false;
    on.checked = kept();
    root.classList.toggle("keys-on", on.checked);
    on.addEventListener("change", () => {
      root.classList.toggle("keys-on", on.checked);
      try { localStorage.setItem(OFF, on.checked ? "" : "1"); } catch { /* for this page then */ }
    });
    help.addEventListener("click", () => {
      list.hidden = !list.hidden;
      help.setAttribute("aria-expanded", String(!list.hidden));
    });
  }
})();
