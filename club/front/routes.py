"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import anyone, member
from club.front.views import installed, looks, members, offices, pages, parts, powers, rules
from club.kit.routing import Door, get, post

ROUTES: list[Door] = [
    get("/", pages.home, anyone, name="home"),
    get("/club", pages.club, member, name="club"),
    get("/me", pages.me, member, name="me"),
    get("/help", pages.ask, anyone, name="help"),
    post("/look", looks.choose, anyone, name="look"),
    get("/roles", offices.roles, member, name="roles"),
    get("/roles/{key:key}", offices.role, member, name="role"),
    post("/roles/{key:key}/caretaking", offices.look_on, member, name="role-caretake"),
    get("/roles/{key:key}/notes", offices.notes, member, name="role-notes"),
    post("/roles/{key:key}/notes", offices.write, member, name="role-note-write"),
    post("/roles/{key:key}/notes/reading", offices.have_read, member, name="role-note-read"),
    get("/why/{right:key}", powers.why, member, name="why"),
    get("/charter", rules.charter, member, name="charter"),
    get("/record", rules.record, member, name="record"),
    get("/record/since/{seq:count}", rules.record_since, member, name="record-since"),
    get("/members", members.members, member, name="members"),
    get("/me/name", members.name, member, name="me-name"),
    post("/me/name", members.rename, member, name="me-rename"),
    get("/me/pause", members.rest, member, name="me-rest"),
    post("/me/pause", members.pause, member, name="me-pause"),
    get("/install", installed.install, anyone, name="install"),
    get("/manifest.webmanifest", installed.manifest, installed.everybody, name="manifest"),
    get("/sw.js", installed.worker, installed.everybody, name="worker"),
    get("/offline", installed.offline, installed.everybody, name="offline"),
    get("/offline/saved", installed.saved, installed.everybody, name="offline-saved"),
    get("/-/parts", parts.parts, parts.developers, name="front-parts"),
]
