// <install-offer>: one button where the browser lets a page offer its own installation.

class InstallOffer extends HTMLElement {
  connectedCallback() {
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.hidden = false;
      this.querySelector("button").onclick = () => {
        event.prompt();
        this.hidden = true;
      };
    });
  }
}

customElements.define("install-offer", InstallOffer);
