"""The page of a month: every night where it belongs, with the member's own answer."""

import re
from datetime import UTC, datetime

import pytest

from club.events.rules.seats import Want
from club.events.service import answers, nights
from club.events.service.terms import Details
from club.kit import clock
from club.members.models import Member
from club.roles import service as roles
from tests.conftest import SignedIn
from tests.events.nights import a_night
from tests.events.test_calendars import DAY, songs
from tests.people import NOW, Cast
from tests.web import Client


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def cell(text: str, day: str) -> str:
    """What stands in the table under this date."""
    found = re.search(rf'<td[^>]*><time datetime="{day}">.*?</td>', text, re.DOTALL)
    assert found is not None
    return found[0]


async def test_every_night_stands_on_its_day_with_my_answer(cast: Cast, cy: Client) -> None:
    full = await a_night(places=1, starts_at=NOW + 5 * DAY, title="Full house")
    await answers.answer(full.ref, cast.ada.id, Want.COMING, now=NOW)
    words = {"coming": Want.COMING, "maybe": Want.MAYBE, "not me": Want.NO, "open": None}
    there = {"waiting": full}
    for days, (word, want) in enumerate(words.items(), start=1):
        there[word] = await a_night(starts_at=NOW + days * DAY, title=f"Night {days}")
        if want:
            await answers.answer(there[word].ref, cast.cy.id, want, now=NOW)
    await answers.answer(full.ref, cast.cy.id, Want.COMING, now=NOW)

    page = await cy.get("/nights/month/2027-03")
    assert page.status_code == 200
    for word, night in there.items():
        under = cell(page.text, f"{night.starts_at.date()}")
        assert f'href="/e/{night.ref}"' in under
        assert f">{word}<" in under
        assert night.title in under
    assert "You are on the waiting list." in page.text
    assert "You have not answered yet." in page.text


async def test_a_night_that_is_over_asks_for_nothing(cy: Client) -> None:
    await a_night(starts_at=NOW - 2 * DAY)
    page = await cy.get("/nights/month/2027-03")
    assert "This night is over." in page.text
    assert "You have not answered yet." not in page.text


async def test_coming_nights_stand_before_those_that_are_over(cy: Client) -> None:
    for days in (-3, -2, 2, 3):
        await a_night(starts_at=NOW + days * DAY, title=f"{NOW + days * DAY:%d of March}")
    text = (await cy.get("/nights/month/2027-03")).text
    _, ahead, behind = re.split(r"<h2>(?:Day by day|What was)</h2>", text)
    assert re.findall(r"<small>(\d\d) of March", ahead) == ["06", "07"]
    assert re.findall(r"<small>(\d\d) of March", behind) == ["02", "01"]
    data = (await cy.get("/nights/month/2027-03", headers={"Accept": "application/json"})).json()
    nights = [n for week in data["page"]["weeks"] for day in week if day for n in day["nights"]]
    assert [night["over"] for night in nights] == [True, True, False, False]


async def test_today_is_said_in_words(cy: Client) -> None:
    page = await cy.get("/nights/month")
    assert "March 2027" in page.text
    today = cell(page.text, "2027-03-04")
    assert 'aria-current="date"' in today
    assert "today" in today
    assert page.text.count('aria-current="date"') == 1


async def test_a_table_that_can_be_read_aloud(cy: Client) -> None:
    text = (await cy.get("/nights/month/2027-02")).text
    heads = re.findall(r'<th scope="col">.*?<span class="unseen">(\w+)</span></th>', text)
    assert heads == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert text.count("<tr>") == 1 + 4
    assert len(re.findall(r"<td[ >]", text)) == 28
    assert "No night is planned in this month." in text


async def test_the_months_beside_it_are_one_tap_away_until_too_far(cy: Client) -> None:
    text = (await cy.get("/nights/month/2027-01")).text
    assert 'href="/nights/month/2026-12"' in text
    assert 'href="/nights/month/2027-02"' in text
    last = (await cy.get("/nights/month/2029-03")).text
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    assert (await cy.get("/nights/month/2029-04")).status_code == 404


@pytest.mark.parametrize("month", ["2027-13", "2027-00", "2027-3", "1999-12", "0000-00", "x", ""])
async def test_what_is_no_month_has_no_page(cy: Client, month: str) -> None:
    assert (await cy.get(f"/nights/month/{month}")).status_code in {404, 307}


async def test_a_night_counts_by_the_clock_on_the_wall(cy: Client) -> None:
    # In Ireland it is half past midnight on the first of July, summer time.
    night = await songs(starts_at=datetime(2027, 6, 30, 23, 30, tzinfo=UTC))
    june, july = [(await cy.get(f"/nights/month/2027-0{month}")).text for month in (6, 7)]
    assert night.ref not in june
    assert night.ref in cell(july, "2027-07-01")


async def test_a_night_called_off_says_so(cast: Cast, cy: Client) -> None:
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW}
    await roles.grant("coordinator", cast.bo.id, starts_at=NOW, ends_at=NOW + 99 * DAY, **about)
    night = await songs()
    await nights.cancel(night.ref, "", cast.bo.id, now=NOW)
    under = cell((await cy.get("/nights/month/2027-03")).text, f"{night.starts_at.date()}")
    assert "called off" in under


async def test_nobody_sees_the_answers_of_another(cast: Cast, cy: Client) -> None:
    night = await songs()
    await answers.answer(night.ref, cast.ada.id, Want.COMING, Details(named=True), now=NOW)
    text = (await cy.get("/nights/month/2027-03")).text
    assert ">open<" in cell(text, f"{night.starts_at.date()}")
    assert (await Member.get(id=cast.ada.id)).name not in text


async def test_the_list_leads_to_the_month(cy: Client) -> None:
    assert 'href="/nights/month"' in (await cy.get("/nights")).text


@pytest.mark.parametrize("path", ["/nights/month", "/nights/month/2027-03"])
async def test_a_stranger_signs_in_first(client: Client, path: str) -> None:
    await songs()
    answer = await client.get(path)
    assert answer.headers["location"].startswith("/sign-in")


async def test_my_own_phone_may_keep_the_month(cast: Cast, cy: Client, signed_in: SignedIn) -> None:
    assert (await cy.get("/nights/month")).headers["X-Offline"] == "keep"
    shared = await signed_in(cast.dee, shared=True)
    assert "X-Offline" not in (await shared.get("/nights/month")).headers
