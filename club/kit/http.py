"""Pages, redirects, flash and refusals: the only place that knows both a refusal and a status.

A page is one frozen dataclass; it is rendered as HTML, or given as JSON to whoever asks for JSON.
"""

import base64
import logging
import traceback
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from pydantic_core import to_jsonable_python
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from club.kit.errors import (
    Busy,
    Invalid,
    NotAllowed,
    NotFound,
    Refusal,
    SignInFirst,
    TooLate,
    TooMany,
)
from club.kit.forms import Form, FormModel, blank
from club.kit.pages import House, Pages
from club.kit.tokens import new_ref
from club.kit.words import gettext as _

STATUS: dict[type[Refusal], int] = {
    NotFound: 404,
    NotAllowed: 403,
    SignInFirst: 401,
    TooLate: 409,
    Invalid: 422,
    TooMany: 429,
    Busy: 503,
}
View = Callable[[Request], Awaitable[Response]]
FLASH = "said"
_FLASH_SECONDS = 60
_log = logging.getLogger("club.http")


def render(
    request: Request,
    template: str,
    page: object = None,
    *,
    form: Form[FormModel] | None = None,
    status: int | None = None,
) -> Response:
    """Answer with a page.

    Args:
        request: the request, past its guard.
        template: path under ``templates/``.
        page: the frozen dataclass that holds everything shown.
        form: the form as sent, when it is shown again; its status is the answer's.
        status: HTTP status, where the form does not say.
    """
    form = form or blank()
    code = status or form.status
    if wants_json(request):
        return _json(page, form, code)
    said = _take_flash(request)
    context = {
        "request": request,
        "page": page,
        "form": form,
        "club": house(request),
        "me": getattr(request.state, "person", None),
        "said": said,
        "key": new_ref,
        "path": request.url.path,
    }
    pages: Pages = request.app.state.pages
    answer = HTMLResponse(pages.render(template, context), code, {"Vary": "Accept, Cookie"})
    if said:
        answer.delete_cookie(FLASH, path="/")
    return answer


def back_to(url: object, said: str | None = None) -> Response:
    """Lead on to another page (303) with a sentence that is shown there once.

    The sentence travels in a cookie of one minute, never in the address, because an address
    stays in the history of a phone that others hold.
    """
    answer = RedirectResponse(str(url), 303)
    if said:
        packed = base64.urlsafe_b64encode(said.encode()).decode()
        answer.set_cookie(
            FLASH, packed, max_age=_FLASH_SECONDS, path="/", httponly=True, samesite="lax"
        )
    return answer


def refuse(request: Request, refusal: Refusal) -> Response:
    """Answer a refusal with its status, its sentence and a way on."""
    status = next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)
    if isinstance(refusal, SignInFirst) and not wants_json(request):
        asked = request.url.path if request.method == "GET" else ""
        return back_to(f"/sign-in?next={quote(asked)}" if asked else "/sign-in")
    answer = refused(request, refusal.sentence or _default(status), status)
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = str(max(1, int(refusal.wait.total_seconds())))
    if isinstance(refusal, Busy):
        answer.headers["Retry-After"] = "2"
    return answer


def refused(request: Request, sentence: str, status: int) -> Response:
    """Answer with the page that says no in plain words."""
    if wants_json(request):
        return JSONResponse({"sentence": sentence}, status)
    return render(request, "front/refused.html", sentence, status=status)


async def on_refusal(request: Request, exc: Exception) -> Response:
    """Handler for every ``Refusal`` that a view let through."""
    if not isinstance(exc, Refusal):
        raise exc
    return refuse(request, exc)


async def on_http(request: Request, exc: Exception) -> Response:
    """Handler for what the framework itself refuses: unknown path, method, size."""
    status = exc.status_code if isinstance(exc, HTTPException) else 500
    return refused(request, _default(status), status)


async def on_fault(request: Request, exc: Exception) -> Response:
    """Answer a fault of ours with a reference; the log has the reference and no one's words."""
    reference = new_ref()[:8]
    # Frames and kind, never the message: a driver's message quotes the row, and so a person.
    frames = "".join(traceback.format_tb(exc.__traceback__))
    kind = type(exc).__qualname__
    _log.error("fault %s at %s: %s\n%s", reference, _route_of(request), kind, frames)
    sentence = _("Something broke on our side. What you sent may or may not be saved. ") + _(
        "You can safely send it again. If it stays broken, tell someone this code: {code}"
    ).format(code=reference)
    return refused(request, sentence, 500)


def house(request: Request) -> House:
    """Return what pages say about the club."""
    known: House | None = getattr(request.state, "house", None)
    return known or House()


def wants_json(request: Request) -> bool:
    """Tell whether the asker wants data rather than a page."""
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept


def local_path(request: Request, path: str, otherwise: str = "/") -> str:
    """Return ``path`` if it is a page of this club, else ``otherwise``: no open redirect."""
    parts = urlsplit(path)
    plain = path.startswith("/") and not path.startswith("//") and parts.path == path
    if not plain or "\\" in path or any(ord(letter) <= ord(" ") for letter in path):
        return otherwise
    known = any(
        route.matches({"type": "http", "method": "GET", "path": path, "headers": []})[0].value == 2  # noqa: PLR2004  # starlette's Match.FULL
        for route in request.app.routes
    )
    return path if known else otherwise


def _json(page: object, form: Form[FormModel], status: int) -> Response:
    body: dict[str, object] = {"page": to_jsonable_python(page, fallback=str)}
    if form.errors:
        body["errors"] = form.errors
    return JSONResponse(body, status, {"Vary": "Accept, Cookie"})


def _take_flash(request: Request) -> str | None:
    packed = request.cookies.get(FLASH)
    if not packed:
        return None
    try:
        return base64.urlsafe_b64decode(packed.encode()).decode()
    except ValueError:
        return None


def _route_of(request: Request) -> str:
    # The pattern, never the path: a path may hold a token.
    route = request.scope.get("route")
    return str(getattr(route, "path", "an unknown path"))


def _default(status: int) -> str:
    sentences = {
        401: _("Please sign in first."),
        403: _("This is not open to you."),
        404: _("There is nothing here. It may have moved, or it may not be for you."),
        405: _("This page can only be looked at."),
        409: _("This cannot be done any more."),
        413: _("That was too long. Go back: what you wrote is still there. Make it shorter."),
        422: _("Please look at this again."),
        429: _("That was a lot in a short time. Please wait a little."),
        503: _("The club is busy. Nothing was changed. Please try again in a moment."),
    }
    return sentences.get(status, _("That did not work. Please go back and try again."))
