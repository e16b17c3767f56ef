"""What a night needs besides people: things to bring, hands to help, seats in a car."""

from enum import StrEnum

MOST_NEEDED = 20
"""How many of one thing a night may ask for, and how many seats a lift may have."""
MOST_SLOTS = 30
"""How many different things one night may ask for."""
MOST_SEATS = 8
"""How many may ride along in one car or bus."""


_DIGITS_OF_AN_AREA = 2


class SlotKind(StrEnum):
    """What is asked for, or offered."""

    BRING = "bring"
    HELP = "help"
    LIFT = "lift"


def after_taking(need: int, taken: int, mine: int, wanted: int) -> int | None:
    """Return how many are taken once a member takes ``wanted`` of them; None if that is too many.

    Args:
        need: how many there are to take.
        taken: how many are taken now, the member's own among them.
        mine: how many of these are the member's.
        wanted: how many the member wants in all; 0 gives back what they have.

    >>> after_taking(need=3, taken=2, mine=0, wanted=1), after_taking(3, 3, 1, 2)
    (3, None)
    """
    then = taken - mine + wanted
    return then if wanted <= mine or then <= need else None


def is_area(words: str) -> bool:
    """Tell whether words name a part of town, and no house or telephone number.

    >>> is_area("Dublin 8, near the canal"), is_area("12 Main Street"), is_area("Main Street 112")
    (True, False, False)
    """
    digits = sum(letter.isdecimal() for letter in words)
    return bool(words) and not words[0].isdecimal() and digits <= _DIGITS_OF_AN_AREA
