"""A member's own calendar, the month and a planner's file, on a real phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import plain_calendar
from tests.browser.lantern import Lantern, light
from tests.browser.phone import Phone, Shop, phones
from tests.browser.test_axe import faults, member
from tests.kit.test_ics_reading import a_file
from tests.running import Running

pytestmark = pytest.mark.browser
FIELD = "document.getElementById('link').value"


@pytest.fixture
def club(tmp_path: Path) -> Iterator[tuple[Running, Lantern]]:
    data = tmp_path / "var"
    with Running(data) as program:
        yield program, light(data)


@pytest.fixture
def phone(tmp_path: Path, club: tuple[Running, Lantern]) -> Iterator[Phone]:
    with phones(tmp_path / "phones", club[0].address) as shop:
        yield _member(shop, club[1])


def _member(shop: Shop, club: Lantern) -> Phone:
    phone = member(shop.phone("planner"), club)
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=phone.address)
    return phone


def test_a_link_is_made_copied_and_read(phone: Phone) -> None:
    phone.go("/me")
    phone.tap("My calendar")
    phone.write("Which phone or calendar is it for?", "My phone")
    phone.page.get_by_label("All nights").check()
    phone.shot("calendar-new")
    phone.tap("Make a link")
    phone.sees("Your calendar link")
    phone.tap("Copy the link")
    phone.sees("Copied.")
    phone.shot("calendar-link")
    assert faults(phone) == []
    link = phone.page.evaluate("navigator.clipboard.readText()")
    assert link == phone.page.evaluate(FIELD)
    given = phone.context.request.get(link)
    assert len(plain_calendar.events(given.body())) > 3
    phone.tap("Done")
    phone.sees("Not read yet.")  # the clock writes it down
    phone.shot("calendar-list")
    assert faults(phone) == []
    phone.tap("Take this link back")
    phone.sees("That link does not work any more.")
    assert phone.context.request.get(link).status == 404
    assert phone.troubles == []


def test_the_months_are_walked_with_the_keyboard_and_fit_one_page(
    phone: Phone, tmp_path: Path
) -> None:
    phone.go("/nights/month")
    phone.shot("month")
    first = phone.page.locator("h1").inner_text()
    phone.page.locator("[rel=next]").focus()
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url("**/nights/month/*")
    assert phone.page.locator("h1").inner_text() != first
    phone.shot("month-next")
    assert faults(phone) == []
    sheet = tmp_path / "month.pdf"
    phone.page.pdf(path=sheet, format="A4")
    assert sheet.read_bytes().count(b"/Type /Page\n") == 1
    phone.page.locator(".month a").first.focus()
    phone.page.keyboard.press("Enter")
    phone.sees("Put it in my calendar")


def test_a_planner_brings_a_file_in_and_opens_a_draft(phone: Phone, tmp_path: Path) -> None:
    file = tmp_path / "nights.ics"
    file.write_bytes(b"hello")
    phone.go("/e/import")
    phone.page.get_by_label("Which file?").set_input_files(file)
    phone.tap("Bring them in")
    phone.sees("We cannot read this file.")
    phone.shot("import-wrong")
    assert faults(phone) == []
    phone.troubles.clear()  # Chromium notes the 422

    soon = phone.page.evaluate("new Date(Date.now() + 864e5).toISOString().slice(0, 10)")
    day = soon.replace("-", "")
    file.write_bytes(a_file(f"DTSTART;TZID=Mars/Base:{day}T193000", "SUMMARY:Songs"))
    phone.page.get_by_label("Which file?").set_input_files(file)
    phone.tap("Bring them in")
    phone.sees("1 night is here as a draft.")
    phone.shot("import-drafts")
    assert faults(phone) == []
    phone.tap("Look at it and open it")
    assert phone.page.get_by_label("When does it start?").input_value() == f"{soon}T19:30"
    phone.shot("import-open")
    assert faults(phone) == []
    phone.tap("Put it on the calendar")
    phone.sees("It is on the calendar.")
    phone.sees("Songs")


def test_a_planner_copies_a_night_and_opens_the_draft(
    phone: Phone, club: tuple[Running, Lantern]
) -> None:
    phone.go(f"/e/{club[1].night}")
    phone.page.get_by_text("Looking after this night").click()
    phone.shot("copy-button")
    assert faults(phone) == []
    phone.tap("Plan another night like this")
    phone.sees("Here is a draft of another night.")
    phone.shot("copy-draft")
    assert faults(phone) == []
    phone.tap("Put it on the calendar")
    phone.sees("It is on the calendar.")
    phone.sees("Lantern night")
    assert phone.troubles == []
