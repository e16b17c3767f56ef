// Small upgrades; every page works without them.

// Leaving: the page is not left behind in the history of a shared phone.
document.addEventListener("click", (event) => {
  const way = event.target.closest("[data-leave]");
  if (!way) return;
  event.preventDefault();
  location.replace(way.href);
});

// The list of what to look at names each field, as its label does.
for (const link of document.querySelectorAll(".errors a")) {
  const field = document.getElementById(link.hash.slice(1));
  const label = field?.querySelector("legend") ?? field?.labels?.[0];
  const words = label?.firstChild?.textContent.trim();
  if (words) link.textContent = `${words}${/[?!.:]$/.test(words) ? "" : ":"} ${link.textContent}`;
}

// After an error, reading starts at what to do about it.
document.querySelector("[data-focus]")?.focus();

// A question before an act opens as a sheet over the page; without this it opens in its place.
for (const asking of document.querySelectorAll("[data-confirm]")) {
  const opener = asking.querySelector("summary");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    ask(asking, opener);
  });
}

function ask(asking, opener) {
  const sheet = asking.querySelector(".sheet");
  const dialog = document.createElement("dialog");
  const back = document.createElement("button");
  back.type = "button";
  back.className = "button";
  back.textContent = asking.dataset.confirm;
  back.addEventListener("click", () => dialog.close());
  dialog.setAttribute("aria-label", sheet.querySelector("h2").textContent);
  sheet.append(back);
  dialog.append(sheet);
  dialog.addEventListener("close", () => {
    back.remove();
    asking.append(sheet);
    dialog.remove();
    opener.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

// Where a phone's clock is not the club's, a night also says its hour by that clock.
for (const time of document.querySelectorAll("[data-yours]")) {
  const at = new Date(time.dateTime);
  const yours = new Date(at - at.getTimezoneOffset() * 60_000).toISOString();
  if (yours.slice(0, 16) === time.dateTime.slice(0, 16)) continue;
  const day = yours.slice(0, 10) === time.dateTime.slice(0, 10) ? undefined : "long";
  const page = document.documentElement.lang;
  const language = navigator.languages.find((each) => each.split("-")[0] === page) ?? page;
  const hour = { weekday: day, hour: "numeric", minute: "2-digit" };
  const line = document.createElement("small");
  line.className = "night-yours";
  line.textContent = time.dataset.yours.replace("{time}", at.toLocaleString(language, hour));
  time.parentElement.after(" ", line);
}

// What only some pages have is fetched only there.
for (const name of ["push-switch", "install-offer", "copy-link", "door-list"]) {
  if (document.querySelector(name)) import(`club/${name}`);
}

// The app: works without a net, keeps push alive, and leaves nothing behind at signing out.
import("club/worker").then(({ start, forget }) => {
  start().catch(() => {});
  const out = document.querySelector('form[action="/sign-out"]');
  out?.addEventListener("submit", async (event) => {
    event.preventDefault();
    await forget();
    out.submit();
  });
});
if (localStorage.getItem("push")) import("club/push").then(({ resync }) => resync()).catch(() => {});

// A member's phone is a witness that the club's record is only added to.
if (document.querySelector('.bar [href="/me"]')) import("club/witness").then(({ watch }) => watch()).catch(() => {});

// After an answer was kept here, "Back" leads to the night it was about.
const about = new URLSearchParams(location.search).get("at");
const way = document.querySelector("[data-back]");
if (way && /^\/e\/[a-z0-9]+$/.test(about ?? "")) way.href = about;
