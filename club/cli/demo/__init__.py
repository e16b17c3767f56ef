"""Starts an invented club to look at: a year of nights, decisions of every state.

The year is lived through the services, with an invented ``now``, as a real one would be; nothing is
written past the rules, so the demo also shows that a year under them is possible.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from club.cli.demo import invented, people
from club.cli.demo.year import Year

LENGTH = timedelta(days=364)


async def live(until: datetime, say: Callable[[str], object]) -> None:
    """Let the invented club live for a year that ends now.

    Args:
        until: the moment at which somebody looks at it.
        say: told how far it has come.
    """
    founders = await people.found(until - LENGTH)
    year = Year(founders, until - LENGTH)
    await year.begin()
    for week in range(LENGTH // timedelta(weeks=1)):
        await year.week(week)
        if week % 10 == 0:
            say(f"A year of {invented.NAME}: week {week + 1}")
    await year.today(until)
    name, passphrase = people.private_name(invented.FOUNDERS[0]), people.PASSPHRASE
    say(f"Sign in as {name} with the passphrase: {passphrase}")
    say("Everybody in this club is invented, and signs in alike: a name, then -alone.")
