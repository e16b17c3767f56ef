"""Founding the club, by three people or more."""

import asyncio
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from club.access.models import Founder, Founding, FoundingLink, Passphrase, Session
from club.access.service import founding_link
from club.charter import queries as charter
from club.decisions.models import Decision
from club.journal import service as journal
from club.journal.models import JournalEntry
from club.journeys.service.founding import found
from club.kit.clock import now
from club.kit.errors import TooLate
from club.members.models import Member
from club.roles import queries as roles
from club.roles.rules import Right
from tests.journeys.founding import CLUB, PASSPHRASE, begin, person, place, sign
from tests.people import Cast
from tests.web import Client


async def test_three_people_found_a_club_and_are_members_like_any_other(app: Starlette) -> None:
    ana = await begin(app)
    ben = await sign(app, ana, "Ben", "coordinator")
    cleo = await sign(app, ana, "Cleo")
    answer = await ana.send_form("/founding/club")
    assert answer.headers["location"] == "/"

    members = {member.name: member for member in await Member.all()}
    assert set(members) == {"Ana", "Ben", "Cleo"}
    for phone in (ana, ben, cleo):
        assert (await phone.get("/me/sessions")).status_code == 200
    agreed = await charter.in_force(now())
    assert (agreed["club.name"], agreed["club.alias"]) == ("Harbour Lights", "Thursday")
    mandates = {each.member_id: each for each in await roles.mandates(now=now())}
    assert {mandates[members[name].id].role for name in ("Ana", "Ben")} == {"chair", "coordinator"}
    assert members["Cleo"].id not in mandates
    assert all(member.voting_from <= now() for member in members.values())
    assert await journal.verify() is None


async def test_the_founding_is_decision_number_one_and_gave_every_role(app: Starlette) -> None:
    ana = await begin(app)
    await sign(app, ana, "Ben", "coordinator")
    await sign(app, ana, "Cleo")
    await ana.send_form("/founding/club")
    decision = await Decision.get(number=1)
    mandates = await roles.mandates(now=now())
    assert len(mandates) == 2
    assert {each.decision_ref for each in mandates} == {decision.ref}
    assert "Chair, Coordinator" in decision.body
    assert not any(name in decision.body for name in ("Ana", "Ben", "Cleo"))
    page = await ana.get(f"/decisions/{decision.ref}")
    assert page.status_code == 200


async def test_the_record_tells_of_the_founding(app: Starlette) -> None:
    ana = await begin(app)
    await sign(app, ana, "Ben")
    await sign(app, ana, "Cleo")
    await ana.send_form("/founding/club")
    kinds = [entry.kind for entry in await JournalEntry.all().order_by("seq")]
    assert kinds.count("founding") == 1
    assert kinds.count("member_in") == 3


async def test_what_founders_hold_ends_by_itself(app: Starlette) -> None:
    ana = await begin(app)
    await sign(app, ana, "Ben", "coordinator")
    await sign(app, ana, "Cleo", "keyholder")
    await ana.send_form("/founding/club")
    mandates = await roles.mandates(now=now())
    assert len(mandates) == 3
    assert all(each.interim for each in mandates)
    assert all(each.ends_at - each.starts_at <= timedelta(days=183) for each in mandates)
    later = now() + timedelta(days=184)
    assert await roles.mandates(now=later) == []
    ids = [member.id for member in await Member.all()]
    held = [await roles.holds(each, right, now=later) for each in ids for right in Right]
    assert not any(held)


async def test_nothing_keeps_who_was_first(app: Starlette) -> None:
    ana = await begin(app)
    await sign(app, ana, "Ben")
    await sign(app, ana, "Cleo")
    await ana.send_form("/founding/club")
    for table in (Founder, Founding, FoundingLink):
        assert not await table.all().exists()


async def test_two_people_are_no_club(app: Starlette) -> None:
    ana = await begin(app)
    await sign(app, ana, "Ben")
    answer = await ana.send_form("/founding/club")
    assert answer.status_code == 422
    assert "3 people or more" in answer.text
    assert not await Member.all().exists()
    assert await Founder.all().count() == 2
    assert await FoundingLink.all().exists()


async def test_only_who_began_says_when_all_are_there(app: Starlette) -> None:
    ana = await begin(app)
    ben = await sign(app, ana, "Ben")
    await sign(app, ana, "Cleo")
    assert (await ben.send_form("/founding/club")).status_code == 403
    assert (await ben.send_form("/founding/places")).status_code == 403
    assert not await Member.all().exists()


async def test_tapping_five_times_founds_one_club(app: Starlette) -> None:
    ana = await begin(app)
    await sign(app, ana, "Ben")
    await sign(app, ana, "Cleo")
    first = await Founder.get(began=True)
    tried = await asyncio.gather(
        *(found(first, now=now()) for _each in range(5)), return_exceptions=True
    )
    assert sorted(str(type(each).__name__) for each in tried) == ["TooLate"] * 4 + ["int"]
    assert await Member.all().count() == 3


async def test_the_link_and_the_places_die_with_the_founding(app: Starlette) -> None:
    ana = await begin(app)
    unused = await place(ana)
    await sign(app, ana, "Ben")
    await sign(app, ana, "Cleo")
    await ana.send_form("/founding/club")
    assert await founding_link(now()) is None
    late = Client(app)
    assert (await late.get(unused)).status_code == 404
    assert (await late.send_form(unused, **person("Dov"))).status_code == 404
    assert (await ana.get("/founding")).status_code == 404
    with pytest.raises(TooLate):
        await found(Founder(id=1, began=True), now=now())


async def test_a_place_is_for_one(app: Starlette) -> None:
    ana = await begin(app)
    path = await place(ana)
    first, second = Client(app), Client(app)
    assert (await first.send_form(path, **person("Ben"))).status_code == 303
    answer = await second.send_form(path, **person("Cleo"))
    assert answer.status_code in {404, 409}
    assert await Founder.exclude(signed_at=None).count() == 2


async def test_a_new_link_ends_the_old_one(app: Starlette) -> None:
    old, new = await founding_link(now()), await founding_link(now())
    phone = Client(app)
    assert (await phone.get(f"/found/{old}")).status_code == 404
    assert (await phone.get(f"/found/{new}")).status_code == 200


async def test_a_made_up_link_opens_nothing(app: Starlette) -> None:
    await founding_link(now())
    phone = Client(app)
    assert (await phone.get("/found/guess")).status_code == 404
    assert (await phone.send_form("/found/guess", **CLUB)).status_code == 404
    assert (await phone.get("/founding")).status_code == 403
    assert (await phone.get("/founding/guess")).status_code == 404


async def test_where_there_is_a_club_there_is_no_founding(cast: Cast, client: Client) -> None:
    assert cast
    assert await founding_link(now()) is None
    assert (await client.get("/found/anything")).status_code == 404
    assert (await client.get("/founding")).status_code == 404


async def test_a_second_phone_may_start_afresh_with_the_link(app: Starlette) -> None:
    await begin(app)
    token = await founding_link(now())
    other = Client(app)
    assert "Somebody has begun already" in (await other.get(f"/found/{token}")).text
    answer = await other.send_form(f"/found/{token}", **CLUB)
    assert answer.status_code == 409
    await other.send_form(f"/found/{token}/afresh")
    answer = await other.send_form(f"/found/{token}", **CLUB)
    answer = await other.send_form(answer.headers["location"], **person("Eve"))
    assert answer.status_code == 303
    assert [each.name for each in await Founder.all()] == ["Eve"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("club_name", ""),
        ("club_name", "x" * 61),
        ("alias", ""),
        ("alias", "x" * 21),
        ("zone", "Atlantis/Centre"),
        ("palette", "hot pink"),
    ],
)
async def test_a_club_that_cannot_be_is_asked_about_again_and_nothing_is_lost(
    app: Starlette, field: str, typed: str
) -> None:
    token = await founding_link(now())
    fields = {**CLUB, field: typed}
    answer = await Client(app).send_form(f"/found/{token}", **fields)
    assert answer.status_code == 422
    kept = {name for name in ("club_name", "alias") if name != field}
    assert all(f'value="{fields[name]}"' in answer.text for name in kept)
    assert not await Founder.all().exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 41),
        ("sign_in_name", "ab"),
        ("passphrase", "short"),
        ("passphrase", "the Harbour Lights are on"),
        ("agreed", ""),
        ("agreed", "perhaps"),
        ("shared", "sometimes"),
    ],
)
async def test_a_founder_is_asked_again_and_nothing_is_lost(
    app: Starlette, field: str, typed: str
) -> None:
    ana = await begin(app)
    path, fields = await place(ana), {**person("Ben"), field: typed}
    ben = Client(app)
    answer = await ben.send_form(path, **fields)
    assert answer.status_code == 422
    kept = {name for name in ("name", "sign_in_name") if name != field}
    assert all(f'value="{fields[name]}"' in answer.text for name in kept)
    assert PASSPHRASE not in answer.text
    assert await Founder.exclude(signed_at=None).count() == 1
    assert (await ben.send_form(path, **person("Ben"))).status_code == 303


async def test_the_plan_may_be_written_anew_until_somebody_signs(app: Starlette) -> None:
    token, phone = await founding_link(now()), Client(app)
    first = await phone.send_form(f"/found/{token}", **CLUB)
    second = await phone.send_form(f"/found/{token}", **{**CLUB, "club_name": "Quay Lights"})
    assert (await phone.get(first.headers["location"])).status_code == 404
    assert "Quay Lights" in (await phone.get(second.headers["location"])).text


async def test_two_founders_do_not_take_one_seat_or_one_name(app: Starlette) -> None:
    ana = await begin(app, "chair")
    ben = Client(app)
    path = await place(ana)
    twin = {**person("Ben"), "sign_in_name": "ANA in  private"}
    assert (await ben.send_form(path, **twin)).status_code == 422
    assert (await ben.send_form(path, **person("Ben"))).status_code == 303
    answer = await ben.send_form("/founding/role", role="chair")
    assert answer.status_code == 422
    assert "Somebody else has taken this role." in answer.text
    assert (await ben.send_form("/founding/role", role="king")).status_code == 422
    assert (await ben.get("/founding/role")).status_code == 200
    assert (await ben.send_form("/founding/role", role="")).status_code == 303
    assert (await Founder.get(name="Ben")).role == ""


async def test_founders_sign_in_later_with_what_they_chose(app: Starlette) -> None:
    ana = await begin(app)
    await sign(app, ana, "Ben")
    await sign(app, ana, "Cleo")
    await ana.send_form("/founding/club")
    assert await Passphrase.all().count() == 3
    fresh = Client(app)
    answer = await fresh.send_form("/sign-in", name="ben in private", passphrase=PASSPHRASE)
    assert answer.status_code == 303
    assert await Session.all().count() == 4


async def test_members_wait_on_no_page_of_the_founding(app: Starlette) -> None:
    ana = await begin(app)
    page = await ana.get("/founding")
    assert "2 more people must sign." in page.text
    ben = await sign(app, ana, "Ben")
    assert "1 more person must sign." in (await ben.get("/founding")).text
    assert "Wait here." in (await ben.get("/founding")).text
    await sign(app, ana, "Cleo")
    assert "Found the club" in (await ana.get("/founding")).text


async def test_asking_twice_for_one_place_makes_one_and_leads_back(app: Starlette) -> None:
    ana = await begin(app)
    first = await ana.send_form("/founding/places", key="the-very-same-key-00")
    again = await ana.send_form("/founding/places", key="the-very-same-key-00")
    assert first.status_code == 200
    assert again.headers["location"] == "/founding"
    assert await Founder.filter(signed_at=None).count() == 1


async def test_twelve_places_are_the_most(app: Starlette) -> None:
    ana = await begin(app)
    for _each in range(11):
        await place(ana)
    answer = await ana.send_form("/founding/places")
    assert answer.status_code == 422
    assert "12 people" in answer.text


async def test_a_place_that_nobody_takes_is_free_again(app: Starlette) -> None:
    ana = await begin(app)
    path = await place(ana)
    await Founder.filter(signed_at=None).update(place_until=now() - timedelta(seconds=1))
    late = Client(app)
    assert (await late.get(path)).status_code == 404
    assert (await late.send_form(path, **person("Ben"))).status_code == 409
    await place(ana)
    assert await Founder.filter(signed_at=None).count() == 1


async def test_pages_as_data_hold_no_secret_of_a_founder(app: Starlette) -> None:
    ana = await begin(app)
    answer = await ana.get("/founding", headers={"Accept": "application/json"})
    shown = answer.json()["page"]
    assert shown == {
        "signed": [{"name": "Ana", "role": "Chair", "mine": True}],
        "missing": 2,
        "began": True,
    }
