"""Wires the rooms into one application: routes, middleware, handlers, lifespan. No rules here."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from club import clockwork
from club.access.routes import ROUTES as ACCESS
from club.charter import queries as charter_queries
from club.charter import service as charters
from club.decisions.routes import ROUTES as DECISIONS
from club.events.routes import ROUTES as EVENTS
from club.front.routes import ROUTES as FRONT
from club.front.views.keeping import TellsTheWorker
from club.journeys.routes import ROUTES as JOURNEYS
from club.kit import clock, db, starting, vault, zones
from club.kit.assets import Assets
from club.kit.errors import Refusal
from club.kit.headers import SecurityHeaders, policy
from club.kit.origin import SAFE, is_ours
from club.kit.pages import House, Pages
from club.kit.refusals import on_fault, on_http, on_refusal, refuse_status, refused
from club.kit.routing import Signpost, Upload
from club.kit.words import gettext as _
from club.notices.routes import ROUTES as NOTICES
from club.schema import tortoise_config
from club.settings import Settings
from club.stories.routes import ROUTES as STORIES

MAX_BODY_BYTES = 64 * 1024
GZIP_LEVEL = 5
HOUSE_SECONDS = 2

ROUTES = [*FRONT, *JOURNEYS, *EVENTS, *DECISIONS, *STORIES, *NOTICES, *ACCESS]
_UPLOADS = [each for each in ROUTES if isinstance(each, Upload)]


class Application(Starlette):
    """Starlette whose every answer, faults included, carries the security headers."""

    def build_middleware_stack(self) -> ASGIApp:
        """Put the headers outside everything else."""
        settings: Settings = self.state.settings
        assets: Assets = self.state.assets
        inner = Threshold(super().build_middleware_stack(), settings.address)
        return SecurityHeaders(
            inner, content_policy=policy(assets.script_hash), secure=settings.secure
        )


class Threshold:
    """Turns away what other sites make a browser send, and what is too long to be a form."""

    def __init__(self, app: ASGIApp, address: str) -> None:
        self.app = app
        self.address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it may act."""
        plain = scope["type"] != "http" or (scope["method"] in SAFE and not _has_body(scope))
        if not plain and (answer := self._refusal(Request(scope))):
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        if not is_ours(request.method, request.headers, self.address):
            sentence = _("This was sent from another site, so nothing was done.")
            return refused(request, sentence, 403)
        declared = request.headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > MAX_BODY_BYTES and not self._fits(request):
            # Starlette's own limit stands behind this for bodies that do not say how long they
            # are, but answers a declared one without our words.
            return refuse_status(request, 413)
        return None

    def _fits(self, request: Request) -> bool:
        """Tell whether the door that is asked for takes as much as this."""
        size, path = int(request.headers["content-length"]), request.url.path
        return any(size <= door.body_bytes and door.path_regex.match(path) for door in _UPLOADS)


def _has_body(scope: Scope) -> bool:
    return any(name == b"content-length" for name, _ in scope["headers"])


class NamesTheClub:
    """Tells every page what the club is called today, and in which zone its clock goes.

    The charter is read again when this process has changed it, and after two seconds, for another
    process may have.
    """

    def __init__(self, app: ASGIApp, *, demo: bool) -> None:
        self.app = app
        self.demo = demo
        self._known: tuple[int, float, House] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the charter for pages; static files need none."""
        if scope["type"] == "http" and not scope["path"].startswith("/s/"):
            scope.setdefault("state", {})["house"] = await self._house()
        await self.app(scope, receive, send)

    async def _house(self) -> House:
        changed, at = charters.times_changed(), monotonic()
        if self._known and self._known[0] == changed and at - self._known[1] < HOUSE_SECONDS:
            return self._known[2]
        charter = await charter_queries.in_force(clock.now())
        house = House(
            name=charter.word("club.name"),
            alias=charter.word("club.alias"),
            zone=charter.word("club.zone"),
            palette=charter.word("club.palette"),
            demo=self.demo,
        )
        self._known = (changed, at, house)
        return house


def build(settings: Settings) -> Starlette:
    """Build the application for these settings; the database opens with its lifespan."""
    zones.use_newest()
    assets, secrets = Assets(folder("static")), vault.opened(settings.data)
    routes: list[BaseRoute] = [Route("/s/{stamp}/{path:path}", assets.serve, name="asset"), *ROUTES]
    app = Application(
        routes=routes,
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(settings), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=500, compresslevel=GZIP_LEVEL),
            Middleware(NamesTheClub, demo=settings.demo),
            Middleware(TellsTheWorker, vault=secrets),
        ],
        exception_handlers={Refusal: on_refusal, HTTPException: on_http, Exception: on_fault},
        lifespan=_lifespan,
        max_body_size=MAX_BODY_BYTES,
    )
    app.router.middleware_stack = Signpost(app.router)
    app.state.settings = settings
    app.state.assets = assets
    app.state.vault = secrets
    app.state.pages = Pages(folder("templates"), assets, _url(app))
    return app


def served() -> Starlette:
    """Build the application from the environment, for the server."""
    app = build(Settings())
    starting.settle()
    return app


def folder(name: str) -> Path:
    """Return where ``templates`` or ``static`` lies: beside the package, else inside the wheel."""
    beside = Path(__file__).parent.parent / name
    return beside if beside.is_dir() else Path(__file__).parent / f"_{name}"


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    async with db.opened(tortoise_config(settings)), clockwork.running(settings):
        yield


def _hosts(settings: Settings) -> list[str]:
    host = urlsplit(settings.address).hostname or "localhost"
    return [host] if settings.secure else [host, "localhost", "127.0.0.1"]


def _url(app: Starlette) -> Callable[..., str]:
    """Return what makes the address of a door; the router would look through all of them."""
    doors = {route.name: route for route in reversed(app.routes) if isinstance(route, Route)}

    def url(name: str, /, **params: object) -> str:
        return str(doors.get(name, app).url_path_for(name, **params))

    return url
