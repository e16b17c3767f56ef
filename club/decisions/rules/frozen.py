"""The rule a decision is held under, frozen when it is put on notice."""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from club.decisions.rules.counting import Threshold

Stored = dict[str, int | bool | str]
PUBLISH_MIN = 10
"""What held before the charter's number was frozen with each vote."""
_OF_THE_COUNT = (
    "share_of",
    "share_in",
    "strict",
    "floor_of",
    "floor_in",
    "min_yes",
    "secret_min_ballots",
)

_ASK_TOGETHER = 2
"""How many may ask for a secret vote where a rule was frozen before that was written down."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """Every number that settles one decision; a later change of the charter does not touch it.

    Args:
        threshold: what it takes to be carried.
        cooling: how long after the close it comes into force.
        secret: this kind of question is held in secret, if the roll is large enough.
        secret_min_electorate: the smallest roll that can keep a secret.
        secret_min_ballots: fewer secret ballots are destroyed unread.
        zone: the club's time zone when the hours were set.
        charter: the version of the club's rules it is held under; 0 before versions were kept.
        publish_ballots_min: the fewest secret ballots whose list is shown to those on the roll.
        secret_request_min: so many together may ask for a secret vote.
    """

    threshold: Threshold
    cooling: timedelta
    secret: bool
    secret_min_electorate: int
    secret_min_ballots: int
    zone: str
    charter: int = 0
    publish_ballots_min: int = PUBLISH_MIN
    secret_request_min: int = _ASK_TOGETHER


def freeze(rule: Frozen) -> Stored:
    """Write a rule down in whole numbers."""
    asks = rule.threshold
    return {
        "share_of": asks.share.numerator,
        "share_in": asks.share.denominator,
        "strict": asks.strict,
        "floor_of": asks.yes_floor.numerator,
        "floor_in": asks.yes_floor.denominator,
        "min_yes": asks.min_yes,
        "cooling_s": int(rule.cooling.total_seconds()),
        "secret": rule.secret,
        "secret_min_electorate": rule.secret_min_electorate,
        "secret_min_ballots": rule.secret_min_ballots,
        "zone": rule.zone,
        "charter": rule.charter,
        "publish_ballots_min": rule.publish_ballots_min,
        "secret_request_min": rule.secret_request_min,
    }


def asked(stored: Stored) -> Stored:
    """Return what the club's record says of a rule: what somebody needs who counts again."""
    return {name: stored[name] for name in _OF_THE_COUNT}


def thaw(stored: Stored) -> Frozen:
    """Read a frozen rule.

    >>> asks = Threshold(Fraction(2, 3), False, Fraction(1, 3), 3)
    >>> rule = Frozen(asks, timedelta(days=1), True, 8, 5, "Europe/Dublin", 3)
    >>> thaw(freeze(rule)) == rule
    True
    """
    return Frozen(
        threshold=Threshold(
            share=Fraction(int(stored["share_of"]), int(stored["share_in"])),
            strict=bool(stored["strict"]),
            yes_floor=Fraction(int(stored["floor_of"]), int(stored["floor_in"])),
            min_yes=int(stored["min_yes"]),
        ),
        cooling=timedelta(seconds=int(stored["cooling_s"])),
        secret=bool(stored["secret"]),
        secret_min_electorate=int(stored["secret_min_electorate"]),
        secret_min_ballots=int(stored["secret_min_ballots"]),
        zone=str(stored["zone"]),
        charter=int(stored.get("charter", 0)),
        publish_ballots_min=int(stored.get("publish_ballots_min", PUBLISH_MIN)),
        secret_request_min=int(stored.get("secret_request_min", _ASK_TOGETHER)),
    )
