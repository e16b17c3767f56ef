"""Prepared questions: put together once, and answered as the ORM would answer each time."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from tortoise.expressions import Q, RawSQL

from club.access.models import Session
from club.access.service import sessions
from club.access.service.sessions import Browser
from club.events.models import Place
from club.kit.db import Prepared, transaction
from club.kit.once import Once
from club.kit.tokens import digest
from tests.people import Cast

AT = datetime(2027, 3, 4, 12, tzinfo=UTC)
SINCE = Prepared(
    Once,
    lambda at, owner: (
        Once.filter(Q(at__gte=at) & Q(Q(owner=owner) | Q(owner__gt=owner)), location="")
        .order_by("key_sha")
        .values("key_sha", "at")
    ),
)
OWNED = Prepared(Once, lambda owners, at: Once.filter(owner__in=owners, at=at).order_by("key_sha"))
NAMED = Prepared(Once, lambda attempt: Once.filter(attempt=attempt).values("owner"))
BESIDE = Prepared(
    Once,
    lambda key, owner: (
        Once.annotate(theirs=RawSQL(f"owner = {int(owner)}"))
        .filter(key_sha=key)
        .values("owner", "theirs")
    ),
)
SIGNED_IN = Prepared(Session, lambda digest: Session.filter(digest=digest).select_related("member"))

PLACES = Prepared(Place, lambda name: Place.filter(name=name).values("facts"))


@pytest.fixture
async def rows(db: None) -> list[str]:
    """Four keys: "a" to "d", whose owners are 0 to 3, an hour apart."""
    _ = db
    for n, letter in enumerate("abcd"):
        await Once.create(
            key_sha=letter * 64, body_mac="m", attempt=letter, owner=n, at=AT + timedelta(hours=n)
        )
    return [letter * 64 for letter in "abcd"]


async def test_each_time_the_values_of_that_time_count(rows: list[str]) -> None:
    first = await SINCE.rows(at=AT, owner=1)
    assert [row["key_sha"] for row in first] == rows[1:]
    second = await SINCE.rows(at=AT + timedelta(hours=2), owner=1)
    assert [row["key_sha"] for row in second] == rows[2:]
    assert second[0]["at"] == AT + timedelta(hours=2), "instants come back aware"
    assert await SINCE.rows(at=AT, owner=9) == []


async def test_an_instant_is_found_in_any_zone_and_never_without_one(rows: list[str]) -> None:
    there = (AT + timedelta(hours=3)).astimezone(timezone(timedelta(hours=5)))
    assert [row["key_sha"] for row in await SINCE.rows(at=there, owner=0)] == rows[3:]
    with pytest.raises(ValueError, match="without a zone"):
        await SINCE.rows(at=AT.replace(tzinfo=None), owner=0)


async def test_a_list_may_be_longer_the_next_time_or_empty(rows: list[str]) -> None:
    assert [row.key_sha for row in await OWNED.models(owners=[0, 1], at=AT)] == rows[:1]
    assert [row.key_sha for row in await OWNED.models(owners=[3, 2, 1, 0], at=AT)] == rows[:1]
    assert await OWNED.models(owners=[1], at=AT) == []
    assert await OWNED.models(owners=[], at=AT) == []


async def test_a_text_is_a_value_whatever_it_says(rows: list[str]) -> None:
    _ = rows
    assert await NAMED.rows(attempt="b") == [{"owner": 1}]
    assert await NAMED.rows(attempt="b' OR '1' = '1") == []
    assert await NAMED.rows(attempt="? $1") == []


async def test_a_number_inside_plain_sql_is_put_in_each_time(rows: list[str]) -> None:
    first = await BESIDE.rows(key=rows[2], owner=2)
    second = await BESIDE.rows(key=rows[2], owner=3)
    assert [bool(row["theirs"]) for row in (*first, *second)] == [True, False]


async def test_nothing_is_no_value(rows: list[str]) -> None:
    _ = rows
    with pytest.raises(TypeError, match="None"):
        await Prepared(Once, lambda owner: Once.filter(owner=owner).values("at")).rows(owner=None)


async def test_what_belongs_to_a_row_comes_with_it(cast: Cast) -> None:
    tokens = {}
    for member in (cast.ada, cast.bo):
        opened = await sessions.open_session(member.id, Browser("a phone", shared=False), now=AT)
        tokens[member.name] = opened.token
    for name, token in tokens.items():
        (found,) = await SIGNED_IN.models(digest=digest(token))
        assert found.member.name == name
        assert found.ends_at > AT


async def test_inside_an_act_it_reads_what_the_act_has_written(rows: list[str]) -> None:
    _ = rows
    async with transaction():
        await Once.filter(owner=1).update(owner=7)
        assert await NAMED.rows(attempt="b") == [{"owner": 7}]


async def test_a_list_in_a_row_is_its_readers_own(db: None) -> None:
    _ = db
    await Place.create(name="The house", facts={"steps": "Two"})
    (first,) = await PLACES.rows(name="The house")
    first["facts"]["steps"] = "changed by whoever got it"
    (second,) = await PLACES.rows(name="The house")
    assert second["facts"] == {"steps": "Two"}
