"""Every page can be used: axe finds nothing, nothing runs off the side, no script complains."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.browser.lantern import Lantern, light
from tests.browser.phone import HIGH, Phone, Shop, phones
from tests.browser.printing import pages
from tests.running import Running

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
LOOK = """async (only) => {
    const found = await axe.run(document, only ? { runOnly: { type: "rule", values: only } } : {});
    return found.violations.flatMap((each) => each.nodes.map((node) => [
        each.id, node.target.join(" "), node.failureSummary.split("\\n").slice(1, 2).join(),
    ].join(" | ")));
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OUTSIDE = (
    "/",
    "/events",
    "/sign-in",
    "/help",
    "/install",
    "/offline",
    "/offline/saved",
    "/signed-out",
    "/welcome/meet",
)
INSIDE = (
    "/", "/nights", "/nights/month", "/e/new", "/e/import", "/decisions", "/decisions/new",
    "/decisions/new/spending", "/meetings", "/meetings/new",
    "/club", "/club/months", "/roles", "/roles/chair", "/roles/coordinator",
    "/roles/listener/election", "/roles/coordinator/leave", "/roles/coordinator/notes",
    "/charter", "/record", "/record/head",
    "/members", "/papers", "/papers/new", "/roles/new", "/roles/tea/changes",
    "/powers", "/me/powers", "/roles/chair/recall", "/committee/recall", "/charter/sponsors_min",
    "/charter/class.recall.threshold",
    "/messages", "/messages/all", "/messages/new", "/me", "/me/name", "/me/pause", "/me/calendar",
    "/me/notices", "/me/proxies", "/me/blocks", "/me/evenings", "/me/check", "/me/sessions",
    "/me/keys", "/me/invitations", "/me/leaving", "/help", "/install", "/places",
)  # fmt: skip
NARROW = 320
LARGE = 2 * 16
"""Letters twice as large as a browser's own, as a reader sets them for every page."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Lantern]]:
    """The real program, with a small club that has something on every page."""
    data = tmp_path_factory.mktemp("house") / "var"
    with Running(data) as program:
        yield program, light(data)


@pytest.fixture
def shop(tmp_path: Path, house: tuple[Running, Lantern]) -> Iterator[Shop]:
    with phones(tmp_path / "phones", house[0].address) as open_shop:
        yield open_shop


def inside(club: Lantern) -> tuple[str, ...]:
    """Every page a member opens."""
    idea = f"/decisions/{club.idea}"
    questions = (f"/decisions/{club.vote}", idea, f"{idea}/words", f"{idea}/other-words")
    night = f"/e/{club.night}"
    inner = (
        "edit", "slots", "lift", "comments", "report", "message", "here", "poster", "queue",
    )  # fmt: skip
    around = [f"{night}/{page}" for page in inner]
    place = (f"/places/{club.place}", f"/places/{club.place}/edit")
    ask = f"/comments/{club.comment}/report"
    album = (f"/e/{club.album}", f"/e/{club.album}/photos", f"/photos/{club.photo}/report")
    return (*INSIDE, *questions, *club.ballots, *club.results, night, *around, *place, ask, *album)


def member(phone: Phone, club: Lantern) -> Phone:
    cookie = {"name": "s", "value": club.token, "url": phone.address}
    phone.context.add_cookies([cookie])  # type: ignore[list-item]
    return phone


def faults(phone: Phone, only: list[str] | None = None) -> list[str]:
    """What axe finds on the page that is shown, and what runs off its side."""
    if not phone.page.evaluate("'axe' in window"):
        phone.page.evaluate(AXE)
    found: list[str] = phone.page.evaluate(LOOK, only)
    beyond = phone.page.evaluate(SIDEWAYS)
    if beyond > 0:
        found.append(f"{beyond} px run off the side")
    return found


def walk(phone: Phone, paths: tuple[str, ...], *, dark: bool = True) -> dict[str, list[str]]:
    """Open each page, in the light and in the dark; return what is wrong, by page."""
    wrong = {}
    for path in paths:
        phone.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        phone.go(path)
        found = faults(phone)
        if dark:
            phone.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            found += faults(phone, ["color-contrast", "link-in-text-block"])
        found += phone.troubles
        phone.troubles.clear()
        if found:
            wrong[path] = found
    return wrong


def large(shop: Shop) -> Phone:
    """A phone as narrow as any, on which the reader has set letters twice as large."""
    return shop.phone(
        "large",
        flags=[f"--blink-settings=defaultFontSize={LARGE}"],
        viewport={"width": NARROW, "height": HIGH},
    )


def test_a_stranger_can_use_every_page(house: tuple[Running, Lantern], shop: Shop) -> None:
    paths = (*OUTSIDE, f"/join/{house[1].invitation}")
    assert walk(shop.phone("stranger"), paths) == {}


def test_a_member_can_use_every_page(house: tuple[Running, Lantern], shop: Shop) -> None:
    phone = member(shop.phone("member"), house[1])
    assert walk(phone, inside(house[1])) == {}


def test_whoever_may_hide_a_text_can_use_their_page(
    house: tuple[Running, Lantern], shop: Shop
) -> None:
    phone = shop.phone("chair")
    cookie = {"name": "s", "value": house[1].chair, "url": phone.address}
    phone.context.add_cookies([cookie])  # type: ignore[list-item]
    assert walk(phone, ("/e/reports", f"/e/{house[1].night}", "/meetings/yearly")) == {}
    assert "Texts to look at" in phone.page.goto(f"{phone.address}/e/reports").text()  # type: ignore[union-attr]


def test_every_page_fits_a_narrow_phone_with_large_letters(
    house: tuple[Running, Lantern], shop: Shop
) -> None:
    phone = large(shop)
    wrong: dict[str, list[str]] = walk(
        phone, ("/sign-in", f"/join/{house[1].invitation}"), dark=False
    )
    wrong |= walk(member(phone, house[1]), inside(house[1]), dark=False)
    size = phone.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= LARGE
    assert wrong == {}


def test_a_ballot_to_print_fits_on_one_sheet(
    house: tuple[Running, Lantern], shop: Shop, tmp_path: Path
) -> None:
    phone = member(shop.phone("printer"), house[1])
    ballots = [path for path in house[1].ballots if path.endswith("/paper/ballot")]
    assert len(ballots) == 3
    for n, path in enumerate(ballots):
        phone.go(path)
        assert pages(phone, tmp_path / f"ballot-{n}.pdf") == 1, path


def test_an_idea_sent_empty_says_where_to_look(house: tuple[Running, Lantern], shop: Shop) -> None:
    phone = member(shop.phone("hasty"), house[1])
    phone.go("/decisions/new")
    phone.page.evaluate("document.querySelector('main form').noValidate = true")
    phone.tap("Show it to the others")
    assert phone.sees("Please look at this again")
    assert faults(phone) == []


@pytest.mark.parametrize(
    ("spoil", "finds"),
    [
        ("document.querySelector('main').append(document.createElement('button'))", "button-name"),
        ("document.querySelector('main label').remove()", "label"),
        ("document.querySelector('main').style.minWidth = '1000px'", "run off the side"),
        ("console.error('a script complains')", "a script complains"),
    ],
)
def test_what_is_wrong_is_found(
    house: tuple[Running, Lantern], shop: Shop, spoil: str, finds: str
) -> None:
    phone: Any = shop.phone("spoiled")
    assert house[0].answers()
    phone.go("/sign-in")
    phone.page.evaluate(spoil)
    assert finds in "\n".join(faults(phone) + phone.troubles)
