"""Counts again what the record says was counted, by arithmetic of its own."""

import hashlib
import json
from collections.abc import Iterator, Sequence

from club.verify.chain import Break
from club.verify.choices import METHODS, came_to, heard, lot_of
from club.verify.files import UNREADABLE, Record, Said

_CHOICES = ("yes", "no", "no_opinion")
RULE = ("share_of", "share_in", "strict", "floor_of", "floor_in", "min_yes", "secret_min_ballots",
        "seats", "options")  # fmt: skip
"""What an entry says of the rule a vote is held under, where it says so."""


def counts(record: Record) -> Break | None:
    """Count every vote again from what the record says; return the first that differs."""
    noticed = {entry.thing: said for entry, said in record.told("noticed")}
    closed = {entry.thing: said for entry, said in record.told("closed")}
    for entry, said in record.told("tally"):
        thing = entry.thing
        lines = record.ballots.get(thing)
        ballots = None if lines is None else [each.partition(" ")[0] for each in lines]
        try:
            why = _unlike(said, noticed[thing], closed[thing])
            why = why or _added_up(said, ballots)
            why = why or lot_of(thing, said, noticed[thing], ballots) or _outcome(said)
        except (*UNREADABLE, IndexError, ZeroDivisionError):
            why = "the count does not say what it must"
        if why:
            return Break(entry.seq, why)
    return None


def left_out(record: Record) -> Iterator[str]:
    """Say of each vote that was not, or not wholly, counted again, and why."""
    numbers = {entry.thing: said.get("number", 0) for entry, said in record.told("noticed")}
    for entry, said in record.told("tally"):
        name, method = f"Decision {numbers.get(entry.thing, 0)}", said.get("method")
        if method not in METHODS:
            yield f"{name} was not counted again: this program does not know the method {method}."
        elif entry.thing not in record.ballots:
            yield f"{name} was counted from its numbers alone: its ballots are not in this file."


def _unlike(said: Said, noticed: Said, closed: Said) -> str:
    whole = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    if (closed["tally"], closed["outcome"]) != (whole, said["outcome"]):
        return "the vote was not closed with this count"
    rule = [name for name in RULE if name in said and name in noticed]
    if any(said[name] != noticed[name] for name in rule):
        return "it was counted under another rule than the vote began with"
    return ""


def _added_up(said: Said, ballots: Sequence[str] | None) -> str:
    numbers = [said[each] for each in _CHOICES]
    if ballots and said.get("method") in METHODS:
        *again, winner = heard(said, ballots)
        if again != numbers or winner != said.get("winner", ""):
            return "the ballots add up to other numbers"
    if sum(numbers) != (said["ballots"] if said["counted"] else 0):
        return "its numbers do not add up"
    return ""


def _outcome(said: Said) -> str:
    """Settle a vote from its numbers; what is counted in a way not known here is ``left_out``."""
    if said.get("method") not in METHODS:
        return ""
    needed, outcome = came_to(said)
    same = (needed, outcome) == (said["yes_needed"], said["outcome"])
    return "" if same else f"counted again it is {outcome}, and it took {needed}"
