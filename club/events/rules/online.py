"""Where a night is joined from home: one address of the web, as a planner copies it."""

from urllib.parse import urlsplit

ADDRESS_LENGTH = 300
_BEGINS = "https://"
_NEVER = frozenset('\\"<>')


def address(words: str) -> str | None:
    r"""Return an address that every browser reads in one way; None if this is none.

    A name or a password before the host would be shown to whoever reads the page, and can make
    one site look like another; so can a backslash, which browsers take for a slash.

    >>> address("https://meet.example/thursday")
    'https://meet.example/thursday'
    >>> [address(words) for words in ("http://meet.example", "https://", "https://a@b.example")]
    [None, None, None]
    """
    if not words.lower().startswith(_BEGINS) or len(words) > ADDRESS_LENGTH:
        return None
    if any(c in _NEVER or c.isspace() or not c.isprintable() for c in words):
        return None
    kept = _BEGINS + words[len(_BEGINS) :]
    return kept if _host(kept) else None


def site(url: str) -> str:
    """Return the name of the site that an address leads to; "" for none.

    >>> site("https://meet.example:8443/thursday"), site("")
    ('meet.example', '')
    """
    return _host(url)


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        known = parts.port is None or parts.port > 0
    except ValueError:
        return ""
    return parts.hostname or "" if known and "@" not in parts.netloc else ""
