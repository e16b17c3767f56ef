"""Puts into words what stands on a ballot as letters."""

from collections.abc import Callable, Mapping

from club.decisions.rules.ballot import Ballot, advised, approved, ranking
from club.decisions.rules.consent import Voice
from club.decisions.rules.ranked.papers import RON, SQ
from club.decisions.rules.states import Choice, Method
from club.kit.words import gettext as _


def named(ballot: Ballot, ref: str) -> str:
    """Call an option by its words.

    >>> named(Ballot(Method.RANKED, ("Tea", "Cocoa")), "b")
    'Cocoa'
    """
    if ref == SQ:
        return _("Keep things as they are")
    if ref == RON:
        return _("Re-open nominations")
    at = ballot.refs.index(ref) if ref in ballot.refs else len(ballot.options)
    return ballot.options[at] if at < len(ballot.options) else ref


def told(ballot: Ballot, said: str) -> str:
    """Say in words what stands on a ballot.

    >>> told(Ballot(Method.RANKED, ("Tea", "Cocoa")), "rba")
    '1. Cocoa, 2. Tea'
    """
    return _TOLD[ballot.method](ballot, said)


def _word(_ballot: Ballot, said: str) -> str:
    return {
        Choice.YES.value: _("Yes"),
        Choice.NO.value: _("No"),
        Choice.NO_OPINION.value: _("No opinion"),
        Voice.CONSENT.value: _("I can go along with it"),
        Voice.CONCERN.value: _("I have a concern, and go along"),
        Voice.OBJECT.value: _("I object"),
    }.get(said, said)


def _ranking(ballot: Ballot, said: str) -> str:
    places = enumerate(ranking(said), 1)
    return ", ".join(f"{place}. {named(ballot, ref)}" for place, ref in places)


def _approval(ballot: Ballot, said: str) -> str:
    return ", ".join(named(ballot, ref) for ref in approved(said)) or _("None of these")


def _advice(ballot: Ballot, said: str) -> str:
    return named(ballot, advised(said))


_TOLD: Mapping[Method, Callable[[Ballot, str], str]] = {
    Method.YES_NO: _word,
    Method.SIGNED: _word,
    Method.RANKED: _ranking,
    Method.APPROVAL: _approval,
    Method.CONSENT: _word,
    Method.ADVICE: _advice,
    Method.STV: _ranking,
    Method.SEATS: _approval,
}
