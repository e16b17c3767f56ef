"""What members see: colours anyone can tell apart, plain words, light pages."""

import gzip
import itertools
import math
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from club.app import build
from club.kit.assets import Assets
from club.kit.pages import PALETTES
from club.settings import Settings

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TOKENS = (ROOT / "static/css/tokens.css").read_text()

Colour = tuple[float, float, float]
LOOKS = list(itertools.product((False, True), (False, True), (False, True)))
TEXT = ("ink", "quiet", "accent", "good", "warn")
GROUNDS = ("paper", "raised", "tint")


# --- reading the tokens the way a browser does -------------------------------------------------


def blocks(css: str) -> Iterator[tuple[str, str]]:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    depth = start = 0
    head = ""
    for at, letter in enumerate(css):
        if letter == "{":
            if depth == 0:
                head, start = css[start:at].strip(), at + 1
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield head, css[start:at]
                start = at + 1


def declared(css: str) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in css.split(";") if ":" in line)
    return {name.strip().removeprefix("--"): value.strip() for name, value in pairs}


def applies(head: str, palette: str, *, dark: bool, calm: bool, contrast: bool) -> bool:
    media = {"scheme: dark": dark, "contrast: more": contrast}
    if head.startswith("@media"):
        return all(on for words, on in media.items() if words in head)
    wanted = head.split(",", maxsplit=1)[0].strip()
    return wanted in {":root", f'[data-palette="{palette}"]'} or (
        calm and wanted == '[data-look="calm"]'
    )


def tokens(palette: str, *, dark: bool, calm: bool, contrast: bool) -> dict[str, str]:
    look = {"dark": dark, "calm": calm, "contrast": contrast}
    found: dict[str, str] = {}
    ((_, inside),) = blocks(TOKENS)
    for head, body in blocks(inside):
        if not applies(head, palette, **look):
            continue
        for inner, rules in blocks(body) if head.startswith("@media") else ((head, body),):
            if applies(inner, palette, **look):
                found |= declared(rules)
    return found


def colour(values: dict[str, str], name: str) -> Colour:
    text = values[name]
    if name == "tone":
        text = f"{text} var(--chroma) var(--hue)"
    text = re.sub(r"var\(--(\w+)\)", lambda found: values[found[1]], text)
    times = re.compile(r"calc\(([\d.]+) \* ([\d.]+)\)")
    text = times.sub(lambda found: str(float(found[1]) * float(found[2])), text)
    lightness, chroma, hue = text.split()
    return srgb(float(lightness.removesuffix("%")) / 100, float(chroma), float(hue))


def srgb(lightness: float, chroma: float, hue: float) -> Colour:
    """Oklch to linear sRGB (Ottosson's matrices)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def contrast_of(one: Colour, other: Colour) -> float:
    def luminance(linear: Colour) -> float:
        red, green, blue = (min(max(part, 0.0), 1.0) for part in linear)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def name_of(look: tuple[bool, bool, bool]) -> str:
    words = ("dark", "calm", "contrast")
    return "+".join(word for word, on in zip(words, look, strict=True) if on) or "light"


@pytest.mark.parametrize("look", LOOKS, ids=name_of)
@pytest.mark.parametrize("palette", PALETTES)
def test_every_word_can_be_read_and_every_border_seen(
    palette: str, look: tuple[bool, bool, bool]
) -> None:
    dark, calm, more = look
    values = tokens(palette, dark=dark, calm=calm, contrast=more)
    ratio = {
        f"{front} on {ground}": (contrast_of(colour(values, front), colour(values, ground)), least)
        for fronts, least in (((*TEXT,), 7.0), (("line", "tone"), 3.0))
        for front in fronts
        for ground in GROUNDS
        if (front, ground) not in {("line", "tint"), ("tone", "tint")}
    }
    ratio["accent-ink on accent"] = (
        contrast_of(colour(values, "accent-ink"), colour(values, "accent")),
        7.0,
    )
    faint = {pair: round(seen, 2) for pair, (seen, least) in ratio.items() if seen < least}
    assert not faint


@pytest.mark.parametrize("look", LOOKS, ids=name_of)
@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_exists_on_an_ordinary_screen(
    palette: str, look: tuple[bool, bool, bool]
) -> None:
    dark, calm, more = look
    values = tokens(palette, dark=dark, calm=calm, contrast=more)
    outside = {
        name: colour(values, name)
        for name in (*TEXT, *GROUNDS, "line", "tone", "accent-ink")
        if any(not -0.002 <= part <= 1.002 for part in colour(values, name))
    }
    assert not outside


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast_of(srgb(0, 0, 0), srgb(1, 0, 0)) == pytest.approx(21, abs=0.01)


def test_colours_are_named_in_one_place_only() -> None:
    for sheet in (ROOT / "static/css").rglob("*.css"):
        if sheet.name == "tokens.css":
            continue
        literal = re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", sheet.read_text())
        assert not literal, sheet.name


# --- light enough for prepaid data -------------------------------------------------------------


def test_all_styles_weigh_less_than_ten_kilobytes() -> None:
    assert len(gzip.compress(styles(), 9)) <= 10 * 1024


def test_everything_a_phone_may_load_but_pages_weighs_less_than_fifty_kilobytes() -> None:
    files = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) <= 50 * 1024


def styles() -> bytes:
    assets = Assets(ROOT / "static")
    return next(body.body for path, body in assets._files.items() if path.endswith("css/club.css"))


def test_icons_have_the_sizes_phones_ask_for() -> None:
    for name, size in (("app-192", 192), ("app-512", 512), ("mask-512", 512), ("touch-180", 180)):
        head = (ROOT / f"static/icons/{name}.png").read_bytes()[16:24]
        assert struct.unpack(">II", head) == (size, size), name


# --- templates that keep to the house's manner -------------------------------------------------


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_part_needs_nothing_but_what_it_is_given(path: Path) -> None:
    # An import with context is made anew for every page; without, it is made once.
    assert not re.search(r"\bwith context\b", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_keeps_style_and_script_out(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"\sstyle\s*=", text)
    assert "<style" not in text
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*(src=|importmap))", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_speaks_plainly(path: Path) -> None:
    banned = (
        "pursuant|herein|service user|patient|compliance|engagement|non-attender|failed|invalid"
        "|submit|utilise|streak|badge|leaderboard|you missed"
    )
    for sentence in re.findall(r"_\(\s*[\"'](.*?)[\"']\s*\)", path.read_text(), flags=re.DOTALL):
        assert not re.search(rf"\b({banned})", sentence, flags=re.IGNORECASE), sentence
        for part in re.split(r"(?<=[.?!])\s", sentence):
            assert len(part.split()) <= 20, part


# --- the page of parts -------------------------------------------------------------------------


def looking(settings: Settings, *, parts: bool) -> httpx2.AsyncClient:
    app = build(settings.model_copy(update={"parts": parts}))
    transport = httpx2.ASGITransport(app=app)
    return httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")


@pytest.mark.usefixtures("db")
async def test_the_page_of_parts_shows_each_part(settings: Settings) -> None:
    page = (await looking(settings, parts=True).get("/-/parts")).text
    for words in (
        "12 people are coming, 4 places left.", "You are coming.", "Not this time",
        "You are number 3 on the waiting list.", "This night is called off.",
        "8 needed, 6 now: 2 more.", "How it was counted", "This role is empty.",
        "Please look at this again", "Leave this page", "Ask a person",
    ):  # fmt: skip
        assert words in page, words
    assert page.count("<h1") == 1
    assert "{n}" not in page


@pytest.mark.usefixtures("db")
async def test_the_page_of_parts_is_for_developers_only(settings: Settings) -> None:
    assert (await looking(settings, parts=False).get("/-/parts")).status_code == 404
