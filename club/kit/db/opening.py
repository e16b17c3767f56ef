"""Opening the database for as long as the house stands."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tortoise.backends.base.config_generator import expand_db_url
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext, get_current_context

ALIAS = "default"


def connection(url: str, **options: str) -> dict[str, Any]:
    """Return the connection's configuration for a URL: our own engines, nobody else's.

    Args:
        url: ``sqlite:///path/of/the/file`` or ``postgres://...``.
        options: more credentials for the engine; on SQLite, pragmas.

    Raises:
        ValueError: neither SQLite in a file nor PostgreSQL.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest and not rest.startswith(":"):
        credentials = {"file_path": str(Path(rest).absolute()), **options}
        return {"engine": "club.kit.db.sqlite", "credentials": credentials}
    if scheme in {"postgres", "postgresql", "asyncpg"}:
        credentials = expand_db_url(f"asyncpg://{rest}")["credentials"]
        return {"engine": "club.kit.db.postgres", "credentials": {**credentials, **options}}
    message = "the database must be postgres://... or sqlite://path/of/a/file"
    raise ValueError(message)


def is_sqlite(config: Mapping[str, Any]) -> bool:
    """Say whether this configuration means a SQLite file."""
    return str(config["connections"][ALIAS]["engine"]).endswith("sqlite")


@asynccontextmanager
async def opened(config: Mapping[str, Any]) -> AsyncIterator[None]:
    """Keep the database open for what is inside, in whatever task it runs.

    Requests run in other tasks than the one that opened; they find the database through
    Tortoise's global context, of which a process has one.
    """
    context = TortoiseContext()
    async with context:
        await context.init(config=dict(config), _enable_global_fallback=True)
        yield


def client() -> Any:  # noqa: ANN401  # one of our engines, or a transaction on it
    """Return what runs statements here: the transaction that is open, else the database.

    The ORM looks the same up in eight steps, and a request asks it as many times.
    """
    if (context := get_current_context()) is not None:
        found = context.connections._get_storage().get(ALIAS)  # noqa: SLF001  # the one step
        if found is not None and found._check_loop():  # noqa: SLF001
            return found
    return get_connection(ALIAS)
