// Copies the link beside it. Without this it can still be marked and copied by hand.
customElements.define("copy-link", class extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    this.hidden = false;
    this.querySelector("button").addEventListener("click", async () => {
      const field = document.getElementById("link");
      field.select();
      await navigator.clipboard.writeText(field.value);
      this.querySelector("[role=status]").textContent = this.dataset.done;
    });
  }
});
