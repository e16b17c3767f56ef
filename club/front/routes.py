"""Doors of the room: method, path, view, guard, name."""

from club.kit.routing import Door

ROUTES: list[Door] = []
