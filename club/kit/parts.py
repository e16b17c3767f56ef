"""What is drawn once: pages and their parts, kept by everything that they show.

Nothing here can be out of date, and nothing can reach a reader for whom it is not. What a page
shows is read from the database at every request; only when all of it, its language and its zone
are the same as before is the drawing taken from before. A part sees nothing but its arguments.

The one thing that differs each time is the key of a form. While a page is drawn, a mark stands in
the key's place, and fresh keys are put in when the page is sent. The mark is a secret of this
process and never leaves it, so nobody can write one.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from sys import getsizeof
from time import monotonic
from typing import Generic, TypeVar

from markupsafe import Markup  # noqa: TID251  # only passed on, as it was drawn

from club.kit.tokens import new_refs, new_token

MOST_BYTES = 2 * 1024 * 1024
"""How many bytes of drawings one shelf keeps; what they show lies beside them."""
MOST_SECONDS = 60
T = TypeVar("T")
_MARK = f"\x02{new_token()}\x03"
_BESIDE_BYTES = 512


def form_key() -> str:
    """Stand for a form's key until the page is sent."""
    return _MARK


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it was drawn, cut where the keys of its forms belong."""

    pieces: tuple[bytes, ...]

    @classmethod
    def of(cls, page: str) -> "Drawn":
        """Cut a page at its marks."""
        return cls(tuple(page.encode().split(_MARK.encode())))

    def __sizeof__(self) -> int:
        """Count its bytes."""
        return sum(map(getsizeof, self.pieces))

    def sent(self) -> bytes:
        """Return the page with a key of its own in each form; no two are ever alike."""
        n = len(self.pieces) - 1
        whole = [b""] * (2 * n + 1)
        whole[::2] = self.pieces
        whole[1::2] = new_refs(n)
        return b"".join(whole)


class Shelf(Generic[T]):
    """Drawings by what they show; bounded in bytes, and in how long one lies unasked for.

    Two boards: whatever is asked for stands on the upper one. When that is full, or a minute old,
    it becomes the lower one, and what lay there is forgotten.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._half = most_bytes // 2
        self._upper: dict[Hashable, T] = {}
        self._lower: dict[Hashable, T] = {}
        self._bytes = 0
        self._until = monotonic() + MOST_SECONDS

    def take(self, what: Hashable, draw: Callable[[], T]) -> T:
        """Return the drawing of this, drawn now if there is none."""
        if monotonic() > self._until:
            self._turn()
        found = self._upper.get(what)
        if found is None:
            found = self._lower.pop(what, None)
            if found is None:
                found = draw()
            self._put(what, found)
        return found

    @property
    def size_bytes(self) -> int:
        """How much is kept."""
        boards = (self._upper, self._lower)
        return sum(getsizeof(each) + _BESIDE_BYTES for board in boards for each in board.values())

    def _put(self, what: Hashable, drawn: T) -> None:
        size = getsizeof(drawn) + _BESIDE_BYTES
        if size > self._half:
            return
        if self._bytes + size > self._half:
            self._turn()
        self._upper[what] = drawn
        self._bytes += size

    def _turn(self) -> None:
        self._lower, self._upper, self._bytes = self._upper, {}, 0
        self._until = monotonic() + MOST_SECONDS


def kept(
    draw: Callable[..., Markup], shelf: Shelf[Markup], reader: Callable[[], Hashable]
) -> Callable[..., Markup]:
    """Let a part of a page be drawn once for equal arguments and readers.

    Args:
        draw: the part; it shows nothing but its arguments.
        shelf: where its drawings lie.
        reader: what all have in common for whom the same things read alike: language, zone.
    """

    def part(*what: object) -> Markup:
        # By kind too, because a sentence of ours and the same letters typed by a member are equal.
        shown = (draw, reader(), what, tuple(map(type, what)))
        try:
            return shelf.take(shown, lambda: draw(*what))
        except TypeError:  # a dictionary, which cannot be remembered
            return draw(*what)

    return part
