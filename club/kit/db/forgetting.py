"""Makes a database give up what changed and removed rows used to say."""

from tortoise.connection import get_connection
from tortoise.models import Model

from club.kit.db.opening import ALIAS


async def give_up_old_rows(*models: type[Model]) -> None:
    """Leave no trace on disk of what rows of these tables said before.

    PostgreSQL keeps the old form of a row until its table is written anew; SQLite wipes freed
    pages (``secure_delete``) but keeps their old contents in the write-ahead log until that is
    emptied. Must run outside any transaction; running it again is harmless.
    """
    client = get_connection(ALIAS)
    if client.capabilities.dialect == "sqlite":
        await client.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    for model in models:
        await client.execute_query(f'VACUUM FULL "{model._meta.db_table}"')  # noqa: SLF001  # the table's name
