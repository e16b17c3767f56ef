"""A library is read when something of it is used, and from then on it is as it ever was."""

import sys
from pathlib import Path

import pytest

from club.kit.library import on_use


def test_a_library_is_read_when_something_of_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "heavy_lamp.py").write_text("WATTS = 40\n\ndef lit():\n    return WATTS\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    lamp = on_use("heavy_lamp")
    assert "heavy_lamp" not in sys.modules
    assert lamp.lit() == 40
    assert sys.modules.pop("heavy_lamp").WATTS == lamp.WATTS
    sys.modules.pop("heavy_lamp")


def test_what_is_not_there_is_missed_at_once() -> None:
    with pytest.raises(AttributeError, match="no_such_thing"):
        on_use("json").no_such_thing  # noqa: B018
    with pytest.raises(ModuleNotFoundError):
        on_use("no_such_library").anything  # noqa: B018
