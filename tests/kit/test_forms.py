"""A form gives a typed value, or a plain sentence per field; it never loses what was typed."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Literal
from urllib.parse import urlencode

import pytest
from pydantic import Field
from starlette.requests import Request

from club.kit.errors import Invalid, TooLate
from club.kit.forms import WHOLE, Form, FormModel, read


class Drink(StrEnum):
    TEA = "tea"
    WATER = "water"


class Order(FormModel):
    secrets: ClassVar[frozenset[str]] = frozenset({"passphrase"})
    name: str = Field(max_length=10)
    drink: Drink
    cups: int = Field(default=1, ge=1, le=4)
    at: datetime | None = None
    passphrase: str = ""
    extras: list[str] = []


class Choosing(FormModel):
    chosen: ClassVar[frozenset[str]] = frozenset({"table"})
    drink: Drink
    size: Literal["small", "large"]
    sweet: bool
    table: str
    extras: list[Drink]
    note: str


async def send(
    body: bytes | str,
    kind: str = "application/x-www-form-urlencoded",
    model: type[FormModel] = Order,
) -> Form[Any]:
    raw = body.encode() if isinstance(body, str) else body

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": raw, "more_body": False}

    headers = [(b"content-type", kind.encode())]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers, "query_string": b""}
    return await read(Request(scope, receive), model)


async def test_good_answers_become_values() -> None:
    form = await send(urlencode({"name": " Ana ", "drink": "tea", "cups": "3"}))
    assert form.value == Order(name="Ana", drink=Drink.TEA, cups=3)


async def test_every_field_says_what_to_mend_and_keeps_what_was_typed() -> None:
    typed = {"name": "x" * 11, "drink": "gin", "cups": "9", "at": "31 Feb"}
    form = await send(urlencode(typed))
    assert form.errors == {
        "name": "This is too long. Please keep it to 10 letters.",
        "drink": "Please choose one of these.",
        "cups": "This number is too big. The most is 4.",
        "at": "Please write a date and time, like 2027-03-18 19:30.",
    }
    assert form.typed == typed
    assert form.status == 422


async def test_an_empty_field_asks_to_be_filled_in() -> None:
    form = await send(urlencode({"name": "   ", "drink": "tea"}))
    assert form.errors == {"name": "Please fill this in."}


async def test_what_is_chosen_and_not_written_asks_to_be_chosen() -> None:
    form = await send(urlencode({"table": "", "drink": ""}), model=Choosing)
    assert form.errors == dict.fromkeys(
        ("drink", "size", "sweet", "table", "extras"), "Please choose one of these."
    ) | {"note": "Please fill this in."}


async def test_a_passphrase_is_never_sent_back_to_the_page() -> None:
    form = await send(urlencode({"name": "Ana", "drink": "gin", "passphrase": "five plain words"}))
    assert form.errors
    assert "passphrase" not in form.typed


async def test_controls_that_no_database_stores_are_left_out() -> None:
    form = await send(urlencode({"name": "A\x00n\x07a", "drink": "tea"}))
    assert form.value.name == "Ana"


async def test_several_choices_of_one_field_arrive_together() -> None:
    form = await send(
        urlencode([("name", "Ana"), ("drink", "tea"), ("extras", "a"), ("extras", "b")])
    )
    assert form.value.extras == ["a", "b"]


async def test_json_is_read_like_a_form() -> None:
    form = await send('{"name": "Ana", "drink": "tea", "cups": 2}', "application/json")
    assert form.value.cups == 2


@pytest.mark.parametrize("body", ["[1]", "{", '"x"', b"\xff\xfe"])
async def test_json_that_is_no_form_is_refused_kindly(body: bytes | str) -> None:
    with pytest.raises(Invalid):
        await send(body, "application/json")


async def test_a_refusal_of_the_act_stands_at_its_field() -> None:
    form = await send(urlencode({"name": "Ana", "drink": "tea"}))
    with form.refusing():
        raise Invalid("There is no tea left.", "drink")
    assert (form.errors, form.status) == ({"drink": "There is no tea left."}, 422)


async def test_coming_too_late_is_said_for_the_whole_form() -> None:
    form = await send(urlencode({"name": "Ana", "drink": "tea"}))
    with form.refusing():
        raise TooLate("The kitchen is closed.")
    assert (form.errors, form.status) == ({WHOLE: "The kitchen is closed."}, 409)
