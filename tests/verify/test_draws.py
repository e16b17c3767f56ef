"""The lot that draws who enters papers is drawn again, or found out."""

from typing import Any

import pytest

from club.decisions.rules.lot import commitment
from club.decisions.rules.paper import drawn
from club.verify.chain import Break
from club.verify.files import Record
from club.verify.main import checked
from tests.verify.records import Written, rule

SECRET = b"t" * 32
OFFERED = (3, 21, 100, 7)


def written(**forged: Any) -> bytes:
    record = Written()
    record.vote("a", ["yes", "yes", "no", "yes"], rule())
    record.add("tellers_asked", "decision/a", n=1, lot=commitment(SECRET))
    order = list(drawn("a", 1, SECRET, OFFERED))
    says: dict[str, Any] = {"n": 1, "lot_secret": SECRET.hex(), "order": order} | forged
    record.add("tellers", "decision/a", **says)
    return record.file()


def test_a_lot_that_was_drawn_as_it_was_fixed_holds() -> None:
    assert isinstance(checked(written()), Record)


@pytest.mark.parametrize(
    ("forged", "why"),
    [
        ({"order": [3, 7, 21, 100]}, "another order"),
        ({"order": [3, 21, 100]}, "another order"),
        ({"lot_secret": ("u" * 32).encode().hex()}, "another lot"),
        ({"n": 2}, "does not say what it must"),
        ({"lot_secret": "no letters of this kind"}, "does not say what it must"),
        ({"order": None}, "does not say what it must"),
    ],
)
def test_a_lot_that_was_bent_is_found_out(forged: dict[str, Any], why: str) -> None:
    found = checked(written(**forged))
    assert isinstance(found, Break)
    assert why in str(found)
