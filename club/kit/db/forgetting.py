"""Makes a database give up what changed and removed rows used to say."""

from collections.abc import Mapping, Sequence
from typing import Any

from tortoise.connection import get_connection
from tortoise.models import Model

from club.kit.db.opening import ALIAS
from club.kit.db.transactions import transaction
from club.kit.errors import Busy
from club.kit.words import gettext as _

# VACUUM FULL keeps rows that any transaction on the server might still see, even one in another
# database, and a copy being made can last for hours. TRUNCATE begins a new file and keeps none.
_ANEW = (
    'LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE',
    'CREATE TEMPORARY TABLE kept ON COMMIT DROP AS TABLE "{table}"',
    'TRUNCATE "{table}"',
    'INSERT INTO "{table}" SELECT * FROM kept ORDER BY "{key}"',
    "DROP TABLE kept",
)


async def give_up_old_rows(*models: type[Model]) -> None:
    """Leave no trace on disk of what rows of these tables said before.

    PostgreSQL keeps the old form of a row in the table's file; SQLite wipes freed pages
    (``secure_delete``) but keeps their old contents in the write-ahead log until that is emptied.
    Must run outside any transaction; running it again is harmless.

    Args:
        models: tables to which no other table points.

    Raises:
        Busy: somebody is reading; nothing was given up, or not all of it.
    """
    client = get_connection(ALIAS)
    if client.capabilities.dialect == "sqlite":
        _done, rows = await client.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")
        if _waits(rows):
            raise Busy(_("The house cannot store anything just now. Please send this again soon."))
        return
    async with transaction():
        for model in models:
            table, key = model._meta.db_table, model._meta.db_pk_column  # noqa: SLF001  # its names
            for each in _ANEW:
                await get_connection(ALIAS).execute_query(each.format(table=table, key=key))


def _waits(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a reader kept SQLite from emptying its log: the first number of its answer."""
    return bool(next(iter(dict(rows[0]).values())))
