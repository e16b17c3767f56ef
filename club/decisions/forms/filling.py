"""From the fields of a ballot to what it says; a mistake is named in the words of its options."""

import re
from collections import defaultdict
from collections.abc import Sequence

from club.decisions.rules.ballot import RANKS, TICKS, Ballot, advising, approving, meant_by, ranked
from club.decisions.rules.states import Method
from club.decisions.rules.told import named
from club.kit.errors import Invalid
from club.kit.words import gettext as _

NONE_OF_THEM = "none"
_PLACE = re.compile(r"([a-z])-(1[0-9]|2[0-5]|[1-9])")


def filled(ballot: Ballot, choice: str, places: Sequence[str], picks: Sequence[str]) -> str:
    """Return what a ballot says, in the one way in which it is written down.

    Raises:
        Invalid: it cannot be said on this ballot; the field to mend is named.
    """
    if ballot.method in RANKS:
        said, field = _ranked(ballot, places), "places"
    elif ballot.method in TICKS:
        said, field = _approved(picks), "picks"
    else:
        said, field = advising(choice) if ballot.method is Method.ADVICE else choice, "choice"
    if not ballot.holds(said):
        raise Invalid(_("Please choose one of these."), field)
    return said


def _ranked(ballot: Ballot, places: Sequence[str]) -> str:
    numbered: dict[int, list[str]] = defaultdict(list)
    for each in places:
        found = _PLACE.fullmatch(each)
        if found is None:
            raise Invalid(_("Please choose one of these."), "places")
        ref, place = found.groups()
        numbered[int(place)].append(meant_by(ref))
    if not numbered:
        raise Invalid(
            _("Give number 1 to what you want most. The others may stay empty."), "places"
        )
    _in_a_row(ballot, numbered)
    return ranked(numbered[place][0] for place in sorted(numbered))


def _in_a_row(ballot: Ballot, numbered: dict[int, list[str]]) -> None:
    """Refuse a number that was given twice, and one that is left out."""
    for place, refs in sorted(numbered.items()):
        if len(refs) > 1:
            raise Invalid(
                _("Number {n} stands at “{one}” and at “{other}”. Give each number once.").format(
                    n=place, one=named(ballot, refs[0]), other=named(ballot, refs[1])
                ),
                "places",
            )
    missing = next((n for n in range(1, max(numbered)) if n not in numbered), 0)
    if missing:
        raise Invalid(
            _("You gave number {n}, but nothing has number {missing}. Count 1, 2, 3.").format(
                n=max(numbered), missing=missing
            ),
            "places",
        )


def _approved(picks: Sequence[str]) -> str:
    if not picks:
        raise Invalid(_("Tick some of these, or “None of these”."), "picks")
    some = [each for each in picks if each != NONE_OF_THEM]
    if some and len(some) < len(picks):
        raise Invalid(_("Tick options, or “None of these”, but not both."), "picks")
    return approving(some)
