"""Calendar files as answers: named for what is in them, so that nothing is sent twice."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from club.events.queries.entries import Site
from club.kit import clock
from club.kit.http import house
from club.kit.ics.entry import Entry
from club.kit.ics.writing import MEDIA_TYPE, mark, written

_NOT_MODIFIED = 304


def site(request: Request) -> Site:
    """Return where the club is and what strangers call it."""
    return Site(request.app.state.settings.address, house(request).alias)


def unchanged(request: Request, entries: Sequence[Entry]) -> Response | None:
    """Return the answer that says so if the asker has just these entries, else None."""
    etag = _etag(request, entries)
    asked = request.headers.get("if-none-match", "")
    known = {each.strip().removeprefix("W/") for each in asked.split(",")}
    if etag.removeprefix("W/") not in known and "*" not in known:
        return None
    return Response(status_code=_NOT_MODIFIED, headers=_headers(etag))


def calendar(request: Request, entries: Sequence[Entry], saved_as: str = "") -> Response:
    """Return a calendar file.

    Args:
        request: the request.
        entries: what stands in it.
        saved_as: what a browser calls the file it saves; "" for calendars that come back.
    """
    headers = _headers(_etag(request, entries))
    if saved_as:
        headers["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    body = written(entries, house(request).alias, clock.now())
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


def _etag(request: Request, entries: Sequence[Entry]) -> str:
    # Weak: what travels may be packed, and is the same calendar nevertheless.
    return f'W/"{mark(entries, house(request).alias)}"'


def _headers(etag: str) -> dict[str, str]:
    return {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }
