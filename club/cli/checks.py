"""Every check of the house, in the order in which a fault is cheapest to find."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Check:
    """One named command; ``env`` is added to the environment."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)


_BIN = Path(sys.executable).parent
_PYTEST = ("python", "-m", "pytest", "-q", "-p", "no:cacheprovider")
# A test asks for nothing that another one has, so each core takes what is left to do.
_EACH_CORE = ("-n", "auto", "--dist", "worksteal")
# One measure over both databases: each has engine code that the other never runs. All of that is
# in the tools, and following every call doubles the time of a test, so there it is left at these.
_TOOLS = "tests/kit"
_COVER = ("--cov", "--cov-report=")
_COVERED = ("--cov", "--cov-append", "--cov-report=term:skip-covered", "--cov-fail-under=95")
_POSTGRES = {"CLUB_TEST_DB": "postgres"}
CHECKS = (
    Check("format", ("ruff", "format", "--check", ".")),
    Check("lint", ("ruff", "check", ".")),
    Check("contracts", ("lint-imports",)),
    Check("types", ("mypy",)),
    Check("migrations", ("python", "-m", "club", "drift")),
    Check("the tools on PostgreSQL", (*_PYTEST, *_EACH_CORE, *_COVER, _TOOLS), _POSTGRES),
    Check(
        "all else on PostgreSQL",
        (*_PYTEST, *_EACH_CORE, "-m", "not browser", f"--ignore={_TOOLS}"),
        _POSTGRES,
    ),
    Check(
        "the first week on PostgreSQL", (*_PYTEST, "tests/browser/test_first_week.py"), _POSTGRES
    ),
    Check("tests on SQLite", (*_PYTEST, *_EACH_CORE, *_COVERED), {"CLUB_TEST_DB": "sqlite"}),
)


def run(say: Callable[[str], None]) -> int:
    """Run the checks in order; return 0, or the exit code of the first that does not hold."""
    for each in CHECKS:
        say(f"== {each.name}")
        started = perf_counter()
        # By path, so that the checks are those of this environment whatever PATH says.
        command = [str(_BIN / each.command[0]), *each.command[1:]]
        code = subprocess.run(command, env={**os.environ, **each.env}, check=False).returncode  # noqa: S603
        if each is not CHECKS[-1]:  # so that a run that holds ends with pytest's own summary
            say(f"== {each.name}: {perf_counter() - started:.1f} s")
        if code:
            say(f"== {each.name} does not hold")
            return code
    return 0
