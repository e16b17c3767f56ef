"""Three people at a kitchen table, each with a phone."""

import re

from starlette.applications import Starlette

from club.access.service import founding_link
from club.kit.clock import now
from tests.web import Client

CLUB = {
    "club_name": "Harbour Lights",
    "alias": "Thursday",
    "zone": "Europe/Dublin",
    "palette": "sea",
}
PASSPHRASE = "kettle garden violin moss stove"


def person(name: str) -> dict[str, str]:
    """Return what one founder types."""
    return {
        "name": name,
        "sign_in_name": f"{name} in private",
        "passphrase": PASSPHRASE,
        "agreed": "true",
    }


async def begin(app: Starlette, role: str = "chair") -> Client:
    """Open the founding link on Ana's phone and sign as the first."""
    phone = Client(app)
    token = await founding_link(now())
    answer = await phone.send_form(f"/found/{token}", **CLUB)
    assert answer.status_code == 303, answer.text
    return await _signed(phone, answer.headers["location"], "Ana", role)


async def place(first: Client) -> str:
    """Ask for a link for one more founder; return its path."""
    answer = await first.send_form("/founding/places")
    found = re.search(r"/founding/[\w-]{20,}", answer.text)
    assert found, answer.text
    return found[0]


async def sign(app: Starlette, first: Client, name: str, role: str = "") -> Client:
    """Sign as one more founder, on another phone."""
    return await _signed(Client(app), await place(first), name, role)


async def _signed(phone: Client, path: str, name: str, role: str) -> Client:
    answer = await phone.send_form(path, **person(name))
    assert answer.headers.get("location") == "/founding", answer.text
    answer = await phone.send_form("/founding/role", role=role)
    assert answer.status_code == 303, answer.text
    return phone
