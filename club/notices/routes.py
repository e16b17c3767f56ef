"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import holder, member
from club.kit.routing import Door, get, post
from club.notices.views import inbox, push, telling, wishes
from club.roles.rules import Right

_SAME_TWICE = "a browser subscribed twice is one row"

ROUTES: list[Door] = [
    get("/messages", inbox.inbox, member, name="messages"),
    post("/messages/seen", inbox.seen, member, name="messages-seen"),
    get("/messages/all", inbox.words, member, name="messages-all"),
    get("/messages/new", telling.write, holder(Right.BROADCAST), name="messages-new"),
    post("/messages", telling.send, holder(Right.BROADCAST), name="messages-send"),
    get("/n/{ref:ref}", inbox.follow, member, name="message"),
    get("/me/notices", wishes.show, member, name="me-notices"),
    post("/me/notices", wishes.choose, member, name="me-notices-choose"),
    post("/me/notices/devices/{ref:ref}", wishes.allow, member, name="me-device"),
    post("/me/notices/devices/{ref:ref}/removal", wishes.forget, member, name="me-device-removal"),
    post("/me/notices/devices/{ref:ref}/trial", push.try_out, member, name="me-device-trial"),
    get("/push/key", push.key, member, name="push-key"),
    post("/push", push.subscribe, member, name="push-subscribe", repeatable=_SAME_TWICE),
    post(
        "/push/removal", push.unsubscribe, member, name="push-unsubscribe", repeatable=_SAME_TWICE
    ),
]
