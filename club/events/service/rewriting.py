"""Changing a series: from one night on, or all nights that are still to come.

What changes from one night on becomes a series of its own, and the old one ends before it.
"""

from datetime import datetime, time, timedelta

from tortoise.expressions import F

from club.events.models import Night, Series, SeriesHelper
from club.events.rules.edits import Change, Scope
from club.events.rules.rhythms import Rhythm
from club.events.rules.series import Rule
from club.events.rules.times import from_key, key, wall
from club.events.service import changes, courses, following, moving
from club.events.service.courses import Case, Wanted
from club.events.service.locks import lock_stem
from club.events.service.series import materialise
from club.events.service.terms import why_not
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Refusal, TooLate
from club.kit.tokens import new_ref
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right

_DAY = timedelta(days=1)
_LAST_MINUTE = time(23, 59)


async def rewrite(
    night_ref: str,
    scope: Scope,
    change: Change,
    rhythm: Rhythm | None,
    member_id: int,
    *,
    now: datetime,
) -> None:
    """Change a night alone, or with those of its series that come after it, or with all to come.

    Args:
        night_ref: the night's public name.
        scope: which nights are meant.
        change: what they are to be; its times are those of this night.
        rhythm: how the series goes on; None leaves that as it is.
        member_id: who changes it.
        now: this moment.

    Raises:
        NotFound: there is no such night.
        TooLate: the night is over or called off, or its series has ended.
        NotAllowed: the member does not hold the right at this moment.
        Invalid: the place, the time or the rule is not possible.
    """
    if scope is Scope.ONLY:
        await changes.change(night_ref, change, member_id, now=now)
        return
    place_id = await changes.known_place(change)
    series_id = await _series_of(night_ref)
    async with transaction():
        await lock_stem(series_id)
        going_on = Series.filter(id=series_id, ended_at=None)
        if not await claim(going_on, revision=F("revision") + 1):
            raise await _why_none(night_ref)
        mandate = await roles.mandate_for(member_id, Right.SCHEDULE_EVENT, now=now)
        case = await _case(series_id, night_ref, scope, now)
        new = courses.wanted(case, change, place_id)
        rule, goes = courses.course(case, rhythm, new.starts)
        heir = await _heir(case, scope)
        await _become(heir, rule, goes.first, new)
        await following.follow(case, heir, goes, new, member_id)
        await materialise(heir.id, now=now)
        await journal.record(
            "series_changed", heir.thing, by=member_id, now=now, mandate=mandate.ref
        )


async def _series_of(night_ref: str) -> int:
    night = await Night.get_or_none(ref=night_ref)
    return (night and night.series_id) or 0


async def _why_none(night_ref: str) -> Refusal:
    if not await Night.filter(ref=night_ref, cancelled_at=None).exists():
        return await why_not(night_ref)
    return TooLate(_("This night was changed just now, or its series ended. Please look again."))


async def _case(series_id: int, night_ref: str, scope: Scope, now: datetime) -> Case:
    series, night = await Series.get(id=series_id), await Night.get(ref=night_ref)
    if night.series_id != series_id:
        raise await _why_none(night_ref)
    since = await _since(night, scope, wall(now, series.zone))
    nights = await following.locked(series_id, since)
    night = next(each for each in nights if each.id == night.id)
    if night.cancelled_at is not None or night.ends_at <= now:
        raise await why_not(night_ref)
    return Case(series, night, nights, since, now)


async def _since(night: Night, scope: Scope, now: datetime) -> datetime:
    """Return the first start of the old rule that changes."""
    mine = str(night.series_key)
    if scope is Scope.ALL:
        ahead = Night.filter(series_id=night.series_id, series_key__gte=key(now))
        first = await ahead.order_by("series_key").first()
        mine = min(mine, str(first.series_key)) if first else mine
    return from_key(mine)


async def _heir(case: Case, scope: Scope) -> Series:
    """Return the series that goes on: the same, or a new one where nights stay behind."""
    series = case.series
    behind = Night.filter(series_id=series.id, series_key__lt=key(case.since))
    if scope is Scope.ALL or not await behind.exists():
        return series
    was = series.rounds()
    # The day before: forms know a last day and no hour, and would bring this night back.
    last = datetime.combine(case.since.date() - _DAY, _LAST_MINUTE)
    ended = Rule(was.every, was.days, was.weeks, was.nth, until=last)
    await Series.filter(id=series.id).update(rule=str(ended))
    heir = series.clone()
    heir.ref, heir.revision, heir.stem_id = new_ref(), 0, series.root
    await heir.save()
    helpers = await SeriesHelper.filter(series_id=series.id)
    await SeriesHelper.bulk_create(
        SeriesHelper(series_id=heir.id, member_id=each.member_id, part=each.part)
        for each in helpers
    )
    return heir


async def _become(heir: Series, rule: Rule, first: datetime, new: Wanted) -> None:
    terms = new.change.terms
    heir.update_from_dict(
        {
            "title": new.change.title,
            "text": new.change.text,
            "place_id": new.place_id,
            "places": new.change.places,
            "rule": str(rule),
            "first_start": key(first),
            "minutes": new.minutes,
            "answer_hours": terms.answer_hours if terms else heir.answer_hours,
            **moving.agreed(terms),
        }
    )
    await heir.save()
