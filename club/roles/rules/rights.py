"""The rights there are. A decision hands them out through roles; none can be invented."""

from enum import StrEnum


class Right(StrEnum):
    """Something only the holder of a role may do; on screen: a power.

    What every member may do (propose, vote, stand, challenge, read the record, take their own
    data) is no right of this kind and needs none.
    """

    SCHEDULE_EVENT = "event.schedule"
    CANCEL_EVENT = "event.cancel"
    RECORD_ATTENDANCE = "attendance.record"
    BROADCAST = "notify.broadcast"
    INVITE = "member.invite"
    HIDE_CONTENT = "content.hide"
    PAUSE_MEMBER = "member.pause"
    HOLD_KEY = "key.hold"
    RECORD_MONEY = "money.record"
    PUBLISH = "document.publish"


CRITICAL = frozenset(
    {
        Right.CANCEL_EVENT,
        Right.BROADCAST,
        Right.PAUSE_MEMBER,
        Right.HOLD_KEY,
        Right.RECORD_MONEY,
    }
)
"""What needs two holders: acts that take two people, and what the club is stuck without when its
only holder is ill."""

ENOUGH_HOLDERS = 2
