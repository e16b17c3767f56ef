"""What the club says about a place before anybody sets out, and who sees who comes."""

from enum import StrEnum

from club.events.rules.seats import Seat

MOST_PLACES = 1000


class Fact(StrEnum):
    """What a person may need to know about a room before leaving home."""

    STEPS = "steps"
    TOILET = "toilet"
    QUIET = "quiet"
    LIGHT = "light"
    NOISE = "noise"
    TRAVEL = "travel"


class NamesShown(StrEnum):
    """Who may see the names of those who come and chose to be named."""

    MEMBERS = "members"
    COMING = "coming"
    HOSTS = "hosts"
    NOBODY = "nobody"


class Listed(StrEnum):
    """To whom the calendar shows a night."""

    MEMBERS = "members"
    INVITED = "invited"
    PUBLIC = "public"


class PlaceShown(StrEnum):
    """Who may read where a night is."""

    MEMBERS = "members"
    COMING = "coming"
    PUBLIC = "public"


class Part(StrEnum):
    """What a member does for a night."""

    HOST = "host"
    DOOR = "door"


def sees_names(shown: NamesShown, seat: Seat | None, *, helps: bool) -> bool:
    """Tell whether a member may see who comes to a night.

    Args:
        shown: what the night says about names.
        seat: the member's own standing; None if they have not answered.
        helps: whether the member hosts the night or stands at its door.

    >>> sees_names(NamesShown.COMING, Seat.SEATED, helps=False)
    True
    >>> sees_names(NamesShown.COMING, Seat.AWAY, helps=False)
    False
    """
    if shown is NamesShown.NOBODY:
        return False
    if helps or shown is NamesShown.MEMBERS:
        return True
    return shown is NamesShown.COMING and seat in {Seat.SEATED, Seat.OFFERED, Seat.WAITING}


def sees_place(shown: PlaceShown, seat: Seat | None, *, helps: bool) -> bool:
    """Tell whether a member may read where a night is.

    Args:
        shown: what the night says about its place.
        seat: the member's own standing; None if they have not answered.
        helps: whether the member hosts the night or stands at its door.

    >>> sees_place(PlaceShown.COMING, Seat.WAITING, helps=False)
    False
    >>> sees_place(PlaceShown.MEMBERS, None, helps=False)
    True
    """
    return shown is not PlaceShown.COMING or helps or seat is Seat.SEATED
