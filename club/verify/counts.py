"""Counts again what the record says was counted, by arithmetic of its own."""

import hashlib
import json

from club.verify.chain import Break
from club.verify.files import UNREADABLE, Record, Said

_CHOICES = ("yes", "no", "no_opinion")
RULE = ("share_of", "share_in", "strict", "floor_of", "floor_in", "min_yes", "secret_min_ballots")
"""What an entry says of the rule a vote is held under, where it says so."""


def counts(record: Record) -> Break | None:
    """Count every vote again from what the record says; return the first that differs."""
    noticed = {entry.thing: said for entry, said in record.told("noticed")}
    closed = {entry.thing: said for entry, said in record.told("closed")}
    for entry, said in record.told("tally"):
        thing = entry.thing
        try:
            why = _unlike(said, noticed[thing], closed[thing])
            why = why or _added_up(said, record.ballots.get(thing)) or _outcome(said)
        except (*UNREADABLE, ZeroDivisionError):
            why = "the count does not say what it must"
        if why:
            return Break(entry.seq, why)
    return None


def _unlike(said: Said, noticed: Said, closed: Said) -> str:
    whole = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    if (closed["tally"], closed["outcome"]) != (whole, said["outcome"]):
        return "the vote was not closed with this count"
    rule = [name for name in RULE if name in said and name in noticed]
    if any(said[name] != noticed[name] for name in rule):
        return "it was counted under another rule than the vote began with"
    return ""


def _added_up(said: Said, ballots: list[str] | None) -> str:
    numbers = [said[each] for each in _CHOICES]
    if ballots is not None:
        heard = [each.partition(" ")[0] for each in ballots]
        if [heard.count(each) for each in _CHOICES] != numbers:
            return "the ballots add up to other numbers"
    if sum(numbers) != (said["ballots"] if said["counted"] else 0):
        return "its numbers do not add up"
    return ""


def _outcome(said: Said) -> str:
    """Settle a yes-or-no question; other ways of counting are known to ``club recount``."""
    if said.get("method") != "yesno":
        return ""
    yes, heard = said["yes"], said["yes"] + said["no"]
    share = -(-said["floor_of"] * said["base"] // said["floor_in"])
    needed = max(share, min(said["min_yes"], said["base"]))
    over = yes * said["share_in"] - said["share_of"] * heard
    leads = 2 * yes > heard and (over > 0 or (over == 0 and not said["strict"]))
    if not said["counted"] or heard == 0 or (leads and yes < needed):
        outcome = "no_quorum"
    else:
        outcome = "carried" if leads else "not_carried"
    same = (needed, outcome) == (said["yes_needed"], said["outcome"])
    return "" if same else f"counted again it is {outcome}, and {needed} had to say yes"
