"""Counts a closed vote again from what the record says of it, by the rules votes are held under."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from club.decisions.rules.ballot import Ballot
from club.decisions.rules.counting import Tally, Threshold
from club.decisions.rules.electorate import readable
from club.decisions.rules.lot import commitment
from club.decisions.rules.settling import Question, Settled, numbers_say, settle
from club.decisions.rules.states import Method, Outcome
from club.decisions.rules.tallies import fingerprint, written

Said = Mapping[str, Any]
COUNTED = frozenset(set(Method) - {Method.SIGNED})
"""What can be counted again."""


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
        method: how it was counted, in the record's own word.
    """

    thing: str
    number: int
    recorded: str
    found: Outcome | None
    agrees: bool
    listed: bool
    method: str


def recount(thing: str, said: Said, noticed: Said, ballots: Sequence[str] | None = None) -> Recount:
    """Count one vote again.

    Args:
        thing: the vote's name in the record.
        said: what the entry of its count holds.
        noticed: what the entry of its notice holds.
        ballots: its ballots as a file lists them; None if they are not listed.
    """
    number, recorded = int(noticed.get("number", 0)), str(said["outcome"])
    method = str(said.get("method", ""))
    listed = ballots is not None and method in COUNTED
    vote = Recount(thing, number, recorded, None, agrees=True, listed=listed, method=method)
    if method not in COUNTED:
        return vote
    try:
        found = _settled(thing, said, ballots)
    except ValueError:
        return replace(vote, agrees=False)
    few = not said["counted"] and readable(said["ballots"], said["secret_min_ballots"])
    same = not few and _same(found, said) and _fixed(said, noticed)
    return replace(vote, found=found.counted.outcome, agrees=same)


def _settled(thing: str, said: Said, ballots: Sequence[str] | None) -> Settled:
    """Settle a vote from its ballots, or from its numbers where they are not listed."""
    method, threshold, base = Method(said["method"]), _threshold(said), said["base"]
    if ballots is None:
        heard = _numbers(said) if said["counted"] else Tally()
        winner = said.get("winner", "")
        return Settled(numbers_say(method, threshold, heard, base, winner=winner), winner)
    ballot = Ballot(method, ("",) * said.get("options", 0))
    drawn = bytes.fromhex(said.get("lot_secret", ""))
    question = Question(
        thing.partition("/")[2], ballot, threshold, drawn,
        said.get("seats", 1), frozenset(said.get("withdrawn", ())),
    )  # fmt: skip
    return settle(question, [each.partition(" ")[0] for each in ballots], base)


def _numbers(said: Said) -> Tally:
    return Tally(said["yes"], said["no"], said["no_opinion"])


def _threshold(said: Said) -> Threshold:
    return Threshold(
        Fraction(said["share_of"], said["share_in"]),
        said["strict"],
        Fraction(said["floor_of"], said["floor_in"]),
        said["min_yes"],
    )


def _same(found: Settled, said: Said) -> bool:
    steps = fingerprint(written(found.count)) if found.count else said.get("count_sha256")
    return (
        found.counted.outcome == said["outcome"]
        and found.counted.tally == _numbers(said)
        and found.counted.yes_needed == said["yes_needed"]
        and found.winner == said.get("winner", "")
        and steps == said.get("count_sha256")
    )


def _fixed(said: Said, noticed: Said) -> bool:
    """Tell whether the lot that was shown is the one that was fixed before the vote."""
    if "lot_secret" not in said:
        return True
    return commitment(bytes.fromhex(said["lot_secret"])) == noticed.get("lot")
