"""Reads rows into what the ORM makes of them, for statements that are asked at every request.

The ORM finds out anew for each row which of its columns need what done to them. Here that is found
out once for a statement, and each row is then one pass over its columns.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from tortoise.fields import DateField
from tortoise.fields.base import Field
from tortoise.models import Model

M = TypeVar("M", bound=Model)
_DAYS = 1024
Read = Callable[[Any], Any] | None
"""How a column is read; None: as the database gives it."""


def _read(field: Field[Any]) -> Read:
    """Return what reads a column; the same few days stand in many rows."""
    read: Callable[[Any], Any] = field.to_python_value
    return lru_cache(_DAYS)(read) if type(field) is DateField else read


class Reader(Generic[M]):
    """Reads rows of one table.

    Args:
        model: the table.
        columns: what the statement gives of it, in order; if that is not all, the rows are partial.
    """

    def __init__(self, model: type[M], columns: Sequence[str]) -> None:
        meta = model._meta  # noqa: SLF001  # here and below: as the ORM itself reads
        known: dict[str, tuple[str, Read]] = {
            **{column: (name, None) for column, name, _field in meta.db_native_fields},
            **{column: (name, field.field_type) for column, name, field in meta.db_default_fields},
            **{column: (name, _read(field)) for column, name, field in meta.db_complex_fields},
        }
        self._make = model.__new__
        self._model = model
        self._columns = [
            (place, *known[column]) for place, column in enumerate(columns) if column in known
        ]
        self._state = {
            "_partial": len(self._columns) < len(known),
            "_saved_in_db": True,
            "_custom_generated_pk": meta.db_pk_column not in meta.generated_db_fields,
        }

    def read(self, row: Sequence[Any]) -> M:
        """Return a row as an object that can be changed and saved."""
        made = self._make(self._model)
        held = made.__dict__
        held.update(self._state, _await_when_save={})
        for place, name, read in self._columns:
            value = row[place]
            held[name] = value if value is None or read is None else read(value)
        return made


class Joined(Generic[M]):
    """Reads rows of one table together with the rows they point at (``select_related``).

    Args:
        model: the table.
        related: what the ORM notes of such a query: for each table in turn the model, the number
            of its columns, and by which names the first one leads to it.
        columns: the names of all columns, in order; beyond the first table "member.id".
    """

    def __init__(
        self, model: type[M], related: Sequence[tuple[Any, ...]], columns: Sequence[str]
    ) -> None:
        (_, end, *_), *others = related
        self._first = Reader(model, columns[:end])
        self._others: list[tuple[tuple[str, ...], str, slice, Reader[Any]]] = []
        for other, length, *_, path in others:
            part = slice(end, end + length)
            names = [column.split(".", 1)[1] for column in columns[part]]
            self._others.append((tuple(path[:-1]), f"_{path[-1]}", part, Reader(other, names)))
            end += length
        self._root = tuple(related[0][-1])

    def read(self, row: Sequence[Any]) -> M:
        """Return a row as an object that knows the objects it points at."""
        first = self._first.read(row)
        known: dict[tuple[str, ...], Model] = {self._root: first}
        for path, name, part, reader in self._others:
            if (by := known.get(path)) is None:
                continue
            values = row[part]
            found = reader.read(values) if any(values) else None
            by.__dict__[name] = found
            if found is not None:
                known[*path, name[1:]] = found
        return first


class Reading(Generic[M]):
    """Reads what one statement gives, once it is seen which columns that are.

    Args:
        model: the table.
        related: as for ``Joined``; empty where the statement names one table.
    """

    def __init__(self, model: type[M], related: Sequence[tuple[Any, ...]] = ()) -> None:
        self._model = model
        self._related = related
        self._readers: dict[tuple[str, ...], Reader[M] | Joined[M]] = {}

    def all(self, rows: Sequence[Mapping[str, Any]]) -> list[M]:
        """Return every row as an object."""
        if not rows:
            return []
        columns = tuple(rows[0].keys())
        reader = self._readers.get(columns)
        if reader is None:
            reader = self._readers[columns] = self._made(columns)
        return [reader.read(tuple(_values(row))) for row in rows]

    def _made(self, columns: Sequence[str]) -> Reader[M] | Joined[M]:
        if self._related:
            return Joined(self._model, self._related, columns)
        return Reader(self._model, columns)


class Blank(Generic[M]):
    """Makes new rows that hold the table's defaults, as the ORM does with ten times the work.

    For tables whose defaults are plain values: what has to be drawn anew would be shared.
    """

    def __init__(self, model: type[M]) -> None:
        self._model = model
        self._held: dict[str, object] = {}

    def row(self, **values: object) -> M:
        """Return a row that is not stored yet."""
        if not self._held:
            self._held = self._plain()
        made = self._model.__new__(self._model)
        made.__dict__.update(self._held, _await_when_save={}, **values)
        return made

    def _plain(self) -> dict[str, object]:
        fields = self._model._meta.fields_map.values()  # noqa: SLF001
        if drawn := [each.model_field_name for each in fields if callable(each.default)]:
            message = f"{', '.join(drawn)} would be the same in every row"
            raise TypeError(message)
        return vars(self._model())


def named(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return rows by the names of their columns.

    SQLite's rows look a name up by going through all of them, so the names are asked for once.
    """
    if not rows or isinstance(rows[0], dict):
        return list(rows)
    names = tuple(rows[0].keys())
    return [dict(zip(names, row, strict=False)) for row in rows]  # SQLite counted them


def _values(row: Mapping[str, Any]) -> Iterable[Any]:
    return row.values() if isinstance(row, dict) else row  # SQLite's rows are their values
