"""Draws again who entered votes on paper, by arithmetic of its own."""

import hashlib

from club.verify.chain import Break
from club.verify.files import UNREADABLE, Record, Said


def draws(record: Record) -> Break | None:
    """Draw every lot of that kind again; return the first that differs."""
    fixed = {(entry.thing, said.get("n")): said for entry, said in record.told("tellers_asked")}
    for entry, said in record.told("tellers"):
        try:
            why = _drawn(entry.thing, said, fixed[entry.thing, said["n"]])
        except UNREADABLE:
            why = "the lot does not say what it must"
        if why:
            return Break(entry.seq, why)
    return None


def _drawn(thing: str, said: Said, asked: Said) -> str:
    secret = bytes.fromhex(said["lot_secret"])
    if hashlib.sha256(secret).hexdigest() != asked["lot"]:
        return "who enters papers was drawn by another lot than the one that was fixed"
    names = sorted(str(each) for each in said["order"])
    mixed = hashlib.sha256("\n".join(names).encode()).digest()
    about = f"{thing.partition('/')[2]}/tellers/{said['n']}".encode()
    seed = hashlib.sha256(b"lot/1|" + about + secret + mixed).digest()
    again = sorted(names, key=lambda each: hashlib.sha256(seed + each.encode()).digest())
    if [str(each) for each in said["order"]] != again:
        return "who enters papers was drawn in another order than the lot gives"
    return ""
