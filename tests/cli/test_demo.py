"""The demo shows an invented club that lived by the rules, and says that it is invented."""

from datetime import UTC, datetime

import pytest

from club.cli.demo import invented, live
from club.decisions.models import Decision
from club.journal import service as journal
from club.members import queries as members
from club.roles import queries as roles

TODAY = datetime(2027, 3, 3, 12, tzinfo=UTC)


@pytest.mark.usefixtures("db")
async def test_a_year_of_the_invented_club_holds() -> None:
    said: list[object] = []
    await live(TODAY, said.append)
    assert await members.count() == len(invented.FOUNDERS) + len(invented.JOINERS) == 40
    assert await journal.verify() is None
    states = [(row.noticed_at, row.closed_at) for row in await Decision.all()]
    assert any(noticed is None for noticed, _ in states)
    assert any(noticed and not closed for noticed, closed in states)
    assert sum(1 for _, closed in states if closed) >= 8
    given = await roles.mandates(now=TODAY)
    assert {each.role for each in given} >= {"chair", "coordinator", "secretary"}
    assert not any(each.interim for each in given)
    assert "passphrase" in str(said)
