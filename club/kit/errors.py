"""Refusals: a sentence for the member, and what kind of no it is.

A domain outcome (a full room, a fallen decision) is a value. A refusal is an exception: the act
did not happen. ``kit.http`` alone knows which status each kind becomes.
"""

from datetime import timedelta


class Refusal(Exception):
    """The act did not happen; ``sentence`` tells the member why, in plain words."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(Refusal):
    """No such thing, or none that this person may know of."""


class NotAllowed(Refusal):
    """This person may not do this; the sentence says who may, ``href`` where to read why."""

    def __init__(self, sentence: str = "", href: str = "") -> None:
        super().__init__(sentence)
        self.href = href


class SignInFirst(Refusal):
    """Nobody is signed in, and this door is for members."""


class TooLate(Refusal):
    """The time for this act is over, or another hand was first."""


class Invalid(Refusal):
    """What was sent cannot be used; ``field`` names where to mend it, if it is one field."""

    def __init__(self, sentence: str = "", field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class TooMany(Refusal):
    """Too often in too short a time; ``wait`` says how long to rest."""

    def __init__(self, sentence: str, wait: timedelta) -> None:
        super().__init__(sentence)
        self.wait = wait


class Busy(Refusal):
    """The house cannot take this now and nothing was changed; sending it again is safe."""
