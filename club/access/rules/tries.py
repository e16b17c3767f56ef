"""How often somebody may try to sign in before waiting.

Three counts run side by side: for the name typed, known or not; for the network, wide enough for
a whole room on one Wi-Fi; and for the club. A name is never locked: passkeys and browsers that
are signed in go on working whatever these counts say.
"""

import ipaddress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=5)
TRIES_KEPT_FOR = timedelta(days=7)
FREE_IN_A_ROW = 4
LONGEST_PAUSE = timedelta(seconds=60)
NO_PASSPHRASE_AFTER = 100
_IPV6_NETWORK_BITS = 64


@dataclass(frozen=True, slots=True)
class Brake:
    """One of the three counts: tries in five minutes, and whether failures in a row matter."""

    kind: str
    in_window: int
    slows: bool = False


NAME = Brake("name", 10, slows=True)
NETWORK = Brake("network", 60)
EVERYONE = Brake("everyone", 1000)


@dataclass(frozen=True, slots=True)
class Tally:
    """Tries so far: since when, the last, how many, and how many failed one after another."""

    began_at: datetime
    last_at: datetime
    tries: int
    in_a_row: int


def counted(tally: Tally | None, now: datetime) -> Tally:
    """Return the tally after one more try; a window that is over begins again."""
    if tally is None:
        return Tally(now, now, 1, 1)
    fresh = now - tally.began_at >= WINDOW or now < tally.began_at
    began_at, tries = (now, 0) if fresh else (tally.began_at, tally.tries)
    return replace(
        tally, began_at=began_at, last_at=now, tries=tries + 1, in_a_row=tally.in_a_row + 1
    )


def wait(brake: Brake, tally: Tally | None, now: datetime) -> timedelta | None:
    """Say how long to rest before trying again.

    Returns:
        Zero: go ahead. A span: come back then. None: not by passphrase at all, after a hundred
        failures in a row; a passkey or the keyholders help.
    """
    if tally is None:
        return timedelta(0)
    if brake.slows and tally.in_a_row >= NO_PASSPHRASE_AFTER:
        return None
    waits = [timedelta(0)]
    in_window = timedelta(0) <= now - tally.began_at < WINDOW
    if in_window and tally.tries >= brake.in_window:
        waits.append(tally.began_at + WINDOW - now)
    if brake.slows and tally.in_a_row > FREE_IN_A_ROW:
        waits.append(tally.last_at + _pause(tally.in_a_row) - now)
    return max(waits)


def network_of(address: str) -> str:
    """Return the network an address stands for: itself, or the /64 of IPv6.

    >>> network_of("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::/64'
    >>> network_of("192.0.2.7")
    '192.0.2.7'
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((int(parsed), _IPV6_NETWORK_BITS), strict=False))
    return str(parsed)


def _pause(in_a_row: int) -> timedelta:
    doublings = min(in_a_row - FREE_IN_A_ROW - 1, 10)
    doubled = timedelta(seconds=1 << doublings)
    return min(doubled, LONGEST_PAUSE)
