"""Nobody changes or removes what the record or the charter says, not even through the program.

Whoever holds the disk still can; then the hash chain shows it (``club verify``).
"""

from tortoise import migrations

from club.kit.db.operations import Sql

_KEPT = {
    "journal_entry": "the record is only ever added to",
    "charter_value": "a version of the charter is only ever followed",
}

_REFUSE = """
CREATE FUNCTION club_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""


def _sqlite(table: str, why: str) -> list[str]:
    refused = [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
        for act in ("UPDATE", "DELETE")
    ]
    # INSERT OR REPLACE deletes the old row without asking the trigger above.
    key = {"journal_entry": "seq = NEW.seq OR hash = NEW.hash OR prev = NEW.prev"}.get(
        table, "id = NEW.id OR (key = NEW.key AND version = NEW.version)"
    )
    again = (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key}) "
        f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    )
    return [*refused, again]


def _postgres(table: str, why: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION club_only_grows('{why}')",
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION club_only_grows('{why}')",
    ]


class Migration(migrations.Migration):
    dependencies = [("club", "0001_initial")]

    initial = False

    operations = [
        Sql(sqlite="SELECT 1", postgres=_REFUSE),
        *(
            Sql(sqlite=sqlite, postgres=postgres)
            for table, why in _KEPT.items()
            for sqlite, postgres in zip(
                _sqlite(table, why), [*_postgres(table, why), "SELECT 1"], strict=True
            )
        ),
    ]
