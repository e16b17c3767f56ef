"""The bytes that are encrypted for a browser.

One shape serves browsers that show a push by themselves (Declarative Web Push) and our own
service worker. Padding makes all of them one of two lengths, so that their length tells nothing.
"""

import hashlib
import json
from dataclasses import dataclass

from club.notices.messages.lockscreen import Screen

SIZES = (1024, 2048)
_DECLARATIVE = 8030


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around the words: where a tap leads, what it replaces, how many are unread."""

    navigate: str
    tag: str
    unread: int = 0
    silent: bool = False
    lang: str = "en"
    direction: str = "ltr"


def payload(words: Screen, envelope: Envelope) -> bytes:
    """Write the payload, padded to exactly 1,024 or 2,048 bytes.

    Raises:
        ValueError: the words are too long; ``lockscreen`` cuts them, so this is a fault of ours.
    """
    content = {
        "web_push": _DECLARATIVE,
        "notification": {
            "title": words.title,
            "body": words.body,
            "lang": envelope.lang,
            "dir": envelope.direction,
            "navigate": envelope.navigate,
            "tag": short_tag(envelope.tag),
            "silent": envelope.silent,
        },
        "app_badge": envelope.unread,
        "p": "",
    }
    bare = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    fitting = next((size for size in SIZES if len(bare) <= size), None)
    if fitting is None:
        message = f"a payload of {len(bare)} bytes"
        raise ValueError(message)
    return bare[:-2] + b" " * (fitting - len(bare)) + b'"}'


def short_tag(tag: str) -> str:
    """Hide a tag behind eight digits: a phone's log must not name what it is about."""
    return hashlib.sha256(tag.encode()).hexdigest()[:8]
