// Passkeys: what the browser's own window is to ask, and its answer into the form, which then posts as any other.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (all) => (all || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const readable = ({ publicKey: asked }) => ({ publicKey: {
    ...asked,
    challenge: bytes(asked.challenge),
    ...(asked.user && { user: { ...asked.user, id: bytes(asked.user.id) } }),
    ...(asked.allowCredentials && { allowCredentials: listed(asked.allowCredentials) }),
    ...(asked.excludeCredentials && { excludeCredentials: listed(asked.excludeCredentials) }),
  } });
  const plain = (made) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[name]) response[name] = text(made.response[name]);
    }
    return { id: made.id, rawId: text(made.rawId), type: made.type, response, authenticatorAttachment: made.authenticatorAttachment,
      clientExtensionResults: made.getClientExtensionResults() };
  };

  // A passkey belongs to a name: at a bare number there can be none.
  const able = "PublicKeyCredential" in window && window.isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname);
  const forms = document.querySelectorAll("form[data-passkey]");
  for (const form of forms) form.hidden = !able;
  if (able) for (const said of document.querySelectorAll("[data-passkey-missing]")) said.hidden = true;

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-passkey]") || form.elements.credential.value) return;
    event.preventDefault();
    const trouble = form.querySelector("[data-passkey-trouble]");
    trouble.hidden = true;
    try {
      const token = form.elements.csrfmiddlewaretoken;
      const answer = await fetch(form.dataset.options, { method: "POST", credentials: "same-origin",
        body: new URLSearchParams(token ? { csrfmiddlewaretoken: token.value } : {}) });
      if (answer.redirected) return location.assign(answer.url);
      if (!answer.ok) throw new Error(answer.status);
      const asked = readable(await answer.json());
      const made = await (form.dataset.passkey === "create" ? navigator.credentials.create(asked) : navigator.credentials.get(asked));
      form.elements.credential.value = JSON.stringify(plain(made));
      form.submit();
    } catch {
      // Closed by its owner, run out, or no such passkey here: the browser does not tell which, and need not.
      trouble.hidden = false;
    }
  });
  window.addEventListener("pageshow", () => { for (const form of forms) form.elements.credential.value = ""; });
})();
