"""The charter in plain words: values, units and ranges."""

from fractions import Fraction

from club.charter.rules import Clause, Kind, Part, Unit, Value
from club.kit.words import gettext as _
from club.kit.words import ngettext


def heading(part: Part) -> str:
    """Name a part of the charter."""
    words = {
        Part.CLUB: _("The club"),
        Part.MEMBERSHIP: _("Joining and belonging"),
        Part.VOTES: _("Votes"),
        Part.DECIDING: _("How we decide"),
        Part.CLASSES: _("What each kind of decision needs"),
        Part.MEETINGS: _("Meetings"),
        Part.OFFICES: _("Roles and terms"),
        Part.FAIRNESS: _("Being fair to a person"),
        Part.CARE: _("Looking after one another"),
    }
    return words[part]


def said(clause: Clause, value: Value) -> str:
    """Say what a clause holds: "7 days", "more than half", "yes"."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Fraction):
        return share(value)
    if isinstance(value, int):
        return _counted(value, clause.unit)
    return _word(value) if clause.kind is Kind.CHOICE else value


def bounds(clause: Clause) -> str:
    """Say how far the club may change a clause."""
    if clause.fixed:
        return _("This cannot be changed.")
    if clause.kind is Kind.CHOICE:
        choices = ", ".join(_word(choice) for choice in clause.choices)
        return _("It can be one of these: {choices}.").format(choices=choices)
    if clause.kind is Kind.FLAG:
        return _("It can be yes or no.")
    if clause.least is None or clause.most is None:
        return _("The club can choose the words.")
    return _("It can be from {least} to {most}.").format(
        least=said(clause, clause.least), most=said(clause, clause.most)
    )


def after_months(n: int) -> str:
    """Say when the club looks at something again."""
    return ngettext("after {n} month", "after {n} months", n).format(n=n)


def days_apart(n: int) -> str:
    """Say how far two votes on one thing are apart."""
    return ngettext("The votes are {n} day apart.", "The votes are {n} days apart.", n).format(n=n)


def share(value: Fraction) -> str:
    """Say a share in words where there are some."""
    words = {
        Fraction(0): _("nobody"),
        Fraction(1, 10): _("one in ten"),
        Fraction(1, 5): _("one in five"),
        Fraction(1, 3): _("one in three"),
        Fraction(1, 2): _("half"),
        Fraction(2, 3): _("two in three"),
        Fraction(3, 4): _("three in four"),
        Fraction(1): _("all"),
    }
    return words.get(value) or _("{n} in {total}").format(
        n=value.numerator, total=value.denominator
    )


def _word(choice: str) -> str:
    words = {
        "none": _("no limit"),
        "consent": _("if nobody objects"),
        "majority": _("by a vote"),
        "sponsors": _("two members vouch"),
        "invite": _("one member invites"),
        "decision": _("the members decide"),
        "votes cast": _("votes cast"),
        "present": _("people there"),
        "not carried": _("nothing changes"),
        "house matters": _("small matters of the house"),
        "any": _("any idea"),
        "as stated": _("as it was called"),
        "ask, then deputy": _("ask, then a deputy"),
        "ask": _("ask"),
        "deputy": _("a deputy"),
        "mandate": _("exact words, agreed before"),
        "conduct in role": _("how the role was done"),
        "immediate": _("at once"),
        "say it, leave, no vote": _("say it, step out, do not vote"),
    }
    return words.get(choice, choice)


def _counted(n: int, unit: Unit) -> str:
    # Each unit is spelled out, so that every language can bend its own words.
    words = {
        Unit.NONE: "{n}",
        Unit.NIGHTS: ngettext("{n} night", "{n} nights", n),
        Unit.MINUTES: ngettext("{n} minute", "{n} minutes", n),
        Unit.HOURS: _hours(n),
        Unit.DAYS: ngettext("{n} day", "{n} days", n),
        Unit.MONTHS: ngettext("{n} month", "{n} months", n),
        Unit.PEOPLE: ngettext("{n} person", "{n} people", n),
        Unit.VOTES: ngettext("{n} vote", "{n} votes", n),
        Unit.PERCENT: _("{n} in a hundred"),
        Unit.MONEY: "{n}",
        Unit.MONEY_A_YEAR: _("{n} a year"),
        Unit.ROUNDS: ngettext("{n} round", "{n} rounds", n),
        Unit.TERMS: ngettext("{n} term", "{n} terms", n),
        Unit.ROLES: ngettext("{n} role", "{n} roles", n),
        Unit.TIMES: ngettext("{n} time", "{n} times", n),
        Unit.TIMES_A_YEAR: ngettext("{n} time a year", "{n} times a year", n),
    }
    return words[unit].format(n=n)


def _hours(n: int) -> str:
    days, rest = divmod(n, 24)
    if rest or not days:
        return ngettext("{n} hour", "{n} hours", n)
    return ngettext("{d} day", "{d} days", days).format(d=days)
