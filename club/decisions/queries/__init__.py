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
from club.decisions.queries.challenges import challenge_page
from club.decisions.queries.changing import about_rule
from club.decisions.queries.checking import ballots_page, changing_page, was_counted
from club.decisions.queries.due import (
    due,
    to_announce,
    to_bring_into_force,
    to_remind,
    to_sweep,
)
from club.decisions.queries.effects import Asking, refusal, shown
from club.decisions.queries.elections import annulled, chosen, ended, withdrawn
from club.decisions.queries.exporting import ballots_file
from club.decisions.queries.line import line_of, was_second_call
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
from club.decisions.queries.panels import (
    challenged_now,
    challengers_needed,
    may_challenge,
    may_judge,
    panel_step,
    to_look_after,
    was_carried_out,
)
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
    "Looked",
    "Tellers",
    "about_rule",
    "again_page",
    "annulled",
    "asks_needed",
    "ballot_of",
    "ballots",
    "ballots_file",
    "ballots_page",
    "challenge_page",
    "challenged_now",
    "challengers_needed",
    "changing_page",
    "chosen",
    "clocks",
    "closable",
    "committee",
    "decision_page",
    "draft_does",
    "due",
    "electors",
    "ended",
    "entries_of",
    "handed_in",
    "ids_by_ref",
    "index",
    "interested",
    "is_secret",
    "later_meeting",
    "line_of",
    "longest_look",
    "looked_at",
    "looked_at_now",
    "may_challenge",
    "may_judge",
    "on_committee",
    "panel_step",
    "paper_page",
    "points",
    "proposing_page",
    "refusal",
    "reopening_page",
    "rulebook",
    "said_yes_before",
    "settled_now",
    "sheet_page",
    "sheets",
    "shown",
    "starting_page",
    "suggesting_page",
    "tellers",
    "to_announce",
    "to_bring_into_force",
    "to_come",
    "to_draw",
    "to_give_up",
    "to_look_after",
    "to_look_at_again",
    "to_remind",
    "to_remind_recorder",
    "to_remind_tellers",
    "to_reopen",
    "to_send_agenda",
    "to_sweep",
    "undecided",
    "unfixed",
    "usual_look",
    "visible",
    "waiting_for",
    "was_carried_out",
    "was_counted",
    "was_second_call",
    "withdrawn",
    "wording_page",
    "yearly_is_late",
]
