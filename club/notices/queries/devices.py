"""A member's devices and wishes, for the page where they are set."""

from dataclasses import dataclass
from datetime import datetime

from club.kit.tokens import digest
from club.kit.words import gettext as _
from club.notices.messages.lockscreen import LEVELS, Screen, screen
from club.notices.models import PushService, Subscription
from club.notices.queries.house import House, house
from club.notices.queries.readers import wishes
from club.notices.rules import Category, Notice
from club.notices.rules.quiet import FOR_EVER, SWITCHES, Wishes


@dataclass(frozen=True, slots=True)
class Device:
    """One browser: how it is doing, and what its lock screen may say."""

    ref: str
    device: str
    level: int
    works: bool
    state: str
    endpoint_sha: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Everything a member can set about messages."""

    devices: list[Device]
    levels: list[tuple[str, str]]
    screens: list[Screen]
    switches: list[tuple[str, str]]
    on: list[str]
    hours: list[tuple[str, str]]
    wishes: Wishes
    pauses: list[tuple[str, str]]
    paused_until: datetime | None
    shared: bool
    key: str


async def knows(member_id: int, endpoint: str) -> bool:
    """Tell whether this member's messages go to the browser with this endpoint already."""
    mine = Subscription.filter(member_id=member_id, endpoint_sha=digest(endpoint))
    return await mine.filter(dead_at=None).exists()


async def settings_page(member_id: int, *, shared: bool, key: str, now: datetime) -> SettingsPage:
    """Return the page.

    Args:
        member_id: whose devices and wishes.
        shared: whether others use this browser too; then it is offered no push.
        key: our public key, which a browser needs to subscribe.
        now: this moment.
    """
    rows = await Subscription.filter(member_id=member_id).order_by("-seen_at", "-id")
    resting = {each.origin for each in await PushService.filter(rests_until__gt=now)}
    wanted = (await wishes([member_id])).get(member_id, Wishes())
    paused = wanted.paused_until if wanted.paused_until and wanted.paused_until > now else None
    return SettingsPage(
        devices=[_device(row, resting) for row in rows],
        levels=_levels(),
        screens=examples(await house(now), now),
        switches=[(each.value, _switch(each)) for each in SWITCHES],
        on=[each.value for each in SWITCHES if each not in wanted.off],
        hours=[(str(hour), f"{hour:02}:00") for hour in range(24)],
        wishes=wanted,
        pauses=_pauses(paused=paused is not None),
        paused_until=paused if paused and paused < now + FOR_EVER / 2 else None,
        shared=shared,
        key=key,
    )


def examples(here: House, now: datetime, notice: Notice | None = None) -> list[Screen]:
    """Return how a notice looks on a lock screen at each level."""
    shown = notice or Notice(
        "example", Category.CHANGES, _("The hour has moved"), _("Now at 8"), "/", "example",
        when=now,
    )  # fmt: skip
    return [screen(shown, level, alias=here.alias, zone=here.zone) for level in LEVELS]


def _device(row: Subscription, resting: set[str]) -> Device:
    if row.dead_at is not None:
        state = _("This one stopped getting messages. Turn it on again there.")
    elif row.origin in resting:
        state = _("Its push service is not taking messages now. They wait.")
    elif row.last_ok_at is None:
        state = _("Ready.")
    else:
        state = _("It gets messages.")
    return Device(
        ref=row.ref,
        device=row.device,
        level=row.level,
        works=row.dead_at is None,
        state=state,
        endpoint_sha=row.endpoint_sha,
    )


def _levels() -> list[tuple[str, str]]:
    return [
        ("0", _("Nothing: only that there is something")),
        ("1", _("Day and time")),
        ("2", _("Title and place")),
    ]


def _switch(category: Category) -> str:
    return {
        Category.CHANGES: _("A night I answered changes or is called off"),
        Category.SEAT: _("A place comes free for me"),
        Category.REMINDERS: _("The evening before a night I said yes to"),
        Category.PERSONAL: _("Somebody writes to me"),
        Category.VOTES: _("The members decide something"),
        Category.NEWS: _("A word to the whole club"),
    }[category]


def _pauses(*, paused: bool) -> list[tuple[str, str]]:
    keep = [("keep", _("Stay paused"))] if paused else []
    return [
        *keep,
        ("no", _("Do not pause")),
        ("day", _("For one day")),
        ("week", _("For one week")),
        ("ever", _("Until I turn it on again")),
    ]
