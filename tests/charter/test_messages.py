"""The charter in words: every value, every unit, every range."""

from fractions import Fraction

import pytest

from club.charter.messages import bounds, heading, said, share
from club.charter.rules import CLAUSES, Clause, Kind, Part, Unit


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=lambda clause: clause.key)
def test_every_rule_can_be_said(clause: Clause) -> None:
    assert said(clause, clause.default)
    assert bounds(clause).endswith(".")
    if clause.kind is Kind.CHOICE and clause.part is not Part.CLUB:
        assert all(said(clause, choice) for choice in clause.choices)
    assert "{" not in said(clause, clause.default) + bounds(clause)


def test_every_part_has_a_heading() -> None:
    assert len({heading(part) for part in Part}) == len(Part)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("sponsors_min", 1, "1 person"),
        ("sponsors_min", 2, "2 people"),
        ("class.ordinary.notice", 24, "1 day"),
        ("class.ordinary.notice", 72, "3 days"),
        ("class.ordinary.notice", 25, "25 hours"),
        ("class.ordinary.cooling", 0, "0 hours"),
        ("membership.fee", 5, "5 a year"),
        ("quorum.wait", 30, "30 minutes"),
        ("votes.proxies", False, "no"),
        ("votes.proxies", True, "yes"),
        ("club.name", "The Kettle", "The Kettle"),
        ("class.ordinary.threshold", Fraction(1, 2), "half"),
        ("votes.tie", "not carried", "nothing changes"),
        ("club.palette", "sea", "sea"),
    ],
)
def test_a_value_reads_as_members_would_say_it(key: str, value: object, words: str) -> None:
    assert said(CLAUSES[key], value) == words  # type: ignore[arg-type]


def test_a_share_without_a_word_is_counted() -> None:
    assert share(Fraction(3, 5)) == "3 in 5"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("votes.tie", "This cannot be changed."),
        ("votes.proxies", "It can be yes or no."),
        ("club.name", "The club can choose the words."),
        ("sponsors_min", "It can be from 1 person to 10 people."),
        ("membership.admission", "It can be one of these: if nobody objects, by a vote."),
    ],
)
def test_a_range_reads_as_members_would_say_it(key: str, words: str) -> None:
    assert bounds(CLAUSES[key]) == words


def test_every_unit_is_used_or_is_a_share() -> None:
    assert {clause.unit for clause in CLAUSES.values()} == set(Unit)
