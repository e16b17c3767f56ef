"""What a carried decision does by itself: small typed effects, shown on the ballot."""

from collections.abc import Mapping
from types import MappingProxyType

from club.decisions.rules.effects.agreeing import Agree
from club.decisions.rules.effects.choosing import Advise, Choose
from club.decisions.rules.effects.effect import Effect, Look, Recorded, Written
from club.decisions.rules.effects.elect import Elect
from club.decisions.rules.effects.grant import GrantRole
from club.decisions.rules.effects.keep import KeepAsIs
from club.decisions.rules.effects.recall import EndCommittee, EndMandate, Recall
from club.decisions.rules.effects.role import DefineRole, RetireRole
from club.decisions.rules.effects.rule import SetRule
from club.decisions.rules.effects.text import AdoptText, EndText
from club.decisions.rules.effects.words import RecordOnly
from club.decisions.rules.states import Class

__all__ = [
    "KINDS",
    "AdoptText",
    "Advise",
    "Agree",
    "Choose",
    "DefineRole",
    "Effect",
    "Elect",
    "EndCommittee",
    "EndMandate",
    "EndText",
    "GrantRole",
    "KeepAsIs",
    "Look",
    "Recall",
    "RecordOnly",
    "Recorded",
    "RetireRole",
    "SetRule",
    "Written",
    "asked",
    "class_of",
    "read",
    "written",
]

KINDS: Mapping[str, type[Effect]] = MappingProxyType(
    {
        each.kind: each
        for each in (
            RecordOnly,
            GrantRole,
            EndMandate,
            EndCommittee,
            SetRule,
            DefineRole,
            RetireRole,
            AdoptText,
            EndText,
            KeepAsIs,
            Choose,
            Advise,
            Agree,
            Elect,
        )
    }
)
"""Every kind of effect, by its name in storage."""


def written(effect: Effect) -> Written:
    """Put an effect into the form in which it is stored."""
    return effect.written()


def read(stored: Written) -> Effect:
    """Take an effect back from storage; one this program does not know does nothing.

    >>> read(written(GrantRole("chair", 3, 90)))
    GrantRole(role='chair', member_id=3, days=90)
    >>> read({"kind": "record"})
    RecordOnly()
    """
    return KINDS.get(str(stored["kind"]), RecordOnly).read(stored)


def class_of(effect: Effect) -> Class:
    """Name the kind of question an effect makes; nobody chooses a lighter one.

    >>> class_of(GrantRole("chair", 3, 90)).value, class_of(RecordOnly()).value
    ('election', 'ordinary')
    """
    return effect.decided_as


def asked(effect: Effect) -> int | None:
    """Name the member whose own yes is needed before anybody else sees the draft."""
    return effect.asks()
