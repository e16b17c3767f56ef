"""Choosing, advising, agreeing: whether it can be asked so, and what a page says of it."""

from datetime import datetime

from club.charter import queries as charter
from club.decisions.queries.effects.sight import FINE, Asking, Refused, refusal, shown
from club.decisions.queries.shown import Does
from club.decisions.rules.ballot import LEAST_OPTIONS, MOST_OPTIONS, OPTION_LENGTH
from club.decisions.rules.effects import Advise, Agree, Choose
from club.decisions.rules.states import Method
from club.kit.words import gettext as _


@refusal.register
async def _no_choice(effect: Choose | Advise, _asking: Asking) -> Refused:
    options = effect.offers()
    if not LEAST_OPTIONS <= len(options) <= MOST_OPTIONS:
        says = _("Write {least} to {most} options, each on a line of its own.")
        return says.format(least=LEAST_OPTIONS, most=MOST_OPTIONS), "options"
    if any(len(each) > OPTION_LENGTH for each in options):
        says = _("An option has at most {n} letters. Say the rest under “Why, and how”.")
        return says.format(n=OPTION_LENGTH), "options"
    if len({each.casefold() for each in options}) < len(options):
        return _("Two options are the same."), "options"
    return FINE


@refusal.register
async def _no_round(_effect: Agree, asking: Asking) -> Refused:
    if (await charter.in_force(asking.now)).word("decision.consent_round") == "none":
        return _("By our rules no idea passes because nobody objects."), "does"
    return FINE


@shown.register
async def _choice(effect: Choose, _now: datetime) -> Does:
    says = {
        Method.RANKED: _("The members put these in order. What wins stands in the record:"),
        Method.APPROVAL: _("The members tick all they can live with. What wins is recorded:"),
    }[effect.by]
    return Does(
        symbol="decide",
        sentence=says,
        options=effect.options,
        done=_("It counts from {when}."),
    )


@shown.register
async def _advice(effect: Advise, _now: datetime) -> Does:
    return Does(
        symbol="talk",
        sentence=_("The members say what they would do. Nothing follows from it by itself:"),
        options=effect.options,
        done="",
    )


@shown.register
async def _agreement(_effect: Agree, _now: datetime) -> Does:
    return Does(
        symbol="people",
        sentence=_("It counts if nobody objects and enough members go along with it."),
        done=_("It counts from {when}."),
    )
