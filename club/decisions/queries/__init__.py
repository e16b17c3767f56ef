"""What the room is asked: lists, one decision from idea to result, and what is due by the clock."""

from club.decisions.queries.before import said_yes_before
from club.decisions.queries.changing import about_rule
from club.decisions.queries.checking import ballots_page, changing_page, was_counted
from club.decisions.queries.due import due, to_announce, to_remind, to_sweep
from club.decisions.queries.effects import Asking, refusal, shown
from club.decisions.queries.lists import index, waiting_for
from club.decisions.queries.looking import (
    Looked,
    longest_look,
    looked_at,
    looked_at_now,
    to_look_at_again,
    usual_look,
)
from club.decisions.queries.page import decision_page
from club.decisions.queries.papers import ballot_of
from club.decisions.queries.proposing import (
    again_page,
    draft_does,
    ids_by_ref,
    proposing_page,
    starting_page,
)
from club.decisions.queries.reopening import (
    asks_needed,
    reopening_page,
    settled_now,
    to_reopen,
)
from club.decisions.queries.rows import closable, undecided, visible
from club.decisions.queries.rulebook import electors, rulebook
from club.decisions.queries.sheets import ballots, sheets
from club.decisions.queries.wording import suggesting_page, wording_page

__all__ = [
    "Asking",
    "Looked",
    "about_rule",
    "again_page",
    "asks_needed",
    "ballot_of",
    "ballots",
    "ballots_page",
    "changing_page",
    "closable",
    "decision_page",
    "draft_does",
    "due",
    "electors",
    "ids_by_ref",
    "index",
    "longest_look",
    "looked_at",
    "looked_at_now",
    "proposing_page",
    "refusal",
    "reopening_page",
    "rulebook",
    "said_yes_before",
    "settled_now",
    "sheets",
    "shown",
    "starting_page",
    "suggesting_page",
    "to_announce",
    "to_look_at_again",
    "to_remind",
    "to_reopen",
    "to_sweep",
    "undecided",
    "usual_look",
    "visible",
    "waiting_for",
    "was_counted",
    "wording_page",
]
