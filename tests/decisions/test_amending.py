"""Other words for a draft, and what changed since one stood behind it."""

import asyncio

import pytest
from starlette.applications import Starlette

from club.decisions import queries, service
from club.decisions.models import Alternative, Decision, Support, TextVersion
from club.decisions.rules.differences import Mark
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.proposals import Proposal, Words
from club.decisions.rules.states import State
from club.kit import clock
from club.kit.errors import Invalid, NotFound, TooLate
from club.members.models import Member
from club.notices.models import Message
from tests.conftest import SignedIn
from tests.decisions.life import NOON, TEA, Life
from tests.web import Client

RED = Words("Shall we buy a red kettle?", "The old one leaks and is brown.")


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


async def other_words(life: Life, *, by: int) -> tuple[Decision, Alternative]:
    """Return a draft and the other words that this member has filed for it."""
    draft = await life.ready()
    await service.suggest(draft.ref, by, RED, now=NOON)
    return draft, await Alternative.get(decision_id=draft.id)


async def kinds(member_id: int) -> list[str]:
    return [row.kind for row in await Message.filter(letters__member_id=member_id).order_by("id")]


async def test_anybodys_other_words_stand_beside_a_draft_and_its_author_is_told(
    twelve: list[int], newcomer: int
) -> None:
    draft, _other = await other_words(Life(twelve), by=newcomer)

    page = await queries.decision_page(draft.ref, twelve[5], now=NOON)
    assert (page.others, page.question, page.state) == (1, TEA, State.READY)
    wording = await queries.wording_page(draft.ref, twelve[5])
    (shown,) = wording.others
    assert shown.author is not None
    assert shown.author.id == newcomer
    assert [run.words for run in shown.changed.question.runs if run.mark is Mark.ADDED] == ["red "]
    assert "decision-suggested" in await kinds(twelve[0])


async def test_words_taken_up_are_a_new_version_that_says_who_wrote_it(twelve: list[int]) -> None:
    draft, other = await other_words(Life(twelve), by=twelve[6])

    await service.adopt(draft.ref, other.ref, twelve[0], now=NOON)

    page = await queries.decision_page(draft.ref, twelve[5], now=NOON)
    assert (page.question, page.text_n, page.others) == (RED.question, 2, 0)
    text = await TextVersion.get(decision_id=draft.id, n=2)
    assert text.author_id == twelve[6]
    assert "decision-adopted" in await kinds(twelve[6])


async def test_support_for_the_old_words_ends_and_supporters_are_told(twelve: list[int]) -> None:
    draft, other = await other_words(Life(twelve), by=twelve[6])
    before = await queries.decision_page(draft.ref, twelve[1], now=NOON)

    await service.adopt(draft.ref, other.ref, twelve[0], now=NOON)

    page = await queries.decision_page(draft.ref, twelve[1], now=NOON)
    assert (before.state, page.state) == (State.READY, State.DRAFT)
    assert page.backing is not None
    assert [person.id for person in page.backing.people] == [twelve[0]]
    assert "decision-reworded" in await kinds(twelve[1])
    assert "decision-reworded" not in await kinds(twelve[0])


async def test_what_happens_by_itself_stays_the_same_with_other_words(twelve: list[int]) -> None:
    chair = GrantRole("chair", twelve[4], 90)
    draft = await Life(twelve).ready(chair)
    await service.suggest(draft.ref, twelve[6], RED, now=NOON)
    other = await Alternative.get()

    await service.adopt(draft.ref, other.ref, twelve[0], now=NOON)

    after = await Decision.get(id=draft.id)
    assert after.does() == chair
    assert after.agreed_at == NOON


async def test_whoever_stood_behind_it_sees_what_changed_since_then(twelve: list[int]) -> None:
    life = Life(twelve)
    draft = await life.ready()
    for n, body in enumerate(("It leaks.", "It leaks and hums.")):
        await service.reword(draft.ref, twelve[0], Proposal(TEA, body, draft.does()), now=NOON)
        if n == 0:
            await service.support(draft.ref, twelve[2], 2, now=NOON)

    seen = {}
    for each in (twelve[1], twelve[2], twelve[7]):
        page = await queries.decision_page(draft.ref, each, now=NOON)
        assert page.backing is not None
        seen[each] = page.backing.changed

    first, second, never = seen.values()
    assert first is not None
    assert second is not None
    assert (first.since, first.body.added, first.body.removed) == (1, 4, 4)
    assert (second.since, second.body.added, second.body.removed) == (2, 3, 1)
    assert never is None


async def test_another_effect_is_named_as_a_change(twelve: list[int]) -> None:
    draft = await Life(twelve).ready()
    mine = GrantRole("chair", twelve[0], 90)

    await service.reword(draft.ref, twelve[0], Proposal(TEA, draft.body, mine), now=NOON)

    page = await queries.decision_page(draft.ref, twelve[1], now=NOON)
    assert page.backing is not None
    assert page.backing.changed is not None
    assert page.backing.changed.otherwise
    assert not page.backing.changed.body


async def test_only_whoever_brought_it_takes_words_up_and_only_their_author_takes_them_back(
    twelve: list[int],
) -> None:
    draft, other = await other_words(Life(twelve), by=twelve[6])

    with pytest.raises(NotFound):
        await service.adopt(draft.ref, other.ref, twelve[6], now=NOON)
    with pytest.raises(NotFound):
        await service.take_back(draft.ref, other.ref, twelve[0], now=NOON)
    await service.take_back(draft.ref, other.ref, twelve[6], now=NOON)

    assert not (await queries.wording_page(draft.ref, twelve[5])).others
    with pytest.raises(TooLate):
        await service.adopt(draft.ref, other.ref, twelve[0], now=NOON)
    with pytest.raises(TooLate):
        await service.take_back(draft.ref, other.ref, twelve[6], now=NOON)
    assert (await Decision.get(id=draft.id)).text_n == 1


async def test_words_of_one_draft_cannot_be_taken_up_by_another(twelve: list[int]) -> None:
    _draft, other = await other_words(Life(twelve), by=twelve[6])
    second = await Life(twelve).idea()

    with pytest.raises(NotFound):
        await service.adopt(second.ref, other.ref, twelve[0], now=NOON)

    assert (await Decision.get(id=second.id)).text_n == 1
    assert (await Alternative.get(id=other.id)).adopted_n is None


async def test_on_notice_no_words_change_any_more(twelve: list[int]) -> None:
    draft, other = await other_words(Life(twelve), by=twelve[6])
    await service.put_on_notice(draft.ref, twelve[0], now=NOON)

    for act in (
        service.suggest(draft.ref, twelve[5], Words("Shall we buy tea?", ""), now=NOON),
        service.adopt(draft.ref, other.ref, twelve[0], now=NOON),
        service.take_back(draft.ref, other.ref, twelve[6], now=NOON),
    ):
        with pytest.raises(TooLate):
            await act
    assert len((await queries.wording_page(draft.ref, twelve[5])).others) == 1


async def test_the_same_words_are_no_other_words(twelve: list[int]) -> None:
    draft = await Life(twelve).idea()

    with pytest.raises(Invalid):
        await service.suggest(draft.ref, twelve[5], Words(TEA, draft.body), now=NOON)

    assert not await Alternative.exists()


async def test_nobody_suggests_words_for_a_draft_they_may_not_see(twelve: list[int]) -> None:
    draft = await Life(twelve).idea(GrantRole("chair", twelve[4], 90))

    with pytest.raises(NotFound):
        await service.suggest(draft.ref, twelve[6], RED, now=NOON)
    with pytest.raises(NotFound):
        await queries.wording_page(draft.ref, twelve[6])
    with pytest.raises(NotFound):
        await queries.suggesting_page(draft.ref, twelve[6])


async def test_words_taken_up_by_five_hands_at_once_are_taken_up_once(twelve: list[int]) -> None:
    draft, other = await other_words(Life(twelve), by=twelve[6])

    hands = [service.adopt(draft.ref, other.ref, twelve[0], now=NOON) for _ in range(5)]
    ends = await asyncio.gather(*hands, return_exceptions=True)

    assert [type(end) for end in ends].count(TooLate) == 4
    assert (await Decision.get(id=draft.id)).text_n == 2
    assert await Support.filter(decision_id=draft.id, text_n=2).count() == 1


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn) -> Client:
    return await signed_in(await Member.get(id=twelve[5]))


async def test_a_member_suggests_words_and_the_author_takes_them_up(
    cy: Client, twelve: list[int], signed_in: SignedIn
) -> None:
    author = await signed_in(await Member.get(id=twelve[0]))
    draft = await Life(twelve).ready()
    door = f"{draft.path}/other-words"
    assert "Suggest other words" in (await cy.get(draft.path)).text
    assert "The old one leaks." in (await cy.get(door)).text

    wrong = await cy.send_form(door, question="", body="It hums.")
    right = await cy.send_form(door, question=RED.question, body=RED.body)

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "It hums." in wrong.text
    words = (await author.get(right.headers["location"])).text
    assert '<ins><span class="unseen">added: </span>red<' in words
    other = await Alternative.get()
    assert (await author.send_form(f"{door}/{other.ref}/adoption")).status_code == 303
    assert (await author.send_form(f"{door}/{other.ref}/adoption")).status_code == 409
    page = (await cy.get(draft.path)).text
    assert RED.question in page
    assert "This is version 2." in page


async def test_a_supporter_reads_the_difference_before_supporting_again(
    twelve: list[int], signed_in: SignedIn
) -> None:
    draft, other = await other_words(Life(twelve), by=twelve[6])
    await service.adopt(draft.ref, other.ref, twelve[0], now=NOON)
    bo = await signed_in(await Member.get(id=twelve[1]))

    page = (await bo.get(draft.path)).text

    assert page.index("What changed since you stood behind it") < page.index("I stand behind this")
    assert "5 words added." in page
    assert "2 words taken out." in page


async def test_taking_words_back_and_who_may_not(
    cy: Client, twelve: list[int], app: Starlette
) -> None:
    draft, theirs = await other_words(Life(twelve), by=twelve[6])
    await service.suggest(draft.ref, twelve[5], Words("Shall we buy tea?", ""), now=NOON)
    mine = await Alternative.get(author_id=twelve[5])
    stranger = Client(app)

    for other, who, status in ((theirs, cy, 404), (mine, stranger, 401), (mine, cy, 303)):
        answer = await who.send_form(f"{draft.path}/other-words/{other.ref}/withdrawal")
        assert answer.status_code in {status, 303 if who is stranger else status}
    assert (await Alternative.get(id=theirs.id)).withdrawn_at is None
    assert (await Alternative.get(id=mine.id)).withdrawn_at is not None
    for page in ("words", "other-words"):
        asked = await stranger.get(f"{draft.path}/{page}")
        assert asked.headers["location"].startswith("/sign-in")
    await stranger.aclose()


async def test_what_is_written_cannot_break_the_drawing(cy: Client, twelve: list[int]) -> None:
    draft = await Life(twelve).idea()
    evil = "<script>alert(1)</script> </ins><b>"

    await cy.send_form(f"{draft.path}/other-words", question=TEA, body=evil)

    assert "<script>alert" not in (await cy.get(f"{draft.path}/words")).text
