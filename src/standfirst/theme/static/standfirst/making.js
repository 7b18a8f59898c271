// A part that waits for the worker looks again by itself, and is put in place when there is something new to say.
(function lookAgain() {
  "use strict";
  const part = document.querySelector("[data-looks-again]");
  if (part) setTimeout(async () => {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
      const fresh = page.getElementById(part.id);
      if (fresh && !fresh.hasAttribute("data-looks-again")) { part.replaceWith(fresh); fresh.querySelector("h2").focus(); }
    } catch { /* The next look may come through. */ }
    lookAgain();
  }, 2000);
})();
