"""The page that shows every part of the interface once, with invented people, for developers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType as Shown

from starlette.requests import Request
from starlette.responses import Response

from club.kit.errors import NotFound
from club.kit.forms import blank
from club.kit.http import render
from club.kit.pages import PALETTES

_EVENING = datetime(2026, 12, 3, 19, 0, tzinfo=UTC)
_Thing = Shown[str, object]


@dataclass(frozen=True, slots=True)
class PartsPage:
    """One example of each part, and some of what is hard: long names, full rooms, nobody."""

    people: tuple[_Thing, ...]
    nights: tuple[_Thing, ...]
    decisions: tuple[_Thing, ...]
    roles: tuple[_Thing, ...]
    notices: tuple[_Thing, ...]
    palettes: tuple[str, ...] = field(default=PALETTES)


async def developers(request: Request) -> None:
    """Guard: the page is there only where the operator switched it on."""
    if not request.app.state.settings.parts:
        raise NotFound


async def parts(request: Request) -> Response:
    """Show every part."""
    form = blank(name="Ana", night="thu")
    form.refuse("word", "Please write one word.")
    return render(request, "front/parts.html", _page(), form=form, status=200)


def _page() -> PartsPage:
    ana, long_name = _person("Ana", "plum", "robin"), _person("Maximiliana-Bernadette", "pine", "")
    return PartsPage(
        people=(ana, long_name, *(_person(name.title(), name, "") for name in PALETTES)),
        nights=(
            _night(soon="Tonight", at_door=(ana,), mine="coming"),
            _night(title="Songs and soup", coming=16, left=0, waiting=5, mine="waiting",
                   queue_place=3),
            _night(coming=31, places=None, left=None, at_door=(ana, long_name)),
            _night(counted=False, coming=0, left=1),
            _night(cancelled=True, open=False),
        ),
        decisions=_decisions(),
        roles=_roles(ana, long_name),
        notices=(
            Shown({
                "title": "The kettle is mended", "body": "Thank you to whoever found the fuse.",
                "href": "/messages", "sent_at": _EVENING, "sender": ana,
                "power": "Coordinator",
            }),
        ),
    )  # fmt: skip


def _person(name: str, colour: str, word: str) -> _Thing:
    return Shown({"name": name, "colour": colour, "word": word})


def _night(**changes: object) -> _Thing:
    night: dict[str, object] = {
        "href": "/e/example", "title": "", "starts_at": _EVENING, "place": "The hall on Mill Lane",
        "at_door": (), "counted": True, "coming": 12, "places": 16, "left": 4,
        "waiting": 0, "mine": None, "queue_place": None, "offered": 0, "open": True,
        "cancelled": False, "soon": "",
    }  # fmt: skip
    return Shown(night | changes)


def _decisions() -> tuple[_Thing, ...]:
    question = "Shall we rent the small hall for another year?"
    rows = (
        ("talk", "We talk until Monday 30 November, 7 in the evening.", "", None, None),
        ("vote", "You can vote until Thursday 3 December, 7 in the evening.",
         "You have not voted yet.", 6, 8),
        ("result", "Agreed: 9 said yes, 2 said no.", "You voted.", 11, 8),
        ("withdrawn", "Bo took this idea back on Friday 20 November.", "", None, None),
    )  # fmt: skip
    names = ("at", "stands", "mine", "voted", "needed")
    return tuple(
        Shown(
            {
                "href": "/decisions/example",
                "question": question,
                **dict(zip(names, row, strict=True)),
            }
        )
        for row in rows
    )


def _roles(ana: _Thing, other: _Thing) -> tuple[_Thing, ...]:
    until = _EVENING + timedelta(days=100)
    held = Shown({"person": ana, "until": until, "href": "/decisions/example",
                  "title": "the decision of 3 December", "interim": False})  # fmt: skip
    for_now = Shown({"person": other, "until": until, "href": "", "title": "", "interim": True})
    return tuple(
        Shown({"name": name, "about": about, "href": "", "powers": powers, "holders": holders})
        for name, about, powers, holders in (
            ("Coordinator", "Sends notices and books the hall.",
             ("Send a notice to all members", "Call a night off"), (held, for_now)),
            ("Treasurer", "Keeps the money and shows the books.", ("Write down money",), ()),
        )
    )  # fmt: skip
