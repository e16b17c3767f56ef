"""Hands a picture to a process of its own, and takes back what that has drawn."""

import asyncio
import struct
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from club.kit.errors import Busy, Invalid
from club.kit.library import on_use
from club.kit.words import gettext as _

if TYPE_CHECKING:
    from club.kit.pictures import drawing
else:
    drawing = on_use("club.kit.pictures.drawing")

AT_ONCE = 2
MOST_WAITING = 8
SECONDS = 20.0
_SCRIPT = str(Path(__file__).with_name("drawing.py"))
_FIELD = "photo"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture drawn anew, in two sizes of file."""

    wide: int
    high: int
    large: bytes
    small: bytes


class _Gate:
    """Lets few draw at once, and few wait: each of them holds a picture in memory."""

    def __init__(self) -> None:
        self.free = asyncio.Semaphore(AT_ONCE)
        self.inside = 0

    async def __aenter__(self) -> None:
        if self.inside >= AT_ONCE + MOST_WAITING:
            raise Busy(_("Many pictures come in at this moment. Please try again soon."))
        self.inside += 1
        try:
            await self.free.acquire()
        except BaseException:
            self.inside -= 1
            raise

    async def __aexit__(self, *_: object) -> None:
        self.inside -= 1
        self.free.release()


_gates: WeakKeyDictionary[asyncio.AbstractEventLoop, _Gate] = WeakKeyDictionary()


async def draw(body: bytes) -> Drawn:
    """Draw a picture anew, in a process that knows nothing else and may do little.

    Raises:
        Invalid: it cannot be drawn; the sentence says why.
        Busy: too many wait already.
    """
    async with _gates.setdefault(asyncio.get_running_loop(), _Gate()):
        # No environment: the settings hold the database's address. -I: nothing but the library.
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", _SCRIPT, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}
        )
        try:
            async with asyncio.timeout(SECONDS):
                told, _errors = await process.communicate(body)
        except TimeoutError:
            raise _no(drawing.TOO_MUCH) from None
        finally:
            await _end(process)
    if process.returncode != 0:
        raise _no(process.returncode or 0)
    wide, high, large = struct.unpack(drawing.HEAD, told[: drawing.HEAD_BYTES])
    bodies = told[drawing.HEAD_BYTES :]
    return Drawn(wide, high, bodies[:large], bodies[large:])


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _no(code: int) -> Invalid:
    """Say why a picture was not drawn; a negative code means that a limit ended the process."""
    if code == drawing.MOVES:
        words = _("Pictures that move are not shown here. Please choose a photo.")
    elif code == drawing.TOO_MANY_PIXELS:
        words = _("This picture has too many points. Please send a smaller one.")
    elif code == drawing.TOO_MUCH or code < 0:
        words = _("This picture takes too long to read. Please send a smaller one.")
    else:
        words = _("This picture cannot be read. Please send it again, or choose another.")
    return Invalid(words, _FIELD)
