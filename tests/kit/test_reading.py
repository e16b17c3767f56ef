"""Rows read by a plan are what the ORM itself makes of them, and can be saved as any other."""

from datetime import UTC, datetime

import pytest

from club.access.models import Session
from club.access.service import sessions
from club.access.service.sessions import Browser
from club.events.models import Answer, Night
from club.kit.db import Blank, Statement
from club.kit.once import Once
from tests.people import Cast

AT = datetime(2027, 3, 4, 12, tzinfo=UTC)
ALL = Statement(Session, "SELECT * FROM session")
SOME = Statement(Session, "SELECT id, seen_at, 7 AS lucky FROM session")


@pytest.fixture
async def session(cast: Cast) -> Session:
    await sessions.open_session(cast.ada.id, Browser("a phone", shared=False), now=AT)
    return await Session.get()


async def test_a_row_is_in_every_part_what_the_orm_makes_of_it(session: Session) -> None:
    found = await ALL.found()
    assert found is not None
    assert vars(found) == vars(session)
    found.device = "another phone"
    await found.save()
    assert (await Session.get()).device == "another phone"


async def test_of_what_was_not_asked_for_nothing_is_made_up(session: Session) -> None:
    found = await SOME.found()
    assert found is not None
    assert (found.id, found.seen_at, found._partial) == (session.id, AT, True)
    assert not hasattr(found, "device")


async def test_a_row_is_read_from_what_else_was_asked(session: Session) -> None:
    (row,) = await SOME.values()
    assert row["lucky"] == 7
    assert SOME.read(row).id == session.id


@pytest.mark.usefixtures("db")
def test_a_blank_row_is_what_the_orm_begins_with() -> None:
    mine, theirs = Blank(Answer).row(night_id=4, member_id=5), Answer(night_id=4, member_id=5)
    assert vars(mine) == vars(theirs)
    other = Blank(Answer).row(night_id=4, member_id=6)
    other._await_when_save["note"] = None  # type: ignore[assignment]
    assert mine._await_when_save == {}


@pytest.mark.usefixtures("db")
async def test_a_blank_row_can_be_saved() -> None:
    row = Blank(Once).row(key_sha="a" * 64, body_mac="m", attempt="t", owner=1, at=AT)
    await row.save()
    assert (await Once.get()).location == ""


def test_what_is_drawn_anew_for_each_row_is_not_shared() -> None:
    with pytest.raises(TypeError, match="ref would be the same"):
        Blank(Night).row()
