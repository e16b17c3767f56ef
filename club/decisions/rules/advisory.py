"""Counts what is asked for advice only: a choice, scores, dots, or which times suit.

Nothing follows from advice by itself, so there is no floor and no lot: equals share a place.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

HIGHEST_SCORE = 5


class Asked(StrEnum):
    """How advice is asked for."""

    CHOICE = "choice"
    SCORE = "score"
    DOTS = "dots"
    TIMES = "times"


class Can(StrEnum):
    """Whether a time suits somebody."""

    YES = "yes"
    IF_NEED_BE = "if_need_be"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Line:
    """What was said about one option.

    Args:
        option: its ref.
        place: 1 for the best; equals share a place, and the next one is as many lower.
        total: choices, points, dots, or people who can come, if need be.
        people: how many said something about it.
        parts: how many gave each answer: scores from 0 up; yes, if need be and no of a time;
            nothing where there is only one answer.
    """

    option: str
    place: int
    total: int
    people: int
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """What the members advise, the best first."""

    asked: Asked
    ballots: int
    invalid: int
    lines: tuple[Line, ...]


def count_choice(ballots: Iterable[str], options: tuple[str, ...]) -> Advice:
    """Count one option from each: the plurality.

    >>> [line.option for line in count_choice(["a", "b", "b"], ("a", "b")).lines]
    ['b', 'a']
    """
    return _counted(Asked.CHOICE, ({each: 1} for each in ballots), options, _everything)


def count_scores(ballots: Iterable[Mapping[str, int]], options: tuple[str, ...]) -> Advice:
    """Add up scores from 0 to 5; an option left out is not scored, and gets nothing.

    >>> count_scores([{"a": 5, "b": 0}, {"b": 4}], ("a", "b")).lines[1].parts
    (1, 0, 0, 0, 1, 0)
    """
    return _counted(Asked.SCORE, ballots, options, _scores_only)


def count_dots(ballots: Iterable[Mapping[str, int]], options: tuple[str, ...], dots: int) -> Advice:
    """Add up dots.

    Args:
        ballots: how many dots somebody put where.
        options: what they could be put on.
        dots: how many each person had; a ballot with more is not counted.
    """

    def _no_more(given: Mapping[str, int]) -> bool:
        return min(given.values(), default=0) >= 0 and sum(given.values()) <= dots

    return _counted(Asked.DOTS, ballots, options, _no_more)


def count_times(ballots: Iterable[Mapping[str, Can]], options: tuple[str, ...]) -> Advice:
    """Count who can come when: most people first, then most without reserve."""
    answers = tuple(Can)
    numbered = ({ref: answers.index(can) for ref, can in each.items()} for each in ballots)
    return _counted(Asked.TIMES, numbered, options, _everything)


_ANSWERS = {Asked.CHOICE: 0, Asked.SCORE: HIGHEST_SCORE + 1, Asked.DOTS: 0, Asked.TIMES: len(Can)}
"""How many different answers are told apart on a line."""


def _counted(
    asked: Asked,
    ballots: Iterable[Mapping[str, int]],
    options: tuple[str, ...],
    fine: Callable[[Mapping[str, int]], bool],
) -> Advice:
    said: dict[str, Counter[int]] = {option: Counter() for option in options}
    taken = invalid = 0
    for ballot in ballots:
        if ballot.keys() <= said.keys() and fine(ballot):
            taken += 1
            for option, answer in ballot.items():
                said[option][answer] += 1
        else:
            invalid += 1
    return Advice(asked, taken, invalid, _lines(asked, said))


def _lines(asked: Asked, said: Mapping[str, Counter[int]]) -> tuple[Line, ...]:
    merits = {option: _merit(asked, answers) for option, answers in said.items()}
    best_first = sorted(said, key=merits.__getitem__, reverse=True)
    return tuple(
        Line(
            option=option,
            place=1 + sum(other > merits[option] for other in merits.values()),
            total=merits[option][0],
            people=said[option].total(),
            parts=tuple(said[option][answer] for answer in range(_ANSWERS[asked])),
        )
        for option in best_first
    )


def _merit(asked: Asked, answers: Counter[int]) -> tuple[int, ...]:
    if asked is Asked.TIMES:
        return (answers[0] + answers[1], answers[0])
    return (sum(answer * people for answer, people in answers.items()),)


def _everything(_given: Mapping[str, int]) -> bool:
    return True


def _scores_only(given: Mapping[str, int]) -> bool:
    return all(0 <= each <= HIGHEST_SCORE for each in given.values())
