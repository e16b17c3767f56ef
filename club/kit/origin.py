"""Cross-origin protection without tokens: a browser says where a request comes from.

Every unsafe request must be ``Sec-Fetch-Site: same-origin``, or, from a browser too old to say
so, carry an ``Origin`` that is our own. Neither is a refusal: a session cookie alone never acts
(security.md W1; ASVS 5.0, 3.5.1 and 3.5.3). The SameSite=Lax cookie stands behind this.
"""

from starlette.datastructures import Headers
from starlette.requests import Request

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_ours(method: str, headers: Headers, address: str) -> bool:
    """Tell whether a request may act: it reads only, or it comes from our own pages.

    Args:
        method: HTTP method, upper case.
        headers: the request's headers.
        address: our own origin, as members reach it (``https://club.example``).
    """
    if method in SAFE:
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin") == address


def own_origin(request: Request) -> str:
    """Return the origin this request was sent to; the host has passed the allow-list."""
    return f"{request.url.scheme}://{request.headers.get('host', '')}"
