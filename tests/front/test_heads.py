"""A line that somebody noted is compared, without any script."""

import pytest

from club.journal import queries as journal
from club.journal.models import JournalEntry
from tests.conftest import SignedIn
from tests.front.test_rules import write
from tests.people import Cast
from tests.web import Client


@pytest.fixture
async def cy(signed_in: SignedIn, cast: Cast) -> Client:
    """A member's browser; the record has three lines."""
    for n in range(3):
        await write("night_changed", f"night/{n}", cast.bo.id)
    return await signed_in(cast.cy)


async def letters(seq: int) -> str:
    return (await JournalEntry.get(seq=seq)).hash


async def test_the_record_ends_with_its_head(cy: Client) -> None:
    head = await journal.head()
    for path in ("/record", "/record/head"):
        page = (await cy.get(path)).text
        assert "The record ends at line 3:" in page
        assert f"<code>{head.hash[:12]}</code>" in page


async def test_a_line_that_was_noted_is_found_again(cy: Client) -> None:
    noted = await letters(1)
    written_by_hand = f" {noted[:4].upper()} {noted[4:9]} "
    answer = await cy.send_form("/record/head", line="1", letters=written_by_hand)
    assert answer.status_code == 200
    assert "Yes. Line 1 is as you noted it" in answer.text
    assert "2 lines were added since." in answer.text


async def test_another_fingerprint_is_not_the_same(cy: Client) -> None:
    answer = await cy.send_form("/record/head", line="1", letters=await letters(2))
    assert "No. Line 1 has another fingerprint." in answer.text


async def test_a_line_beyond_the_end_is_said(cy: Client) -> None:
    answer = await cy.send_form("/record/head", line="9", letters=await letters(2))
    assert "There is no line 9. The record ends at line 3." in answer.text


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"letters": "abc1234"}, "letters", "Please type eight letters or more"),
        ({"letters": "not a fingerprint"}, "letters", "Please type eight letters or more"),
        ({"line": "soon"}, "line", "Please write a number"),
        ({"line": ""}, "line", "Please"),
    ],
)
async def test_a_mistake_is_named_at_its_field(
    cy: Client, sent: dict[str, str], field: str, sentence: str
) -> None:
    answer = await cy.send_form("/record/head", **{"line": "1", "letters": "0" * 12, **sent})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert sentence in answer.text
    assert "another fingerprint" not in answer.text


async def test_a_stranger_compares_nothing(client: Client) -> None:
    assert (await client.get("/record/head")).headers["location"].startswith("/sign-in")
    answer = await client.send_form("/record/head", line="1", letters="0" * 12)
    assert answer.status_code in {303, 401}


async def test_a_phone_never_hears_of_lines_behind_the_head(
    cy: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or it would warn of a record that only grew while it was asking."""
    asked = journal.since

    async def late(seq: int) -> list[journal.Row]:
        await write("night_changed", "night/late", cast.bo.id)
        return await asked(seq)

    monkeypatch.setattr(journal, "since", late)
    answer = (await cy.get("/record/since/2")).json()
    assert [row["seq"] for row in answer["entries"]] == [3]
    assert answer["head"]["seq"] == 3
