"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import holder, member
from club.events.views import nights, places, planning, slots, talk, words
from club.kit.pictures.uploads import ROOM
from club.kit.routing import Door, get, post, upload
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
    get("/e/{ref:ref}/slots", slots.index, member, name="night-needs"),
    post("/e/{ref:ref}/slots", slots.need, member, name="night-need"),
    post("/e/{ref:ref}/slots/copy", slots.same_again, member, name="night-needs-copy"),
    post("/e/{ref:ref}/slot/{slot:ref}", slots.take, member, name="night-take"),
    post("/e/{ref:ref}/slot/{slot:ref}/removal", slots.take_off, member, name="night-slot-removal"),
    get("/e/{ref:ref}/lift", slots.lift, member, name="night-lift"),
    post("/e/{ref:ref}/lift", slots.offer_lift, member, name="night-lift-offer"),
    get("/e/{ref:ref}/comments", talk.earlier, member, name="night-comments"),
    post("/e/{ref:ref}/comment", talk.comment, member, name="night-comment"),
    post("/comments/{ref:ref}/removal", talk.take_back, member, name="comment-removal"),
    post("/comments/{ref:ref}/hiding", talk.hide, holder(Right.HIDE_CONTENT), name="comment-hide"),
    get("/comments/{ref:ref}/report", talk.ask_about_comment, member, name="comment-ask"),
    post("/comments/{ref:ref}/report", talk.report_comment, member, name="comment-report"),
    get("/e/{ref:ref}/report", talk.ask_about_night, member, name="night-ask"),
    post("/e/{ref:ref}/report", talk.report_night, member, name="night-report"),
    get("/e/reports", talk.to_look_at, holder(Right.HIDE_CONTENT), name="reports"),
    post(
        "/e/reports/{ref:ref}/closing",
        talk.close,
        holder(Right.HIDE_CONTENT),
        name="report-close",
    ),
    get("/e/{ref:ref}/message", words.write, member, name="night-word"),
    post("/e/{ref:ref}/message", words.send, member, name="night-word-send"),
    get("/places", places.index, member, name="places"),
    get("/places/{ref:ref}", places.place, member, name="place"),
    get("/places/{ref:ref}/edit", places.edit, holder(Right.SCHEDULE_EVENT), name="place-edit"),
    post(
        "/places/{ref:ref}/edit", places.change, holder(Right.SCHEDULE_EVENT), name="place-change"
    ),
    upload(
        "/places/{ref:ref}/photo",
        places.hang,
        holder(Right.SCHEDULE_EVENT),
        name="place-photo",
        most_bytes=ROOM,
    ),
    post("/places/{ref:ref}/photo/removal", places.take_down, member, name="place-photo-removal"),
    get("/pictures/{ref:ref}", places.picture, member, name="picture"),
    get("/pictures/{ref:ref}/small", places.small_picture, member, name="picture-small"),
    post("/series/{ref:ref}/ending", planning.end, holder(Right.CANCEL_EVENT), name="series-end"),
]
