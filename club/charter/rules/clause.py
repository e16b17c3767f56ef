"""What a clause is: a key, the values it takes, and what it means in plain words."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Value = bool | int | str | Fraction
"""What a clause may say: yes or no, a whole number, a word, or an exact share such as 2/3."""

Stored = bool | int | str
"""A value as JSON keeps it: a share is written "2/3", so that no rounding can move a majority."""


_SHARE = re.compile(r"([0-9]{1,3})(?:/([1-9][0-9]{0,2}))?")
FINEST = 100
"""A share is so many in a hundred at the finest: one that nobody can say, nobody can agree on."""


class Kind(StrEnum):
    """The kind of value a clause takes."""

    FLAG = "flag"
    NUMBER = "number"
    SHARE = "share"
    CHOICE = "choice"
    WORDS = "words"
    ZONE = "zone"


class Part(StrEnum):
    """The heading under which members find a clause."""

    CLUB = "club"
    MEMBERSHIP = "membership"
    VOTES = "votes"
    DECIDING = "deciding"
    CLASSES = "classes"
    MEETINGS = "meetings"
    OFFICES = "offices"
    FAIRNESS = "fairness"
    CARE = "care"


class Unit(StrEnum):
    """What a number counts."""

    NONE = ""
    NIGHTS = "nights"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    PEOPLE = "people"
    VOTES = "votes"
    PERCENT = "percent"
    MONEY = "money"
    MONEY_A_YEAR = "money a year"
    ROUNDS = "rounds"
    TERMS = "terms"
    ROLES = "roles"
    TIMES = "times"
    TIMES_A_YEAR = "times a year"
    SHARE_OF_VOTES = "share of votes"
    SHARE_OF_ROLL = "share of the roll"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing the club has agreed.

    Args:
        key: its name in the program and in decisions that change it.
        part: the heading it stands under.
        default: what holds until a decision says otherwise.
        meaning: what it means, in plain words, marked for the catalogue.
        unit: what a number counts.
        least: the lowest number or share allowed; None where there is no scale.
        most: the highest number or share allowed; the longest text, in letters.
        choices: the words allowed; empty where words are free.
        basis: short name of the kind of source it rests on.
        reason: why no decision may weaken it; empty for a clause without a protected floor.
    """

    key: str
    part: Part
    default: Value
    meaning: str
    unit: Unit = Unit.NONE
    least: int | Fraction | None = None
    most: int | Fraction | None = None
    choices: tuple[str, ...] = ()
    basis: str = ""
    reason: str = ""

    @property
    def kind(self) -> Kind:
        """Which kind of value it takes."""
        if self.choices:
            return Kind.CHOICE
        if self.key == "club.zone":
            return Kind.ZONE
        kinds = {bool: Kind.FLAG, int: Kind.NUMBER, Fraction: Kind.SHARE, str: Kind.WORDS}
        return kinds[type(self.default)]

    @property
    def fixed(self) -> bool:
        """Whether no decision can change it at all."""
        if self.kind is Kind.FLAG:
            return bool(self.reason)
        return self.choices == (self.default,) or (
            self.least is not None is not self.most and self.least == self.most
        )

    @property
    def protected(self) -> bool:
        """Whether a floor in the program limits what the club may decide here."""
        return bool(self.reason)

    def allows(self, value: Value) -> bool:
        """Tell whether the club may agree on this value.

        >>> days = Clause("x", Part.CLUB, 7, "x", Unit.DAYS, 3, 28)
        >>> days.allows(3), days.allows(2), days.allows(True), days.allows("7")
        (True, False, False, False)
        """
        if type(value) is not type(self.default):
            return False
        if self.fixed:
            return value == self.default
        if isinstance(value, str):
            return self._allows_words(value)
        if isinstance(value, bool):
            return True
        if isinstance(value, Fraction) and value.denominator > FINEST:
            return False
        return (self.least is None or self.least <= value) and (
            self.most is None or value <= self.most
        )

    def _allows_words(self, value: str) -> bool:
        if self.kind is Kind.CHOICE:
            return value in self.choices
        if self.kind is Kind.ZONE:
            return _is_zone(value)
        fits = self.most is None or len(value) <= self.most
        return fits and value == value.strip() and value != "" and value.isprintable()


def written(value: Value) -> Stored:
    """Put a value into the form in which it is stored.

    >>> written(Fraction(2, 3)), written(7), written(True)
    ('2/3', 7, True)
    """
    return str(value) if isinstance(value, Fraction) else value


def read(clause: Clause, stored: object) -> Value:
    """Take a value back from storage; one that the clause does not allow becomes the default.

    So a charter cannot be broken, not even by a hand in the database.

    >>> share = Clause("x", Part.VOTES, Fraction(2, 3), "x", least=Fraction(1, 2), most=Fraction(1))
    >>> read(share, "3/4"), read(share, "1/3"), read(share, None), read(share, "1/0")
    (Fraction(3, 4), Fraction(2, 3), Fraction(2, 3), Fraction(2, 3))
    """
    value = _share(stored) if clause.kind is Kind.SHARE else stored
    usable = isinstance(value, bool | int | str | Fraction) and clause.allows(value)
    return value if usable else clause.default  # type: ignore[return-value]


def _share(stored: object) -> Fraction | None:
    found = _SHARE.fullmatch(stored) if isinstance(stored, str) else None
    return Fraction(int(found[1]), int(found[2] or 1)) if found else None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
