"""Powers, and why a role cannot be given, in plain words."""

from club.kit.words import gettext as _
from club.roles.rules import No, Right


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


def refusal(no: No) -> str:
    """Say why somebody cannot be given a role; nothing in it is about how they are."""
    words = {
        No.BACKWARDS: _("A role has to end after it starts."),
        No.TOO_LONG: _("This is longer than the club gives any role for."),
        No.TAKEN: _("All places in this role are taken for that time."),
        No.HOLDS_IT: _("They hold this role already for that time."),
        No.TOO_MANY_ROLES: _("They carry as many roles as anybody should."),
        No.CLASH: _("They hold a role that does not go with this one."),
        No.TOO_OFTEN: _("They have held this often in a row. It is another's turn."),
        No.TOO_NEW: _("For this role, somebody has to belong a little longer first."),
    }
    return words[no]
