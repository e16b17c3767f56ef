"""A host's word to those who answered a night; it counts like a word to the whole club."""

from datetime import datetime

from tortoise.expressions import F

from club.events import messages
from club.events.messages import around as around_words
from club.events.models import Helper, Night, NightComment
from club.events.queries.audience import audience
from club.events.rules.places import Part
from club.events.rules.talk import To
from club.events.service.terms import why_not
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid
from club.kit.tokens import new_ref
from club.kit.words import gettext as _
from club.notices import service as notices
from club.notices.service.telling import refuse_too_many
from club.roles import queries as roles
from club.roles.rules import Right


async def tell(night_ref: str, to: To, body: str, member_id: int, *, now: datetime) -> int:
    """Tell those who come, may come or wait something about a night; return how many.

    It stands on the night's page too, for those it is meant for. The record says that a word was
    sent, by whom and to how many, never what it said.

    Raises:
        NotFound: there is no such night.
        TooLate: it is over.
        NotAllowed: the member does not look after this night.
        TooMany: the club agreed to be told things less often.
        Invalid: it would reach nobody.
    """
    async with transaction():
        ahead = Night.filter(ref=night_ref, ends_at__gt=now)
        if not await claim(ahead, revision=F("revision") + 1):
            raise await why_not(night_ref)
        night = await Night.get(ref=night_ref)
        power, mandate = await power_at(night.id, member_id, now)
        who = set(await audience(night, to)) - {member_id}
        if not who:
            raise Invalid(_("Nobody has answered like that so far."), "to")
        by_mandate = {"mandate": mandate} if mandate else {}
        # Entered before it is counted: the record's head is a lock that senders wait at.
        await journal.record(
            "night_word_sent", night.thing, by=member_id, now=now, members=len(who), **by_mandate
        )
        await refuse_too_many(member_id, now=now)
        await NightComment.create(
            night_id=night.id, member_id=member_id, words=body, to=int(to), said_at=now
        )
        told = messages.Told(night.ref, night.title, night.starts_at)
        word = around_words.word(told, body, new_ref())
        return await notices.post(word, who, now=now, sender_id=member_id, power=power)


async def power_at(night_id: int, member_id: int, now: datetime) -> tuple[str, str]:
    """Return as what a member acts at a night, and by which mandate; its host needs none.

    Raises:
        NotAllowed: they do not look after it.
    """
    if await Helper.filter(night_id=night_id, member_id=member_id, part=Part.HOST).exists():
        return _("Host of the night"), ""
    mandate = await roles.mandate_for(member_id, Right.SCHEDULE_EVENT, now=now)
    return mandate.role_name, mandate.ref
