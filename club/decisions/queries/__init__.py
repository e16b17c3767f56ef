"""What the room is asked: lists, one decision from idea to result, and what is due by the clock."""

from club.decisions.queries.assembly import (
    clocks,
    committee,
    later_meeting,
    on_committee,
    points,
    to_come,
    to_give_up,
    to_remind_recorder,
    to_send_agenda,
    unfixed,
    yearly_is_late,
)
from club.decisions.queries.before import said_yes_before
from club.decisions.queries.changing import about_rule
from club.decisions.queries.checking import ballots_page, changing_page, was_counted
from club.decisions.queries.due import (
    due,
    looked_at,
    to_announce,
    to_look_at_again,
    to_remind,
    to_sweep,
)
from club.decisions.queries.effects import Asking, refusal, shown
from club.decisions.queries.lists import index, waiting_for
from club.decisions.queries.page import decision_page
from club.decisions.queries.papers import ballot_of
from club.decisions.queries.proposing import (
    draft_does,
    ids_by_ref,
    proposing_page,
    starting_page,
)
from club.decisions.queries.rows import closable, undecided, visible
from club.decisions.queries.rulebook import electors, rulebook
from club.decisions.queries.sheets import ballots, sheets
from club.decisions.queries.table import is_secret, paper_page, sheet_page
from club.decisions.queries.tellers import (
    Tellers,
    entries_of,
    handed_in,
    interested,
    tellers,
    to_draw,
    to_remind_tellers,
)
from club.decisions.queries.wording import suggesting_page, wording_page

__all__ = [
    "Asking",
    "Tellers",
    "about_rule",
    "ballot_of",
    "ballots",
    "ballots_page",
    "changing_page",
    "clocks",
    "closable",
    "committee",
    "decision_page",
    "draft_does",
    "due",
    "electors",
    "entries_of",
    "handed_in",
    "ids_by_ref",
    "index",
    "interested",
    "is_secret",
    "later_meeting",
    "looked_at",
    "on_committee",
    "paper_page",
    "points",
    "proposing_page",
    "refusal",
    "rulebook",
    "said_yes_before",
    "sheet_page",
    "sheets",
    "shown",
    "starting_page",
    "suggesting_page",
    "tellers",
    "to_announce",
    "to_come",
    "to_draw",
    "to_give_up",
    "to_look_at_again",
    "to_remind",
    "to_remind_recorder",
    "to_remind_tellers",
    "to_send_agenda",
    "to_sweep",
    "undecided",
    "unfixed",
    "visible",
    "waiting_for",
    "was_counted",
    "wording_page",
    "yearly_is_late",
]
