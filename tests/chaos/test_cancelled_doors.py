"""Every door that acts, cut off at every await: nothing stays held, nothing is half written."""

import asyncio

import pytest
from tortoise.connection import get_connection

from club.access.models import Tries
from club.journal import service as journal
from club.kit.db.sqlite import Client as Sqlite
from club.kit.routing import Door
from club.kit.tokens import new_ref
from tests.chaos.test_cancelled import assert_nothing_is_held
from tests.kit.test_db_cancelled import cancelled
from tests.test_doors import ACTING, Visitor, World, by_right, right, world

pytestmark = pytest.mark.chaos
__all__ = ["world"]
MOST_AWAITS = 400


@pytest.mark.parametrize("door", ACTING, ids=lambda door: door.name)
async def test_a_door_cut_off_at_any_await_lets_go_of_everything(
    world: World,
    door: Door,
) -> None:
    who = world.holder if by_right(door) else world.member
    sent_right = right(door)
    async with Visitor(world.app, who, faults := []) as visitor:
        for point in range(1, MOST_AWAITS):
            sent = visitor.form(world.path(door), {**sent_right, "key": new_ref()}, point)
            was_cancelled, _awaits = await cancelled(sent, point)
            await assert_nothing_is_held()
            async with asyncio.timeout(20):
                assert await journal.verify() is None
                await Tries.all().delete()
            if not was_cancelled:
                break
    assert not was_cancelled
    if not isinstance(get_connection("default"), Sqlite):
        # There a refusal may never wait, so there is nothing at which it could be cut off.
        assert point > 1, "a request waits at least once"
    assert not faults, faults
