"""Doors of the room: method, path, view, guard, name."""

from club.access.guards import anyone, holder, member, proven, visitor
from club.access.views import inviting, keys, sessions, signing_in
from club.kit.routing import Door, get, post
from club.roles.rules import Right

# The answer to the first could not be given again: the house keeps no token, only its digest.
COOKIE = "it hands over a cookie that is kept nowhere; done twice, the later one counts"
QUESTION = "it gives a new question every time, and each is good for one answer"

ROUTES: list[Door] = [
    get("/sign-in", signing_in.page, anyone, name="sign-in"),
    post("/sign-in", signing_in.sign_in, visitor, name="session-open", repeatable=COOKIE),
    post(
        "/sign-in/passkey/challenge", signing_in.challenge, anyone,
        name="sign-in-challenge", repeatable=QUESTION,
    ),
    post(
        "/sign-in/passkey", signing_in.sign_in_by_passkey, visitor,
        name="session-open-by-passkey", repeatable=COOKIE,
    ),
    post("/sign-in/proof", signing_in.prove, member, name="session-proof", repeatable=COOKIE),
    post(
        "/sign-in/proof/passkey", signing_in.prove_by_passkey, member,
        name="session-proof-by-passkey", repeatable=COOKIE,
    ),
    get("/me/sessions", sessions.page, member, name="sessions"),
    post("/me/sessions/ending", sessions.end_others, member, name="sessions-end-others"),
    post("/me/sessions/{ref:ref}/ending", sessions.end, member, name="session-end"),
    get("/me/keys", keys.page, member, name="keys"),
    post("/me/keys/passphrase", keys.change_passphrase, proven, name="passphrase-change"),
    post(
        "/me/keys/passkeys/challenge", keys.challenge, proven,
        name="passkey-challenge", repeatable=QUESTION,
    ),
    post("/me/keys/passkeys", keys.add_passkey, proven, name="passkey-add"),
    post("/me/keys/passkeys/{ref:ref}/removal", keys.remove_passkey, proven, name="passkey-remove"),
    get("/me/invitations", inviting.page, member, name="invitations"),
    post("/me/invitations/new", inviting.invite, holder(Right.INVITE), name="invitation-make"),
    post(
        "/me/invitations/{ref:ref}/withdrawal", inviting.withdraw, member,
        name="invitation-withdraw",
    ),
]  # fmt: skip
