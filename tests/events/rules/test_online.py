"""Which words are an address that a night can be joined at."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.events.rules.online import ADDRESS_LENGTH, address, site

GOOD = (
    "https://meet.example/thursday",
    "https://meet.example",
    "https://meet.example:8443/r?name=a%20b#now",
    "https://müller.example/küche",
    "https://[2001:db8::1]/r",
)
WRONG = (
    "meet.example/thursday",
    "http://meet.example/thursday",
    "javascript:alert(1)//https://",
    "//meet.example/thursday",
    "https:/meet.example",
    "https://",
    "https:///thursday",
    "https://:8443/thursday",
    "https://meet.example:none/",
    "https://meet.example:99999/",
    "https://meet.example:0/",
    "https://[meet.example/",
    "https://ada@meet.example/thursday",
    "https://ada:secret@meet.example/thursday",
    "https://@meet.example/thursday",
    "https://meet.example\\@other.example/",
    "https://meet.example/a b",
    "https://meet.example/a\nb",
    "https://meet.example/\u202egpj",
    'https://meet.example/"onclick',
    "https://meet.example/<b>",
    "https://meet.example/" + "x" * ADDRESS_LENGTH,
)


@pytest.mark.parametrize("words", GOOD)
def test_an_address_is_kept_as_it_was_copied(words: str) -> None:
    assert address(words) == words
    assert site(words) == urlsplit(words).hostname


def test_how_its_beginning_is_written_does_not_matter() -> None:
    assert address("HTTPS://meet.example/Thursday") == "https://meet.example/Thursday"


@pytest.mark.parametrize("words", WRONG)
def test_what_browsers_could_read_in_two_ways_is_no_address(words: str) -> None:
    assert address(words) is None


@given(st.one_of(st.text(), st.text().map("https://{}".format)))
def test_whatever_is_kept_leads_to_one_site_and_names_nobody(words: str) -> None:
    kept = address(words)
    if kept is not None:
        parts = urlsplit(kept)
        assert parts.scheme == "https"
        assert site(kept) == parts.hostname != ""
        assert (parts.username, parts.password) == (None, None)
        assert len(kept) <= ADDRESS_LENGTH
        assert address(kept) == kept
