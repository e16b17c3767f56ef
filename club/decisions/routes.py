"""Doors of the room: method, path, view, guard, name. Any member may pass each of them.

Whoever holds the slip of a secret ballot may change it, signed in or not: asking who they are
would join a name to it.
"""

from club.access.guards import anyone, member
from club.decisions.views import (
    afterwards,
    asking,
    challenging,
    meetings,
    minutes,
    pages,
    paper,
    voting,
    wording,
)
from club.kit.routing import Door, get, post

_SLIP = "the slip is drawn with the page; a stored key would stand beside the voter's name"


def _meetings() -> list[Door]:
    one = "/meetings/{ref:ref}"
    return [
        get("/meetings", meetings.index, member, name="meetings"),
        post("/meetings", meetings.ask, member, name="meeting-ask"),
        get("/meetings/new", meetings.new, member, name="meeting-new"),
        get(one, meetings.show, member, name="meeting"),
        get(f"{one}/notice", meetings.poster, member, name="meeting-notice"),
        post(f"{one}/callers", meetings.join_in, member, name="meeting-join"),
        post(f"{one}/callers/removal", meetings.leave_out, member, name="meeting-leave"),
        post(f"{one}/points", meetings.add_point, member, name="meeting-point"),
        post(f"{one}/questions", meetings.add_decision, member, name="meeting-question"),
        post(
            f"{one}/points/{{point:ref}}/removal",
            meetings.drop_point,
            member,
            name="meeting-point-removal",
        ),
        post(f"{one}/count", meetings.say_count, member, name="meeting-count"),
        get(f"{one}/minutes", minutes.show, member, name="minutes"),
        post(f"{one}/minutes", minutes.write, member, name="minutes-write"),
        post(f"{one}/minutes/corrections", minutes.correct, member, name="minutes-correct"),
        post(f"{one}/minutes/writing-removal", minutes.hand_back, member, name="minutes-hand-back"),
        post(f"{one}/minutes/writing", minutes.take_over, member, name="minutes-take-over"),
        post(f"{one}/minutes/agreement", minutes.say_agreed, member, name="minutes-agreed"),
        post(
            f"{one}/minutes/agreement-confirmation",
            minutes.agree,
            member,
            name="minutes-agreement-confirmation",
        ),
    ]


ROUTES: list[Door] = [
    get("/decisions", pages.index, member, name="decisions"),
    post("/decisions", asking.propose, member, name="decision-propose"),
    get("/decisions/new", asking.new, member, name="decision-new"),
    get("/decisions/new/{start:key}", asking.start, member, name="decision-start"),
    get("/decisions/{ref:ref}", pages.show, member, name="decision"),
    get("/decisions/{ref:ref}/text", asking.edit, member, name="decision-edit"),
    post("/decisions/{ref:ref}/text", asking.reword, member, name="decision-text"),
    get("/decisions/{ref:ref}/again/{what:key}", asking.again, member, name="decision-again"),
    get("/decisions/{ref:ref}/challenge", challenging.show, member, name="decision-challenge"),
    post("/decisions/{ref:ref}/challenge", challenging.challenge, member, name="decision-object"),
    post("/decisions/{ref:ref}/verdict", challenging.judge, member, name="decision-verdict"),
    post(
        "/decisions/{ref:ref}/panel/refusal",
        challenging.decline,
        member,
        name="decision-panel-refusal",
    ),
    get("/decisions/{ref:ref}/reopening", afterwards.reopening, member, name="decision-reopening"),
    post("/decisions/{ref:ref}/reopening", afterwards.ask_back, member, name="decision-ask-back"),
    get("/decisions/{ref:ref}/words", wording.words, member, name="decision-words"),
    get(
        "/decisions/{ref:ref}/other-words", wording.other_words, member, name="decision-other-words"
    ),
    post("/decisions/{ref:ref}/other-words", wording.suggest, member, name="decision-suggest"),
    post(
        "/decisions/{ref:ref}/other-words/{other:ref}/adoption",
        wording.adopt,
        member,
        name="decision-adopt",
    ),
    post(
        "/decisions/{ref:ref}/other-words/{other:ref}/withdrawal",
        wording.take_back,
        member,
        name="decision-other-withdrawal",
    ),
    post("/decisions/{ref:ref}/agreement", asking.agree, member, name="decision-agreement"),
    post("/decisions/{ref:ref}/support", asking.support, member, name="decision-support"),
    post("/decisions/{ref:ref}/notice", asking.notice, member, name="decision-notice"),
    post("/decisions/{ref:ref}/withdrawal", asking.withdraw, member, name="decision-withdrawal"),
    post("/decisions/{ref:ref}/talk", pages.say, member, name="decision-talk"),
    post("/decisions/{ref:ref}/reply", pages.reply, member, name="decision-reply"),
    post("/decisions/{ref:ref}/secrecy", voting.ask_for_secret, member, name="decision-secrecy"),
    post("/decisions/{ref:ref}/ballot", voting.cast, member, name="decision-ballot"),
    post(
        "/decisions/{ref:ref}/secret-ballot",
        voting.cast_secret,
        member,
        name="decision-secret-ballot",
        repeatable=_SLIP,
    ),
    get(
        "/decisions/{ref:ref}/secret-ballot/change",
        voting.change_page,
        anyone,
        name="decision-slip",
    ),
    post(
        "/decisions/{ref:ref}/secret-ballot/change",
        voting.change_secret,
        anyone,
        name="decision-secret-change",
        repeatable=_SLIP,
    ),
    post(
        "/decisions/{ref:ref}/check",
        voting.check,
        member,
        name="decision-check",
        repeatable="it only reads; sent as a form so that no address holds a slip",
    ),
    get("/decisions/{ref:ref}/ballots", voting.ballots, member, name="decision-ballots"),
    get("/decisions/{ref:ref}/ballots.blt", voting.ballots_file, member, name="decision-blt"),
    post("/decisions/{ref:ref}/views", afterwards.add_view, member, name="decision-view"),
    get("/decisions/{ref:ref}/paper", paper.show, member, name="decision-paper"),
    get("/decisions/{ref:ref}/paper/ballot", paper.ballot, member, name="decision-paper-ballot"),
    post("/decisions/{ref:ref}/paper/offer", paper.offer, member, name="decision-paper-offer"),
    post(
        "/decisions/{ref:ref}/paper/offer-withdrawal",
        paper.step_back,
        member,
        name="decision-paper-offer-withdrawal",
    ),
    post("/decisions/{ref:ref}/paper/openly", paper.suggest_openly, member, name="decision-openly"),
    post("/decisions/{ref:ref}/paper/preference", paper.mind, member, name="decision-prefer-paper"),
    post(
        "/decisions/{ref:ref}/paper/voters", paper.name_voters, member, name="decision-paper-voters"
    ),
    post("/decisions/{ref:ref}/paper/sheets", paper.add, member, name="decision-paper-sheet"),
    post(
        "/decisions/{ref:ref}/paper/unreadable",
        paper.add_unreadable,
        member,
        name="decision-paper-unreadable",
    ),
    post(
        "/decisions/{ref:ref}/paper/removal", paper.take_out, member, name="decision-paper-removal"
    ),
    post("/decisions/{ref:ref}/paper/end", paper.end, member, name="decision-paper-end"),
    post(
        "/decisions/{ref:ref}/paper/confirmation",
        paper.confirm,
        member,
        name="decision-paper-confirmation",
    ),
    post(
        "/decisions/{ref:ref}/standing-down",
        voting.stand_down,
        member,
        name="decision-standing-down",
    ),
    post("/decisions/{ref:ref}/recusal", voting.step_aside, member, name="decision-recusal"),
    *_meetings(),
]
