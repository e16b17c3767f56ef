"""The house's own rules, checked on its code."""

import ast
import statistics
from pathlib import Path

import pytest
from starlette.routing import Mount

from club.app import build
from club.kit.routing import Door
from club.settings import Settings
from tests import reading
from tests.reading import HOME, modules, read, strangers, transactions, writes_first

FILE_LINES, FUNCTION_STATEMENTS = 200, 25
BELOW_THE_RULES = ("club.kit.db", "club.kit.once", "club.kit.jobs")
"""The engine itself, the hook that is its first statement, and jobs, whose handlers are acts."""


def _acts() -> list[tuple[reading.Module, ast.AsyncWith]]:
    return [
        (module, block)
        for module in modules().values()
        if not module.name.startswith(BELOW_THE_RULES)
        for block in transactions(module)
    ]


def _written(source: str) -> tuple[reading.Module, ast.AsyncWith]:
    module = read(HOME / "events" / "example.py", source)
    return module, next(transactions(module))


def test_every_act_begins_with_a_write() -> None:
    acts = _acts()
    assert len(acts) > 30, "there are acts to look at"
    late = [
        f"{module.name}:{block.lineno}"
        for module, block in acts
        if not writes_first(module, block.body, frozenset())
    ]
    assert late == []


@pytest.mark.parametrize(
    ("body", "fine"),
    [
        ("if not await claim(Night.filter(id=1), a=2): return", True),
        ("x = await Night.get(id=1)\n  await claim(Night.filter(id=1), a=2)", False),
        ("await Night.filter(id=1).update(a=2)", True),
        ("for x in [n async for n in Night.all()]: await x.save()", False),
        ("await helper()", True),
        ("await late()", False),
        ("pass", False),
    ],
)
def test_the_check_for_writes_can_fail(body: str, *, fine: bool) -> None:
    module, block = _written(
        f"async def act():\n async with transaction():\n  {body}\n"
        "async def helper():\n await Night.create()\n"
        "async def late():\n await Night.get(id=1)\n await Night.create()\n"
    )
    reading.modules()[module.name] = module
    try:
        assert writes_first(module, block.body, frozenset()) is fine
    finally:
        del reading.modules()[module.name]


def test_nothing_but_the_database_is_awaited_inside_an_act() -> None:
    found = {
        stranger for module, block in _acts() for stranger in strangers(module, block.body, set())
    }
    assert sorted(found) == []


@pytest.mark.parametrize(
    "body",
    [
        "await asyncio.sleep(1)",
        "await asyncio.gather(a(), b())",
        "await client.post('/x')",
        "await to_thread(work)",
        "async with client.stream() as s: pass",
    ],
)
def test_the_check_for_strangers_can_fail(body: str) -> None:
    module, block = _written(
        "import asyncio\nfrom anyio import to_thread\n"
        f"async def act():\n async with transaction():\n  {body}\n"
    )
    assert list(strangers(module, block.body, set()))


def test_files_are_short() -> None:
    lengths = {
        module.name: len(module.path.read_text(encoding="utf-8").splitlines())
        for module in modules().values()
    }
    assert {name: n for name, n in lengths.items() if n > FILE_LINES} == {}


def test_functions_are_short() -> None:
    statements = {
        f"{module.name}.{each.name}": sum(isinstance(n, ast.stmt) for n in ast.walk(each)) - 1
        for module in modules().values()
        for each in module.functions()
    }
    assert {name: n for name, n in statements.items() if n > FUNCTION_STATEMENTS} == {}
    assert statistics.median(statements.values()) <= 6
    assert statistics.quantiles(statements.values(), n=10)[-1] <= 15


def test_every_door_names_who_may_pass(tmp_path: Path) -> None:
    app = build(Settings(data=tmp_path, worker=False))
    assert len(app.routes) > 20
    others = [each for each in app.routes if not isinstance(each, Door)]
    assert [getattr(each, "name", "") for each in others] == ["asset"]
    assert not [each for each in app.routes if isinstance(each, Mount)]


def test_only_these_doors_do_without_a_key_and_each_says_why(tmp_path: Path) -> None:
    app = build(Settings(data=tmp_path, worker=False))
    doors = {each.name for each in app.routes if isinstance(each, Door) and each.repeatable}
    sessions = {
        "session-open",
        "session-open-by-passkey",
        "session-proof",
        "session-proof-by-passkey",
    }
    coming = {"founding-begin", "founding-sign", "join-act", "sign-out"}
    questions = {"sign-in-challenge", "passkey-challenge"}
    slips = {"decision-secret-ballot", "decision-secret-change", "decision-check"}
    others = {"push-subscribe", "push-unsubscribe", "meet-ask", "record-head-check"}
    assert doors == sessions | coming | questions | slips | others
