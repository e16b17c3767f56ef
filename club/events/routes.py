"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import anyone, holder, member
from club.events.guards import at_door, welcomes
from club.events.views import (
    checking,
    door,
    evenings,
    meeting,
    nights,
    planning,
    presence,
    welcoming,
)
from club.kit.routing import Door, get, post
from club.roles.rules import Right

LINK = "its own link is drawn with the page, and asks once however often it is sent"

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
    get("/e/{ref:ref}/here", presence.page, anyone, name="night-here"),
    post("/e/{ref:ref}/here", presence.come, anyone, name="night-come"),
    post("/e/{ref:ref}/here/new", door.count, at_door, name="night-count"),
    post("/e/{ref:ref}/here/{who:ref}", door.tick, at_door, name="night-tick"),
    get("/e/{ref:ref}/poster", door.poster, member, name="night-poster"),
    get("/e/{ref:ref}/door", door.page, at_door, name="night-door"),
    get("/me/evenings", evenings.page, member, name="me-evenings"),
    post("/me/evenings/diary", evenings.choose_diary, member, name="me-diary"),
    post("/me/evenings/tick", evenings.choose_tick, member, name="me-tick"),
    post("/me/evenings/removal", evenings.tear_out_all, member, name="me-evenings-removal"),
    post("/me/evenings/{ref:ref}/removal", evenings.tear_out, member, name="me-evening-removal"),
    get("/me/check", checking.page, member, name="me-check"),
    post("/me/check", checking.begin, member, name="me-check-begin"),
    post("/me/check/removal", checking.stop, member, name="me-check-removal"),
    post("/me/check/{ref:ref}/answer", checking.answer, member, name="me-check-answer"),
    get("/club/months", evenings.months, member, name="months"),
    get("/welcome/meet", meeting.page, anyone, name="meet"),
    post("/welcome/meet", meeting.ask, anyone, name="meet-ask", repeatable=LINK),
    get("/welcome/meet/{token}", meeting.asked, anyone, name="meet-asked"),
    post("/welcome/meet/{token}/night", meeting.move, anyone, name="meet-move"),
    post("/welcome/meet/{token}/another", meeting.another, anyone, name="meet-another"),
    post("/welcome/meet/{token}/removal", meeting.take_back, anyone, name="meet-removal"),
    get("/e/{ref:ref}/meet", welcoming.page, welcomes, name="night-meet"),
    post("/e/{ref:ref}/meet/{who:ref}", welcoming.take, welcomes, name="night-meet-take"),
    post(
        "/e/{ref:ref}/meet/{who:ref}/giving-back",
        welcoming.give_back,
        welcomes,
        name="night-meet-give-back",
    ),
    post("/series/{ref:ref}/ending", planning.end, holder(Right.CANCEL_EVENT), name="series-end"),
]
