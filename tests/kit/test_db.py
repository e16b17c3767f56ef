import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tortoise.exceptions import IntegrityError, TransactionManagementError

from club.kit.db import after_commit, claim, retried, transaction
from club.kit.db.contention import Contended
from tests.kit.tables import Book, Shelf

pytestmark = pytest.mark.usefixtures("shelves")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def row(name: str, at: datetime = NOON) -> Shelf:
    return Shelf(name=name, at=at)


async def fail_after(shelf: Shelf, wake: Callable[[], None] = lambda: None) -> None:
    async with transaction():
        await shelf.save()
        after_commit(wake)
        raise ZeroDivisionError


async def save_both(*shelves: Shelf) -> None:
    async with transaction():
        for each in shelves:
            await each.save()


async def test_what_is_done_together_is_stored_together() -> None:
    async with transaction():
        await row("one").save()
        await row("two").save()
    assert await Shelf.all().count() == 2


async def test_an_act_that_fails_leaves_no_trace() -> None:
    with pytest.raises(ZeroDivisionError):
        await fail_after(row("one"))
    assert await Shelf.all().count() == 0


async def test_related_things_are_fetched_inside_an_act() -> None:
    async with transaction():
        shelf = await Shelf.create(name="one")
        await Book.create(shelf=shelf, title="a", owner="x")
        found = await Book.all().prefetch_related("shelf", "shelf__books")
        assert [each.title for each in found[0].shelf.books] == ["a"]


async def test_an_inner_act_can_fail_alone() -> None:
    async with transaction():
        await row("outer").save()
        with pytest.raises(IntegrityError):
            await save_both(row("inner"), row("outer"))
        await row("after").save()
    assert {each.name async for each in Shelf.all()} == {"outer", "after"}


async def test_only_one_of_five_hands_claims() -> None:
    await row("one").save()

    async def hand() -> bool:
        async with transaction():
            return await claim(Shelf.filter(name="one", size=1), size=7)

    assert sorted(await asyncio.gather(*[hand() for _ in range(5)])) == [False] * 4 + [True]


async def test_those_who_wait_are_woken_once_the_act_is_stored_and_not_before() -> None:
    woken: list[str] = []
    async with transaction():
        await row("one").save()
        after_commit(lambda: woken.append("outer"))
        with pytest.raises(ZeroDivisionError):
            await fail_after(row("two"), wake=lambda: woken.append("undone"))
        async with transaction():
            after_commit(lambda: woken.append("inner"))
        assert not woken
    assert woken == ["outer", "inner"]


async def test_nobody_is_woken_by_an_act_that_was_undone() -> None:
    woken: list[str] = []
    with pytest.raises(ZeroDivisionError):
        await fail_after(row("one"), wake=lambda: woken.append("no"))
    assert not woken


async def test_a_task_started_inside_an_act_cannot_write_into_it() -> None:
    async with transaction():
        await row("mine").save()
        child = asyncio.create_task(row("child").save())
        with pytest.raises(TransactionManagementError, match="started inside"):
            await child
    assert {each.name async for each in Shelf.all()} == {"mine"}


async def test_a_task_that_outlives_an_act_is_refused() -> None:
    go_on = asyncio.Event()

    async def child() -> None:
        await go_on.wait()
        await row("late").save()

    async with transaction():
        await row("mine").save()
        task = asyncio.create_task(child())
    go_on.set()
    with pytest.raises(TransactionManagementError, match="has ended"):
        await task
    assert await Shelf.all().count() == 1


async def test_an_act_that_was_in_the_way_is_done_again() -> None:
    tries: list[int] = []

    @retried
    async def act() -> str:
        tries.append(1)
        async with transaction():
            await row("one").save()
            if len(tries) < 3:
                raise Contended
        return "done"

    assert await act() == "done"
    assert len(tries) == 3
    assert await Shelf.all().count() == 1


async def test_after_three_tries_the_member_is_told() -> None:
    tries: list[int] = []

    @retried
    async def act() -> None:
        tries.append(1)
        raise Contended

    with pytest.raises(Contended):
        await act()
    assert len(tries) == 3


async def test_what_has_stored_something_is_not_done_again() -> None:
    tries: list[int] = []

    @retried
    async def act() -> None:
        tries.append(1)
        async with transaction():
            await row(f"stored {len(tries)}").save()
        raise Contended

    with pytest.raises(Contended):
        await act()
    assert len(tries) == 1


async def test_an_instant_is_found_from_any_zone() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    await row("one", NOON).save()
    assert await Shelf.filter(at=NOON.astimezone(east)).exists()
    before = (NOON - timedelta(minutes=1)).astimezone(east)
    after = (NOON + timedelta(minutes=1)).astimezone(east)
    assert await Shelf.filter(at__gt=before, at__lt=after).exists()
    assert await Shelf.filter(at__range=(before, after)).exists()
    assert await Shelf.filter(at__in=[NOON.astimezone(east)]).exists()
    assert not await Shelf.filter(at__gt=after).exists()
    stored = await Shelf.get(name="one")
    assert stored.at == NOON
    assert stored.at.tzinfo is UTC
    assert (await Shelf.all().values_list("at", flat=True)) == [NOON]


async def test_instants_in_parts_of_a_second_keep_their_order() -> None:
    later = NOON + timedelta(microseconds=500)
    await row("one", later).save()
    assert await Shelf.filter(at__gt=NOON).exists()
    assert not await Shelf.filter(at__gt=later).exists()


async def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        await row("one", NOON.replace(tzinfo=None)).save()
    with pytest.raises(ValueError, match="without a zone"):
        await Shelf.filter(at__gt=NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="without a zone"):
        await Shelf.all().update(at=NOON.replace(tzinfo=None))
