"""What a good passphrase is: long, not a common one, and not made of the club's own words."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from club.access.rules.common import is_common, skeleton

PASSPHRASE_MIN = 15
PASSPHRASE_MAX = 256
_FEWEST_LETTERS = 6
_SHORTEST_TELLING_WORD = 4


class Weakness(StrEnum):
    """Why a passphrase cannot be used."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    TELLING = "telling"


def normal(typed: str) -> str:
    """Return the passphrase as it is hashed: NFC, nothing cut off, spaces kept."""
    return unicodedata.normalize("NFC", typed)


def weakness(passphrase: str, telling: Iterable[str] = ()) -> Weakness | None:
    """Say what is wrong with a passphrase; None if nothing is.

    Args:
        passphrase: in its normal form.
        telling: names somebody who knows the person would try first: the club's, the member's.
    """
    if len(passphrase) < PASSPHRASE_MIN:
        return Weakness.SHORT
    if len(passphrase) > PASSPHRASE_MAX:
        return Weakness.LONG
    if len(set(passphrase)) < _FEWEST_LETTERS or is_common(passphrase):
        return Weakness.COMMON
    said = skeleton(passphrase)
    words = (skeleton(word) for word in telling)
    if any(len(word) >= _SHORTEST_TELLING_WORD and word in said for word in words):
        return Weakness.TELLING
    return None
