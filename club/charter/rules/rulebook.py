"""The classes of decisions: for each, how long, how many and whether in secret.

Hours are kept as whole hours and shares as exact fractions, because a majority is counted in
whole numbers.
"""

from dataclasses import dataclass
from fractions import Fraction

from club.charter.rules.clause import Clause, Part, Unit
from club.kit.words import later as _

_TIME = _("Everybody needs time to hear of it, to think, and to reach a phone.")
_MANY = _("A few people on one evening must not decide for everyone.")
_SECRET = _("Nobody should have to choose between honesty and a friendship.")

HALF = Fraction(1, 2)
THIRD = Fraction(1, 3)
TWO_THIRDS = Fraction(2, 3)
TENTH = Fraction(1, 10)
_LONGEST_NOTICE = 1440
_LONGEST_VOTE = 672


@dataclass(frozen=True, slots=True)
class Row:
    """One class as the club starts with it.

    Args:
        notice: hours between telling everybody and the first vote.
        open_for: hours the vote is open.
        cooling: hours between the count and the day it takes effect.
        threshold: share of the yes and no votes that must be yes; of a half, always more.
        yes_floor: share of the roll that must say yes (in an election: vote at all).
        min_yes: people who must say yes, however small the roll.
        about: what such a decision is about, in plain words.
    """

    notice: int
    open_for: int
    cooling: int
    threshold: Fraction
    yes_floor: Fraction
    min_yes: int
    about: str


# fmt: off
CLASSES: dict[str, Row] = {
    "ordinary": Row(72, 120, 24, HALF, Fraction(1, 5), 3, _("Everyday questions")),
    "membership": Row(168, 168, 168, TWO_THIRDS, THIRD, 3, _("A member's place in the club")),
    "admission": Row(48, 72, 0, HALF, TENTH, 2, _("Letting somebody in")),
    "recall": Row(168, 120, 48, HALF, THIRD, 3, _("Taking a role back")),
    "constitutional": Row(
        336, 168, 168, TWO_THIRDS, THIRD, 3, _("Changing rules, roles and powers")
    ),
    "election": Row(168, 120, 48, HALF, Fraction(1, 5), 3, _("Choosing people for roles")),
    "closing_club": Row(672, 336, 672, Fraction(3, 4), HALF, 3, _("Closing the club")),
    "advisory": Row(0, 48, 0, HALF, Fraction(0), 0, _("Asking what members think")),
}
# fmt: on

_NO_WAIT = frozenset({"admission", "advisory"})
_WITHOUT_FLOOR = frozenset({"advisory"})
_ALWAYS_SECRET = frozenset({"membership", "recall", "election", "closing_club"})


def clauses_of(name: str, row: Row) -> tuple[Clause, ...]:
    """Spell one class out as clauses, each with its floor."""
    return (*_times(name, row), *_majority(name, row))


def _times(name: str, row: Row) -> tuple[Clause, ...]:
    wait = 0 if name in _NO_WAIT else 24

    def hours(key: str, default: int, least: int, most: int, meaning: str) -> Clause:
        return Clause(
            f"class.{name}.{key}", Part.CLASSES, default, meaning, Unit.HOURS, least, most,
            basis="judgement", reason=_TIME if least else "",
        )  # fmt: skip

    return (
        hours("notice", row.notice, wait, _LONGEST_NOTICE,
              _("Everybody knows of the question this long before the vote.")),
        hours("open", row.open_for, 48, _LONGEST_VOTE, _("The vote is open this long.")),
        hours("cooling", row.cooling, 0, _LONGEST_NOTICE,
              _("The result rests this long before it counts. Members can still object.")),
    )  # fmt: skip


def _majority(name: str, row: Row) -> tuple[Clause, ...]:
    key = f"class.{name}"
    floor = Fraction(0) if name in _WITHOUT_FLOOR else TENTH
    secrecy = _SECRET if name in _ALWAYS_SECRET else ""
    return (
        Clause(f"{key}.threshold", Part.CLASSES, row.threshold,
               _("This part of the yes and no votes must be yes."), Unit.SHARE_OF_VOTES,
               HALF, Fraction(1), basis="judgement", reason=_MANY),
        Clause(f"{key}.strict", Part.CLASSES, row.threshold == HALF,
               _("Whether it must be more than that part, not just as much."),
               basis="judgement"),
        Clause(f"{key}.yes_floor", Part.CLASSES, row.yes_floor,
               _("This part of all who may vote must say yes. In an election: must vote."),
               Unit.SHARE_OF_ROLL, floor, Fraction(1), basis="judgement",
               reason=_MANY if floor else ""),
        Clause(f"{key}.min_yes", Part.CLASSES, row.min_yes,
               _("At least this many people must say yes."), Unit.PEOPLE,
               min(row.min_yes, 1), 50, basis="judgement"),
        Clause(f"{key}.secret", Part.CLASSES, name in _ALWAYS_SECRET,
               _("Whether nobody can see how you voted."), basis="judgement", reason=secrecy),
    )  # fmt: skip
