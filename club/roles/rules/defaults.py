"""The roles a club starts with: duties, limits and rights, each in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from club.kit.words import later as _
from club.roles.rules.rights import Right


@dataclass(frozen=True, slots=True)
class RoleKind:
    """A role as the club defines it.

    Args:
        key: its name in the program and in addresses.
        name: what members call it.
        about: what its holder does.
        not_about: what its holder does not do, or cannot see.
        rights: what only its holders may do.
        seats: how many people may hold it at once.
        term_days: how long it is given for, unless the decision says less.
        max_terms: how often in a row; None means the charter's number does not apply.
        incompatible: roles nobody holds beside this one.
        min_member_days: how long somebody has to belong before their term; None: not at all.
    """

    key: str
    name: str
    about: str
    not_about: str
    rights: frozenset[Right] = frozenset()
    seats: int = 1
    term_days: int = 365
    max_terms: int | None = None
    incompatible: frozenset[str] = frozenset()
    min_member_days: int | None = None


COMMITTEE = frozenset({"chair", "secretary", "treasurer", "committee"})
"""The roles whose holders are the committee, by their keys."""

# One role a paragraph reads better than one argument a line.
# fmt: off
_KINDS = (
    RoleKind(
        "chair", _("Chair"),
        _("Runs the meetings and makes sure everybody is heard."),
        _("Has one vote like everybody, and no second vote in a tie."),
        frozenset({Right.CANCEL_EVENT, Right.HIDE_CONTENT, Right.PUBLISH}),
        max_terms=3, incompatible=frozenset({"listener"}),
    ),
    RoleKind(
        "secretary", _("Secretary"),
        _("Writes down what was decided, sends the papers out and takes requests."),
        _("Cannot change the record, a vote, or the words of a decision."),
        frozenset({Right.PUBLISH, Right.INVITE, Right.RECORD_MONEY}),
        max_terms=3, incompatible=frozenset({"listener"}),
    ),
    RoleKind(
        "treasurer", _("Treasurer"),
        _("Looks after money in and out, and reports four times a year."),
        _("Does not decide what the club spends. Two people sign."),
        frozenset({Right.RECORD_MONEY}), max_terms=3,
    ),
    RoleKind(
        "coordinator", _("Coordinator"),
        _("Plans the nights, books the room and tells members what they need to know."),
        _("Cannot see votes, who read a message, or who came."),
        frozenset({Right.SCHEDULE_EVENT, Right.CANCEL_EVENT, Right.BROADCAST, Right.INVITE,
                   Right.RECORD_ATTENDANCE}),
        seats=3, max_terms=3,
    ),
    RoleKind(
        "committee", _("Committee member"),
        _("Shares the running of the club between the meetings of all members."),
        _("Can do nothing alone that the members have not agreed."),
        frozenset({Right.HIDE_CONTENT}), seats=6, max_terms=3,
    ),
    RoleKind(
        "listener", _("Listener"),
        _("Hears a concern about how somebody behaved, and helps to settle it."),
        _("Does not judge alone. Two different listeners are always needed."),
        frozenset({Right.HIDE_CONTENT, Right.PAUSE_MEMBER}), seats=5, max_terms=3,
        incompatible=frozenset({"chair", "secretary"}),
    ),
    RoleKind(
        "keyholder", _("Keyholder"),
        _("Has a key to the room, and helps members get back into the app in person."),
        _("Cannot open an account alone: it takes two, and the member is there."),
        frozenset({Right.HOLD_KEY}), seats=4, term_days=183,
    ),
    RoleKind(
        "door", _("Door host"),
        _("Opens the door on the night, says hello and counts the people."),
        _("Writes down how many came, never who."),
        frozenset({Right.RECORD_ATTENDANCE}), seats=6, term_days=92,
    ),
    RoleKind(
        "welcomer", _("Welcomer"),
        _("Meets somebody new at the door and stays near them that night."),
        _("Asks nothing about health or life outside."),
        frozenset({Right.INVITE}), seats=6, term_days=92,
    ),
    RoleKind(
        "tea", _("Tea"),
        _("Makes tea, and washes up with whoever is nearby."),
        _("Does not do it alone, or every week."),
        seats=4, term_days=92,
    ),
    RoleKind(
        "storykeeper", _("Story keeper"),
        _("Helps members tell the story of a thing, and looks after the shelf."),
        _("Shows nothing that its teller has not agreed to."),
        seats=3, term_days=92,
    ),
    RoleKind(
        "equipment", _("Equipment"),
        _("Knows where things are, and says when something is missing or broken."),
        _("Does not lend out what belongs to a member."),
        seats=3, term_days=92,
    ),
)
# fmt: on

ROLES: Mapping[str, RoleKind] = MappingProxyType({kind.key: kind for kind in _KINDS})
"""Every role by key. Helpers from outside and the server's operator are no roles: neither has any
right over members."""

FOUNDING_DAYS = 183
"""The longest a founder may hold a role before the members have chosen."""
