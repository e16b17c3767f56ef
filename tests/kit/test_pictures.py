"""A picture that is sent: drawn anew, small, with nothing in it but the picture; or a kind no."""

import asyncio
import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from club.kit import pictures
from club.kit.errors import Busy, Invalid, NotFound
from club.kit.pictures import child, drawing

LARGE, SMALL = 80 * 1024, 40 * 1024
HERE = b"GPS 53.3478 -6.2597"


def photo(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), **more: object) -> bytes:
    """A picture of noise, which is as heavy as a picture can be."""
    written = io.BytesIO()
    noise = Image.effect_noise(size, 80).convert("RGB")
    noise.save(written, kind, **more)
    return written.getvalue()


def with_place(turned: int = 1) -> Image.Exif:
    """What a camera writes beside a picture: where it was, and which way up it was held."""
    exif = Image.Exif()
    exif[0x010E] = HERE.decode()
    exif[0x0110] = "A camera"
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[2] = (53.0, 20.0, 52.0)
    return exif


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def chunks(webp: bytes) -> list[bytes]:
    """The names of the parts a WebP file is made of."""
    assert (webp[:4], webp[8:12]) == (b"RIFF", b"WEBP")
    assert struct.unpack("<I", webp[4:8])[0] + 8 == len(webp)
    at, found = 12, []
    while at < len(webp):
        name, length = struct.unpack("<4sI", webp[at : at + 8])
        found.append(name)
        at += 8 + length + length % 2
    return found


def png_that_claims(wide: int, high: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""

    def part(name: bytes, body: bytes) -> bytes:
        whole = name + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = part(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    rest = part(b"IDAT", zlib.compress(b"\x00" * 1000)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + rest


def moving(kind: str) -> bytes:
    written = io.BytesIO()
    first, second = (Image.new("RGB", (20, 20), colour) for colour in ("red", "blue"))
    first.save(written, kind, save_all=True, append_images=[second], duration=100)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_becomes_two_light_pictures(tmp_path: Path, kind: str) -> None:
    kept = await pictures.keep(tmp_path, photo(kind))
    large = await pictures.look(tmp_path, kept.name, small=False)
    small = await pictures.look(tmp_path, kept.name, small=True)
    assert len(large) <= LARGE
    assert len(small) <= SMALL
    assert max(kept.wide, kept.high) <= 1280
    for body, size in ((large, (kept.wide, kept.high)), (small, None)):
        shown = Image.open(io.BytesIO(body))
        assert shown.format == "WEBP"
        assert size in {shown.size, None}
        assert chunks(body) == [b"VP8 "]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_where_a_photo_was_taken_is_gone(tmp_path: Path, kind: str) -> None:
    body = photo(kind, (400, 200), exif=with_place(), icc_profile=b"profile" * 20, xmp=HERE)
    assert HERE in body
    kept = await pictures.keep(tmp_path, body)
    for small in (False, True):
        drawn = await pictures.look(tmp_path, kept.name, small=small)
        assert chunks(drawn) == [b"VP8 "]
        for hidden in (b"GPS", b"Exif", b"camera", b"profile"):
            assert hidden not in drawn


async def test_a_photo_that_was_held_sideways_stands_upright(tmp_path: Path) -> None:
    kept = await pictures.keep(tmp_path, photo("JPEG", (400, 200), exif=with_place(turned=6)))
    assert (kept.wide, kept.high) == (200, 400)


async def test_what_was_see_through_is_white(tmp_path: Path) -> None:
    written = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(written, "PNG")
    kept = await pictures.keep(tmp_path, written.getvalue())
    shown = Image.open(io.BytesIO(await pictures.look(tmp_path, kept.name, small=False)))
    assert min(shown.convert("RGB").getpixel((20, 20))) > 250  # type: ignore[type-var]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
async def test_unusual_pixels_are_read_too(tmp_path: Path, mode: str) -> None:
    written = io.BytesIO()
    kind = "JPEG" if mode == "CMYK" else "PNG"
    Image.new("L" if mode == "I;16" else mode, (30, 20)).convert(mode).save(written, kind)
    kept = await pictures.keep(tmp_path, written.getvalue())
    assert (kept.wide, kept.high) == (30, 20)


async def test_what_hides_behind_a_photo_is_gone(tmp_path: Path) -> None:
    hidden = b"PK\x03\x04 <script>alert(1)</script>"
    kept = await pictures.keep(tmp_path, photo(size=(90, 60)) + hidden)
    assert b"script" not in await pictures.look(tmp_path, kept.name, small=False)


ODD: list[tuple[str, Callable[[], bytes], str]] = [
    ("nothing", lambda: b"", "choose a picture first"),
    ("too heavy", lambda: b"\xff\xd8\xff" + bytes(pictures.MOST_BYTES), "8 megabytes is the most"),
    ("a drawing", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a photo"),
    ("a page", lambda: b"<!doctype html><script>alert(1)</script>", "not a photo"),
    ("a paper", lambda: b"%PDF-1.7", "not a photo"),
    ("a program", lambda: b"MZ" + bytes(100), "not a photo"),
    ("heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(100), "A screenshot of it will do"),
    ("a moving gif", lambda: moving("GIF"), "Pictures that move"),
    ("a moving png", lambda: moving("PNG"), "Pictures that move"),
    ("a moving webp", lambda: moving("WEBP"), "Pictures that move"),
    ("a still gif", lambda: photo("GIF", (20, 20)), "Pictures that move"),
    ("24 megapixels and one row", lambda: png_that_claims(6000, 4001), "too many points"),
    ("a bomb", lambda: png_that_claims(60_000, 60_000), "too many points"),
    ("wider than it can be", lambda: png_that_claims(2**31 - 1, 2**31 - 1), "too many points"),
    ("less than it claims", lambda: png_that_claims(800, 600), "cannot be read"),
    ("half a photo", lambda: photo()[:20_000], "cannot be read"),
    ("half a png", lambda: photo("PNG", (300, 300))[:9000], "cannot be read"),
    ("half a webp", lambda: photo("WEBP", (300, 300))[:900], "cannot be read"),
    ("a page that begins like a photo", lambda: b"\xff\xd8\xff<html>", "cannot be read"),
    ("a page that begins like a png", lambda: b"\x89PNG\r\n\x1a\n<svg/>", "cannot be read"),
    ("a riff of sound", lambda: b"RIFF\x24\x00\x00\x00WAVEfmt ", "not a photo"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words"), [each[1:] for each in ODD], ids=[o[0] for o in ODD])
async def test_what_is_no_photo_is_refused_in_kind_words(
    tmp_path: Path, body: Callable[[], bytes], words: str
) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        await pictures.keep(tmp_path, body())
    assert refused.value.field == "photo"
    assert files(tmp_path) == []


async def test_twenty_four_megapixels_are_read_in_little_memory(tmp_path: Path) -> None:
    written = io.BytesIO()
    Image.new("RGBA", (6000, 4000), "red").save(written, "PNG")
    kept = await pictures.keep(tmp_path, written.getvalue())
    assert (kept.wide, kept.high) == (1280, 853)


async def run(script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Invalid:
    """Let this be what draws, and return what is said about it."""
    path = tmp_path / "drawing.py"
    path.write_text(script)
    monkeypatch.setattr(child, "_SCRIPT", str(path))
    with pytest.raises(Invalid) as refused:
        await child.draw(b"\xff\xd8\xff")
    return refused.value


LIMITED = f"import importlib.util as u, sys, os\nsys.path.insert(0, {str(Path.cwd())!r})\n"
LIMITED += "from club.kit.pictures.drawing import limit_myself\nlimit_myself()\n"


@pytest.mark.parametrize(
    "does",
    [
        "x = bytearray(900 * 1024 * 1024)",
        "while True: pass",
        "open(sys.argv[0] + '.x', 'wb', 0).write(b'x')",
        "[os.open('/dev/null', 0) for _ in range(99)]",
    ],
)
async def test_whoever_draws_has_little_memory_time_and_no_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, does: str
) -> None:
    quick = "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n"
    refused = await run(LIMITED + quick + does, monkeypatch, tmp_path)
    assert refused.sentence


async def test_a_picture_that_takes_too_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(child, "SECONDS", 0.3)
    refused = await run("import time\ntime.sleep(60)", monkeypatch, tmp_path)
    assert "takes too long" in refused.sentence


async def test_whoever_draws_knows_nothing_of_the_club(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLUB_DATABASE", "postgres://secret")
    script = "import os, sys\nsys.exit(0 if any('CLUB' in n for n in os.environ) else 3)"
    assert "cannot be read" in (await run(script, monkeypatch, tmp_path)).sentence


async def test_few_are_drawn_at_once_and_few_wait(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "drawing.py"
    path.write_text("import sys, time\ntime.sleep(0.1)\nsys.exit(3)")
    monkeypatch.setattr(child, "_SCRIPT", str(path))
    came = await asyncio.gather(*[child.draw(b"x") for _ in range(12)], return_exceptions=True)
    assert sum(isinstance(each, Busy) for each in came) == 2
    assert sum(isinstance(each, Invalid) for each in came) == 10


async def test_whoever_goes_away_while_a_picture_is_drawn_leaves_nothing_running(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "drawing.py"
    path.write_text(
        "import os, sys, time\nopen(sys.argv[0] + '.pid', 'w').write(str(os.getpid()))\n"
        "time.sleep(60)"
    )
    monkeypatch.setattr(child, "_SCRIPT", str(path))
    waiting = asyncio.create_task(child.draw(b"x"))
    for _ in range(200):
        if number := read(tmp_path / "drawing.py.pid"):
            break
        await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(ProcessLookupError):
        os.kill(int(number), 0)


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


async def test_a_picture_that_is_forgotten_is_gone(tmp_path: Path) -> None:
    kept = await pictures.keep(tmp_path, photo(size=(20, 20)))
    assert len(files(tmp_path)) == 2
    for _ in range(2):
        await pictures.forget(tmp_path, kept.name)
    assert files(tmp_path) == []
    await pictures.forget(tmp_path, "")
    with pytest.raises(NotFound):
        await pictures.look(tmp_path, kept.name, small=True)


async def test_only_the_owner_of_the_server_reads_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    await pictures.keep(folder, photo(size=(20, 20)))
    assert folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())


def test_what_draws_says_no_by_a_code() -> None:
    for body, code in (
        (png_that_claims(9000, 9000), drawing.TOO_MANY_PIXELS),
        (moving("PNG"), drawing.MOVES),
    ):
        with pytest.raises(SystemExit) as said:
            drawing.draw(body)
        assert said.value.code == code
    assert len(drawing.draw(photo(size=(60, 40)))) > drawing.HEAD_BYTES
