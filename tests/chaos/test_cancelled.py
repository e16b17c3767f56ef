"""Requests cut off at every await: no lock, no lost connection, no half act, and once is enough."""

import asyncio
from datetime import timedelta

import pytest
from tortoise.connection import get_connection

from club.decisions.models import BallotChange, Decision, OpenBallot, RollEntry
from club.events.models import Night
from club.kit import clock
from club.kit.db.postgres import Client as Postgres
from club.kit.db.sqlite import Client as Sqlite
from club.kit.once import Once
from club.kit.tokens import new_ref
from club.members.models import Member
from tests import people
from tests.conftest import SignedIn
from tests.decisions.life import Life
from tests.events.nights import a_night, holds
from tests.kit.test_db_cancelled import cancelled

pytestmark = pytest.mark.chaos
DAY = timedelta(days=1)


@pytest.fixture
async def crowd(db: None) -> list[Member]:
    _ = db
    then = clock.now() - 99 * DAY
    return [await people.join(f"Member {n}", voting_from=then, now=then) for n in range(4)]


async def open_vote(crowd: list[Member]) -> Decision:
    now = clock.now()
    decision, _during = await Life([each.id for each in crowd]).voting()
    await Decision.filter(id=decision.id).update(
        noticed_at=now - 3 * DAY, opens_at=now - DAY, closes_at=now + DAY
    )
    return decision


async def assert_nothing_is_held() -> None:
    client = get_connection("default")
    if isinstance(client, Sqlite):
        assert not client.turn.locked()
        assert not (await client.writer()).in_transaction
    else:
        assert isinstance(client, Postgres)
        pool = await client.pool()
        assert pool.get_idle_size() == pool.get_size()


async def assert_answers_add_up() -> None:
    await holds(await Night.get())


async def assert_ballots_add_up() -> None:
    ballots = await OpenBallot.all().count()
    assert await RollEntry.filter(voted=True).count() == ballots
    assert (await Decision.get()).silent == 4 - ballots
    assert await BallotChange.all().count() == 0


async def assert_ideas_add_up() -> None:
    assert await Decision.all().count() == await Once.all().count()


@pytest.mark.parametrize("write", ["answer", "ballot", "idea"])
async def test_a_request_cut_off_at_any_await_leaves_nothing_and_can_be_sent_again(
    crowd: list[Member], signed_in: SignedIn, write: str
) -> None:
    phone = await signed_in(crowd[1])
    if write == "answer":
        night = await a_night(places=2, starts_at=clock.now() + 3 * DAY)
        path, said, adds_up = f"/e/{night.ref}/rsvp", {"want": "coming"}, assert_answers_add_up
    elif write == "ballot":
        vote = await open_vote(crowd)
        path, said = f"/decisions/{vote.ref}/ballot", {"choice": "yes"}
        adds_up = assert_ballots_add_up
    else:
        path, adds_up = "/decisions", assert_ideas_add_up
        said = {"question": "Shall we sing?", "body": "We like it.", "does": "record"}
    for point in range(1, 400):
        key = new_ref()
        was_cancelled, _awaits = await cancelled(phone.send_form(path, key=key, **said), point)
        await assert_nothing_is_held()
        await adds_up()
        async with asyncio.timeout(20):
            again = await phone.send_form(path, key=key, **said)
        assert again.status_code == 303, again.text[:500]
        assert await Once.all().count() == point, "one key, one act"
        await adds_up()
        if not was_cancelled:
            break
    assert not was_cancelled
    waits = 1 if isinstance(get_connection("default"), Sqlite) else 5
    assert point > waits, "a request waits to commit; elsewhere to begin and for each statement"
