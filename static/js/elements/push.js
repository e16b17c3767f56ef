// Push on this device: ask for it, keep it alive, give it up.

const KEY = "push";
const WEEK = 7 * 24 * 3600e3;

export const possible = "serviceWorker" in navigator && "PushManager" in self && "Notification" in self;

/** iPhones and iPads have push only in the app on the Home Screen. */
export const needsInstall = !possible && /iP(hone|ad)/.test(navigator.userAgent);

export async function subscribed() {
  const worker = await navigator.serviceWorker.ready;
  return worker.pushManager.getSubscription();
}

export const wasOn = () => localStorage.getItem(KEY) !== null;

/** Must be called from a tap. */
export async function turnOn(key) {
  if ((await Notification.requestPermission()) !== "granted") return false;
  await tell(await subscribe(key));
  return true;
}

export async function turnOff() {
  const found = await subscribed();
  localStorage.removeItem(KEY);
  if (!found) return;
  await post("/push/removal", { endpoint: found.endpoint });
  await found.unsubscribe();
}

/** Browsers drop or change a subscription without telling: look on every page, tell if it moved. */
export async function resync() {
  if (!possible || Notification.permission !== "granted" || !wasOn()) return;
  const found = await subscribed();
  if (!found) return;
  const [endpoint, at] = JSON.parse(localStorage.getItem(KEY));
  const here = sessionStorage.getItem(KEY) !== null;
  if (here && endpoint === found.endpoint && Date.now() - at < WEEK) return;
  const answer = await fetch("/push/key", { headers: { Accept: "application/json" } });
  if (answer.ok) await tell(await subscribe((await answer.json()).key));
}

async function subscribe(key) {
  const worker = await navigator.serviceWorker.ready;
  const raw = Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const found = await worker.pushManager.getSubscription();
  const same = found && String(new Uint8Array(found.options.applicationServerKey)) === String(raw);
  if (same) return found;
  await found?.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: raw });
}

async function tell(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await post("/push", { endpoint, ...keys });
  if (!answer.ok) throw new Error("refused");
  localStorage.setItem(KEY, JSON.stringify([endpoint, Date.now()]));
  sessionStorage.setItem(KEY, "");
}

const post = (path, body) => fetch(path, {
  method: "POST",
  body: JSON.stringify(body),
  headers: { "Content-Type": "application/json", Accept: "application/json" },
});
