"""The acts of the room: drafting, putting on notice, voting, closing, founding.

Nothing here opens, closes, extends or changes a decision for anybody: from notice on the clock
moves it, and each of these acts asks only whether it is time.
"""

from club.decisions.service.amending import adopt, suggest, take_back
from club.decisions.service.challenging import Said, challenge
from club.decisions.service.closing import Closed, announce, close, remind
from club.decisions.service.drafting import agree, propose, reword, say, support, withdraw
from club.decisions.service.electing import Names, hold_election, stand_down
from club.decisions.service.force import come_into_force, settle
from club.decisions.service.founding import record_founding
from club.decisions.service.judging import decline, judge, look_after
from club.decisions.service.looking import look_again
from club.decisions.service.notice import put_on_notice
from club.decisions.service.reopening import ask_back, bring_back
from club.decisions.service.secrecy import ask_for_secret
from club.decisions.service.secret import cast_secret, change_secret
from club.decisions.service.subjects import reply
from club.decisions.service.urn import sweep
from club.decisions.service.views import add_view
from club.decisions.service.voting import cast, step_aside, strike

__all__ = [
    "Closed",
    "Names",
    "Said",
    "add_view",
    "adopt",
    "agree",
    "announce",
    "ask_back",
    "ask_for_secret",
    "bring_back",
    "cast",
    "cast_secret",
    "challenge",
    "change_secret",
    "close",
    "come_into_force",
    "decline",
    "hold_election",
    "judge",
    "look_after",
    "look_again",
    "propose",
    "put_on_notice",
    "record_founding",
    "remind",
    "reply",
    "reword",
    "say",
    "settle",
    "stand_down",
    "step_aside",
    "strike",
    "suggest",
    "support",
    "sweep",
    "take_back",
    "withdraw",
]
