"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import holder, member
from club.events import views
from club.kit.routing import Door, get, post
from club.roles.rules import Right

ROUTES: list[Door] = [
    get("/nights", views.index, member, name="nights"),
    get("/e/new", views.new, holder(Right.SCHEDULE_EVENT), name="night-new"),
    post("/e/new", views.schedule, holder(Right.SCHEDULE_EVENT), name="night-schedule"),
    get("/e/{ref:ref}", views.night, member, name="night"),
    post("/e/{ref:ref}/rsvp", views.answer, member, name="night-answer"),
    post("/e/{ref:ref}/helper", views.door, member, name="night-helper"),
    get("/e/{ref:ref}/edit", views.edit, holder(Right.SCHEDULE_EVENT), name="night-edit"),
    post("/e/{ref:ref}/edit", views.change, holder(Right.SCHEDULE_EVENT), name="night-change"),
    post(
        "/e/{ref:ref}/cancellation", views.cancel, holder(Right.CANCEL_EVENT), name="night-cancel"
    ),
    post("/series/{ref:ref}/ending", views.end, holder(Right.CANCEL_EVENT), name="series-end"),
]
