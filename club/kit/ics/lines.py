"""What is left of a stranger's calendar file once all that we do not ask for is gone.

No zone the file defines is believed, no alarm, guest list or attachment is looked at, and no name
in it ever becomes a path: the names of zones are held against those there are.
"""

import functools
import re
import zoneinfo
from collections.abc import Iterable, Iterator

_FOLDED = re.compile(rb"\r?\n[ \t]")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_ZONE = re.compile(r';TZID=("[^"]*"|[^;:]*)', re.IGNORECASE)
_WINDOWS = re.compile(r"[A-Za-z][A-Za-z0-9 .+-]{0,63}")
_BLOCKS = ("VCALENDAR", "VEVENT")
_ASKED = frozenset({
    "VERSION", "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "DTSTART", "DTEND",
    "DURATION", "RRULE", "EXDATE", "RDATE", "EXRULE",
    "RECURRENCE-ID",
})  # fmt: skip
_LONGEST = 20_000
UNKNOWN = "Unknown"
"""Stands where the file names a zone that nobody knows."""


def asked(data: bytes) -> list[str]:
    """Return the whole lines that say what, when and where, and the blocks they stand in."""
    text = _FOLDED.sub(b"", data).decode("utf-8-sig", "replace")
    return [_known_zone(line) for line in _outer(re.split(r"\r\n|\r|\n", text))]


def _outer(lines: Iterable[str]) -> Iterator[str]:
    skipping = ""
    for line in lines:
        found = _NAME.match(line)
        name = found[0].upper() if found else ""
        block = line.partition(":")[2].strip().upper()
        if skipping:
            skipping = "" if name == "END" and block == skipping else skipping
        elif name == "BEGIN" and block not in _BLOCKS:
            skipping = block
        elif (name in {"BEGIN", "END"} and block in _BLOCKS) or name in _ASKED:
            yield line[:_LONGEST]


def _known_zone(line: str) -> str:
    if line.partition(":")[0].upper().startswith(("SUMMARY", "DESCRIPTION", "LOCATION")):
        return line
    return _ZONE.sub(lambda found: f";TZID={_zone(found[1].strip(chr(34)))}", line, count=1)


def _zone(said: str) -> str:
    """Return the zone that is meant: what follows a maker's prefix counts, "/x/2/Europe/Paris"."""
    parts = [part for part in said.split("/") if part][-4:]
    ends = ("/".join(parts[start:]) for start in range(len(parts)))
    known = next((each for each in ends if each in _zones()), "")
    if known:
        return known
    return said if len(parts) == 1 and _WINDOWS.fullmatch(said) else UNKNOWN


@functools.cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())
