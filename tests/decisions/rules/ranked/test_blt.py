"""BLT files: read whatever is published, and write what reads back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.ranked.blt import BadBlt, read, written
from club.decisions.rules.ranked.counting import count_papers
from club.decisions.rules.ranked.papers import Contest, sort_papers, sort_piles

FILE = """\ufeff4 2   # four stand for two seats
-3
# the ballots
5 1 2 0
1 1 2 0
(paper 7) 2 - 1
 4 0
2 0
1 2=4 1 0
1 9 0
0
"Ann #1" "Bo"
"Cy (gone)"
"Dee"
"Board, 2026"
"Somebody's program"
"""


def test_everything_in_a_file_is_read() -> None:
    found = read(FILE.splitlines())

    assert found.title == "Board, 2026"
    assert found.names == ("Ann #1", "Bo", "Cy (gone)", "Dee")
    assert found.contest == Contest(("1", "2", "3", "4"), 2, frozenset("3"))
    assert found.piles == {
        ("1", "2"): 6,
        ("2", "1", "4"): 1,
        (): 2,
        ("2=4", "1"): 1,
        ("9",): 1,
    }


def test_equal_ranks_and_strangers_do_not_count() -> None:
    found = read(FILE.splitlines())
    papers = sort_piles(found.piles, found.contest)

    assert (papers.votes, papers.invalid, papers.blank) == (7, 2, 2)


def test_a_file_without_a_title_is_read() -> None:
    assert read(["1 1 3 1 0 0", '"Ann"']).title == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "line 0: the file breaks off"),
        ("2", "line 1: the file breaks off"),
        ("two 1", "line 1: two should be a whole number"),
        ("0 1", "line 1: a file begins"),
        ("1001 1", "line 1: a file begins"),
        ("2 0", "line 1: a file begins"),
        ("2 1\n-3\n0", "line 2: 3 should be a whole number"),
        ("2 1\n-0\n0", "line 2: 0 should be a whole number"),
        ("2 1\n1.5 1 0\n0", "line 2: 1.5 should be a whole number"),
        ("2 1\n٣ 1 0\n0", "line 2: ٣ should be a whole number"),
        ("2 1\n1 x 0\n0", "line 2: x is not the number of a candidate"),
        ("2 1\n1 1 2", "line 2: the file breaks off"),
        ("2 1\n1 1 0\n0\nAnn Bo", "line 4: Ann should be a name"),
        ('2 1\n1 1 0\n0\n"Ann"', "line 4: the file breaks off"),
    ],
)
def test_what_is_no_blt_says_where_and_why(text: str, why: str) -> None:
    with pytest.raises(BadBlt, match=why):
        read(text.splitlines())


def test_an_election_is_written_for_other_programs() -> None:
    contest = Contest(("x1", "x2", "ron"), 2, frozenset({"x2"}))
    papers = sort_papers([("ron", "x1"), ("x1",), ("x1",), (), ("x1", "x1")], contest)
    names = {"x1": 'Ann "Andy"\nOnym', "x2": "Bo", "ron": "Re-open nominations"}

    assert list(written("Board", contest, names, papers)) == [
        "3 2",
        "-2",
        "# 1 more could not be counted",
        "1 0",
        "1 3 1 0",
        "2 1 0",
        "0",
        "\"Ann 'Andy' Onym\"",
        '"Bo"',
        '"Re-open nominations"',
        '"Board"',
    ]


def test_nothing_is_said_of_what_did_not_happen() -> None:
    contest = Contest(("1",))

    assert list(written("", contest, {"1": "A"}, sort_papers([], contest))) == [
        "1 1",
        "0",
        '"A"',
        '""',
    ]


@given(
    st.lists(
        st.permutations(["1", "2", "3", "4"]).flatmap(
            lambda names: st.integers(0, 4).map(lambda n: tuple(names[:n]))
        ),
        max_size=20,
    ),
    st.integers(1, 3),
)
def test_what_is_written_reads_back_and_counts_the_same(
    ballots: list[tuple[str, ...]], seats: int
) -> None:
    contest = Contest(("1", "2", "3", "4"), seats, frozenset("4"))
    papers = sort_papers(ballots, contest)
    names = {ref: f"Name {ref}" for ref in contest.candidates}

    found = read(written("A title", contest, names, papers))

    assert found.contest == contest
    assert sort_piles(found.piles, found.contest) == papers
    again = count_papers(sort_piles(found.piles, contest), contest, ("3", "1", "2"))
    assert again == count_papers(papers, contest, ("3", "1", "2"))
