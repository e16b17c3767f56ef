"""Counts a closed vote again from what the record says of it, by the rules votes are held under."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from club.decisions.rules.counting import Counted, Tally, Threshold, outcome, tally
from club.decisions.rules.electorate import readable
from club.decisions.rules.states import Choice, Method, Outcome

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Recount:
    """What the record says came of a vote, and what comes of it when it is counted again.

    Args:
        thing: the vote's name in the record.
        number: its number; 0 if the record does not say.
        recorded: the outcome in the record.
        found: the outcome found now; None where the record does not hold what a count needs.
        agrees: every number and the outcome are the same.
        listed: it was counted from the ballots themselves, not from their numbers.
    """

    thing: str
    number: int
    recorded: str
    found: Outcome | None
    agrees: bool
    listed: bool


def recount(thing: str, said: Said, noticed: Said, ballots: Sequence[str] | None = None) -> Recount:
    """Count one vote again.

    Args:
        thing: the vote's name in the record.
        said: what the entry of its count holds.
        noticed: what the entry of its notice holds.
        ballots: its ballots as a file lists them; None if they are not listed.
    """
    number, recorded = int(noticed.get("number", 0)), str(said["outcome"])
    if said.get("method") != Method.YES_NO:
        return Recount(thing, number, recorded, None, agrees=True, listed=False)
    heard = _numbers(said) if ballots is None else tally(_choices(ballots))
    found = outcome(_threshold(said), heard if said["counted"] else Tally(), said["base"])
    few = not said["counted"] and readable(said["ballots"], said["secret_min_ballots"])
    same = not few and _same(found, said)
    return Recount(thing, number, recorded, found.outcome, agrees=same, listed=ballots is not None)


def _numbers(said: Said) -> Tally:
    return Tally(said["yes"], said["no"], said["no_opinion"])


def _choices(ballots: Iterable[str]) -> list[Choice]:
    return [Choice(each.partition(" ")[0]) for each in ballots]


def _threshold(said: Said) -> Threshold:
    return Threshold(
        Fraction(said["share_of"], said["share_in"]),
        said["strict"],
        Fraction(said["floor_of"], said["floor_in"]),
        said["min_yes"],
    )


def _same(found: Counted, said: Said) -> bool:
    return (
        found.outcome == said["outcome"]
        and found.tally == _numbers(said)
        and found.yes_needed == said["yes_needed"]
    )
