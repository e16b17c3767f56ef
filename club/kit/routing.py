"""Doors: routes that cannot exist without naming who may pass."""

from collections.abc import Awaitable
from typing import Protocol

from starlette.convertors import IntegerConvertor, StringConvertor, register_url_convertor
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from club.kit.db import retried
from club.kit.http import View
from club.kit.once import only_once
from club.kit.tokens import REF_LENGTH


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

    regex = "[a-z][a-z_.]{0,39}"


class CountConvertor(IntegerConvertor):
    """``{seq:count}`` in a path: a number that both databases can hold."""

    regex = "[0-9]{1,18}"


register_url_convertor("ref", RefConvertor())
register_url_convertor("key", KeyConvertor())
register_url_convertor("count", CountConvertor())


class Door(Route):
    """A route with its guard; the guard is asked before the view sees the request."""

    def __init__(
        self, method: str, path: str, view: View, guard: Guard, *, name: str, repeatable: str = ""
    ) -> None:
        self.guard = guard
        self.view = view
        self.repeatable = repeatable
        self.most_bytes = 0
        once = method != "GET" and not repeatable
        super().__init__(path, _guarded(view, guard, once=once), methods=[method], name=name)

    def takes(self, most_bytes: int) -> "Door":
        """Let bodies of this size in, where the house's own limit is lower."""
        self.most_bytes = most_bytes
        self.app = RequestBodyLimitMiddleware(self.app, max_body_size=most_bytes)
        return self


def get(path: str, view: View, guard: Guard, *, name: str) -> Door:
    """Open a door for reading."""
    return Door("GET", path, view, guard, name=name)


def post(path: str, view: View, guard: Guard, *, name: str, repeatable: str = "") -> Door:
    """Open a door for acting; it answers 303, or 422 with what was typed.

    Args:
        path: Starlette path pattern; state changes are POSTs to a noun.
        view: what is done.
        guard: who may pass.
        name: ``room-thing``, for links.
        repeatable: why this act needs no idempotency key, where it does not (signing in twice
            is harmless); empty means the key is asked for and the act is done once.
    """
    return Door("POST", path, view, guard, name=name, repeatable=repeatable)


def upload(path: str, view: View, guard: Guard, *, name: str, most_bytes: int) -> Door:
    """Open a door through which a file comes in.

    It asks for no key: what is sent again takes the place of what was sent before.
    """
    again = "the same file again takes the place of the first"
    return post(path, view, guard, name=name, repeatable=again).takes(most_bytes)


def _guarded(view: View, guard: Guard, *, once: bool) -> View:
    act = retried(view)

    async def answer(request: Request) -> Response:
        await guard(request)
        if once:
            return await only_once(request, act)
        return await act(request)

    return answer
