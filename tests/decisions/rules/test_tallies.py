"""Counts as text: one count, one text, and back."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules import elections, options
from club.decisions.rules.advisory import count_scores
from club.decisions.rules.approval import count_approval
from club.decisions.rules.consent import Voice, count_consent
from club.decisions.rules.counting import Tally, Threshold
from club.decisions.rules.ranked.counting import count_papers
from club.decisions.rules.ranked.papers import SQ, Contest, sort_papers
from club.decisions.rules.tallies import WORDS, Count, fingerprint, read, written

CONTEST = Contest((SQ, "a", "b"), 2)
BALLOTS = [("a", "b"), ("b",), (SQ, "a"), ("a", SQ), ("x",), ()]
RULE = Threshold(Fraction(1, 2), strict=True, yes_floor=Fraction(1, 5), min_yes=3)


def counts() -> list[Count]:
    papers = sort_papers(BALLOTS, CONTEST)
    ranked = count_papers(papers, CONTEST, (SQ, "a", "b"))
    return [
        Tally(3, 2, 1),
        ranked,
        count_approval([("a",), ()], CONTEST, (SQ, "a", "b")),
        count_consent([Voice.CONSENT], Fraction(1, 5), 5),
        count_scores([{"a": 5}], ("a", "b")),
        options.settled(ranked, papers, RULE, 6),
        elections.settled(ranked, Fraction(1, 5), 6),
    ]


def test_every_kind_of_count_comes_back_as_it_went_in() -> None:
    assert {type(each) for each in counts()} == set(WORDS.values())
    for each in counts():
        assert read(written(each)) == each
        assert written(read(written(each))) == written(each)


@given(st.lists(st.permutations(["a", "b", SQ]).map(tuple), max_size=9))
def test_a_ranked_count_comes_back_with_every_stage(ballots: list[tuple[str, ...]]) -> None:
    count = count_papers(sort_papers(ballots, CONTEST), CONTEST, (SQ, "b", "a"))

    assert read(written(count)) == count


def test_the_text_holds_whole_numbers_and_strings_only() -> None:
    def kinds(value: object) -> set[type]:
        if isinstance(value, dict):
            return set().union(*map(kinds, value.values()), {type(key) for key in value})
        if isinstance(value, list):
            return set().union(*map(kinds, value))
        return {type(value)}

    for each in counts():
        assert kinds(json.loads(written(each))) <= {int, str}


def test_the_text_is_written_in_one_way_only() -> None:
    assert written(Tally(3, 2, 1)) == '{"method":"yesno","no":2,"no_opinion":1,"yes":3}'
    assert fingerprint(written(Tally(3, 2, 1))) != fingerprint(written(Tally(3, 2, 2)))
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "3",
        '{"method":"guess"}',
        '{"yes":1,"no":1,"no_opinion":0}',
        '{"method":"yesno","yes":1,"no":1}',
        '{"method":"yesno","yes":1,"no":1,"no_opinion":0,"more":1}',
        '{"method":"yesno","yes":1.0,"no":1,"no_opinion":0}',
        '{"method":"yesno","yes":true,"no":1,"no_opinion":0}',
        '{"method":"yesno","yes":"1","no":1,"no_opinion":0}',
        '{"method":"advice","asked":"guess","ballots":1,"invalid":0,"lines":[]}',
        '{"method":"advice","asked":"choice","ballots":1,"invalid":0,"lines":{}}',
        '{"method":"advice","asked":"choice","ballots":1,"invalid":0,"lines":[[]]}',
        '{"method":"advice","asked":3,"ballots":1,"invalid":0,"lines":[]}',
        "{",
    ],
)
def test_what_is_not_the_text_of_a_count_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(text)


def test_what_has_no_single_spelling_is_not_written() -> None:
    with pytest.raises(TypeError, match="float"):
        written(Tally(yes=1.5))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="bool"):
        written(Tally(yes=True))
