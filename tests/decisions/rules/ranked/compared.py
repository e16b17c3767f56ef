"""Lays the real counter beside the naive one; by itself, on every profile there is.

``python -m tests.decisions.rules.ranked.compared`` counts all profiles of up to five voters and
four options for one seat and for two, and prints how many there were.
"""

import json
import sys
from fractions import Fraction
from time import perf_counter

from club.decisions.rules.ranked.counting import count_ranked
from club.decisions.rules.ranked.papers import Contest
from club.decisions.rules.ranked.stages import UNIT, LotMattered, Settled
from tests.decisions.rules.ranked import naive
from tests.decisions.rules.ranked.profiles import OPTIONS, Profile, up_to_names


def difference(
    ballots: Profile, options: tuple[str, ...], seats: int, order: tuple[str, ...]
) -> str | None:
    """Return where the two counters differ: in any number, at any stage; None if nowhere."""
    ours = count_ranked(ballots, Contest(options, seats), order)
    theirs = naive.count(ballots, options, seats, order)
    if ours.elected != theirs.elected:
        return f"elected {ours.elected} and {theirs.elected}"
    sheets = [{h.candidate: Fraction(h.votes, UNIT) for h in stage.held} for stage in ours.stages]
    if sheets != list(theirs.sheets):
        return f"held {sheets} and {theirs.sheets}"
    drew = any(tie.settled is Settled.LOT for stage in ours.stages for tie in stage.ties)
    return None if drew == theirs.drew else f"drew lots: {drew} and {theirs.drew}"


def lot_difference(ballots: Profile, options: tuple[str, ...], seats: int) -> str | None:
    """Return where the branches are not what every order of the lot gives; None if they are."""
    ours = count_ranked(ballots, Contest(options, seats), _an_order(options))
    theirs = naive.by_every_lot(ballots, options, seats)
    if (ours.lot is LotMattered.YES) != (len(theirs) > 1):
        return f"the lot {ours.lot}, and results {theirs}"
    found = {frozenset(each) for each in ours.results} or {frozenset(ours.elected)}
    return None if found == theirs else f"results {found} and {theirs}"


def _an_order(options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(options, key=lambda name: ({"sq": 0, "ron": 2}.get(name, 1), name)))


def main() -> None:
    """Compare on every profile, and print what was compared."""
    began = perf_counter()
    kinds = counts = stands_for = 0
    for voters in range(1, 6):
        for ballots, alike in up_to_names(voters):
            kinds += 1
            stands_for += alike
            for seats in (1, 2):
                for order in (OPTIONS, OPTIONS[::-1]):
                    counts += 1
                    found = difference(ballots, OPTIONS, seats, order)
                    if found:
                        raise SystemExit(f"{ballots}, {seats} seats, lot {order}: {found}")
    seconds = round(perf_counter() - began)
    told = {"kinds": kinds, "profiles": stands_for, "counts": counts, "seconds": seconds}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
