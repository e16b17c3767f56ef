"""What members download is one file that needs Python alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from club.verify.single import single
from tests.verify.records import small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder on a machine without a club: the program and a record."""
    (tmp_path / "verify.py").write_text(single())
    (tmp_path / "record.jsonl").write_bytes(small().file())
    return tmp_path


def run(folder: Path, *words: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "-S", "verify.py", *words]  # no packages, no environment
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_it_takes_nothing_but_the_standard_library() -> None:
    for node in ast.walk(ast.parse(single())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = (
                [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            )
            assert {str(each).partition(".")[0] for each in names} <= sys.stdlib_module_names


def test_a_record_that_holds_ends_well_and_names_its_head(folder: Path) -> None:
    code, said = run(folder, "record.jsonl")
    assert code == 0
    assert "The record holds: 7 entries, head " in said


def test_a_record_that_was_changed_ends_badly_and_names_the_line(folder: Path) -> None:
    file = folder / "record.jsonl"
    file.write_bytes(file.read_bytes().replace(b"signed", b"singed"))
    code, said = run(folder, "record.jsonl")
    assert (code, said) == (
        1,
        "The record does not hold at line 2, entry 1: its content is not what was hashed.\n",
    )


def test_a_line_that_was_noted_and_is_gone_ends_badly(folder: Path) -> None:
    code, said = run(folder, "record.jsonl", "--head", "9:0123456789")
    assert code == 1
    assert "the line that was noted, 9:0123456789, is not in it as it was" in said


@pytest.mark.parametrize("words", [["nothing.jsonl"], [], ["record.jsonl", "--heads"]])
def test_what_cannot_be_read_is_said_without_a_trace(folder: Path, words: list[str]) -> None:
    code, said = run(folder, *words)
    assert code == 2
    assert "Traceback" not in said
    assert "usage: verify.py" in said


def test_it_says_what_it_cannot_see() -> None:
    assert "What it cannot see" in (ast.get_docstring(ast.parse(single())) or "")
