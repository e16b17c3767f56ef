"""Counts rankings, approvals, consent and advice again, by arithmetic of its own.

A ballot is a letter that names its kind, then the letters of options: ``rcas`` ranks c before a,
and both before ``s``, which keeps things as they are.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from club.verify.elections import chosen, least_ballots
from club.verify.files import Said

_KEEP = "s"
_LETTERS = "abcdefghijklmnopqrtuvwxy"
_BESIDE = {"ranked": ["sq"], "stv": ["ron"]}
Heard = tuple[int, int, int, str]
"""Who was for what won, who was against it, who was for neither, and what won."""


def lot_of(thing: str, said: Said, noticed: Said, ballots: Sequence[str] | None) -> str:
    """Say what is wrong with the lot that settles ties; nothing if it is as it was fixed.

    Args:
        thing: the vote's name in the record.
        said: what the entry of its count holds.
        noticed: what the entry of its notice holds.
        ballots: what stands on each ballot; None if they are not listed.
    """
    if "lot_secret" not in said and "lot" not in noticed:
        return ""
    if "lot_secret" not in said:
        return "" if not sum(_numbers(said)) else "its lot was not shown"
    secret = bytes.fromhex(said["lot_secret"])
    if hashlib.sha256(secret).hexdigest() != noticed["lot"]:
        return "its lot is not the one that was fixed before the vote"
    if ballots is None:
        return ""
    mixed = hashlib.sha256("\n".join(sorted(ballots)).encode()).digest()
    ref = thing.partition("/")[2].encode()
    seed = hashlib.sha256(b"lot/1|" + ref + secret + mixed).digest()

    def drawn_at(option: str) -> tuple[int, bytes]:
        place = {"sq": 0, "ron": 2}.get(option, 1)
        return place, hashlib.sha256(seed + option.encode()).digest()

    letters = _LETTERS[: said["options"]]
    options = [each for each in letters if each not in said.get("withdrawn", ())]
    options += _BESIDE.get(said["method"], [])
    return "" if sorted(options, key=drawn_at) == said["order"] else "its lot gives another order"


def heard(said: Said, ballots: Sequence[str]) -> Heard:
    """Count ballots by the method of a vote; raise KeyError for one that is not known here."""
    return _WAYS[said["method"]](said, ballots)


def came_to(said: Said) -> tuple[int, str]:
    """Return how many had to be for it, and the outcome, from the numbers and the rule."""
    yes, no, neither = _numbers(said)
    if said["method"] in _ELECT:
        voted = yes >= least_ballots(said)
        chose = "carried" if said.get("winner") else "not_carried"
        return least_ballots(said), chose if voted else "no_quorum"
    share = -(-said["floor_of"] * said["base"] // said["floor_in"])
    needed = max(share, min(said["min_yes"], said["base"]))
    if not said["counted"] or yes + no + neither == 0:
        return needed, "no_quorum"
    if said["method"] == "advice":
        return 0, "advice"
    if said["method"] == "consent":
        least = max(1, share)
        return least, "objected" if no else "no_quorum" if yes < least else "carried"
    if said["method"] == "ranked" and not yes:
        return needed, "not_carried"
    return needed, _measured(said, yes, no, needed)


def _measured(said: Said, yes: int, no: int, needed: int) -> str:
    over = yes * said["share_in"] - said["share_of"] * (yes + no)
    leads = yes > no and (over > 0 or (over == 0 and not said["strict"]))
    if yes + no == 0 or (leads and yes < needed):
        return "no_quorum"
    return "carried" if leads else "not_carried"


def _numbers(said: Said) -> tuple[int, int, int]:
    return said["yes"], said["no"], said["no_opinion"]


def _yes_no(_said: Said, ballots: Sequence[str]) -> Heard:
    return ballots.count("yes"), ballots.count("no"), ballots.count("no_opinion"), ""


def _consent(_said: Said, ballots: Sequence[str]) -> Heard:
    return ballots.count("consent") + ballots.count("concern"), ballots.count("object"), 0, ""


def _advice(_said: Said, ballots: Sequence[str]) -> Heard:
    votes = Counter(each[1:] for each in ballots)
    first = [each for each in votes if votes[each] == max(votes.values())]
    return 0, 0, len(ballots), first[0] if len(first) == 1 else ""


def _approval(said: Said, ballots: Sequence[str]) -> Heard:
    votes = Counter(letter for each in ballots for letter in set(each[1:]))
    enough = [each for each in said["order"] if 2 * votes[each] > len(ballots)]
    if not enough:
        return 0, len(ballots), 0, ""
    winner = max(enough, key=lambda each: (votes[each], -said["order"].index(each)))
    return votes[winner], len(ballots) - votes[winner], 0, winner


def _ranked(said: Said, ballots: Sequence[str]) -> Heard:
    rankings = [each[1:] for each in ballots]
    winner = _run_off(rankings, [_KEEP if each == "sq" else each for each in said["order"]])
    if winner == _KEEP:
        return 0, 0, len(ballots), "sq"
    firsts = [next((each for each in it if each in (winner, _KEEP)), "") for it in rankings]
    return firsts.count(winner), firsts.count(_KEEP), firsts.count(""), winner


def _run_off(rankings: Sequence[str], order: Sequence[str]) -> str:
    """Take the weakest out, again and again, until one has more than half or is left alone."""
    left, steps = list(order), list[Mapping[str, int]]()
    while True:
        held = Counter(next((each for each in it if each in left), "") for it in rankings)
        steps.insert(0, held)
        best = max(left, key=lambda each: held[each])
        if 2 * held[best] > len(rankings) or len(left) == 1:
            return best
        past = {each: [step[each] for step in steps] for each in left}
        weakest = [each for each in left if past[each] == min(past.values())]
        # A tie alone never takes "as it is" out; between the others the lot's last goes.
        left.remove(([each for each in weakest if each != _KEEP] or weakest)[-1])


def _elected(said: Said, ballots: Sequence[str]) -> Heard:
    return len(ballots), 0, 0, chosen(said, ballots)


_ELECT = ("stv", "seats")
_WAYS: Mapping[str, Callable[[Said, Sequence[str]], Heard]] = {
    "yesno": _yes_no,
    "ranked": _ranked,
    "approval": _approval,
    "consent": _consent,
    "advice": _advice,
    "stv": _elected,
    "seats": _elected,
}
METHODS = frozenset(_WAYS)
"""What this program can count."""
