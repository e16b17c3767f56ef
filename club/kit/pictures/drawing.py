"""Draws one picture anew: read from standard input, written to standard output.

Run as a script, in a process of its own (``child``). It imports nothing of ours, so that it may run
without our environment. An error that is not expected ends it with a code that is not zero.
"""

import io
import resource
import struct
import sys
import warnings

from PIL import Image, ImageOps

HEAD = ">III"
HEAD_BYTES = 12
UNREADABLE, TOO_MANY_PIXELS, MOVES, TOO_MUCH = 3, 4, 5, 6

MOST_PIXELS = 24_000_000
LARGE_SIDE, LARGE_BYTES = 1280, 80 * 1024
SMALL_SIDE, SMALL_BYTES = 480, 40 * 1024
_MEMORY = 768 * 1024 * 1024
_CPU_SECONDS = 10
_FILES = 32
_QUALITIES = (82, 74, 66, 56, 46, 36)
_KINDS = ("JPEG", "PNG", "WEBP")
_MOVING = ("PNG", "WEBP")
_SMOOTH = ("RGB", "RGBA", "L", "CMYK")
"""Kinds of pixels that can be made smaller as they are."""


def limit_myself() -> None:
    """Let this process have no more than a picture needs, and write to no file."""
    limits = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CPU: _CPU_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: _FILES,
    }
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))


def draw(body: bytes) -> bytes:
    """Return size and both files of a picture.

    Raises:
        SystemExit: it has too many pixels, or moves.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        seen = Image.open(io.BytesIO(body), formats=_KINDS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise SystemExit(TOO_MANY_PIXELS) from None
    # Phones put a second, smaller picture into a JPEG; only the other kinds can move.
    if seen.format in _MOVING and getattr(seen, "n_frames", 1) > 1:
        raise SystemExit(MOVES)
    seen.draft("RGB", (LARGE_SIDE, LARGE_SIDE))
    bare = _bare(seen)
    wide, high, large = _within(bare, LARGE_SIDE, LARGE_BYTES)
    _wide, _high, small = _within(bare, SMALL_SIDE, SMALL_BYTES)
    return struct.pack(HEAD, wide, high, len(large)) + large + small


def _bare(seen: Image.Image) -> Image.Image:
    """Return the picture the right way up, on white, with nothing but its pixels."""
    smooth = seen if seen.mode in _SMOOTH else seen.convert("RGBA")
    smooth.thumbnail((LARGE_SIDE, LARGE_SIDE))
    upright = ImageOps.exif_transpose(smooth).convert("RGBA")
    bare = Image.new("RGB", upright.size, "white")
    bare.paste(upright, mask=upright.getchannel("A"))
    return bare


def _within(picture: Image.Image, side: int, most: int) -> tuple[int, int, bytes]:
    """Return size and file of a picture no larger and no heavier than this."""
    while True:
        shown = picture.copy()
        shown.thumbnail((side, side))
        for quality in _QUALITIES:
            written = io.BytesIO()
            shown.save(written, "WEBP", quality=quality, method=4)
            if written.tell() <= most:
                return *shown.size, written.getvalue()
        side = side * 3 // 4


def main() -> None:
    """Read, draw, write."""
    limit_myself()
    try:
        drawn = draw(sys.stdin.buffer.read())
    except MemoryError:
        raise SystemExit(TOO_MUCH) from None
    except (OSError, SyntaxError, ValueError):
        raise SystemExit(UNREADABLE) from None
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main()
