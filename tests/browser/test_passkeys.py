"""A passkey on a real phone: made, used to sign in, used to prove it is still you."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.people import ask_in, begin
from tests.browser.phone import Phone, Shop, phones
from tests.running import Running

pytestmark = pytest.mark.browser


@pytest.fixture
def named(tmp_path: Path) -> Iterator[Running]:
    """The program under a name: a browser keeps no passkeys for a bare number."""
    program = Running(tmp_path / "var")
    program.address = program.address.replace("127.0.0.1", "localhost")
    program._env["CLUB_ADDRESS"] = program.address
    with program:
        yield program


@pytest.fixture
def shop(tmp_path: Path, named: Running) -> Iterator[Shop]:
    with phones(tmp_path / "phones", named.address) as open_shop:
        yield open_shop


def finger(phone: Phone) -> None:
    """Give a phone a sensor that always knows its owner, and keeps passkeys."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_one_touch_signs_a_member_in(named: Running, shop: Shop) -> None:
    ada, bo, cy = shop.phone("ada"), shop.phone("bo"), shop.phone("cy")
    begin(ada, named.founding_link, "Ada", "Chair")
    ask_in(ada, bo, "Bo", "Coordinator")
    ask_in(ada, cy, "Cy", "Secretary")
    ada.go("/founding")
    ada.tap("Found the club")
    ada.page.wait_for_url(named.address + "/")

    finger(ada)
    ada.go("/me/keys")
    ada.tap("Make a passkey on this phone")
    assert ada.sees("The passkey is ready.")
    ada.shot("keys")

    ada.go("/me/sessions")
    ada.tap("Sign out here")
    assert ada.sees("You are signed out")
    ada.go("/sign-in?next=/me/keys")
    ada.shot("sign-in")
    ada.tap("Use my passkey")
    ada.page.wait_for_url(named.address + "/me/keys")
    assert ada.sees("Your passkeys")
