"""Takes the parts of a stored effect back in the form they were put in."""

from club.decisions.rules.effects.effect import Written


def word(stored: Written, name: str) -> str:
    """Return a word; one that is missing is empty."""
    return str(stored.get(name, ""))


def number(stored: Written, name: str) -> int:
    """Return a whole number; one that is missing is nothing.

    >>> number({"days": 90}, "days"), number({}, "days")
    (90, 0)
    """
    found = stored.get(name, 0)
    return found if isinstance(found, int) else 0


def words(stored: Written, name: str) -> tuple[str, ...]:
    """Return words in a row."""
    found = stored.get(name, [])
    return tuple(str(each) for each in found) if isinstance(found, list) else ()


def numbers(stored: Written, name: str) -> tuple[int, ...]:
    """Return whole numbers in a row.

    >>> numbers({"members": [3, 5]}, "members"), numbers({"members": 3}, "members")
    ((3, 5), ())
    """
    found = stored.get(name, [])
    return tuple(int(each) for each in found) if isinstance(found, list) else ()
