"""A host that was not updated for a year does not put a night an hour wrong."""

import zoneinfo
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from club.kit.zones import host_version, use_newest


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Path]:
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath((str(tmp_path),))
    yield tmp_path
    zoneinfo.reset_tzpath(before)
    ZoneInfo.clear_cache()


def test_a_host_of_last_year_is_not_asked(host: Path) -> None:
    (host / "tzdata.zi").write_text("# version 2025b\n# more\n")
    assert use_newest("2026f")
    assert zoneinfo.TZPATH == ()


def test_a_host_with_newer_tables_is_asked(host: Path) -> None:
    (host / "tzdata.zi").write_text("# version 2027a\n")
    assert not use_newest("2026f")
    assert list(zoneinfo.TZPATH) == [str(host)]


def test_a_host_without_tables_is_not_asked(host: Path) -> None:
    assert host_version((str(host),)) == ""
    assert use_newest("2026f")
    assert ZoneInfo("Europe/Dublin").utcoffset(datetime(2026, 7, 1)) == timedelta(hours=1)  # noqa: DTZ001
