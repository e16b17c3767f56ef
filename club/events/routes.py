"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import anyone, holder, member
from club.events.views import calendars, drafts, files, months, nights, planning, public, trust
from club.kit.routing import Door, Upload, get, post
from club.roles.rules import Right

ROUTES: list[Door] = [
    get("/nights", nights.index, member, name="nights"),
    get("/nights/month", months.this_month, member, name="month-now"),
    get("/nights/month/{month:month}", months.month, member, name="month"),
    get("/e/new", planning.new, holder(Right.SCHEDULE_EVENT), name="night-new"),
    post("/e/new", planning.schedule, holder(Right.SCHEDULE_EVENT), name="night-schedule"),
    get("/e/import", drafts.page, holder(Right.SCHEDULE_EVENT), name="drafts"),
    Upload(
        "/e/import",
        drafts.bring_in,
        holder(Right.SCHEDULE_EVENT),
        name="drafts-bring",
        most_bytes=drafts.MOST_BYTES,
    ),
    get("/e/drafts/{ref:ref}", drafts.draft, holder(Right.SCHEDULE_EVENT), name="draft"),
    post("/e/drafts/{ref:ref}", drafts.open_night, holder(Right.SCHEDULE_EVENT), name="draft-open"),
    post(
        "/e/drafts/{ref:ref}/removal",
        drafts.remove,
        holder(Right.SCHEDULE_EVENT),
        name="draft-remove",
    ),
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
    get("/me/calendar", calendars.page, member, name="calendars"),
    post("/me/calendar/new", calendars.connect, member, name="calendar-connect"),
    post("/me/calendar/{ref:ref}/ending", calendars.disconnect, member, name="calendar-disconnect"),
    get("/me/calendar/answers.ics", files.answers, member, name="answers-file"),
    get("/me/calendar/answers.json", files.answers_as_data, member, name="answers-data"),
    get("/e/{ref:ref}.ics", files.night, anyone, name="night-file"),
    get("/events", public.page, anyone, name="public-nights"),
    get("/events.ics", public.feed, anyone, name="public-nights-file"),
    get("/events.json", public.listing, anyone, name="public-nights-data"),
    get("/cal/{token}.ics", calendars.feed, anyone, name="calendar-feed"),
]
