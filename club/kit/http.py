"""Pages, redirects and flash.

A page is one frozen dataclass; it is rendered as HTML, or given as JSON to whoever asks for JSON.
"""

import base64
import logging
from collections.abc import Awaitable, Callable

from pydantic_core import to_jsonable_python
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from club.kit.forms import Form, FormModel, blank
from club.kit.pages import Around, House, Pages

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
    alike: bool = False,
) -> Response:
    """Answer with a page.

    Args:
        request: the request, past its guard.
        template: path under ``templates/``.
        page: the frozen dataclass that holds everything shown.
        form: the form as sent, when it is shown again; its status is the answer's.
        status: HTTP status, where the form does not say.
        alike: ``page`` says all that the template shows, so that equal ones are drawn once.
    """
    form = form or blank()
    code = status or form.status
    if wants_json(request):
        return _json(page, form, code)
    said = _take_flash(request)
    person = getattr(request.state, "person", None)
    around = Around(
        club=house(request),
        path=request.scope["path"],
        calm=request.cookies.get("look") == "calm",
        signed_in=person is not None,
    )
    pages: Pages = request.app.state.pages
    if alike and not (said or form.errors or form.typed):
        body = pages.alike(template, around, page, form)
    else:
        body = pages.render(template, around, page=page, form=form, said=said, me=person)
    answer = HTMLResponse(body, code, {"Vary": "Accept, Cookie"})
    if said:
        answer.delete_cookie(FLASH, path="/")
    return answer


class Onward(RedirectResponse):
    """What an act answers with: where to go on, what to say there, and what it came to."""

    def __init__(self, url: str, said: str | None = None, came_to: object = None) -> None:
        self.said = said
        self.came_to = came_to
        super().__init__(url, 303)

    def as_data(self) -> Response:
        """Return the same as data, with the cookies an act sets but the sentence's own."""
        body = {
            "at": self.headers["location"],
            "said": self.said,
            "came_to": to_jsonable_python(self.came_to, fallback=str),
        }
        answer = JSONResponse(body, headers={"Vary": "Accept, Cookie"})
        for name, value in self.raw_headers:
            if name == b"set-cookie" and not value.startswith(f"{FLASH}=".encode()):
                answer.raw_headers.append((name, value))
        return answer


def back_to(url: object, said: str | None = None, *, came_to: object = None) -> Onward:
    """Lead on to another page (303) with a sentence that is shown there once.

    The sentence travels in a cookie of one minute, never in the address, because an address
    stays in the history of a phone that others hold. Whoever asked for data is given the same as
    data, with ``came_to``: what the act returned.
    """
    answer = Onward(str(url), said, came_to)
    if said:
        packed = base64.urlsafe_b64encode(said.encode()).decode()
        answer.set_cookie(
            FLASH, packed, max_age=_FLASH_SECONDS, path="/", httponly=True, samesite="lax"
        )
    return answer


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
    plain = path.startswith("/") and not path.startswith("//") and not set("\\?#") & set(path)
    if not plain or any(ord(letter) <= ord(" ") for letter in path):
        return otherwise
    known = any(
        isinstance(route, Route) and "GET" in (route.methods or ()) and route.path_regex.match(path)
        for route in request.app.routes
    )
    return path if known else otherwise


def _json(page: object, form: Form[FormModel], status: int) -> Response:
    body: dict[str, object] = {"page": _without_rows(to_jsonable_python(page, fallback=str))}
    if form.errors:
        body["errors"] = form.errors
    return JSONResponse(body, status, {"Vary": "Accept, Cookie"})


def _without_rows(told: object) -> object:
    """Leave out the numbers of rows: a member's would tell who joined before whom."""
    if isinstance(told, dict):
        return {
            name: _without_rows(each)
            for name, each in told.items()
            if name != "id" and not name.endswith("_id")
        }
    if isinstance(told, list):
        return [_without_rows(each) for each in told]
    return told


def _take_flash(request: Request) -> str | None:
    packed = request.cookies.get(FLASH)
    if not packed:
        return None
    try:
        return base64.urlsafe_b64decode(packed.encode()).decode()
    except ValueError:
        return None
