"""Questions that the ORM puts together once, for the pages that everybody opens.

The ORM builds a query anew each time it is asked, which costs ten times what the database takes
to answer. A question here is written with the ORM as ever; the first time it is asked, marks stand
where the values belong, and from then on only the values are put in. What comes back is read
exactly as the ORM reads it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from typing import Any, Generic, TypeVar

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.fields import JSONField
from tortoise.models import Model
from tortoise.queryset import QuerySet, ValuesQuery

from club.kit.db.opening import client
from club.kit.db.reading import Reading, named

M = TypeVar("M", bound=Model)
Value = int | str | datetime
Slot = tuple[str, int]
"""Which value stands in a place: its name, and its place in the list if it is one."""

_READ = 1024
"""How many values of a column are remembered as they read."""
_NUMBER = 9_100_000_000_000_000_000
_INSTANT = datetime(9100, 1, 1, tzinfo=UTC)
# A placeholder of either database, or a number that was written into the statement itself.
_PLACE = re.compile(rf"\?|\$\d+|\b{str(_NUMBER)[:9]}\d{{10}}\b")


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement as one database takes it, and how its answer is read."""

    sql: str
    places: tuple[Slot | None, ...]
    constants: tuple[object, ...]
    columns: tuple[tuple[str, Callable[[Any], Any]], ...] = ()
    reading: Reading[Any] | None = None

    def filled(self, values: Mapping[str, Any]) -> list[Any]:
        return [
            constant if slot is None else _stored(values[slot[0]], slot[1])
            for slot, constant in zip(self.places, self.constants, strict=True)
        ]


class Prepared(Generic[M]):
    """One question about the rows of a table.

    Args:
        model: the table.
        build: makes the query from values by name: whole numbers, texts, instants, and lists of
            these. It may put them in as they are, and decide nothing by them; what is fixed
            stands in the query itself. ``None`` is no value.
    """

    def __init__(
        self, model: type[M], build: Callable[..., "QuerySet[M] | ValuesQuery[Any]"]
    ) -> None:
        self._model = model
        self._build = build
        self._plans: dict[tuple[object, ...], _Plan] = {}

    async def rows(self, **values: object) -> list[dict[str, Any]]:
        """Ask a question that ends in ``values(...)``."""
        here = client()
        plan = self._plan(here, values)
        rows = named(await here.rows(plan.sql, plan.filled(values)))
        for column, read in plan.columns:
            for row in rows:
                row[column] = read(row[column])
        return rows

    async def models(self, **values: object) -> list[M]:
        """Ask a question about whole rows, with what it says in ``select_related``."""
        here = client()
        plan = self._plan(here, values)
        found = await here.rows(plan.sql, plan.filled(values))
        assert plan.reading is not None  # noqa: S101  # the query gives whole rows
        return plan.reading.all(found)

    def _plan(self, client: BaseDBAsyncClient, values: Mapping[str, object]) -> _Plan:
        lengths = [len(each) for each in values.values() if isinstance(each, list)]
        key = (client.capabilities.dialect, *lengths)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._made(client, values)
        return plan

    def _made(self, client: BaseDBAsyncClient, values: Mapping[str, object]) -> _Plan:
        marks: dict[object, Slot] = {}
        query = self._build(**dict(_marked(values, marks)))
        query._db = client  # noqa: SLF001  # here and below: what awaiting the query would do
        query._make_query()  # noqa: SLF001
        sql, given = query.query.get_parameterized_sql()
        sql, places, constants = _opened(sql, given, marks)
        if isinstance(query, ValuesQuery):
            return _Plan(sql, places, constants, columns=tuple(_readers(query)))
        related = query._select_related_idx  # noqa: SLF001
        return _Plan(sql, places, constants, reading=Reading(self._model, related))


def _marked(
    values: Mapping[str, object], marks: dict[object, Slot]
) -> Iterator[tuple[str, object]]:
    """Yield a mark for each value, and note what it stands for."""
    numbers = count()
    for name, value in values.items():
        if isinstance(value, list):
            made = [_mark(each, next(numbers)) for each in value]
            marks.update({mark: (name, place) for place, mark in enumerate(made)})
            yield name, made
        else:
            mark = _mark(value, next(numbers))
            marks[mark] = (name, -1)
            yield name, mark


def _mark(value: object, n: int) -> Value:
    if isinstance(value, datetime):
        return _INSTANT + timedelta(microseconds=n)
    if isinstance(value, str):
        return f"\x01{n}\x01"
    if isinstance(value, int):
        return _NUMBER + n
    message = f"{value!r} cannot be a value of a prepared question"
    raise TypeError(message)


def _opened(
    sql: str, given: Sequence[object], marks: Mapping[object, Slot]
) -> tuple[str, tuple[Slot | None, ...], tuple[object, ...]]:
    """Put a placeholder wherever a mark stands, and say in order what belongs there."""
    places: list[Slot | None] = []
    constants: list[object] = []
    in_turn = iter(given)

    def place(found: re.Match[str]) -> str:
        text = found[0]
        if text == "?":
            value: object = next(in_turn)
        else:
            value = given[int(text[1:]) - 1] if text[0] == "$" else int(text)
        slot = marks.get(value) if isinstance(value, Value) else None
        places.append(slot)
        constants.append(None if slot else value)
        return "?" if postgres is None else f"${len(places)}"

    postgres = re.search(r"\$\d", sql)
    return _PLACE.sub(place, sql), tuple(places), tuple(constants)


def _stored(value: Any, place: int) -> object:  # noqa: ANN401
    one = value if place < 0 else value[place]
    if not isinstance(one, datetime):
        return one
    if one.utcoffset() is None:
        message = f"an instant without a zone ({one})"
        raise ValueError(message)
    return one.astimezone(UTC)


def _readers(query: "ValuesQuery[Any]") -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Yield how each column is read that is not taken as the database gives it."""
    for alias, field in query._fields_for_select.items():  # noqa: SLF001
        read = query.resolve_to_python_value(query.model, field)
        if getattr(read, "__name__", "") != "<lambda>":
            # What is a list in a column must be read anew: whoever gets it may change it.
            listed = isinstance(getattr(read, "__self__", None), JSONField)
            yield alias, read if listed else lru_cache(_READ)(read)
