"""A long queue, as those who look after the night read it: in parts, and in its own order."""

from datetime import timedelta

import pytest

from club.events.models import Answer, Helper, Night
from club.events.queries.line import no_later
from club.events.queries.queue import SHOWN, Waiting, after, queue_page
from club.events.rules.places import Part
from club.events.rules.seats import QueueRule, Want, queue
from club.kit import clock
from club.members.models import Member
from tests.conftest import SignedIn
from tests.events.nights import a_night, people_numbered, replies_to
from tests.people import Cast

DAY = timedelta(days=1)
HOST, MOST = 0, 130


async def a_long_queue(rule: QueueRule) -> Night:
    """One host, two offers that hold a place, and 128 who wait; a few were moved to the front."""
    await people_numbered(MOST)
    lately = {"id__in": list(range(3, MOST, 2))}
    night = await a_night(places=2, queue=rule)
    await Member.filter(**lately).update(seated_until=night.starts_at.date() + 30 * DAY)
    await Helper.create(night_id=night.id, member_id=HOST, part=Part.HOST)
    turns = {n: n * 7 % (MOST + 1) + 1 for n in range(1, MOST + 1)} | {50: 0, 51: -1}
    await Answer.bulk_create(
        Answer(
            night_id=night.id,
            member_id=n,
            want=Want.COMING,
            turn=turn,
            held=int(n < 3),
            offer_until=night.starts_at - DAY if n < 3 else None,
            said_at=night.starts_at - 3 * DAY,
        )
        for n, turn in turns.items()
    )
    await Night.filter(id=night.id).update(waiting=MOST - 2, taken=2)
    return night


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("rule", list(QueueRule))
async def test_the_parts_of_a_queue_put_together_are_the_queue(rule: QueueRule) -> None:
    night = await a_long_queue(rule)
    read: list[Waiting] = []
    since, parts = "", 0
    while True:
        page = await queue_page(night.ref, HOST, after(since))
        assert len(page.waiting) <= SHOWN
        read, parts = read + list(page.waiting), parts + 1
        if page.further is None:
            break
        since = page.further
    assert parts == 3
    right = [each.member_id for each in queue(await replies_to(night), rule)]
    offered = [each.person.id for each in read[:2]]
    assert (sorted(offered), [each.number for each in read[:2]]) == ([1, 2], [None, None])
    assert [each.person.id for each in read[2:]] == right
    assert [each.number for each in read[2:]] == list(range(1, MOST - 1))


async def test_a_host_reads_on_and_moves_somebody_far_back_from_there(
    cast: Cast, signed_in: SignedIn
) -> None:
    ada = await signed_in(cast.ada)
    night, now = await a_night(places=1, starts_at=clock.now() + 3 * DAY), clock.now()
    await Helper.create(night_id=night.id, member_id=cast.ada.id, part=Part.HOST)
    crowd = [
        await Member.create(
            name=f"Waits {n}", colour="sea", word="oak", joined_at=now, voting_from=now,
            sign_of_life=now.date(),
        )
        for n in range(SHOWN + 2)
    ]  # fmt: skip
    await Answer.bulk_create(
        Answer(night_id=night.id, member_id=each.id, want=Want.COMING, turn=n + 1, said_at=now)
        for n, each in enumerate(crowd)
    )
    path = f"/e/{night.ref}/queue"
    first = (await ada.get(path)).text
    assert f"Number {SHOWN}<" in first
    assert f"Number {SHOWN + 1}<" not in first
    assert f'href="{path}?after=1_{SHOWN}"' in first
    rest = (await ada.get(f"{path}?after=1_{SHOWN}")).text
    assert f"Number {SHOWN + 2}<" in rest
    assert "Those after them" not in rest
    last = await Member.get(id=crowd[-1].id)
    wrong = await ada.send_form(f"{path}?after=1_{SHOWN}", member=last.ref, why="")
    assert wrong.status_code == 422
    assert 'id="why-error"' in wrong.text, "the form is shown again where it was sent"
    moved = await ada.send_form(f"{path}?after=1_{SHOWN}", member=last.ref, why="mistake")
    assert moved.headers["location"] == path
    page = (await ada.get(path)).text
    assert page.index(f"<bdi>Waits {SHOWN + 1}</bdi>") < page.index("<bdi>Waits 0</bdi>")


@pytest.mark.parametrize("key", ["x", "1_", "_1", "3_1", "1_99999999999", "1_1_1", "1_\u0661"])
async def test_a_key_that_is_none_shows_the_first_part(
    cast: Cast, signed_in: SignedIn, key: str
) -> None:
    ada = await signed_in(cast.ada)
    night = await a_night(starts_at=clock.now() + 3 * DAY)
    await Helper.create(night_id=night.id, member_id=cast.ada.id, part=Part.HOST)
    page = await ada.get(f"/e/{night.ref}/queue", params={"after": key})
    assert page.status_code == 200
    assert "From the first one on" not in page.text


@pytest.mark.usefixtures("db")
async def test_in_a_queue_of_thousands_everybody_reads_their_own_number() -> None:
    night = await a_night(places=2)
    turns = [-700, -3, 0, 1, 510, 511, 512, 513, 514, 1023, 1024, 1025, 1026, 4096, 9_999, 10_000]
    await people_numbered(len(turns))
    await Answer.bulk_create(
        Answer(night_id=night.id, member_id=n, want=Want.COMING, turn=turn, said_at=night.starts_at)
        for n, turn in enumerate(turns)
    )
    numbers = [await no_later(night.id, turn) for turn in turns]
    assert numbers == list(range(1, len(turns) + 1))
    await Answer.filter(night_id=night.id, turn__in=[0, 513]).update(want=Want.NO)
    assert await no_later(night.id, 10_000) == len(turns) - 2, "those before left the queue"
    assert await no_later(night.id, 512) == 6
