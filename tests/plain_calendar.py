"""A second reader of calendar files, written from RFC 5545 alone and sharing no code with ours."""

import re
from datetime import UTC, datetime

Read = dict[str, str]


def lines(data: bytes) -> list[str]:
    """The unfolded lines; asserts what the standard asks of line ends and lengths."""
    assert data.endswith(b"\r\n")
    raw = data.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in raw), "no line is longer than 75 octets"
    assert all(b"\r" not in line and b"\n" not in line for line in raw)
    for line in raw:
        line.decode()  # a fold inside a letter would break this
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def events(data: bytes) -> list[Read]:
    """Each entry as a mapping from the property's name to its text."""
    found: list[Read] = []
    for line in lines(data):
        head, _, value = line.partition(":")
        name = head.split(";")[0]
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in {"BEGIN", "END"}:
            assert name not in found[-1], f"{name} stands twice"
            found[-1][name] = text(value)
    return found


def text(value: str) -> str:
    """Undo the escaping."""
    return re.sub(r"\\(.)", lambda each: "\n" if each[1] in "nN" else each[1], value)


def instant(value: str) -> datetime:
    """Read a time in UTC."""
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
