"""Who a member is to others: a chosen name, and a colour and a word that tell two apart."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

NAME_LENGTH = 40
COLOURS = ("clay", "honey", "leaf", "pine", "sea", "sky", "plum", "rose")
WORDS = (
    "acorn", "anchor", "apple", "badger", "barley", "basket", "bell", "birch", "bramble",
    "button", "candle", "cedar", "clover", "cobble", "comet", "copper", "cricket", "cup",
    "daisy", "drum", "fern", "fiddle", "finch", "hazel", "heron", "ivy", "jug", "kite",
    "lamp", "lark", "linen", "maple", "marble", "meadow", "moth", "nettle", "oak", "olive",
    "orchard", "otter", "owl", "pebble", "pepper", "plover", "poppy", "quill", "reed",
    "robin", "saffron", "scarf", "shell", "slate", "sparrow", "spoon", "swift", "tansy",
    "thistle", "thyme", "tulip", "walnut", "willow", "wren", "yarrow", "yarn",
)  # fmt: skip

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_JOINERS = frozenset({"\u200c", "\u200d"})
"""Some scripts cannot be written without these."""

Mark = tuple[str, str, str]
"""Name, colour and word together; no two members share one."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member as other members see one."""

    id: int
    ref: str
    name: str
    colour: str
    word: str


def chosen_name(typed: str) -> str:
    """Return a name as it is kept: single spaces, no letters nobody can see, 40 letters at most.

    Letters that cannot be seen would let one member look exactly like another. What is no name at
    all becomes an empty one.

    >>> chosen_name("  Ana   Lu "), chosen_name("A\u202eda"), chosen_name("...")
    ('Ana Lu', 'Ada', '')
    """
    seen = "".join(
        letter
        for letter in unicodedata.normalize("NFC", typed)
        if letter.isspace() or letter in _JOINERS or unicodedata.category(letter) not in _UNSEEN
    )
    name = " ".join(seen.split())
    usable = len(name) <= NAME_LENGTH and any(letter.isalnum() for letter in name)
    return name if usable else ""


def marks(name: str, start: int) -> list[Mark]:
    """Return every mark this name could have, beginning somewhere that ``start`` decides.

    >>> marks("Ana", 0)[0], marks("Ana", 9)[0]
    (('Ana', 'clay', 'acorn'), ('Ana', 'honey', 'barley'))
    """
    n = len(WORDS)
    return [
        (name, COLOURS[(start + i // n) % len(COLOURS)], WORDS[(start // 2 + i) % n])
        for i in range(len(COLOURS) * n)
    ]


def mark(name: str, taken: Collection[Mark], start: int) -> Mark | None:
    """Return the first mark that nobody has; None once a name is borne by 512 members."""
    return next((each for each in marks(name, start) if each not in taken), None)


def month(at: datetime) -> date:
    """Return the first day of the month: the finest that a sign of life is kept.

    >>> month(datetime(2027, 3, 18))
    datetime.date(2027, 3, 1)
    """
    return date(at.year, at.month, 1)
