"""What the room is asked: lists, one decision from idea to result, and what is due by the clock."""

from club.decisions.queries.checking import ballots_page, was_counted
from club.decisions.queries.due import due, to_announce, to_remind, to_sweep
from club.decisions.queries.lists import index, waiting_for
from club.decisions.queries.page import decision_page
from club.decisions.queries.proposing import ids_by_ref, proposing_page
from club.decisions.queries.rows import closable, undecided, visible
from club.decisions.queries.rulebook import effect_refusal, electors, rulebook
from club.decisions.queries.sheets import ballots, sheets

__all__ = [
    "ballots",
    "ballots_page",
    "closable",
    "decision_page",
    "due",
    "effect_refusal",
    "electors",
    "ids_by_ref",
    "index",
    "proposing_page",
    "rulebook",
    "sheets",
    "to_announce",
    "to_remind",
    "to_sweep",
    "undecided",
    "visible",
    "waiting_for",
    "was_counted",
]
