"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import anyone, member
from club.front.views import looks, pages, parts
from club.kit.routing import Door, get, post

ROUTES: list[Door] = [
    get("/", pages.home, anyone, name="home"),
    get("/club", pages.club, member, name="club"),
    get("/me", pages.me, member, name="me"),
    get("/help", pages.ask, anyone, name="help"),
    post("/look", looks.choose, anyone, name="look"),
    get("/-/parts", parts.parts, parts.developers, name="front-parts"),
]
