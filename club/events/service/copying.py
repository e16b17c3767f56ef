"""Planning another night like one that was: a draft of it, which a planner looks at and opens."""

from datetime import datetime, timedelta

from club.events.models import Night, NightDraft, Slot
from club.events.rules.bringing import MOST_DRAFTS
from club.events.rules.edits import Terms
from club.events.rules.plans import a_week_on
from club.events.rules.slots import SlotKind
from club.events.rules.times import closing, instant, wall
from club.kit.db import transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _


async def copy(night_ref: str, *, now: datetime) -> str:
    """Keep a draft of a night like this one, in the next week that is to come; return its name.

    Nobody's answer, no comment and no lift is copied. The same night twice leaves its draft once.

    Raises:
        NotFound: there is no such night.
        TooLate: more drafts would wait than there may be.
    """
    async with transaction():
        await NightDraft.filter(ends_at__lte=now).delete()
        night = await Night.get_or_none(ref=night_ref).select_related("place")
        if night is None:
            raise NotFound(_("That night is not on the calendar."))
        draft = _draft(night, now)
        await NightDraft.bulk_create([draft], ignore_conflicts=True)
        if await NightDraft.all().count() > MOST_DRAFTS:
            raise TooLate(_("A hundred drafts wait already. Please open or remove some first."))
        kept = await NightDraft.get(uid=draft.uid, title=draft.title, starts_at=draft.starts_at)
        return str(kept.ref)


async def terms_of(night_id: int | None, places: int | None) -> Terms | None:
    """Return what goes along with a copy besides its words; None if it is no copy.

    A smaller room keeps no more places for newcomers than it has.
    """
    night = await Night.get_or_none(id=night_id)
    if night is None:
        return None
    kept = night.first_timers
    before = night.starts_at - night.answer_by if night.answer_by else None
    return Terms(
        guests_most=night.guests_most,
        first_timers=kept if places is None else min(kept, places),
        answer_hours=before // timedelta(hours=1) if before else None,
        content_note=night.content_note,
        plan_b=night.plan_b,
    )


async def bring_list(night_id: int | None, night_ref: str) -> None:
    """Ask for what the first night asked for; nobody has taken any of it yet."""
    new = await Night.get_or_none(ref=night_ref)
    if new is None or night_id is None:
        return
    asked = Slot.filter(night_id=night_id).exclude(kind=SlotKind.LIFT).order_by("id")
    await Slot.bulk_create(
        Slot(night_id=new.id, kind=each.kind, title=each.title, need=each.need)
        for each in await asked
    )


def _draft(night: Night, now: datetime) -> NightDraft:
    was, ended = wall(night.starts_at, night.zone), wall(night.ends_at, night.zone)
    starts = a_week_on(was, wall(now, night.zone))
    ends = starts + (ended - was) if ended > was else starts + (night.ends_at - night.starts_at)
    return NightDraft(
        uid=night.thing,
        title=night.title,
        text=night.text,
        place_words=night.place.name if night.place else "",
        zone=night.zone,
        starts_at=instant(starts, night.zone),
        ends_at=closing(starts, ends, night.zone),
        like_id=night.id,
    )
