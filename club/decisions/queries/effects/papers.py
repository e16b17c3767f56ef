"""Agreeing on a text, or ending one: whether it can be, and what a page says of it."""

from datetime import datetime

from club.charter import messages
from club.charter import queries as charter
from club.charter.models import TITLE_LENGTH, WORDS_LENGTH
from club.decisions.queries.effects.sight import FINE, Asking, Refused, refusal, shown
from club.decisions.queries.shown import Does
from club.decisions.rules.effects import AdoptText, EndText
from club.kit.words import gettext as _


@refusal.register
async def _refusal(effect: AdoptText, asking: Asking) -> Refused:
    if not 0 < len(effect.title) <= TITLE_LENGTH:
        return _("Please give the text a short name."), "title"
    if not 0 < len(effect.words) <= WORDS_LENGTH:
        return _("Please write the whole text."), "words"
    longest = (await charter.in_force(asking.now)).whole("review_months_max")
    if not 1 <= effect.review_months <= longest:
        return _("Please choose 1 to {n} months.").format(n=longest), "review"
    steps = await charter.text_steps(effect.document)
    if effect.from_version and steps and steps[0].words == effect.words:
        return _("It says so already. Please choose something else."), "words"
    return await _overtaken(effect.document, effect.from_version)


@refusal.register
async def _end_refusal(effect: EndText, _asking: Asking) -> Refused:
    return await _overtaken(effect.document, effect.from_version)


async def _overtaken(document: str, version: int) -> Refused:
    steps = await charter.text_steps(document)
    newest, over = (steps[0].version, steps[0].over) if steps else (0, False)
    if newest != version or over:
        return _("Another decision changed this text first. Please look at it again."), ""
    return FINE


@shown.register
async def _adopted(effect: AdoptText, _now: datetime) -> Does:
    before = {step.version: step.title for step in await charter.text_steps(effect.document)}
    now = before.get(effect.from_version, _("There is no such text yet."))
    return Does(
        symbol="record",
        sentence=_("If the members say yes, this text of the club counts by itself:"),
        facts=(
            (_("Now"), now),
            (_("Would be"), effect.title),
            (_("Looked at again"), messages.after_months(effect.review_months)),
        ),
        words=effect.words,
        done=_("The text was agreed. It counts from {when}."),
        onward=(f"/papers/{effect.document}", _("Read the text")),
    )


@shown.register
async def _ended(effect: EndText, _now: datetime) -> Does:
    before = {step.version: step.title for step in await charter.text_steps(effect.document)}
    return Does(
        symbol="record",
        sentence=_("If the members say yes, this text of the club holds no longer:"),
        facts=((_("The text"), before.get(effect.from_version, "")),),
        done=_("The text holds until {when}. It can still be read."),
        onward=(f"/papers/{effect.document}", _("Read the text")),
    )
