"""Who cannot have a role is told when the name is put forward, with the reason."""

from datetime import timedelta

import pytest

from club.decisions import service
from club.decisions.models import Decision
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.proposals import Proposal
from club.kit.errors import Invalid
from club.roles import service as roles
from club.roles.rules import ROLES, RoleKind
from tests.decisions.life import NOON, Life
from tests.people import NOW

DAY = timedelta(days=1)


async def put_forward(members: list[int], role: str, who: int, days: int = 90) -> Decision:
    proposal = Proposal("Shall they have this role?", "", GrantRole(role, who, days))
    return await service.propose(members[0], proposal, now=NOON)


async def holds(role: str, member_id: int, days: int = 90) -> None:
    await roles.grant(
        role, member_id, decision_ref="d", starts_at=NOW, ends_at=NOW + days * DAY, by=None, now=NOW
    )


@pytest.mark.parametrize(("held", "wanted"), [("chair", "listener"), ("listener", "secretary")])
async def test_a_listener_is_never_chair_or_secretary(
    twelve: list[int], held: str, wanted: str
) -> None:
    await holds(held, twelve[3])
    with pytest.raises(Invalid) as no:
        await put_forward(twelve, wanted, twelve[3])
    assert no.value.field == "member"
    assert no.value.sentence == "They hold a role that does not go with this one."
    assert await Decision.all().count() == 0


async def test_a_role_that_is_over_by_then_is_in_nobodys_way(twelve: list[int]) -> None:
    await holds("chair", twelve[3], days=10)
    assert (await put_forward(twelve, "listener", twelve[3])).ref


async def test_nobody_is_put_forward_for_more_than_they_should_carry(twelve: list[int]) -> None:
    for role in ("tea", "door"):
        await holds(role, twelve[3])
    with pytest.raises(Invalid) as no:
        await put_forward(twelve, "equipment", twelve[3])
    assert "as many roles as anybody should" in no.value.sentence


async def test_a_role_may_ask_for_members_who_have_been_here_for_a_while(
    twelve: list[int],
) -> None:
    tea = ROLES["tea"]
    patient = RoleKind("tea", tea.name, tea.about, tea.not_about, min_member_days=300)
    await roles.establish("d", by=None, now=NOW, kinds=[patient])
    with pytest.raises(Invalid) as no:
        await put_forward(twelve, "tea", twelve[3])
    assert "belong a little longer" in no.value.sentence


async def test_a_taken_seat_does_not_stop_a_name_from_being_put_forward(twelve: list[int]) -> None:
    await holds("chair", twelve[3])
    assert (await put_forward(twelve, "chair", twelve[4])).ref


async def test_what_came_up_before_the_notice_stops_it_there(twelve: list[int]) -> None:
    draft = await Life(twelve).ready(GrantRole("listener", twelve[3], 90))
    await holds("chair", twelve[3])
    with pytest.raises(Invalid):
        await service.put_on_notice(draft.ref, twelve[0], now=NOON)
