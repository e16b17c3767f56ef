"""What no form of ours would send, and how to find out what each door asks for."""

from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType
from typing import Any

from pydantic import ValidationError

from club.kit.forms import FormModel

NONSENSE = "zz"
HOSTILE = [
    "",
    "x" * 33,
    "x" * 5000,
    "\u0130" * 10,  # becomes longer in small letters
    "\u00df" * 60,  # becomes longer when letter case is folded
    "\x00",
    "a\x00b\x07\x1b[31m",
    "\u202e\u200b\ufeff",
    "🎉" * 300,
    "<script>alert(1)</script>",
    "-1",
    "9" * 400,
    "1e400",
    "٣",
    "nothing-of-the-kind",
    "2027-02-30T25:61",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "/join/" + "a" * 700,
    "https://127.0.0.1:5432/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://[::1/",
    "a2" * 13,
]
"""One of these stands in one field at a time, beside fields that are as they should be."""

SHAPES: list[object] = [
    [],
    {},
    [[]],
    {"a": {"b": []}},
    ["a", "b"],
    True,
    1e308,
    10**40,
    "\ud800",
]
"""What only JSON can put into a field."""

BODIES: list[tuple[str, bytes]] = [
    ("application/json", b""),
    ("application/json", b"null"),
    ("application/json", b"[1, 2]"),
    ("application/json", b'"words"'),
    ("application/json", b"{"),
    ("application/json", b"\xff\xfe\x00"),
    ("application/json", b"[" * 50_000),
    ("application/json", b'{"a":' * 9_000),
    ("application/json", b'{"key": ' + b"9" * 5000 + b"}"),
    ("application/json", b'{"\\ud800": "\\ud800", "key": "\\ud800\\udfff aaaaaaaaaaaaaaaa"}'),
    ("application/json; charset=nonsense", b"{}"),
    ("text/plain", b"name=Ana"),
    ("", b"name=Ana"),
    ("application/x-www-form-urlencoded", b"%00=%00&%=%&&&=&%ff=%ff&key=%ff"),
    ("application/x-www-form-urlencoded", b"a=1&" * 5000),
    ("application/x-www-form-urlencoded; charset=utf-16", b"name=Ana"),
    ("multipart/form-data", b"name=Ana"),
    ("multipart/form-data; boundary=x", b"not a part"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--"),
    (
        "multipart/form-data; boundary=x; charset=undefined",
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\r\n--x--\r\n',
    ),
    (
        "multipart/form-data; boundary=x; charset=unicode_escape",
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\\ud800\r\n--x--\r\n',
    ),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\na\r\n--x--\r\n',
    ),
]
"""Whole bodies that are not what they say, or not what any door asks for."""

SEGMENTS = [
    "%00",
    "a%00b",
    "%ff",
    "%ED%A0%80",
    "%F0%9F%98%80",
    "..%2f..%2fetc",
    "-1",
    "9" * 30,
    "9" * 5000,
    "a" * 20_000,
    "a2" * 13,
    "A2" * 13,
    "<script>",
]
"""What may stand in an address where a name belongs, as it travels."""


def asked_by(view: Callable[..., Any]) -> set[str]:
    """Return every field the forms behind a view ask for, found in the names its code uses."""
    return {field for form in _forms(view, set()) for field in form.model_fields}


def senseless(view: Callable[..., Any], right: dict[str, str]) -> set[str]:
    """Return the fields in which these two letters can mean nothing, where the rest is right."""
    return {
        name
        for form in _forms(view, set())
        for name in form.model_fields
        if _reads(form, right) and not _reads(form, right | {name: NONSENSE})
    }


def _reads(form: type[FormModel], sent: dict[str, str]) -> bool:
    lists = {name for name, field in form.model_fields.items() if "list" in str(field.annotation)}
    values = {name: [value] if name in lists else value for name, value in sent.items()}
    try:
        form.model_validate(values)
    except ValidationError:
        return False
    return True


def _forms(view: object, seen: set[object]) -> Iterator[type[FormModel]]:
    if view in seen or not isinstance(view, FunctionType):
        return
    seen.add(view)
    named = view.__code__.co_names
    found = [view.__globals__[name] for name in named if name in view.__globals__]
    for module in [each for each in found if isinstance(each, ModuleType)]:
        if module.__name__.startswith("club."):
            found += [vars(module)[name] for name in named if name in vars(module)]
    for each in found:
        if isinstance(each, type) and issubclass(each, FormModel):
            yield each
        elif getattr(each, "__module__", "").startswith("club.") and ".service" not in (
            each.__module__
        ):
            yield from _forms(each, seen)
