"""Check a club's record: the chain, the counts and the ballots. Needs Python and nothing else.

    python3 verify.py record.jsonl
    python3 verify.py record.jsonl --head 120:9f3c1a2b

Says where it breaks. Ends with 0 if the record holds, 1 if it does not, 2 if it cannot be read.

What it cannot see: whoever keeps the server can write a whole new record that holds in itself, or
hand out one that ends early. Only a line you noted before shows that: give it with --head.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

GENESIS = "0" * 64
"""What the first entry carries as its predecessor's hash."""
SHORT = 8
"""The fewest letters of a hash that name it."""


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
    """Where the record does not hold, and why: an entry, and its line where it is a file."""

    seq: int
    why: str
    line: int = 0

    def __str__(self) -> str:
        """Say it in words."""
        at = f"line {self.line}, " if self.line else ""
        return f"The record does not hold at {at}entry {self.seq}: {self.why}."


def canonical(values: Mapping[str, object]) -> str:
    """Write values as JSON in the one way that is hashed: sorted keys, no spaces, NFC.

    >>> canonical({"b": 1, "a": "x"})
    '{"a":"x","b":1}'

    Raises:
        TypeError: a value that has more than one spelling, such as a float.
    """
    for value in values.values():
        for each in value if isinstance(value, list) else [value]:
            if each is not None and not isinstance(each, str | int):
                message = f"{type(each).__name__} has no single spelling"
                raise TypeError(message)
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return unicodedata.normalize("NFC", text)


def sealed(entry: Entry) -> str:
    """Return the SHA-256 of an entry in its canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(written(entry)).encode()).hexdigest()


def written(entry: Entry) -> dict[str, object]:
    """Return an entry under the names it is hashed and handed out with."""
    return {
        "seq": entry.seq,
        "at": entry.at,
        "kind": entry.kind,
        "thing": entry.thing,
        "actor": entry.actor,
        "data": entry.body,
        "prev": entry.prev,
    }


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


def is_noted(head: str, seq: int, claimed: str) -> bool:
    """Tell whether an entry is the one that was noted: ``number:hash``, or its first letters.

    >>> is_noted("7:ABCDEF01", 7, "abcdef0123"), is_noted("7:abc", 7, "abcdef0123")
    (True, False)
    """
    number, _, letters = head.lower().partition(":")
    return number == str(seq) and len(letters) >= SHORT and claimed.startswith(letters)


def lost(head: str, last: int) -> Break:
    """Say that a line somebody noted is not in a record that ends at entry ``last``."""
    return Break(last, f"the line that was noted, {head}, is not in it as it was")
