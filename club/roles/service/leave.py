"""Being away from a role: meanwhile a deputy acts, by a mandate that ends by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import F, Q

from club.journal import service as journal
from club.journal.rules import stamp
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.words import gettext as _
from club.members.models import Member
from club.roles import rules
from club.roles.models import LeaveRequest, Mandate, Role
from club.roles.queries.limits import hindrance
from club.roles.queries.offices import Tenure, possible_deputies, tenure_of, weeks_of_leave
from club.roles.service.endings import deputies_of, end
from club.roles.service.mandates import refused


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked to act for whom, in which role, and who acted until then."""

    role: str
    asker_id: int
    deputy_id: int
    relieved: tuple[int, ...] = ()


async def ask_for_leave(
    role_key: str, member_id: int, *, deputy_ref: str, weeks: int, now: datetime
) -> Asked:
    """Ask somebody to act in a role while its holder is away; no reason is asked.

    The leave begins when they say yes, and not before. Asking another takes the question back
    from whoever was asked earlier.

    Raises:
        NotFound: the member does not hold this role.
        Invalid: more weeks than may be, or somebody who cannot act.
    """
    async with transaction():
        if not await claim(Member.filter(id=member_id, left_at=None), ref=F("ref")):
            raise NotFound
        tenure = await _own(role_key, member_id, now)
        until = now + await _allowed(tenure, weeks, now)
        deputy = await _deputy(role_key, member_id, deputy_ref, now)
        role = (await Mandate.get(id=tenure.id).select_related("role")).role
        term = rules.Term(deputy.id, role_key, now, until, standing=rules.Standing.ACTING)
        if (no := await hindrance(term, role.kind(), now=now)) is not None:
            raise Invalid(refused(no).sentence, "deputy")
        await LeaveRequest.filter(mandate_id=tenure.id).delete()
        await LeaveRequest.create(
            mandate_id=tenure.id, deputy_id=deputy.id, until_at=until, asked_at=now
        )
        return Asked(role_key, member_id, deputy.id)


async def withdraw_leave(role_key: str, member_id: int) -> None:
    """Take back that somebody was asked to act."""
    mine = LeaveRequest.filter(mandate__role__key=role_key, mandate__member_id=member_id)
    for each in await mine.only("id"):
        await LeaveRequest.filter(id=each.id).delete()


async def act_as_deputy(request_ref: str, member_id: int, *, now: datetime) -> Asked:
    """Say yes to acting for a holder: from now until the leave ends, with the same powers.

    The holder's own powers rest meanwhile.

    Raises:
        NotFound: nobody asks this member.
        TooLate: the holder's time is over, or the member carries too much by now.
    """
    async with transaction():
        if not await claim(Member.filter(id=member_id, left_at=None), ref=F("ref")):
            raise NotFound
        asked = await _answered(request_ref, member_id, now)
        original = await Mandate.get(id=asked.mandate_id).select_related("role")
        unended = Q(ended_at=None) | Q(ended_at__gt=now)
        running = Mandate.filter(unended, id=original.id, ends_at__gt=now)
        # Not how long it was given for: a deputy must not outlast a holder who is recalled.
        until = min(asked.until_at, original.over_at)
        if not await claim(running, rests_until=until):
            raise TooLate(_("This role has come to its end meanwhile."))
        await claim(Role.filter(id=original.role_id), revision=F("revision") + 1)
        before = await _relieve(original.id, now)
        await _begin(original, member_id, until, now)
        return Asked(original.role.key, original.member_id, member_id, tuple(before))


async def decline_to_act(request_ref: str, member_id: int, *, now: datetime) -> Asked:
    """Say no to acting for a holder; no reason is asked.

    Raises:
        NotFound: nobody asks this member.
    """
    async with transaction():
        if not await claim(LeaveRequest.filter(ref=request_ref), ref=F("ref")):
            raise NotFound
        asked = await _answered(request_ref, member_id, now)
        original = await Mandate.get(id=asked.mandate_id).select_related("role")
        return Asked(original.role.key, original.member_id, member_id)


async def come_back(role_key: str, member_id: int, *, now: datetime) -> list[int]:
    """End a leave early; return who acted as deputy until now.

    Raises:
        NotFound: the member is not away from this role.
    """
    async with transaction():
        if not await claim(Member.filter(id=member_id, left_at=None), ref=F("ref")):
            raise NotFound
        tenure = await _own(role_key, member_id, now)
        if not await claim(Mandate.filter(id=tenure.id, rests_until__gt=now), rests_until=None):
            raise NotFound
        relieved = await _relieve(tenure.id, now)
        await journal.record("leave_end", f"mandate/{tenure.ref}", by=member_id, now=now)
        return relieved


async def _relieve(mandate_id: int, now: datetime) -> list[int]:
    """End what deputies hold in the place of a mandate; return who they were."""
    acting = await deputies_of(mandate_id, now=now)
    for each in acting:
        await end(each.id, rules.EndKind.RELIEVED, now)
    return [each.member_id for each in acting]


async def _own(role_key: str, member_id: int, now: datetime) -> Tenure:
    tenure = await tenure_of(role_key, member_id, now=now)
    if tenure is None:
        raise NotFound(_("You do not hold this role."))
    return tenure


async def _allowed(tenure: Tenure, weeks: int, now: datetime) -> timedelta:
    most = await weeks_of_leave(tenure, now=now)
    if not 1 <= weeks <= most:
        words = _("You can be away for up to {n} weeks in this term.").format(n=most)
        raise Invalid(words, "weeks")
    return weeks * rules.WEEK


async def _deputy(role_key: str, member_id: int, deputy_ref: str, now: datetime) -> Member:
    able = await possible_deputies(role_key, member_id, now=now)
    deputy = next((each for each in able if each.ref == deputy_ref), None)
    if deputy is None:
        raise Invalid(_("Please choose somebody who can act for you."), "deputy")
    return deputy


async def _answered(request_ref: str, member_id: int, now: datetime) -> LeaveRequest:
    """Take the question away and return it: it is answered once."""
    asked = await LeaveRequest.get_or_none(ref=request_ref, deputy_id=member_id, until_at__gt=now)
    if asked is None or not await LeaveRequest.filter(id=asked.id).delete():
        raise NotFound(_("This is not asked any more."))
    return asked


async def _begin(original: Mandate, deputy_id: int, until: datetime, now: datetime) -> None:
    role = original.role
    term = rules.Term(deputy_id, role.key, now, until, standing=rules.Standing.ACTING)
    if (no := await hindrance(term, role.kind(), now=now)) is not None:
        raise refused(no)
    mandate = await Mandate.create(
        member_id=deputy_id,
        role_id=role.id,
        decision_ref=original.decision_ref,
        in_place_of_id=original.id,
        starts_at=now,
        ends_at=until,
    )
    about = {"decision": original.decision_ref, "starts": stamp(now), "ends": stamp(until)}
    # That somebody acts says all the record needs: that the other's powers rest.
    await journal.record(
        "mandate_start", mandate.thing, by=None, now=now, member=deputy_id, role=role.key,
        acts_for=original.thing, **about,
    )  # fmt: skip
