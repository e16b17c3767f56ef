"""Doors of the room: method, path, view, guard, name. Any member may pass each of them.

Whoever holds the slip of a secret ballot may change it, signed in or not: asking who they are
would join a name to it.
"""

from club.access.guards import anyone, member
from club.decisions import views
from club.kit.routing import Door, get, post

_SLIP = "the slip is drawn with the page; a stored key would stand beside the voter's name"

ROUTES: list[Door] = [
    get("/decisions", views.index, member, name="decisions"),
    post("/decisions", views.propose, member, name="decision-propose"),
    get("/decisions/new", views.new, member, name="decision-new"),
    get("/decisions/{ref:ref}", views.show, member, name="decision"),
    get("/decisions/{ref:ref}/text", views.edit, member, name="decision-edit"),
    post("/decisions/{ref:ref}/text", views.reword, member, name="decision-text"),
    post("/decisions/{ref:ref}/agreement", views.agree, member, name="decision-agreement"),
    post("/decisions/{ref:ref}/support", views.support, member, name="decision-support"),
    post("/decisions/{ref:ref}/notice", views.notice, member, name="decision-notice"),
    post("/decisions/{ref:ref}/withdrawal", views.withdraw, member, name="decision-withdrawal"),
    post("/decisions/{ref:ref}/talk", views.say, member, name="decision-talk"),
    post("/decisions/{ref:ref}/ballot", views.cast, member, name="decision-ballot"),
    post(
        "/decisions/{ref:ref}/secret-ballot",
        views.cast_secret,
        member,
        name="decision-secret-ballot",
        repeatable=_SLIP,
    ),
    get(
        "/decisions/{ref:ref}/secret-ballot/change", views.change_page, anyone, name="decision-slip"
    ),
    post(
        "/decisions/{ref:ref}/secret-ballot/change",
        views.change_secret,
        anyone,
        name="decision-secret-change",
        repeatable=_SLIP,
    ),
    post(
        "/decisions/{ref:ref}/check",
        views.check,
        member,
        name="decision-check",
        repeatable="it only reads; sent as a form so that no address holds a slip",
    ),
    get("/decisions/{ref:ref}/ballots", views.ballots, member, name="decision-ballots"),
    post("/decisions/{ref:ref}/recusal", views.step_aside, member, name="decision-recusal"),
]
