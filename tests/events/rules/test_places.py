"""Who reads where a night is, and how the door stands on a map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.events.rules.places import PlaceShown, sees_place
from club.events.rules.seats import Seat
from club.events.rules.spots import SPOT_LENGTH, links, spot


@pytest.mark.parametrize("shown", [PlaceShown.MEMBERS, PlaceShown.PUBLIC])
@pytest.mark.parametrize("seat", [None, *Seat])
def test_a_place_for_members_is_read_by_every_member(shown: PlaceShown, seat: Seat | None) -> None:
    assert sees_place(shown, seat, helps=False)


def test_a_place_for_those_who_come_is_read_by_them_and_by_who_helps() -> None:
    seen = [seat for seat in (None, *Seat) if sees_place(PlaceShown.COMING, seat, helps=False)]
    assert seen == [Seat.SEATED]
    assert sees_place(PlaceShown.COMING, None, helps=True)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_of_the_world_is_kept_within_a_metre(north: float, east: float) -> None:
    kept = spot(f"{north:.7f}, {east:.7f}")
    assert kept is not None
    assert len(kept) <= SPOT_LENGTH
    assert spot(kept) == kept
    assert [float(each) for each in kept.split(",")] == pytest.approx([north, east], abs=1e-5)


@given(st.text(max_size=40))
def test_whatever_is_written_is_a_point_or_nothing(words: str) -> None:
    kept = spot(words)
    assert kept is None or links(kept) is not None


@pytest.mark.parametrize("words", ["", "53", "91, 0", "0, 181", "a, b", "53.3,-6.2,1", "٣, ٤"])
def test_what_is_no_point_is_none(words: str) -> None:
    assert spot(words) is None


def test_no_point_opens_nothing() -> None:
    assert links("") is None
    found = links("53.34780,-6.25970")
    assert found is not None
    assert "mlat=53.34780&mlon=-6.25970" in found.site
