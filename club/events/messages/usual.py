"""The words about what members usually say to a series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from club.events.rules.seats import Want
from club.kit.words import gettext as _
from club.notices.rules import Category, Notice


@dataclass(frozen=True, slots=True)
class Down:
    """A night that was answered for a member."""

    title: str
    starts_at: datetime
    zone: str


def down_for(nights: Sequence[Down], *, dedupe: str) -> Notice:
    """Tell a member once a week for which nights they are down."""
    lines = [f"- {night.title}, {_day(night)}" for night in nights]
    return Notice(
        kind="down_for",
        category=Category.NEWS,
        title=_("Your nights this week"),
        body="\n".join([_("You are down for:"), "", *lines]),
        path="/nights",
        tag="usual",
        dedupe=dedupe,
        when=nights[0].starts_at,
    )


def usually(want: Want) -> str:
    """Say to a member what it means that they said what they usually say."""
    return {
        Want.COMING: _("Noted. You are down for each of these nights."),
        Want.MAYBE: _("Noted. You are a maybe for each of these nights."),
        Want.NO: _("This has stopped. Answers you gave stay, and you can change each one."),
    }[want]


def _day(night: Down) -> str:
    local = night.starts_at.astimezone(ZoneInfo(night.zone))
    return format_date(local.date(), "EEEE d MMMM", locale="en_GB")
