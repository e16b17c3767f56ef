"""How long a browser stays signed in, and when it must prove itself again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

OWN_IDLE_FOR = timedelta(days=30)
OWN_AT_MOST_FOR = timedelta(days=90)
SHARED_IDLE_FOR = timedelta(minutes=30)
SHARED_AT_MOST_FOR = timedelta(hours=12)
PROOF_FOR = timedelta(minutes=10)
OWN_NOTE_EVERY = timedelta(days=1)
SHARED_NOTE_EVERY = timedelta(minutes=5)
DEVICE_LENGTH = 60

_BROWSERS = (
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What matters about a session for staying signed in."""

    shared: bool
    seen_at: datetime
    ends_at: datetime
    proved_at: datetime


def lifetime(*, shared: bool) -> timedelta:
    """How long a browser may stay signed in at most, however often it is used."""
    return SHARED_AT_MOST_FOR if shared else OWN_AT_MOST_FOR


def is_awake(visit: Visit, now: datetime) -> bool:
    """Tell whether a session still opens doors: used lately, and not past its end."""
    idle_for = SHARED_IDLE_FOR if visit.shared else OWN_IDLE_FOR
    return now < visit.ends_at and now - visit.seen_at < idle_for


def is_proven(visit: Visit, now: datetime) -> bool:
    """Tell whether the person showed within ten minutes that it is really them."""
    return now - visit.proved_at <= PROOF_FOR


def wants_note(visit: Visit, now: datetime) -> bool:
    """Tell whether it is time to note that the session is in use.

    Seldom, so that reading a page does not write, and so that no one can later read off the
    table at what hour a member was about.
    """
    every = SHARED_NOTE_EVERY if visit.shared else OWN_NOTE_EVERY
    return now - visit.seen_at >= every


def device_of(user_agent: str) -> str:
    """Name a browser so that its owner knows it again, and no more precisely than that.

    >>> device_of("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0")
    'Firefox, Android'
    >>> device_of("curl/8")
    ''
    """
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    machine = next((name for mark, name in _MACHINES if mark in user_agent), "")
    return ", ".join(filter(None, (browser, machine)))
