"""Elections: who stands and what they say, who stood down, and who was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from club.decisions.models import CountText, Decision, Result
from club.decisions.rules.ballot import ELECTS, LETTERS, Ballot
from club.decisions.rules.effects import Effect, Elect
from club.decisions.rules.looking import ONCE_MORE
from club.decisions.rules.ranked.stages import RankedCount
from club.decisions.rules.states import Outcome
from club.decisions.rules.tallies import read
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles.queries import calls
from club.roles.queries.calls import Candidate


@dataclass(frozen=True, slots=True)
class Standing:
    """One who stands: what they say of it, and whether they have stood down since.

    Args:
        person: None where they have left.
        mine: the reader is that person.
    """

    person: Person | None
    statement: str
    withdrawn: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Election:
    """Whom an election is about, and what came of it.

    Args:
        seats: how many places there are.
        standing: all who were put on the ballot, in the order in which all voters see them.
        chosen: who was chosen, in words, once it is counted.
        vacant: how many places stay empty then.
        reopened: the voters asked for new names.
    """

    seats: int
    standing: tuple[Standing, ...]
    chosen: tuple[str, ...]
    vacant: int
    reopened: bool

    @property
    def stands(self) -> bool:
        """The reader stands."""
        return any(each.mine and not each.withdrawn for each in self.standing)


async def who_stand(does: Effect) -> list[Candidate]:
    """Return those who stand in an election; for any other question nobody."""
    return await calls.candidates(does.call) if isinstance(does, Elect) else []


async def withdrawn(does: Effect) -> frozenset[str]:
    """Return the letters of those who stand no more: they stood down, or have left."""
    still = {each.member_id for each in await who_stand(does) if not each.withdrawn}
    lettered = zip(LETTERS, does.candidates(), strict=False)
    return frozenset(letter for letter, member_id in lettered if member_id not in still)


def election(
    row: Decision,
    stand: Sequence[Candidate],
    known: Mapping[int, Person],
    steps: CountText | None,
    member_id: int,
) -> Election | None:
    """Return what the page of an election shows of it; None for any other question."""
    does = row.does()
    if not isinstance(does, Elect):
        return None
    said = {each.member_id: each for each in stand}
    by_letter = dict(zip(LETTERS, does.member_ids, strict=False))
    drawn = [by_letter[letter] for letter, _name in row.ballot().laid_out(row.ref)]
    winners = steps.winner if steps else ""
    count = read(steps.words) if steps else None
    return Election(
        seats=does.seats,
        standing=tuple(
            Standing(
                known.get(each),
                said[each].statement if each in said else "",
                each not in said or said[each].withdrawn,
                each == member_id,
            )
            for each in drawn
        ),
        chosen=tuple(called(known, by_letter[letter]) for letter in winners),
        vacant=does.seats - len(winners),
        reopened=isinstance(count, RankedCount) and count.reopened,
    )


def with_names(ballot: Ballot, does: Effect, known: Mapping[int, Person]) -> Ballot:
    """Return a ballot with what those who stand are called now."""
    if ballot.method not in ELECTS:
        return ballot
    return replace(ballot, options=tuple(called(known, each) for each in does.candidates()))


async def named_ballot(row: Decision) -> Ballot:
    """Return what the voters of a question are handed, with everybody's name on it."""
    does = row.does()
    if not does.candidates():
        return row.ballot()
    return with_names(row.ballot(), does, await members.people(does.candidates()))


def called(known: Mapping[int, Person], member_id: int) -> str:
    """Call somebody by their name, as long as they are a member."""
    return known[member_id].name if member_id in known else _("somebody who has left")


async def chosen(decision_id: int) -> tuple[int, ...]:
    """Return the members an election has chosen, the strongest first."""
    row = await Decision.get(id=decision_id).select_related("count_text")
    by_letter = dict(zip(LETTERS, row.does().candidates(), strict=False))
    winners = row.count_text.winner if isinstance(row.count_text, CountText) else ""
    return tuple(by_letter[letter] for letter in winners)


@dataclass(frozen=True, slots=True)
class Ended:
    """How an election has ended.

    Args:
        again: the second call of it, or the vote held anew, by its ref; None if there is none.
        reopened: enough voted, and they asked for new names.
    """

    again: str | None
    reopened: bool


async def ended(decision_id: int) -> Ended:
    """Return how an election has ended."""
    next_ = await Decision.get_or_none(predecessor_id=decision_id, origin__in=ONCE_MORE)
    counts = not await Decision.exists(id=decision_id, annulled_at__isnull=False)
    few = await Result.exists(decision_id=decision_id, outcome=Outcome.NO_QUORUM)
    steps = await CountText.get_or_none(decision_id=decision_id)
    count = read(steps.words) if steps and counts and not few else None
    reopened = isinstance(count, RankedCount) and count.reopened
    return Ended(next_.ref if next_ else None, reopened)


async def annulled(refs: Sequence[str]) -> list[Decision]:
    """Return which of these votes were annulled."""
    return await Decision.filter(ref__in=refs, annulled_at__isnull=False).order_by("id")
