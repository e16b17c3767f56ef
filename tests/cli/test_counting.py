"""`club count` shows every stage of a published election in plain words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from club.cli import main

Told = Callable[..., Result]
BOARD = """6 3
-6
6 1 3 5 0
6 2 4 0
1 3 0
1 4 0
1 5 0
1 6 0
1 3=4 0
2 0
0
"Ann" "Bo" "Cy" "Dee" "Eli" "Flo"
"Board"
"""
COUNTED = """Board
5 stand for 3 seats.
Withdrawn: Flo.
16 valid ballots; 1 could not be counted, 2 were blank.
The quota is 5.00000: who reaches it is elected.

Stage 1. Each ballot goes to the first it names.
  Ann                                     +6.00000         6.00000  elected
  Bo                                      +6.00000         6.00000  elected
  Cy                                      +1.00000         1.00000
  Dee                                     +1.00000         1.00000
  Eli                                     +1.00000         1.00000
  Non-transferable                        +1.00000         1.00000
Reached the quota: Ann, Bo.

Stage 2. Ann has 1.00000 more than the quota. All their ballots move on, each\
 at 1.00000 / 6.00000 of what it weighed.
Ann, Bo hold the same; the lot decides: Ann.
  Ann                                     -1.00000         5.00000  elected
  Bo                                                       6.00000  elected
  Cy                                      +0.99996         1.99996
  Dee                                                      1.00000
  Eli                                                      1.00000
  Non-transferable                        +0.00004         1.00004

Stage 3. Bo has 1.00000 more than the quota. All their ballots move on, each\
 at 1.00000 / 6.00000 of what it weighed.
  Ann                                                      5.00000  elected
  Bo                                      -1.00000         5.00000  elected
  Cy                                                       1.99996
  Dee                                     +0.99996         1.99996
  Eli                                                      1.00000
  Non-transferable                        +0.00004         1.00008

Stage 4. Eli is excluded. Their ballots move on as they are.
  Ann                                                      5.00000  elected
  Bo                                                       5.00000  elected
  Cy                                                       1.99996
  Dee                                                      1.99996
  Eli                                     -1.00000         0.00000  excluded
  Non-transferable                        +1.00000         2.00008

Stage 5. Dee is excluded. Their ballots move on as they are.
Cy, Dee hold the same; what they held at stage 2 decides: Dee.
  Ann                                                      5.00000  elected
  Bo                                                       5.00000  elected
  Cy                                                       1.99996  elected
  Dee                                     -1.99996         0.00000  excluded
  Eli                                                      0.00000  excluded
  Non-transferable                        +1.99996         4.00004
No more stand than there are seats left for: Cy.

Elected: Ann, Bo, Cy.
The lot mattered: another order would have elected others.
"""
CHAIR = '3 1\n2 1 0\n2 2 0\n2 3 0\n0\n"Ann" "Bo" "Re-open nominations" ""\n'
NINE = "9 1\n" + "".join(f"1 {n} 0\n" for n in range(1, 10)) + "0\n" + '"x" ' * 9


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def _told(text: str, *options: str) -> Result:
        path = tmp_path / "votes.blt"
        path.write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["count", str(path), *options])

    return _told


def test_every_stage_is_told_with_five_decimals(told: Told) -> None:
    answer = told(BOARD)

    assert answer.exit_code == 0
    assert answer.output == COUNTED


def test_the_lot_can_be_given(told: Told) -> None:
    answer = told(BOARD, "--lot", "2 1 3 5 4")

    assert "Ann, Bo hold the same; the lot decides: Bo." in answer.output


def test_re_open_nominations_can_be_pointed_at(told: Told) -> None:
    plain, with_ron = told(CHAIR), told(CHAIR, "--ron", "3")

    assert plain.output.startswith("A ranked election\n3 stand for one seat.\n")
    assert "the lot decides: Re-open nominations." in plain.output
    assert "a tie alone neither changes things nor re-opens nominations" in with_ron.output
    won = told(CHAIR.replace("2 3 0", "9 3 0"), "--ron", "3")
    assert won.output.endswith("Nobody is elected.\nSeats that stay empty: 1.\n")


def test_with_too_many_branches_it_says_so(told: Told) -> None:
    assert "Too many stand to count every branch" in told(NINE).output


def test_a_tie_broken_by_an_earlier_stage_is_told(told: Told) -> None:
    text = '4 1\n6 1 0\n3 2 0\n4 3 1 0\n1 4 2 0\n0\n"Ann" "Bo" "Cy" "Dee" "Chair"'

    assert "Bo, Cy hold the same; what they held at stage 1 decides: Bo." in told(text).output


@pytest.mark.parametrize(
    ("text", "options", "why"),
    [
        ("2 1\n1 1", (), "This file cannot be counted. line 2: the file breaks off"),
        (CHAIR, ("--ron", "4"), "Nobody has the number 4."),
        (CHAIR, ("--lot", "1 9"), "exactly those"),
        (CHAIR, ("--lot", "1 1"), "exactly those"),
    ],
)
def test_what_cannot_be_counted_is_said_kindly(
    told: Told,
    text: str,
    options: tuple[str, ...],
    why: str,
) -> None:
    answer = told(text, *options)

    assert answer.exit_code == 1
    assert why in answer.output
