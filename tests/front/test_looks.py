"""A member chooses how pages look on the phone in their hand."""

from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


async def test_pages_become_calm_on_this_phone_and_back(signed_in: SignedIn, cast: Cast) -> None:
    browser = await signed_in(cast.cy)
    assert "Calm pages, please" in (await browser.get("/me")).text
    chosen = await browser.send_form("/look", calm="true")
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/me")
    page = (await browser.get("/me")).text
    assert 'data-look="calm"' in page
    assert "Pages as before" in page
    await browser.send_form("/look", calm="false")
    assert "data-look" not in (await browser.get("/me")).text


async def test_nonsense_leaves_pages_as_they_were(client: Client) -> None:
    answer = await client.send_form("/look", calm="perhaps")
    assert answer.status_code == 303
    assert "look=calm" not in answer.headers.get("set-cookie", "")
