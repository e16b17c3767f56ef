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


def person(name: str, role: str = "") -> dict[str, str]:
    """Return what one founder types."""
    return {
        "name": name,
        "sign_in_name": f"{name} in private",
        "passphrase": PASSPHRASE,
        "role": role,
        "agreed": "true",
    }


async def begin(app: Starlette, role: str = "chair") -> Client:
    """Open the founding link on Ana's phone and sign as the first."""
    phone = Client(app)
    token = await founding_link(now())
    answer = await phone.send_form(f"/found/{token}", **CLUB, **person("Ana", role))
    assert answer.status_code == 303, answer.text
    return phone


async def place(first: Client) -> str:
    """Ask for a link for one more founder; return its path."""
    answer = await first.send_form("/founding/places/new")
    found = re.search(r"/founding/[\w-]{20,}", answer.text)
    assert found, answer.text
    return found[0]


async def sign(app: Starlette, first: Client, name: str, role: str = "") -> Client:
    """Sign as one more founder, on another phone."""
    phone = Client(app)
    answer = await phone.send_form(await place(first), **person(name, role))
    assert answer.status_code == 303, answer.text
    return phone
