"""Meetings of all members: who may call one, by when, how many must be there, what comes next.

The clocks are the charter's. A meeting hears and talks; votes stay where they are, by phone and on
paper, so that nobody has to be there to have a say. Who was not there is known to nobody: the
number of those who were is all that is kept.
"""

from club.decisions.rules.meetings.clocks import (
    CHOICE,
    LASTS,
    SOON,
    Clocks,
    closes,
    instant,
    latest_day,
    may_set_day,
    second_day,
)
from club.decisions.rules.meetings.counts import (
    BY_THEN,
    EARLY,
    NAMES_FOR,
    NOT_BY_FEW,
    callers_needed,
    can_be_counted,
    enough,
    only_by_many,
    quorum,
    too_early,
)
from club.decisions.rules.meetings.stages import (
    GATHERING,
    Ending,
    Kind,
    Moments,
    Stage,
    stage,
)

__all__ = [
    "BY_THEN",
    "CHOICE",
    "EARLY",
    "GATHERING",
    "LASTS",
    "NAMES_FOR",
    "NOT_BY_FEW",
    "SOON",
    "Clocks",
    "Ending",
    "Kind",
    "Moments",
    "Stage",
    "callers_needed",
    "can_be_counted",
    "closes",
    "enough",
    "instant",
    "latest_day",
    "may_set_day",
    "only_by_many",
    "quorum",
    "second_day",
    "stage",
    "too_early",
]
