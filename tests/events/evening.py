"""A night of the club in a few plain lines, to hold the real one against.

Written from the agreement, not from the program: one list, looked through from the front each
time, with no thought for speed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)


@dataclass
class Said:
    """What one member said, and what they were given."""

    want: str
    turn: int
    party: int = 1
    fewer: bool = False
    asks: bool = False
    newcomer: bool = False
    lately: bool = False
    seats: int = 0
    held: int = 0
    new_held: int = 0
    offer: datetime | None = None
    lapses: int = 0
    passed: bool = False
    at: datetime | None = None
    usual: bool = False

    def empty(self) -> None:
        self.seats = self.held = self.new_held = self.lapses = 0
        self.offer, self.passed = None, False

    def hold(self, places: int) -> None:
        """What somebody new is given is taken from what is kept, for as long as they have it."""
        self.held = places
        self.new_held = places if self.newcomer else min(self.new_held, places)

    @property
    def waits(self) -> bool:
        return self.want == "coming" and not self.seats and not self.held


@dataclass
class Read:
    """The numbers of a night as one member reads them; ``left`` None: room for everybody."""

    coming: int
    maybe: int
    waiting: int
    left: int | None


@dataclass
class Evening:
    """Everything that is agreed about who has a place; refusals are strings, "" is fine."""

    starts: datetime
    ends: datetime
    places: int | None
    guests: int
    kept: int
    by_lately: bool = False
    waking: timedelta = 12 * HOUR
    off: bool = False
    moved: datetime | None = None
    turn: int = 0
    said: dict[int, Said] = field(default_factory=dict)

    def answer(self, who: int, want: str, now: datetime, at: datetime, **more: object) -> str:
        """``more``: newcomer, lately; party, fewer, asks (what is left out stays as it was);
        usual: the house says it for them, from what they usually say.

        The later word stands, but a member's own word for the night always stands against what
        they usually say. A yes from before the night became another one is a maybe.
        """
        if self.off or now >= self.ends:
            return "late"
        old = self.said.get(who)
        at = min(at, now)
        if old and old.at and at < old.at and not old.usual:
            return ""
        want = self._meant(want, old, at)
        party = int(str(more.get("party") or (old.party if old else 1)))
        if party > max(1 + self.guests, old.party if old else 1):
            return "guests"
        self.turn += 1
        queue = [each for each in self.said.values() if each.waits]
        mine = old or Said(
            want, self.turn, newcomer=bool(more["newcomer"]), lately=bool(more["lately"])
        )
        if mine.want != want:
            mine.empty()
            mine.want, mine.turn = want, self.turn
        mine.fewer = bool(more.get("fewer", mine.fewer))
        mine.asks = bool(more.get("asks", mine.asks))
        mine.at, mine.usual = at, bool(more.get("usual"))
        self.said[who] = mine
        if want == "coming" and (mine.seats or mine.offer or not queue):
            self._seat(mine, party, now)
        if not mine.seats:
            mine.party = party
            if not mine.held and not mine.asks:
                mine.offer = None
        self.hand_on(now)
        return ""

    def _meant(self, want: str, old: Said | None, at: datetime) -> str:
        """A yes to the old time is a maybe, but for whoever waits or has said yes since."""
        comes = old is not None and old.want == "coming"
        before = self.moved is not None and at < self.moved
        return "maybe" if want == "coming" and before and not comes else want

    def pass_on(self, who: int, now: datetime) -> str:
        mine = self.said.get(who)
        if mine is None or mine.seats or mine.offer is None:
            return "late"
        self._take_back(mine)
        self.hand_on(now)
        return ""

    def bring_forward(self, who: int, now: datetime) -> str:
        """A host lets somebody be the next one."""
        mine = self.said.get(who)
        if self.off or now >= self.ends or mine is None or not mine.waits:
            return "late"
        mine.turn = min([1, *(each.turn for each in self.said.values())]) - 1
        mine.passed = False
        return ""

    def change(self, places: int | None, starts: datetime, now: datetime) -> None:
        """Another room, another time: far off, it is another night to those who said yes."""
        was, self.places = self.starts, places
        self.ends += starts - was
        self.starts = starts
        if was.date() != starts.date() or abs(starts - was) > HOUR:
            self._ask_again()
            self.moved = now
        if was != starts:
            self._offer_anew(now)
        self.hand_on(now)

    def clock(self, now: datetime) -> None:
        """What the house does by itself."""
        if self.off or now >= self.ends:
            return
        late = [e for e in self.in_turn() if e.held and not e.seats and e.offer and e.offer <= now]
        soon = now >= self.starts - 24 * HOUR
        room = self.places is None or self.taken < self.places
        if not late and not (soon and room and any(e.waits for e in self.said.values())):
            return
        for each in late:
            each.lapses += 1
            if each.lapses >= 2:
                self.turn += 1
                each.turn = self.turn
            self._take_back(each)
        self.hand_on(now)

    def hand_on(self, now: datetime) -> None:
        if self.off or now >= self.ends:
            return
        last_hours = now >= self.starts - 3 * HOUR
        gave = False
        while found := next(self._fitting(now, asked_too=not last_hours), None):
            mine, places = found
            mine.hold(places)
            if mine.asks:
                mine.offer = min(now + self.waking, self.starts - 2 * HOUR)
            else:
                mine.seats, mine.passed = places, False
            gave = True
        if last_hours:
            self._open_to_all(now)
        if gave:
            for each in self.said.values():
                each.passed = each.passed and not each.waits

    @property
    def taken(self) -> int:
        return sum(each.held for each in self.said.values())

    def free(self, mine: Said, now: datetime) -> int:
        """Many, where there is room for everybody."""
        if self.places is None:
            return 99
        theirs = sum(each.new_held for each in self.said.values())
        left_for_newcomers = max(0, self.kept - theirs)
        if mine.newcomer or now >= self.starts - 24 * HOUR:
            left_for_newcomers = 0
        return max(0, self.places - self.taken - left_for_newcomers)

    def number(self, who: int) -> int | None:
        """The place in the queue."""
        waiting = [each for each in self.queue() if each.waits]
        mine = self.said.get(who)
        return waiting.index(mine) + 1 if mine in waiting else None

    def read_by(self, who: int, hidden: set[int], now: datetime, *, newcomer: bool) -> Read:
        """The numbers that a member reads from whom others are hidden: few leave those out."""
        there = replace(self, said={n: each for n, each in self.said.items() if n not in hidden})
        true, few = self._numbers(now, newcomer=newcomer), there._numbers(now, newcomer=newcomer)
        mine = self.said.get(who)
        if mine and mine.want == "coming" and not mine.seats and self.places is not None:
            # Whoever waits would else read of a free place that is somebody's.
            needs = 1 if mine.fewer else mine.party
            alone = few.coming > 3 or (few.left or 0) >= needs > (true.left or 0)
        else:
            alone = few.coming > 3
        room = true if alone else few
        return Read(
            room.coming,
            true.maybe if few.maybe > 3 else few.maybe,
            max(true.waiting if few.waiting > 3 else few.waiting, self.number(who) or 0),
            room.left,
        )

    def _numbers(self, now: datetime, *, newcomer: bool) -> Read:
        said = self.said.values()
        return Read(
            coming=sum(each.seats for each in said),
            maybe=sum(each.party for each in said if each.want == "maybe"),
            waiting=sum(each.waits for each in said),
            left=None if self.places is None else self.free(Said("", 0, newcomer=newcomer), now),
        )

    def in_turn(self) -> list[Said]:
        return sorted(self.said.values(), key=lambda each: each.turn)

    def queue(self) -> list[Said]:
        """Who had a place lately comes after the others, if the club agreed so."""
        behind = [e for e in self.in_turn() if self.by_lately and e.lately and e.turn > 0]
        return [each for each in self.in_turn() if each not in behind] + behind

    def _fitting(self, now: datetime, *, asked_too: bool) -> Iterator[tuple[Said, int]]:
        for each in sorted(self.queue(), key=lambda e: e.passed):
            if each.waits and each.offer is None and (asked_too or not each.asks):
                free = self.free(each, now)
                places = each.party if each.party <= free else free if each.fewer else 0
                if places:
                    yield each, places

    def _open_to_all(self, now: datetime) -> None:
        asking = [each for each in self.said.values() if each.waits and each.asks]
        full = self.free(Said("", 0, newcomer=True), now) == 0
        for each in asking:
            if full:
                each.offer = None
            elif (1 if each.fewer else each.party) <= self.free(each, now):
                each.offer = each.offer or self.starts

    def _ask_again(self) -> None:
        for each in self.in_turn():
            if each.want == "coming" and not each.waits:
                if each.seats:
                    each.want = "maybe"
                each.empty()

    def _offer_anew(self, now: datetime) -> None:
        """An offer that holds nothing begins again; one that holds a place ends no later than 2 h
        before, and one whose time is up by that goes back as if it had never been made."""
        near = now >= self.starts - 3 * HOUR
        for each in self.said.values():
            if each.offer and each.waits:
                each.offer = self.starts if near else None
            elif each.offer and each.offer > self.starts - 2 * HOUR:
                each.offer = self.starts - 2 * HOUR
                if each.offer <= now:
                    each.offer = None
                    each.hold(0)

    def _seat(self, mine: Said, party: int, now: datetime) -> None:
        free = self.free(mine, now) + mine.held
        if self.places is not None and self.taken > self.places:
            free = mine.held
        if party > free:
            party = max(mine.seats, free if mine.fewer else 0)
        if party:
            mine.seats = party
            mine.hold(party)
            mine.offer, mine.passed = None, False
            mine.party = max(mine.party, party) if mine.fewer else party

    def _take_back(self, mine: Said) -> None:
        mine.hold(0)
        mine.offer, mine.passed = None, True
