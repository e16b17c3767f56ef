"""The doors of votes on paper, as a browser without scripts goes through them."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette

from club.decisions import queries
from club.decisions.models import Decision, OpenBallot, PaperEntry, SecretBallot
from club.decisions.rules.effects import Advise, Agree, Choose, Effect, GrantRole
from club.decisions.rules.paper import Sheet
from club.decisions.rules.states import Method
from club.decisions.service import paper
from club.kit import clock
from club.members.models import Member
from tests.conftest import SignedIn
from tests.decisions.life import NOON, TEA, Life
from tests.decisions.papers import Paper, on_paper
from tests.web import Client

PLACES = ("The lighthouse", "The museum", "The beach")
ACTS = (
    "offer", "offer-withdrawal", "openly", "preference", "voters", "sheets", "unreadable",
    "removal", "end", "confirmation",
)  # fmt: skip


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@dataclass
class Two:
    """The two who enter papers, each at their own phone."""

    found: Paper
    one: Client
    two: Client
    refs: dict[int, str]

    @property
    def path(self) -> str:
        return f"{self.found.decision.path}/paper"

    async def both(self, door: str, **fields: object) -> None:
        for each in (self.one, self.two):
            answer = await each.send_form(f"{self.path}/{door}", **fields)
            assert answer.status_code == 303, text(answer.text)


Seat = Callable[..., Awaitable[Two]]


@pytest.fixture
async def seat(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> Seat:
    async def seated(members: Sequence[int], effect: Effect | None = None) -> Two:
        found = await on_paper(members, effect, openly=False)
        monkeypatch.setattr(clock, "now", lambda: found.now)
        rows = {row.id: row for row in await Member.filter(id__in=list(members))}
        phones = [await signed_in(rows[each]) for each in found.tellers]
        return Two(found, *phones, {row.id: row.ref for row in rows.values()})

    return seated


async def test_two_enter_open_papers_and_they_count(twelve: list[int], seat: Seat) -> None:
    desk = await seat(twelve)
    ada, bo = (desk.refs[each] for each in twelve[8:10])

    await desk.both("sheets", voter=ada, choice="yes", consent="true")
    await desk.both("unreadable", whose=bo)
    await desk.found.enter([Sheet("yes", each) for each in twelve[10:]])
    page = text((await desk.one.get(desk.path)).text)
    assert "Both entries say the same." in page
    await desk.both("confirmation")

    assert await OpenBallot.filter(member_id=twelve[8]).exists()
    page = text((await desk.two.get(desk.path)).text)
    assert "4 papers count, together with all other votes." in page
    await Life(twelve).close(desk.found.decision)
    page = text((await desk.one.get(desk.found.decision.path)).text)
    assert "3 of them voted on paper." in page
    assert "1 more paper could not be read." in page


async def test_two_enter_secret_papers_and_no_page_joins_them_to_names(
    twelve: list[int],
    seat: Seat,
) -> None:
    desk = await seat(twelve, GrantRole("chair", twelve[2], 90))
    voters = [desk.refs[each] for each in twelve[7:12]]

    await desk.both("voters", voters=voters)
    for said in ("yes", "no", "yes", "yes"):
        await desk.both("sheets", choice=said)
    await desk.both("unreadable")
    entered = (await desk.one.get(desk.path)).text
    listed = entered[entered.index("You have entered") :]
    assert not [ref for ref in voters if ref in listed]
    await desk.both("end")
    await desk.both("confirmation")

    assert await SecretBallot.all().count() == 4
    assert not await PaperEntry.exists()


@pytest.mark.parametrize(
    ("effect", "fields"),
    [
        (Choose(Method.RANKED, PLACES), {"places": ["b-1", "a-2", "s-3"]}),
        (Choose(Method.APPROVAL, PLACES), {"picks": ["a", "c"]}),
        (Agree(), {"choice": "object", "reason": "It is far."}),
        (Advise(PLACES), {"choice": "b"}),
    ],
)
async def test_every_kind_of_ballot_can_be_entered_and_printed(
    twelve: list[int],
    seat: Seat,
    effect: Effect,
    fields: dict[str, object],
) -> None:
    desk = await seat(twelve, effect)

    answer = await desk.one.send_form(
        f"{desk.path}/sheets", voter=desk.refs[twelve[8]], consent="true", **fields
    )
    sheet = text((await desk.one.get(f"{desk.path}/ballot")).text)

    assert answer.status_code == 303
    assert TEA in sheet
    assert "Write your name, and make your own mark" in sheet
    handed = await queries.sheet_page(desk.found.decision.ref, twelve[0], now=desk.found.now)
    order = [sheet.index(words) for _, words in handed.paper.options if words in sheet]
    assert order == sorted(order)
    assert len(order) == len(handed.paper.options)


async def test_a_secret_ballot_to_print_asks_for_no_name(twelve: list[int], seat: Seat) -> None:
    desk = await seat(twelve, GrantRole("chair", twelve[2], 90))

    sheet = text((await desk.one.get(f"{desk.path}/ballot")).text)

    assert "Do not write your name on it." in sheet
    assert "Mark" not in sheet


async def test_a_mistake_at_the_desk_is_named_where_it_stands(
    twelve: list[int],
    seat: Seat,
) -> None:
    desk = await seat(twelve)
    ada = desk.refs[twelve[8]]

    for fields, field in (
        ({"voter": ada, "choice": "yes"}, "consent"),
        ({"voter": ada, "choice": "perhaps", "consent": "true"}, "choice"),
        ({"voter": "a2" * 13, "choice": "yes", "consent": "true"}, "voter"),
    ):
        answer = await desk.one.send_form(f"{desk.path}/sheets", **fields)
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
        assert fields["voter"] in answer.text or field == "voter"
    early = await desk.one.send_form(f"{desk.path}/end")
    assert early.status_code == 422
    assert "Enter the papers first." in early.text
    assert (await desk.one.send_form(f"{desk.path}/confirmation")).status_code == 422
    assert (await desk.one.send_form(f"{desk.path}/removal", says="no", of=ada)).status_code == 404


async def test_where_two_entries_differ_the_page_names_nobody(
    twelve: list[int],
    seat: Seat,
) -> None:
    desk = await seat(twelve)
    ada, bo = twelve[8:10]
    one, two = desk.found.tellers
    await desk.found.enter([Sheet("yes", ada)], by=[one])
    await desk.found.enter([Sheet("no", ada), Sheet("no", bo)], by=[two])

    page = (await desk.one.get(desk.path)).text
    told = page[page.index("The two entries differ.") : page.index("</ul>")]

    assert "Yes: you entered 1, the other 0." in told
    assert "The paper of 1 member stands in one entry alone." in told
    assert "Member" not in told
    assert (await desk.one.send_form(f"{desk.path}/confirmation")).status_code == 422


async def test_what_is_sent_twice_is_entered_once(twelve: list[int], seat: Seat) -> None:
    desk = await seat(twelve, GrantRole("chair", twelve[2], 90))
    await desk.both("voters", voters=[desk.refs[each] for each in twelve[7:12]])

    for _ in range(3):
        await desk.one.send_form(f"{desk.path}/sheets", key="k" * 26, choice="yes")

    entry = await PaperEntry.get(member_id=desk.found.tellers[0])
    assert len(entry.slips) == 1


async def test_members_see_how_it_goes_and_nothing_of_what_is_entered(
    twelve: list[int],
    seat: Seat,
    signed_in: SignedIn,
) -> None:
    desk = await seat(twelve)
    await desk.found.enter([Sheet("yes", twelve[8])])
    other = await signed_in(await Member.get(id=twelve[11]))

    answer = await other.get(desk.path)

    page = text(answer.text)
    assert "Two members enter every paper, each alone" in page
    assert "Both who enter the papers must confirm before" in page
    assert "Your desk" not in page
    data = (await other.get(desk.path, headers={"Accept": "application/json"})).json()
    assert data["page"]["desk"] is None
    refused = await other.send_form(
        f"{desk.path}/sheets", voter=desk.refs[twelve[8]], choice="yes", consent="true"
    )
    assert refused.status_code == 403


async def test_the_page_of_a_small_vote_says_why_it_is_on_paper_and_leads_there(
    six: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(six).voting(GrantRole("chair", six[2], 90), openly=False)
    monkeypatch.setattr(clock, "now", lambda: NOON)
    cy = await signed_in(await Member.get(id=six[5]))
    before = (await cy.get(decision.path)).text
    assert "The vote will be on paper." in text(before)
    assert f'href="{decision.path}/paper"' in before
    assert "Suggest to vote openly" in (await cy.get(f"{decision.path}/paper")).text

    monkeypatch.setattr(clock, "now", lambda: now)
    cy = await signed_in(await Member.get(id=six[5]))
    page = (await cy.get(decision.path)).text
    assert "Here too few may vote to keep a secret by phone: 6, and it takes 8." in text(page)
    assert f'href="{decision.path}/paper"' in page
    assert "secret-ballot" not in page
    sent = {"choice": "yes", "number": "a" * 26, "change_key": "b" * 26}
    assert (await cy.post(f"{decision.path}/secret-ballot", data=sent)).status_code == 403


async def test_members_settle_by_phone_how_a_small_vote_is_held(
    six: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = await Life(six).noticed(GrantRole("chair", six[2], 90))
    monkeypatch.setattr(clock, "now", lambda: NOON)
    cy, bo = [await signed_in(row) for row in await Member.filter(id__in=six[4:])]
    path = f"{decision.path}/paper"

    assert (await cy.send_form(f"{path}/openly")).status_code == 303
    assert "A member suggests to vote openly" in (await bo.get(path)).text
    assert "A member suggests to vote openly" in (await bo.get(decision.path)).text
    assert (await bo.send_form(f"{path}/preference")).status_code == 303
    assert "A member would rather vote on paper." in (await cy.get(path)).text
    assert (await cy.send_form(f"{path}/openly")).status_code == 409


async def test_whoever_is_drawn_by_the_clock_finds_the_desk(
    twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, now = await Life(twelve).voting()
    monkeypatch.setattr(clock, "now", lambda: now)
    phones = [await signed_in(row) for row in await Member.filter(id__in=twelve[3:5])]
    path = f"{decision.path}/paper"
    for phone in phones:
        assert "2 more members are needed" in (await phone.get(path)).text or phone is phones[1]
        assert (await phone.send_form(f"{path}/offer")).status_code == 303
    await paper.draw(decision.id, now=now)

    assert "Your desk" in (await phones[0].get(path)).text
    assert (await phones[0].send_form(f"{path}/offer-withdrawal")).status_code == 303
    page = (await phones[0].get(path)).text
    assert "Your desk" not in page
    assert "I offer to enter papers" not in page


async def test_no_stranger_passes_and_nothing_is_there_for_a_draft(
    app: Starlette, twelve: list[int], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    draft = await Life(twelve).idea()
    decision, _now = await Life(twelve).voting()
    stranger, cy = Client(app), await signed_in(await Member.get(id=twelve[5]))

    for path in (f"{decision.path}/paper", f"{decision.path}/paper/ballot"):
        assert (await stranger.get(path)).headers["location"].startswith("/sign-in")
        assert (await cy.get(path.replace(decision.ref, draft.ref))).status_code == 404
    for noun in ACTS:
        answer = await stranger.send_form(f"{decision.path}/paper/{noun}")
        assert answer.headers["location"] == "/sign-in", noun
        early = await cy.send_form(f"{decision.path}/paper/{noun}", choice="yes", consent="true")
        assert early.status_code in {303, 403, 404, 409, 422}, noun
    await stranger.aclose()


@pytest.mark.parametrize("secret", [True, False])
async def test_the_page_asks_the_database_no_more_than_eight_questions(
    twelve: list[int], questions: list[str], *, secret: bool
) -> None:
    effect = GrantRole("chair", twelve[2], 90) if secret else None
    found = await on_paper(twelve, effect, openly=False)
    if secret:
        await found.handed_in(twelve[7:12])
    await found.enter([Sheet("yes", 0 if secret else each) for each in twelve[7:12]])

    for ask in (
        queries.paper_page(found.decision.ref, found.tellers[0], now=found.now),
        queries.decision_page(found.decision.ref, twelve[8], now=found.now),
        queries.sheet_page(found.decision.ref, twelve[8], now=found.now),
    ):
        questions.clear()
        await ask
        assert 1 <= len(questions) <= 8, questions
    assert await Decision.filter(ref=found.decision.ref).exists()
