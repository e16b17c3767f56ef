"""The nights the club made public, for people without an account."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from club.events.queries import public as queries
from club.events.views import ics
from club.kit import clock
from club.kit.http import render
from club.kit.reading import iso


async def page(request: Request) -> Response:
    """GET /events."""
    nights = await queries.nights(now=clock.now())
    return render(request, "events/public.html", nights)


async def feed(request: Request) -> Response:
    """GET /events.ics."""
    entries = await queries.entries(ics.site(request), now=clock.now())
    return ics.unchanged(request, entries) or ics.calendar(request, entries)


async def listing(request: Request) -> Response:
    """GET /events.json."""
    nights = await queries.nights(now=clock.now())
    told = [
        {
            "uid": f"{night.ref}@{ics.site(request).host}",
            "title": night.title,
            "starts_at": iso(night.starts_at),
            "ends_at": iso(night.ends_at),
            "place": night.place,
            "how_to_find": night.how_to_find,
            "join_url": night.join_url,
            "called_off": night.called_off,
        }
        for night in nights
    ]
    return JSONResponse({"nights": told})
