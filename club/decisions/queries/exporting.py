"""The ballots of an election as a file that other programs count."""

from collections.abc import Iterator

from club.decisions.models import Decision, RollEntry
from club.decisions.queries.elections import named_ballot
from club.decisions.queries.sheets import ballots, said_on, shown
from club.decisions.rules.ballot import Ballot, ranking
from club.decisions.rules.effects import Elect
from club.decisions.rules.ranked.blt import written
from club.decisions.rules.ranked.papers import RON, Contest, sort_papers
from club.decisions.rules.ranked.stages import RankedCount
from club.decisions.rules.states import Method
from club.decisions.rules.tallies import read
from club.decisions.rules.told import named
from club.kit.errors import NotFound


async def ballots_file(ref: str, member_id: int) -> tuple[str, ...]:
    """Return the lines of a BLT file: who stood, and how many ballots bear each ranking.

    Raises:
        NotFound: no such election by ranking, it is not counted, the member is not on its roll,
            or its ballots are not listed, because that could tell who said what.
    """
    found = Decision.filter(ref=ref, method=Method.STV).exclude(count_text__id=None)
    vote = await found.select_related("count_text").get_or_none()
    if vote is None or not await RollEntry.exists(decision_id=vote.id, member_id=member_id):
        raise NotFound
    said = said_on(await ballots(vote))
    count, does = read(vote.count_text.words), vote.does()
    if not (isinstance(count, RankedCount) and isinstance(does, Elect) and shown(vote, said)):
        raise NotFound
    return tuple(_lines(vote.question, await named_ballot(vote), count, said))


def _lines(title: str, ballot: Ballot, count: RankedCount, said: list[str]) -> Iterator[str]:
    # Who had stood down by the time of the count is not in the lot; who left later is.
    gone = frozenset(ballot.refs) - frozenset(count.order)
    contest = Contest(ballot.refs, count.seats, gone)
    yield from _how(contest, count.order)
    papers = sort_papers((ranking(each) for each in said), contest)
    yield from written(title, contest, {ref: named(ballot, ref) for ref in ballot.refs}, papers)


def _how(contest: Contest, order: tuple[str, ...]) -> Iterator[str]:
    """Say what no such file has a place for: who is nobody, and how a lot would fall."""
    numbers = {ref: str(n) for n, ref in enumerate(contest.candidates, 1)}
    lot = " ".join(numbers[each] for each in order)
    yield f'# club count election.blt --ron {numbers[RON]} --lot "{lot}"'
