"""What a bystander can read on a locked phone."""

import itertools
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from club.notices.messages.lockscreen import LEVELS, Screen, screen
from club.notices.messages.notices import broadcast, trial
from club.notices.messages.payload import SIZES, Envelope, payload
from club.notices.rules import Category, Notice

DUBLIN = ZoneInfo("Europe/Dublin")
AT = datetime(2026, 12, 3, 19, tzinfo=UTC)
PRIVATE = ("Harbour", "Recovery", "circle", "Ana", "Mill Lane", "vote", "club", "member", "night")
ENVELOPE = Envelope("https://harbour.example/n/" + "a" * 26, "event:abcdef")


def told(
    category: Category, title: str = "Recovery circle", body: str = "Ana, Mill Lane"
) -> Notice:
    return Notice("kind", category, title, body, "/e/abc", "tag", when=AT)


def shown(notice: Notice, level: int) -> Screen:
    return screen(notice, level, alias="Thursday", zone=DUBLIN)


@pytest.mark.parametrize("category", Category)
def test_the_lowest_level_names_nothing(category: Category) -> None:
    found = shown(told(category), 0)
    assert found.title == "Thursday"
    assert not [word for word in PRIVATE if word.lower() in found.body.lower()]
    assert ":" not in found.body


@pytest.mark.parametrize("category", Category)
def test_the_middle_level_adds_day_and_hour_alone(category: Category) -> None:
    low, middle = shown(told(category), 0), shown(told(category), 1)
    assert middle == Screen(low.title, f"{low.body}: Thursday 19:00")


def test_the_highest_level_shows_title_and_place() -> None:
    assert shown(told(Category.CHANGES), 2) == Screen("Recovery circle", "Ana, Mill Lane")


def test_a_members_own_words_never_stand_on_a_lock_screen() -> None:
    assert "Ana" not in shown(told(Category.PERSONAL), 2).body
    assert "Recovery" not in shown(told(Category.PERSONAL), 2).title
    news = shown(broadcast("New hall", "Ana has the key", "r"), 2)
    assert news == Screen("New hall", "Something new")


def test_the_trial_says_what_it_is() -> None:
    assert shown(trial(), 0) == Screen("Thursday", "Please have a look")


TEXTS = ["short", "ö" * 120, "\U0001f642" * 120, '"' * 120, "line\nline " * 12, ""]


@pytest.mark.parametrize(
    ("category", "level", "text"), list(itertools.product(Category, LEVELS, TEXTS))
)
def test_all_payloads_have_one_of_two_lengths(category: Category, level: int, text: str) -> None:
    words = shown(told(category, text, text * 30), level)
    bytes_ = payload(words, ENVELOPE)
    assert len(bytes_) in SIZES
    assert level == LEVELS[2] or len(bytes_) == SIZES[0]
    read = json.loads(bytes_)
    assert read["web_push"] == 8030
    assert read["notification"]["title"] == words.title
    assert read["notification"]["navigate"] == ENVELOPE.navigate
    assert set(read["p"]) <= {" "}


def test_what_a_payload_is_about_is_hidden() -> None:
    assert b"abcdef" not in payload(Screen("Thursday", "A reminder"), ENVELOPE)


def test_a_payload_that_cannot_be_padded_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="bytes"):
        payload(Screen("x" * 3000, ""), ENVELOPE)
