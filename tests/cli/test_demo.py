"""The demo shows an invented club that lived by the rules, and says that it is invented."""

from datetime import UTC, datetime

import pytest

from club.cli.demo import invented, live
from club.decisions.models import Decision, Result
from club.decisions.queries import lists
from club.decisions.rules.states import Method, Outcome, State
from club.events.models import NightComment, Slot
from club.journal import service as journal
from club.members import queries as members
from club.members.models import Member
from club.roles import queries as roles
from club.stories import queries as stories


async def states() -> set[State]:
    """Where the decisions stand, as their pages say it."""
    page = await lists.index((await Member.all().order_by("id"))[0].id, now=TODAY)
    cards = [*page.voting, *page.talking, *page.ideas, *page.decided]
    back = await Decision.exclude(withdrawn_at=None).count()
    return {card.state for card in cards} | ({State.WITHDRAWN} if back else set())


TODAY = datetime(2027, 3, 3, 12, tzinfo=UTC)


@pytest.mark.usefixtures("db")
async def test_a_year_of_the_invented_club_holds() -> None:
    said: list[object] = []
    await live(TODAY, said.append)
    assert await members.count() == len(invented.FOUNDERS) + len(invented.JOINERS) == 40
    assert await journal.verify() is None
    for state in State:
        assert state is State.COUNTING or state in await states(), f"no decision is {state}"
    assert {row.outcome for row in await Result.all()} == set(Outcome)
    seen = await stories.shelf((await Member.all().order_by("id"))[0].id)
    assert 0 < len(seen.objects) < len(invented.SHELF), "some stories are their tellers' alone"
    given = await roles.mandates(now=TODAY)
    assert {each.role for each in given} >= {"chair", "coordinator", "secretary"}
    assert not any(each.interim for each in given)
    chosen = next(each.decision_ref for each in given if each.role == "chair")
    assert (await Decision.get(ref=chosen)).method is Method.STV
    assert await Slot.filter(taken__gt=0).exists()
    assert await NightComment.all().count() == len(invented.TALK)
    assert "passphrase" in str(said)
