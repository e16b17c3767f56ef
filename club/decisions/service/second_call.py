"""The second call: what too few answered is put to the club once more, by the clock."""

from dataclasses import replace
from datetime import datetime

from club.charter import queries as charter
from club.decisions import messages, queries
from club.decisions.models import Decision, TextVersion
from club.decisions.rules.electorate import entitled
from club.decisions.rules.second_call import eased, notice
from club.decisions.rules.states import Origin
from club.decisions.service import paper, subjects
from club.decisions.service.notice import freeze_for_all, next_number, record_notice
from club.notices import service as notices


async def call_again(first: Decision, *, now: datetime) -> Decision | None:
    """Put the same words and effect on notice again, with a new roll and lower floors.

    None if what they would do is not possible any more. Belongs inside the close of the first
    call, so that there is one second call and never a third.
    """
    if any(await queries.refusal(first.does(), queries.Asking(now, again=first.id))):
        return None
    again = await Decision.create(
        kind=first.kind,
        method=first.method,
        question=first.question,
        body=first.body,
        effect=first.effect,
        proposer_id=first.proposer_id,
        asked_id=first.asked_id,
        agreed_at=first.agreed_at,
        number=await next_number(),
        predecessor_id=first.id,
        origin=Origin.SECOND_CALL,
        created_at=now,
    )
    again.noticed_at = now
    await _same_words(first, again)
    rules = await queries.rulebook(first.kind, now, first.does())
    factor = (await charter.in_force(now)).share("second_call_factor")
    easier = replace(rules, frozen=eased(rules.frozen, factor), notice=notice(rules.notice))
    roll = await freeze_for_all(again, easier, now)
    await _as_secret(first, again, sum(entitled(entry.standing) for entry in roll))
    await record_notice(again, roll, None, now, after=first.number or 0)
    about = await subjects.name(again, now=now)
    everybody = [entry.member_id for entry in roll if entry.member_id not in about]
    await notices.post(messages.called_again(again.path, again.ref), everybody, now=now)
    return again


async def _same_words(first: Decision, again: Decision) -> None:
    text = await TextVersion.get(decision_id=first.id, n=first.text_n)
    await TextVersion.create(
        decision_id=again.id,
        n=again.text_n,
        question=text.question,
        body=text.body,
        effect=text.effect,
        author_id=text.author_id,
        written_at=text.written_at,
        sha256=text.sha256,
    )


async def _as_secret(first: Decision, again: Decision, roll: int) -> None:
    """Keep a vote secret that members had asked to be: they need not ask again."""
    if first.secret and not again.secret:
        await paper.hold(again, asked=True, voters=roll)
        await again.save(update_fields=["secret"])
