// The door's list: what was tapped without a connection shows at once, and is sent later.

const SAME_TOUCH = 700;

/** What waits on this phone to be sent; never makes a memory that the worker has not made. */
const waiting = () => new Promise((ok) => {
  const open = indexedDB.open("club", 1);
  open.onupgradeneeded = () => open.transaction.abort();
  open.onerror = (event) => { event.preventDefault(); ok([]); };
  open.onsuccess = () => {
    const all = open.result.transaction("answers").objectStore("answers").getAll();
    all.onsuccess = () => { open.result.close(); ok(all.result); };
  };
});

class DoorList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", once);
    addEventListener("pageshow", () => this.#renew());
    this.#renew();
    this.#show();
  }

  // A kept page comes back with the keys it had. Each tap needs one of its own.
  #renew() {
    for (const key of this.querySelectorAll("[name=key]")) key.value = crypto.randomUUID();
  }

  async #show() {
    const ours = `${this.dataset.night}/here/`;
    const rows = (await waiting()).filter((each) => each.path.startsWith(ours));
    let more = 0;
    for (const { path, body } of rows) {
      const said = new URLSearchParams(body);
      if (said.has("more")) more += said.get("more") === "true" ? 1 : -1;
      else more += tick(this.querySelector(`form[action="${path}"] button`), said.get("here"));
    }
    const people = this.querySelector("[data-people]");
    people.textContent = Number(people.textContent) + more;
    this.querySelector("[data-waits]").hidden = !rows.length;
  }
}

// A hand that shakes touches twice.
function once(event) {
  const [path, at] = (sessionStorage.tapped ?? "").split(" ");
  const now = Date.now(), action = event.target.getAttribute("action");
  if (path === action && now - at < SAME_TOUCH) event.preventDefault();
  else sessionStorage.tapped = `${action} ${now}`;
}

/** Show a tick as it will be; return how many more people that makes. */
function tick(button, here) {
  if (!button || button.ariaPressed === here) return 0;
  button.ariaPressed = here;
  button.value = here === "true" ? "false" : "true";
  button.classList.toggle("now", here === "true");
  return here === "true" ? Number(button.dataset.people) : -button.dataset.people;
}

customElements.define("door-list", DoorList);
