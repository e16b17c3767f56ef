"""Doors: routes that cannot exist without naming who may pass."""

from collections.abc import Awaitable
from datetime import date
from typing import Protocol

from starlette.convertors import (
    Convertor,
    IntegerConvertor,
    StringConvertor,
    register_url_convertor,
)
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, Router
from starlette.types import Receive, Scope, Send

from club.kit.again import saying_of
from club.kit.db import retried
from club.kit.http import Onward, View, wants_json
from club.kit.once import only_once
from club.kit.tokens import REF_LENGTH

_AROUND_BYTES = 16 * 1024
"""What a form takes beside its file."""


class Guard(Protocol):
    """Lets a request pass by returning; turns it away by raising a ``Refusal``."""

    def __call__(self, request: Request, /) -> Awaitable[None]:
        """Return if this request may pass."""
        ...


class RefConvertor(StringConvertor):
    """``{ref:ref}`` in a path: only what ``new_ref`` can draw; all else is an unknown page."""

    regex = f"[a-z2-7]{{{REF_LENGTH}}}"


class KeyConvertor(StringConvertor):
    """``{key:key}`` in a path: the short name of something the program knows, such as a role."""

    regex = "[a-z][a-z0-9_.]{0,39}"


class CountConvertor(IntegerConvertor):
    """``{seq:count}`` in a path: a number that both databases can hold."""

    regex = "[0-9]{1,18}"


class MonthConvertor(Convertor[date]):
    """``{month:month}`` in a path: a month of this century, such as 2027-03."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def convert(self, value: str) -> date:
        """Return the month's first day."""
        return date.fromisoformat(f"{value}-01")

    def to_string(self, value: date) -> str:
        """Write a month as an address has it."""
        return f"{value:%Y-%m}"


register_url_convertor("ref", RefConvertor())
register_url_convertor("key", KeyConvertor())
register_url_convertor("count", CountConvertor())
register_url_convertor("month", MonthConvertor())


class Door(Route):
    """A route with its guard; the guard is asked before the view sees the request."""

    def __init__(
        self, method: str, path: str, view: View, guard: Guard, *, name: str, repeatable: str = ""
    ) -> None:
        self.guard = guard
        self.view = view
        self.repeatable = repeatable
        once = method != "GET" and not repeatable
        answer = self._around(_guarded(view, guard, once=once))
        super().__init__(path, answer, methods=[method], name=name)

    def _around(self, answer: View) -> View:
        """Return what is done at this door, with whatever belongs before and after it."""
        return answer


class Upload(Door):
    """A door through which one file may come, in a body that may be longer than a form's.

    Args:
        path: as for ``post``.
        view: what is done; it reads the file with ``kit.uploads``.
        guard: who may pass.
        name: as for ``post``.
        most_bytes: how large the file may be.
    """

    def __init__(self, path: str, view: View, guard: Guard, *, name: str, most_bytes: int) -> None:
        super().__init__("POST", path, view, guard, name=name)
        self.body_bytes = most_bytes + _AROUND_BYTES
        self.app = RequestBodyLimitMiddleware(self.app, max_body_size=self.body_bytes)

    def _around(self, answer: View) -> View:
        async def with_file(request: Request) -> Response:
            request.state.files = 1
            try:
                return await answer(request)
            finally:
                await request.close()

        return with_file


class Signpost:
    """Leads straight to the few doors an address can be, for going along all of them takes long.

    Doors are grouped by the first part of their address and by how many parts it has. Whatever
    is in no group, or at no door of its group, is left to the router.
    """

    def __init__(self, router: Router) -> None:
        self._router = router
        groups: dict[tuple[str, int], list[BaseRoute]] = {}
        for route in router.routes:
            if isinstance(route, Door):
                groups.setdefault(self._group(route.path), []).append(route)
        self._near = {
            group: Router(doors, redirect_slashes=False, default=router.app).app
            for group, doors in groups.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on to where its door is."""
        near = None
        if scope["type"] == "http" and not scope.get("root_path"):
            scope["router"] = self._router
            near = self._near.get(self._group(scope["path"]))
        await (near or self._router.app)(scope, receive, send)

    @staticmethod
    def _group(path: str) -> tuple[str, int]:
        return path[1:].split("/", 1)[0], path.count("/")


def get(path: str, view: View, guard: Guard, *, name: str) -> Door:
    """Open a door for reading."""
    return Door("GET", path, view, guard, name=name)


def post(path: str, view: View, guard: Guard, *, name: str, repeatable: str = "") -> Door:
    """Open a door for acting; it answers 303 (200 and data, if asked), or 422 with what was typed.

    Args:
        path: Starlette path pattern; state changes are POSTs to a noun.
        view: what is done.
        guard: who may pass.
        name: ``room-thing``, for links.
        repeatable: why this act needs no idempotency key, where it does not (signing in twice
            is harmless); empty means the key is asked for and the act is done once.
    """
    return Door("POST", path, view, guard, name=name, repeatable=repeatable)


def _guarded(view: View, guard: Guard, *, once: bool) -> View:
    act, again = retried(view), saying_of(view)

    async def answer(request: Request) -> Response:
        await guard(request)
        done = await only_once(request, act, again) if once else await act(request)
        return done.as_data() if isinstance(done, Onward) and wants_json(request) else done

    return answer
