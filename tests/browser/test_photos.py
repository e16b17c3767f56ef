"""A photo of a night, on real phones: sent, asked about, shown, and gone after a no."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from club.access.service import sessions
from club.events.models import Helper, Night
from club.events.rules.places import Part
from club.events.service import presence
from club.kit import clock
from club.members import service as members
from tests.browser.phone import HIGH, WIDE, Phone, Shop
from tests.browser.scene import within
from tests.running import Running

pytestmark = pytest.mark.browser
HOUR = timedelta(hours=1)
LOADED = "[...document.querySelectorAll('.picture img')].map((i) => i.complete && i.naturalWidth)"


async def _three_at_a_night() -> tuple[str, dict[str, str]]:
    """A night that goes on, hosted by Bo; the sessions of Bo, Cy and Dee, who are there."""
    now, tokens = clock.now(), {}
    night = await Night.create(
        title="Soup", zone="Europe/Dublin", starts_at=now - HOUR, ends_at=now + HOUR
    )
    for name in ("Bo", "Cy", "Dee"):
        member = await members.welcome(name, voting_from=now, now=now)
        browser = sessions.Browser("a phone", shared=False)
        tokens[name] = (await sessions.open_session(member.id, browser, now=now)).token
        await presence.come(night.ref, member.id, here=True, now=now)
        if name == "Bo":
            await Helper.create(night_id=night.id, member_id=member.id, part=Part.HOST)
    return f"/e/{night.ref}", tokens


def _photo(folder: Path) -> Path:
    """A photo as a camera would give it: wide, and far larger than a phone shows."""
    folder.mkdir(exist_ok=True)
    written = io.BytesIO()
    Image.radial_gradient("L").resize((2400, 1800)).convert("RGB").save(written, "JPEG")
    path = folder / "IMG_0001.jpg"
    path.write_bytes(written.getvalue())
    return path


def test_a_photo_is_seen_by_others_when_who_is_on_it_agrees_and_gone_after_a_no(
    tmp_path: Path, running: Running, shop: Shop
) -> None:
    assert running.answers()
    night, tokens = within(tmp_path / "var", _three_at_a_night)
    bo, cy, dee = (_signed_in(shop, name, tokens[name]) for name in ("Bo", "Cy", "Dee"))
    _let_in(bo, night)
    _send(cy, night, _photo(tmp_path / "camera"))
    bo.go(night)
    assert bo.sees("Photos: 0")
    _say_yes(dee)
    bo.go(night)
    bo.tap("Photos: 1")
    _is_loaded(bo)
    bo.shot("photos-6-shown")
    _take_back(dee)
    bo.page.reload()
    assert bo.sees("There is no photo here")
    for phone in (bo, cy, dee):
        assert phone.troubles == []


def _let_in(bo: Phone, night: str) -> None:
    bo.go(night)
    bo.tap("Photos")
    bo.shot("photos-1-off")
    bo.tap("Photos may be shared from this night")
    assert bo.sees("There is no photo here")


def _say_yes(dee: Phone) -> None:
    dee.go("/messages")
    dee.shot("photos-4-message")
    dee.tap("You are asked about a photo")
    assert dee.sees("May the others see this photo?")
    _is_loaded(dee)
    dee.shot("photos-5-asked")
    dee.tap("Yes, the others may see it")
    assert dee.sees("I take my yes back")


def _take_back(dee: Phone) -> None:
    dee.page.get_by_text("I take my yes back").click()
    dee.page.get_by_role("button", name="Yes, delete it").locator("visible=true").first.click()
    assert dee.sees("It is deleted.")


def _signed_in(shop: Shop, name: str, token: str) -> Phone:
    phone = shop.phone(name, viewport={"width": WIDE, "height": HIGH})
    cookie = {"name": "s", "value": token, "url": phone.address}
    phone.context.add_cookies([cookie])  # type: ignore[list-item]
    return phone


def _send(phone: Phone, night: str, photo: Path) -> None:
    phone.go(f"{night}/photos")
    phone.page.get_by_text("Add a photo").click()
    phone.page.get_by_label("Choose a photo").set_input_files(photo)
    phone.page.get_by_label("Dee").check()
    phone.write("What is on it?", "Somebody plays the guitar under a lamp")
    phone.shot("photos-2-form")
    phone.tap("Send it")
    assert phone.sees("Only those on it and whoever sent it see it now.")
    phone.shot("photos-3-waits")


def _is_loaded(phone: Phone) -> None:
    phone.until(
        lambda: phone.page.evaluate(LOADED) and all(phone.page.evaluate(LOADED)), seconds=10
    )
