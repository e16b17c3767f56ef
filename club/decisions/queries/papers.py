"""The ballot of one question as a page hands it out."""

from dataclasses import dataclass

from club.decisions.models import Decision
from club.decisions.queries.elections import named_ballot
from club.decisions.rules.ballot import (
    CHOSEN,
    ELECTS,
    RANKS,
    TICKS,
    Ballot,
    advised,
    approved,
    letter_of,
)
from club.decisions.rules.states import Method
from club.decisions.rules.told import named, told
from club.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class Paper:
    """What a voter is handed.

    Args:
        ref: the decision's public ref, from which the order of the options is drawn.
        ballot: what can be said on it.
    """

    ref: str
    ballot: Ballot

    @property
    def method(self) -> Method:
        """How it is counted."""
        return self.ballot.method

    @property
    def chooses(self) -> bool:
        """There are options to choose from."""
        return self.method in CHOSEN

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Letters and words, in the order in which all see them; what is none of them last."""
        beside = tuple((letter_of(ref), named(self.ballot, ref)) for ref in self.ballot.beside)
        return (*self.ballot.laid_out(self.ref), *beside)

    @property
    def ranks(self) -> bool:
        """Voters put what there is in order."""
        return self.method in RANKS

    @property
    def ticks(self) -> bool:
        """Voters tick as many as they like."""
        return self.method in TICKS

    @property
    def elects(self) -> bool:
        """Members are chosen for the places of a role."""
        return self.method in ELECTS

    def told(self, said: str) -> str:
        """Say in words what stands on a ballot."""
        return told(self.ballot, said)

    def filled(self, said: str | None) -> dict[str, list[str]]:
        """Return the fields of the form as they stand once somebody has voted."""
        if not said:
            return {"places": [], "picks": [], "choice": []}
        places = [f"{letter}-{n}" for n, letter in enumerate(said[1:], 1)]
        picks = list(approved(said)) or ["none"]
        choice = [advised(said)] if self.method is Method.ADVICE else [said]
        return {"places": places, "picks": picks, "choice": choice}


async def paper(row: Decision) -> Paper:
    """Return the ballot of a decision."""
    return Paper(row.ref, await named_ballot(row))


async def ballot_of(ref: str) -> Ballot:
    """Return what can be said in a vote, for a form that was sent.

    Raises:
        NotFound: no such decision.
    """
    row = await Decision.get_or_none(ref=ref)
    if row is None:
        raise NotFound
    return await named_ballot(row)
