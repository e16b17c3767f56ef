"""What it means when the database says no for now: another hand was quicker, or it is overrun."""

from collections.abc import Iterator
from types import TracebackType

from club.kit.errors import Busy
from club.kit.words import gettext as _

# SQLITE_BUSY and SQLITE_LOCKED; serialization failure and deadlock.
_CONTENDED = frozenset({5, 6, "40001", "40P01"})
# SQLITE_FULL; disk full, out of memory, too many connections, lock timeout.
_OVERRUN = frozenset({13, "53100", "53200", "53300", "55P03"})
# Connection exceptions; the server is shutting down or starting.
_LOST = frozenset({"08", "57"})


class Contended(Busy):
    """Two acts were in each other's way and this one was undone; doing it again is safe."""


class plainly:  # noqa: N801  # read as a word: "with plainly()"
    """Turns a driver's "not now" into a refusal that a member can read.

    Args:
        committing: a connection lost now leaves the outcome unknown, so nothing is claimed.

    Raises:
        Contended: another act was in the way; the same act may be done again.
        Busy: the database cannot take anything now.
    """

    __slots__ = ("_committing",)

    def __init__(self, *, committing: bool = False) -> None:
        self._committing = committing

    def __enter__(self) -> None:
        """Begin; around each statement, so it is no generator, which takes ten times as long."""

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Let through what is no "not now"."""
        if isinstance(error, Exception) and not isinstance(error, Busy):
            refusal = _refusal(error, committing=self._committing)
            if refusal is not None:
                raise refusal from error


def _refusal(error: BaseException, *, committing: bool) -> Busy | None:
    for each in _causes(error):
        code = _code(each)
        if code in _CONTENDED:
            return Contended(_("The house is very busy just now. Please send this again."))
        if code in _OVERRUN or (_lost(each, code) and not committing):
            return Busy(_("The house cannot store anything just now. Please send this again soon."))
    return None


def _lost(error: BaseException, code: int | str | None) -> bool:
    return isinstance(error, ConnectionError) or str(code)[:2] in _LOST


def _code(error: BaseException) -> int | str | None:
    """Read SQLite's result code or PostgreSQL's SQLSTATE, whichever the driver set."""
    sqlite_code = getattr(error, "sqlite_errorcode", None)
    if sqlite_code is not None:
        return int(sqlite_code) & 0xFF  # the high bits only refine it
    sqlstate = getattr(error, "sqlstate", None)
    return sqlstate if isinstance(sqlstate, str) else None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Walk from the ORM's exception down to the driver's."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
