"""Pictures that members send: looked at, drawn anew, kept under a random name.

What is kept is a picture of ours: decoded in a process of its own that has little memory and little
time, made small, and written as WebP with nothing in it but the picture. So what a camera wrote
beside it (where it was taken, when, with what) is gone, and so is whatever was hidden behind it.
"""

import asyncio
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from club.kit.errors import Invalid, NotFound
from club.kit.pictures import child
from club.kit.tokens import new_ref
from club.kit.words import gettext as _

MOST_BYTES = 8 * 1024 * 1024
FOLDER = "pictures"
"""The folder of all pictures. ``clockwork`` sweeps it: whoever keeps some is named there."""
FIELD = "photo"
"""The form field in which a picture is sent; a refusal stands there."""

_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_LARGE, _SMALL = ".webp", ".small.webp"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is kept: its random name, and its size in pixels."""

    name: str
    wide: int
    high: int


async def keep(folder: Path, body: bytes) -> Picture:
    """Draw a picture anew and keep it, large and small.

    Raises:
        Invalid: this is no photo, or too much of one; the sentence says what to do.
        Busy: too many pictures are being drawn at this moment.
    """
    _refuse(body)
    drawn = await child.draw(body)
    picture = Picture(new_ref(), drawn.wide, drawn.high)
    await asyncio.to_thread(_write, folder, picture.name, drawn)
    return picture


async def look(folder: Path, name: str, *, small: bool) -> bytes:
    """Return a picture that is kept.

    Raises:
        NotFound: it is not there.
    """
    try:
        return await asyncio.to_thread(_path(folder, name, small=small).read_bytes)
    except FileNotFoundError:
        raise NotFound(_("This picture is not there any more.")) from None


async def forget(folder: Path, name: str) -> None:
    """Delete a picture in both sizes; what is gone already stays gone."""
    for small in (False, True) if name else ():
        await asyncio.to_thread(_path(folder, name, small=small).unlink, missing_ok=True)


def _refuse(body: bytes) -> None:
    if not body:
        raise Invalid(_("Please choose a picture first."), FIELD)
    if len(body) > MOST_BYTES:
        raise Invalid(_("This picture is too big. 8 megabytes is the most."), FIELD)
    if body.startswith(b"GIF8"):
        raise Invalid(_("Pictures that move are not shown here. Please choose a photo."), FIELD)
    if body[4:8] == b"ftyp":
        raise Invalid(
            _("This kind of photo cannot be read here. A screenshot of it will do."), FIELD
        )
    is_webp = body.startswith(b"RIFF") and body[8:12] == b"WEBP"
    if not (is_webp or body.startswith(_STARTS)):
        raise Invalid(_("This is not a photo. Please choose a picture: JPEG, PNG or WebP."), FIELD)


def _path(folder: Path, name: str, *, small: bool) -> Path:
    return folder / f"{name}{_SMALL if small else _LARGE}"


def _write(folder: Path, name: str, drawn: child.Drawn) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for small, body in ((False, drawn.large), (True, drawn.small)):
        draft = folder / f".{name}{secrets.token_hex(4)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(_path(folder, name, small=small))
