"""What journeys tell members. Every word here may stand on a lock screen: no names, no roles."""

from club.kit.words import gettext as _
from club.notices.rules import Category, Notice


def laid_down(role: str) -> Notice:
    """Tell those who share the work that a role was laid down; who, and why, it does not say."""
    return _notice(
        "role-laid-down",
        Category.NEWS,
        _("A role was laid down"),
        _("Open it to see who holds it now."),
        f"/roles/{role}",
    )


def asked_to_act(role: str) -> Notice:
    """Ask a member whether they would act for somebody; for whom stands inside only."""
    return _notice(
        "role-deputy-asked",
        Category.PERSONAL,
        _("Somebody asks you something"),
        _("Open it to read it and to say yes or no."),
        f"/roles/{role}",
    )


def answered(role: str) -> Notice:
    """Tell a holder that whoever they asked has answered."""
    return _notice(
        "role-deputy-answered",
        Category.PERSONAL,
        _("There is an answer for you"),
        _("Somebody you asked has said yes or no."),
        f"/roles/{role}",
    )


def free_again(role: str) -> Notice:
    """Tell a deputy that they are needed no more."""
    return _notice(
        "role-deputy-free",
        Category.PERSONAL,
        _("You are free again"),
        _("You need not stand in for anybody any more. Thank you for what you did."),
        f"/roles/{role}",
    )


def deputy_stopped(role: str) -> Notice:
    """Tell a holder who is away that nobody acts for them now."""
    return _notice(
        "role-deputy-stopped",
        Category.PERSONAL,
        _("Nobody stands in for you now"),
        _("You can ask somebody else, come back, or leave it as it is."),
        f"/roles/{role}",
    )


def names_wanted() -> Notice:
    """Tell everybody that names are wanted; for which roles stands inside."""
    return _notice(
        "role-names-wanted",
        Category.VOTES,
        _("Names are wanted"),
        _("You can stand yourself, or name somebody. They are asked first."),
        "/roles",
    )


def named(role: str, call_id: int) -> Notice:
    """Ask a member whether they would stand, once however many name them; for what stands inside.

    So nobody who said no is pressed by being named again.
    """
    return _notice(
        "role-named",
        Category.PERSONAL,
        _("Somebody asks you something"),
        _("Open it to read it and to say yes or no."),
        f"/roles/{role}/election",
        f"role-named-{call_id}",
    )


def notes_wanted(role: str, mandate_ref: str) -> Notice:
    """Ask a holder, once, to write down what the next one should know."""
    kind = "role-notes-wanted"
    return _notice(
        kind,
        Category.PERSONAL,
        _("Something to pass on"),
        _("Your time in a role ends soon. A few lines would help whoever is next."),
        f"/roles/{role}/notes",
        f"{kind}-{mandate_ref}",
    )


def _notice(  # one line per word of the notice
    kind: str, category: Category, title: str, body: str, path: str, dedupe: str = ""
) -> Notice:
    return Notice(
        kind=kind,
        category=category,
        title=title,
        body=body,
        path=path,
        tag=path.strip("/").replace("/", "-"),
        dedupe=dedupe,
    )
