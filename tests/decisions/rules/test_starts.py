"""Examples to start an idea from."""

import pytest

from club.decisions.forms.asking import Does, ProposalForm
from club.decisions.models.decision import BODY_LENGTH, QUESTION_LENGTH
from club.decisions.rules.starts import Start, start, starts


@pytest.mark.parametrize("example", starts(), ids=lambda each: each.key)
def test_every_example_can_be_sent_as_it_is(example: Start) -> None:
    form = ProposalForm.model_validate(example.typed())

    assert form.question == example.question
    assert len(form.question) < QUESTION_LENGTH
    assert len(form.body) < BODY_LENGTH
    assert form.does in set(Does)


@pytest.mark.parametrize("example", starts(), ids=lambda each: each.key)
def test_every_example_asks_something_and_leaves_room_to_write(example: Start) -> None:
    assert example.question.endswith("?")
    assert "…" in example.question
    assert ":" in example.body
    assert example.hint.endswith(".")


def test_no_two_examples_ask_the_same() -> None:
    assert len({each.question for each in starts()}) == len({each.name for each in starts()}) == 6


def test_an_example_nobody_wrote_is_not_there() -> None:
    assert start("king") is None
    assert start("spending") in starts()
