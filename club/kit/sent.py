"""What a browser sent, before it is known what it means: strings by the name of their field."""

from collections.abc import Iterator
from urllib.parse import parse_qsl

from starlette.requests import Request

from club.kit.errors import Invalid
from club.kit.words import gettext as _

MOST_FIELDS = 300
_PLAIN = "application/x-www-form-urlencoded"


async def fields(request: Request) -> dict[str, list[str]]:
    """Return what was sent as lists of strings by field name; files are left out.

    Raises:
        Invalid: a JSON body that is not an object of plain values, or text in no known letters.
    """
    known: dict[str, list[str]] | None = getattr(request.state, "fields", None)
    if known is None:  # asked once for the form's key and once for its values
        known = request.state.fields = await _fields(request)
    return {name: list(values) for name, values in known.items()}


async def _fields(request: Request) -> dict[str, list[str]]:
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return await _json_fields(request)
    sent: dict[str, list[str]] = {}
    plain = kind.partition(";")[0].strip().lower() == _PLAIN
    pairs = _plain_fields(await request.body()) if plain else await _parts(request)
    for name, value in pairs:
        sent.setdefault(_sayable(name), []).append(_sayable(value))
    return sent


def _plain_fields(body: bytes) -> list[tuple[str, str]]:
    """Read what nearly every form sends; it is short, so it is read in one piece.

    Raises:
        Invalid: more fields than any form of ours has.
    """
    try:
        return parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise _unreadable() from None


async def _parts(request: Request) -> Iterator[tuple[str, str]]:
    files = getattr(request.state, "files", 0)
    try:
        form = await request.form(max_files=files, max_fields=MOST_FIELDS)
    except UnicodeError:
        raise _unreadable() from None
    return ((name, value) for name, value in form.multi_items() if isinstance(value, str))


async def _json_fields(request: Request) -> dict[str, list[str]]:
    try:
        body = await request.json()
    except (ValueError, RecursionError):  # lists in lists in lists, thousands deep
        body = None
    if not isinstance(body, dict):
        raise _unreadable()
    return {
        _sayable(name): [_plain(each) for each in (value if isinstance(value, list) else [value])]
        for name, value in body.items()
        if value is not None
    }


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _sayable(value if isinstance(value, str) else str(value))


def _sayable(text: str) -> str:
    """Replace half letters (lone surrogates), which no page can say back to who typed them."""
    return text.encode("utf-8", "replace").decode()


def _unreadable() -> Invalid:
    return Invalid(_("That could not be read. Please send it again."))
