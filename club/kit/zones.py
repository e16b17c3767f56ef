"""Time zones: the newer of the host's tables and those the program brings.

Countries change their clocks with little notice, and hosts are updated late: a table of last year
would put a night an hour wrong. Neither side is always the newer one.
"""

import zoneinfo
from collections.abc import Iterable
from pathlib import Path

import tzdata

_VERSION = "# version "


def use_newest(ours: str = tzdata.IANA_VERSION) -> bool:
    """Read zones from the program's own tables unless the host's are newer; true if ours."""
    theirs = host_version(zoneinfo.TZPATH)
    if theirs > ours:
        return False
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()
    return True


def host_version(folders: Iterable[str]) -> str:
    """Return the version of the host's tables, such as "2026c"; empty where they do not say."""
    for folder in folders:
        table = Path(folder) / "tzdata.zi"
        if table.is_file():
            with table.open(encoding="utf-8", errors="replace") as lines:
                return lines.readline().removeprefix(_VERSION).strip()
    return ""
