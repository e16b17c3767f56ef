"""The club's rules and the club's record, as members read them."""

import json
from datetime import timedelta

import pytest

from club.charter import service as charter
from club.charter.rules import CLAUSES
from club.journal import service as journal
from club.journal.queries import PAGE
from club.journal.rules import GENESIS, Entry, follows
from club.kit import clock
from club.kit.db import transaction
from club.members import service as members
from tests.conftest import SignedIn
from tests.front.test_powers import give
from tests.people import Cast
from tests.web import Client


async def write(kind: str, thing: str, by: int | None, **values: str | int) -> None:
    async with transaction():
        await journal.record(kind, thing, by=by, now=clock.now(), **values)


async def test_every_rule_can_be_read_with_its_value(signed_in: SignedIn, cast: Cast) -> None:
    answer = await (await signed_in(cast.cy)).get("/charter")
    assert answer.status_code == 200
    assert answer.text.count('class="holder clause"') == len(CLAUSES)
    assert "It can be from 1 person to 10 people." in answer.text
    assert "two in three" in answer.text
    assert "What no decision can take away" in answer.text
    assert "As it was at the start." in answer.text


async def test_a_changed_rule_says_which_decision_it_was(signed_in: SignedIn, cast: Cast) -> None:
    await charter.adopt({"sponsors_min": 6}, "founding", by=None, now=clock.now())
    answer = await (await signed_in(cast.cy)).get("/charter")
    assert "<strong>6 people</strong>" in answer.text
    assert "Set by the founding." in answer.text


async def test_a_rule_for_later_is_not_shown_as_in_force(signed_in: SignedIn, cast: Cast) -> None:
    now = clock.now()
    later = now + timedelta(days=9)
    await charter.adopt({"sponsors_min": 6}, "d", by=None, now=now, effective_at=later)
    answer = await (await signed_in(cast.cy)).get("/charter")
    assert "<strong>6 people</strong>" not in answer.text


async def test_the_record_says_in_words_what_was_done(signed_in: SignedIn, cast: Cast) -> None:
    await give("coordinator", cast.bo)
    await write("night_cancelled", "night/x", cast.bo.id)
    await write("member_out", "member/x", cast.eli.id)
    answer = await (await signed_in(cast.cy)).get("/record")
    assert answer.status_code == 200
    assert "Bo called a night off." in answer.text
    assert "A former member left the club." in answer.text
    assert "Somebody was given a role." in answer.text
    assert "Role: Coordinator." in answer.text
    assert "<bdi>Bo</bdi>" in answer.text
    assert "Older lines" not in answer.text


async def test_the_name_of_whoever_is_erased_goes_from_the_record(
    signed_in: SignedIn, cast: Cast
) -> None:
    await write("night_cancelled", "night/x", cast.bo.id)
    await members.leave(cast.bo.id, now=clock.now())
    answer = await (await signed_in(cast.cy)).get("/record")
    assert "A former member called a night off." in answer.text
    assert await journal.verify() is None


async def test_a_long_record_is_read_in_pages(signed_in: SignedIn, cast: Cast) -> None:
    for n in range(PAGE + 2):
        await write("night_changed", f"night/{n}", cast.bo.id)
    phone = await signed_in(cast.cy)
    first = await phone.get("/record")
    assert f"/record?before={3}" in first.text
    second = await phone.get("/record?before=3")
    assert second.text.count('id="line-') == 2
    assert "Older lines" not in second.text


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "1.5", ""])
async def test_a_page_that_is_no_number_is_the_newest(
    signed_in: SignedIn, cast: Cast, before: str
) -> None:
    await write("night_changed", "night/1", cast.bo.id)
    answer = await (await signed_in(cast.cy)).get(f"/record?before={before}")
    assert answer.status_code == 200
    assert "Bo changed a night." in answer.text


async def test_an_empty_record_says_so(signed_in: SignedIn, cast: Cast) -> None:
    assert "Nothing is written here." in (await (await signed_in(cast.cy)).get("/record")).text


async def test_a_phone_can_check_that_the_record_only_grew(signed_in: SignedIn, cast: Cast) -> None:
    for n in range(3):
        await write("night_changed", f"night/{n}", cast.bo.id)
    answer = (await (await signed_in(cast.cy)).get("/record/since/1")).json()
    prev = None
    for row in answer["entries"]:
        entry = Entry(
            row["seq"], row["at"], row["kind"], row["thing"], row["actor"], row["data"], row["prev"]
        )
        assert follows(entry, row["hash"], row["seq"], prev or row["prev"]) is None
        prev = row["hash"]
    assert [row["seq"] for row in answer["entries"]] == [2, 3]
    assert answer["head"] == {"seq": 3, "hash": prev}
    assert prev != GENESIS
    assert "Bo" not in json.dumps(answer)


async def test_a_number_beyond_the_end_is_nothing_new(signed_in: SignedIn, cast: Cast) -> None:
    answer = await (await signed_in(cast.cy)).get("/record/since/" + "9" * 18)
    assert answer.json()["entries"] == []


@pytest.mark.parametrize("path", ["/charter", "/record", "/record/since/0"])
async def test_a_stranger_reads_neither(client: Client, path: str) -> None:
    assert (await client.get(path)).headers["location"].startswith("/sign-in")
