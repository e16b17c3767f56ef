"""Records made by hand: what a club's file holds, without a club."""

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any

from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.ballot import ELECTS, Ballot
from club.decisions.rules.counting import Tally, Threshold, outcome
from club.decisions.rules.figures import Figures
from club.decisions.rules.frozen import Frozen, asked, freeze
from club.decisions.rules.lot import commitment
from club.decisions.rules.ranked.stages import RankedCount
from club.decisions.rules.settling import Question, settle
from club.decisions.rules.tallies import fingerprint, written
from club.verify.chain import GENESIS, Entry, canonical, sealed
from club.verify.files import digest, header, line_of, list_of

AT = "2027-03-04T19:00:00+00:00"


class Written:
    """A record that grows, with its chain; what is forged is chained anew like the rest."""

    def __init__(self) -> None:
        self.acts: list[tuple[str, str, dict[str, Any]]] = []
        self.lists: list[tuple[str, list[str]]] = []

    def add(self, kind: str, thing: str, **says: Any) -> None:
        self.acts.append((kind, thing, says))

    def vote(self, name: str, ballots: Sequence[str], rule: Frozen, *, base: int = 12) -> None:
        """Put a question, count these ballots, close; list the ballots."""
        thing, choices = f"decision/{name}", [each.partition(" ")[0] for each in ballots]
        heard = Tally(*(choices.count(each) for each in ("yes", "no", "no_opinion")))
        counted = outcome(rule.threshold, heard, base)
        numbers = {
            **Figures(
                outcome=counted.outcome,
                counted=True,
                ballots=heard.ballots,
                yes=heard.yes,
                no=heard.no,
                no_opinion=heard.no_opinion,
                roll=base,
                base=base,
                yes_needed=counted.yes_needed,
            ).recorded(),
            **asked(freeze(rule)),
            "method": "yesno",
        }
        numbers["ballots_sha256"] = digest(ballots)
        self.add("noticed", thing, number=len(self.acts), **asked(freeze(rule)))
        self.add("tally", thing, **numbers)
        self.close(thing, numbers)
        self.lists.append((thing, list(ballots)))

    def choose(  # noqa: PLR0913  # a vote is exactly these things
        self,
        name: str,
        ballots: Sequence[str],
        ballot: Ballot,
        rule: Frozen,
        *,
        base: int = 12,
        seats: int = 1,
        withdrawn: frozenset[str] = frozenset(),
    ) -> None:
        """Put a question that is not answered by yes or no, count these ballots, close."""
        thing, drawn = f"decision/{name}", b"k" * 32
        said = [each.partition(" ")[0] for each in ballots]
        question = Question(name, ballot, rule.threshold, drawn, seats, withdrawn)
        found = settle(question, said, base)
        counted, steps = found.counted, found.count
        heard = counted.tally
        figures = Figures(
            counted.outcome, True, heard.ballots, heard.yes, heard.no, heard.no_opinion,  # noqa: FBT003
            base, base, counted.yes_needed,
        )  # fmt: skip
        numbers: dict[str, Any] = {**figures.recorded(), **asked(freeze(rule))}
        numbers["method"] = ballot.method.value
        if steps is not None:
            numbers["count_sha256"] = fingerprint(written(steps))
            if ballot.options:
                numbers |= {"options": len(ballot.options), "winner": found.winner}
        fixed = {}
        if isinstance(steps, RankedCount | ApprovalCount):
            numbers |= {"lot_secret": drawn.hex(), "order": list(steps.order)}
            fixed = {"lot": commitment(drawn)}
        if ballot.method in ELECTS:
            numbers |= {"seats": seats, "withdrawn": sorted(withdrawn)}
        numbers["ballots_sha256"] = digest(ballots)
        self.add("noticed", thing, number=len(self.acts), **asked(freeze(rule)), **fixed)
        self.add("tally", thing, **numbers)
        self.close(thing, numbers)
        self.lists.append((thing, list(ballots)))

    def close(self, thing: str, numbers: dict[str, Any]) -> None:
        whole = hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()
        self.add("closed", thing, outcome=numbers["outcome"], tally=whole)

    def forge(self, **says: Any) -> None:
        """Make the last count say something else, and everything after it fit."""
        at = max(n for n, (kind, _, _) in enumerate(self.acts) if kind == "tally")
        kind, thing, before = self.acts[at]
        self.acts[at:] = [(kind, thing, before | says)]
        self.close(thing, before | says)

    def file(self) -> bytes:
        lines, prev = [], GENESIS
        for seq, (kind, thing, says) in enumerate(self.acts, 1):
            entry = Entry(seq, AT, kind, thing, seq % 3 or None, canonical(says), prev)
            prev = sealed(entry)
            lines.append(line_of(entry, prev))
        lines += [list_of(*each) for each in self.lists]
        first = header(len(self.acts), prev, len(self.lists))
        return "".join(f"{line}\n" for line in [first, *lines]).encode()


def rule(share: tuple[int, int] = (1, 2), *, strict: bool = True, least: int = 3) -> Frozen:
    asks = Threshold(Fraction(*share), strict, Fraction(1, 5), least)
    return Frozen(asks, timedelta(0), secret=True, secret_min_electorate=8,
                  secret_min_ballots=5, zone="UTC")  # fmt: skip


def tiny() -> Written:
    """The shortest record that has one of each kind of line."""
    record = Written()
    record.vote("b", ["no abcdefghij", "yes 2345672345"], rule())
    return record


def small() -> Written:
    """A founding and two votes, one of them with marks."""
    record = Written()
    record.add("founding", "decision/f", number=1, signed=3)
    record.vote("a", ["yes", "yes", "no", "yes"], rule())
    record.vote(
        "b", ["no abcdefghij", "yes 2345672345", "yes mnopqrstuv", "yes z2z2z2z2z2"], rule()
    )
    return record


def large(votes: int = 20) -> Written:
    record = Written()
    for n in range(votes):
        record.add("role", f"role/{n}", seats=n)
        said = ["yes"] * (3 + n % 4) + ["no"] * (n % 3)
        record.vote(f"v{n}", [f"{each} {at:010d}" for at, each in enumerate(said)], rule())
    return record
