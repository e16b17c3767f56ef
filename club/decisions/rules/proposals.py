"""What a member puts forward, and the fingerprint by which one text is told from another."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass

from club.decisions.rules.effects import Effect, written
from club.decisions.rules.states import Class


@dataclass(frozen=True, slots=True)
class Words:
    """A question and why it is asked, without what would happen."""

    question: str
    body: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question, why it is asked, and what happens if the club says yes.

    Args:
        review_months: how long it counts before the club looks at it again; 0 for no such day.
    """

    question: str
    body: str
    effect: Effect
    review_months: int = 0


def supporters(least: int, kind: Class) -> int:
    """Say how many must stand behind an idea; to take a role back it is one more.

    >>> supporters(2, Class.ORDINARY), supporters(2, Class.RECALL)
    (2, 3)
    """
    return least + (kind is Class.RECALL)


def fingerprint(proposal: Proposal) -> str:
    """Return the SHA-256 of everything a supporter stands behind and a voter votes on.

    >>> from club.decisions.rules.effects import RecordOnly
    >>> len(fingerprint(Proposal("Tea?", "", RecordOnly())))
    64
    """
    whole: list[object] = [proposal.question, proposal.body, written(proposal.effect)]
    if proposal.review_months:  # nothing was hashed for it before a day could be named
        whole.append(proposal.review_months)
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
