// The club's worker: pages when there is no net, answers kept until there is, messages on the
// screen. The server writes CLUB (stamp, files, name, icon) above this, and leaves these comments,
// the indentation and spare spaces out, for phones that pay by the kilobyte.
const STATIC = `static-${CLUB.stamp}`, DAY = 864e5, on = addEventListener;
// Window -> when the kept page it shows was made.
const shown = new Map();

on("install", (e) => e.waitUntil(caches.open(STATIC).then((c) => c.addAll(CLUB.files))));
// No skipWaiting: a page with a half-written form keeps the worker it began with.
on("activate", (e) => e.waitUntil((async () => {
  const old = (await caches.keys()).filter((n) => n.startsWith("static-"));
  await Promise.all(old.slice(0, -2).map((n) => caches.delete(n)));
  await registration.navigationPreload?.enable();
  await clients.claim();
  await flush();
})()));

on("fetch", (e) => {
  const { request: r } = e, { origin, pathname: path, search } = new URL(r.url);
  if (origin !== location.origin) return;
  if (path.startsWith("/s/")) e.respondWith(caches.match(r).then((c) => c || fetch(r)));
  else if (r.mode !== "navigate") return;
  else if (r.method === "GET") e.respondWith(page(e, path, !search || search === "?s=pwa"));
  else if (about(path) !== path) e.respondWith(answer(r, path));
});

const kept = (path, cacheName) => caches.match(path, { cacheName, ignoreVary: true });

// The net first; after three seconds, or without it, the page as it was last seen.
async function page(e, path, plain) {
  if (path === "/offline/saved") return kept(path, STATIC);
  let old = plain && (await kept(path, "pages"));
  const made = old?.headers.get("Date");
  if (old && Date.now() - Date.parse(made) > 14 * DAY) old = null;
  const live = (async () => {
    const r = (await e.preloadResponse) || (await fetch(e.request));
    e.waitUntil(note(path, plain, r.clone()).then(flush));
    return r;
  })();
  e.waitUntil(live.catch(() => {}));
  if (!old) return live.catch(() => kept("/offline", STATIC));
  const late = new Promise((ok) => setTimeout(ok, 3000));
  const r = await Promise.race([live.catch(() => {}), late]);
  if (!r) shown.set(e.resultingClientId, made);
  return r || old;
}

// X-Member says by a hash whose own phone this is; "-" if nobody's, or one that others use too.
async function note(path, plain, r) {
  const who = r.headers.get("X-Member");
  if (!who) return;
  if (who !== (await whose())) {
    await caches.delete("pages");
    await put("facts", { name: "who", who });
  }
  if (who === "-" || !plain || !r.ok || r.headers.get("X-Offline") !== "keep") return;
  const c = await caches.open("pages");
  await c.delete(path);
  await c.put(path, r);
  await Promise.all((await c.keys()).slice(0, -30).map((k) => c.delete(k)));
}

// The page an answer was given on: its night, or the list of the night's door.
const about = (path) => path.replace(/\/(rsvp|here)$/, "").replace(/\/here\/.+/, "/door");

// An answer is sent now, or kept here; the last one to a path wins. One more person at the door
// takes no other's place, so each waits under its form's own key, and is counted once under it.
async function answer(request, path) {
  const at = about(path), copy = request.clone();
  await gone(path);
  try {
    // A net that is there and carries nothing is none: what is sent again is done once.
    const r = await fetch(request, { signal: AbortSignal.timeout?.(9e3) });
    if (r.status < 500) return r;
  } catch {}
  const who = await whose();
  if (!who || who === "-") return kept("/offline", STATIC);
  const body = new URLSearchParams(await copy.text());
  if (path.endsWith("/new")) path += `#${body.get("key")}`;
  else body.set("key", crypto.randomUUID());
  body.set("client_at", new Date().toISOString());
  await put("answers", { path, body: `${body}`, at: Date.now(), who });
  registration.sync?.register("answers").catch(() => {});
  return Response.redirect(at.endsWith("/door") ? at : `/offline/saved?at=${at}`, 303);
}

// One flush at a time, or two of them send one answer twice. Returns what still waits, and why.
const flush = () => navigator.locks.request("answers", async () => {
  const who = await whose();
  let wait = "";
  for (const each of await db("answers", (s) => s.getAll())) {
    if (each.who !== who) { wait = "sign-in"; continue; }
    const r = await fetch(each.path, {
      method: "POST", redirect: "manual", body: new URLSearchParams(each.body),
      headers: { Accept: "application/json" },
    }).catch(() => {});
    const status = r?.type === "opaqueredirect" ? 303 : r?.status;
    const late = /404|409|410|422/.test(status) || Date.now() - each.at > 2 * DAY;
    if (!late && !(status < 400)) {
      wait = status === 401 || status === 403 ? "sign-in" : "left";
      continue;
    }
    // A newer answer may have taken its place meanwhile: that one stays.
    if ((await db("answers", (s) => s.get(each.path)))?.at === each.at) await gone(each.path);
    const how = late ? "late" : "sent", no = late && (await r?.json().catch(() => {}));
    for (const c of await clients.matchAll()) c.postMessage({ how, at: about(each.path), no });
  }
  return wait;
});
on("sync", (e) => e.waitUntil(flush().then((wait) => { if (wait === "left") throw wait; })));
on("message", (e) => e.waitUntil((async () => {
  if (e.data === "forget") {
    await caches.delete("pages");
    for (const each of ["answers", "facts"]) await db(each, (s) => s.clear(), "readwrite");
  }
  const made = shown.get(e.source.id);
  e.ports[0].postMessage({ left: await flush(), made });
})()));

// Every push shows something at once: a browser takes the right away from whoever does not.
on("push", (e) => {
  let said = {};
  try { said = e.data.json(); } catch {}
  const { title, navigate: data, ...rest } = said.notification || {}, icon = CLUB.icon;
  navigator.setAppBadge?.(said.app_badge).catch(() => {});
  e.waitUntil(registration.showNotification(title || CLUB.name, { ...rest, icon, data }));
});
on("notificationclick", (e) => {
  e.notification.close();
  const url = new URL(e.notification.data || "/", location);
  e.waitUntil(show(url.origin === location.origin ? url.href : "/"));
});
async function show(url) {
  for (const w of await clients.matchAll({ type: "window" })) {
    try { return await (await w.focus()).navigate(url); } catch {}
  }
  return clients.openWindow(url);
}
on("pushsubscriptionchange", (e) => e.waitUntil((async () => {
  const { newSubscription: s, oldSubscription: old } = e;
  const { endpoint, keys } = (s || (await registration.pushManager.subscribe(old.options))).toJSON();
  await fetch("/push", {
    method: "POST", body: JSON.stringify({ endpoint, ...keys }),
    headers: { "Content-Type": "application/json" },
  });
})()));

const whose = async () => (await db("facts", (s) => s.get("who")))?.who;
const put = (store, row) => db(store, (s) => s.put(row), "readwrite");
const gone = (path) => db("answers", (s) => s.delete(path), "readwrite");
const db = (store, act, mode = "readonly") => new Promise((ok, no) => {
  const o = indexedDB.open("club", 1);
  o.onupgradeneeded = () => {
    o.result.createObjectStore("answers", { keyPath: "path" });
    o.result.createObjectStore("facts", { keyPath: "name" });
  };
  o.onerror = no;
  o.onsuccess = () => {
    const t = o.result.transaction(store, mode), r = act(t.objectStore(store));
    t.oncomplete = () => { o.result.close(); ok(r.result); };
    t.onabort = no;
  };
});
