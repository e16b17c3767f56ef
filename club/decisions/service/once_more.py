"""The clock puts a question to the club once more: the same words and effect, a new roll."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from club.decisions import queries
from club.decisions.models import Decision, TextVersion
from club.decisions.queries.rulebook import Rulebook
from club.decisions.rules.electorate import entitled
from club.decisions.rules.states import Origin
from club.decisions.service import paper, subjects
from club.decisions.service.notice import freeze_for_all, next_number, record_notice
from club.notices import service as notices
from club.notices.rules import Notice


@dataclass(frozen=True, slots=True)
class OnceMore:
    """Why and how a question is put once more.

    Args:
        origin: why.
        tell: what its roll is told, from its path and its ref.
        rules: what it takes, from what it would take for the first time.
    """

    origin: Origin
    tell: Callable[[str, str], Notice]
    rules: Callable[[Rulebook], Rulebook] = lambda usual: usual


async def put_once_more(first: Decision, how: OnceMore, *, now: datetime) -> Decision | None:
    """Put the same words and effect on notice again; None if that is not possible any more.

    Belongs inside the act that has claimed the first question, so that it happens once.
    """
    line = frozenset(each.id for each in await queries.line_of(first))
    if any(await queries.refusal(first.does(), queries.Asking(now, again=line))):
        return None
    again = await Decision.create(
        kind=first.kind,
        method=first.method,
        question=first.question,
        body=first.body,
        effect=first.effect,
        review_months=first.review_months,
        proposer_id=first.proposer_id,
        asked_id=first.asked_id,
        agreed_at=first.agreed_at,
        number=await next_number(),
        predecessor_id=first.id,
        origin=how.origin,
        created_at=now,
    )
    again.noticed_at = now
    await _same_words(first, again)
    rules = how.rules(await queries.rulebook(first.kind, now, first.does()))
    roll = await freeze_for_all(again, rules, now)
    await _as_secret(first, again, sum(entitled(entry.standing) for entry in roll))
    await record_notice(again, roll, None, now, after=first.number or 0)
    about = await subjects.name(again, now=now)
    everybody = [entry.member_id for entry in roll if entry.member_id not in about]
    await notices.post(how.tell(again.path, again.ref), everybody, now=now)
    return again


async def _same_words(first: Decision, again: Decision) -> None:
    text = await TextVersion.get(decision_id=first.id, n=first.text_n)
    await TextVersion.create(
        decision_id=again.id,
        n=again.text_n,
        question=text.question,
        body=text.body,
        effect=text.effect,
        review_months=text.review_months,
        author_id=text.author_id,
        written_at=text.written_at,
        sha256=text.sha256,
    )


async def _as_secret(first: Decision, again: Decision, roll: int) -> None:
    """Keep a vote secret that members had asked to be: they need not ask again."""
    if first.secret and not again.secret:
        await paper.hold(again, asked=True, voters=roll)
        await again.save(update_fields=["secret"])
