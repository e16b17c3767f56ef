"""A club's first week, on real phones: founded, joined, answered, decided."""

from datetime import date, timedelta

import pytest

from tests.browser.people import ask_in, begin, handed, sign_up
from tests.browser.phone import Phone, Shop
from tests.running import Running

pytestmark = pytest.mark.browser

NOTICE = timedelta(days=9)
COOLING = timedelta(days=3)
QUESTION = "Shall Dee welcome new people at the door?"


def test_a_club_lives_its_first_week(running: Running, shop: Shop) -> None:
    ada, bo, cy, dee = (shop.phone(name) for name in ("ada", "bo", "cy", "dee"))
    _found(running, ada, bo, cy)
    _join(dee, _invitation(cy))
    _plan_a_night(bo)
    _answer(dee)
    question = _bring_the_question(cy, dee, ada)
    running.let_pass(NOTICE)
    _vote(question, ada, bo, cy)
    _read_the_result(question, dee)
    running.let_pass(NOTICE + COOLING)
    _hold_the_role(dee)
    for phone in (ada, bo, cy, dee):
        assert phone.troubles == []


def _found(running: Running, ada: Phone, bo: Phone, cy: Phone) -> None:
    begin(ada, running.founding_link, "Ada", "Chair")
    ask_in(ada, bo, "Bo", "Coordinator")
    ask_in(ada, cy, "Cy", "Secretary")
    ada.go("/founding")
    ada.shot("founding-3-hall")
    ada.tap("Found the club")
    ada.sees("What is on")
    ada.shot("home-new")


def _invitation(phone: Phone) -> str:
    phone.go("/me/invitations")
    phone.tap("Make an invitation")
    phone.shot("invitation")
    return handed(phone)


def _join(dee: Phone, link: str) -> None:
    dee.go(link)
    dee.shot("join")
    sign_up(dee, "Dee")
    dee.page.get_by_label("Yes, I want this too").check()
    dee.tap("Join")
    dee.go("/me")
    dee.shot("me")
    dee.sees("Dee")


def _plan_a_night(bo: Phone) -> None:
    evening = date.today() + timedelta(days=3)  # noqa: DTZ011  # the phone's own day
    bo.go("/e/new")
    bo.write("What is it called?", "Lantern night")
    bo.write("When does it start?", f"{evening}T19:00")
    bo.write("When does it end?", f"{evening}T22:00")
    bo.page.get_by_label("Does it come back?").select_option(label="Every week")
    bo.page.get_by_label("A new place").check()
    bo.write("Name of the place", "The Old Reading Room")
    bo.write("How many places are there?", "12")
    bo.shot("plan-a-night")
    bo.tap("Put it on the calendar")
    bo.sees("The Old Reading Room")


def _answer(dee: Phone) -> None:
    dee.go("/")
    dee.shot("home")
    dee.tap("coming")
    dee.sees("You are coming.")
    dee.page.locator("article.night a").first.click()
    dee.sees("You are coming.")
    dee.shot("night")


def _bring_the_question(cy: Phone, dee: Phone, ada: Phone) -> str:
    cy.go("/decisions/new")
    cy.write("The question", QUESTION)
    cy.page.get_by_label("Somebody gets a role").check()
    cy.page.get_by_label("Which role").select_option(label="Welcomer")
    who = cy.page.get_by_label("Who", exact=True)
    who.select_option(value=who.locator("option", has_text="Dee").get_attribute("value"))
    cy.write("For how many days", "90")
    cy.tap("Show it to the others")
    cy.sees(QUESTION)
    question = cy.path()
    dee.go(question)
    dee.tap("Yes, I would do this")
    ada.go(question)
    ada.shot("decision-idea")
    ada.tap("I stand behind this")
    ada.sees("Enough members stand behind this idea")
    cy.go(question)
    cy.tap("Put it to the club")
    cy.sees("The vote begins on")
    cy.shot("decision-talk")
    return question


def _vote(question: str, ada: Phone, bo: Phone, cy: Phone) -> None:
    """Cy changes their mind before the others vote; when all have voted, the vote is over."""
    for phone, choice in ((cy, "No"), (cy, "Yes"), (ada, "Yes"), (bo, "Yes")):
        phone.go(question)
        phone.shot("decision-vote")
        phone.page.get_by_role("button", name=choice).first.click()
        phone.sees("You have voted")
        phone.shot("decision-voted")


def _read_the_result(question: str, dee: Phone) -> None:
    def closed() -> bool:
        dee.go(question)
        return dee.page.get_by_text("How it was counted").count() > 0

    dee.until(closed, seconds=60)
    dee.shot("decision-result")


def _hold_the_role(dee: Phone) -> None:
    """It comes into force by the clock, which looks every half minute."""
    welcomer = dee.page.locator("article.role", has_text="Welcomer")

    def given() -> bool:
        dee.go("/roles")
        return welcomer.count() > 0

    dee.until(given, seconds=60)
    dee.shot("roles")
    assert "Dee" in welcomer.inner_text()
    dee.go("/record")
    dee.shot("record")
