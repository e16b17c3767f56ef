"""Secrets are made once and read by their owner alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from club.kit import vault


def test_the_first_start_makes_secrets_that_only_the_owner_reads(tmp_path: Path) -> None:
    made = vault.opened(tmp_path / "var")
    assert (tmp_path / "var" / vault.NAME).stat().st_mode & 0o777 == 0o600
    assert "PRIVATE KEY" in made.vapid_private
    assert len(made.seal) == 64


def test_the_next_start_finds_the_same_secrets(tmp_path: Path) -> None:
    assert vault.opened(tmp_path) == vault.opened(tmp_path)


def test_processes_that_start_together_share_one_set(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: vault.opened(tmp_path), range(8)))
    assert len(found) == 1
    assert [path.name for path in tmp_path.iterdir()] == [vault.NAME]


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    vault.opened(tmp_path)
    (tmp_path / vault.NAME).chmod(0o644)
    with pytest.raises(PermissionError, match="chmod 600"):
        vault.opened(tmp_path)


def test_a_strange_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / vault.NAME
    path.write_text("{}")
    path.chmod(0o600)
    with pytest.raises(ValueError, match="does not hold"):
        vault.opened(tmp_path)


def test_secrets_do_not_show_in_a_log(tmp_path: Path) -> None:
    made = vault.opened(tmp_path)
    assert made.seal not in repr(made)
