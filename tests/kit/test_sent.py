"""What a browser sent is read whole, once, and the same however it names its kind."""

import pytest
from starlette.requests import Request

from club.kit.errors import Invalid
from club.kit.sent import MOST_FIELDS, fields

FORM = "application/x-www-form-urlencoded"


def sent(body: bytes, kind: str = FORM) -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", kind.encode())]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers, "query_string": b""}
    return Request(scope, receive)


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=UTF-8", FORM.title()])
async def test_a_form_is_read_the_same_however_often(kind: str) -> None:
    request = sent(b"name=Ada+B.&name=Cy&note=caf%C3%A9%3B+tea&empty=&bare", kind)
    whole = {"name": ["Ada B.", "Cy"], "note": ["caf\u00e9; tea"], "empty": [""], "bare": [""]}
    first = await fields(request)
    assert first == whole
    first["name"].clear()
    assert await fields(request) == whole


async def test_half_letters_and_strange_bytes_are_something_a_page_can_say() -> None:
    (word,) = (await fields(sent(b"word=%ED%A0%80%FFtea")))["word"]
    assert word.encode()
    assert word.endswith("tea")


async def test_more_fields_than_any_form_has_are_refused_kindly() -> None:
    body = b"&".join([b"a=1"] * MOST_FIELDS)
    assert len((await fields(sent(body)))["a"]) == MOST_FIELDS
    with pytest.raises(Invalid):
        await fields(sent(body + b"&a=1"))
