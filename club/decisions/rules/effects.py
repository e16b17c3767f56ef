"""What a carried decision does by itself: small typed effects, shown on the ballot."""

from dataclasses import dataclass

from club.decisions.rules.states import Class

Written = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class RecordOnly:
    """The words of the decision stand in the record; nothing else changes."""


@dataclass(frozen=True, slots=True)
class GrantRole:
    """A member holds a role for a number of days.

    Args:
        role: the role's key.
        member_id: who shall hold it.
        days: for how long, counted from when the decision comes into force.
    """

    role: str
    member_id: int
    days: int


Effect = RecordOnly | GrantRole


def written(effect: Effect) -> Written:
    """Put an effect into the form in which it is stored."""
    if isinstance(effect, GrantRole):
        return {
            "kind": "grant_role",
            "role": effect.role,
            "member": effect.member_id,
            "days": effect.days,
        }
    return {"kind": "record"}


def read(stored: Written) -> Effect:
    """Take an effect back from storage.

    >>> read(written(GrantRole("chair", 3, 90)))
    GrantRole(role='chair', member_id=3, days=90)
    >>> read({"kind": "record"})
    RecordOnly()
    """
    if stored["kind"] == "grant_role":
        return GrantRole(str(stored["role"]), int(stored["member"]), int(stored["days"]))
    return RecordOnly()


def class_of(effect: Effect) -> Class:
    """Name the kind of question an effect makes; nobody chooses a lighter one.

    >>> class_of(GrantRole("chair", 3, 90)).value, class_of(RecordOnly()).value
    ('election', 'ordinary')
    """
    return Class.ELECTION if isinstance(effect, GrantRole) else Class.ORDINARY


def asked(effect: Effect) -> int | None:
    """Name the member whose own yes is needed before anybody else sees the draft."""
    return effect.member_id if isinstance(effect, GrantRole) else None
