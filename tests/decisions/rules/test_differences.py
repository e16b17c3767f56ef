"""What changed between two texts."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from club.decisions.rules.differences import Mark, difference

texts = st.lists(
    st.sampled_from(["tea", "milk", "the", "red", "pot", "\n", "  ", "£20", "💡", "né"]),
    max_size=30,
).map(" ".join)


def joined(before: str, after: str, *marks: Mark) -> str:
    return "".join(run.words for run in difference(before, after).runs if run.mark in marks)


def squeezed(text: str) -> list[str]:
    return text.split()


@given(texts, texts)
@example("tea\n", "tea")
@example("", "   ")
def test_what_is_kept_and_added_is_the_new_text_to_the_letter(before: str, after: str) -> None:
    assert joined(before, after, Mark.SAME, Mark.ADDED) == after


@given(texts, texts)
def test_what_is_kept_and_removed_is_every_word_of_the_old_text(before: str, after: str) -> None:
    assert squeezed(joined(before, after, Mark.SAME, Mark.REMOVED)) == squeezed(before)


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not difference(text, text)


@given(texts, texts)
def test_words_are_counted_as_they_are_marked(before: str, after: str) -> None:
    found = difference(before, after)

    assert bool(found) is any(run.mark is not Mark.SAME for run in found.runs)
    assert (found.added > 0) is any(run.mark is Mark.ADDED for run in found.runs)
    assert (found.removed > 0) is any(run.mark is Mark.REMOVED for run in found.runs)


@pytest.mark.parametrize(
    ("before", "after", "shown", "counts"),
    [
        ("We buy a kettle.", "We buy a red kettle.", "We buy a [+red ]kettle.", (1, 0)),
        ("We buy a red kettle.", "We buy a kettle.", "We buy a [-red ]kettle.", (0, 1)),
        ("at most £20", "at most £35", "at most [-£20 ][+£35]", (1, 1)),
        ("tea and milk", "tea", "tea[- and milk ]", (0, 2)),
        ("", "All new", "[+All new]", (2, 0)),
        ("All gone", "", "[-All gone ]", (0, 2)),
        ("One. Two.", "One.\nTwo.", "[-One. ][+One.\n]Two.", (1, 1)),
        ("it is not safe", "it is safe", "it is [-not ]safe", (0, 1)),
    ],
)
def test_the_smallest_change_is_marked_where_it_stands(
    before: str, after: str, shown: str, counts: tuple[int, int]
) -> None:
    found = difference(before, after)
    signs = {Mark.SAME: "{}", Mark.ADDED: "[+{}]", Mark.REMOVED: "[-{}]"}

    assert "".join(signs[run.mark].format(run.words) for run in found.runs) == shown
    assert (found.added, found.removed) == counts


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 4000, "a " * 3999 + "b"),
        (" ".join(map(str, range(1600))), " ".join(map(str, reversed(range(1600))))),
        ("x y " * 2000, "y x " * 2000),
    ],
)
def test_no_text_however_strange_keeps_the_page_waiting(before: str, after: str) -> None:
    begun = time.perf_counter()
    found = difference(before, after)

    assert time.perf_counter() - begun < 0.5
    assert found
    assert joined(before, after, Mark.SAME, Mark.ADDED) == after
