"""The record in plain words: what each kind of entry says."""

from collections.abc import Mapping

from club.kit.words import gettext as _


def sentence(kind: str, who: str, body: Mapping[str, object]) -> str:
    """Say what was done.

    Args:
        kind: the kind of the entry.
        who: the name of whoever did it; empty for the clock.
        body: what the entry holds.
    """
    if kind == "role" and body.get("ended"):
        return _("A role is no longer given out.")
    if kind == "text" and body.get("ended"):
        return _("A text of the club holds no longer.")
    words = _of_decisions() | _of_members() | _of_powers() | _of_the_club()
    found = words.get(kind)
    if found is None:
        return _("Something was written down ({kind}).").format(kind=kind)
    # What a person did is said with their name, what the clock did by itself without one.
    mine, by_itself = found
    return mine.format(who=who) if who else by_itself


def _of_decisions() -> dict[str, tuple[str, str]]:
    return {
        "noticed": (
            _("{who} put a question to all members."),
            _("A question was put to all members."),
        ),
        "opened": (_("{who} began a vote."), _("A vote began.")),
        "extended": (_("{who} gave a vote more time."), _("A vote got more time, once.")),
        "closed": (_("{who} ended a vote."), _("A vote ended and was counted.")),
        "tally": (_("{who} counted the votes."), _("The votes were counted.")),
        "effect": (
            _("{who} carried out a decision."),
            _("A decision was carried out by itself."),
        ),
        "withdrawn": (_("{who} took an idea back."), _("An idea was taken back.")),
        "reopened": (
            _("{who} brought a question back."),
            _("A question came back, because enough members asked for it."),
        ),
        "secrecy": (
            _("{who} made a vote secret."),
            _("A vote was made secret, because members asked for it."),
        ),
        "recusal": (
            _("{who} stepped aside from a vote."),
            _("Somebody stepped aside from a vote, by the rules."),
        ),
        "stood_down": (
            _("{who} stands no more in an election."),
            _("Somebody stands no more in an election."),
        ),
        "challenge": (
            _("{who} objected to how a vote went."),
            _("Members objected to how a vote went. Its result is held."),
        ),
        "verdict": (
            _("{who} settled an objection."),
            _("It was settled whether a vote went well."),
        ),
        "paper_batch": (_("{who} added votes on paper."), _("Votes on paper were added.")),
        "openly": (
            _("{who} made a vote open."),
            _("A vote was made open: a member suggested it, and nobody minded."),
        ),
        "tellers_asked": (
            _("{who} offered to enter votes on paper."),
            _("A lot was fixed that will draw who enters votes on paper."),
        ),
        "tellers": (
            _("{who} drew who enters votes on paper."),
            _("The lot drew two members who enter votes on paper."),
        ),
        **_of_meetings(),
        "text": (_("{who} brought in a text of the club."), _("A text of the club came in.")),
    }


def _of_meetings() -> dict[str, tuple[str, str]]:
    return {
        "meeting_asked": (
            _("{who} asked for a meeting."),
            _("Enough members asked for a meeting of all."),
        ),
        "meeting_called": (
            _("{who} called a meeting of all members."),
            _("A second meeting of all members was called."),
        ),
        "agenda": (_("{who} sent an agenda out."), _("The agenda of a meeting went out.")),
        "meeting_held": (
            _("{who} confirmed that a meeting is held."),
            _("A meeting of all members was held."),
        ),
        "meeting_adjourned": (
            _("{who} put a meeting off."),
            _("Too few came to a meeting. It was put off, once."),
        ),
        "meeting_failed": (_("{who} gave a meeting up."), _("A meeting did not take place.")),
        "minutes": (
            _("{who} confirmed minutes that a meeting agreed to."),
            _("The minutes of a meeting were fixed."),
        ),
    }


def _of_members() -> dict[str, tuple[str, str]]:
    return {
        "member_in": (_("{who} joined the club."), _("Somebody joined the club.")),
        "member_out": (_("{who} left the club."), _("Somebody left the club.")),
        "member_dormant": (
            _("{who} is resting. The vote is kept."),
            _("Somebody is resting. The vote is kept."),
        ),
        "invite": (_("{who} invited somebody."), _("Somebody was invited.")),
        "export": (_("{who} took their own data away."), _("Data was taken away.")),
    }


def _of_powers() -> dict[str, tuple[str, str]]:
    return {
        "role": (_("{who} gave the club a role."), _("The club got a role, or changed one.")),
        "rule": (_("{who} put a new rule in force."), _("A rule of the club was set.")),
        "mandate_start": (_("{who} gave somebody a role."), _("Somebody was given a role.")),
        "mandate_end": (_("{who} laid down a role."), _("A role came to its end.")),
        "names_wanted": (
            _("{who} asked the club for names for a role."),
            _("Names are wanted for a role."),
        ),
        "leave_end": (_("{who} is back in a role."), _("Somebody is back in a role.")),
        "night_scheduled": (_("{who} planned a night."), _("A night was planned.")),
        "series_scheduled": (_("{who} planned nights."), _("Nights were planned.")),
        "series_ended": (_("{who} ended a series of nights."), _("A series of nights ended.")),
        "series_changed": (_("{who} changed a series of nights."), _("Nights were changed.")),
        "night_changed": (_("{who} changed a night."), _("A night was changed.")),
        "night_cancelled": (_("{who} called a night off."), _("A night was called off.")),
        "place_changed": (
            _("{who} changed what is told about a place."),
            _("What is told about a place was changed."),
        ),
        "night_word_sent": (
            _("{who} sent a word to those of a night."),
            _("A word was sent to those of a night."),
        ),
        "photos_allowed": (
            _("{who} let photos of a night be shared."),
            _("Photos of a night may be shared."),
        ),
        "photos_ended": (
            _("{who} deleted the photos of a night."),
            _("The photos of a night were deleted."),
        ),
        "photo_taken_down": (
            _("{who} took a photo of a night down."),
            _("A photo of a night was taken down."),
        ),
        "text_hidden": (
            _("{who} hid a text for three days."),
            _("A text was hidden for three days."),
        ),
        "broadcast_sent": (
            _("{who} sent a word to all members."),
            _("A word was sent to all members."),
        ),
    }


def _of_the_club() -> dict[str, tuple[str, str]]:
    return {
        "founding": (_("{who} founded the club."), _("The club was founded, by all who signed.")),
        "operator_act": (
            _("{who} did something on the server."),
            _("Whoever keeps the server did something on it."),
        ),
        "restore": (
            _("{who} brought the club back from a copy."),
            _("The club was brought back from a copy."),
        ),
    }
