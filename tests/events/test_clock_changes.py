"""Nights on which the clocks change, in the browser: what is typed is what is shown."""

from datetime import UTC, date, datetime, timedelta

import pytest

from club.events.models import Night
from club.kit import clock
from tests.events.nights import NOW, a_night, a_series
from tests.events.test_drafts import bo
from tests.events.test_editing import sent
from tests.web import Client

__all__ = ["bo"]


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def test_what_is_typed_is_what_is_shown_when_the_clocks_change(bo: Client) -> None:
    typed = {"title": "Stars", "starts": "2027-03-27T23:30", "ends": "2027-03-28T03:30"}
    await bo.send_form("/e/new", **typed)
    night = await Night.get()
    page = (await bo.get(f"/e/{night.ref}/edit")).text
    assert all(f'value="{typed[field]}"' in page for field in ("starts", "ends"))
    assert night.ends_at - night.starts_at == timedelta(hours=3)

    typed |= {"starts": "2027-03-27T23:40", "ends": "2027-03-28T04:30"}
    assert (await bo.send_form(f"/e/{night.ref}/edit", **typed)).status_code == 303
    page = (await bo.get(f"/e/{night.ref}/edit")).text
    assert all(f'value="{typed[field]}"' in page for field in ("starts", "ends"))


async def test_an_end_that_comes_twice_stays_the_one_it_was(bo: Client) -> None:
    start, end = datetime(2027, 10, 30, 22, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    night = await a_night(starts_at=start)
    await Night.filter(id=night.id).update(ends_at=end)
    night = await Night.get()
    changed = sent(night, starts="2027-10-30T23:30", repeats="", days="")
    assert (await bo.send_form(f"/e/{night.ref}/edit", **changed)).status_code == 303
    night = await Night.get()
    assert (night.starts_at, night.ends_at) == (start + timedelta(minutes=30), end)


async def test_other_nights_of_a_series_last_as_long_as_was_typed(bo: Client) -> None:
    await a_series(NOW, datetime(2027, 3, 20, 19, tzinfo=UTC))
    night = (await Night.all().order_by("starts_at"))[1]
    assert night.starts_at.date() == date(2027, 3, 27)
    times = {"starts": "2027-03-27T23:30", "ends": "2027-03-28T03:30", "scope": "later"}
    assert (await bo.send_form(f"/e/{night.ref}/edit", **sent(night, **times))).status_code == 303
    later = await Night.filter(starts_at__gte=night.starts_at).order_by("starts_at")
    assert {each.ends_at - each.starts_at for each in later} == {timedelta(hours=4)}
