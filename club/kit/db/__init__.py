"""The two Tortoise engines made safe: transactions, claims, constraints, migrations."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from tortoise import Tortoise, fields
from tortoise.models import Model
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction  # noqa: TID251

on_begin: list[Callable[[], Awaitable[None]]] = []
"""Run as the first statements of every outermost transaction."""


class UtcField(fields.DatetimeField[datetime]):
    """An instant; only aware values pass, and UTC is what is stored and compared."""

    def to_db_value(self, value: Any, instance: type[Model] | Model) -> Any:  # noqa: ANN401
        """Refuse a naive instant; convert any other to UTC."""
        if isinstance(value, datetime):
            if value.tzinfo is None:
                message = f"a naive instant for {self.model_field_name}"
                raise ValueError(message)
            value = value.astimezone(UTC)
        return super().to_db_value(value, instance)


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """Do everything inside, or nothing."""
    async with in_transaction():
        for begin in on_begin:
            await begin()
        yield


async def claim(rows: QuerySet[Any], **changes: object) -> bool:
    """Change the rows that still fit; true if there was one."""
    return bool(await rows.update(**changes))


@asynccontextmanager
async def opened(config: Mapping[str, Any]) -> AsyncIterator[None]:
    """Keep the database open for what is inside."""
    await Tortoise.init(config=dict(config), _enable_global_fallback=True)
    try:
        yield
    finally:
        await Tortoise.close_connections()


async def migrate(config: Mapping[str, Any], say: Callable[[str], object]) -> None:
    """Bring the database up to date."""
    _ = say
    async with opened(config):
        await Tortoise.generate_schemas(safe=True)
