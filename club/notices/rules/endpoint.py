"""Where a push may be sent: the push services of the browsers, and nowhere else.

A browser tells us its endpoint, so a member could tell us any address; without these rules our
server would knock on doors inside its own network for them (security.md P1).
"""

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

MAX_LENGTH = 1024
HTTPS_PORT = 443
SERVICES = frozenset({"fcm.googleapis.com", "jmt17.google.com"})
"""Hosts that are push services by their whole name."""
FAMILIES = ("push.services.mozilla.com", "push.apple.com", "notify.windows.com")
"""Hosts that are push services by this name or any name under it."""
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Where a network translates to IPv4 (RFC 6052); the last 32 bits say to which address."""
_PLAIN = re.compile(r"[!-\[\]-~]+")  # printable ASCII, no blank and no backslash


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that may be pushed to; ``extra`` if only the operator's setting allows it."""

    url: str
    origin: str
    host: str
    extra: bool = False


def endpoint(url: str, extras: Collection[str] = ()) -> Endpoint | None:
    """Return the endpoint if a push may be sent there, else None.

    Args:
        url: what the browser told us.
        extras: further origins the operator allows, such as ``https://push.example:8443``.

    >>> endpoint("https://fcm.googleapis.com/fcm/send/abc").origin
    'https://fcm.googleapis.com'
    >>> endpoint("https://fcm.googleapis.com.evil.example/abc") is None
    True
    """
    parts = _parts(url)
    if parts is None:
        return None
    host, port = parts.hostname or "", parts.port
    origin = f"{parts.scheme}://{parts.netloc}"
    if origin in extras:
        return Endpoint(url, origin, host, extra=True)
    secure = parts.scheme == "https" and port in {None, HTTPS_PORT}
    if not secure or parts.netloc not in {host, f"{host}:{HTTPS_PORT}"} or not _is_service(host):
        return None
    return Endpoint(url, f"https://{host}", host)


def may_carry(address: str) -> bool:
    """Tell whether a push service may live at this IP address: only where the public net is."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if found in _TRANSLATED:
        inner = ipaddress.IPv4Address(int(found) % 2**32)
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


def extra_origins(setting: str) -> frozenset[str]:
    """Read the operator's list of further push services."""
    return frozenset(each.strip().rstrip("/") for each in setting.split(",") if each.strip())


def _parts(url: str) -> SplitResult | None:
    if len(url) > MAX_LENGTH or not _PLAIN.fullmatch(url) or "#" in url:
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises where the port is not a number in range
    except ValueError:
        return None
    if "@" in parts.netloc or not parts.path.startswith("/"):
        return None
    # The name must read the same to every parser: what we match is what the resolver gets.
    return parts if url.startswith(f"{parts.scheme}://{parts.netloc}/") else None


def _is_service(host: str) -> bool:
    if not _NAME.fullmatch(host):
        return False
    return host in SERVICES or any(
        host == family or host.endswith(f".{family}") for family in FAMILIES
    )
