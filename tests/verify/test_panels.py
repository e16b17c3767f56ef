"""Whoever takes the record away can draw again who looked at a challenged result."""

from typing import Any

import pytest

from club.decisions.rules import panel
from club.verify.chain import Break
from club.verify.files import Record, digest
from club.verify.main import checked
from tests.verify.records import Written, rule

BALLOTS = ["yes"] * 8 + ["no"] * 4
KEY, SECRET = b"k" * 32, b"s" * 32
TOKENS = [panel.token(KEY, member_id) for member_id in range(1, 13)]
AMONG, OTHERS = sorted(TOKENS[4:]), sorted(TOKENS[:4])
SEATS = panel.drawn(panel.seed("a", SECRET, digest(BALLOTS)), AMONG)


def record(**forged: Any) -> Written:
    """A vote that was carried, challenged, and looked at; with these words put in place of its own.

    A word that begins with ``verdict_`` belongs to what was found, the others to the challenge.
    """
    written = Written()
    written.vote("a", BALLOTS, rule())
    kind, thing, says = written.acts[0]
    fixed = {"panel": panel.commitment(SECRET, TOKENS), "roll": 12}
    written.acts[0] = (kind, thing, says | fixed | forged.pop("noticed", {}))
    found: dict[str, Any] = {
        "found": "stands", "stands": 2, "annulled": 1, "heard": list(SEATS[:3]), "again": 0,
    }  # fmt: skip
    found |= {name[8:]: forged.pop(name) for name in list(forged) if name.startswith("verdict_")}
    drawn = {"among": AMONG, "others": OTHERS, "panel_secret": SECRET.hex(), "seats": list(SEATS)}
    written.add("challenge", "decision/a", **(drawn | forged))
    written.add("verdict", "decision/a", **found)
    return written


def test_a_panel_that_the_lot_gives_holds() -> None:
    assert isinstance(checked(record().file()), Record)


@pytest.mark.parametrize(
    ("forged", "why"),
    [
        ({"seats": [*SEATS[1:], SEATS[0]]}, "the lot gives another panel"),
        ({"seats": AMONG[:5]}, "the lot gives another panel"),
        ({"seats": []}, "the lot gives another panel"),
        ({"among": AMONG[1:], "others": [*OTHERS, AMONG[0]]}, ""),
        ({"among": AMONG[1:]}, "another lot"),
        ({"others": [*OTHERS, "f" * 16]}, "another lot"),
        ({"panel_secret": "00" * 32}, "another lot"),
        ({"noticed": {"panel": "0" * 64}}, "another lot"),
        ({"noticed": {"roll": 11}}, "another lot"),
        ({"panel_secret": "no number"}, "does not say what it must"),
        ({"verdict_heard": OTHERS[:3]}, "others were heard"),
        ({"verdict_heard": [SEATS[0]] * 3}, "others were heard"),
        ({"verdict_heard": list(SEATS[:2])}, "others were heard"),
        ({"verdict_found": "annulled"}, "found otherwise"),
        ({"verdict_stands": 1, "verdict_annulled": 2}, "found otherwise"),
        ({"verdict_found": "none", "verdict_stands": 1, "verdict_heard": list(SEATS[:2])}, ""),
    ],
)
def test_what_was_forged_is_found_however_the_chain_was_written_anew(
    forged: dict[str, Any], why: str
) -> None:
    if forged.get("among") == AMONG[1:] and "others" in forged:  # then the lot gives these
        seats = panel.drawn(panel.seed("a", SECRET, digest(BALLOTS)), AMONG[1:])
        forged = forged | {"seats": list(seats), "verdict_heard": list(seats[:3])}
    found = checked(record(**forged).file())

    assert isinstance(found, Record) if not why else isinstance(found, Break) and why in found.why


def test_where_nothing_was_fixed_nobody_may_be_drawn() -> None:
    written = record()
    kind, thing, says = written.acts[0]
    written.acts[0] = (kind, thing, {name: says[name] for name in says if name != "panel"})
    found = checked(written.file())
    assert isinstance(found, Break)
    assert "nothing had fixed" in found.why


def test_too_few_are_no_panel() -> None:
    nobody = {"among": AMONG[:2], "others": [*OTHERS, *AMONG[2:]], "seats": []}
    heard = {"verdict_heard": [], "verdict_stands": 0, "verdict_annulled": 0}
    assert isinstance(checked(record(**nobody, **heard, verdict_found="none").file()), Record)
