"""A ballot of every kind to fill in, what was counted, and a list of secret votes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from club import clockwork
from club.cli.demo.questions import bring
from club.decisions import service as decisions
from club.decisions.chores import announce_due
from club.decisions.models import Decision, SecretBallot
from club.decisions.models.decision import QUESTION_LENGTH
from club.decisions.rules.ballot import OPTION_LENGTH
from club.decisions.rules.effects import Advise, Agree, Choose, Effect, GrantRole
from club.decisions.rules.marks import Slip
from club.decisions.rules.paper import Sheet
from club.decisions.rules.states import Method
from club.decisions.service import paper
from club.journeys.chores import open_votes_due
from club.kit.tokens import new_ref
from club.members.models import Member
from club.roles import service as office
from club.roles.models import ElectionCall
from club.roles.queries import calls
from tests.journeys.voting import RON, ranking

WORDS = ("Where shall we go in June?", "It should cost nothing, and have no steps.")
PLACES = (
    "The lighthouse, with the bus that leaves at nine",
    "Donaudampfschifffahrtsgesellschaftsmuseum",
    "The beach",
)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen, " * 3
TALKED, LONG_AGO = timedelta(days=5), timedelta(days=17)
LISTED = 10
OPEN_ROLES = (("listener", 1), ("committee", 6))


async def ballots(club: Sequence[Member], now: datetime) -> tuple[str, ...]:
    """Put every kind of ballot before the club; return the pages to open."""
    asked: list[tuple[Effect, timedelta]] = [
        (Choose(Method.RANKED, PLACES), TALKED),
        (Choose(Method.APPROVAL, PLACES), TALKED),
        (Agree(), TALKED),
        (Advise(PLACES), timedelta(hours=3)),
    ]
    open_now = [await bring(club, WORDS, now - ago, effect) for effect, ago in asked]
    counted = await _counted(club, now)
    listed = await _listed(club, now)
    elections = await _elections(club, now)
    await clockwork.run_due({}, now)
    await _put_in_the_box(listed)
    pages = [f"/decisions/{ref}" for ref in (*open_now, counted, listed, *elections)]
    return (*pages, f"/decisions/{listed}/ballots", f"/decisions/{listed}/secret-ballot/change")


async def papers(club: Sequence[Member], now: datetime) -> tuple[str, ...]:
    """Open votes whose papers two enter, the coordinator among them; return the pages to open."""
    plain = await bring(club, WORDS, now - TALKED)
    longest = tuple(f"{n} {'and so on ' * 8}"[:OPTION_LENGTH].strip() for n in range(10))
    asked = ((WORDS[0] + " And then? " * 12)[:QUESTION_LENGTH].strip(), WORDS[1])
    kept = await bring(club, asked, now - TALKED, Choose(Method.RANKED, longest))
    small = await bring(club, WORDS, now - timedelta(hours=1), GrantRole("tea", club[2].id, 90))
    for ref in (plain, kept):
        for each in (club[1], club[3]):
            await paper.offer(ref, each.id, now=now)
        assert await paper.draw((await Decision.get(ref=ref)).id, now=now)
    for each, said in ((club[1], "yes"), (club[3], "no")):
        await paper.add(plain, each.id, Sheet(said, club[4].id), now=now)
        await paper.end(plain, each.id, now=now)
    await paper.suggest_openly(small, club[3].id, now=now)
    pages = [f"/decisions/{ref}/paper" for ref in (plain, kept, small)]
    return (f"/decisions/{small}", *pages, *[f"{page}/ballot" for page in pages])


async def _counted(club: Sequence[Member], now: datetime) -> str:
    """Let the members rank three places, so that one goes out before another wins."""
    ref = await bring(club, WORDS, now - LONG_AGO, Choose(Method.RANKED, PLACES))
    await _vote(ref, club, ["rab", "rab", "rba", "rba", "rcb"])
    return ref


async def _elections(club: Sequence[Member], now: datetime) -> list[str]:
    """Put those who stand for three roles to the vote: two go on, one is counted."""
    some = (club[1], *club[3:5])
    going = [await _election(role, seats, some, now - TALKED) for role, seats in OPEN_ROLES]
    a, b, c = club[0], club[3], club[2]
    over = await _election("coordinator", 2, (a, b, c), now - LONG_AGO)
    election = await Decision.get(ref=over)
    most, some, last = (a.id, b.id, c.id), (b.id, a.id, RON), (c.id, RON)
    await _vote(over, club, [ranking(election, *each) for each in (most, most, most, some, last)])
    return [*going, over]


async def _election(role: str, seats: int, stand: Sequence[Member], asked_at: datetime) -> str:
    """Let members stand, and have it put to an open vote: five are too few for a secret one."""
    until = asked_at + timedelta(hours=1)
    call = await ElectionCall.create(
        role_key=role, seats=seats, opened_at=asked_at, names_until=until, starts_at=until
    )
    for each in stand:
        await office.stand(role, each.id, f"I would *like* to. {LONG}", now=asked_at)
    await open_votes_due(until)
    election = await Decision.get(ref=(await calls.call_of(call.id)).decision_ref)
    await paper.suggest_openly(election.ref, stand[0].id, now=until)
    assert election.opens_at
    await announce_due(election.opens_at)
    return str(election.ref)


async def _listed(club: Sequence[Member], now: datetime) -> str:
    """Let the members vote on a plain question."""
    ref = await bring(club, WORDS, now - LONG_AGO)
    await _vote(ref, club, ["yes"] * 4)
    return ref


async def _vote(ref: str, club: Sequence[Member], said: Sequence[str]) -> None:
    opens_at = (await Decision.get(ref=ref)).opens_at
    assert opens_at
    for member, each in zip(club, said, strict=False):
        await decisions.cast(ref, member.id, each, now=opens_at)


async def _put_in_the_box(ref: str) -> None:
    """Make a closed vote look secret: five members are too few to hold one."""
    decision = await Decision.get(ref=ref)
    assert decision.closed_at
    await Decision.filter(id=decision.id).update(secret=True)
    for n in range(LISTED):
        slip, said = Slip(new_ref(), new_ref()), "no" if n % 3 else "yes"
        await SecretBallot.create(
            decision_id=decision.id, mark=slip.mark(ref, said), choice=said,
            change_lock=slip.change_lock,
        )  # fmt: skip
