"""The list of the door: without a connection, in the hand, and on paper."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Error

from club.access.service import sessions
from club.events.models import Answer, Helper, Here, Night
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.wishes import Wish
from club.kit import clock
from club.members import service as members
from club.members.models import Member
from tests.browser.phone import Phone, Shop
from tests.browser.printing import pages
from tests.browser.scene import READY, until, within
from tests.browser.test_axe import faults
from tests.running import Running

pytestmark = pytest.mark.browser
NAMES = (
    "Bo", "Cy", "Dee", "Maximiliana-Bernadette", "Fay", "Gus", "Hana", "Ida", "Jun", "Kit", "Lotte",
    "Milo", "Noor", "Oisin", "Petra", "Ravi", "Sol", "Teo", "Una", "Vi", "Wren", "Yara", "Zofia",
)  # fmt: skip
WISHES = (Wish.NONE, Wish.MEET_ME, Wish.LATE | Wish.QUIET, Wish.NONE, Wish.LEAVE_EARLY)


@dataclass(frozen=True)
class Tonight:
    """Ada's session, and the night whose door she opens."""

    token: str
    night: str

    @property
    def door(self) -> str:
        return f"/e/{self.night}/door"


async def _live() -> Tonight:
    now = clock.now()
    ada = await members.welcome("Ada", voting_from=now, now=now)
    browser = sessions.Browser("a phone", shared=False)
    opened = await sessions.open_session(ada.id, browser, now=now)
    night = await Night.create(
        title="Soup", zone="Europe/Dublin", starts_at=now, ends_at=now + timedelta(hours=3)
    )
    await Helper.create(night_id=night.id, member_id=ada.id, part=Part.DOOR)
    for n, name in enumerate(NAMES):
        guest = await members.welcome(name, voting_from=now, now=now)
        await Answer.create(
            night_id=night.id, member_id=guest.id, want=Want.COMING, turn=n, said_at=now,
            named=True, party=1 + (n == 1), seats=1, wishes=WISHES[n % len(WISHES)],
            note="I wear a red hat, and I may need a moment outside." if n % 7 == 2 else "",
        )  # fmt: skip
    return Tonight(opened.token, night.ref)


@pytest.fixture
def tonight(running: Running, tmp_path: Path) -> Tonight:
    assert running.said
    return within(tmp_path / "var", _live)


@pytest.fixture
def ada(tonight: Tonight, shop: Shop) -> Phone:
    """Ada's phone, which has seen the list while there was a connection."""
    phone = shop.phone("ada")
    phone.context.add_cookies([{"name": "s", "value": tonight.token, "url": phone.address}])
    phone.go(tonight.door)
    until(phone, READY)
    phone.go(tonight.door)
    until(phone, f"caches.match('{tonight.door}').then((each) => !!each)")
    return phone


def counted(tmp_path: Path) -> tuple[int, int, int]:
    async def read() -> tuple[int, int, int]:
        night = await Night.get()
        return night.here, night.unnamed, await Here.all().count()

    return within(tmp_path / "var", read)


def number(phone: Phone) -> str:
    return phone.page.locator("[data-people]").first.inner_text()


def shows(phone: Phone, people: int) -> None:
    phone.until(lambda: number(phone) == str(people), seconds=10)


def tap(phone: Phone, words: str) -> None:
    """Tap, and wait until the page that comes of it is there."""
    phone.page.evaluate("window.before = true")
    phone.tap(words)
    phone.until(lambda: _is_new(phone), seconds=15)


def _is_new(phone: Phone) -> bool:
    try:
        return bool(phone.page.evaluate("!window.before && document.readyState === 'complete'"))
    except Error:  # one page is gone and the next is not there yet
        return False


def test_ticks_made_offline_show_at_once_and_are_counted_once(
    tonight: Tonight, ada: Phone, tmp_path: Path
) -> None:
    tap(ada, "Bo")
    shows(ada, 1)
    ada.context.set_offline(True)
    for who in ("Cy", "Dee"):
        tap(ada, who)
        assert ada.path() == tonight.door
    shows(ada, 4)  # Cy brings somebody
    for people in (5, 6):
        tap(ada, "One more, no name")
        shows(ada, people)
        ada.page.wait_for_timeout(800)  # sooner, it would be a hand that shakes
    tap(ada, "Dee")
    shows(ada, 5)
    assert ada.sees("Some of this waits on this phone for a connection.")
    ada.shot("door-offline")
    assert counted(tmp_path) == (1, 0, 1)

    ada.context.set_offline(False)
    ada.until(lambda: counted(tmp_path) == (3, 2, 4), seconds=30)
    ada.go(tonight.door)
    shows(ada, 5)
    assert ada.page.get_by_role("button", name="Cy").get_attribute("aria-pressed") == "true"
    assert not ada.page.locator("[data-waits]").is_visible()
    assert ada.troubles == [] or all("ERR_INTERNET_DISCONNECTED" in each for each in ada.troubles)


def test_a_hand_that_shakes_counts_one(tonight: Tonight, ada: Phone, tmp_path: Path) -> None:
    assert tonight.door
    ada.page.get_by_role("button", name="One more, no name").dblclick()
    shows(ada, 1)
    ada.page.get_by_role("button", name="Cy").dblclick()
    shows(ada, 3)
    assert counted(tmp_path) == (2, 1, 2)


def test_the_list_can_be_read_at_arms_length_and_fits_the_phone(
    tonight: Tonight, ada: Phone
) -> None:
    assert tonight.night
    tap(ada, "Fay")
    ada.shot("door-list")
    sizes = ada.page.evaluate(
        "[...document.querySelectorAll('button.tick, .door-more button')].map((each) => "
        "[each.offsetWidth, each.offsetHeight])"
    )
    assert len(sizes) > len(NAMES)
    assert all(wide >= 300 and high >= 48 for wide, high in sizes)
    assert faults(ada) == []
    ada.page.emulate_media(color_scheme="dark")
    assert faults(ada, ["color-contrast"]) == []


def test_whoever_comes_alone_is_met(
    tonight: Tonight, ada: Phone, shop: Shop, tmp_path: Path
) -> None:
    night = within(tmp_path / "var", _next_week)
    niamh = shop.phone("niamh")
    niamh.go("/")
    niamh.tap("Ask somebody to meet you at the door")
    niamh.write("What can we call you?", "Niamh")
    assert faults(niamh) == []
    niamh.tap("Ask to be met")
    assert niamh.sees("Nobody has said yes yet")
    niamh.shot("meet-asked")
    assert faults(niamh) == []

    ada.go(f"/e/{night}")
    ada.page.get_by_text("Looking after this night").click()
    ada.tap("Who asks to be met")
    assert ada.sees("Niamh")
    assert faults(ada) == []
    ada.write("How will they know you?", "A green scarf")
    ada.shot("meet-list")
    ada.tap("I meet them")
    assert ada.sees("You meet them.")
    niamh.page.reload()
    assert niamh.sees("Ada will meet you.")
    niamh.shot("meet-taken")
    assert faults(niamh) == []
    assert (niamh.troubles, ada.troubles) == ([], [])
    assert tonight.night != night


async def _next_week() -> str:
    ada, start = await Member.get(name="Ada"), clock.now() + timedelta(days=6)
    night = await Night.create(
        title="Soup", zone="Europe/Dublin", starts_at=start, ends_at=start + timedelta(hours=2)
    )
    await Helper.create(night_id=night.id, member_id=ada.id, part=Part.DOOR)
    return night.ref


def test_the_list_prints_on_one_sheet(tonight: Tonight, ada: Phone, tmp_path: Path) -> None:
    assert tonight.night
    assert pages(ada, tmp_path / "door.pdf") == 1


def test_the_poster_prints_on_one_sheet(tonight: Tonight, ada: Phone, tmp_path: Path) -> None:
    ada.go(f"/e/{tonight.night}/poster")
    ada.shot("poster")
    assert ada.page.evaluate("document.querySelector('.poster img').naturalWidth") > 100
    assert pages(ada, tmp_path / "poster.pdf") == 1
    assert ada.troubles == []


def test_a_list_of_yesterday_is_not_kept_on_the_phone(tonight: Tonight, ada: Phone) -> None:
    kept = f"caches.match('{tonight.door}').then((each) => !!each)"
    assert ada.page.evaluate(kept)
    ada.page.evaluate(
        f"""async () => {{
            const pages = await caches.open("pages"), old = await pages.match("{tonight.door}");
            const headers = {{ Date: new Date(Date.now() - 16 * 36e5).toUTCString() }};
            await pages.put("{tonight.door}", new Response(await old.text(), {{ headers }}));
        }}"""
    )
    ada.go("/nights")
    until(ada, f"caches.match('{tonight.door}').then((each) => !each)")
