"""Making a rule of what a form says about how a night comes back, or saying kindly why not."""

from datetime import datetime

from club.events.rules import rhythms
from club.events.rules.rhythms import Repeats, Rhythm
from club.events.rules.series import BadRule, Rule
from club.kit.errors import Invalid
from club.kit.words import gettext as _


def ruled(rhythm: Rhythm, was: Rule | None, slot: datetime, to: datetime) -> Rule:
    """Return the rule of a series that goes on like this; see ``rhythms.rule``.

    Raises:
        Invalid: no series can meet so.
    """
    if rhythm.until and rhythm.until < to.date():
        raise Invalid(_("The last day is before this night. Please choose a later one."), "until")
    if rhythm.days and not {slot.weekday(), to.weekday()} & set(rhythm.days):
        sentence = _("The day of this night is not ticked. Please tick it, or change its date.")
        raise Invalid(sentence, "days")
    try:
        return rhythms.rule(rhythm, was, slot, to)
    except BadRule as bad:
        raise Invalid(_too_many(rhythm), "days") from bad


def _too_many(rhythm: Rhythm) -> str:
    if rhythm.repeats is Repeats.MONTH:
        return _("A night that comes every month has one day. Please leave out the others.")
    return _("A series meets on three days of the week at most. Please choose fewer.")
