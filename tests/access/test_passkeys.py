"""Passkeys: made on a phone, answered once, taken away."""

import asyncio
import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from club.access.models import Challenge, Passkey, Session, Tries
from club.access.service import challenges, passkeys, sessions, tries
from club.access.service.challenges import Site
from club.access.service.sessions import Browser
from club.kit.clock import now
from club.kit.errors import Invalid, TooLate, TooMany
from club.members.models import Member
from tests.access.authenticator import Phone
from tests.access.people import with_passphrase
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client

SITE = Site("localhost", "http://localhost:8000", "Thursday")
_CHALLENGE_OF_3 = "eyJ0eXBlIjoxLCJjaGFsbGVuZ2UiOjMsIm9yaWdpbiI6bnVsbH0"
BROWSER = Browser("a phone", shared=False)


async def session_of(member: Member) -> Session:
    await sessions.open_session(member.id, BROWSER, now=now())
    return (
        await Session.filter(member_id=member.id).order_by("-id").first().select_related("member")
    )  # type: ignore[return-value]


async def with_passkey(member: Member, phone: Phone) -> Member:
    await with_passphrase(member, f"{member.name} the private".casefold())
    session = await session_of(member)
    options = await passkeys.ask_to_add(member, SITE, now=now())
    await passkeys.add(session, phone.make(options), SITE, "Chrome, Android", now=now())
    return member


async def test_a_phone_signs_its_member_in_without_a_name(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    options = await passkeys.ask_to_sign_in(SITE, now=now())
    assert (
        "allowCredentials" not in json.loads(options) or not json.loads(options)["allowCredentials"]
    )
    opened = await passkeys.sign_in(phone.sign(options), SITE, BROWSER, now=now())
    assert opened.token
    assert (await Passkey.get(member_id=cast.ada.id)).sign_count == 1


async def test_the_phone_is_told_the_neutral_name_only(cast: Cast) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    asked = json.loads(await passkeys.ask_to_add(cast.ada, SITE, now=now()))
    assert asked["rp"] == {"id": "localhost", "name": "Thursday"}
    assert asked["user"]["name"] == "blue kettle"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"


async def test_an_answer_opens_once(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    answer = phone.sign(await passkeys.ask_to_sign_in(SITE, now=now()))
    tried = await asyncio.gather(
        *(passkeys.sign_in(answer, SITE, BROWSER, now=now()) for _each in range(5)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, sessions.Opened) for each in tried) == 1
    assert sum(isinstance(each, TooLate) for each in tried) == 4


async def test_an_answer_that_took_too_long_opens_nothing(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    answer = phone.sign(await passkeys.ask_to_sign_in(SITE, now=now()))
    with pytest.raises(TooLate):
        await passkeys.sign_in(answer, SITE, BROWSER, now=now() + timedelta(minutes=6))


async def test_an_answer_given_on_another_site_opens_nothing(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    phone.origin = "http://evil.example"
    answer = phone.sign(await passkeys.ask_to_sign_in(SITE, now=now()))
    with pytest.raises(Invalid):
        await passkeys.sign_in(answer, SITE, BROWSER, now=now())


async def test_a_phone_that_was_not_unlocked_opens_nothing(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    phone.verified = False
    answer = phone.sign(await passkeys.ask_to_sign_in(SITE, now=now()))
    with pytest.raises(Invalid):
        await passkeys.sign_in(answer, SITE, BROWSER, now=now())


async def test_anothers_key_under_the_same_id_opens_nothing(cast: Cast) -> None:
    await with_passkey(cast.ada, Phone())
    thief = Phone()
    answer = thief.sign(await passkeys.ask_to_sign_in(SITE, now=now()))
    with pytest.raises(Invalid):
        await passkeys.sign_in(answer, SITE, BROWSER, now=now())


async def test_a_copied_key_that_counts_backwards_opens_nothing(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    await Passkey.all().update(sign_count=9)
    answer = phone.sign(await passkeys.ask_to_sign_in(SITE, now=now()))
    with pytest.raises(Invalid):
        await passkeys.sign_in(answer, SITE, BROWSER, now=now())


async def test_a_question_for_one_purpose_is_no_question_for_another(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    session = await session_of(cast.ada)
    to_sign_in = json.loads(await passkeys.ask_to_sign_in(SITE, now=now()))
    made = Phone(id=b"another").make(json.dumps({**to_sign_in, "user": {"id": "YWRh"}}))
    with pytest.raises(TooLate):
        await passkeys.add(session, made, SITE, "", now=now())


async def test_one_members_question_is_not_answered_by_another(cast: Cast) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    await with_passphrase(cast.bo, "red teapot")
    options = await passkeys.ask_to_add(cast.ada, SITE, now=now())
    bos = await session_of(cast.bo)
    with pytest.raises(TooLate):
        await passkeys.add(bos, Phone().make(options), SITE, "", now=now())
    assert not await Passkey.all().exists()


async def test_the_same_key_is_kept_once(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    session = await session_of(cast.ada)
    options = await passkeys.ask_to_add(cast.ada, SITE, now=now())
    with pytest.raises(Invalid):
        await passkeys.add(session, phone.make(options), SITE, "", now=now())


async def test_a_passkey_sent_twice_is_kept_once_and_answered_alike(
    cast: Cast, client: Client, signed_in: SignedIn
) -> None:
    phone = Phone(origin=str(client.base_url).rstrip("/"), host=client.base_url.host)
    await with_passphrase(cast.ada, "blue kettle")
    adas = await signed_in(cast.ada)
    made = phone.make((await adas.post("/me/keys/passkeys/challenge")).text)
    for _each in range(2):
        answer = await adas.send_form("/me/keys/passkeys", key="the-very-same-key-00", answer=made)
        assert answer.headers["location"] == "/me/keys"
    assert await Passkey.all().count() == 1


async def test_a_passkey_lets_a_name_that_was_guessed_at_in_again(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    await tries.count("ada the private", "192.0.2.1", now=now())
    await Tries.all().update(in_a_row=100)
    with pytest.raises(TooMany):
        await tries.count("ada the private", "192.0.2.1", now=now())
    answer = phone.sign(await passkeys.ask_to_sign_in(SITE, now=now()))
    await passkeys.sign_in(answer, SITE, BROWSER, now=now())
    await tries.count("ada the private", "192.0.2.1", now=now())


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(
        st.text(max_size=200),
        st.fixed_dictionaries(
            {
                "id": st.text(max_size=9),
                "rawId": st.text(max_size=9),
                "type": st.sampled_from(["public-key", "x", 3]),
                "response": st.dictionaries(
                    st.sampled_from(
                        ["clientDataJSON", "attestationObject", "signature", "authenticatorData"]
                    ),
                    st.sampled_from(
                        ["", "e30", "W10", "bnVsbA", _CHALLENGE_OF_3,
                         "gICA", "*", "\u00e9", "_" * 3, "W1tbW1tb"]
                    ),
                ),
            }
        ).map(json.dumps),
        st.sampled_from(["null", "[]", "1", "{}", "[" * 5000, '{"id": {}}']),
    )
)  # fmt: skip
async def test_whatever_is_sent_for_a_passkey_is_refused_kindly(answer: str) -> None:
    for act in (challenges.answered, challenges.made):
        with pytest.raises(Invalid):
            act(answer)


async def test_unanswered_questions_are_swept(cast: Cast) -> None:
    assert cast
    await passkeys.ask_to_sign_in(SITE, now=now())
    assert await challenges.sweep(now() + timedelta(minutes=6)) == 1
    assert not await Challenge.all().exists()


async def test_through_the_doors_a_passkey_is_made_used_and_taken_away(
    cast: Cast, client: Client, signed_in: SignedIn
) -> None:
    origin = str(client.base_url).rstrip("/")
    phone = Phone(origin=origin, host=client.base_url.host)
    await with_passphrase(cast.ada, "blue kettle")
    adas = await signed_in(cast.ada)
    asked = (await adas.post("/me/keys/passkeys/challenge")).text
    answer = await adas.send_form("/me/keys/passkeys", answer=phone.make(asked))
    assert answer.headers["location"] == "/me/keys"

    asked = (await client.post("/sign-in/passkey/challenge")).text
    answer = await client.send_form(
        "/sign-in/passkey", answer=phone.sign(asked), next="/me/sessions"
    )
    assert answer.headers["location"] == "/me/sessions"
    assert (await client.get("/me/sessions")).status_code == 200

    asked = (await client.post("/sign-in/passkey/challenge")).text
    before = client.cookies["s"]
    answer = await client.send_form("/sign-in/proof/passkey", answer=phone.sign(asked))
    assert answer.status_code == 303
    assert client.cookies["s"] != before

    ref = (await Passkey.get(member_id=cast.ada.id)).ref
    bos = await signed_in(cast.bo)
    assert (await bos.send_form(f"/me/keys/passkeys/{ref}/removal")).status_code == 404
    assert (await adas.send_form(f"/me/keys/passkeys/{ref}/removal")).status_code == 303
    assert not await Passkey.all().exists()
    asked = (await client.post("/sign-in/passkey/challenge")).text
    refused = await client.send_form("/sign-in/passkey", answer=phone.sign(asked))
    assert refused.status_code == 422


@pytest.mark.parametrize(
    "path", ["/sign-in/passkey", "/sign-in/proof/passkey", "/me/keys/passkeys"]
)
async def test_a_malformed_answer_is_asked_again(
    cast: Cast, signed_in: SignedIn, path: str
) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    phone = await signed_in(cast.ada)
    for answer in ("", "{}", "[", '{"id": 1}', "x" * 30_000):
        assert (await phone.send_form(path, answer=answer)).status_code == 422


async def test_ten_passkeys_are_the_most(cast: Cast) -> None:
    await with_passkey(cast.ada, Phone())
    session = await session_of(cast.ada)
    for n in range(9):
        options = await passkeys.ask_to_add(cast.ada, SITE, now=now())
        made = Phone(id=f"passkey {n}".encode()).make(options)
        await passkeys.add(session, made, SITE, "", now=now())
    options = await passkeys.ask_to_add(cast.ada, SITE, now=now())
    with pytest.raises(Invalid, match="10 passkeys"):
        await passkeys.add(session, Phone(id=b"eleventh").make(options), SITE, "", now=now())


async def test_a_key_made_on_another_site_is_not_kept(cast: Cast) -> None:
    await with_passphrase(cast.ada, "blue kettle")
    session = await session_of(cast.ada)
    options = await passkeys.ask_to_add(cast.ada, SITE, now=now())
    with pytest.raises(Invalid):
        await passkeys.add(
            session, Phone(origin="http://evil.example").make(options), SITE, "", now=now()
        )
    assert not await Passkey.all().exists()


async def test_nobody_proves_to_be_somebody_else(cast: Cast) -> None:
    phone = Phone()
    await with_passkey(cast.ada, phone)
    bos = await session_of(cast.bo)
    answer = phone.sign(await passkeys.ask_to_sign_in(SITE, now=now()))
    with pytest.raises(Invalid):
        await passkeys.prove(bos, answer, SITE, now=now())
