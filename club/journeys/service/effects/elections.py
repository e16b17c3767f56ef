"""The places of a role are given to those whom the members chose."""

from datetime import timedelta

from tortoise.expressions import F

from club.decisions import queries as decisions
from club.decisions.rules.effects import Elect
from club.decisions.rules.states import Carried
from club.journeys.service.effects.carrying import By, carry_out
from club.kit.db import claim
from club.kit.errors import Busy, Refusal, TooLate
from club.kit.words import gettext as _
from club.members.models import Member
from club.roles import service as roles


@carry_out.register
async def _elect(effect: Elect, by: By) -> Carried:
    """Give each of those who were chosen a place, from the day on which one is free.

    What is in the way of one of them, keeps no other from theirs; the place stays empty then.

    Raises:
        TooLate: none of them can have it any more.
    """
    chosen = await decisions.chosen(by.id)
    for each in sorted(chosen):
        # Members first, the role second: as everybody does who gives one, or two could cross.
        await claim(Member.filter(id=each), ref=F("ref"))
    told = [await _given(effect, each, by) for each in chosen]
    missed = list(dict.fromkeys(why for why in told if why))
    if "" not in told:
        raise TooLate(" ".join(missed))
    by.notes.extend(missed)
    return Carried.DONE


async def _given(effect: Elect, member_id: int, by: By) -> str:
    """Give a member the role; return why it cannot be, or nothing if it was."""
    # A place that is empty already need not stay so until the day the club was told.
    why = ""
    for starts_at in sorted({by.from_at, max(by.from_at, effect.starts_at)}):
        try:
            await roles.grant(
                effect.role,
                member_id,
                decision_ref=by.ref,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(days=effect.days),
                by=None,
                now=by.now,
            )
        except Busy:
            raise
        except Refusal as refusal:
            why = refusal.sentence or _("This is not possible any more.")
        else:
            return ""
    return why
