"""Columns that keep their promises on both databases."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from tortoise import fields
from tortoise.models import Model


class UtcField(fields.DatetimeField[datetime]):
    """An instant. Only aware values pass; UTC is stored, compared and given back.

    SQLite compares instants as text, so a filter in another zone would find the wrong rows; a
    naive instant would be taken for UTC without a word. Durations shift, instants do not.
    """

    def to_db_value(self, value: Any, instance: type[Model] | Model) -> Any:  # noqa: ANN401
        """Convert to UTC for storing and for comparing."""
        if isinstance(value, datetime):
            value = self._aware(value).astimezone(UTC)
        return super().to_db_value(value, instance)

    def to_python_value(self, value: Any) -> Any:  # noqa: ANN401
        """Give back an aware UTC instant; what was stored always says its zone."""
        if value is None:
            return None
        if isinstance(value, datetime):
            return value if value.tzinfo is UTC else self._aware(value).astimezone(UTC)
        return self._aware(_written(value))

    def _aware(self, value: datetime) -> datetime:
        if value.utcoffset() is None:
            message = f"{self.model_field_name}: an instant without a zone ({value})"
            raise ValueError(message)
        return value


@lru_cache(maxsize=4096)
def _written(value: str) -> datetime:
    """Read an instant as it is stored; pages show the same few again and again."""
    instant = datetime.fromisoformat(value)
    return instant if instant.utcoffset() is None else instant.astimezone(UTC)
