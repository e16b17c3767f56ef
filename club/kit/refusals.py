"""A no in plain words: which refusal is which status, and how a fault is told."""

import logging
import traceback
from dataclasses import dataclass
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

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
from club.kit.http import back_to, render, wants_json
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
_log = logging.getLogger("club.faults")


def refuse(request: Request, refusal: Refusal) -> Response:
    """Answer a refusal with its status, its sentence and a way on."""
    status = next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)
    if isinstance(refusal, SignInFirst) and not wants_json(request):
        asked = request.url.path if request.method == "GET" else ""
        return back_to(f"/sign-in?next={quote(asked)}" if asked else "/sign-in")
    why = refusal.href if isinstance(refusal, NotAllowed) else ""
    answer = refused(request, refusal.sentence or _default(status), status, why)
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = str(max(1, int(refusal.wait.total_seconds())))
    if isinstance(refusal, Busy):
        answer.headers["Retry-After"] = "2"
    return answer


@dataclass(frozen=True, slots=True)
class Refused:
    """What the page of a no says, and where to read why; empty where there is no more to say."""

    sentence: str
    why: str


def refused(request: Request, sentence: str, status: int, why: str = "") -> Response:
    """Answer with the page that says no in plain words."""
    if wants_json(request):
        return JSONResponse({"sentence": sentence} | ({"why": why} if why else {}), status)
    return render(request, "front/refused.html", Refused(sentence, why), status=status)


async def on_refusal(request: Request, exc: Exception) -> Response:
    """Handler for every ``Refusal`` that a view let through."""
    if not isinstance(exc, Refusal):
        raise exc
    return refuse(request, exc)


async def on_http(request: Request, exc: Exception) -> Response:
    """Handler for what the framework itself refuses: unknown path, method, size."""
    return refuse_status(request, exc.status_code if isinstance(exc, HTTPException) else 500)


def refuse_status(request: Request, status: int) -> Response:
    """Answer with the sentence that belongs to a status."""
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
