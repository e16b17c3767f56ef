"""The doors of what a night needs: who asks for it, who takes it, who is turned away."""

import asyncio

import pytest

from club.events.models import Helper, Night, Series, Slot, SlotTake
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.slots import SlotKind
from club.events.service import answers
from club.events.service.terms import Details
from club.kit import clock
from club.kit.tokens import new_ref
from tests.conftest import SignedIn
from tests.events.around import DAY, a_hosted_night, over
from tests.people import Cast
from tests.web import Client


@pytest.fixture
async def night(cast: Cast) -> Night:
    return await a_hosted_night(cast)


@pytest.fixture
async def bo(cast: Cast, signed_in: SignedIn) -> Client:
    """Bo hosts the night, and holds no role."""
    return await signed_in(cast.bo)


async def milk(night: Night) -> Slot:
    return await Slot.create(night_id=night.id, kind=SlotKind.BRING, title="Milk", need=2)


async def test_a_host_asks_for_milk_and_everybody_reads_it(
    bo: Client, cy: Client, night: Night
) -> None:
    page = await bo.get(f"/e/{night.ref}/slots")
    assert "Ask for something" in page.text
    sent = await bo.send_form(f"/e/{night.ref}/slots", kind="bring", title="Milk", need="2")
    assert sent.headers["location"] == f"/e/{night.ref}/slots"
    shown = (await cy.get(f"/e/{night.ref}")).text
    assert "Milk" in shown
    assert "To bring: 2 of 2 open." in shown
    assert "I bring it" in shown
    assert "Change the list" not in shown


async def test_a_member_takes_it_and_gives_it_back(bo: Client, cy: Client, night: Night) -> None:
    slot = await milk(night)
    path = f"/e/{night.ref}/slot/{slot.ref}"
    assert (await cy.send_form(path, n="1")).headers["location"] == f"/e/{night.ref}"
    mine = (await cy.get(f"/e/{night.ref}")).text
    assert "You have 1." in mine
    assert "One more" in mine
    assert "To bring: 1 of 2 open." in (await bo.get(f"/e/{night.ref}")).text
    await cy.send_form(path, n="0")
    assert "You gave it back." in (await cy.get(f"/e/{night.ref}")).text
    assert not await SlotTake.exists()


async def test_the_same_tap_twice_takes_one(cy: Client, night: Night) -> None:
    slot, key = await milk(night), new_ref()
    path = f"/e/{night.ref}/slot/{slot.ref}"
    await asyncio.gather(*[cy.send_form(path, key=key, n="1") for _ in range(3)])
    assert (await Slot.get(id=slot.id)).taken == 1


async def test_a_name_on_the_list_follows_the_nights_rule_and_hosts_read_all(
    cast: Cast, bo: Client, night: Night, signed_in: SignedIn
) -> None:
    slot, now = await milk(night), clock.now()
    ada, dee = await signed_in(cast.ada), await signed_in(cast.dee)
    path = f"/e/{night.ref}"
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=now)
    await answers.answer(night.ref, cast.ada.id, Want.COMING, now=now)
    await (await signed_in(cast.cy)).send_form(f"{path}/slot/{slot.ref}", n="1")
    assert "<bdi>Cy</bdi>" in (await bo.get(path)).text
    assert "<bdi>Cy</bdi>" not in (await ada.get(path)).text
    await answers.answer(night.ref, cast.cy.id, Want.COMING, Details(named=True), now=now)
    assert (await ada.get(path)).text.count("<bdi>Cy</bdi>") == 2
    assert "<bdi>Cy</bdi>" not in (await dee.get(path)).text


async def test_a_lift_says_who_drives_and_only_the_driver_reads_who_rides(
    cast: Cast, cy: Client, bo: Client, night: Night, signed_in: SignedIn
) -> None:
    ada = await signed_in(cast.ada)
    path = f"/e/{night.ref}"
    assert "never an address" in (await ada.get(f"{path}/lift")).text
    sent = await ada.send_form(f"{path}/lift", area="Phibsborough", seats="2")
    assert sent.headers["location"] == path
    lift = await Slot.get(by_id=cast.ada.id)
    page = (await cy.get(path)).text
    assert "A lift from Phibsborough" in page
    assert "<bdi>Ada</bdi>" in page
    await cy.send_form(f"{path}/slot/{lift.ref}", n="1")
    assert "<bdi>Cy</bdi>" in (await ada.get(path)).text
    dee = await signed_in(cast.dee)
    assert "<bdi>Cy</bdi>" not in (await dee.get(path)).text
    gone = await ada.send_form(f"{path}/slot/{lift.ref}/removal")
    assert gone.headers["location"] == path
    assert "A lift from" not in (await bo.get(path)).text


@pytest.mark.parametrize(
    ("area", "seats", "words"),
    [
        ("12 Main Street", "2", "not an address"),
        ("", "2", "fill this in"),
        ("Cabra", "9", "The most is 8"),
        ("Cabra", "many", "write a number"),
    ],
)
async def test_a_lift_from_an_address_is_not_offered(
    cy: Client, night: Night, area: str, seats: str, words: str
) -> None:
    answer = await cy.send_form(f"/e/{night.ref}/lift", area=area, seats=seats)
    assert answer.status_code == 422
    assert words in answer.text
    assert not await Slot.exists()


async def test_a_member_who_hosts_nothing_changes_no_list(cy: Client, night: Night) -> None:
    slot, path = await milk(night), f"/e/{night.ref}"
    assert (await cy.get(f"{path}/slots")).status_code == 403
    for door, fields in (
        ("slots", {"kind": "bring", "title": "Gold", "need": "1"}),
        ("slots/copy", {}),
        (f"slot/{slot.ref}/removal", {}),
    ):
        assert (await cy.send_form(f"{path}/{door}", **fields)).status_code == 403
    assert [row.title for row in await Slot.all()] == ["Milk"]


async def test_a_lift_is_asked_for_by_no_form_of_a_host(bo: Client, night: Night) -> None:
    sent = await bo.send_form(f"/e/{night.ref}/slots", kind="lift", title="Car", need="1")
    assert sent.status_code == 422
    assert "Please choose one of these." in sent.text


async def test_too_much_too_late_and_nothing_at_all_are_refused(
    cast: Cast, bo: Client, cy: Client, night: Night
) -> None:
    slot = await milk(night)
    path = f"/e/{night.ref}/slot/{slot.ref}"
    assert (await cy.send_form(path, n="3")).status_code == 409
    for wrong in ("21", "-1", "some", ""):
        assert (await cy.send_form(path, n=wrong)).status_code == 422
    assert (await cy.send_form(f"/e/{night.ref}/slot/{'a2' * 13}", n="1")).status_code == 404
    await over(night)
    late = await cy.send_form(path, n="1")
    assert late.status_code == 409
    assert "This night is over." in late.text
    sent = await bo.send_form(f"/e/{night.ref}/slots", kind="help", title="Tea", need="1")
    assert sent.status_code == 409
    assert await Helper.filter(member_id=cast.bo.id, part=Part.HOST).exists()
    assert "takes no more offers" in (await cy.get(f"/e/{night.ref}/lift")).text


async def test_the_same_as_last_time_is_offered_where_nights_repeat(
    bo: Client, night: Night
) -> None:
    assert "The same as last time" not in (await bo.get(f"/e/{night.ref}/slots")).text
    sent = await bo.send_form(f"/e/{night.ref}/slots/copy")
    assert sent.status_code == 409
    assert "No night before this one" in sent.text


async def test_a_host_takes_over_the_list_of_last_week(
    cast: Cast, bo: Client, night: Night
) -> None:
    series = await Series.create(
        title="Thursdays", zone="UTC", rule="FREQ=WEEKLY", first_start="x", minutes=60,
        written_at=clock.now(),
    )  # fmt: skip
    before = await a_hosted_night(cast)
    await Night.filter(id=before.id).update(starts_at=clock.now() - 4 * DAY)
    for n, each in enumerate((before, night)):
        await Night.filter(id=each.id).update(series_id=series.id, series_key=f"{n}")
    await milk(before)
    sent = await bo.send_form(f"/e/{night.ref}/slots/copy")
    assert sent.headers["location"] == f"/e/{night.ref}/slots"
    page = (await bo.get(f"/e/{night.ref}/slots")).text
    assert "1 thing is new on the list." in page
    assert "Milk" in page


async def test_a_night_that_is_over_takes_no_lift(cy: Client, night: Night) -> None:
    await over(night)
    late = await cy.send_form(f"/e/{night.ref}/lift", area="Cabra", seats="2")
    assert late.status_code == 409
    assert "This night is over." in late.text


@pytest.mark.parametrize("page", ["slots", "lift", "comments", "report", "message"])
async def test_a_night_that_is_not_there_has_no_pages(cy: Client, page: str) -> None:
    assert (await cy.get(f"/e/{'a2' * 13}/{page}")).status_code == 404


async def test_the_list_is_data_for_whoever_asks_for_data(cy: Client, night: Night) -> None:
    slot = await milk(night)
    answer = await cy.get(f"/e/{night.ref}", headers={"Accept": "application/json"})
    shown = answer.json()["page"]["around"]["slots"][0]
    assert (shown["ref"], shown["kind"], shown["free"]) == (slot.ref, "bring", 2)


@pytest.mark.parametrize("page", ["slots", "lift"])
async def test_a_stranger_signs_in_first(client: Client, night: Night, page: str) -> None:
    answer = await client.get(f"/e/{night.ref}/{page}")
    assert answer.headers["location"].startswith("/sign-in")
