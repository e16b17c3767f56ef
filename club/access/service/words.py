"""Passphrases of five plain words, drawn for whoever wants one."""

import secrets
from functools import lru_cache
from importlib.resources import files

WORDS = 5
"""Five of 2,048 words are 55 random bits: with Argon2id and counted tries, out of reach."""


@lru_cache(maxsize=1)
def plain_words() -> tuple[str, ...]:
    """Return the 2,048 short words, all different, that suggestions are drawn from."""
    listed = files("club.access.service").joinpath("words.txt").read_text("utf-8")
    return tuple(listed.split())


def suggestion() -> str:
    """Draw a passphrase of five words; it is shown once and kept nowhere."""
    return " ".join(secrets.choice(plain_words()) for _each in range(WORDS))
