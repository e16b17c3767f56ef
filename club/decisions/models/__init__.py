"""Tables of the room: decisions with texts and talk, rolls, ballots, results; meetings."""

from club.decisions.models.ballots import (
    BallotChange,
    OpenBallot,
    Reason,
    RollEntry,
    SecretBallot,
)
from club.decisions.models.challenges import Challenger, PanelLot, PanelSeat, ResultChallenge
from club.decisions.models.decision import Decision
from club.decisions.models.meetings import AgendaPoint, Meeting, MeetingCaller
from club.decisions.models.minutes import Correction, Minutes
from club.decisions.models.paper import PaperEntry, PaperVote, Teller, TellerLot
from club.decisions.models.reopenings import Reopening, ReopeningAsk
from club.decisions.models.results import (
    CountText,
    DecisionEffect,
    LastNumber,
    Lot,
    Result,
    View,
)
from club.decisions.models.reviews import Review
from club.decisions.models.subjects import Subject
from club.decisions.models.texts import Alternative, Comment, Support, TextVersion

__all__ = [
    "AgendaPoint",
    "Alternative",
    "BallotChange",
    "Challenger",
    "Comment",
    "Correction",
    "CountText",
    "Decision",
    "DecisionEffect",
    "LastNumber",
    "Lot",
    "Meeting",
    "MeetingCaller",
    "Minutes",
    "OpenBallot",
    "PanelLot",
    "PanelSeat",
    "PaperEntry",
    "PaperVote",
    "Reason",
    "Reopening",
    "ReopeningAsk",
    "Result",
    "ResultChallenge",
    "Review",
    "RollEntry",
    "SecretBallot",
    "Subject",
    "Support",
    "Teller",
    "TellerLot",
    "TextVersion",
    "View",
]
