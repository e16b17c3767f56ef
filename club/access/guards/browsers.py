"""What a browser brings and keeps: its token in a cookie, its kind, its network."""

from starlette.requests import Request
from starlette.responses import Response

from club.access.rules import device_of, lifetime
from club.access.service.sessions import Browser, Opened

SECURE_COOKIE = "__Host-s"
PLAIN_COOKIE = "s"
FORGET = '"cache", "cookies", "storage"'


def remember(request: Request, answer: Response, opened: Opened) -> Response:
    """Hand the browser its token; on a shared phone it is gone when the browser closes."""
    secure = request.app.state.settings.secure
    answer.set_cookie(
        _cookie(request),
        opened.token,
        max_age=None if opened.shared else int(lifetime(shared=opened.shared).total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def browser(request: Request, *, shared: bool) -> Browser:
    """Describe the browser that asks, no more precisely than its owner needs."""
    return Browser(device_of(request.headers.get("user-agent", "")), shared)


def address(request: Request) -> str:
    """Return the network address the request came from."""
    return request.client.host if request.client is not None else ""


def token_of(request: Request) -> str | None:
    """Return the token this browser sent; over https only the cookie no other site can set."""
    return request.cookies.get(_cookie(request))


def forget(request: Request, answer: Response) -> Response:
    """Tell the browser to keep nothing of the member."""
    secure = request.app.state.settings.secure
    answer.delete_cookie(_cookie(request), path="/", secure=secure, httponly=True, samesite="lax")
    answer.headers["Clear-Site-Data"] = FORGET
    return answer


def _cookie(request: Request) -> str:
    return SECURE_COOKIE if request.app.state.settings.secure else PLAIN_COOKIE
