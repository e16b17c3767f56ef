"""How members voted in an open vote, and the reasons that were given."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tortoise.expressions import RawSQL
from tortoise.queryset import QuerySet

from club.decisions.models import Decision, OpenBallot, Reason
from club.decisions.rules.ballot import CHOSEN
from club.decisions.rules.consent import Voice
from club.decisions.rules.states import Choice, Method
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class Votes:
    """Open ballots by choice, with their names; shown to those who voted, and after the close.

    Args:
        mine: what the reader said, as it is written down.
        named: what was said, and by whom.
        why: the reader's own reason.
    """

    mine: str | None
    named: tuple[tuple[str, tuple[Person, ...]], ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why somebody has a concern or objects; None for the person where nobody may know."""

    person: Person | None
    words: str


def votes_of(
    row: Decision,
    ballots: Sequence[OpenBallot],
    known: Mapping[int, Person],
    member_id: int,
) -> Votes | None:
    """Return the open ballots of a vote as one member may see them."""
    if row.noticed_at is None or row.secret:
        return None
    own = next((each for each in ballots if each.member_id == member_id), None)
    mine = own.choice if own else None
    if mine is None and row.closed_at is None:
        return Votes(None, ())
    said = Counter(each.choice for each in ballots)
    named = tuple(
        (
            choice,
            tuple(
                known[each.member_id]
                for each in ballots
                if each.choice == choice and each.member_id in known
            ),
        )
        for choice in _in_order(row.method, said)
    )
    return Votes(mine, named, (own.why or "") if own else "")


def whys(
    row: Decision,
    votes: Votes | None,
    ballots: Sequence[OpenBallot],
    reasons: Sequence[Reason],
    known: Mapping[int, Person],
) -> tuple[Why, ...]:
    """Return the reasons: to whoever sees how members voted, and after a secret vote to all."""
    if row.secret:
        return tuple(Why(None, each.words) for each in reasons)
    if not (votes and votes.named):
        return ()
    return tuple(Why(known.get(each.member_id), each.why) for each in ballots if each.why)


def ballots_with_reasons(row: Decision) -> QuerySet[OpenBallot]:
    """Return the open ballots, in a round of consent each with its reason."""
    cast = OpenBallot.filter(decision_id=row.id)
    if row.method is not Method.CONSENT:
        return cast
    return cast.annotate(
        why=RawSQL(
            "(SELECT words FROM decision_reason WHERE decision_reason.decision_id ="
            " decision_ballot.decision_id AND decision_reason.member_id ="
            " decision_ballot.member_id)"
        )
    )


def _in_order(method: Method, said: Counter[str]) -> Iterable[str]:
    """Put what was said in the order of the ballot, or the most frequent first."""
    if method in CHOSEN:
        return sorted(said, key=lambda each: (-said[each], each))
    return [each.value for each in (Voice if method is Method.CONSENT else Choice)]
