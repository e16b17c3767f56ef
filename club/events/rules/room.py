"""How many may come to a night, and what of that is given away."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """How many may come, and what of that is given away.

    Args:
        places: seats; None means there is room for everybody.
        taken: places given or offered.
        reserve: places kept for newcomers that no newcomer has yet.
    """

    places: int | None = None
    taken: int = 0
    reserve: int = 0

    def free(self, *, newcomer: bool = False) -> int | None:
        """Return how many places one may have; None where there is room for everybody.

        >>> Room(12, 9, 2).free(), Room(12, 9, 2).free(newcomer=True), Room(12, 14).free()
        (1, 3, 0)
        """
        if self.places is None:
            return None
        return max(0, self.places - self.taken - (0 if newcomer else self.reserve))

    def fits(self, needed: int, *, newcomer: bool = False) -> bool:
        """Tell whether so many places can be given now."""
        free = self.free(newcomer=newcomer)
        return free is None or needed <= free

    def less(self, needed: int, *, newcomer: bool) -> "Room":
        """Return the room after so many places are given."""
        reserve = max(0, self.reserve - needed) if newcomer else self.reserve
        return Room(self.places, self.taken + needed, reserve)

    @property
    def over(self) -> int:
        """How many more have a place than there are: a smaller room takes none away."""
        return 0 if self.places is None else max(0, self.taken - self.places)


def takes(party: int, *, hosts: bool) -> int:
    """Return how many places of the room a party takes: whoever hosts the night takes none."""
    return party - 1 if hosts else party


def fitting(party: int, free: int, *, fewer: bool) -> int:
    """Return how many of a party can come: all, fewer if they said so, or none."""
    if party <= free:
        return party
    return free if fewer else 0
