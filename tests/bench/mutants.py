"""Breaks the counting and quorum rules on purpose: ``python -m tests.bench.mutants [module ...]``.

One operator, constant or word at a time is changed, and the rule's own tests are run against it in
a forked child. A mutant that passes them all is a survivor: a fault that nobody would have seen.
Prints one JSON object, and on the way what has survived in each module.

These survive because they are the same rule in other words: in ``lot`` another number before or
after all options; in ``advisory`` another number for dots that nobody put anywhere, and an answer
fewer than none; in ``ranked`` an order of equals that is put right afterwards, another of several
who hold the same, and a ballot that is looked at once more from a name that is out.
"""

import importlib.abc
import importlib.util
import json
import logging
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from time import monotonic, sleep
from types import ModuleType

import hypothesis
import pytest

from tests.bench.breaking import Mutant, mutants

_log = logging.getLogger(__name__)
HOME = "club.decisions.rules"
TESTS = Path("tests/decisions/rules")
_RANKED = ("ranked/test_vectors.py", "ranked/test_properties.py", "test_lot.py")
_YES_NO = ("test_counting.py", "test_life.py", "test_choices.py")
NARROW = {
    "counting": _YES_NO,
    "electorate": (*_YES_NO, "test_ballot.py"),
    "ballot": ("test_ballot.py",),
    "settling": ("test_settling.py",),
    "approval": ("test_choices.py",),
    "options": ("test_choices.py",),
    "elections": ("test_choices.py",),
    "consent": ("test_consent.py",),
    "advisory": ("test_advisory.py",),
    "lot": ("test_lot.py",),
    "ranked.papers": (*_RANKED, "test_choices.py"),
    "ranked.stages": (*_RANKED, "test_choices.py"),
    "ranked.table": _RANKED,
    "ranked.ties": _RANKED,
    "ranked.steps": _RANKED,
    "ranked.branches": _RANKED,
    "ranked.counting": _RANKED,
}
PATIENCE = 180.0
"""Seconds after which a child is ended; a rule that no longer comes to an end is found out."""


@dataclass(frozen=True)
class Broken(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Hands out one module in its broken form."""

    name: str
    path: Path
    source: str

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for the broken module only."""
        del path, target
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def create_module(self, spec: ModuleSpec) -> None:
        """Let Python make the module."""

    def exec_module(self, module: ModuleType) -> None:
        """Fill it with the broken code."""
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)  # noqa: S102


def main(names: list[str]) -> None:
    """Break each rule in every way, and print who survived."""
    found: dict[str, object] = {}
    all_made = all_died = 0
    for name in names or NARROW:
        path = Path("club/decisions/rules", *name.split(".")).with_suffix(".py")
        source = path.read_text(encoding="utf-8")
        whole = Broken(f"{HOME}.{name}", path, source)
        if not _passes(whole, NARROW[name]):
            raise SystemExit(f"{name}: its tests do not pass as it is")
        made = list(mutants(source))
        survivors = list(_survivors(whole, made, NARROW[name]))
        found[name] = {"made": len(made), "survived": survivors}
        all_made, all_died = all_made + len(made), all_died + len(made) - len(survivors)
        _log.info("%s: %d made, survived: %s", name, len(made), survivors)
    share = round(100 * all_died / all_made, 1)
    told = {"made": all_made, "died": all_died, "percent": share, "modules": found}
    sys.stdout.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")


def _survivors(whole: Broken, made: list[Mutant], tests: tuple[str, ...]) -> Iterator[str]:
    for mutant in made:
        broken = Broken(whole.name, whole.path, mutant.source)
        if _passes(broken, tests):
            yield f"line {mutant.line}: {mutant.what}"


def _passes(broken: Broken, tests: tuple[str, ...]) -> bool:
    """Run tests against a broken module in a child, so that nothing of it stays here."""
    child = os.fork()
    if child == 0:
        os._exit(_judged(broken, tests))
    ends_at = monotonic() + PATIENCE
    while monotonic() < ends_at:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        sleep(0.01)
    _log.info("%s did not come to an end", broken.name)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _judged(broken: Broken, tests: tuple[str, ...]) -> int:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.meta_path.insert(0, broken)
    hypothesis.settings.register_profile(
        "quick", max_examples=40, derandomize=True, database=None, deadline=None
    )
    hypothesis.settings.load_profile("quick")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # half of a short run would be theirs
    options = ["-x", "-q", "-c", os.devnull, "--rootdir", ".", "--import-mode", "importlib"]
    options += ["--noconftest", "-p", "no:cacheprovider", "-W", "error"]
    return int(pytest.main([*options, *(str(TESTS / each) for each in tests)]))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(sys.argv[1:])
