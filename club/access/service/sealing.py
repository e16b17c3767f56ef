"""Hashing and checking passphrases, two at a time, so that no storm of them stops the house."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import Parameters, PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from club.kit.errors import Busy
from club.kit.words import gettext as _

T = TypeVar("T")

PROFILE = Parameters(
    type=Type.ID,
    version=19,
    salt_len=16,
    hash_len=32,
    time_cost=2,
    memory_cost=19 * 1024,
    parallelism=1,
)
"""OWASP's least for Argon2id. More memory would let a few sign-ins fill a small server."""
AT_ONCE = 2
QUEUE = 20


class Vault:
    """The hasher and its two threads; a longer queue than ``QUEUE`` is turned away."""

    def __init__(self, profile: Parameters = PROFILE) -> None:
        self.harden(profile)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passphrase")
        self._waiting = 0

    def harden(self, profile: Parameters) -> None:
        """Hash with this profile from now on; older hashes are renewed when next used."""
        self._hasher = PasswordHasher.from_parameters(profile)
        self._nobody = ""

    async def seal(self, passphrase: str) -> str:
        """Return the hash of a passphrase."""
        return await self._run(lambda: self._hasher.hash(passphrase))

    async def opens(self, sealed: str | None, passphrase: str) -> bool:
        """Tell whether the passphrase belongs to the hash; None takes as long, and never does."""
        matches = await self._run(lambda: self._verify(sealed, passphrase))
        return matches and sealed is not None

    def is_old(self, sealed: str) -> bool:
        """Tell whether a hash was made with another profile than today's."""
        return self._hasher.check_needs_rehash(sealed)

    def _verify(self, sealed: str | None, passphrase: str) -> bool:
        # Checked when nobody has the name, so that the answer takes as long as for a member. Made
        # by whoever comes first, with a name or without: a start need not wait for it.
        self._nobody = self._nobody or self._hasher.hash("a passphrase that nobody has")
        try:
            return self._hasher.verify(sealed or self._nobody, passphrase)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._waiting >= AT_ONCE + QUEUE:
            raise Busy(_("Many people are signing in just now. Please try again in a moment."))
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


vault = Vault()
