"""Reads the house's own code: what each transaction awaits, and in which order."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import club

HOME = Path(club.__file__).parent
WRITES = frozenset(
    {"claim", "create", "bulk_create", "update", "delete", "save", "update_or_create",
     "get_or_create", "select_for_update", "bulk_update", "claimed", "written"}
)  # fmt: skip
READS = frozenset(
    {"get", "get_or_none", "filter", "all", "first", "exists", "count", "exclude", "order_by",
     "limit", "only", "values", "values_list", "prefetch_related", "select_related",
     "fetch_related", "in_bulk", "distinct", "annotate", "refresh_from_db", "offset",
     "group_by", "using_db", "found", "holds", "rows", "models", "of"}
)  # fmt: skip


@dataclass(frozen=True)
class Module:
    """One file: its dotted name, its tree, and what its names mean elsewhere."""

    name: str
    path: Path
    tree: ast.Module
    imported: dict[str, str]

    def functions(self) -> Iterator["ast.FunctionDef | ast.AsyncFunctionDef"]:
        """Every function, methods and inner ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def modules() -> dict[str, Module]:
    """The whole house, but for the generated migrations."""
    return {
        module.name: module
        for path in sorted(HOME.rglob("*.py"))
        if "migrations" not in path.parts
        for module in [read(path)]
    }


def read(path: Path, source: str | None = None) -> Module:
    """Read one file."""
    parts = path.relative_to(HOME.parent).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    tree = ast.parse(source if source is not None else path.read_text(encoding="utf-8"))
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {(each.asname or each.name): each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported |= {
                (each.asname or each.name): f"{node.module}.{each.name}" for each in node.names
            }
    return Module(name, path, tree, imported)


def transactions(module: Module) -> Iterator[ast.AsyncWith]:
    """Every ``async with transaction():`` of a file."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.AsyncWith) and opens(node):
            yield node


def opens(node: ast.AsyncWith) -> bool:
    """Whether this block is a transaction."""
    called = [item.context_expr for item in node.items]
    return any(
        isinstance(each, ast.Call) and name_of(each.func) == "transaction" for each in called
    )


def awaited(body: list[ast.stmt]) -> Iterator["ast.expr | ast.AsyncWith"]:
    """What is awaited in these statements, in the order in which it happens."""
    for statement in body:
        yield from _awaited(statement)


def _awaited(node: ast.AST) -> Iterator["ast.expr | ast.AsyncWith"]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        return
    if isinstance(node, ast.AsyncWith):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _awaited(child)
    if isinstance(node, ast.Await):
        yield node.value
    if isinstance(node, ast.AsyncFor | ast.comprehension) and getattr(node, "is_async", 1):
        yield node.iter


def name_of(node: ast.expr) -> str:
    """The last name of ``a.b.c`` or of a call of it."""
    while isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def names_in(node: ast.expr) -> set[str]:
    """Every method of a chain such as ``Thing.filter().order_by().update()``."""
    found = set()
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
            node = node.value
        else:
            node = node.func
    if isinstance(node, ast.Name):
        found.add(node.id)
    return found


def meant(module: Module, called: ast.expr) -> str:
    """The full name of what is called, or an empty string where that cannot be read."""
    node = called.func if isinstance(called, ast.Call) else called
    if isinstance(node, ast.Name):
        if node.id in module.imported:
            return module.imported[node.id]
        local = [each.name for each in module.functions()]
        return f"{module.name}.{node.id}" if node.id in local else ""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        whole = module.imported.get(node.value.id, "")
        return f"{whole}.{node.attr}" if whole else ""
    return ""


def function(full: str, depth: int = 0) -> "tuple[Module, ast.AsyncFunctionDef] | None":
    """Find an async function of the house by its full name, through what packages pass on."""
    name, _, last = full.rpartition(".")
    module = modules().get(name)
    if module is None or depth > 4:
        return None
    for each in module.functions():
        if each.name == last and isinstance(each, ast.AsyncFunctionDef):
            return module, each
    passed_on = module.imported.get(last)
    return function(passed_on, depth + 1) if passed_on else None


def is_write(module: Module, node: "ast.expr | ast.AsyncWith", seen: frozenset[str]) -> bool:
    """Whether this is a write, or a call whose own first statement is one."""
    if isinstance(node, ast.AsyncWith):
        return opens(node) and writes_first(module, node.body, seen)
    full = meant(module, node)
    found = function(full) if full else None
    if found is not None and full not in seen and not full.startswith("club.kit.db"):
        inner, definition = found
        return writes_first(inner, definition.body, seen | {full})
    return bool(names_in(node) & WRITES)


def writes_first(module: Module, body: list[ast.stmt], seen: frozenset[str]) -> bool:
    """Whether the first thing awaited is a write."""
    first = next(awaited(body), None)
    return first is not None and is_write(module, first, seen)


def strangers(module: Module, body: list[ast.stmt], seen: set[str]) -> Iterator[str]:
    """What is awaited here, or in what is called here, and is not the database."""
    for node in awaited(body):
        if isinstance(node, ast.AsyncWith):
            if not opens(node):
                yield f"{module.name}:{node.lineno} enters something that is no transaction"
            continue
        full = meant(module, node)
        found = function(full) if full else None
        if found is not None and full not in seen:
            seen.add(full)
            inner, definition = found
            if not full.startswith("club.kit.db"):
                yield from strangers(inner, definition.body, seen)
        elif found is None and not _is_database(node, full):
            yield f"{module.name}:{node.lineno} awaits {ast.unparse(node)[:60]}"


def _is_database(node: ast.expr, full: str) -> bool:
    if full and not full.startswith("club."):
        return False
    if isinstance(node, ast.Name):
        return True  # a query that was put together before
    return bool(names_in(node) & (WRITES | READS))
