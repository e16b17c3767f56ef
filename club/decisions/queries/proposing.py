"""What the form for a new idea offers to choose from."""

from dataclasses import dataclass, replace
from datetime import datetime

from club.charter import queries as charter
from club.decisions.queries.rows import visible
from club.decisions.queries.rulebook import second_look
from club.decisions.rules.afterwards import Again, asked_again, spans
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.starts import Start, start, starts
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.roles import queries as roles


@dataclass(frozen=True, slots=True)
class ProposingPage:
    """The choices of the form, and where a changed draft goes back to.

    Args:
        starts: examples to start from; none where a draft is changed.
        hint: what is good to know about the example that was chosen.
        reviews: months to choose from until the members look again.
        review: the usual number of them.
        after: the decided question that this one looks at again.
    """

    roles: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    days_max: int
    href: str | None
    typed: dict[str, str]
    starts: tuple[Start, ...]
    reviews: tuple[int, ...]
    review: int
    hint: str = ""
    after: str = ""


async def proposing_page(member_id: int, *, now: datetime, ref: str | None = None) -> ProposingPage:
    """Return the form for a new idea, or for changing one's own draft.

    Raises:
        NotFound: no such draft of this member.
    """
    href, typed = await _draft(ref, member_id) if ref else (None, {})
    known = await members.people(await members.present_ids())
    longest = (await charter.in_force(now)).whole("term_days_max")
    usual, most = await second_look(now)
    return ProposingPage(
        roles=tuple((role.key, _(role.name)) for role in await roles.kinds()),
        people=tuple((each.ref, each.name) for each in known.values()),
        days_max=longest,
        href=href,
        typed=typed,
        starts=() if ref else starts(),
        reviews=spans(usual, most),
        review=usual,
    )


async def starting_page(key: str, member_id: int, *, now: datetime) -> ProposingPage:
    """Return the form for a new idea, filled with an example.

    Raises:
        NotFound: no such example.
    """
    chosen = start(key)
    if chosen is None:
        raise NotFound
    page = await proposing_page(member_id, now=now)
    return replace(page, typed=chosen.typed(), hint=chosen.hint)


async def again_page(ref: str, what: str, member_id: int, *, now: datetime) -> ProposingPage:
    """Return the form for a new idea that asks again about something decided.

    Raises:
        NotFound: nothing of that name was decided, or it cannot be asked like that.
    """
    row = await visible(member_id).exclude(closed_at=None).get_or_none(ref=ref)
    if row is None or what not in set(Again):
        raise NotFound
    page = await proposing_page(member_id, now=now)
    typed = asked_again(Again(what), row.question, row.body) | {"after": row.ref}
    return replace(page, typed=typed, after=row.question, starts=())


async def _draft(ref: str, member_id: int) -> tuple[str, dict[str, str]]:
    mine = visible(member_id).filter(proposer_id=member_id, noticed_at=None, withdrawn_at=None)
    row = await mine.get_or_none(ref=ref)
    if row is None:
        raise NotFound
    does = row.does()
    typed = {"question": row.question, "body": row.body, "does": "record"}
    if row.review_months:
        typed["review"] = str(row.review_months)
    if isinstance(does, GrantRole):
        person = (await members.people([does.member_id])).get(does.member_id)
        typed |= {"does": "grant_role", "role": does.role, "days": str(does.days)}
        typed["member"] = person.ref if person else ""
    return row.path, typed


async def ids_by_ref() -> dict[str, int]:
    """Return the members who are here, by the public name a form sends."""
    known = await members.people(await members.present_ids())
    return {each.ref: each.id for each in known.values()}
