"""Changing a night in the browser: three named buttons, and kind words where something is wrong."""

from datetime import timedelta

import pytest

from club.events.models import Night, Series
from club.events.rules.times import key, wall
from club.kit import clock
from club.kit.tokens import new_ref
from club.roles import service as roles
from tests.conftest import SignedIn
from tests.events.nights import ZONE, a_night, a_series
from tests.people import Cast
from tests.web import Client

DAY = timedelta(days=1)


@pytest.fixture
async def bo(cast: Cast, signed_in: SignedIn) -> Client:
    """Bo coordinates, by a decision."""
    now = clock.now()
    about = {"decision_ref": "decision/1", "by": None, "now": now, "starts_at": now}
    await roles.establish("decision/1", by=None, now=now)
    await roles.grant("coordinator", cast.bo.id, ends_at=now + 300 * DAY, **about)
    return await signed_in(cast.bo)


@pytest.fixture
async def nights(cast: Cast) -> list[Night]:
    """Eight nights of a weekly series; the next one is in three days."""
    _ = cast
    await a_series(clock.now(), clock.now() + 3 * DAY)
    return await Night.all().order_by("starts_at")


def sent(night: Night, **changes: object) -> dict[str, object]:
    """The form as its page shows it."""
    starts, ends = (wall(at, ZONE) for at in (night.starts_at, night.ends_at))
    usual: dict[str, object] = {"title": night.title, "place": "", "places": "", "text": ""}
    often = {"repeats": "week", "days": str(starts.weekday()), "until": "", "times": ""}
    return usual | often | {"starts": key(starts), "ends": key(ends), "scope": "only"} | changes


async def test_a_night_of_a_series_shows_three_buttons_with_its_date(
    bo: Client, nights: list[Night]
) -> None:
    page = (await bo.get(f"/e/{nights[2].ref}/edit")).text
    date = f"{nights[2].starts_at.day} {nights[2].starts_at:%B}"
    for words in (f"Only {date}", f"{date} and later", "All coming dates"):
        assert f"<span>{words}</span>" in page
    assert page.count('name="scope"') == 3
    assert f'value="{key(wall(nights[2].starts_at, ZONE))}"' in page


async def test_a_single_night_shows_one_button(bo: Client) -> None:
    night = await a_night(starts_at=clock.now() + 3 * DAY)
    page = (await bo.get(f"/e/{night.ref}/edit")).text
    assert page.count('name="scope"') == 1
    assert "All coming dates" not in page
    assert "How it comes back" not in page


@pytest.mark.parametrize(
    ("scope", "changed", "words"),
    [
        ("only", [2], "The night is changed."),
        ("later", [2, 3, 4, 5, 6, 7], "This night and those after it are changed."),
        ("all", [0, 1, 2, 3, 4, 5, 6, 7], "The coming nights are changed."),
    ],
)
async def test_each_button_changes_the_nights_it_names(
    bo: Client, nights: list[Night], scope: str, changed: list[int], words: str
) -> None:
    path = f"/e/{nights[2].ref}/edit"
    answer = await bo.send_form(path, **sent(nights[2], title="Soup", scope=scope))
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/e/{nights[2].ref}"
    assert words in (await bo.get(f"/e/{nights[2].ref}")).text
    titles = [(await Night.get(id=night.id)).title for night in nights]
    assert [n for n, title in enumerate(titles) if title == "Soup"] == changed
    assert (await Night.get(id=nights[2].id)).sequence == 0
    starts = [(await Night.get(id=night.id)).starts_at for night in nights]
    assert starts == [night.starts_at for night in nights]


async def test_after_a_split_the_buttons_say_which_dates_they_reach(
    bo: Client, nights: list[Night]
) -> None:
    dates = [f"{night.starts_at.day} {night.starts_at:%B}" for night in nights]
    split = sent(nights[4], title="Songs", scope="later")
    await bo.send_form(f"/e/{nights[4].ref}/edit", **split)

    page = (await bo.get(f"/e/{nights[2].ref}/edit")).text
    before = (f"{dates[2]} to {dates[3]}", f"All dates from {dates[0]} to {dates[3]}")
    assert [words in page for words in before] == [True, True]
    assert "All coming dates" not in page
    assert "Dates of the other part are changed on their own page." in page
    await bo.send_form(f"/e/{nights[2].ref}/edit", **sent(nights[2], title="Soup", scope="all"))
    now = [(await Night.get(id=night.id)).title for night in nights]
    assert now == ["Soup"] * 4 + ["Songs"] * 4

    page = (await bo.get(f"/e/{nights[5].ref}/edit")).text
    after = (f"{dates[5]} and later", f"All dates from {dates[4]} on")
    assert [words in page for words in after] == [True, True]
    told = await bo.get(f"/e/{nights[5].ref}/edit", headers={"accept": "application/json"})
    assert told.json()["page"]["reach"]["last"] is None


async def test_once_the_other_part_is_over_or_ended_the_buttons_mean_all_again(
    bo: Client, nights: list[Night], monkeypatch: pytest.MonkeyPatch
) -> None:
    await bo.send_form(f"/e/{nights[4].ref}/edit", **sent(nights[4], scope="later"))
    stem, part = await Series.all().order_by("id")
    await Series.filter(id=part.id).update(ended_at=clock.now())
    page = (await bo.get(f"/e/{nights[2].ref}/edit")).text
    assert "All coming dates" in page
    await Series.filter(id=part.id).update(ended_at=None)
    assert "All coming dates" not in (await bo.get(f"/e/{nights[5].ref}/edit")).text
    monkeypatch.setattr(clock, "now", lambda: nights[3].ends_at + DAY)
    assert stem.ended_at is None
    assert "All coming dates" in (await bo.get(f"/e/{nights[5].ref}/edit")).text


async def test_a_page_sent_back_as_it_is_changes_no_rule(bo: Client, nights: list[Night]) -> None:
    rule = (await Series.get()).rule
    await bo.send_form(f"/e/{nights[0].ref}/edit", **sent(nights[0], scope="all"))
    assert (await Series.get()).rule == rule
    assert await Night.all().count() == 8


async def test_a_new_rule_is_shown_on_the_page_again(bo: Client, nights: list[Night]) -> None:
    last = f"{(nights[4].starts_at).date()}"
    changes = {"repeats": "2weeks", "until": last, "scope": "later"}
    answer = await bo.send_form(f"/e/{nights[0].ref}/edit", **sent(nights[0], **changes))
    assert answer.status_code == 303
    page = (await bo.get(f"/e/{nights[0].ref}/edit")).text
    assert '<option value="2weeks" selected>' in page
    assert f'value="{last}"' in page
    assert await Night.all().count() == 3


async def test_how_many_nights_are_still_to_come_becomes_a_last_day(
    bo: Client, nights: list[Night]
) -> None:
    await bo.send_form(f"/e/{nights[0].ref}/edit", **sent(nights[0], times="3", scope="all"))
    assert await Night.all().count() == 3
    page = (await bo.get(f"/e/{nights[0].ref}/edit")).text
    assert f'value="{nights[2].starts_at.date()}"' in page


async def test_who_may_come_is_changed_and_shown_again(bo: Client, nights: list[Night]) -> None:
    asked = {
        "guests_most": "2", "first_timers": "1", "answer_hours": "24", "names_shown": "hosts",
        "listed": "invited", "place_shown": "coming", "content_note": "Loud music",
        "plan_b": "The library",
    }  # fmt: skip
    await bo.send_form(f"/e/{nights[0].ref}/edit", **sent(nights[0], **asked))
    night = await Night.get(id=nights[0].id)
    assert night.answer_by == night.starts_at - DAY
    page = (await bo.get(f"/e/{night.ref}/edit")).text
    for words in ('value="24"', 'value="Loud music"', "The library", '"hosts" selected'):
        assert words in page
    await bo.send_form(f"/e/{nights[0].ref}/edit", **sent(nights[0]))
    night = await Night.get(id=nights[0].id)
    assert (night.answer_by, night.content_note, night.guests_most) == (None, "", 2)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", ""),
        ("starts", "soon"),
        ("starts", "1700000000"),
        ("starts", "2020-01-01T19:00"),
        ("starts", "9999-12-31T23:59"),
        ("ends", "2020-01-01T19:00"),
        ("ends", "9999-12-31T23:59"),
        ("place", "nowhere"),
        ("places", "0"),
        ("scope", "every"),
        ("repeats", "daily"),
        ("repeats", "once"),
        ("days", "7"),
        ("days", "Monday"),
        ("until", "2020-01-01"),
        ("until", "1700000000"),
        ("until", "2027-02-30"),
        ("times", "0"),
        ("times", "521"),
        ("guests_most", "4"),
        ("first_timers", "-1"),
        ("answer_hours", "1000"),
        ("names_shown", "everyone"),
        ("count_shown", "some"),
        ("listed", "nobody"),
        ("place_shown", "hosts"),
        ("content_note", "x" * 121),
        ("plan_b", "x" * 4001),
        ("join_url", "meet.example"),
        ("join_url", "https://meet.example/" + "x" * 280),
    ],
)
async def test_what_cannot_be_is_said_and_nothing_is_changed_or_lost(
    bo: Client, nights: list[Night], field: str, wrong: str
) -> None:
    changes = {"text": "Bring a song.", "scope": "all"} | {field: wrong}
    page = await bo.send_form(f"/e/{nights[1].ref}/edit", **sent(nights[1], **changes))
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text or field == "scope"
    assert "Bring a song." in page.text
    assert {(night.text, night.revision) for night in await Night.all()} == {("", 0)}


async def test_what_no_series_can_do_is_said_in_kind_words(bo: Client, nights: list[Night]) -> None:
    path, own = f"/e/{nights[1].ref}/edit", nights[1].starts_at.weekday()
    others = [str((own + n) % 7) for n in (1, 2, 3)]
    for changes, words in (
        ({"days": [str(own), *others]}, "three days of the week at most"),
        ({"days": others[:1]}, "The day of this night is not ticked."),
        ({"days": [str(own), *others[:1]], "repeats": "month"}, "every month has one day"),
        ({"until": "2099-01-01", "times": "3"}, "but not both"),
        ({"times": "1", "scope": "all"}, "would be over before this night"),
    ):
        page = await bo.send_form(path, **sent(nights[1], **{"scope": "later"} | changes))
        assert page.status_code == 422
        assert words in page.text


async def test_the_same_form_sent_twice_splits_the_series_once(
    bo: Client, nights: list[Night]
) -> None:
    key_, form = new_ref(), sent(nights[3], title="Soup", scope="later")
    for _ in range(3):
        answer = await bo.send_form(f"/e/{nights[3].ref}/edit", key=key_, **form)
        assert answer.headers["location"] == f"/e/{nights[3].ref}"
    assert await Series.all().count() == 2


async def test_a_night_that_is_over_or_alone_has_no_later_ones(
    bo: Client, nights: list[Night]
) -> None:
    alone = await a_night(starts_at=clock.now() + 3 * DAY)
    answer = await bo.send_form(f"/e/{alone.ref}/edit", **sent(alone, scope="later"))
    assert answer.status_code == 409
    over = nights[0]
    await Night.filter(id=over.id).update(starts_at=clock.now() - DAY, ends_at=clock.now())
    answer = await bo.send_form(f"/e/{over.ref}/edit", **sent(over, scope="all"))
    assert answer.status_code == 409
    assert "This night is over." in answer.text


async def test_a_member_without_the_role_changes_no_series(
    bo: Client, nights: list[Night], cast: Cast, signed_in: SignedIn, client: Client
) -> None:
    assert bo is not client
    cy, form = await signed_in(cast.cy), sent(nights[0], title="Soup", scope="all")
    assert (await cy.send_form(f"/e/{nights[0].ref}/edit", **form)).status_code == 403
    stranger = await client.send_form(f"/e/{nights[0].ref}/edit", **form)
    assert stranger.headers["location"].startswith("/sign-in")
    assert {night.title for night in await Night.all()} == {"Songs"}
