"""What one of the two who enter papers has before them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from club.decisions.models import Decision, PaperEntry, PaperVote, RollEntry
from club.decisions.queries.papers import Paper, paper
from club.decisions.queries.tellers import Tellers, entries_of
from club.decisions.rules.electorate import entitled, readable
from club.decisions.rules.paper import Apart, Channel, Sheet, apart, shut
from club.kit.words import gettext as _
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class Entered:
    """One paper in one's own entry.

    Args:
        said: as it is written down; empty if it cannot be read.
        words: what that means.
        person: whose it is, in an open vote.
    """

    said: str
    words: str
    person: Person | None
    why: str


@dataclass(frozen=True, slots=True)
class Differs:
    """Where the entries differ: in words, how often it is in mine, and in the other's."""

    words: str
    mine: int
    other: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What one of the two who enter has before them; nobody else sees any of it.

    Args:
        voters: who can be ticked as having handed in a secret paper: public name and words.
        left: whose open paper can still be entered.
        named: the public names of those I ticked; None as long as I have not said.
        names_differ: the other has said others.
        taken: how many papers both agree on; 0 before that.
        few: so few that they can be told apart.
        shut: so few that the box stays shut.
        apart: where the two entries differ; None as long as not both have said "these are all".
        waits: I have confirmed, and the other has not.
    """

    voters: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str], ...]
    named: tuple[str, ...] | None
    names_differ: bool
    taken: int
    few: bool
    shut: bool
    sheets: tuple[Entered, ...]
    ended: bool
    other_ended: bool
    apart: Apart | None
    differs: tuple[Differs, ...]
    waits: bool


async def desk(
    row: Decision,
    member_id: int,
    found: Tellers,
    roll: Mapping[int, RollEntry],
    known: Mapping[int, Person],
) -> Desk | None:
    """Return what one of those who enter has before them; None once the papers are counted.

    Args:
        row: the decision, with its paper side.
        member_id: one of those who enter.
        found: who they are.
        roll: the roll, by member.
        known: everybody on it who has not left.
    """
    vote = row.on_paper
    if not isinstance(vote, PaperVote) or vote.counted_at is not None:
        return None
    entries = await entries_of(row.id, found.entering)
    mine = entries.get(member_id) or PaperEntry(slips=[])
    other = next((each for who, each in entries.items() if who != member_id), None)
    lying = {who for who, entry in roll.items() if _lies(entry)}
    free = {who for who, entry in roll.items() if _may_still(entry)}
    least, named = row.frozen().secret_min_ballots, mine.voters
    both = other is not None and mine.ended and other.ended
    differ = apart(mine.sheets(), other.sheets()) if both and other else None
    handed = await paper(row)
    return Desk(
        voters=_by_name(free | lying, known),
        left=_by_name(free - {each.voter for each in mine.sheets()}, known),
        named=None if named is None else tuple(known[who].ref for who in named if who in known),
        names_differ=_differ(named, other.voters if other else None),
        taken=len(lying),
        few=not readable(len(named or lying), least),
        shut=shut(len(lying), least, alone=vote.alone),
        sheets=tuple(_entered(each, handed, known) for each in mine.sheets()),
        ended=mine.ended,
        other_ended=other is not None and other.ended,
        apart=differ,
        differs=tuple(
            Differs(_words(said, handed), ours, theirs)
            for said, ours, theirs in (differ.said if differ else ())
        ),
        waits=mine.confirmed,
    )


def _differ(mine: list[int] | None, other: list[int] | None) -> bool:
    return mine is not None and other is not None and mine != other


def _lies(entry: RollEntry) -> bool:
    return entry.channel is Channel.PAPER and not entry.voted


def _may_still(entry: RollEntry) -> bool:
    return entry.channel is None and not entry.voted and entitled(entry.standing)


def _by_name(ids: Iterable[int], known: Mapping[int, Person]) -> tuple[tuple[str, str], ...]:
    people = (known[each] for each in ids if each in known)
    named = sorted(people, key=lambda each: each.name.casefold())
    return tuple((each.ref, f"{each.name} {each.word}") for each in named)


def _entered(sheet: Sheet, handed: Paper, known: Mapping[int, Person]) -> Entered:
    words = _words(sheet.said, handed)
    return Entered(sheet.said, words, known.get(sheet.voter), sheet.why)


def _words(said: str, handed: Paper) -> str:
    return handed.told(said) if said else _("Cannot be read")
