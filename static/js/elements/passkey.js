// <club-passkey>: a button that answers the club's question with a passkey.
// It holds an ordinary form; the answer travels in it like anything else that is typed.
// Where the browser has no passkeys the element stays hidden, and the passphrase form is there.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const ids = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }));

function question(options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (options.user) asked.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) asked.excludeCredentials = ids(options.excludeCredentials);
  if (options.allowCredentials) asked.allowCredentials = ids(options.allowCredentials);
  return asked;
}

function answer(credential) {
  const said = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) said[part] = text(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response: said,
  });
}

class Passkey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential || !window.isSecureContext) return;
    this.hidden = false;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => this.send(event));
  }

  async send(event) {
    event.preventDefault();
    const sorry = this.querySelector("[role=alert]");
    sorry.hidden = true;
    try {
      const reply = await fetch(this.dataset.ask, { method: "POST" });
      if (!reply.ok) throw new Error(reply.statusText);
      const publicKey = question(await reply.json());
      const credential = await navigator.credentials[this.dataset.work]({ publicKey });
      this.form.elements.answer.value = answer(credential);
      // One box on the page says whether others use this phone; it counts for this form too.
      const shared = document.getElementById("shared");
      if (shared && this.form.elements.shared) this.form.elements.shared.value = shared.checked;
      this.form.submit(); // past our own listener
    } catch {
      sorry.textContent = this.dataset.sorry;
      sorry.hidden = false;
    }
  }
}

customElements.define("club-passkey", Passkey);
