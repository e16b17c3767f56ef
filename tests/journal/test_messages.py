"""The record in words."""

import re
from pathlib import Path

import pytest

import club
from club.journal.messages import sentence

SOURCE = "\n".join(
    path.read_text() for path in sorted(Path(club.__file__).parent.rglob("service/**/*.py"))
) + "\n".join(path.read_text() for path in sorted(Path(club.__file__).parent.rglob("service.py")))
KINDS = sorted(set(re.findall(r'journal\.record\(\s*"([a-z_]+)"', SOURCE)))


def test_acts_that_are_recorded_were_found() -> None:
    assert {"mandate_start", "rule", "founding", "member_in"} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_is_written_has_a_sentence(kind: str) -> None:
    by_itself, by_bo = sentence(kind, "", {}), sentence(kind, "Bo", {})
    assert "Something was written down" not in by_itself
    assert by_bo.startswith("Bo ")
    assert by_itself.endswith(".")
    assert by_bo.endswith(".")


def test_a_role_that_ended_is_told_as_that() -> None:
    assert sentence("role", "", {"ended": 1}) == "A role is no longer given out."


def test_a_kind_of_a_later_version_is_shown_by_its_name() -> None:
    assert sentence("moon_landing", "Bo", {}) == "Something was written down (moon_landing)."
