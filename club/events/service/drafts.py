"""Bringing nights in from a file; putting drafts on the calendar one by one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tortoise.expressions import F

from club.events.models import TEXT_LENGTH, TITLE_LENGTH, UID_LENGTH, NightDraft
from club.events.rules.bringing import MOST_DRAFTS, Brought
from club.events.rules.plans import Plan
from club.events.rules.times import closing, instant
from club.events.service import copying, nights
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.ics.entry import Doubt
from club.kit.words import gettext as _


async def bring_in(brought: Sequence[Brought], zone: str, *, now: datetime) -> int:
    """Keep these nights as drafts; return how many are new. Drafts of the past are cleared away.

    A file that is brought in twice leaves its drafts once.

    Raises:
        TooLate: more drafts would wait than there may be.
    """
    async with transaction():
        await NightDraft.filter(ends_at__lte=now).delete()
        before = await NightDraft.all().count()
        await NightDraft.bulk_create(
            [_draft(each, zone) for each in brought], ignore_conflicts=True
        )
        after = await NightDraft.all().count()
        if after > MOST_DRAFTS:
            raise TooLate(_("A hundred drafts wait already. Please open or remove some first."))
        return after - before


async def open_night(ref: str, plan: Plan, member_id: int, *, now: datetime) -> str:
    """Put a draft on the calendar as it was planned from it; return the name of its first night.

    With a copy of a night come its terms and the list of what it needs.

    Raises:
        NotFound: there is no such draft, or somebody was quicker.
        NotAllowed: the member does not hold the right at this moment.
        Invalid: it would start in the past or too far ahead, or the place is not known.
    """
    async with transaction():
        like_id = await _take(ref)
        plan = replace(plan, terms=await copying.terms_of(like_id, plan.places))
        first = await nights.schedule(plan, member_id, now=now)
        await copying.bring_list(like_id, first)
        return first


async def remove(ref: str) -> None:
    """Remove a draft; nobody was promised anything.

    Raises:
        NotFound: there is no such draft.
    """
    async with transaction():
        await _take(ref)


async def _take(ref: str) -> int | None:
    """Delete a draft; return the night that it was copied from."""
    if not await claim(NightDraft.filter(ref=ref), ref=F("ref")):
        raise NotFound(_("This draft is gone. Somebody opened or removed it."))
    draft = await NightDraft.get(ref=ref)
    await draft.delete()
    return draft.like_id


def _draft(night: Brought, zone: str) -> NightDraft:
    long = len(night.title) > TITLE_LENGTH or len(night.text) > TEXT_LENGTH
    return NightDraft(
        uid=night.uid[:UID_LENGTH],
        title=night.title[:TITLE_LENGTH],
        text=night.text[:TEXT_LENGTH],
        place_words=night.place[:TITLE_LENGTH],
        zone=zone,
        starts_at=instant(night.starts, zone),
        ends_at=closing(night.starts, night.ends, zone),
        doubt=int(night.doubt | (Doubt.CUT if long else Doubt.NONE)),
    )
