"""Doors: routes that cannot exist without naming who may pass."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

View = Callable[[Request], Awaitable[Response]]


class Guard(Protocol):
    """Lets a request pass by returning; turns it away by raising a ``Refusal``."""

    def __call__(self, request: Request, /) -> Awaitable[None]:
        """Return if this request may pass."""
        ...


class Door(Route):
    """A route with its guard; the guard is asked before the view sees the request."""

    def __init__(self, method: str, path: str, view: View, guard: Guard, *, name: str) -> None:
        self.guard = guard
        self.view = view
        super().__init__(path, _guarded(view, guard), methods=[method], name=name)


def get(path: str, view: View, guard: Guard, *, name: str) -> Door:
    """Open a door for reading."""
    return Door("GET", path, view, guard, name=name)


def post(path: str, view: View, guard: Guard, *, name: str) -> Door:
    """Open a door for acting; it answers 303, or 422 with what was typed."""
    return Door("POST", path, view, guard, name=name)


def _guarded(view: View, guard: Guard) -> View:
    async def answer(request: Request) -> Response:
        await guard(request)
        return await view(request)

    return answer
