"""Nights are written down at the instants a person worked out by hand, in every odd zone."""

from datetime import UTC, datetime, timedelta

import pytest

from club.events.models import Night, Series
from club.events.service.series import materialise
from tests.events.rules.test_clocks import NIGHTS

DAY = timedelta(days=1)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("zone", "rule", "first", "utc"), [row for row in NIGHTS if "WEEKLY" in row[1]]
)
async def test_a_series_is_written_across_a_change_of_the_clocks(
    zone: str, rule: str, first: str, utc: str
) -> None:
    expected = [datetime.fromisoformat(f"{at}+00:00") for at in utc.split()]
    series = await Series.create(
        title="Songs",
        zone=zone,
        rule=rule,
        first_start=first,
        minutes=240,
        written_at=expected[0] - DAY,
    )
    await materialise(series.id, now=expected[0] - DAY)
    nights = await Night.filter(series_id=series.id).order_by("starts_at").limit(4)
    assert [night.starts_at for night in nights] == expected
    assert [night.ends_at for night in nights] == [at + timedelta(hours=4) for at in expected]
    assert nights[0].series_key == first


@pytest.mark.usefixtures("db")
async def test_a_night_over_the_change_of_the_clocks_is_as_long_as_any() -> None:
    before = datetime(2027, 3, 26, 12, tzinfo=UTC)
    series = await Series.create(
        title="Watch the sky",
        zone="Europe/Dublin",
        rule="FREQ=WEEKLY;BYDAY=SA",
        first_start="2027-03-27T23:00",
        minutes=240,
        written_at=before,
    )
    await materialise(series.id, now=before)
    night = await Night.all().order_by("starts_at").first()
    assert night is not None
    assert night.starts_at == datetime(2027, 3, 27, 23, tzinfo=UTC)
    assert night.ends_at == datetime(2027, 3, 28, 3, tzinfo=UTC)
