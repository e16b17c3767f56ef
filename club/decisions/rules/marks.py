"""The receipt of a secret ballot: ordinary hashing, so that its voter can find it again.

This shows a voter that the stored ballot is theirs. It does not stop someone who makes them show
the receipt, nor does it bind a host who watches the machine while the vote is open.
"""

import base64
import hashlib
import re

MARK_LENGTH = 10
MARK = re.compile(r"[a-z2-7]{10}")
LOCK = re.compile(r"[0-9a-f]{64}")


def mark(decision_ref: str, choice: str, nonce: str) -> str:
    """Derive the mark under which a secret ballot is stored: 50 bits, ten letters.

    >>> len(mark("d", "yes", "r")), mark("d", "yes", "r") == mark("d", "no", "r")
    (10, False)
    """
    digest = hashlib.sha256(f"{decision_ref}|{choice}|{nonce}".encode()).digest()
    return base64.b32encode(digest).decode()[:MARK_LENGTH].lower()


def lock(key: str) -> str:
    """Derive the lock that the change key opens.

    >>> lock("k") == lock("k"), lock("k") == lock("other")
    (True, False)
    """
    return hashlib.sha256(key.encode()).hexdigest()


def well_formed(a_mark: str, a_lock: str) -> bool:
    """Check the shape of what a browser made; what it stands for cannot be known here."""
    return bool(MARK.fullmatch(a_mark) and LOCK.fullmatch(a_lock))
