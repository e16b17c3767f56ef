"""Doors of the room: method, path, view, guard, name."""

from club.front.views import parts
from club.kit.routing import Door, get

ROUTES: list[Door] = [
    get("/-/parts", parts.parts, parts.developers, name="front-parts"),
]
