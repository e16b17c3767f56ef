"""The texts of the club as members read them and bring changes."""

import pytest

from club.charter import service as charter
from club.charter.service import NewText
from club.decisions.models import Decision
from club.decisions.rules.effects import AdoptText, EndText
from club.kit import clock
from club.kit.tokens import new_ref
from tests.conftest import SignedIn
from tests.people import NOW, Cast
from tests.web import Client

REF = "a2" * 13
TEXT = {"title": "How we stay safe", "words": "We *look out*.", "review": "6", "version": "0"}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
async def cy(signed_in: SignedIn, cast: Cast) -> Client:
    return await signed_in(cast.cy)


async def agreed(version: int = 0, *, over: bool = False) -> None:
    words = "" if over else f"We take care, {version}."
    text = NewText(REF, version, "Care", words, "0" * 64, over=over)
    await charter.adopt_text(text, "founding", now=NOW, effective_at=NOW)


async def test_a_club_without_texts_is_invited_to_bring_one(cy: Client) -> None:
    assert "The club has agreed on no text yet." in (await cy.get("/papers")).text
    assert 'href="/papers"' in (await cy.get("/club")).text


async def test_a_member_brings_a_text_and_the_others_read_it_whole(cy: Client) -> None:
    answer = await cy.send_form("/papers", **TEXT, body="So that we know.")
    assert answer.status_code == 303
    draft = await Decision.get()
    does = draft.does()
    assert isinstance(does, AdoptText)
    assert (does.from_version, does.title, does.words) == (0, TEXT["title"], TEXT["words"])
    page = (await cy.get(draft.path)).text
    assert "<em>look out</em>" in page
    assert "There is no such text yet." in page


async def test_a_text_in_force_can_be_read_changed_and_ended(cy: Client) -> None:
    await agreed()
    assert f"/papers/{REF}" in (await cy.get("/papers")).text
    page = (await cy.get(f"/papers/{REF}")).text
    assert "We take care, 0." in page
    assert "Set by the founding." in page
    assert "We take care, 0." in (await cy.get(f"/papers/{REF}/changes")).text

    changed = await cy.send_form(f"/papers/{REF}/changes", **(TEXT | {"version": "1"}))
    ended = await cy.send_form(f"/papers/{REF}/ending", version="1")

    assert (changed.status_code, ended.status_code) == (303, 303)
    first, second = await Decision.all().order_by("id")
    assert first.does() == AdoptText(REF, 1, TEXT["title"], TEXT["words"], 6)
    assert second.does() == EndText(REF, 1)
    assert "Shall the text “Care” end?" in (await cy.get(second.path)).text


async def test_a_text_that_has_ended_can_be_read_about_but_not_changed(cy: Client) -> None:
    await agreed()
    await agreed(1, over=True)
    assert f"/papers/{REF}" not in (await cy.get("/papers")).text
    page = (await cy.get(f"/papers/{REF}")).text
    assert "This text is not in force now." in page
    assert "Bring a change" not in page
    assert (await cy.send_form(f"/papers/{REF}/ending", version="2")).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"title": ""}, "title", "Please fill this in."),
        ({"words": ""}, "words", "Please fill this in."),
        ({"words": "y" * 20_001}, "words", "too long"),
        ({"review": "99"}, "review", "too big"),
        ({"review": "25"}, "review", "1 to 24 months"),
    ],
)
async def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(
    cy: Client, wrong: dict[str, str], field: str, says: str
) -> None:
    sent = TEXT | wrong
    answer = await cy.send_form("/papers", **sent)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert says in answer.text
    assert sent["words"] in answer.text
    assert not await Decision.exists()


async def test_a_text_sent_twice_is_brought_once(cy: Client) -> None:
    key = new_ref()
    for _ in range(2):
        assert (await cy.send_form("/papers", key=key, **TEXT)).status_code == 303
    assert await Decision.all().count() == 1


async def test_a_text_there_is_not_is_an_unknown_page(cy: Client) -> None:
    for path in (f"/papers/{REF}", f"/papers/{REF}/changes"):
        assert (await cy.get(path)).status_code == 404
    for path in (f"/papers/{REF}/changes", f"/papers/{REF}/ending"):
        assert (await cy.send_form(path, **TEXT)).status_code == 404


@pytest.mark.parametrize("path", ["/papers", "/papers/new", f"/papers/{REF}"])
async def test_a_stranger_reads_no_text(client: Client, path: str) -> None:
    assert (await client.get(path)).headers["location"].startswith("/sign-in")


async def test_a_stranger_brings_no_text(client: Client) -> None:
    for path in ("/papers", f"/papers/{REF}/changes", f"/papers/{REF}/ending"):
        answer = await client.send_form(path, **TEXT)
        assert answer.headers["location"].startswith("/sign-in")
