"""Where passkeys of this club work, read from the settings."""

from urllib.parse import urlsplit

from starlette.requests import Request

from club.access.service.challenges import Site
from club.kit.http import house


def site(request: Request) -> Site:
    """Return the host and origin that passkeys are bound to, and the neutral name."""
    origin = str(request.app.state.settings.address)
    return Site(urlsplit(origin).hostname or "localhost", origin, house(request).alias)
