"""The tables themselves refuse a mandate that no decision gave, or that never ends."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from club.roles import service
from club.roles.models import Mandate, Role
from club.roles.rules import EndKind
from tests.people import NOW, cast

pytestmark = pytest.mark.usefixtures("db")
YEAR = timedelta(days=365)


async def row() -> dict[str, object]:
    people = await cast()
    await service.establish("d1", by=None, now=NOW)
    role = await Role.get(key="tea")
    return {"member_id": people.cy.id, "role_id": role.id, "starts_at": NOW}


async def test_a_mandate_ends_after_it_starts() -> None:
    with pytest.raises(IntegrityError):
        await Mandate.create(**await row(), ends_at=NOW, decision_ref="d2")


async def test_a_mandate_names_its_decision() -> None:
    with pytest.raises(IntegrityError):
        await Mandate.create(**await row(), ends_at=NOW + YEAR, decision_ref="")


async def test_a_mandate_is_never_prolonged() -> None:
    mandate = await Mandate.create(**await row(), ends_at=NOW + YEAR, decision_ref="d2")
    with pytest.raises(IntegrityError):
        await Mandate.filter(id=mandate.id).update(ended_at=NOW + YEAR * 2, end_kind=EndKind.TERM)
