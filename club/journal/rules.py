"""How the record is written down: one canonical form, one hash, one chain (decisions.md 2.11).

>>> first = Entry(1, "2027-03-04T19:00:00+00:00", "founding", "founding", None, "{}", GENESIS)
>>> sealed(first)[:8]
'e5db7d30'
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64
"""What the first entry carries as its predecessor's hash."""

_ID = re.compile(r"[A-Za-z0-9_.:/+=@-]{0,200}")

Value = str | int | bool | None | list[str] | list[int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as it is hashed.

    Args:
        seq: 1 for the first entry, then without a gap.
        at: instant in UTC, ISO 8601.
        kind: what was done, one of a few words of the program.
        thing: what it was done to: a room's word and a public id.
        actor: the member who acted; None for the clock or the operator.
        body: canonical JSON of ids and numbers.
        prev: hash of the entry before.
    """

    seq: int
    at: str
    kind: str
    thing: str
    actor: int | None
    body: str
    prev: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and why."""

    seq: int
    why: str


def canonical(values: Mapping[str, object]) -> str:
    """Write values as JSON in the one way that is hashed: sorted keys, no spaces, NFC.

    >>> canonical({"b": 1, "a": "x"})
    '{"a":"x","b":1}'

    Raises:
        TypeError: a value that has more than one spelling, such as a float.
    """
    for value in values.values():
        _refuse_vague(value)
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return unicodedata.normalize("NFC", text)


def stamp(at: datetime) -> str:
    """Write an instant the way an entry holds one: UTC, to the second.

    >>> stamp(datetime(2027, 3, 1, 19, 30, tzinfo=UTC))
    '2027-03-01T19:30:00+00:00'
    """
    return at.astimezone(UTC).isoformat(timespec="seconds")


def sealed(entry: Entry) -> str:
    """Return the SHA-256 of an entry in its canonical form, in hexadecimal."""
    fields = {
        "seq": entry.seq,
        "at": entry.at,
        "kind": entry.kind,
        "thing": entry.thing,
        "actor": entry.actor,
        "data": entry.body,
        "prev": entry.prev,
    }
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def follows(entry: Entry, claimed: str, seq: int, prev: str) -> Break | None:
    """Check that an entry stands where it says and is what was hashed; None if it does.

    Args:
        entry: the entry as it is stored.
        claimed: the hash stored with it.
        seq: the number it must have.
        prev: the hash of the entry before it.
    """
    if entry.seq != seq:
        return Break(seq, "this entry is missing")
    if entry.prev != prev:
        return Break(seq, "it does not carry the hash of the entry before")
    if sealed(entry) != claimed:
        return Break(seq, "its content is not what was hashed")
    return None


def told(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return what an entry is to hold, if nothing in it could name or describe a person.

    Ids, keys and numbers have no spaces and no letters beyond plain ones; names and free text
    have. So neither gets in by mistake, and erasing a member never has to break the chain.

    >>> told({"role": "chair", "seats": 1})
    {'role': 'chair', 'seats': 1}
    >>> told({"why": "she was late"})
    Traceback (most recent call last):
        ...
    ValueError: the record holds ids and numbers only, not why

    Raises:
        ValueError: free text, or what may be.
    """
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and not _ID.fullmatch(each):
                message = f"the record holds ids and numbers only, not {name}"
                raise ValueError(message)
    return values


def _refuse_vague(value: object) -> None:
    for each in value if isinstance(value, list) else [value]:
        if each is not None and not isinstance(each, str | int):
            message = f"{type(each).__name__} has no single spelling"
            raise TypeError(message)
