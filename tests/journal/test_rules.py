"""The record has one spelling, and one chain."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.journal.rules import GENESIS, Break, Entry, canonical, follows, sealed

plain = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
values = st.dictionaries(st.text(max_size=10), plain | st.lists(st.integers(), max_size=3))
entries = st.builds(
    Entry,
    seq=st.integers(min_value=1),
    at=st.just("2027-03-04T19:00:00+00:00"),
    kind=st.text(max_size=10),
    thing=st.text(max_size=10),
    actor=st.none() | st.integers(),
    body=values.map(canonical),
    prev=st.just(GENESIS),
)


@given(values)
def test_the_order_of_writing_changes_nothing(data: dict[str, object]) -> None:
    assert canonical(data) == canonical(dict(reversed(data.items())))


@given(values)
def test_what_is_written_can_be_read(data: dict[str, object]) -> None:
    assert isinstance(json.loads(canonical(data)), dict)


@pytest.mark.parametrize("vague", [1.5, {"a": 1}, [1.5], b"x"])
def test_what_has_two_spellings_is_refused(vague: object) -> None:
    with pytest.raises(TypeError, match="no single spelling"):
        canonical({"a": vague})


@given(entries)
def test_an_entry_stands_only_in_its_place(entry: Entry) -> None:
    seal = sealed(entry)
    assert follows(entry, seal, entry.seq, GENESIS) is None
    assert follows(entry, seal, entry.seq + 1, GENESIS) == Break(
        entry.seq + 1, "this entry is missing"
    )
    assert follows(entry, seal, entry.seq, "1" * 64) is not None


@given(entries, st.sampled_from(["at", "kind", "thing", "body"]))
def test_no_field_can_change_unnoticed(entry: Entry, field: str) -> None:
    forged = dataclasses.replace(entry, **{field: getattr(entry, field) + "x"})
    broken = follows(forged, sealed(entry), entry.seq, GENESIS)
    assert broken == Break(entry.seq, "its content is not what was hashed")


@given(entries)
def test_another_actor_does_not_fit_the_hash(entry: Entry) -> None:
    forged = dataclasses.replace(entry, actor=(entry.actor or 0) + 1)
    assert follows(forged, sealed(entry), entry.seq, GENESIS) is not None
