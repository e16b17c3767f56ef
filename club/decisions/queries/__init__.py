"""What the room is asked: lists, one decision from idea to result, and what is due by the clock."""

from club.decisions.queries.checking import was_counted
from club.decisions.queries.due import due, to_announce, to_look_at_again, to_remind, to_sweep
from club.decisions.queries.lists import index, waiting_for
from club.decisions.queries.page import decision_page
from club.decisions.queries.proposing import again_page, ids_by_ref, proposing_page, starting_page
from club.decisions.queries.rows import closable, undecided, visible
from club.decisions.queries.rulebook import effect_refusal, electors, rulebook, second_look
from club.decisions.queries.wording import suggesting_page, wording_page

__all__ = [
    "again_page",
    "closable",
    "decision_page",
    "due",
    "effect_refusal",
    "electors",
    "ids_by_ref",
    "index",
    "proposing_page",
    "rulebook",
    "second_look",
    "starting_page",
    "suggesting_page",
    "to_announce",
    "to_look_at_again",
    "to_remind",
    "to_sweep",
    "undecided",
    "visible",
    "waiting_for",
    "was_counted",
    "wording_page",
]
