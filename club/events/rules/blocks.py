"""Which numbers of a night a member reads where somebody is hidden from them.

Two members who do not want to meet here do not see each other. A name is left out; a number can
tell as much: where one person comes, "1 person is coming" is a name. So a small number is told
without whoever is hidden. A larger one stays true, because a room that looks emptier than it is
helps nobody find a place or the way out.

The rule: count without those who are hidden. If that is 3 or less, it is what the reader is told;
else the true number. Then, as long as it is small, a page is the same to the letter whether the
hidden one comes or not. Coming, the places of the room and what is kept for newcomers are told
together, by the number of those who come, so that no sum on the page gives the rest away.

What is a member's own is never bent: their seat, their number in the queue, their offer. Whoever
waits reads of no free place that would fit them, and no fewer who wait than their own number says:
a page that contradicts itself tells on the hidden one. That somebody has the place for which they
wait, they know anyway.
"""

from dataclasses import dataclass

from club.events.rules.room import Room

SMALL = 3
"""Up to here a number of people is as good as their names."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a night says in numbers.

    Args:
        room: the places, as far as the reader may have them.
        coming: people with a place.
        maybe: people who may come.
        waiting: answers that wait for a place.
        kept: places that are kept for newcomers.
        shown: whether the reader is told these; else there is nothing in them but room, or none.
    """

    room: Room
    coming: int = 0
    maybe: int = 0
    waiting: int = 0
    kept: int = 0
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Mine:
    """What the reader waits for.

    Args:
        number: their own number in the queue; 0 for none.
        needed: how many places they would take at once; 0 for one who does not wait.
        newcomer: they have not been to a night before.
    """

    number: int = 0
    needed: int = 0
    newcomer: bool = False


def told(true: int, without: int) -> int:
    """Return the number that is told of people, given it without those who are hidden.

    >>> told(4, 3), told(5, 4), told(0, 0)
    (3, 5, 0)
    """
    return without if without <= SMALL else true


def seen(true: Numbers, without: Numbers, mine: Mine) -> Numbers:
    """Return the numbers that a reader is told.

    Args:
        true: as they are.
        without: as they would be without those who are hidden from the reader.
        mine: what the reader waits for.

    >>> seen(Numbers(Room(), coming=2), Numbers(Room(), coming=1), Mine()).coming
    1
    """
    few = without.coming <= SMALL and not _gives_away(true.room, without.room, mine)
    shown = without if few else true
    return Numbers(
        coming=shown.coming,
        maybe=told(true.maybe, without.maybe),
        waiting=max(told(true.waiting, without.waiting), mine.number),
        kept=shown.kept,
        room=shown.room,
    )


def hushed(numbers: Numbers) -> Numbers:
    """Return what is left of a night's numbers where members do not read how many come.

    How many places there are is known, so any number of free or kept ones, of those who wait or of
    those who have a place too many would give away how many come.

    >>> full, free = hushed(Numbers(Room(9, 12), 12, waiting=4)), hushed(Numbers(Room(9, 2), 2))
    >>> full.room.free(), free.room.free(), full.coming, full.waiting, full.room.over
    (0, 1, 0, 0, 0)
    """
    places = numbers.room.places
    taken = 0 if places is None else places - min(1, numbers.room.free() or 0)
    return Numbers(Room(places, taken), shown=False)


def _gives_away(true: Room, without: Room, mine: Mine) -> bool:
    """Tell whether one who waits would read that there is room for them."""
    if not mine.needed:
        return False
    fits = without.fits(mine.needed, newcomer=mine.newcomer)
    return fits and not true.fits(mine.needed, newcomer=mine.newcomer)
