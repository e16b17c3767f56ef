"""What changed between two texts, word by word, so that nobody has to read twice to find it."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

_WORD = re.compile(r"\S+\s*|^\s+")
_MOST_WORK = 60_000
"""Pairs of equal words to look at: some 20 ms. A text made to take longer is shown as all new."""


class Mark(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that share a fate."""

    mark: Mark
    words: str

    @property
    def said(self) -> str:
        """The words without the space after them."""
        return self.words.rstrip()

    @property
    def space(self) -> str:
        """The space after the words: nobody wrote or crossed out that."""
        return self.words[len(self.said) :]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts laid over one another.

    Args:
        runs: in reading order; what is gone stands before what took its place.
        added: how many words came in.
        removed: how many words went out.
    """

    runs: tuple[Run, ...]
    added: int
    removed: int

    def __bool__(self) -> bool:
        """Tell whether anything changed at all."""
        return bool(self.added or self.removed)


def difference(before: str, after: str) -> Difference:
    """Lay one text over another, word by word.

    Spaces alone are no change; a new line is one, because it may begin another point.

    >>> [(run.mark.value, run.words) for run in difference("a red pot", "a blue pot").runs]
    [('same', 'a '), ('removed', 'red '), ('added', 'blue '), ('same', 'pot')]
    >>> bool(difference("tea  for two", "tea for two"))
    False
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    fates = list(_compared(old, new))
    counts = Counter(mark for mark, _ in fates)
    return Difference(tuple(_runs(fates)), counts[Mark.ADDED], counts[Mark.REMOVED])


def _runs(fates: Sequence[tuple[Mark, str]]) -> Iterator[Run]:
    """Join words of one fate; what is gone keeps clear of its neighbours, to be read apart."""
    clear = True
    for mark, run in groupby(fates, key=lambda fate: fate[0]):
        words = "".join(word for _, word in run)
        if mark is Mark.REMOVED:
            words = f"{'' if clear else ' '}{words.rstrip()} "
        clear = words[-1:].isspace()
        yield Run(mark, words)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    keys, others = [_key(word) for word in old], [_key(word) for word in new]
    if _work(keys, others) > _MOST_WORK:
        yield from ((Mark.REMOVED, word) for word in old)
        yield from ((Mark.ADDED, word) for word in new)
        return
    matched = difflib.SequenceMatcher(None, keys, others, autojunk=False)
    for tag, first, last, begin, end in matched.get_opcodes():
        if tag == "equal":
            yield from ((Mark.SAME, word) for word in new[begin:end])
            continue
        yield from ((Mark.REMOVED, word) for word in old[first:last])
        yield from ((Mark.ADDED, word) for word in new[begin:end])


def _key(word: str) -> str:
    return ("\n" if "\n" in word else "") + word.strip()


def _work(old: Sequence[str], new: Sequence[str]) -> int:
    """Say how many pairs of equal words there are, which is what comparing costs."""
    there = Counter(new)
    return sum(times * there[word] for word, times in Counter(old).items())
