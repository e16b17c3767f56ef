"""A club's first week, on real phones: founded, joined, answered, decided."""

import pytest

from tests.browser.people import ask_in, begin, handed, sign_up
from tests.browser.phone import Phone, Shop
from tests.running import Running

pytestmark = pytest.mark.browser


def test_three_people_found_a_club_and_a_fourth_joins(running: Running, shop: Shop) -> None:
    ada, bo, cy = shop.phone("ada"), shop.phone("bo"), shop.phone("cy")
    _found(running, ada, bo, cy)
    ada.go("/")
    ada.shot("home-new")
    dee = shop.phone("dee")
    dee.go(_invitation(cy))
    dee.shot("join")
    sign_up(dee, "Dee")
    dee.page.get_by_label("Yes, I want this too").check()
    dee.tap("Join")
    dee.go("/me")
    dee.shot("me")
    assert dee.sees("Dee")


def _found(running: Running, ada: Phone, bo: Phone, cy: Phone) -> None:
    begin(ada, running.founding_link, "Ada", "Chair")
    ask_in(ada, bo, "Bo", "Coordinator")
    ask_in(ada, cy, "Cy", "Secretary")
    ada.go("/founding")
    ada.shot("founding-3-hall")
    ada.tap("Found the club")
    ada.sees("What is on")


def _invitation(phone: Phone) -> str:
    phone.go("/me/invitations")
    phone.tap("Make an invitation")
    phone.shot("invitation")
    return handed(phone)
