"""Whatever a planner does to a series: no answer is lost, and no night is written twice."""

import contextlib
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from club.events.models import Answer, Helper, Night, Series, SeriesHelper
from club.events.rules.edits import Change, Scope
from club.events.rules.rhythms import Repeats, Rhythm
from club.events.rules.seats import Want
from club.events.rules.times import wall
from club.events.service.answers import answer
from club.events.service.changes import change
from club.events.service.nights import cancel
from club.events.service.rewriting import rewrite
from club.events.service.series import materialise
from club.kit.errors import Invalid
from club.roles import service as roles
from tests.events.nights import ZONE
from tests.people import NOW, Cast

DAY = timedelta(days=1)
WEEKS = [Repeats.WEEK, Repeats.TWO_WEEKS, Repeats.THREE_WEEKS, Repeats.MONTH]
rhythms = st.builds(
    Rhythm,
    repeats=st.sampled_from(WEEKS),
    days=st.sets(st.integers(0, 6), max_size=3).map(tuple),
    times=st.none() | st.integers(1, 9),
)
steps = st.tuples(
    st.integers(0, 30),
    st.sampled_from([*Scope, None]),
    st.sampled_from([0, 0, 1, -1, 2, -3, 7, 9]),
    st.sampled_from([0, 0, 0, 30, 90, -120]),
    st.none() | rhythms,
    st.sampled_from([None, *Want]),
)
quickly = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Step = tuple[int, Scope | None, int, int, Rhythm | None, Want | None]


@pytest.fixture
async def bo(cast: Cast) -> int:
    """Bo coordinates, by a decision."""
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW, "starts_at": NOW}
    await roles.grant("coordinator", cast.bo.id, ends_at=NOW + 300 * DAY, **about)
    return cast.bo.id


async def afresh() -> None:
    """Begin with one series of two days a week, and an empty house."""
    await Series.all().update(stem_id=None)
    for table in (Answer, Helper, Night, SeriesHelper, Series):
        await table.all().delete()
    series = await Series.create(
        title="Songs", zone=ZONE, rule="FREQ=WEEKLY;BYDAY=MO,TH",
        first_start="2027-03-04T19:00", minutes=120, written_at=NOW,
    )  # fmt: skip
    await materialise(series.id, now=NOW)


async def edit(step: Step, member_id: int) -> None:
    which, scope, days, minutes, rhythm, _ = step
    ahead = await Night.filter(ends_at__gt=NOW, cancelled_at=None).order_by("id")
    if not ahead:
        return
    night = ahead[which % len(ahead)]
    if scope is None:
        await cancel(night.ref, "", member_id, now=NOW)
        return
    starts = wall(night.starts_at, night.zone) + days * DAY + timedelta(minutes=minutes)
    wanted = Change("Soup", "", None, None, starts=starts)
    if scope is Scope.ONLY or night.series_id is None:
        await change(night.ref, wanted, member_id, now=NOW)
    else:
        await rewrite(night.ref, scope, wanted, rhythm, member_id, now=NOW)


@quickly
@given(story=st.lists(steps, min_size=1, max_size=7))
async def test_no_answered_night_is_ever_removed_and_none_is_written_twice(
    bo: int, cast: Cast, story: list[Step]
) -> None:
    await afresh()
    for step in story:
        which, _, _, _, _, want = step
        ahead = await Night.filter(ends_at__gt=NOW, cancelled_at=None).order_by("id")
        if want and ahead:
            night = ahead[(which * 7) % len(ahead)]
            for member in (cast.cy, cast.dee):
                await answer(night.ref, member.id, want, now=NOW)
        answers = await answered()
        with contextlib.suppress(Invalid):
            await edit(step, bo)
        assert await answered() == answers
        await holds()


async def answered() -> dict[int, int]:
    """Which answer belongs to which night."""
    rows = await Answer.all().values("id", "night_id")
    return {row["id"]: row["night_id"] for row in rows}


async def holds() -> None:
    """What is always true of a calendar."""
    for series in await Series.all():
        assert await materialise(series.id, now=NOW) == 0
        follow = Night.filter(series_id=series.id, detached=False, cancelled_at=None)
        starts = [night.starts_at for night in await follow]
        assert len(set(starts)) == len(starts)
    for night in await Night.all():
        for want, number in ((Want.COMING, night.coming), (Want.MAYBE, night.maybe)):
            assert await Answer.filter(night_id=night.id, want=want).count() == number
