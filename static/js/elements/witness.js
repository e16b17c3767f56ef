// This phone is a witness: it keeps the last line of the club's record that it saw, and looks
// that the record was only added to. Kept on a member's own phone alone, and gone at signing out.

const HOUR = 36e5, KEY = "record";
const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");

/** Look once an hour; warn until a member says that they know. */
export async function watch() {
  const known = JSON.parse(localStorage.getItem(KEY) ?? "null");
  if (known?.now) return warn(known);
  if (known && Date.now() - known.at < HOUR) return;
  const seen = await follow(known);
  if (!seen) return;
  localStorage.setItem(KEY, JSON.stringify({ ...seen, at: Date.now() }));
  if (seen.now) warn(seen);
}

// The line kept before, if the record was changed ("now" is where it ends instead); else its end.
async function follow(known) {
  let { seq, hash } = known ?? { seq: 999999999999999 };
  for (;;) {
    const answer = await fetch(`/record/since/${seq}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || (answer.headers.get("X-Member") ?? "-") === "-") return null;
    const { entries, head } = await answer.json();
    if (!known) return head;
    for (const each of entries) {
      if (each.seq !== seq + 1 || each.prev !== hash || (await sealed(each)) !== each.hash) {
        return { ...known, now: head };
      }
      ({ seq, hash } = each);
    }
    if (seq === head.seq && hash === head.hash) return head;
    if (!entries.length || seq >= head.seq) return { ...known, now: head };
  }
}

// As the server hashes it: sorted names, no spaces.
async function sealed({ actor, at, data, kind, prev, seq, thing }) {
  const text = JSON.stringify({ actor, at, data, kind, prev, seq, thing });
  return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function warn({ seq, hash, now }) {
  const line = document.querySelector('[data-said="record"]');
  if (!line) return;
  line.hidden = false;
  const short = (each) => `${each.seq}: ${each.hash.slice(0, 12)}`;
  line.querySelector("[data-heads]").textContent = `${short({ seq, hash })} ≠ ${short(now)}`;
  const again = document.querySelector("[data-again]");
  if (!again) return;
  again.hidden = false;
  again.querySelector("button").onclick = () => {
    localStorage.setItem(KEY, JSON.stringify({ ...now, at: Date.now() }));
    location.reload();
  };
}
