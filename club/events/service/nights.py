"""Planning nights, changing them, calling them off: what the club's record tells of."""

from datetime import datetime, timedelta

from tortoise.expressions import F

from club.charter import queries as charter
from club.events import messages
from club.events.models import Helper, Night, Place, Series, SeriesHelper
from club.events.queries import places, promises
from club.events.rules import plans
from club.events.rules.places import Part
from club.events.rules.plans import Fault, PlacePlan, Plan
from club.events.rules.seats import QueueRule
from club.events.rules.series import Rule
from club.events.rules.times import closing, instant, key, wall
from club.events.service.moving import agreed
from club.events.service.rounds import ruled
from club.events.service.series import materialise
from club.events.service.terms import why_not
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid
from club.kit.words import gettext as _
from club.notices import service as notices
from club.roles import queries as roles
from club.roles.rules import Right


async def schedule(plan: Plan, member_id: int, *, now: datetime) -> str:
    """Put a night, or a series of nights, on the calendar; return the name of its first night.

    Whoever plans it is its host, until others take over.

    Raises:
        NotAllowed: the member does not hold the right at this moment.
        Invalid: it would start in the past or too far ahead, or the place is not known.
    """
    zone = (await charter.in_force(now)).word("club.zone")
    refuse_fault(plan.starts, wall(now, zone))
    rhythm = plans.rhythm(plan)
    rule = ruled(rhythm, None, plan.starts, plan.starts) if rhythm else None
    place_id = await _known_place(plan)
    if rule is None:
        return await _schedule_night(plan, place_id, zone, member_id, now)
    return await _schedule_series(plan, rule, place_id, zone, member_id, now=now)


async def cancel(night_ref: str, words: str, member_id: int, *, now: datetime) -> None:
    """Call a night off and tell those who counted on it. It stays on the calendar.

    Raises:
        NotFound: there is no such night.
        TooLate: it is over, or was called off before.
        NotAllowed: the member does not hold the right at this moment.
    """
    async with transaction():
        standing = Night.filter(ref=night_ref, cancelled_at=None, ends_at__gt=now)
        if not await claim(
            standing,
            cancelled_at=now,
            cancelled_by=member_id,
            cancelled_words=words,
            revision=F("revision") + 1,
            sequence=F("sequence") + 1,
            changed_at=now,
        ):
            raise await why_not(night_ref)
        mandate = await roles.mandate_for(member_id, Right.CANCEL_EVENT, now=now)
        await Night.filter(ref=night_ref).update(cancelled_under=mandate.id)
        night = await Night.get(ref=night_ref)
        told = messages.Told(night.ref, night.title, night.starts_at)
        who = await promises.expecting(night.id) - {member_id}
        await notices.post(messages.called_off(told, words, now=now), who, now=now)
        await journal.record(
            "night_cancelled", night.thing, by=member_id, now=now, mandate=mandate.ref
        )


def refuse_fault(starts: datetime, now: datetime) -> None:
    """Say why no night can start then, if none can; both times are by the clock on the wall.

    Raises:
        Invalid: it is in the past, or too far ahead.
    """
    fault = plans.fault(starts, now)
    if fault is Fault.PAST:
        raise Invalid(_("This is in the past. Please choose a later time."), "starts")
    if fault is Fault.TOO_FAR:
        raise Invalid(_("This is more than two years ahead. Please choose nearer."), "starts")


async def _schedule_night(
    plan: Plan, place_id: int | None, zone: str, member_id: int, now: datetime
) -> str:
    async with transaction():
        night = await Night.create(
            title=plan.title,
            text=plan.text,
            place_id=place_id,
            zone=zone,
            starts_at=instant(plan.starts, zone),
            ends_at=closing(plan.starts, plan.ends, zone),
            places=plan.places,
            names_shown=plan.names_shown,
            count_shown=plan.count_shown,
            listed=plan.listed,
            place_shown=plan.place_shown,
            join_url=plan.join_url,
            answer_by=_answer_by(plan, instant(plan.starts, zone), now),
            changed_at=now,
        )
        queue = (await charter.in_force(now)).word("queue.rule")
        await Night.filter(id=night.id).update(queue=QueueRule(queue), **agreed(plan.terms))
        mandate = await roles.mandate_for(member_id, Right.SCHEDULE_EVENT, now=now)
        if isinstance(plan.place, PlacePlan):
            await Night.filter(id=night.id).update(place_id=await _open_place(plan.place))
        await Helper.create(night_id=night.id, member_id=member_id, part=Part.HOST)
        await journal.record(
            "night_scheduled", night.thing, by=member_id, now=now, mandate=mandate.ref
        )
        return night.ref


async def _schedule_series(
    plan: Plan, rule: Rule, place_id: int | None, zone: str, member_id: int, *, now: datetime
) -> str:
    async with transaction():
        series = await Series.create(
            title=plan.title,
            text=plan.text,
            place_id=place_id,
            zone=zone,
            rule=str(rule),
            first_start=key(plan.starts),
            minutes=(plan.ends - plan.starts) // timedelta(minutes=1),
            places=plan.places,
            names_shown=plan.names_shown,
            count_shown=plan.count_shown,
            listed=plan.listed,
            place_shown=plan.place_shown,
            join_url=plan.join_url,
            answer_hours=plan.terms.answer_hours if plan.terms else None,
            written_at=now,
        )
        if plan.terms:
            await Series.filter(id=series.id).update(**agreed(plan.terms))
        mandate = await roles.mandate_for(member_id, Right.SCHEDULE_EVENT, now=now)
        if isinstance(plan.place, PlacePlan):
            await Series.filter(id=series.id).update(place_id=await _open_place(plan.place))
        await SeriesHelper.create(series_id=series.id, member_id=member_id, part=Part.HOST)
        await materialise(series.id, now=now)
        await journal.record(
            "series_scheduled", series.thing, by=member_id, now=now, mandate=mandate.ref
        )
        first = await Night.filter(series_id=series.id).order_by("starts_at").first()
        return first.ref if first else ""


def _answer_by(plan: Plan, starts_at: datetime, now: datetime) -> datetime | None:
    hours = plan.terms.answer_hours if plan.terms else None
    last = starts_at - timedelta(hours=hours) if hours is not None else None
    return last if last and last > now else None


async def _known_place(plan: Plan) -> int | None:
    if not isinstance(plan.place, str):
        return None
    place_id = await places.known(plan.place)
    if place_id is None:
        raise Invalid(_("That place is not on the list. Please choose one of these."), "place")
    return place_id


async def _open_place(plan: PlacePlan) -> int:
    facts = {about.value: told for about, told in plan.facts.items()}
    place = await Place.create(name=plan.name, how_to_find=plan.how_to_find, facts=facts)
    return int(place.id)
