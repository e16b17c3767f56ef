"""What is said to whoever sends the same once more: how things stand by then."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request

from club.kit.http import Onward, View

Again = Callable[[Request], Awaitable[Onward]]
_SAYING: dict[View, Again] = {}


def saying(again: Again) -> Callable[[View], View]:
    """Let a view that is asked for once more under its key say how things stand by then.

    Without this the repeat is led to where the first one led, and told nothing.
    """

    def noted(view: View) -> View:
        _SAYING[view] = again
        return view

    return noted


def saying_of(view: View) -> Again | None:
    """Return what a view says to whoever asks for it once more, if it says anything."""
    return _SAYING.get(view)
