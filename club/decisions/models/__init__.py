"""Tables of the room: decisions with their texts and talk, rolls, ballots, results, effects."""

from club.decisions.models.ballots import (
    BallotChange,
    OpenBallot,
    Reason,
    RollEntry,
    SecretBallot,
)
from club.decisions.models.challenges import Challenger, PanelLot, PanelSeat, ResultChallenge
from club.decisions.models.decision import Decision
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
    "Alternative",
    "BallotChange",
    "Challenger",
    "Comment",
    "CountText",
    "Decision",
    "DecisionEffect",
    "LastNumber",
    "Lot",
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
