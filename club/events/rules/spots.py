"""The door of a place as a point on a map, and the ways to open it there."""

import re
from dataclasses import dataclass

SPOT_LENGTH = 24
_TWO = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d{1,12})?)\s*[,; ]\s*([+-]?\d{1,3}(?:\.\d{1,12})?)\s*")
_NORTH, _EAST = 90, 180


@dataclass(frozen=True, slots=True)
class MapLinks:
    """Where a spot opens.

    Args:
        app: in the phone's own map, which asks nobody on our behalf.
        site: on a public map site, which sees who asks; so it is a link that must be tapped.
    """

    app: str
    site: str


def spot(words: str) -> str | None:
    """Return two numbers from a map as they are kept; None if that is not what these are.

    >>> spot("53.3478, -6.2597"), spot("O'Connell Street"), spot("91, 0")
    ('53.34780,-6.25970', None, None)
    """
    found = _TWO.fullmatch(words) if words.isascii() else None
    if found is None:
        return None
    north, east = float(found[1]), float(found[2])
    if abs(north) > _NORTH or abs(east) > _EAST:
        return None
    return f"{north:.5f},{east:.5f}"


def links(kept: str) -> MapLinks | None:
    """Return where a spot opens; None if there is none.

    >>> links("53.34780,-6.25970").app
    'geo:53.34780,-6.25970?z=18'
    """
    if not kept:
        return None
    north, east = kept.split(",")
    there = f"https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=18/{north}/{east}"
    return MapLinks(f"geo:{kept}?z=18", there)
