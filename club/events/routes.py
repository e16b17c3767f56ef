"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import holder, member
from club.events.views import nights, planning, usual
from club.kit.routing import Door, get, post
from club.roles.rules import Right

ROUTES: list[Door] = [
    get("/nights", nights.index, member, name="nights"),
    get("/e/new", planning.new, holder(Right.SCHEDULE_EVENT), name="night-new"),
    post("/e/new", planning.schedule, holder(Right.SCHEDULE_EVENT), name="night-schedule"),
    get("/e/{ref:ref}", nights.night, member, name="night"),
    post("/e/{ref:ref}/rsvp", nights.answer, member, name="night-answer"),
    post("/e/{ref:ref}/helper", nights.door, member, name="night-helper"),
    get("/e/{ref:ref}/edit", planning.edit, holder(Right.SCHEDULE_EVENT), name="night-edit"),
    post("/e/{ref:ref}/edit", planning.change, holder(Right.SCHEDULE_EVENT), name="night-change"),
    post(
        "/e/{ref:ref}/cancellation",
        planning.cancel,
        holder(Right.CANCEL_EVENT),
        name="night-cancel",
    ),
    post("/series/{ref:ref}/ending", planning.end, holder(Right.CANCEL_EVENT), name="series-end"),
    post("/series/{ref:ref}/usual", usual.say, member, name="series-usual"),
]
