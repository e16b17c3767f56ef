"""Asking the club for a role, for a change of one, or for its end."""

import pytest

from club.decisions.models import Decision
from club.decisions.rules.effects import DefineRole, RetireRole
from club.kit import clock
from club.kit.tokens import new_ref
from club.roles import service as roles
from club.roles.rules import ROLES, Right
from tests.conftest import SignedIn
from tests.people import NOW, Cast
from tests.web import Client

ROLE = {
    "name": "Garden", "about": "Waters the plants.", "not_about": "Decides nothing alone.",
    "rights": "event.schedule", "seats": "2", "term_days": "90", "review": "6", "version": "0",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
async def cy(signed_in: SignedIn, cast: Cast) -> Client:
    await roles.establish("founding", by=None, now=NOW)
    return await signed_in(cast.cy)


async def test_a_member_asks_for_a_role_and_the_others_read_what_it_may(cy: Client) -> None:
    assert 'href="/roles/new"' in (await cy.get("/roles")).text
    assert (await cy.get("/roles/new")).status_code == 200
    answer = await cy.send_form("/roles", **ROLE, body="The plants are thirsty.")
    assert answer.status_code == 303
    does = (await Decision.get()).does()
    assert isinstance(does, DefineRole)
    assert (does.role.key, does.role.rights) == ("garden", {Right.SCHEDULE_EVENT})
    page = (await cy.get(answer.headers["location"])).text
    assert "There is no such role yet." in page
    assert "Plan a night. Places: 2. Given for: 90 days." in page


async def test_a_role_of_the_same_name_gets_a_key_of_its_own(cy: Client) -> None:
    await cy.send_form("/roles", **(ROLE | {"name": "Tea"}))
    does = (await Decision.get()).does()
    assert isinstance(does, DefineRole)
    assert does.role.key == "tea2"


async def test_a_member_asks_to_change_a_role_and_to_end_one(cy: Client) -> None:
    form = (await cy.get("/roles/coordinator/changes")).text
    assert ROLES["coordinator"].about in form
    assert form.count(" checked") == len(ROLES["coordinator"].rights)
    changed = await cy.send_form("/roles/coordinator/changes", **(ROLE | {"version": "1"}))
    ended = await cy.send_form("/roles/tea/ending", version="1")
    assert (changed.status_code, ended.status_code) == (303, 303)
    first, second = [row.does() for row in await Decision.all().order_by("id")]
    assert isinstance(first, DefineRole)
    assert (first.role.key, first.from_version) == ("coordinator", 1)
    assert first.role.max_terms == ROLES["coordinator"].max_terms
    assert second == RetireRole("tea", 1)


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"name": ""}, "name", "Please fill this in."),
        ({"about": "y" * 401}, "about", "too long"),
        ({"rights": "rule.the_world"}, "rights", "Please choose one of these."),
        ({"seats": "none"}, "seats", "Please write a number"),
        ({"term_days": "400"}, "term_days", "1 to 366 days"),
        ({"review": "25"}, "review", "1 to 24 months"),
    ],
)
async def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(
    cy: Client, wrong: dict[str, str], field: str, says: str
) -> None:
    sent = ROLE | wrong
    answer = await cy.send_form("/roles", **sent)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert says in answer.text
    assert sent["not_about"] in answer.text
    assert not await Decision.exists()


async def test_who_read_an_older_version_is_told(cy: Client) -> None:
    await roles.establish("later", by=None, now=NOW, kinds=[ROLES["tea"]])
    answer = await cy.send_form("/roles/tea/ending", version="1")
    assert answer.status_code == 422
    assert "Another decision changed this role first." in answer.text


async def test_a_role_asked_for_twice_with_one_form_is_asked_for_once(cy: Client) -> None:
    key = new_ref()
    for _ in range(2):
        assert (await cy.send_form("/roles", key=key, **ROLE)).status_code == 303
    assert await Decision.all().count() == 1


async def test_a_role_there_is_not_is_an_unknown_page(cy: Client) -> None:
    assert (await cy.get("/roles/king/changes")).status_code == 404
    for noun in ("changes", "ending"):
        assert (await cy.send_form(f"/roles/king/{noun}", **ROLE)).status_code == 404


async def test_a_stranger_asks_for_nothing(client: Client) -> None:
    for path in ("/roles", "/roles/tea/changes", "/roles/tea/ending"):
        answer = await client.send_form(path, **ROLE)
        assert answer.headers["location"].startswith("/sign-in")
    for path in ("/roles/new", "/roles/tea/changes"):
        assert (await client.get(path)).headers["location"].startswith("/sign-in")
