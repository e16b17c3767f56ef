"""How the record is written down: one canonical form, one hash, one chain (decisions.md 2.11).

>>> first = Entry(1, "2027-03-04T19:00:00+00:00", "founding", "founding", None, "{}", GENESIS)
>>> sealed(first)[:8]
'e5db7d30'
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from club.verify.chain import GENESIS, Break, Entry, canonical, follows, sealed

__all__ = ["GENESIS", "Break", "Entry", "Value", "canonical", "follows", "sealed", "stamp", "told"]

_ID = re.compile(r"[A-Za-z0-9_.:/+=@-]{0,200}")

Value = str | int | bool | None | list[str] | list[int]


def stamp(at: datetime) -> str:
    """Write an instant the way an entry holds one: UTC, to the second.

    >>> stamp(datetime(2027, 3, 1, 19, 30, tzinfo=UTC))
    '2027-03-01T19:30:00+00:00'
    """
    return at.astimezone(UTC).isoformat(timespec="seconds")


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
