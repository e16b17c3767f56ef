"""What friends are told who agreed to check on a member, and what that member reads."""

from club.events.rules.checking import Line, Way
from club.kit.words import gettext as _
from club.notices.rules import Category, Notice
from club.notices.rules.notice import TITLE_LENGTH

PATH = "/me/check"


def way(how: Way) -> str:
    """Name how somebody would like to be said hello to."""
    return {
        Way.RING: _("Ring me"),
        Way.TEXT: _("Write to me"),
        Way.KNOCK: _("Knock at my door"),
    }[how]


def line(what: Line, name: str) -> str:
    """Say one line of what a member reads about it; whoever has left has no name."""
    who = name or _("Somebody")
    return {
        Line.BEGAN: _("You asked {name}.").format(name=who),
        Line.YES: _("{name} said yes.").format(name=who),
        Line.NO: _("{name} cannot do it.").format(name=who),
        Line.TOLD: _("{name} was asked to say hello.").format(name=who),
    }[what]


def asks(name: str, ref: str) -> Notice:
    """Ask somebody whether they would check on a friend."""
    title = _("{name} asks something of you").format(name=name)
    return _notice("check_asks", title, _("You can say yes or no. Both are fine."), ref)


def hello(name: str, how: Way, ref: str) -> Notice:
    """Ask a friend who said yes to say hello."""
    title = _("{name} asked you to say hello about now").format(name=name)
    wish = {
        Way.RING: _("They would like you to ring."),
        Way.TEXT: _("They would like you to write."),
        Way.KNOCK: _("They would like you to knock at their door."),
    }[how]
    return _notice("check_hello", title, f"{wish} {_('That is all this says.')}", ref)


def _notice(kind: str, title: str, body: str, ref: str) -> Notice:
    return Notice(kind, Category.PERSONAL, title[:TITLE_LENGTH], body, PATH, f"check:{ref}")
