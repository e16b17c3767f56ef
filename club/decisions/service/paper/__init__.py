"""Votes on paper: who enters them, who handed one in, what stands on them, counting them in.

Each of these acts locks the decision first, as casting by phone does, so that nobody votes twice.
"""

from club.decisions.service.paper.calling import draw, offer, remind_tellers, step_back
from club.decisions.service.paper.counting_in import confirm, put_away
from club.decisions.service.paper.holding import hold, mind, settle_how, suggest_openly
from club.decisions.service.paper.sheets import add, end, take_out
from club.decisions.service.paper.voters import name_voters

__all__ = [
    "add",
    "confirm",
    "draw",
    "end",
    "hold",
    "mind",
    "name_voters",
    "offer",
    "put_away",
    "remind_tellers",
    "settle_how",
    "step_back",
    "suggest_openly",
    "take_out",
]
