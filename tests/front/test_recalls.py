"""Asking the members to take a role back, from the pages of the roles."""

import pytest

from club.decisions.models import Decision
from club.decisions.rules.effects import EndCommittee, EndMandate
from club.kit import clock
from club.kit.tokens import new_ref
from club.members.models import Member
from tests.conftest import SignedIn
from tests.decisions.life import Life
from tests.front.test_powers import give
from tests.people import NOW, Cast
from tests.web import Client

WHY = "The papers never came, three times."


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
async def cy(signed_in: SignedIn, cast: Cast) -> Client:
    return await signed_in(cast.cy)


async def test_a_member_asks_the_club_to_take_a_role_back(cy: Client, cast: Cast) -> None:
    mandate = await give("chair", cast.ada)
    assert "/roles/chair/recall" in (await cy.get("/roles/chair")).text
    page = (await cy.get("/roles/chair/recall")).text
    assert "Being ill is never a reason." in page
    assert "Chair: Ada" in page
    assert "<dd>3 members</dd>" in page

    answer = await cy.send_form("/roles/chair/recall", mandate=mandate.ref, body=WHY)

    assert answer.status_code == 303
    draft = await Decision.get()
    assert draft.does() == EndMandate(mandate.ref, cast.ada.id)
    assert "Ada" not in draft.question
    shown = (await cy.get(draft.path)).text
    assert "this person stops holding the role “Chair”" in shown
    assert "<bdi>Ada</bdi>" in shown


async def test_a_member_asks_whether_the_club_trusts_the_committee(cy: Client, cast: Cast) -> None:
    held = [await give("chair", cast.ada), await give("treasurer", cast.bo)]
    assert "Treasurer: Bo" in (await cy.get("/committee/recall")).text

    answer = await cy.send_form("/committee/recall", body=WHY)

    assert answer.status_code == 303
    who = tuple(sorted([cast.ada.id, cast.bo.id]))
    assert (await Decision.get()).does() == EndCommittee(tuple(m.ref for m in held), who)
    assert "the whole committee stops" in (await cy.get(answer.headers["location"])).text


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"body": WHY}, "mandate", "Please fill this in."),
        ({"body": WHY, "mandate": "a2" * 13}, "mandate", "Nobody holds this now."),
        ({"body": "Bad."}, "body", "too short"),
    ],
)
async def test_a_mistake_is_named_at_its_field(
    cy: Client, cast: Cast, fields: dict[str, str], field: str, says: str
) -> None:
    await give("chair", cast.ada)
    answer = await cy.send_form("/roles/chair/recall", **fields)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert says in answer.text
    assert not await Decision.exists()


async def test_reasons_that_are_too_short_are_not_lost(cy: Client, cast: Cast) -> None:
    await give("chair", cast.ada)
    answer = await cy.send_form("/committee/recall", body="So bad.")
    assert answer.status_code == 422
    assert "So bad." in answer.text


async def test_what_nobody_holds_cannot_be_taken_back(cy: Client, cast: Cast) -> None:
    await give("tea", cast.ada)
    for path in ("/roles/chair/recall", "/committee/recall"):
        assert "Nobody holds this now." in (await cy.get(path)).text
    assert (await cy.send_form("/committee/recall", body=WHY)).status_code == 422
    assert (await cy.get("/roles/king/recall")).status_code == 404


async def test_asked_twice_with_one_form_it_is_asked_once(cy: Client, cast: Cast) -> None:
    await give("chair", cast.ada)
    key = new_ref()
    for _ in range(2):
        assert (await cy.send_form("/committee/recall", key=key, body=WHY)).status_code == 303
    assert await Decision.all().count() == 1


@pytest.mark.parametrize("path", ["/roles/chair/recall", "/committee/recall"])
async def test_a_stranger_asks_nothing(client: Client, path: str) -> None:
    for answer in (await client.get(path), await client.send_form(path, body=WHY)):
        assert answer.headers["location"].startswith("/sign-in")


async def test_whom_it_is_about_answers_in_the_app_and_the_others_read_it(
    signed_in: SignedIn, twelve: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = await Member.get(id=twelve[11])
    mandate = await give("chair", subject)
    life = Life(twelve)
    draft = await life.idea(EndMandate(mandate.ref, subject.id))
    phones = [await signed_in(await Member.get(id=each)) for each in twelve[:4]]
    for phone in phones[1:]:
        await phone.send_form(f"{draft.path}/support", text=1)
    assert (await phones[0].send_form(f"{draft.path}/notice")).status_code == 303
    theirs = await signed_in(subject)
    assert "Save my answer" in (await theirs.get(draft.path)).text
    assert "Save my answer" not in (await phones[1].get(draft.path)).text

    too_long = await theirs.send_form(f"{draft.path}/reply", words="y" * 2001)
    assert too_long.status_code == 422
    assert "y" * 2001 in too_long.text
    assert (await phones[1].send_form(f"{draft.path}/reply", words="Not me")).status_code == 404
    assert (await theirs.send_form(f"{draft.path}/reply", words="I was ill.")).status_code == 303

    opens = (await Decision.get()).opens_at
    monkeypatch.setattr(clock, "now", lambda: opens)
    page = (await phones[1].get(draft.path)).text
    assert page.index("I was ill.") < page.index("Your vote")
    assert "This is about you, so you have no vote here." in (await theirs.get(draft.path)).text
    assert (await theirs.send_form(f"{draft.path}/reply", words="Wait")).status_code == 409
