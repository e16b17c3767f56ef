"""Clauses about roles and terms, fairness towards a person, and care for one another."""

from fractions import Fraction

from club.charter.rules.clause import Clause, Part, Unit
from club.kit.words import later as _

_OURS = _("The club is run by its members. Outsiders may help, not govern.")
_HEALTH = _("An illness is no fault, and the club never judges one.")
_DOOR = _("A person who was away must find the door open.")

# One clause a paragraph reads better than one argument a line.
# fmt: off
OFFICES = (
    Clause(
        "committee.size_least", Part.OFFICES, 5, unit=Unit.PEOPLE, least=3, most=12,
        basis="marley, judgement", meaning=_("The committee has at least this many members."),
    ),
    Clause(
        "committee.size_most", Part.OFFICES, 9, unit=Unit.PEOPLE, least=3, most=12,
        basis="marley, judgement", meaning=_("The committee has at most this many members."),
    ),
    Clause(
        "committee.members_only", Part.OFFICES, 100, unit=Unit.PERCENT, least=51, most=100,
        basis="cap", reason=_OURS, meaning=_("This part of the committee are club members."),
    ),
    Clause(
        "committee.meetings", Part.OFFICES, 6, unit=Unit.TIMES_A_YEAR, least=4, most=12,
        basis="judgement", meaning=_("How often the committee meets. Any member may listen."),
    ),
    Clause(
        "committee.notice", Part.OFFICES, 7, unit=Unit.DAYS, least=3, most=14, basis="vic",
        meaning=_("How early a committee meeting is announced."),
    ),
    Clause(
        "term.length", Part.OFFICES, 12, unit=Unit.MONTHS, least=6, most=24,
        basis="griffeen, marley", meaning=_("How long somebody is elected for."),
    ),
    Clause(
        "term_days_max", Part.OFFICES, 366, unit=Unit.DAYS, least=30, most=1100,
        basis="judgement",
        meaning=_("No role is given for longer in one go. Then the members choose again."),
    ),
    Clause(
        "term.max_consecutive", Part.OFFICES, 3, unit=Unit.TERMS, least=1, most=4,
        basis="marley, muintir",
        meaning=_("How often in a row one person may hold an office. Then it is another's turn."),
    ),
    Clause(
        "term.rotation_small_roles", Part.OFFICES, 3, unit=Unit.MONTHS, least=1, most=6,
        basis="12t, judgement", meaning=_("Door, tea and welcome go round after this time."),
    ),
    Clause(
        "caretaker_days", Part.OFFICES, 42, unit=Unit.DAYS, least=0, most=90, basis="judgement",
        meaning=_("If nobody is elected, the last holder may look after things this long."),
    ),
    Clause(
        "leave.max", Part.OFFICES, 3, unit=Unit.MONTHS, least=1, most=6, basis="vic, judgement",
        meaning=_("How long you may be away from a role. A deputy acts. No reason is asked."),
    ),
    Clause(
        "leave.silent_absence", Part.OFFICES, "ask, then deputy",
        choices=("ask, then deputy", "ask", "deputy"), basis="judgement",
        meaning=_("After three silent meetings comes a kind question. Nobody is removed for it."),
    ),
    Clause(
        "role.max_per_person", Part.OFFICES, 2, unit=Unit.ROLES, least=1, most=3,
        basis="judgement", meaning=_("Nobody carries more roles than this at once."),
    ),
    Clause(
        "spending.role_limit", Part.OFFICES, 50, unit=Unit.MONEY, least=0, most=200,
        basis="judgement", meaning=_("A role holder may spend this much. More is for all."),
    ),
    Clause(
        "spending.members_above", Part.OFFICES, 500, unit=Unit.MONEY, least=100, most=2000,
        basis="judgement", meaning=_("Above this sum, the members decide, not the committee."),
    ),
    Clause(
        "statement.public", Part.OFFICES, "mandate", choices=("mandate",), basis="brighton",
        meaning=_("Nobody speaks for the club unless the members agreed the exact words."),
    ),
)

FAIRNESS = (
    Clause(
        "removal.reasons", Part.FAIRNESS, "conduct in role", choices=("conduct in role",),
        basis="judgement", reason=_HEALTH,
        meaning=_("A role is only taken away for how it was done. Being ill is never a reason."),
    ),
    Clause(
        "removal.election_within", Part.FAIRNESS, 28, unit=Unit.DAYS, least=7, most=28,
        basis="judgement",
        meaning=_("If the whole committee goes, the club elects a new one within this time."),
    ),
    Clause(
        "exclusion.urgent_people", Part.FAIRNESS, 2, unit=Unit.PEOPLE, least=2, most=5,
        basis="judgement", reason=_DOOR,
        meaning=_("In danger, this many role holders together can ask a member to stay away."),
    ),
    Clause(
        "exclusion.urgent_days", Part.FAIRNESS, 7, unit=Unit.DAYS, least=1, most=7,
        basis="judgement", reason=_DOOR,
        meaning=_("That stop ends by itself after this time. The members decide within it."),
    ),
    Clause(
        "exclusion.long", Part.FAIRNESS, Fraction(2, 3), unit=Unit.SHARE_OF_VOTES,
        least=Fraction(2, 3), most=Fraction(1), basis="torbay, vic", reason=_DOOR,
        meaning=_("A longer stop needs this part of the listeners. A friend may be there."),
    ),
    Clause(
        "exclusion.appeal", Part.FAIRNESS, 21, unit=Unit.DAYS, least=14, most=28,
        basis="vic, judgement",
        meaning=_("The person may ask all members to decide, within this time."),
    ),
    Clause(
        "return.after_absence", Part.FAIRNESS, "immediate", choices=("immediate",),
        basis="clubhouse", reason=_DOOR,
        meaning=_("You can come back at any time, unless there is danger now."),
    ),
    Clause(
        "conflict.interest", Part.FAIRNESS, "say it, leave, no vote",
        choices=("say it, leave, no vote",), basis="vic",
        meaning=_("If you gain from a decision, you say so and step aside. It is written down."),
    ),
)

CARE = (
    Clause(
        "broadcast.sender_a_day", Part.CARE, 1, unit=Unit.TIMES, least=1, most=3,
        basis="judgement",
        meaning=_("How often in a day one person may send a word to the whole club."),
    ),
    Clause(
        "broadcast.club_a_week", Part.CARE, 3, unit=Unit.TIMES, least=1, most=7,
        basis="judgement",
        meaning=_("How often in a week the whole club is told something, by all together."),
    ),
    Clause(
        "buddy.max_open", Part.CARE, 3, unit=Unit.PEOPLE, least=1, most=5, basis="judgement",
        meaning=_("How many people one member looks out for at once."),
    ),
    Clause(
        "welcome.max_per_night", Part.CARE, 1, unit=Unit.PEOPLE, least=1, most=3,
        basis="judgement", meaning=_("How many new people one welcomer meets in a night."),
    ),
)
# fmt: on
