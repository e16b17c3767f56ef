"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import anyone, founding, member, visitor
from club.journeys.views import founders, joining, leaving, signing_out
from club.journeys.views import founding as begin
from club.kit.routing import Door, get, post

# These bodies hold a passphrase, and a key's memory would keep a fast hash of it.
ONCE_ANYWAY = "its link works once"

AGAIN = "until somebody has signed it may be written anew"

ROUTES: list[Door] = [
    get("/found/{token}", begin.link, founding, name="founding-link"),
    post("/found/{token}", begin.begin, founding, name="founding-begin", repeatable=AGAIN),
    post("/found/{token}/afresh", begin.start_afresh, founding, name="founding-afresh"),
    get("/founding", founders.hall, founding, name="founding"),
    get("/founding/role", founders.roles, founding, name="founding-roles"),
    post("/founding/role", founders.choose_role, founding, name="founding-role"),
    post("/founding/club", begin.found, founding, name="founding-club"),
    post("/founding/places/new", founders.offer_place, founding, name="founding-place-make"),
    get("/founding/{place}", founders.place, founding, name="founding-place"),
    post(
        "/founding/{place}", founders.sign, founding, name="founding-sign", repeatable=ONCE_ANYWAY
    ),
    get("/join/{token}", joining.page, visitor, name="join"),
    post("/join/{token}", joining.join, visitor, name="join-act", repeatable=ONCE_ANYWAY),
    post("/sign-out", signing_out.sign_out, anyone, name="sign-out", repeatable="out is out"),
    get("/signed-out", signing_out.signed_out, anyone, name="signed-out"),
    get("/me/leaving", leaving.page, member, name="leaving"),
    post("/me/leaving", leaving.leave, member, name="leave", repeatable="left is left"),
]
