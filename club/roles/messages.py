"""Powers in plain words."""

from club.kit.words import gettext as _
from club.roles.rules import Right


def power(right: Right) -> str:
    """Say what a right lets its holder do."""
    words = {
        Right.SCHEDULE_EVENT: _("Plan a night"),
        Right.CANCEL_EVENT: _("Call a night off"),
        Right.RECORD_ATTENDANCE: _("Write down how many came, never who"),
        Right.BROADCAST: _("Send a word to all members"),
        Right.INVITE: _("Invite somebody to join"),
        Right.HIDE_CONTENT: _("Hide a text for three days, until others have looked"),
        Right.PAUSE_MEMBER: _("In danger, ask a member to stay away for a week, never alone"),
        Right.HOLD_KEY: _("Keep a key, and help a member back in, never alone"),
        Right.RECORD_MONEY: _("Write down money that came in or went out"),
        Right.PUBLISH: _("Put out the papers and minutes of the club"),
    }
    return words[right]
