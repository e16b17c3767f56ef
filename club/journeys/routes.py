"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import anyone, founding, member, visitor
from club.journeys.views import (
    blocking,
    elections,
    founders,
    joining,
    leaving,
    meetings,
    offices,
    signing_out,
)
from club.journeys.views import founding as begin
from club.kit.routing import Door, get, post

# What these answer with is a secret: it is kept nowhere, so it cannot be given a second time.
COOKIE = "it hands over a cookie that is kept nowhere, and its link works once"
UNTOLD = "it leads to a secret address that is kept nowhere; begun twice, the later one counts"
# A browser that was cut off has to be able to ask again, signed in or not.
CLEARS = "out is out, and every answer tells the browser to forget"

ROUTES: list[Door] = [
    get("/found/{token}", begin.link, founding, name="founding-link"),
    post("/found/{token}", begin.begin, founding, name="founding-begin", repeatable=UNTOLD),
    post("/found/{token}/afresh", begin.start_afresh, founding, name="founding-afresh"),
    get("/founding", founders.hall, founding, name="founding"),
    get("/founding/role", founders.roles, founding, name="founding-roles"),
    post("/founding/role", founders.choose_role, founding, name="founding-role"),
    post("/founding/club", begin.found, founding, name="founding-club"),
    post("/founding/places", founders.offer_place, founding, name="founding-place-make"),
    get("/founding/{place}", founders.place, founding, name="founding-place"),
    post("/founding/{place}", founders.sign, founding, name="founding-sign", repeatable=COOKIE),
    get("/join/{token}", joining.page, visitor, name="join"),
    post("/join/{token}", joining.join, visitor, name="join-act", repeatable=COOKIE),
    post("/sign-out", signing_out.sign_out, anyone, name="sign-out", repeatable=CLEARS),
    get("/signed-out", signing_out.signed_out, anyone, name="signed-out"),
    get("/me/blocks", blocking.show, member, name="blocks"),
    post("/me/blocks", blocking.block, member, name="block"),
    post("/me/blocks/{member:ref}/removal", blocking.unblock, member, name="unblock"),
    get("/meetings/yearly", meetings.yearly, member, name="meeting-yearly"),
    post("/meetings/yearly", meetings.call_yearly, member, name="meeting-yearly-call"),
    post("/meetings/{ref:ref}/day", meetings.set_day, member, name="meeting-day"),
    post(
        "/meetings/{ref:ref}/count-confirmation",
        meetings.count,
        member,
        name="meeting-count-confirmation",
    ),
    get("/me/leaving", leaving.page, member, name="leaving"),
    post("/me/leaving", leaving.leave, member, name="leave"),
    post("/roles/{key:key}/stepping-back", offices.step_back, member, name="role-step-back"),
    get("/roles/{key:key}/election", elections.page, member, name="role-election"),
    post("/roles/{key:key}/election/candidacy", elections.stand, member, name="role-stand"),
    post("/roles/{key:key}/election/names", elections.name, member, name="role-name"),
    post(
        "/roles/{key:key}/election/withdrawal", elections.step_down, member, name="role-step-down"
    ),
    get("/roles/{key:key}/leave", offices.leave, member, name="role-leave"),
    post("/roles/{key:key}/leave", offices.ask, member, name="role-leave-ask"),
    post("/roles/{key:key}/leave/withdrawal", offices.withdraw, member, name="role-leave-withdraw"),
    post("/roles/{key:key}/leave/answer", offices.answer, member, name="role-leave-answer"),
    post("/roles/{key:key}/leave/return", offices.come_back, member, name="role-leave-return"),
]
