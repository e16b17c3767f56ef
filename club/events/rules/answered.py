"""What an answer came to, as the member who gave it reads it."""

from dataclasses import dataclass

from club.events.rules.seats import Standing, Want


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer came to.

    Args:
        want: the answer that stands now.
        standing: what it means.
        kept: the member had already said something later, and that stands.
        party: how many come by it.
        smaller: there was no room for all whom the member wanted to bring.
    """

    want: Want
    standing: Standing
    kept: bool = False
    party: int = 1
    smaller: bool = False
