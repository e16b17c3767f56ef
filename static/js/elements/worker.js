// The service worker: start it, let it send what waits, and say what it says.

const policy = self.trustedTypes?.createPolicy("club", {
  createScriptURL: (path) => {
    if (path !== "/sw.js") throw new TypeError(path);
    return path;
  },
});
const script = policy ? policy.createScriptURL("/sw.js") : "/sw.js";
let timer;

export async function start() {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (event) => heard(event.data));
  await navigator.serviceWorker.register(script, { scope: "/" });
  addEventListener("online", () => flush());
  flush();
  dropLists();
}

// The list of a door is for one night; this phone keeps none of it longer.
async function dropLists() {
  if (!(await caches.has("pages"))) return;
  const pages = await caches.open("pages");
  for (const asked of await pages.keys()) {
    const made = Date.parse((await pages.match(asked))?.headers.get("Date"));
    if (asked.url.endsWith("/door") && Date.now() - made > 15 * 36e5) await pages.delete(asked);
  }
}

/** Ask the worker something; it answers with what still waits and how old this page is. */
async function ask(what) {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((ok) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => ok(event.data);
    active.postMessage(what, [port2]);
  });
}

// "online" comes before the net really works, and a server that was away says nothing when it is
// back: so this asks again, after 1, 2, 4 ... 60 seconds, while something waits.
async function flush(wait = 1000) {
  clearTimeout(timer);
  const { left, made } = await ask("flush");
  say("kept", made && new Date(made));
  say("left", left === "left");
  say("sign-in", left === "sign-in");
  if (left === "left") timer = setTimeout(flush, wait, Math.min(2 * wait, 60000));
}

// ``no`` is what the server said where it did not take an answer: why, in its own words.
function heard({ how, at, no }) {
  say(how, true);
  const words = document.querySelector(`[data-said="${how}"] [data-why]`);
  const why = no?.sentence ?? Object.values(no?.errors ?? {})[0];
  if (words && why) words.textContent = why;
  const waits = location.pathname === "/offline/saved" && location.search === `?at=${at}`;
  if (how === "sent" && (waits || location.pathname === at)) location.replace(at);
}

function say(what, value) {
  const line = document.querySelector(`[data-said="${what}"]`);
  if (!line) return;
  line.hidden = !value;
  const time = line.querySelector("time");
  if (!time || !(value instanceof Date)) return;
  time.dateTime = value.toISOString();
  time.textContent = value.toLocaleString(document.documentElement.lang, {
    weekday: "long", hour: "2-digit", minute: "2-digit",
  });
}

/** Leave nothing of a member on this device; at most two seconds, then signing out goes on. */
export async function forget() {
  const push = import("club/push").then((each) => each.possible && each.turnOff());
  const gone = Promise.allSettled([push, ask("forget")]);
  await Promise.race([gone, new Promise((ok) => setTimeout(ok, 2000))]);
  localStorage.clear();
  sessionStorage.clear();
}
