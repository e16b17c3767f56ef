"""What can be said on a ballot, and the one way in which each answer is written down.

Yes, no and the voices of a round of consent are words. Every other answer is a letter that names
the way of writing, then the letters of options: a later way of writing takes another first letter,
so that what lies in a box can always be read as it was meant.

    r   a ranking, the most wanted first: ``rcas``
    a   all one can live with, in the order of the alphabet: ``aac``; ``a`` alone is none of them
    v   the one option that is advised: ``vb``

``a`` to ``j`` are the options in the order of the draft, ``s`` is "keep things as they are". In an
election ``a`` to ``y`` without ``s`` are those who stand, ``z`` is "re-open nominations".
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from club.decisions.rules.consent import Voice
from club.decisions.rules.ranked.papers import RON, SQ, Ranking
from club.decisions.rules.states import Choice, Method
from club.roles.rules.calls import MOST_CANDIDATES

BALLOT_LENGTH = MOST_CANDIDATES + 2
"""A first letter and a ranking of all who can stand, with "re-open nominations"."""
LEAST_OPTIONS, MOST_OPTIONS = 2, 10
OPTION_LENGTH = 80
RANKS = frozenset({Method.RANKED, Method.STV})
"""Where voters put what there is in order."""
TICKS = frozenset({Method.APPROVAL, Method.SEATS})
"""Where voters tick as many as they like."""
ELECTS = frozenset({Method.STV, Method.SEATS})
"""Where members are chosen for the places of a role."""
DRAWN = RANKS | TICKS
"""Where a tie is settled by the lot."""
CHOSEN = DRAWN | {Method.ADVICE}
"""Where there is something, or somebody, to choose from."""
LETTERS = "abcdefghijklmnopqrtuvwxy"
"""What names options and those who stand; two letters are kept for what is nobody."""
_NOBODY = {SQ: "s", RON: "z"}
_MEANT = {letter: ref for ref, letter in _NOBODY.items()}
_LAST = {Method.RANKED: (SQ,), Method.STV: (RON,)}
"""What stands on a ballot beside what members put there."""


def ranked(refs: Iterable[str]) -> str:
    """Write a ranking down.

    >>> ranked(("c", "a", SQ))
    'rcas'
    """
    return "r" + "".join(letter_of(ref) for ref in refs)


def ranking(said: str) -> Ranking:
    """Read a ranking.

    >>> ranking("rcas")
    ('c', 'a', 'sq')
    """
    return tuple(meant_by(letter) for letter in said[1:])


def letter_of(ref: str) -> str:
    """Write down one of the things on a ballot."""
    return _NOBODY.get(ref, ref)


def meant_by(letter: str) -> str:
    """Read one of the things on a ballot.

    >>> meant_by("a"), meant_by("s"), meant_by("z")
    ('a', 'sq', 'ron')
    """
    return _MEANT.get(letter, letter)


def approving(refs: Collection[str]) -> str:
    """Write down what somebody can live with; its order says nothing.

    >>> approving(("c", "a")), approving(())
    ('aac', 'a')
    """
    return "a" + "".join(sorted(refs))


def approved(said: str) -> tuple[str, ...]:
    """Read what somebody can live with."""
    return tuple(said[1:])


def advising(ref: str) -> str:
    """Write down the one option that somebody advises."""
    return "v" + ref


def advised(said: str) -> str:
    """Read the one option that somebody advises."""
    return said[1:]


@dataclass(frozen=True, slots=True)
class Ballot:
    """What the voters of one question are handed.

    Args:
        method: how it is counted.
        options: what there is to choose from, in words, in the order of the draft; in an election
            the names of those who stand.
    """

    method: Method
    options: tuple[str, ...] = ()

    @property
    def refs(self) -> tuple[str, ...]:
        """Everything that can be chosen, by letter; in a ranking also to choose none of it."""
        return (*LETTERS[: len(self.options)], *self.beside)

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands in a ranking beside what members put there, and is none of it."""
        return _LAST.get(self.method, ())

    def laid_out(self, ref: str) -> tuple[tuple[str, str], ...]:
        """Return the options by letter, in the order in which every voter sees them.

        Drawn from the decision's own name, so that nobody chooses who stands first; the same for
        all, so that members who talk about a ballot see the same one.

        Args:
            ref: the decision's public ref.
        """
        named = zip(LETTERS, self.options, strict=False)
        return tuple(sorted(named, key=lambda each: _drawn(ref, each[0])))

    def holds(self, said: str) -> bool:
        """Tell whether this can be said on this ballot, and is written in the one right way."""
        return len(said) <= BALLOT_LENGTH and _HOLDS[self.method](self.refs, said)


def _drawn(ref: str, letter: str) -> bytes:
    return hashlib.sha256(f"ballot/1|{ref}|{letter}".encode()).digest()


def _is_ranking(refs: Collection[str], said: str) -> bool:
    named = ranking(said)
    whole = bool(named) and len(set(named)) == len(named) and set(named) <= set(refs)
    return whole and said == ranked(named)


def _is_approval(refs: Collection[str], said: str) -> bool:
    named = set(approved(said))
    return named <= set(refs) and said == approving(named)


def _is_advice(refs: Collection[str], said: str) -> bool:
    return advised(said) in refs and said == advising(advised(said))


def _is_choice(_refs: Collection[str], said: str) -> bool:
    return said in set(Choice)


def _is_voice(_refs: Collection[str], said: str) -> bool:
    return said in set(Voice)


_HOLDS: Mapping[Method, Callable[[Collection[str], str], bool]] = {
    Method.YES_NO: _is_choice,
    Method.SIGNED: _is_choice,
    Method.RANKED: _is_ranking,
    Method.APPROVAL: _is_approval,
    Method.CONSENT: _is_voice,
    Method.ADVICE: _is_advice,
    Method.STV: _is_ranking,
    Method.SEATS: _is_approval,
}
