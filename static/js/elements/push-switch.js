// <push-switch data-key>: says how push stands on this device, and turns it on or off by a tap.
import { needsInstall, possible, subscribed, turnOff, turnOn, wasOn } from "club/push";

class PushSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.tapped(event.target.closest("[data-do]")));
    this.look();
  }

  async look() {
    if (needsInstall) return this.show("install");
    if (!possible) return;
    if (Notification.permission === "denied") return this.show("denied");
    if (Notification.permission === "granted" && (await subscribed())) return this.show("on");
    this.show(wasOn() ? "lost" : "off");
  }

  async tapped(button) {
    if (!button) return;
    button.disabled = true;
    try {
      if (button.dataset.do === "off") await turnOff();
      else await turnOn(this.dataset.key);
      await this.look();
    } catch {
      this.show("failed");
    }
    button.disabled = false;
  }

  show(state) {
    for (const each of this.querySelectorAll("[data-when]")) {
      const retry = state === "failed" && each.dataset.when === "off";
      each.hidden = each.dataset.when !== state && !retry;
    }
  }
}

customElements.define("push-switch", PushSwitch);
