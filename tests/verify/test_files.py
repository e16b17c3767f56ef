"""A file that was changed anywhere says where; one that was written anew says what it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.verify.chain import Break
from club.verify.files import Record, digest, header, read
from club.verify.main import checked
from tests.verify.records import Written, large, rule, small, tiny

SMALL, LARGE = small().file(), large().file()


def where(content: bytes, at: int) -> int:
    """The number of the line in which a byte stands."""
    return content[:at].count(b"\n") + 1


def flipped(content: bytes, bit: int) -> bytes:
    at = bit // 8
    return content[:at] + bytes([content[at] ^ (1 << bit % 8)]) + content[at + 1 :]


def broken(content: bytes) -> Break:
    found = checked(content)
    assert isinstance(found, Break)
    return found


def test_a_record_as_it_was_taken_away_holds() -> None:
    for content in (SMALL, LARGE, Written().file()):
        assert isinstance(checked(content), Record)


def test_whichever_bit_of_a_small_file_is_flipped_its_line_is_named() -> None:
    content = tiny().file()
    for bit in range(8 * len(content)):
        found = broken(flipped(content, bit))
        assert found.line == where(content, bit // 8), (bit, found)


@given(st.integers(min_value=0, max_value=8 * len(LARGE) - 1))
def test_whichever_bit_of_a_large_file_is_flipped_its_line_is_named(bit: int) -> None:
    assert broken(flipped(LARGE, bit)).line == where(LARGE, bit // 8)


@given(st.binary(max_size=60), st.integers(min_value=0, max_value=len(SMALL)))
def test_nothing_can_be_put_in_anywhere(what: bytes, at: int) -> None:
    changed = SMALL[:at] + what + SMALL[at:]
    assert (changed == SMALL) == isinstance(checked(changed), Record)


@given(st.integers(0, len(SMALL) - 1), st.integers(1, 400))
def test_nothing_can_be_cut_out_anywhere(at: int, size: int) -> None:
    assert isinstance(checked(SMALL[:at] + SMALL[at + size :]), Break)


def test_a_line_that_is_missing_twice_there_or_moved_is_named() -> None:
    lines = SMALL.splitlines(keepends=True)
    for at in range(1, len(lines)):
        gone = lines[:at] + lines[at + 1 :]
        twice = lines[: at + 1] + lines[at:]
        moved = [*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]]
        # What is missing at the very end only the first line can tell.
        last = at == len(lines) - 1
        assert broken(b"".join(gone)).line in ({1} if last else {at + 1, 1})
        assert broken(b"".join(twice)).line == at + 2
        assert broken(b"".join(moved)).line in {at, at + 1}


def test_an_entry_that_is_missing_is_named_by_its_number() -> None:
    lines = LARGE.splitlines(keepends=True)
    for seq in range(1, 80):
        found = broken(b"".join(lines[:seq] + lines[seq + 1 :]))
        assert (found.seq, found.line, found.why) == (seq, seq + 1, "this entry is missing")


def test_a_file_that_ends_early_under_a_first_line_to_match_needs_a_noted_head() -> None:
    """The honest limit: nothing in a record can tell that it once went on."""
    lines = SMALL.decode().splitlines()
    known = read(SMALL)
    assert isinstance(known, Record)
    kept = known.entries[:4]
    forged = "\n".join([header(4, kept[-1][1], 0), *lines[1:5], ""]).encode()

    assert isinstance(checked(forged), Record)
    assert isinstance(checked(forged, f"4:{kept[-1][1][:8]}"), Record)
    late = checked(forged, f"{len(known.entries)}:{known.head}")
    assert isinstance(late, Break)
    assert late.seq == 4


def test_who_chains_everything_anew_is_caught_by_a_line_somebody_noted() -> None:
    other = small()
    other.acts[0] = ("founding", "decision/f", {"number": 1, "signed": 4})
    known = read(SMALL)
    assert isinstance(known, Record)

    assert isinstance(checked(other.file()), Record)
    assert isinstance(checked(other.file(), f"1:{known.entries[0][1]}"), Break)


FORGED = [
    {"yes": 2, "no": 2},
    {"yes": 9},
    {"outcome": "not_carried"},
    {"outcome": "no_quorum"},
    {"base": 40},
    {"yes_needed": 1},
    {"min_yes": 4},
    {"share_of": 9, "share_in": 10},
    {"counted": False},
    {"floor_in": 0},
    {"yes": "many"},
]


@pytest.mark.parametrize("says", FORGED)
def test_a_count_that_was_forged_and_chained_anew_is_named(says: dict[str, int | str]) -> None:
    record = small()
    record.forge(**says)
    assert broken(record.file()).seq == 6


def test_ballots_that_are_not_those_counted_are_named() -> None:
    record = small()
    record.lists[1] = (record.lists[1][0], ["no abcdefghij", "no 2345672345"])
    assert (broken(record.file()).seq, broken(record.file()).line) == (6, 10)


def test_ballots_that_add_up_to_something_else_are_named() -> None:
    record = small()
    record.lists[1] = ("decision/b", ["no abcdefghij"])
    record.forge(ballots_sha256=digest(["no abcdefghij"]))
    assert broken(record.file()).why == "the ballots add up to other numbers"


def test_a_vote_that_was_closed_with_another_count_is_named() -> None:
    record = small()
    kind, thing, says = record.acts[-1]
    record.acts[-1] = (kind, thing, says | {"outcome": "not_carried"})
    assert broken(record.file()).why == "the vote was not closed with this count"


def test_a_vote_held_under_another_rule_than_it_began_with_is_named() -> None:
    record = Written()
    record.vote("a", ["yes"] * 5, rule((1, 2)))
    kind, thing, says = record.acts[0]
    record.acts[0] = (kind, thing, says | {"share_of": 2, "share_in": 3})
    assert "another rule" in broken(record.file()).why
