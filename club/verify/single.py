"""Joins the room into one file that members run where there is no club: ``verify.py``."""

import ast
from functools import cache
from pathlib import Path

_PARTS = ("chain", "files", "elections", "choices", "counts", "draws", "panels", "main")


@cache
def single() -> str:
    """Return the program as one file."""
    folder = Path(__file__).parent
    return "\n\n".join(_alone((folder / f"{part}.py").read_text("utf-8")) for part in _PARTS)


def _alone(source: str) -> str:
    """Leave out what a module takes from its neighbours: in one file it stands above."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("club."):
            for at in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[at] = ""
    return "\n".join(lines).strip() + "\n"
