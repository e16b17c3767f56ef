"""What runs by itself across rooms."""

from datetime import datetime

from club.decisions import queries as decisions
from club.journeys.service import elections, meetings, offices
from club.journeys.service.closing import bring_into_force, close
from club.roles.queries import calls


async def meet_due(now: datetime) -> int:
    """Put meetings off, once, of which nobody said in time that they were held."""
    return sum([await meetings.give_up(each, now=now) for each in await decisions.to_give_up(now)])


async def close_due(now: datetime) -> int:
    """Close every decision whose time is up."""
    return sum([await close(each, now=now) is not None for each in await decisions.due(now)])


async def carry_out_due(now: datetime) -> int:
    """Carry out every decision that comes into force."""
    due = await decisions.to_bring_into_force(now)
    return sum([await bring_into_force(each, now=now) for each in due])


async def ask_for_notes_due(now: datetime) -> int:
    """Ask holders whose time ends soon to write down what the next one should know."""
    return await offices.ask_for_notes(now)


async def ask_for_names_due(now: datetime) -> int:
    """Ask the club for names for roles whose terms end soon, or that stayed empty."""
    return await elections.open_calls(now)


async def open_votes_due(now: datetime) -> int:
    """Put those who stand for a role to the vote, once names are closed; go on where one fell."""
    closed = await calls.names_closed(now=now)
    fell = await decisions.annulled(await calls.voted_on())
    done = [await elections.open_vote(each, now=now) for each in closed]
    return sum(done + [await elections.after_annulled(each, now=now) for each in fell])
