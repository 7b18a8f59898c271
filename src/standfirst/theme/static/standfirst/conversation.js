// The conversation: a form that keeps what is typed and answers in place, and what is personal on a page that is not.
(() => {
  "use strict";
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const room = find("[data-conversation]");
  if (!room || room.dataset.wired) return;
  room.dataset.wired = "1";
  const base = room.dataset.conversation;
  const knows = () => /(^|; )(__Host-)?sf_in=1/.test(document.cookie);
  const asks = { credentials: "same-origin", headers: { "HX-Request": "true" } };
  const part = (html) => Object.assign(document.createElement("template"), { innerHTML: html.trim() }).content.firstElementChild;
  const list = find("[data-threads]", room);
  let begun = null;

  // What is typed stays in this browser until it is sent. A browser that keeps nothing still has the form.
  const keyOf = (form) => `sf-draft ${base} ${form.elements.to.value}`;
  const kept = (form) => { try { return localStorage.getItem(keyOf(form)) || ""; } catch { return ""; } };
  const keep = (form, text) => { try { if (text) localStorage.setItem(keyOf(form), text); else localStorage.removeItem(keyOf(form)); } catch { /* Nothing is kept here. */ } };

  function count(form) {
    const left = +form.dataset.most - [...form.elements.text.value].length, said = find("[data-said]", form);
    const words = left < 0 ? form.dataset.over : left < +form.dataset.most / 10 ? form.dataset.left : "";
    said.textContent = words.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
  }

  function wire(form) {
    if (!form || !form.matches("form")) return;
    const text = form.elements.text;
    if (!form.elements.once.value && crypto.randomUUID) form.elements.once.value = crypto.randomUUID();
    const before = kept(form) || (begun && String(begun.to || "") === form.elements.to.value ? begun.text : "");
    if (before && !text.value) { text.value = before; find("[data-said]", form).textContent = form.dataset.kept; }
    text.addEventListener("input", () => { keep(form, text.value); count(form); });
    form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
  }

  async function send(form) {
    const button = find("button[data-waiting]", form);
    if (button.hasAttribute("aria-busy")) return;
    const words = button.textContent;
    button.textContent = button.dataset.waiting;
    button.setAttribute("aria-busy", "true");
    keep(form, form.elements.text.value);
    try {
      const answer = await fetch(form.action, { ...asks, method: "POST", body: new URLSearchParams(new FormData(form)) });
      const to = answer.headers.get("HX-Redirect");
      if (to) return location.assign(to);
      const html = await answer.text();
      if (answer.ok) return written(form, html);
      const again = part(html);
      if (!again || !again.matches("[data-composer],.notice")) throw new Error(answer.status);
      form.replaceWith(again);
      wire(again);
      const box = find("textarea", again);
      if (box) box.focus();
    } catch {
      const said = find("[data-said]", form);
      said.textContent = form.dataset.trouble;
    } finally {
      button.textContent = words;
      button.removeAttribute("aria-busy");
    }
  }

  function written(form, html) {
    const item = part(html), to = form.elements.to.value;
    keep(form, "");
    if ("alone" in room.dataset) return location.assign(find(".comment header a[href*='#comment-']", item).href);
    const reply = form.closest("li");
    put(item, to);
    if (reply && room.contains(reply)) form.remove();
    else {
      form.reset();
      form.elements.to.value = "";
      form.elements.once.value = crypto.randomUUID ? crypto.randomUUID() : "";
      find("[data-said]", form).textContent = "";
    }
    const heading = find(".notice,h3", item);
    heading.tabIndex = -1;
    heading.focus();
  }

  // A comment of one's own: first of all, or under what it answers.
  function put(item, to) {
    const above = to && document.getElementById(`comment-${to}`), nothing = find("[data-nothing]", room);
    if (nothing) nothing.remove();
    if (!above) return list.prepend(item);
    const place = above.closest("li");
    let replies = find(":scope > .replies", place);
    if (!replies) { replies = document.createElement("ol"); replies.className = "replies"; above.after(replies); }
    replies.append(item);
  }

  function reply(link) {
    const blank = find("#write[data-composer]", room) || (find("[data-form]", room) || {}).content?.querySelector("#write"), place = link.closest("li");
    if (!blank || !place) return false;
    const there = find(":scope > .composer", place);
    if (there) { find("textarea", there).focus(); return true; }
    const form = blank.cloneNode(true), pk = link.dataset.reply, name = find(":is(h2,h3) bdi", link.closest(".comment")).textContent;
    form.id = `write-${pk}`;
    form.reset();
    form.elements.text.value = "";
    form.elements.to.value = pk;
    form.elements.once.value = "";
    all(".error", form).forEach((one) => one.remove());
    all(".wrong", form).forEach((one) => one.classList.remove("wrong"));
    const box = form.elements.text, label = find(".field label", form);
    box.id = label.htmlFor = `text-${pk}`;
    box.removeAttribute("aria-describedby");
    box.removeAttribute("aria-invalid");
    label.textContent = form.dataset.replyTo.replace("{name}", name);
    find("[data-said]", form).textContent = "";
    const cancel = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: form.dataset.cancel });
    cancel.addEventListener("click", () => { form.remove(); link.focus(); });
    find(".together .button", form).after(" ", cancel);
    link.closest(".comment").after(form);
    wire(form);
    box.focus();
    return true;
  }

  room.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-reply]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && reply(link)) event.preventDefault();
  });

  const press = (form, liked) => {
    const button = find("button", form);
    button.setAttribute("aria-pressed", liked);
    button.firstChild.nodeValue = liked ? room.dataset.liked : room.dataset.like;
  };
  room.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!("like" in form.dataset) || !knows()) return;
    event.preventDefault();
    const stops = find("button", form).getAttribute("aria-pressed") === "true";
    try {
      const answer = await fetch(form.action, { ...asks, method: "POST", body: new URLSearchParams(stops ? { stop: "1" } : {}) });
      if (!answer.ok) return;
      const { likes, liked } = await answer.json();
      press(form, liked);
      find(".likes", form).textContent = likes || "";
    } catch { /* The button stands as it stood. */ }
  });

  function fold(article) {
    const blank = find("[data-fold]", room);
    if (!blank) return;
    const line = blank.content.firstElementChild.cloneNode(true);
    find("button", line).addEventListener("click", () => { delete article.dataset.folded; line.remove(); const name = find(":is(h2,h3)", article); name.tabIndex = -1; name.focus(); });
    article.prepend(line);
    article.dataset.folded = "";
  }

  async function personal() {
    if (!knows() && !/(^|; )(__Host-)?sf_/.test(document.cookie)) return;
    const numbers = all(".comment[id]", room).map((one) => one.id.replace("comment-", ""));
    const answer = await fetch(`${base}mine/?of=${numbers.join(",")}`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const told = await answer.json();
    const forms = all("[data-who]", room), apart = find("[data-form]", room);
    if (apart) forms.push(...all("[data-who]", apart.content));
    forms.forEach((line) => { line.innerHTML = told.who; });
    begun = told.begun;
    if (begun && !begun.to) { const form = find("#write[data-composer]", room); if (form && !form.elements.text.value) { form.elements.text.value = begun.text; count(form); } }
    const muted = new Set(told.muted);
    all(".comment[data-by]", room).forEach((one) => { if (muted.has(one.dataset.by)) fold(one); });
    const liked = new Set(told.liked);
    all("form[data-like]", room).forEach((form) => press(form, liked.has(+form.closest(".comment").id.replace("comment-", ""))));
    for (const [pk, html] of Object.entries(told.own || {})) {
      const acts = find(`#comment-${pk} .acts`, room);
      if (!acts) continue;
      all("[data-other],[data-like]", acts).forEach((one) => one.remove());
      acts.insertAdjacentHTML("beforeend", html);
    }
    if (list && !("alone" in room.dataset)) [...(told.waiting || [])].reverse().forEach((one) => { const item = part(one.html); if (!document.getElementById(find(".comment", item).id)) put(item, one.to); });
  }

  // A page that everybody shares can only say the date; within a day "2 hours ago" says more.
  function ago() {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });
    all("time", room).forEach((time) => {
      const minutes = Math.round((new Date(time.dateTime) - Date.now()) / 60000);
      if (minutes <= -1440 || minutes > 1) return;
      time.title = time.textContent;
      time.textContent = minutes > -60 ? words.format(Math.min(0, minutes), "minute") : words.format(Math.round(minutes / 60), "hour");
    });
  }

  // Other comments stand there now (live.js).
  room.addEventListener("standfirst:shown", () => { ago(); personal(); });

  wire(find("#write[data-composer]", room));
  ago();
  personal();
})();
