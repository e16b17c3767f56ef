"""The frame of every page on a real phone."""

import pytest

from tests.browser.phone import WIDE, Shop
from tests.running import Running

pytestmark = pytest.mark.browser


def test_the_program_starts_with_no_settings_and_greets_a_stranger(
    running: Running, shop: Shop
) -> None:
    phone = shop.phone("stranger")
    phone.go("/no-such-page")
    assert phone.sees("There is nothing here")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= WIDE
    assert running.said
