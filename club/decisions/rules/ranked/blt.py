"""Reads and writes BLT, the text file in which ranked elections are published.

First how many stand and for how many seats; then, with a minus, who has withdrawn; then a line
for each ranking: how many ballots bear it, the numbers of the candidates, and a 0; a 0 alone; and
the names in quotation marks, the title last. ``#`` begins a comment.

Whoever publishes ballots first asks whether there are enough of them to hide in; that is not
known here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from club.decisions.rules.ranked.papers import Contest, Papers, Ranking

_TOKEN = re.compile(r'"[^"]*"|\([^)]*\)|#.*|[^\s"#()]+')
_RANK = re.compile(r"[0-9]+(=[0-9]+)*|-")
_SKIPPED = "-"
MOST_CANDIDATES = 1000


class BadBlt(ValueError):
    """The file is not BLT; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Published:
    """An election as a file holds it.

    Args:
        title: what was elected.
        contest: candidates are called "1", "2", ... in the order of the file.
        names: of all candidates, in the same order.
        piles: how many ballots bear each ranking. One that ranks two as equals, or somebody who
            does not stand, is kept as it is, and does not count.
    """

    title: str
    contest: Contest
    names: tuple[str, ...]
    piles: Mapping[Ranking, int]


def read(lines: Iterable[str]) -> Published:
    """Read a file line by line; memory grows with the number of different rankings only.

    >>> found = read(["2 1", "3 1 2 0", "2 2 0", "0", '"Ann" "Bo" "Chair"'])
    >>> found.names, found.title, dict(found.piles)
    (('Ann', 'Bo'), 'Chair', {('1', '2'): 3, ('2',): 2})

    Raises:
        BadBlt: the file breaks off, or holds what does not belong there.
    """
    tokens = _Tokens(lines)
    number, seats = tokens.whole(), tokens.whole()
    if not 1 <= number <= MOST_CANDIDATES or seats < 1:
        raise tokens.bad("a file begins with how many stand, and for how many seats")
    withdrawn: set[str] = set()
    piles: Counter[Ranking] = Counter()
    while (token := tokens.next()) != "0":
        if token.startswith("-"):
            withdrawn.add(str(tokens.as_whole(token[1:], 1, number)))
        else:
            papers = 1 if token.startswith("(") else tokens.as_whole(token)
            piles[tuple(tokens.ranking())] += papers
    names = tuple(tokens.name() for _ in range(number))
    refs = tuple(str(each) for each in range(1, number + 1))
    return Published(tokens.title(), Contest(refs, seats, frozenset(withdrawn)), names, piles)


def written(
    title: str, contest: Contest, names: Mapping[str, str], papers: Papers
) -> Iterator[str]:
    """Write the file of an election, line by line, in an order that tells nothing.

    Args:
        title: what was elected.
        contest: who stood.
        names: what to call each candidate.
        papers: the ballots. Those that could not be counted are only numbered.
    """
    numbers = {ref: str(place) for place, ref in enumerate(contest.candidates, 1)}
    yield f"{len(contest.candidates)} {contest.seats}"
    if contest.withdrawn:
        yield " ".join(f"-{numbers[ref]}" for ref in contest.candidates if ref in contest.withdrawn)
    if papers.invalid:
        yield f"# {papers.invalid} more could not be counted"
    if papers.blank:
        yield f"{papers.blank} 0"
    for ranking, number in papers.valid:
        yield " ".join([str(number), *(numbers[ref] for ref in ranking), "0"])
    yield "0"
    for ref in contest.candidates:
        yield _quoted(names[ref])
    yield _quoted(title)


def _quoted(text: str) -> str:
    """Put a name on one line between marks; marks of its own become single ones."""
    return '"' + " ".join(text.replace('"', "'").split()) + '"'


class _Tokens:
    """The words of a file one after the other; knows the line, so that a fault can be found."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._line = 0
        self._words = self._split(lines)

    def _split(self, lines: Iterable[str]) -> Iterator[str]:
        for self._line, line in enumerate(lines, 1):
            for word in _TOKEN.findall(line.lstrip("\ufeff")):
                if not word.startswith("#"):
                    yield word

    def bad(self, why: str) -> BadBlt:
        return BadBlt(f"line {self._line}: {why}")

    def next(self) -> str:
        word = next(self._words, None)
        if word is None:
            raise self.bad("the file breaks off")
        return word

    def whole(self) -> int:
        return self.as_whole(self.next())

    def as_whole(self, word: str, least: int = 0, most: int = 10**12) -> int:
        if not (word.isascii() and word.isdecimal() and least <= int(word) <= most):
            raise self.bad(f"{word} should be a whole number")
        return int(word)

    def ranking(self) -> Iterator[str]:
        while (word := self.next()) != "0":
            if not _RANK.fullmatch(word):
                raise self.bad(f"{word} is not the number of a candidate")
            if word != _SKIPPED:
                yield word

    def name(self) -> str:
        word = self.next()
        if not word.startswith('"'):
            raise self.bad(f"{word} should be a name in quotation marks")
        return word.strip('"')

    def title(self) -> str:
        """Return the title; some files have none."""
        word = next(self._words, '""')
        return word.strip('"')
