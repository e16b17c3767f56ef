"""A series in a few plain lines: which of its nights change when one of them is edited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.events.evening import Evening

ONLY, LATER, ALL = "only", "later", "all"


@dataclass
class Dated:
    """A night of a series.

    Args:
        evening: who comes to it.
        slot: when its series would have it.
        series: which series it belongs to, None once it stands by itself.
        alone: it was changed alone and no longer follows.
    """

    evening: Evening
    slot: datetime
    series: int | None = 1
    alone: bool = False


@dataclass
class Programme:
    """The nights of a series, in the order of their dates."""

    nights: list[Dated]
    series: int = 1

    def edit(
        self, which: int, scope: str, places: int | None, starts: datetime, now: datetime
    ) -> str:
        """Change one night, or those that come after it too; refusals are strings."""
        night = self.nights[which]
        moves = starts != night.evening.starts
        if scope != ONLY and night.series is None:
            return "late"
        if night.evening.off or now >= night.evening.ends:
            return "late"
        if moves and starts <= now:
            return "past"
        if scope == ONLY:
            night.alone = night.series is not None
            night.evening.change(places, starts, now)
            return ""
        to = starts if moves else night.slot
        meant = list(self._meant(night, scope, now))
        self._split(meant, scope)
        self._take(meant, night, to, places, now, timed=moves)
        return ""

    def of_series(self, series: int | None) -> list[Dated]:
        return [each for each in self.nights if each.series == series]

    def _meant(self, night: Dated, scope: str, now: datetime) -> Iterator[Dated]:
        """The night itself, those after it, and with "all" whatever is still to come."""
        for each in self.of_series(night.series):
            ahead = scope == ALL and each.slot >= now
            if each.slot >= night.slot or ahead:
                yield each

    def _split(self, meant: list[Dated], scope: str) -> None:
        """What changes from one night on is a series of its own, unless nothing is left behind."""
        if scope == LATER and len(self.of_series(meant[0].series)) > len(meant):
            self.series += 1
            for each in meant:
                each.series = self.series

    def _take(
        self,
        meant: list[Dated],
        night: Dated,
        to: datetime,
        places: int | None,
        now: datetime,
        *,
        timed: bool,
    ) -> None:
        was = night.slot
        for each in meant:
            day = each.slot.date()
            if each.slot.weekday() == was.weekday():
                day += to.date() - was.date()
            slot = datetime.combine(day, to.timetz())
            starts = each.evening.starts
            if each is not night and slot <= now:
                each.series = None  # its new date is over already, so it stays where it is
            elif timed or slot != each.slot:
                starts = slot
            follows = not each.alone and not each.evening.off and each.evening.starts > now
            each.slot = slot if each.series else each.slot
            if each is night or follows:
                each.alone = each.alone and starts == each.evening.starts and not timed
                each.evening.change(places, starts, now)
