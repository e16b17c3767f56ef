"""All clauses at one moment: the charter that pages show and decisions are held under."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from club.charter.rules.clause import Clause, Unit, Value, read, written
from club.charter.rules.founding import CLUB, MEMBERSHIP, VOTES
from club.charter.rules.meeting import DECIDING, MEETINGS
from club.charter.rules.office import CARE, FAIRNESS, OFFICES
from club.charter.rules.rulebook import CLASSES, clauses_of


def _all() -> Iterator[Clause]:
    yield from (*CLUB, *MEMBERSHIP, *VOTES, *DECIDING, *MEETINGS, *OFFICES, *FAIRNESS, *CARE)
    for name, row in CLASSES.items():
        yield from clauses_of(name, row)


CLAUSES: Mapping[str, Clause] = MappingProxyType({clause.key: clause for clause in _all()})
"""Everything the club may agree, by key, in the order in which members read it."""

SUPERSEDED: Mapping[str, str] = MappingProxyType(
    {
        "votes.secret_on_request": "secret_request_min",
        "decision.discussion_min": "class.ordinary.notice",
        "decision.open_min": "class.ordinary.open",
        "decision.ordinary": "class.ordinary.threshold",
        "quorum.general": "class.ordinary.yes_floor",
        "quorum.rules_and_removal": "class.constitutional.yes_floor",
        "removal.one_person": "class.recall.threshold",
        "removal.whole_committee": "class.recall.threshold",
        "rules.change": "class.constitutional.threshold",
        "dissolution": "class.closing_club.threshold",
    }
)
"""Rules that two sources state differently, and the one clause that holds instead.

A share of all yes votes took the place of every turnout quorum: staying away must never help
more than saying no.
"""

T = TypeVar("T", bool, int, str, Fraction)
_DAY = timedelta(days=1)
_SPANS = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1), Unit.DAYS: _DAY}


@dataclass(frozen=True, slots=True)
class DecisionClass:
    """The numbers under which one kind of question is decided; see ``rulebook.Row``."""

    name: str
    notice: timedelta
    open_for: timedelta
    cooling: timedelta
    threshold: Fraction
    strict: bool
    yes_floor: Fraction
    min_yes: int
    secret: bool


@dataclass(frozen=True, slots=True)
class Charter:
    """Every clause with its value; what was never decided has its default.

    >>> charter = Charter()
    >>> charter.whole("sponsors_min"), charter.share("class.constitutional.threshold")
    (2, Fraction(2, 3))
    """

    decided: Mapping[str, Value] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Value:
        """Return what the club has agreed; an unknown key is our mistake, hence KeyError."""
        return self.decided.get(key, CLAUSES[key].default)

    def whole(self, key: str) -> int:
        """Return a whole number."""
        return self._typed(key, int)

    def share(self, key: str) -> Fraction:
        """Return an exact share."""
        return self._typed(key, Fraction)

    def flag(self, key: str) -> bool:
        """Return a yes or no."""
        return self._typed(key, bool)

    def word(self, key: str) -> str:
        """Return a word or a name."""
        return self._typed(key, str)

    def span(self, key: str) -> timedelta:
        """Return a length of time that is counted in minutes, hours or days.

        >>> Charter().span("voting_wait_days"), Charter().span("quorum.wait")
        (datetime.timedelta(days=14), datetime.timedelta(seconds=1800))
        """
        return self.whole(key) * _SPANS[CLAUSES[key].unit]

    def decision_class(self, name: str) -> DecisionClass:
        """Return the numbers for one kind of question; KeyError if there is no such kind.

        >>> Charter().decision_class("recall").open_for
        datetime.timedelta(days=5)
        """
        key = f"class.{name}"
        return DecisionClass(
            name=str(name),
            notice=self.span(f"{key}.notice"),
            open_for=self.span(f"{key}.open"),
            cooling=self.span(f"{key}.cooling"),
            threshold=self.share(f"{key}.threshold"),
            strict=self.flag(f"{key}.strict"),
            yes_floor=self.share(f"{key}.yes_floor"),
            min_yes=self.whole(f"{key}.min_yes"),
            secret=self.flag(f"{key}.secret"),
        )

    def to_json(self) -> str:
        """Write every clause down, for a decision that is held under this charter for good."""
        values = {key: written(self[key]) for key in CLAUSES}
        return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Charter":
        """Read a charter that was written down; see ``of`` for values that are not allowed.

        >>> Charter.from_json(Charter({"sponsors_min": 4}).to_json()).whole("sponsors_min")
        4
        """
        return cls.of(json.loads(text))

    @classmethod
    def of(cls, stored: Mapping[str, object]) -> "Charter":
        """Make a charter of stored values; unknown keys are left out, wrong values default.

        >>> Charter.of({"sponsors_min": 4, "no.such": 1, "quorum.wait": 999}).decided
        {'sponsors_min': 4, 'quorum.wait': 30}
        """
        return cls({k: read(CLAUSES[k], value) for k, value in stored.items() if k in CLAUSES})

    def _typed(self, key: str, kind: type[T]) -> T:
        value = self[key]
        if type(value) is not kind:
            message = f"{key} is not a {kind.__name__}"
            raise TypeError(message)
        return value
