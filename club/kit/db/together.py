"""One COMMIT for several acts, so that a crowd waits for the disk once and not each for itself.

SQLite has one writer, and an act counts once the disk has it: that takes a millisecond, or ten and
more on a borrowed machine. Whoever ends an act while others wait for their turn therefore lets
them go on in the same transaction, each behind a savepoint, and all of them are acknowledged
together once it is stored. Alone, an act is stored at once. (Group commit: DeWitt et al.,
"Implementation techniques for main memory database systems", SIGMOD 1984.)
"""

import asyncio
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from club.kit.db.contention import Contended
from club.kit.db.finishing import finish, in_the_end
from club.kit.words import gettext as _

if TYPE_CHECKING:
    from club.kit.db.prompt import Prompt
    from club.kit.db.sqlite import Client  # which holds one of these at most

LONGEST_SECONDS = 0.02
"""After this nobody joins any more: whoever was first has waited long enough."""
APART_SECONDS = 1
"""How long each act is stored alone once a COMMIT was refused, so that it is refused to one."""
_ACT = "act"


class Together:
    """A transaction that several acts share, from the first that ended until it is stored.

    The first one queues for a second turn; whoever waited by then comes before it and joins.
    Whoever finds nobody waiting any more, or that it has lasted long enough, stores it.
    """

    def __init__(self, client: "Client") -> None:
        loop = asyncio.get_running_loop()
        self._client = client
        self._until = loop.time() + LONGEST_SECONDS
        self._stored: asyncio.Future[None] = loop.create_future()
        self._last: asyncio.Task[None] | None = None  # held here, or the loop might forget it

    async def lead(self) -> None:
        """Give the turn to those who wait, and return once all of it is stored.

        Raises:
            sqlite3.Error: nothing in here was stored.
            Contended: likewise; doing it again is safe.
        """
        self._last = asyncio.ensure_future(self._close_up())
        self._last.add_done_callback(self._end)
        await in_the_end(self._stored)

    async def join(self) -> None:
        """Begin an act of one's own in it, which can be undone alone."""
        await self._client.now(f"SAVEPOINT {_ACT}")

    async def leave(self, *, keep: bool) -> None:
        """End the act that joined, give the turn back, and return once the others are stored.

        Also an act that is undone waits for that: it may have failed because of what the others
        did, and nobody may hear of that before it counts.

        Raises:
            sqlite3.Error: nothing in here was stored.
            Contended: likewise; doing it again is safe.
        """
        try:
            await self._end_act(keep=keep)
            if not self._client.crowded or self._is_late():
                await finish(self.store())
        finally:
            self._client.turn.release()
        await in_the_end(self._stored)

    async def store(self) -> None:
        """Commit all of it, unless that was done, and tell everybody; the caller has the turn."""
        if self._stored.done():
            return
        self._client.together = None
        commit = asyncio.ensure_future(self._client.now("COMMIT"))
        with suppress(sqlite3.Error, ValueError):  # told below, to everybody
            try:
                await in_the_end(commit)
            finally:
                await self._tell(commit)

    def lost(self) -> None:
        """Tell everybody that all of it was undone: SQLite did that, or the file was closed."""
        self._undone(None)

    async def _close_up(self) -> None:
        """Come after everybody who waits now; by then somebody who was late may have stored it."""
        turn = self._client.turn
        turn.release()
        await turn.acquire()
        try:
            await self.store()
        finally:
            turn.release()

    def _end(self, last: "asyncio.Future[None]") -> None:
        if last.cancelled():  # the program ends, and nobody shall wait for ever
            self.lost()

    async def _tell(self, commit: "asyncio.Future[None]") -> None:
        error = None if commit.cancelled() else commit.exception()
        if error is None and not commit.cancelled():
            self._stored.set_result(None)
            return
        self._undone(error)
        await self._client.tidy()

    async def _end_act(self, *, keep: bool) -> None:
        try:
            if not keep:
                await self._client.now(f"ROLLBACK TO {_ACT}")
            await self._client.now(f"RELEASE {_ACT}")
        except (sqlite3.Error, ValueError) as error:  # a full disk undoes all of it by itself
            self._undone(error)
            await self._client.tidy()

    def _is_late(self) -> bool:
        return asyncio.get_running_loop().time() >= self._until

    def _undone(self, error: BaseException | None) -> None:
        """Let everybody know; a refused row may be anybody's, so each tries again, and alone."""
        self._client.together = None
        if self._stored.done():
            return
        if isinstance(error, sqlite3.IntegrityError):
            self._client.apart_until = asyncio.get_running_loop().time() + APART_SECONDS
            error = None
        if error is None:
            error = Contended(_("The house is very busy just now. Please send this again."))
        self._stored.set_exception(error)
        self._stored.exception()  # read, so that the loop does not report it as forgotten


class Alone:
    """The writer, for one statement that is stored by itself."""

    def __init__(self, client: "Client") -> None:
        self._client = client

    async def __aenter__(self) -> "Prompt":
        """Wait for the turn; what acts share is stored first, or it would be part of that."""
        await self._client.turn.acquire()
        try:
            if self._client.together is not None:
                await self._client.together.store()
            return await self._client.writer()
        except BaseException:
            self._client.turn.release()
            raise

    async def __aexit__(self, *_error: object) -> None:
        """Let the next one have its turn."""
        self._client.turn.release()
