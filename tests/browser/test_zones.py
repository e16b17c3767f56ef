"""What a phone far from the club says about the hour of a night."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.browser.lantern import Lantern, light
from tests.browser.phone import Phone, Shop, phones
from tests.browser.test_axe import faults, member
from tests.running import Running

pytestmark = pytest.mark.browser

AUCKLAND, DUBLIN, LONDON = "Pacific/Auckland", "Europe/Dublin", "Europe/London"
NEW_YORK = "America/New_York"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Lantern]]:
    data = tmp_path_factory.mktemp("house") / "var"
    with Running(data) as program:
        yield program, light(data)


@pytest.fixture
def shop(tmp_path: Path, house: tuple[Running, Lantern]) -> Iterator[Shop]:
    with phones(tmp_path / "phones", house[0].address) as open_shop:
        yield open_shop


def starts(phone: Phone) -> datetime:
    """When the night on the page starts, by the clock of the club."""
    time = phone.page.locator(".night-when time").first.get_attribute("datetime")
    assert time is not None
    return datetime.fromisoformat(time)


def lines(phone: Phone) -> list[str]:
    return phone.page.locator(".night-yours").all_inner_texts()


@pytest.mark.parametrize(("zone", "pattern"), [(NEW_YORK, "%H:%M"), (AUCKLAND, "%A %H:%M")])
def test_a_phone_elsewhere_says_its_own_hour_too(
    house: tuple[Running, Lantern], shop: Shop, zone: str, pattern: str
) -> None:
    phone = member(shop.phone("far", timezone_id=zone), house[1])
    for path in (f"/e/{house[1].night}", "/nights", "/"):
        phone.go(path)
        at = starts(phone)
        assert at.utcoffset() == at.astimezone(ZoneInfo(DUBLIN)).utcoffset(), "the club's clock"
        there = at.astimezone(ZoneInfo(zone))
        said = lines(phone)
        assert len(said) == phone.page.locator(".night-when time").count()
        assert said[0].replace(" at ", " ") == f"For you: {there.strftime(pattern)}"
        heading = phone.page.get_by_role("heading", name=said[0]).first
        assert " ".join(heading.inner_text().split()).endswith(said[0]), "read with the hour"
        assert faults(phone) == []
        page = {"/": "home", "/nights": "nights"}.get(path, "night")
        phone.shot(f"zone-{zone.rpartition('/')[2]}-{page}".lower())
    assert phone.troubles == []


@pytest.mark.parametrize("zone", [DUBLIN, LONDON])
def test_where_the_hour_is_the_same_it_is_said_once(
    house: tuple[Running, Lantern], shop: Shop, zone: str
) -> None:
    phone = member(shop.phone("near", timezone_id=zone), house[1])
    for path in (f"/e/{house[1].night}", "/nights"):
        phone.go(path)
        phone.page.wait_for_load_state("networkidle")
        assert phone.page.locator("[data-yours]").count() > 0
        assert lines(phone) == []


def test_without_scripts_the_clubs_hour_stands_alone(
    house: tuple[Running, Lantern], shop: Shop
) -> None:
    phone = member(shop.phone("plain", timezone_id=NEW_YORK, java_script_enabled=False), house[1])
    phone.go(f"/e/{house[1].night}")
    assert phone.page.locator("[data-yours]").count() == 1
    assert lines(phone) == []
