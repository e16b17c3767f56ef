"""Who may see a telling, and the words in which its teller agreed to that (people.md 4, O4-O6)."""

from enum import IntEnum

from club.kit.words import gettext as _


class Level(IntEnum):
    """Who may see a telling; the levels between and above come with rooms to show it in."""

    ME = 1
    MEMBERS = 3


def may_see(level: Level, teller_id: int, viewer_id: int) -> bool:
    """Tell whether a member may see a telling.

    >>> may_see(Level.ME, 7, 7), may_see(Level.ME, 7, 8), may_see(Level.MEMBERS, 7, 8)
    (True, False, True)
    """
    return teller_id == viewer_id or level >= Level.MEMBERS


def wording(level: Level) -> str:
    """Return the sentence a teller agrees to; it is kept with the consent, word for word.

    >>> wording(Level.ME)
    'Only I see this.'
    """
    if level is Level.ME:
        return _("Only I see this.")
    return _("All members may see this, with my name. I can take it back at any time.")
