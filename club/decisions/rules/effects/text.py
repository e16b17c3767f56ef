"""Agreeing on a text of the club, and letting one go."""

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import ClassVar, Self

from club.decisions.rules.effects.effect import Effect, Look, Recorded, Written
from club.decisions.rules.effects.stored import number, word
from club.decisions.rules.states import Class


@dataclass(frozen=True, slots=True)
class AdoptText(Effect):
    """A text of the club says this from now on.

    Args:
        document: the public id of the text through all its versions.
        from_version: the version the members were asked about; 0 for a new text.
        title: what it is called.
        words: the whole text.
        review_months: when the club looks at it again.
    """

    kind: ClassVar[str] = "adopt_text"
    decided_as: ClassVar[Class] = Class.ORDINARY

    document: str
    from_version: int
    title: str
    words: str
    review_months: int

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {
            "kind": self.kind,
            "document": self.document,
            "from": self.from_version,
            "title": self.title,
            "words": self.words,
            "review": self.review_months,
        }

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(
            word(stored, "document"),
            number(stored, "from"),
            word(stored, "title"),
            word(stored, "words"),
            number(stored, "review"),
        )

    def recorded(self) -> Recorded:
        """Say which text; of its words only the fingerprint, so that they can be erased."""
        sha256 = fingerprint(self.title, self.words)
        return {"document": self.document, "from": self.from_version, "sha256": sha256}

    def looked_at(self) -> Look:
        """Say what is looked at again, and when."""
        return Look(f"text/{self.document}", self.from_version + 1, self.review_months)


@dataclass(frozen=True, slots=True)
class EndText(Effect):
    """A text of the club holds no longer; it can still be read.

    Args:
        document: the public id of the text.
        from_version: the version the members were asked about.
    """

    kind: ClassVar[str] = "end_text"
    decided_as: ClassVar[Class] = Class.ORDINARY

    document: str
    from_version: int

    def written(self) -> Written:
        """Put the effect into the form in which it is stored."""
        return {"kind": self.kind, "document": self.document, "from": self.from_version}

    @classmethod
    def read(cls, stored: Written) -> Self:
        """Take the effect back from storage."""
        return cls(word(stored, "document"), number(stored, "from"))


def fingerprint(title: str, words: str) -> str:
    """Return the SHA-256 of a text, by which two versions are told apart.

    >>> fingerprint("Safety", "Call 112.")[:8]
    'e5ac3a58'
    """
    whole = unicodedata.normalize("NFC", f"{title}\n{words}")
    return hashlib.sha256(whole.encode()).hexdigest()
