"""Clauses about deciding between meetings, and about meetings themselves."""

from fractions import Fraction

from club.charter.rules.clause import Clause, Part, Unit
from club.kit.words import later as _

_CALL = _("Members must always be able to meet, whether or not the committee wants it.")
_LOCK = _("No majority of one evening may take away what protects everybody.")

# One clause a paragraph reads better than one argument a line.
# fmt: off
DECIDING = (
    Clause(
        "sponsors_min", Part.DECIDING, 2, unit=Unit.PEOPLE, least=1, most=10, basis="judgement",
        meaning=_("This many members must stand behind an idea before the club decides it."),
    ),
    Clause(
        "decision.consent_round", Part.DECIDING, "house matters",
        choices=("house matters", "any", "none"), basis="consent",
        meaning=_("Which ideas pass if nobody has a reason against them."),
    ),
    Clause(
        "decision.consent_fallback", Part.DECIDING, 2, unit=Unit.ROUNDS, least=1, most=3,
        basis="consent", meaning=_("If members are stuck after this many rounds, they may vote."),
    ),
    Clause(
        "decision.review_after", Part.DECIDING, 6, unit=Unit.MONTHS, least=1, most=24,
        basis="consent", meaning=_("Each decision says when the club looks at it again."),
    ),
    Clause(
        "review_months_max", Part.DECIDING, 24, unit=Unit.MONTHS, least=3, most=60,
        basis="judgement", meaning=_("No rule, role or text waits longer for that second look."),
    ),
    Clause(
        "decision.reopen_by", Part.DECIDING, 10, unit=Unit.PERCENT, least=5, most=20,
        basis="judgement", meaning=_("This part of the members can bring a question back."),
    ),
    Clause(
        "decision.reopen_by_least", Part.DECIDING, 3, unit=Unit.PEOPLE, least=2, most=10,
        basis="judgement", meaning=_("To bring a question back, never fewer members than this."),
    ),
    Clause(
        "second_call_factor", Part.DECIDING, Fraction(1, 2), unit=Unit.SHARE_OF_ROLL,
        least=Fraction(1, 2), most=Fraction(1), basis="judgement",
        meaning=_("If too few vote, the club asks once more. Then this part of the yes is enough."),
    ),
    Clause(
        "rules.change_protected", Part.DECIDING, Fraction(3, 4), unit=Unit.SHARE_OF_VOTES,
        least=Fraction(3, 4), most=Fraction(3, 4), basis="vic, judgement", reason=_LOCK,
        meaning=_("A protected rule needs this part of the votes, and can only get stronger."),
    ),
    Clause(
        "rules.change_protected_times", Part.DECIDING, 2, unit=Unit.TIMES, least=2, most=2,
        basis="judgement", reason=_LOCK, meaning=_("A protected rule is voted on this often."),
    ),
    Clause(
        "rules.change_protected_apart", Part.DECIDING, 28, unit=Unit.DAYS, least=28, most=28,
        basis="judgement", reason=_LOCK, meaning=_("The two votes are this far apart."),
    ),
)

MEETINGS = (
    Clause(
        "quorum.committee", Part.MEETINGS, 50, unit=Unit.PERCENT, least=50, most=75, basis="vic",
        meaning=_("The committee can decide when more than this part of it is there."),
    ),
    Clause(
        "quorum.meeting", Part.MEETINGS, 20, unit=Unit.PERCENT, least=10, most=34,
        basis="southshields, judgement",
        meaning=_("A meeting of all members begins when this part of the voting members is there."),
    ),
    Clause(
        "quorum.meeting_least", Part.MEETINGS, 5, unit=Unit.PEOPLE, least=3, most=20,
        basis="rainbow, judgement",
        meaning=_("A meeting of all members never begins with fewer than this."),
    ),
    Clause(
        "quorum.wait", Part.MEETINGS, 30, unit=Unit.MINUTES, least=15, most=60,
        basis="munster, vic", meaning=_("If too few are there, the others wait this long."),
    ),
    Clause(
        "quorum.adjourn", Part.MEETINGS, 7, unit=Unit.DAYS, least=7, most=21,
        basis="munster, vic, judgement",
        meaning=_("Then the club meets again, this many days later. Those who come may decide."),
    ),
    Clause(
        "quorum.adjourn_least", Part.MEETINGS, 5, unit=Unit.PEOPLE, least=3, most=20,
        basis="judgement",
        meaning=_("That second meeting needs this many. It cannot change rules or remove people."),
    ),
    Clause(
        "agm.every_max", Part.MEETINGS, 15, unit=Unit.MONTHS, least=12, most=15,
        basis="not checked",
        meaning=_("The yearly meeting hears the report, looks at the money and elects."),
    ),
    Clause(
        "agm.notice", Part.MEETINGS, 21, unit=Unit.DAYS, least=14, most=28,
        basis="rosehill, rainbow", meaning=_("How early members hear of the yearly meeting."),
    ),
    Clause(
        "egm.notice", Part.MEETINGS, 14, unit=Unit.DAYS, least=7, most=21, basis="munster",
        meaning=_("How early members hear of a special meeting."),
    ),
    Clause(
        "egm.requisition", Part.MEETINGS, 10, unit=Unit.PERCENT, least=5, most=20, basis="vic",
        reason=_CALL, meaning=_("This part of the voting members can call a special meeting."),
    ),
    Clause(
        "egm.requisition_least", Part.MEETINGS, 3, unit=Unit.PEOPLE, least=2, most=5,
        basis="vic", reason=_CALL,
        meaning=_("To call a special meeting, never fewer members than this."),
    ),
    Clause(
        "egm.committee_deadline", Part.MEETINGS, 21, unit=Unit.DAYS, least=7, most=28,
        basis="vic, judgement", meaning=_("The committee must set the day within this time."),
    ),
    Clause(
        "egm.self_convene", Part.MEETINGS, 90, unit=Unit.DAYS, least=30, most=90,
        basis="munster, vic", reason=_CALL,
        meaning=_("If it does not, those who asked may call the meeting themselves."),
    ),
    Clause(
        "egm.business", Part.MEETINGS, "as stated", choices=("as stated",), basis="vic, munster",
        meaning=_("A special meeting decides only what it was called for."),
    ),
    Clause(
        "meeting.agenda_out", Part.MEETINGS, 7, unit=Unit.DAYS, least=3, most=14,
        basis="rosehill",
        meaning=_("The papers go out this early. They are plain and good to read aloud."),
    ),
    Clause(
        "motions.deadline", Part.MEETINGS, 7, unit=Unit.DAYS, least=3, most=14, basis="munster",
        meaning=_("Ideas for a meeting come in this early. Later ones wait for the next."),
    ),
    Clause(
        "records.minutes_ready", Part.MEETINGS, 7, unit=Unit.DAYS, least=2, most=14,
        basis="judgement",
        meaning=_("The minutes are out within this time, and are agreed at the next meeting."),
    ),
)
# fmt: on
