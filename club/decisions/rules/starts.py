"""Where an idea may start: examples in plain words that fill the form, to be written over."""

from dataclasses import dataclass

from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class Start:
    """One example.

    Args:
        key: its name in an address.
        name: what it is for, in a few words.
        hint: what is good to know about such a question.
        question: how it may be asked; dots stand where the member writes.
        body: what others will want to know, as lines to fill in.
        does: what the form offers to happen by itself.
    """

    key: str
    name: str
    hint: str
    question: str
    body: str
    does: str = "record"

    def typed(self) -> dict[str, str]:
        """Return the fields as if a member had typed them."""
        return {"question": self.question, "body": self.body, "does": self.does}


def starts() -> tuple[Start, ...]:
    """Return every example, in the reader's language.

    >>> len({start.key for start in starts()}) == len(starts()) > 4
    True
    """
    return (_anything(), _house(), _spending(), _nights(), _statement(), _role())


def start(key: str) -> Start | None:
    """Return the example of this name, if there is one.

    >>> start("spending").does, start("a-crown")
    ('record', None)
    """
    return next((each for each in starts() if each.key == key), None)


def _anything() -> Start:
    return Start(
        "question",
        _("Any question"),
        _("Ask one thing at a time. Two things are two questions."),
        _("Shall we …?"),
        _("What I would like:\n\nWhy:\n\nWho would do it, and by when:"),
    )


def _house() -> Start:
    return Start(
        "house",
        _("How we do things in the house"),
        _("Say how it is now, so that those who have not been there can follow."),
        _("Shall we from now on …?"),
        _("How it is now:\n\nHow it would be:\n\nFrom which night on:"),
    )


def _spending() -> Start:
    return Start(
        "spending",
        _("Spending money"),
        _("Name the most it may cost. Nobody may spend more than that on it."),
        _("Shall we spend up to … on …?"),
        _("What we would buy:\n\nThe most it may cost:\n\nWho buys it:\n\nWhat we go without:"),
    )


def _nights() -> Start:
    return Start(
        "nights",
        _("A change at our nights"),
        _("Think of those who are not here today, and of those who need a quiet corner."),
        _("Shall our nights …?"),
        _("What would change at a night:\n\nWho looks after it:\n\nHow long we try it:"),
    )


def _statement() -> Start:
    return Start(
        "statement",
        _("Something we say as a club"),
        _("Write the exact words. Nobody may say more than these for the club."),
        _("Shall we say this in the name of the club: …?"),
        _("The exact words:\n\nTo whom we say them:\n\nWho says them:\n\nUntil when they hold:"),
    )


def _role() -> Start:
    return Start(
        "role",
        _("Somebody for a role"),
        _("Choose the role and the person below. They are asked first."),
        _("Shall … take on the role …?"),
        _("Why this person:"),
        does="grant_role",
    )
