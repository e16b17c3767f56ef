"""Doors of the room: method, path, view, guard, name. Any member may pass each of them."""

from club.access.guards import member
from club.kit.routing import Door, get, post
from club.stories import views

ROUTES: list[Door] = [
    get("/shelf", views.shelf, member, name="shelf"),
    get("/shelf/new", views.new, member, name="shelf-new"),
    post("/shelf/new", views.put, member, name="shelf-put"),
    get("/shelf/{ref:ref}", views.show, member, name="shelf-object"),
    post("/shelf/{ref:ref}/tellings", views.tell, member, name="telling-tell"),
    post("/tellings/{ref:ref}/level", views.show_to, member, name="telling-level"),
]
