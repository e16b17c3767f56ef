"""Draws again who looked at a challenged result, by arithmetic of its own.

The tokens say nothing of whose they are; what was recorded at notice fixed all of them, and the
secret of the lot, before anybody had voted.
"""

import hashlib

from club.verify.chain import Break
from club.verify.files import UNREADABLE, Record, Said

_PANEL, _WITH_RESERVES, _AGREE = 3, 5, 2


def panels(record: Record) -> Break | None:
    """Draw every panel again, and look at what each found; return the first that differs."""
    noticed = {entry.thing: said for entry, said in record.told("noticed")}
    counted = {entry.thing: said for entry, said in record.told("tally")}
    challenged = {entry.thing: said for entry, said in record.told("challenge")}
    for entry, said in (*record.told("challenge"), *record.told("verdict")):
        thing = entry.thing
        try:
            if entry.kind == "challenge":
                why = _panel(thing, said, noticed[thing], counted[thing])
            else:
                why = _finding(said, challenged[thing])
        except UNREADABLE:
            why = "the panel does not say what it must"
        if why:
            return Break(entry.seq, why)
    return None


def _panel(thing: str, said: Said, noticed: Said, counted: Said) -> str:
    if "panel" not in noticed:
        return "a panel was drawn that nothing had fixed before" if said["seats"] else ""
    secret, among = bytes.fromhex(said["panel_secret"]), set(said["among"])
    tokens = sorted([*said["among"], *said["others"]])
    mixed = hashlib.sha256(b"panel/1|" + secret + "\n".join(tokens).encode()).hexdigest()
    if mixed != noticed["panel"] or len(set(tokens)) != noticed["roll"]:
        return "the panel was drawn by another lot than the one that was fixed before the vote"
    ref = thing.partition("/")[2].encode()
    ballots = bytes.fromhex(counted["ballots_sha256"])
    seed = hashlib.sha256(b"panel/1|" + ref + secret + ballots).digest()
    order = sorted(among, key=lambda each: hashlib.sha256(seed + each.encode()).digest())
    drawn = order[:_WITH_RESERVES] if len(order) >= _PANEL else []
    return "" if said["seats"] == drawn else "the lot gives another panel"


def _finding(said: Said, challenged: Said) -> str:
    agree = [each for each in ("stands", "annulled") if said[each] >= _AGREE]
    heard = set(said["heard"])
    enough = len(heard) == len(said["heard"]) == said["stands"] + said["annulled"] <= _PANEL
    if not enough or not heard <= set(challenged["seats"]):
        return "others were heard than the lot had drawn"
    return "" if said["found"] == (agree[0] if agree else "none") else "the panel found otherwise"
