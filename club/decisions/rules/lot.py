"""The lot that settles ties: fixed before the vote, mixed with every ballot, shown to all.

Nobody can aim it. The secret is fixed, and its commitment recorded, before the first ballot; so
whoever runs the club cannot choose it to suit the ballots. Every ballot goes into the seed; so
whoever knows the secret beforehand would have to know all ballots too. After the close the secret
is shown, and any member can do the sum again:

1. The *commitment* recorded at notice is the SHA-256 of the secret's 32 bytes.
2. The *digest* is the SHA-256 of all ballots as text, sorted, with a line feed between them.
3. The *seed* is the SHA-256 of ``lot/1|``, the decision's ref, the secret and the digest (32 bytes
   each), one after the other.
4. The *order* sorts the candidates by the SHA-256 of the seed and the candidate's ref. "Keep
   things as they are" is always first, "re-open nominations" last.

Whoever comes earlier wins the tie.
"""

import hashlib
from collections.abc import Iterable

from club.decisions.rules.ranked.papers import RON, SQ

SECRET_BYTES = 32


def commitment(secret: bytes) -> str:
    """Return what is recorded before the vote, in hexadecimal: it fixes the secret, and hides it.

    >>> commitment(bytes(32))[:8]
    '66687aad'
    """
    return hashlib.sha256(secret).hexdigest()


def digest(ballots: Iterable[str]) -> bytes:
    """Mix all ballots as canonical texts, whatever their order.

    >>> digest(["b", "a"]) == digest(["a", "b"]) != digest(["a", "b", "b"])
    True
    """
    mixed = hashlib.sha256()
    for place, ballot in enumerate(sorted(ballots)):
        mixed.update(b"\n" * (place > 0) + ballot.encode())
    return mixed.digest()


def seed(decision: str, secret: bytes, ballots: bytes) -> bytes:
    """Return the seed of a decision's lot.

    Args:
        decision: the decision's public ref.
        secret: what was fixed at notice.
        ballots: the digest of all ballots cast.

    Raises:
        ValueError: a secret that is not 32 bytes long; another length would let two different
            decisions share a seed.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError("a lot's secret has 32 bytes")
    return hashlib.sha256(b"lot/1|" + decision.encode() + secret + ballots).digest()


def order(sown: bytes, candidates: Iterable[str]) -> tuple[str, ...]:
    """Put candidates in the order of the lot; the earlier wins a tie.

    >>> order(bytes(32), [RON, "a", "b", SQ])
    ('sq', 'a', 'b', 'ron')
    """
    return tuple(sorted(candidates, key=lambda ref: (_fixed(ref), _drawn(sown, ref), ref)))


def _fixed(ref: str) -> int:
    """Return 0 for what a tie must not change, 2 for what a tie must not bring about."""
    return {SQ: 0, RON: 2}.get(ref, 1)


def _drawn(sown: bytes, ref: str) -> bytes:
    return hashlib.sha256(sown + ref.encode()).digest()
