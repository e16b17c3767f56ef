"""Every count as canonical JSON and back, so that the record can hold its hash.

The text has whole numbers and strings only, keys in order and no spaces: one count, one text.
Anybody who has the text can count again and compare it letter by letter.

>>> stored({"method": "yesno", "yes": 2, "no": 1, "no_opinion": 0})
'{"method":"yesno","no":1,"no_opinion":0,"yes":2}'
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import cast, get_args, get_origin

from club.decisions.rules.advisory import Advice
from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.consent import ConsentCount
from club.decisions.rules.counting import Tally
from club.decisions.rules.elections import Elected
from club.decisions.rules.options import Settlement
from club.decisions.rules.ranked.stages import RankedCount

Count = Advice | ApprovalCount | ConsentCount | Elected | RankedCount | Settlement | Tally

WORDS: Mapping[str, type[Count]] = {
    "advice": Advice,
    "approval": ApprovalCount,
    "consent": ConsentCount,
    "elected": Elected,
    "ranked": RankedCount,
    "settled": Settlement,
    "yesno": Tally,
}
"""What a text calls its method, and the shape that comes back."""

Json = int | str | list["Json"] | dict[str, "Json"]


def written(count: Count) -> str:
    """Write a count down in the one way that is hashed.

    >>> read(written(Tally(2, 1, 0)))
    Tally(yes=2, no=1, no_opinion=0)
    """
    word = next(word for word, shape in WORDS.items() if isinstance(count, shape))
    parts = {each.name: _plain(getattr(count, each.name)) for each in fields(count)}
    return stored({"method": word, **parts})


def read(text: str) -> Count:
    """Take a count back from its text.

    Raises:
        ValueError: not the text of a count.
    """
    told = json.loads(text)
    if not isinstance(told, dict) or told.get("method") not in WORDS:
        raise ValueError("no count that is known here")
    return cast("Count", _shaped(WORDS[told.pop("method")], told))


def stored(values: Mapping[str, Json]) -> str:
    """Write values as canonical JSON."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return unicodedata.normalize("NFC", text)


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a count's text, in hexadecimal: what the record holds."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> Json:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, int | str) and not isinstance(value, bool):
        return value
    message = f"{type(value).__name__} has no single spelling"
    raise TypeError(message)


def _shaped(shape: object, told: Json) -> object:
    """Give a value read from JSON the shape that its field declares."""
    if get_origin(shape) is tuple and isinstance(told, list):
        return tuple(_shaped(get_args(shape)[0], each) for each in told)
    if isinstance(shape, type) and is_dataclass(shape) and isinstance(told, dict):
        named = {each.name: each.type for each in fields(shape)}
        if named.keys() == told.keys():
            return shape(**{name: _shaped(named[name], told[name]) for name in named})
    if isinstance(shape, type) and issubclass(shape, StrEnum) and isinstance(told, str):
        return shape(told)
    if shape in (int, str) and type(told) is shape:
        return told
    raise ValueError("no count that is known here")
