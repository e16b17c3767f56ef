"""Statements written once, for the few acts that everybody makes at the same moment.

The ORM builds a query anew each time it is asked, which costs ten times what SQLite takes to run
it. That is fine for a page; for two hundred answers at the door it is most of the wait. A
statement here is plain SQL that both databases read alike; values stand in it as ``:name``.
"""

import re
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from tortoise.models import Model

from club.kit.db.opening import client
from club.kit.db.reading import Reading, named

M = TypeVar("M", bound=Model)
_AS_THEY_ARE = frozenset({int, bool})
"""Values that no field checks or changes on the way to their own kind of column."""
_NAME = re.compile(r"(?<!:):([a-z_]+)")


class Statement(Generic[M]):
    """One statement about the rows of a table.

    Args:
        model: the table; values are stored as its columns of these names store them.
        sql: the statement, with ``:name`` for each value.
    """

    def __init__(self, model: type[M], sql: str) -> None:
        self._model = model
        self._reading = Reading(model)
        sql = sql.strip()  # what begins with SELECT is read beside the writer
        self._names = _NAME.findall(sql)
        self._sqlite = _NAME.sub("?", sql)
        # PostgreSQL counts its values, and a value may stand in several places.
        self._once = list(dict.fromkeys(self._names))
        self._postgres = _NAME.sub(lambda found: f"${self._once.index(found[1]) + 1}", sql)

    async def claimed(self, **values: object) -> M | None:
        """Write, and return the one row that was written, whole; None if there was none.

        This is ``claim`` and reading the row in one: an act may begin with it.
        """
        return await self.found(**values)

    async def written(self, **values: object) -> None:
        """Write."""
        await self._run(values)

    async def found(self, **values: object) -> M | None:
        """Read the one row there is, whole; None if there is none."""
        found = self._reading.all(await self._run(values))
        return found[0] if found else None

    def read(self, row: Mapping[str, Any]) -> M:
        """Return one of ``values`` whole; what the table does not know is left out."""
        return self._reading.all([row])[0]

    async def values(self, **values: object) -> list[dict[str, Any]]:
        """Read rows as the database gives them, whatever columns the statement names."""
        return named(await self._run(values))

    async def holds(self, **values: object) -> bool:
        """Tell whether there is such a row."""
        return bool(await self._run(values))

    async def _run(self, values: Mapping[str, object]) -> list[Any]:
        here = client()
        sqlite = here.capabilities.dialect == "sqlite"
        names, sql = (self._names, self._sqlite) if sqlite else (self._once, self._postgres)
        rows: list[Any] = await here.rows(sql, [self._stored(n, values[n]) for n in names])
        return rows

    def _stored(self, name: str, value: object) -> object:
        field = self._model._meta.fields_map[name]  # noqa: SLF001
        if type(value) in _AS_THEY_ARE and type(value) is field.field_type:
            return value
        return field.to_db_value(value, self._model)
