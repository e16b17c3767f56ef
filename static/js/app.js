// Small upgrades; every page works without them.

// Leaving: the page is not left behind in the history of a shared phone.
document.addEventListener("click", (event) => {
  const way = event.target.closest("[data-leave]");
  if (!way) return;
  event.preventDefault();
  location.replace(way.href);
});

// After an error, reading starts at what to do about it.
document.querySelector("[data-focus]")?.focus();
