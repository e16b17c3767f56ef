"""Nights as members read them who do not want to meet: whichever of the two said so."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import product

import pytest

from club.events.models import (
    Answer,
    Helper,
    Here,
    MeetRequest,
    Night,
    NightComment,
    Report,
    Slot,
    SlotTake,
)
from club.events.rules.meeting import Spot
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.slots import SlotKind
from club.events.rules.talk import Reason, To
from club.events.service import answers, words
from club.events.service.terms import Details
from club.journeys.service import blocking
from club.kit import clock
from club.members.models import Member
from club.roles import service as roles
from tests import people
from tests.conftest import SignedIn
from tests.events.nights import a_night
from tests.people import Cast
from tests.web import Client

DAY = timedelta(days=1)
KEY = re.compile(r'name="key" value="[a-z2-7]{26}"')
NONCE = re.compile(r'nonce="[^"]+"')
PAGES = ("/", "/nights", "/e/{}", "/e/{}/comments")
DATA = {"Accept": "application/json"}
TWO_WAYS = pytest.mark.parametrize("said_by_reader", [True, False], ids=["said", "not said"])
SHE = "Zenobia"
Doing = Callable[[Night, Member], Awaitable[None]]


@pytest.fixture
async def she(cast: Cast) -> Member:
    """Somebody with a name that stands in nothing else."""
    _ = cast
    return await people.join(SHE)


@pytest.fixture
async def night(cast: Cast) -> Night:
    _ = cast
    return await a_night(starts_at=clock.now() + 3 * DAY, names_shown="members")


async def part_ways(reader: Member, other: Member, *, said_by_reader: bool) -> None:
    one, two = (reader, other) if said_by_reader else (other, reader)
    await blocking.block(one.id, two.ref, now=clock.now())


async def read(client: Client, night: Night) -> dict[str, str]:
    """Everything that says something of the night, with what differs each time left out."""
    found = {}
    for path in PAGES:
        for kind in ({}, DATA):
            answer = await client.get(path.format(night.ref), headers=kind)
            assert answer.status_code == 200, path
            found[f"{path} {kind}"] = NONCE.sub("", KEY.sub("", answer.text))
    return found


async def comes(night: Night, member: Member, want: Want = Want.COMING, party: int = 1) -> None:
    details = Details(named=True, party=party)
    await answers.answer(night.ref, member.id, want, details, now=clock.now())


async def _named(night: Night, she: Member) -> None:
    await comes(night, she)


async def _hosts(night: Night, she: Member) -> None:
    await Helper.create(night_id=night.id, member_id=she.id, part=Part.HOST)


async def _opens(night: Night, she: Member) -> None:
    await Helper.create(night_id=night.id, member_id=she.id, part=Part.DOOR)


async def _says(night: Night, she: Member) -> None:
    await NightComment.create(
        night_id=night.id, member_id=she.id, words="Bring a coat", said_at=clock.now()
    )


async def _drives(night: Night, she: Member) -> None:
    await Slot.create(night_id=night.id, kind=SlotKind.LIFT, area="Cabra", need=3, by_id=she.id)


async def _brings(night: Night, she: Member) -> None:
    await comes(night, she)
    soup = await Slot.create(night_id=night.id, kind=SlotKind.BRING, title="Soup", need=3, taken=1)
    await SlotTake.create(slot_id=soup.id, member_id=she.id)


# NAMES


@TWO_WAYS
@pytest.mark.parametrize("does", [_named, _hosts, _opens, _says, _drives, _brings])
async def test_neither_reads_the_others_name_whatever_they_do(
    cast: Cast,
    she: Member,
    night: Night,
    signed_in: SignedIn,
    does: Doing,
    *,
    said_by_reader: bool,
) -> None:
    await does(night, she)
    await part_ways(cast.cy, she, said_by_reader=said_by_reader)
    reader, third = await signed_in(cast.cy), await signed_in(cast.dee)
    for where, page in (await read(reader, night)).items():
        assert SHE not in page, where
    assert any(SHE in page for page in (await read(third, night)).values()), "others read it"


async def test_a_name_is_back_when_it_is_taken_back(
    cast: Cast, she: Member, night: Night, signed_in: SignedIn
) -> None:
    await comes(night, she)
    cy = await signed_in(cast.cy)
    await blocking.block(cast.cy.id, she.ref, now=clock.now())
    assert SHE not in (await cy.get(f"/e/{night.ref}")).text
    await blocking.unblock(cast.cy.id, she.ref)
    assert SHE in (await cy.get(f"/e/{night.ref}")).text


async def test_a_page_drawn_for_another_is_never_theirs(
    cast: Cast, she: Member, night: Night, signed_in: SignedIn
) -> None:
    for does in (_named, _says):
        await does(night, she)
    cy, dee = await signed_in(cast.cy), await signed_in(cast.dee)
    await part_ways(cast.cy, she, said_by_reader=True)
    for first, second in ((cy, dee), (dee, cy)):
        seen = {each: (await each.get(f"/e/{night.ref}")).text for each in (first, second)}
        assert SHE in seen[dee]
        assert SHE not in seen[cy]
        assert "Bring a coat" not in seen[cy]


@TWO_WAYS
async def test_comments_of_the_other_are_gone_and_no_page_is_shorter_for_it(
    cast: Cast, she: Member, night: Night, signed_in: SignedIn, *, said_by_reader: bool
) -> None:
    for n in range(45):
        by = she.id if n % 2 else cast.bo.id
        await NightComment.create(
            night_id=night.id, member_id=by, words=f"word {n:02}", said_at=clock.now()
        )
    await part_ways(cast.cy, she, said_by_reader=said_by_reader)
    page = (await (await signed_in(cast.cy)).get(f"/e/{night.ref}")).text
    assert re.findall(r"word \d\d", page) == [f"word {n:02}" for n in range(6, 46, 2)]


async def test_a_lift_one_rides_in_stays_without_the_name_so_that_it_can_be_given_back(
    cast: Cast, she: Member, night: Night, signed_in: SignedIn
) -> None:
    await _drives(night, she)
    lift = await Slot.get(night_id=night.id)
    await SlotTake.create(slot_id=lift.id, member_id=cast.cy.id)
    await Slot.filter(id=lift.id).update(taken=1)
    await part_ways(cast.cy, she, said_by_reader=False)
    cy = await signed_in(cast.cy)
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "Give it back" in page
    assert SHE not in page
    await cy.send_form(f"/e/{night.ref}/slot/{lift.ref}", n="0")
    assert "Cabra" not in (await cy.get(f"/e/{night.ref}")).text


# NUMBERS


@TWO_WAYS
@pytest.mark.parametrize(
    "answer", [(Want.COMING, 1), (Want.COMING, 2), (Want.MAYBE, 1), (Want.NO, 1)]
)
@pytest.mark.parametrize("room", list(product([0, 1, 3], [None, 12])))
async def test_where_few_come_the_other_changes_no_letter(
    cast: Cast,
    she: Member,
    signed_in: SignedIn,
    room: tuple[int, int | None],
    answer: tuple[Want, int],
    *,
    said_by_reader: bool,
) -> None:
    others, places = room
    kept = {"first_timers": 2 if places else 0, "guests_most": 3}
    night = await a_night(places, clock.now() + 3 * DAY, names_shown="members", **kept)
    for member in await people.crowd(others):
        await comes(night, member)
    await part_ways(cast.cy, she, said_by_reader=said_by_reader)
    cy, dee = await signed_in(cast.cy), await signed_in(cast.dee)
    before, third = await read(cy, night), await read(dee, night)
    await comes(night, she, *answer)
    assert await read(cy, night) == before
    assert (await read(dee, night) != third) is (answer[0] is not Want.NO), "others read of it"


@TWO_WAYS
async def test_where_few_wait_the_other_changes_no_letter(
    cast: Cast, she: Member, signed_in: SignedIn, *, said_by_reader: bool
) -> None:
    night = await a_night(1, clock.now() + 3 * DAY)
    await comes(night, cast.bo)
    await comes(night, cast.ada)
    await comes(night, cast.cy)
    await part_ways(cast.cy, she, said_by_reader=said_by_reader)
    cy = await signed_in(cast.cy)
    before = await read(cy, night)
    await comes(night, she)
    assert (await Night.get(id=night.id)).waiting == 3
    assert await read(cy, night) == before


@TWO_WAYS
async def test_a_hidden_newcomer_takes_no_place_where_none_is_kept(
    cast: Cast, she: Member, signed_in: SignedIn, *, said_by_reader: bool
) -> None:
    night = await a_night(6, clock.now() + 3 * DAY, first_timers=0, guests_most=3)
    await part_ways(cast.cy, she, said_by_reader=said_by_reader)
    cy = await signed_in(cast.cy)
    before = await read(cy, night)
    await comes(night, she, party=2)
    card = (await cy.get(f"/e/{night.ref}", headers=DATA)).json()["page"]["night"]
    assert (card["coming"], card["left"]) == (0, 6)
    assert await read(cy, night) == before


async def test_where_many_come_the_number_stays_true(
    cast: Cast, she: Member, signed_in: SignedIn
) -> None:
    night = await a_night(6, clock.now() + 3 * DAY)
    for member in await people.crowd(4):
        await comes(night, member)
    await comes(night, she)
    await part_ways(cast.cy, she, said_by_reader=True)
    card = (await (await signed_in(cast.cy)).get(f"/e/{night.ref}", headers=DATA)).json()["page"]
    assert (card["night"]["coming"], card["night"]["left"]) == (5, 1)


async def test_whoever_waits_for_the_others_place_reads_true_numbers(
    cast: Cast, she: Member, signed_in: SignedIn
) -> None:
    night = await a_night(1, clock.now() + 3 * DAY)
    await comes(night, she)
    await comes(night, cast.cy)
    await part_ways(cast.cy, she, said_by_reader=True)
    answer = await (await signed_in(cast.cy)).get(f"/e/{night.ref}", headers=DATA)
    card = answer.json()["page"]["night"]
    told = (card["coming"], card["left"], card["queue_place"], card["waiting"], card["mine"])
    assert told == (1, 0, 1, 1, "waiting")
    assert SHE not in answer.text


async def test_no_seat_and_no_turn_depends_on_it(cast: Cast, she: Member) -> None:
    night = await a_night(1, clock.now() + 3 * DAY)
    await part_ways(cast.cy, she, said_by_reader=True)
    await comes(night, she)
    await comes(night, cast.cy)
    await comes(night, she, Want.NO)
    assert (await Answer.get(member_id=cast.cy.id)).seats == 1


# DUTIES


async def test_the_list_of_the_door_has_the_other_as_a_number_and_another_helper_reads_the_name(
    cast: Cast, she: Member, signed_in: SignedIn
) -> None:
    night = await a_night(starts_at=clock.now() + DAY / 24)
    for helper in (cast.ada, cast.bo):
        await Helper.create(night_id=night.id, member_id=helper.id, part=Part.DOOR)
    await comes(night, she, party=1)
    await comes(night, cast.dee)
    await part_ways(cast.ada, she, said_by_reader=False)
    ada, bo = await signed_in(cast.ada), await signed_in(cast.bo)
    path = f"/e/{night.ref}/door"
    hers = await ada.get(path)
    assert SHE not in hers.text
    assert she.ref not in hers.text
    assert "1 more comes and wants no name here." in hers.text
    assert SHE in (await bo.get(path)).text
    await Here.create(night_id=night.id, member_id=she.id, n=1, how="self", at=clock.now())
    await Night.filter(id=night.id).update(here=1)
    page = (await ada.get(path, headers=DATA)).json()["page"]
    assert (page["people"], page["nameless"]) == (1, 0)
    assert [guest["person"]["name"] for guest in page["guests"]] == ["Dee"]


async def test_a_host_reads_that_somebody_waits_and_another_host_reads_who(
    cast: Cast, she: Member, signed_in: SignedIn
) -> None:
    night = await a_night(1, clock.now() + 3 * DAY)
    for host in (cast.ada, cast.bo):
        await Helper.create(night_id=night.id, member_id=host.id, part=Part.HOST)
    for member in (cast.dee, she, cast.cy):
        await comes(night, member)
    await part_ways(cast.ada, she, said_by_reader=True)
    page = (await (await signed_in(cast.ada)).get(f"/e/{night.ref}/queue")).text
    assert SHE not in page
    assert she.ref not in page
    assert "Number 1" in page
    assert "Number 2" in page
    assert SHE in (await (await signed_in(cast.bo)).get(f"/e/{night.ref}/queue")).text


async def test_a_hosts_word_reaches_the_other_without_a_name(
    cast: Cast, she: Member, night: Night, signed_in: SignedIn
) -> None:
    await _hosts(night, she)
    for member in (cast.cy, cast.dee):
        await comes(night, member)
    await part_ways(cast.cy, she, said_by_reader=True)
    await words.tell(night.ref, To.COMING, "The door is at the back", she.id, now=clock.now())
    cy, dee = await signed_in(cast.cy), await signed_in(cast.dee)
    for path in (f"/e/{night.ref}", "/messages"):
        page = (await cy.get(path)).text
        assert "The door is at the back" in page, path
        assert SHE not in page, path
        assert SHE in (await dee.get(path)).text, path


async def test_a_newcomer_is_met_by_somebody(
    cast: Cast, she: Member, night: Night, signed_in: SignedIn
) -> None:
    for helper in (cast.ada, cast.bo, she):
        await Helper.create(night_id=night.id, member_id=helper.id, part=Part.DOOR)
    await MeetRequest.create(
        token_sha="d" * 64, night_id=night.id, name="Niamh", spot=Spot.BUS, word="owl",
        taker_id=she.id, sign="A red hat",
    )  # fmt: skip
    await part_ways(cast.ada, she, said_by_reader=True)
    page = (await (await signed_in(cast.ada)).get(f"/e/{night.ref}/meet")).text
    assert "Somebody meets them." in page
    assert "I meet them" not in page
    assert SHE not in page
    assert SHE in (await (await signed_in(cast.bo)).get(f"/e/{night.ref}/meet")).text


async def test_whoever_looks_after_texts_reads_them_all_without_that_name(
    cast: Cast, she: Member, night: Night, signed_in: SignedIn
) -> None:
    now = clock.now()
    await roles.establish("decision/1", by=None, now=now)
    await roles.grant(
        "chair", cast.ada.id, decision_ref="decision/1", starts_at=now,
        ends_at=now + 90 * DAY, by=None, now=now,
    )  # fmt: skip
    await _says(night, she)
    said = await NightComment.get(night_id=night.id)
    await Report.create(
        about=said.ref, night_id=night.id, comment_id=said.id, member_id=cast.cy.id,
        reason=Reason.HURTS, said_at=now,
    )  # fmt: skip
    await part_ways(cast.ada, she, said_by_reader=False)
    ada = await signed_in(cast.ada)
    page = (await ada.get("/e/reports")).text
    assert "Bring a coat" in page
    assert f"/comments/{said.ref}/hiding" in page
    assert SHE not in page
    assert "Bring a coat" not in (await ada.get(f"/e/{night.ref}")).text
    assert (await ada.get(f"/comments/{said.ref}/report")).status_code == 404
    assert (
        await (await signed_in(cast.dee)).get(f"/comments/{said.ref}/report")
    ).status_code == 200


# WHAT IT COSTS


@pytest.mark.parametrize("path", ["/", "/nights", "/e/{}"])
async def test_it_costs_nobody_else_a_question_and_those_two_no_more_than_two(
    cast: Cast, she: Member, night: Night, signed_in: SignedIn, questions: list[str], path: str
) -> None:
    await comes(night, she)
    cy = await signed_in(cast.cy)
    path = path.format(night.ref)
    costs = []
    for _ in range(2):
        await cy.get(path)
        questions.clear()
        await cy.get(path)
        costs.append(len(questions))
        await part_ways(cast.cy, she, said_by_reader=True)
    assert costs[0] < costs[1] <= costs[0] + 2
