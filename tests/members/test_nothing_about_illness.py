"""What this club never stores about anybody, whatever room is built next."""

import importlib
import inspect

import pytest
from tortoise.models import Model

from club.schema import MODELS

# fmt: off
NEVER = frozenset({
    "diagnosis", "medication", "medicine", "hospital", "doctor",
    "gp", "pps", "nhs", "birth", "dob", "age", "risk", "mood", "score",
    "referral", "referrer", "online", "typing", "ip", "surname",
    "real_name", "first_name", "last_name", "last_seen", "service_status",
})
# fmt: on
TABLES = sorted(
    {
        table
        for name in MODELS
        for _, table in inspect.getmembers(importlib.import_module(name), inspect.isclass)
        if issubclass(table, Model) and not table._meta.abstract and table is not Model
    },
    key=lambda table: table.__name__,
)


def test_the_tables_were_found() -> None:
    assert len(TABLES) > 10


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_no_table_asks_how_somebody_is_or_who_they_are_elsewhere(table: type[Model]) -> None:
    for field in table._meta.fields_map:
        assert field not in NEVER
        assert not {part for part in field.split("_") if part in NEVER}
