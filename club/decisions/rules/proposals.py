"""What a member puts forward, and the fingerprint by which one text is told from another."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass

from club.decisions.rules.effects import Effect, written


@dataclass(frozen=True, slots=True)
class Words:
    """A question and why it is asked, without what would happen."""

    question: str
    body: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question, why it is asked, and what happens if the club says yes.

    Args:
        review_months: after how long the members look at it again; 0 where nothing was said.
    """

    question: str
    body: str
    effect: Effect
    review_months: int = 0


def fingerprint(proposal: Proposal) -> str:
    """Return the SHA-256 of everything a supporter stands behind and a voter votes on.

    >>> from club.decisions.rules.effects import RecordOnly
    >>> len(fingerprint(Proposal("Tea?", "", RecordOnly())))
    64
    """
    whole: list[object] = [proposal.question, proposal.body, written(proposal.effect)]
    if proposal.review_months:
        whole.append(proposal.review_months)
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
