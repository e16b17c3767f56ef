"""What is really in a database, in words that are the same for SQLite and PostgreSQL."""

import re
from collections.abc import Iterable
from typing import Any

from tortoise.connection import get_connection

_OWN = ("tortoise_migrations", "sqlite_sequence")


async def dump() -> str:
    """One line per column, key, unique set, index and check, and per table with triggers."""
    sqlite = get_connection("default").capabilities.dialect == "sqlite"
    lines = await (_sqlite() if sqlite else _postgres())
    return "\n".join(sorted({line for line in lines if line.split()[0] not in _OWN})) + "\n"


async def _rows(query: str) -> list[dict[str, Any]]:
    return await get_connection("default").execute_query_dict(query)


async def _sqlite() -> list[str]:
    lines: list[str] = []
    for each in await _rows("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        table = each["tbl_name"]
        if each["type"] == "trigger":
            lines.append(f"{table} is guarded by triggers")
        if each["type"] != "table":
            continue
        lines += [
            f"{table} check {name}" for name in re.findall(r'CONSTRAINT "(\w+)" CHECK', each["sql"])
        ]
        lines += await _sqlite_table(table)
    return lines


async def _sqlite_table(table: str) -> list[str]:
    columns = await _rows(f'PRAGMA table_info("{table}")')
    lines = [
        _column(table, each["name"], required=each["notnull"] or each["pk"]) for each in columns
    ]
    lines += [f"{table} primary key {each['name']}" for each in columns if each["pk"]]
    for key in await _rows(f'PRAGMA foreign_key_list("{table}")'):
        lines.append(_key(table, key["from"], key["table"], key["on_delete"]))
    for index in await _rows(f'PRAGMA index_list("{table}")'):
        if index["origin"] == "pk":
            continue
        columns = [row["name"] for row in await _rows(f'PRAGMA index_info("{index["name"]}")')]
        lines.append(_index(table, columns, unique=index["unique"], partial=index["partial"]))
    return lines


async def _postgres() -> list[str]:
    columns = await _rows(
        "SELECT table_name, column_name, is_nullable FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    )
    lines = [
        _column(row["table_name"], row["column_name"], required=row["is_nullable"] == "NO")
        for row in columns
    ]
    for row in await _rows(_CONSTRAINTS):
        if row["contype"] == "f":
            words = {"c": "CASCADE", "n": "SET NULL", "r": "RESTRICT", "a": "NO ACTION"}
            lines.append(_key(row["t"], row["c"], row["other"], words[row["confdeltype"]]))
        else:
            lines.append(f"{row['t']} check {row['conname']}")
    for row in await _rows(_INDEXES):
        if row["indisprimary"]:
            lines.append(f"{row['t']} primary key {row['cs'][0]}")
        else:
            lines.append(_index(row["t"], row["cs"], unique=row["u"], partial=row["p"]))
    lines += [f"{row['t']} is guarded by triggers" for row in await _rows(_TRIGGERS)]
    return lines


_CONSTRAINTS = """
    SELECT r.relname t, contype::text, conname, o.relname other, confdeltype::text, a.attname c
    FROM pg_constraint k JOIN pg_class r ON r.oid = conrelid
    LEFT JOIN pg_class o ON o.oid = confrelid
    LEFT JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1] AND contype = 'f'
    WHERE contype IN ('c', 'f') AND k.connamespace = 'public'::regnamespace
"""
_INDEXES = """
    SELECT r.relname t, indisprimary, indisunique u, indpred IS NOT NULL p,
        ARRAY(SELECT pg_get_indexdef(indexrelid, n, false)
              FROM generate_series(1, indnatts) n)::text[] cs
    FROM pg_index i JOIN pg_class r ON r.oid = indrelid
    WHERE r.relnamespace = 'public'::regnamespace
"""
_TRIGGERS = """
    SELECT r.relname t FROM pg_trigger JOIN pg_class r ON r.oid = tgrelid
    WHERE NOT tgisinternal
"""


def _column(table: str, name: str, *, required: object) -> str:
    return f"{table} column {name}" + (" required" if required else "")


def _key(table: str, column: str, other: str, on_delete: str) -> str:
    return f"{table} foreign key {column} -> {other} on delete {on_delete.lower()}"


def _index(table: str, columns: Iterable[str], *, unique: object, partial: object) -> str:
    words = ["unique" if unique else "index", *(["partial"] if partial else [])]
    names = ", ".join(name.strip('"') for name in columns)
    return f"{table} {' '.join(words)} {names}"
