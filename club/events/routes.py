"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import holder, member
from club.events.views import nights, planning, trust
from club.kit.routing import Door, get, post
from club.roles.rules import Right

ROUTES: list[Door] = [
    get("/nights", nights.index, member, name="nights"),
    get("/e/new", planning.new, holder(Right.SCHEDULE_EVENT), name="night-new"),
    post("/e/new", planning.schedule, holder(Right.SCHEDULE_EVENT), name="night-schedule"),
    get("/e/{ref:ref}", nights.night, member, name="night"),
    post("/e/{ref:ref}/rsvp", nights.answer, member, name="night-answer"),
    post("/e/{ref:ref}/rsvp/{member:ref}", trust.answer, member, name="night-answer-for"),
    get("/e/{ref:ref}/queue", trust.queue, member, name="night-queue"),
    post("/e/{ref:ref}/queue", trust.move, member, name="night-queue-move"),
    get("/me/proxies", trust.show, member, name="proxies"),
    post("/me/proxies", trust.trust, member, name="proxy-trust"),
    post("/me/proxies/{member:ref}/removal", trust.end, member, name="proxy-end"),
    post("/e/{ref:ref}/offer/passing", nights.pass_on, member, name="night-offer-passing"),
    post("/e/{ref:ref}/helper", nights.helper, member, name="night-helper"),
    get("/e/{ref:ref}/edit", planning.edit, holder(Right.SCHEDULE_EVENT), name="night-edit"),
    post("/e/{ref:ref}/edit", planning.change, holder(Right.SCHEDULE_EVENT), name="night-change"),
    post(
        "/e/{ref:ref}/cancellation",
        planning.cancel,
        holder(Right.CANCEL_EVENT),
        name="night-cancel",
    ),
    post("/series/{ref:ref}/ending", planning.end, holder(Right.CANCEL_EVENT), name="series-end"),
]
