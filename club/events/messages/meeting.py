"""What is told about somebody who asks to be met: to members only that there is somebody."""

from club.events.messages import Told
from club.events.rules.meeting import Spot
from club.kit.words import gettext as _
from club.notices.rules import Category, Notice


def spot(where: Spot) -> str:
    """Name where somebody would like to be met."""
    return {
        Spot.DOOR: _("At the door"),
        Spot.BUS: _("At the bus stop"),
        Spot.GATE: _("At the gate"),
    }[where]


def asked(night: Told) -> Notice:
    """Tell a night's people that somebody would like to be met."""
    return _notice(night, "meet_asked", _("Somebody new would like to be met"), _where())


def waits(night: Told, ref: str) -> Notice:
    """Tell a night's people, a day before, that nobody has said yes to somebody."""
    title = _("Nobody has said yes to a newcomer yet")
    return _notice(night, "meet_waits", title, _where(), dedupe=f"meet-waits:{ref}:{night.ref}")


def free(night: Told) -> Notice:
    """Tell whoever said yes that they need not meet anybody after all."""
    words = _("You need not wait for anybody. Thank you for saying yes.")
    return _notice(night, "meet_free", _("You are free that night"), words)


def page(ref: str) -> str:
    """Return where a word about being met leads."""
    return f"/e/{ref}/meet"


def _where() -> str:
    return _("Open this to see where, and to say yes if you can.")


def _notice(night: Told, kind: str, title: str, body: str, dedupe: str = "") -> Notice:
    return Notice(
        kind=kind,
        category=Category.PERSONAL,
        title=title,
        body=body,
        path=page(night.ref),
        tag=f"meet:{night.ref}",
        expires_at=night.starts_at,
        dedupe=dedupe,
        when=night.starts_at,
    )
