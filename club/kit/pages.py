"""The template environment: strict, escaped, with the words for dates and times.

What is common to all pages (the club's name, who is looking) is passed by ``kit.http``; this
module only knows how things read.
"""

import json
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup  # noqa: TID251  # only to mark our own import map

from club.kit.assets import Assets
from club.kit.clock import now
from club.kit.text import markdown
from club.kit.words import catalogue, gettext, ngettext

PALETTES = ("clay", "honey", "leaf", "pine", "sea", "sky", "plum", "rose")
"""The checked palettes; members' colours have the same names (``static/css/tokens.css``)."""

_FAR = timedelta(days=200)
# The club's zone while a page is rendered: imported macros do not see the page's own context.
_zone: ContextVar[str] = ContextVar("zone", default="UTC")
_MIDDAY = 12
_DAY_PARTS = ((5, "night"), (12, "morning"), (18, "afternoon"), (22, "evening"), (24, "night"))


@dataclass(frozen=True, slots=True)
class House:
    """What every page says about the club, before and after it is founded."""

    name: str = "Club"
    alias: str = "Club"
    """The neutral word shown where strangers may look: titles, icon, lock screen."""
    zone: str = "UTC"
    palette: str = "clay"
    demo: bool = False


class Pages:
    """Renders templates; made once at start."""

    def __init__(self, folder: Path, assets: Assets, url: Callable[..., str]) -> None:
        self.env = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        self.env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
        self.env.globals.update(_=_sentence, kept=_kept)
        import_map = Markup(assets.import_map)  # noqa: S704  # made of our own file names
        self.env.globals.update(asset=assets.url, url=url, import_map=import_map)
        self.env.filters.update(
            when=when, day=day, date=date_of, hour=hour, weekday=weekday, iso=iso,
            month=month, month_name=month_name, markdown=markdown, json=_json,
        )  # fmt: skip

    def render(self, template: str, context: Mapping[str, object]) -> str:
        """Return the page; a missing value is an error, never an empty place."""
        house = context["club"]
        token = _zone.set(house.zone if isinstance(house, House) else "UTC")
        try:
            return self.env.get_template(template).render(context)
        finally:
            _zone.reset(token)


def _sentence(sentence: str) -> Markup:
    """Say one of our own sentences; what a template puts into it is escaped."""
    return _ours(gettext(sentence))


@lru_cache(maxsize=4096)
def _ours(sentence: str) -> Markup:
    return Markup(sentence)  # noqa: S704  # from our own templates and catalogues


def _kept(draw: Callable[..., Markup]) -> Callable[..., Markup]:
    """Let a part be drawn once for the same arguments, language and zone; it sees nothing else."""

    @lru_cache(maxsize=1024)
    def drawn(_around: tuple[object, ...], *what: object) -> Markup:
        return draw(*what)

    def part(*what: object) -> Markup:
        try:
            return drawn((catalogue(), _zone.get()), *what)
        except TypeError:  # a dictionary, which cannot be remembered
            return draw(*what)

    return part


def when(at: datetime) -> str:
    """Say an instant in the club's zone: "Thursday 3 December, 7 in the evening"."""
    return gettext("{day}, {hour}").format(day=day(at), hour=hour(at))


def day(at: datetime | date) -> str:
    """Say a day: "Thursday 3 December"; the year is added when it is far away."""
    local = _local(at).date() if isinstance(at, datetime) else at
    far = abs(now().date() - local) > _FAR
    return _dated(local, "EEEE d MMMM y" if far else "EEEE d MMMM")


def month(day: date) -> str:
    """Say a month: "March 2027"."""
    return _dated(day, "MMMM y")


def month_name(day: date) -> str:
    """Say a month where the year is plain: "March"."""
    return _dated(day, "LLLL")


def weekday(at: datetime) -> str:
    """Say the day of the week in the club's zone: "Thursday"."""
    return _dated(_local(at).date(), "EEEE")


def date_of(at: datetime) -> str:
    """Say a date where its weekday already stands: "3 December"."""
    return _dated(_local(at).date(), "d MMMM")


def hour(at: datetime) -> str:
    """Say a time of day in words and figures: "7:30 in the evening", "12 midday"."""
    return in_words(_local(at))


def in_words(local: datetime) -> str:
    """Say a local time of day: "7 in the evening", "half" and "quarter" left as figures."""
    figures = f"{local.hour % _MIDDAY or _MIDDAY}" + (f":{local.minute:02}" if local.minute else "")
    if local.minute == 0 and local.hour in {0, _MIDDAY}:
        return gettext("12 midday") if local.hour else gettext("12 midnight")
    part = next(name for end, name in _DAY_PARTS if local.hour < end)
    words = {
        "night": gettext("{time} at night"),
        "morning": gettext("{time} in the morning"),
        "afternoon": gettext("{time} in the afternoon"),
        "evening": gettext("{time} in the evening"),
    }
    return words[part].format(time=figures)


@lru_cache(maxsize=2048)
def _dated(day: date, pattern: str) -> str:
    """Say a day by a pattern: a page says the same few days many times."""
    return format_date(day, pattern, locale="en_GB")


def iso(at: datetime) -> str:
    """Write an instant for a ``datetime`` attribute."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(_zone.get()))
