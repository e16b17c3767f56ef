"""What the form for a new idea offers to choose from."""

from dataclasses import dataclass, replace
from datetime import datetime

from club.charter import queries as charter
from club.decisions.models import Decision
from club.decisions.models.decision import QUESTION_LENGTH
from club.decisions.queries.effects import shown
from club.decisions.queries.looking import looked_at_now, second_look
from club.decisions.queries.rows import visible
from club.decisions.queries.shown import Does
from club.decisions.rules.effects import Effect, GrantRole, RecordOnly
from club.decisions.rules.looking import Again, ending, spans
from club.decisions.rules.starts import Start, start, starts
from club.decisions.rules.states import Method
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.roles import queries as roles

_ASKS = {
    Method.CONSENT: "agree",
    Method.RANKED: "rank",
    Method.APPROVAL: "approve",
    Method.ADVICE: "advise",
}
"""How the form calls what is asked where the answer is not yes or no."""


@dataclass(frozen=True, slots=True)
class ProposingPage:
    """The choices of the form, and where a changed draft goes back to.

    Args:
        starts: examples to start from; none where a draft is changed.
        reviews: months to choose from until the club looks at it again.
        hint: what is good to know about the example that was chosen.
        after: the question that was decided, and is looked at again with this.
    """

    roles: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    days_max: int
    href: str | None
    typed: dict[str, str]
    starts: tuple[Start, ...]
    reviews: tuple[int, ...]
    hint: str = ""
    after: str = ""
    kept: Does | None = None
    """What the draft does, where this form only changes its words."""


async def proposing_page(member_id: int, *, now: datetime, ref: str | None = None) -> ProposingPage:
    """Return the form for a new idea, or for changing one's own draft.

    Raises:
        NotFound: no such draft of this member.
    """
    row = await _draft(ref, member_id) if ref else None
    known = await members.people(await members.present_ids())
    longest = (await charter.in_force(now)).whole("term_days_max")
    usual, most = await second_look(now)
    return ProposingPage(
        roles=tuple((role.key, _(role.name)) for role in await roles.kinds(now=now)),
        people=tuple((each.ref, each.name) for each in known.values()),
        days_max=longest,
        href=row.path if row else None,
        typed=await _typed(row) if row else {"does": "record", "review": str(usual)},
        starts=() if ref else starts(),
        reviews=spans(most, usual, (row.review_months or 0) if row else 0),
        kept=await _kept(row, now) if row else None,
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
    return replace(page, typed=page.typed | chosen.typed(), hint=chosen.hint)


async def again_page(ref: str, what: str, member_id: int, *, now: datetime) -> ProposingPage:
    """Return the form for asking about something decided, whose day has come.

    Raises:
        NotFound: no such decision, its day has not come, or it cannot be asked like that.
    """
    if what not in set(Again):
        raise NotFound
    row = await looked_at_now(ref, now=now)
    page = await proposing_page(member_id, now=now)
    typed = {"question": ending(row.question, QUESTION_LENGTH), "does": "record"}
    if what == Again.CHANGE:
        typed = await _typed(row)
        typed["does"] = "record" if typed["does"] == "keep" else typed["does"]
    typed |= {"review": page.typed["review"], "after": row.ref}
    return replace(page, typed=typed, after=row.question, starts=())


async def draft_does(ref: str, member_id: int) -> Effect:
    """Return what one's own draft does.

    Raises:
        NotFound: no such draft of this member.
    """
    return (await _draft(ref, member_id)).does()


async def _draft(ref: str, member_id: int) -> Decision:
    mine = visible(member_id).filter(proposer_id=member_id, noticed_at=None, withdrawn_at=None)
    row = await mine.get_or_none(ref=ref)
    if row is None:
        raise NotFound
    return row


async def _typed(row: Decision) -> dict[str, str]:
    does = row.does()
    asks = _ASKS.get(row.method) or ("record" if isinstance(does, RecordOnly) else "keep")
    typed = {"question": row.question, "body": row.body, "does": asks}
    typed["review"] = str(row.review_months or 0)
    typed["options"] = "\n".join(does.offers())
    if isinstance(does, GrantRole):
        person = (await members.people([does.member_id])).get(does.member_id)
        typed |= {"does": "grant_role", "role": does.role, "days": str(does.days)}
        typed["member"] = person.ref if person else ""
    return typed


async def _kept(row: Decision, now: datetime) -> Does | None:
    does = row.does()
    typed_here = row.method in _ASKS or isinstance(does, RecordOnly | GrantRole)
    return None if typed_here else await shown(does, now)


async def ids_by_ref() -> dict[str, int]:
    """Return the members who are here, by the public name a form sends."""
    known = await members.people(await members.present_ids())
    return {each.ref: each.id for each in known.values()}
