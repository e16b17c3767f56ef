"""Three members, drawn by a public lot, look at what went wrong; two who agree settle it.

At notice two secrets are drawn. The *key* makes a token of every place on the roll, and is never
shown: a token does not tell whose it is, so nobody learns who was left out and why. The *secret*
fixes the lot. What is recorded at notice is the SHA-256 of ``panel/1|``, the secret, and all
tokens in order with line feeds between them. When a result is challenged, the secret and the
tokens are shown: those among whom the panel is drawn, and the others. The *seed* is the SHA-256
of ``panel/1|``, the decision's ref, the secret, and the hash of the ballots, which nobody knew at
notice. The order sorts the tokens by the SHA-256 of the seed and the token.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SECRET_BYTES = 32
SEATS, RESERVES, AGREE = 3, 2, 2
TOKEN_LENGTH = 16
WITHIN = timedelta(days=14)
"""So long the panel has; without a finding by then the vote is held anew."""
SILENT_AFTER = timedelta(days=5)
"""Who says nothing for so long makes room for a reserve."""
_PURPOSE = b"panel/1|"


class Verdict(StrEnum):
    """What one of the panel finds."""

    STANDS = "stands"
    ANNULLED = "annulled"


class Finding(StrEnum):
    """What the whole panel found."""

    STANDS = "stands"
    ANNULLED = "annulled"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Seat:
    """One place on the panel, in the order of the lot.

    Args:
        called_at: when they were asked; None for a reserve that waits.
        gone: they declined, left the club, or made room for a reserve.
        verdict: what they found; None if they have not said.
    """

    called_at: datetime | None = None
    gone: bool = False
    verdict: Verdict | None = None

    @property
    def sits(self) -> bool:
        """Their word is waited for."""
        return self.called_at is not None and not self.gone and self.verdict is None

    @property
    def waits(self) -> bool:
        """They are a reserve that can still be called."""
        return self.called_at is None and not self.gone


@dataclass(frozen=True, slots=True)
class Step:
    """What the clock does next.

    Args:
        finding: the review is over, with this.
        call: call this seat, by its place in the order.
        release: this seat makes room.
    """

    finding: Finding | None = None
    call: int | None = None
    release: int | None = None


def token(key: bytes, member_id: int) -> str:
    """Return the token of one place on the roll.

    Args:
        key: drawn at notice, and never shown.
        member_id: whose place it is.

    >>> len(token(bytes(32), 1)), token(bytes(32), 1) == token(bytes(32), 2)
    (16, False)
    """
    return hashlib.sha256(_PURPOSE + key + str(member_id).encode()).hexdigest()[:TOKEN_LENGTH]


def commitment(secret: bytes, tokens: Iterable[str]) -> str:
    """Return what is recorded at notice, in hexadecimal: it fixes the lot and the roll."""
    return hashlib.sha256(_PURPOSE + secret + "\n".join(sorted(tokens)).encode()).hexdigest()


def seed(decision: str, secret: bytes, ballots: str) -> bytes:
    """Return the seed of a panel's lot.

    Args:
        decision: the decision's public ref.
        secret: what was fixed at notice.
        ballots: the hash of the ballots, as the record holds it, in hexadecimal.

    Raises:
        ValueError: a secret that is not 32 bytes long; another length would let two different
            decisions share a seed.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError("a panel's secret has 32 bytes")
    whole = _PURPOSE + decision.encode() + secret + bytes.fromhex(ballots)
    return hashlib.sha256(whole).digest()


def drawn(sown: bytes, among: Iterable[str]) -> tuple[str, ...]:
    """Draw the panel and its reserves; nobody where fewer than a panel could be drawn.

    >>> len(drawn(bytes(32), "abcdefg")), drawn(bytes(32), "ab")
    (5, ())
    """
    order = sorted(set(among), key=lambda each: hashlib.sha256(sown + each.encode()).digest())
    return tuple(order[: SEATS + RESERVES]) if len(order) >= SEATS else ()


def next_step(seats: Sequence[Seat], admitted_at: datetime, now: datetime) -> Step | None:
    """Say what the clock does next; None as long as there is nothing to do.

    Two who agree settle it, whatever the third says. Nobody waits for a panel that cannot agree
    any more, nor longer than two weeks.
    """
    found = [seat.verdict for seat in seats if seat.verdict is not None]
    for verdict in Verdict:
        if found.count(verdict) >= AGREE:
            return Step(finding=Finding(verdict.value))
    if len(seats) < SEATS or now >= admitted_at + WITHIN:
        return Step(finding=Finding.NONE)
    if step := _called(seats, now):
        return step
    most = max(found.count(verdict) for verdict in Verdict)
    if most + sum(seat.sits for seat in seats) < AGREE:
        return Step(finding=Finding.NONE)
    return None


def _called(seats: Sequence[Seat], now: datetime) -> Step | None:
    """Let a reserve step in where somebody is missing, or has been silent for too long."""
    reserve = next((n for n, seat in enumerate(seats) if seat.waits), None)
    if reserve is None:
        return None
    taken = sum(seat.sits or seat.verdict is not None for seat in seats)
    if taken < SEATS:
        return Step(call=reserve)
    silent = (n for n, seat in enumerate(seats) if seat.sits and _silent(seat, now))
    release = next(silent, None)
    return None if release is None else Step(call=reserve, release=release)


def _silent(seat: Seat, now: datetime) -> bool:
    return seat.called_at is not None and seat.called_at + SILENT_AFTER <= now
