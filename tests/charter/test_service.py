"""The charter changes by decision only, in versions that stay."""

import asyncio
from datetime import timedelta
from fractions import Fraction

import pytest

from club.charter import queries, service
from club.charter.models import CharterValue
from club.charter.rules import Charter
from club.journal import queries as journal
from club.kit.errors import Invalid, TooLate
from tests.people import NOW

pytestmark = pytest.mark.usefixtures("db")
LATER = NOW + timedelta(days=30)


async def test_a_club_that_has_decided_nothing_goes_by_the_defaults() -> None:
    assert await queries.in_force(NOW) == Charter()


async def test_a_changed_rule_holds_and_the_record_says_by_which_decision() -> None:
    assert await service.adopt({"sponsors_min": 3}, "d4", by=None, now=NOW) == {"sponsors_min": 1}
    assert (await queries.in_force(NOW)).whole("sponsors_min") == 3
    (entry,) = await journal.since(0)
    assert (entry.kind, entry.thing) == ("rule", "clause/sponsors_min")
    assert entry.body == '{"decision":"d4","version":1}'


async def test_the_newest_version_holds_and_the_old_one_stays() -> None:
    await service.adopt({"sponsors_min": 3}, "d4", by=None, now=NOW)
    await service.adopt({"sponsors_min": 4}, "d5", by=None, now=NOW)
    assert (await queries.in_force(NOW)).whole("sponsors_min") == 4
    assert await queries.versions() == {"sponsors_min": 2}
    assert await CharterValue.all().count() == 2


async def test_a_rule_for_later_does_not_hold_yet() -> None:
    await service.adopt({"sponsors_min": 3}, "d4", by=None, now=NOW, effective_at=LATER)
    assert (await queries.in_force(NOW)).whole("sponsors_min") == 2
    assert (await queries.in_force(LATER)).whole("sponsors_min") == 3


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sponsors_min", 11),
        ("sponsors_min", True),
        ("votes.secret_for_people", False),
        ("class.ordinary.threshold", Fraction(1, 3)),
        ("no.such", 1),
    ],
)
async def test_what_the_club_cannot_agree_on_is_refused(key: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        await service.adopt({key: value}, "d4", by=None, now=NOW)  # type: ignore[dict-item]
    assert refused.value.field == key
    assert await CharterValue.all().count() == 0


async def test_a_wrong_value_in_the_database_never_holds() -> None:
    row = {"decision_ref": "d4", "adopted_at": NOW, "effective_at": NOW}
    await CharterValue.create(key="sponsors_min", version=1, value_json="400", **row)
    await CharterValue.create(key="gone.long.ago", version=1, value_json="1", **row)
    assert (await queries.in_force(NOW)).whole("sponsors_min") == 2


async def test_a_decision_about_an_older_version_comes_too_late() -> None:
    await service.adopt({"sponsors_min": 3}, "d4", by=None, now=NOW)
    with pytest.raises(TooLate):
        await service.adopt(
            {"sponsors_min": 5}, "d5", by=None, now=NOW, from_versions={"sponsors_min": 0}
        )
    assert (await queries.in_force(NOW)).whole("sponsors_min") == 3


async def test_two_decisions_at_once_change_a_rule_one_after_the_other_or_not_at_all() -> None:
    async def one(value: int) -> bool:
        try:
            await service.adopt(
                {"sponsors_min": value}, "d", by=None, now=NOW, from_versions={"sponsors_min": 0}
            )
        except TooLate:
            return False
        return True

    assert sum(await asyncio.gather(*(one(value) for value in range(3, 8)))) == 1
    assert await queries.versions() == {"sponsors_min": 1}


async def test_the_names_of_the_club_are_known_by_name() -> None:
    await service.adopt({"club.name": "The Kettle"}, "d1", by=None, now=NOW)
    assert await queries.names() == ("The Kettle", "Club")
