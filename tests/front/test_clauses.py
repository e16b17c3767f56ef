"""One rule of the club: what it says, where it came from, and the idea to change it."""

from datetime import timedelta

import pytest

from club.charter import service as charter
from club.charter.rules import CLAUSES
from club.decisions.models import Decision
from club.decisions.rules.effects import SetRule
from club.kit import clock
from club.kit.tokens import new_ref
from club.members.models import Member
from tests.conftest import SignedIn
from tests.decisions.life import Life
from tests.people import NOW, Cast
from tests.web import Client

PATH = "/charter/sponsors_min/changes"
CHANGE = {"value": "3", "body": "Two is too few.", "review": "6", "version": "0"}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
async def cy(signed_in: SignedIn, cast: Cast) -> Client:
    return await signed_in(cast.cy)


async def test_every_rule_has_a_page_and_those_that_can_change_a_form(cy: Client) -> None:
    for key, clause in CLAUSES.items():
        answer = await cy.get(f"/charter/{key}")
        assert answer.status_code == 200
        assert ('name="value"' in answer.text) == (not clause.fixed)


async def test_the_page_of_all_rules_leads_to_each_that_can_change(cy: Client) -> None:
    page = await cy.get("/charter")
    for key, clause in CLAUSES.items():
        assert (f'href="/charter/{key}"' in page.text) == (not clause.fixed)
    assert "Version 0 of our rules" in page.text


async def test_a_member_brings_a_change_and_reads_what_it_would_do(cy: Client) -> None:
    answer = await cy.send_form(PATH, **CHANGE)
    assert answer.status_code == 303
    page = await cy.get(answer.headers["location"])
    assert "Shall our rule say “3 people”?" in page.text
    assert "<dt>Now</dt><dd>2 people</dd>" in page.text
    assert "<dt>Would be</dt><dd>3 people</dd>" in page.text
    assert "after 6 months" in page.text
    draft = await Decision.get()
    assert draft.does() == SetRule("sponsors_min", 0, 3, 6)
    assert draft.path in (await cy.get("/charter/sponsors_min")).text


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"value": ""}, "value", "Please fill this in."),
        ({"value": "many"}, "value", "Please write a number"),
        ({"value": "99"}, "value", "It can be from 1 person to 10 people."),
        ({"value": "2"}, "value", "It says so already."),
        ({"review": "25"}, "review", "Please choose 1 to 24 months."),
        ({"review": "soon"}, "review", "Please write a number"),
        ({"body": "y" * 8001}, "body", "too long"),
    ],
)
async def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(
    cy: Client, wrong: dict[str, str], field: str, says: str
) -> None:
    sent = CHANGE | wrong
    answer = await cy.send_form(PATH, **sent)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert says in answer.text
    assert sent["body"] in answer.text
    assert not await Decision.exists()


async def test_who_read_an_older_version_is_told_before_anything_is_drafted(cy: Client) -> None:
    await charter.adopt({"sponsors_min": 4}, "founding", by=None, now=NOW)
    answer = await cy.send_form(PATH, **CHANGE)
    assert answer.status_code == 422
    assert "Another decision changed this rule first." in answer.text
    assert 'name="version" value="1"' in answer.text


async def test_a_change_sent_twice_is_brought_once(cy: Client) -> None:
    key = new_ref()
    for _ in range(2):
        assert (await cy.send_form(PATH, key=key, **CHANGE)).status_code == 303
    assert await Decision.all().count() == 1


@pytest.mark.parametrize("path", ["/charter/no.such", "/charter/king"])
async def test_a_rule_there_is_not_is_an_unknown_page(cy: Client, path: str) -> None:
    assert (await cy.get(path)).status_code == 404
    assert (await cy.send_form(f"{path}/changes", **CHANGE)).status_code == 404


async def test_a_stranger_reads_and_brings_nothing(client: Client) -> None:
    for answer in (
        await client.get("/charter/sponsors_min"),
        await client.send_form(PATH, **CHANGE),
    ):
        assert answer.headers["location"].startswith("/sign-in")


async def test_the_page_says_what_was_decided_and_what_counts_later(cy: Client) -> None:
    later = NOW + timedelta(days=9)
    await charter.adopt({"sponsors_min": 4}, "founding", by=None, now=NOW)
    await charter.adopt({"sponsors_min": 5}, "d", by=None, now=NOW, effective_at=later)
    page = (await cy.get("/charter/sponsors_min")).text
    assert "<strong>4 people</strong>" in page
    assert "It counts since" in page
    assert "It counts from" in page
    assert 'value="4"' in page


async def test_the_words_can_be_put_better_and_the_change_stays(
    signed_in: SignedIn, twelve: list[int]
) -> None:
    effect = SetRule("sponsors_min", 0, 3, 6)
    draft = await Life(twelve).idea(effect)
    author = await signed_in(await Member.get(id=twelve[0]))
    page = await author.get(f"{draft.path}/text")
    assert "<dt>Would be</dt><dd>3 people</dd>" in page.text
    assert 'name="role"' not in page.text
    words = {"question": "Shall three stand behind an idea?", "body": "", "does": "keep"}
    assert (await author.send_form(f"{draft.path}/text", **words)).status_code == 303
    row = await Decision.get()
    assert (row.question, row.does()) == ("Shall three stand behind an idea?", effect)


async def test_the_ballot_and_the_result_say_the_exact_change_and_its_version(
    signed_in: SignedIn, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    await charter.adopt({"club.name": "Harbour"}, "founding", by=None, now=NOW)
    life = Life(twelve)
    decision, now = await life.voting(SetRule("sponsors_min", 0, 3, 6))
    phones = [await signed_in(await Member.get(id=each)) for each in twelve[:10]]
    monkeypatch.setattr(clock, "now", lambda: now)
    ballot = (await phones[0].get(decision.path)).text
    vote = ballot[ballot.index("Your vote") :]
    assert "<dt>Would be</dt><dd>3 people</dd>" in vote
    assert "<dt>Our rules</dt><dd>version 1</dd>" in vote
    for phone in phones:
        await phone.send_form(f"{decision.path}/ballot", choice="yes")
    await life.close(decision)
    assert "The club looks at it again on" in (await phones[0].get("/charter/sponsors_min")).text
    record = (await phones[0].get("/record")).text
    set_by = record[record.index("A rule of the club was set.") :].split("</li>")[0]
    assert decision.path in set_by
    result = (await phones[0].get(decision.path)).text
    assert "The rule is changed. It counts from" in result
    assert "It was held under version 1 of our rules" in result
    assert 'href="/charter/sponsors_min"' in result
