"""Changes the charter, by decision; nothing else does."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tortoise.exceptions import IntegrityError

from club.charter import queries
from club.charter.models import CharterValue, ClubText
from club.charter.rules import CLAUSES, Value, written
from club.journal import service as journal
from club.kit.db import after_commit, transaction
from club.kit.errors import Invalid, TooLate
from club.kit.words import gettext as _


@dataclass(slots=True)
class _Changed:
    count: int = 0

    def note(self) -> None:
        self.count += 1


_changed = _Changed()


async def adopt(
    changes: Mapping[str, Value],
    decision_ref: str,
    *,
    by: int | None,
    now: datetime,
    effective_at: datetime | None = None,
    from_versions: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Put new values of clauses into force; return the version each has now.

    Args:
        changes: the new value of each clause.
        decision_ref: the decision that changed them, as pages can find it.
        by: the member who acts; None for the clock.
        now: when it was adopted.
        effective_at: from when it holds; None means at once.
        from_versions: the versions the decision was made about (0: the default); None where
            nothing was compared, as at founding.

    Raises:
        Invalid: no such clause, or a value outside its range; ``field`` is the clause's key.
        TooLate: another decision has changed one of the clauses since.
    """
    check(changes)
    before = await queries.versions()
    if any(before.get(key, 0) != n for key, n in (from_versions or {}).items()):
        raise _overtaken()
    after = {key: before.get(key, 0) + 1 for key in changes}
    rows = [
        CharterValue(
            key=key,
            version=after[key],
            value_json=json.dumps(written(value), ensure_ascii=False),
            decision_ref=decision_ref,
            adopted_at=now,
            effective_at=effective_at or now,
        )
        for key, value in changes.items()
    ]
    async with transaction():
        try:
            await CharterValue.bulk_create(rows)
        except IntegrityError:
            # Two decisions took effect at once; the key of clause and version let one through.
            raise _overtaken() from None
        after_commit(_changed.note)
        for key in sorted(after):
            await journal.record(
                "rule", f"clause/{key}", by=by, now=now, version=after[key], decision=decision_ref
            )
    return after


@dataclass(frozen=True, slots=True)
class NewText:
    """What a text of the club shall say; ``over``: it shall hold no longer.

    Args:
        document: its public id through all versions.
        from_version: the version the decision was made about; 0 for a new text.
        sha256: fingerprint of title and words, for the record.
    """

    document: str
    from_version: int
    title: str
    words: str
    sha256: str
    over: bool = False


async def adopt_text(
    text: NewText, decision_ref: str, *, now: datetime, effective_at: datetime
) -> int:
    """Put a version of a text into force, or end the text; return the version.

    Raises:
        TooLate: another decision has changed the text since.
    """
    steps = await queries.text_steps(text.document)
    newest = steps[0] if steps else None
    if (newest.version if newest else 0) != text.from_version or (newest and newest.over):
        raise _text_overtaken()
    version = text.from_version + 1
    async with transaction():
        try:
            await ClubText.create(
                document=text.document,
                version=version,
                title=text.title,
                words=text.words,
                over=text.over,
                decision_ref=decision_ref,
                adopted_at=now,
                effective_at=effective_at,
            )
        except IntegrityError:
            # Two decisions took effect at once; the key of text and version let one through.
            raise _text_overtaken() from None
        about: dict[str, int | str] = {"version": version, "decision": decision_ref}
        about |= {"ended": 1} if text.over else {"sha256": text.sha256}
        await journal.record("text", f"text/{text.document}", by=None, now=now, **about)
    return version


def times_changed() -> int:
    """Return how often this process has changed the charter, for whoever keeps a copy of it."""
    return _changed.count


def check(changes: Mapping[str, Value]) -> None:
    """Refuse what no decision may agree on; used when a change is drafted, too.

    Raises:
        Invalid: no such clause, or a value outside its range; ``field`` is the clause's key.
    """
    for key, value in changes.items():
        clause = CLAUSES.get(key)
        if clause is None:
            raise Invalid(_("The club has no such rule."), key)
        if not clause.allows(value):
            raise Invalid(_("This is outside what the club may agree on here."), key)


def _overtaken() -> TooLate:
    return TooLate(_("Another decision changed this rule first. Please look at it again."))


def _text_overtaken() -> TooLate:
    return TooLate(_("Another decision changed this text first. Please look at it again."))
