"""The generator of the sample shop: the same records for the same size, instant and seed.

Everything is told in the order in which it happened, as a real book would have grown: a heap holds, for each
customer, when their next matter begins, and the contacts of the matters that are under way. So a million contacts
take no more memory than the customers and what is open at one time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from store.book import Book
from store.database.bulk import write_book
from store.database.folder import BookFolder
from store.database.migrations import SCHEMA
from store.database.transaction import ENCODE
from store.kinds import TABLE_OF, Record
from store.records.codec import to_plain
from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.follow_up import FollowUp
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.sample.attentions import Attentions
from store.sample.cast import CustomerPlan, introduce, plan_customers, set_periods
from store.sample.entry import Entry
from store.sample.lane import Deck, Lane
from store.sample.opening import DAY, Opening
from store.sample.people import People
from store.sample.present import Present
from store.sample.reminders import Reminder, Reminders
from store.sample.shop import ZONE, sample_shop
from store.sample.visits import visits
from store.sample.wordings import Wordings


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many customers and interactions a sample has, and over how many years back from now they lie."""

    customers: int
    interactions: int
    years: int = 1


DEMO = SampleSize(60, 600)
SMALL = SampleSize(200, 2_000)
MEDIUM = SampleSize(5_000, 100_000, years=2)
LARGE = SampleSize(20_000, 1_000_000, years=5)

_CHECK_IN_SHARE = 0.12
_AHEAD = timedelta(days=420)
_SETTLED = b'"settled":"'
_DATED_BY = {"interactions": b'"when":"'}
_Told = Lane | Entry | Reminder


def sample_records(size: SampleSize, *, now: datetime, seed: int = 1, years: int | None = None) -> Iterator[Record]:
    """Yield the records of a sample shop as it stands at `now`, each kind numbered from 1.

    The shop comes first with its owner's phrases, then customers with their things, then conversations, interactions,
    promises and follow-ups in the order in which they began, then gestures and drafts. Nothing refers to a record that
    comes later.

    Args:
        size: how much of it; `DEMO` has a Today that is set by hand, the others one that is drawn.
        now: the aware instant at which it stands; nothing has happened after it.
        seed: another seed gives other people and another history.
        years: over how many years the history lies, instead of the size's own.
    """
    return _Generator(size, now, seed, size.years if years is None else years).records()


def build_sample_book(folder: Path, size: SampleSize, *, now: datetime, seed: int = 1) -> None:
    """Write a new book with the sample shop as it stands at `now` into `folder`, its agenda and indexes included.

    Raises:
        FileExistsError: there is a book in the folder.
        BookUnavailableError: the folder cannot be made.
        OSError: the disk refuses.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing goes round in circles here, and the collector would cost a quarter of the time
    try:
        _write(folder, sample_records(size, now=now, seed=seed), now)
    finally:
        if collecting:
            gc.enable()


def _write(folder: Path, records: Iterator[Record], now: datetime) -> None:
    lines = ((TABLE_OF[type(one)], one.id, ENCODE(to_plain(one)).encode()) for one in records)
    at = now.astimezone(ZoneInfo(ZONE)).isoformat(timespec="seconds")
    write_book(BookFolder(folder), lines, home=_home, schema=SCHEMA, at=at)
    book = Book.open(folder, clock=lambda: now)
    try:
        book.compact()
    finally:
        book.close()


def _home(table: str, text: bytes) -> int | None:
    """Return the year in whose file a record belongs, None for what is open or small.

    Only the year of one instant is needed of a million records: so it is cut out of the text. A text that
    somebody wrote cannot look like it, since quotes inside a value are escaped.
    """
    _before, found, after = text.partition(_DATED_BY.get(table, _SETTLED))
    return int(after[:4]) if found else None


class _Generator:
    def __init__(self, size: SampleSize, now: datetime, seed: int, years: int) -> None:
        local = now.astimezone(ZoneInfo(ZONE))
        self._size, self._years = size, years
        self._now = int(now.timestamp())
        self._shop = sample_shop(local.date(), years)
        first = local.date() - timedelta(days=years * 366 + 60)
        self._clock = Opening(self._shop, first, local.date() + _AHEAD)
        self._rng = Random(seed)
        self._people = People(Random(seed + 1))
        self._reminders = Reminders(self._clock, self._now, self._rng)
        self._present = Present(self._shop, self._clock, self._now, self._rng)
        self._attentions = Attentions(local.date(), Random(seed + 2), demo=size == DEMO)
        self._wordings = Wordings(local)
        self._heap: list[tuple[int, int, _Told]] = []
        self._turns = count()
        self._ids: dict[type, count[int]] = {kind: count(1) for kind in (Conversation, Interaction, Promise, FollowUp)}

    def records(self) -> Iterator[Record]:
        yield self._shop
        yield from self._wordings.records()
        plans = plan_customers(self._size.customers, self._size.interactions, self._years, self._rng)
        self._present.cast(plans, demo=self._size == DEMO)
        set_periods(plans, self._clock, self._now, self._years, self._rng)
        first_thing = 1
        for plan in plans:
            for one in introduce(plan, self._people, first_thing, self._clock, self._now, self._rng):
                yield self._attentions.of(one) if isinstance(one, Customer) else one
            first_thing += len(plan.things)
        deck = Deck(self._rng)
        for plan in plans:
            self._begin(plan, deck)
        yield from self._history()
        yield from self._attentions.gestures()
        yield from self._present.drafts(plans)

    def _begin(self, plan: CustomerPlan, deck: Deck) -> None:
        """Put what is open now into the heap, and the beginning of the history before it."""
        contacts = plan.contacts
        if (rhythm := self._present.rhythms.get(plan.id)) is not None:
            for entry in visits(plan, rhythm, deck, self._shop, self._clock, self._now, self._rng):
                self._push(entry.when, entry)
            return
        if (scene := self._present.scenes.get(plan.id)) is not None:
            matter = self._present.matter(plan, scene)
            for entry in matter.entries:
                self._push(entry.when, entry)
            contacts -= len(matter.entries)
            plan.ends = min(plan.ends, matter.entries[0].when - self._rng.randint(2, 20) * DAY)
        reminder = self._present.reminder_scenes.get(plan.id)
        if reminder is not None:
            one = self._present.reminder(plan, reminder, self._reminders)
            self._push(one.when, one)
        else:
            for one in self._reminders.standing(plan):
                self._push(one.when, one)
        share, rest = divmod(contacts, plan.lanes)
        for number in range(plan.lanes):
            lane = Lane(plan, share + (number < rest), deck, self._shop, self._clock, self._rng)
            if lane.left:
                self._push(lane.time, lane)

    def _push(self, when: int, told: _Told) -> None:
        heappush(self._heap, (when, next(self._turns), told))

    def _history(self) -> Iterator[Record]:
        while self._heap:
            _, _, told = heappop(self._heap)
            if isinstance(told, Entry):
                yield from self._contact(told)
            elif isinstance(told, Lane):
                for entry in told.advance():
                    self._push(entry.when, entry)
                if told.left:
                    self._push(told.time, told)
            else:
                yield told.record(next(self._ids[FollowUp]), None, self._clock)

    def _contact(self, entry: Entry) -> Iterator[Record]:
        matter = entry.matter
        if matter is not None and not matter.id:
            matter.id = next(self._ids[Conversation])
            yield matter.record()
            # Entries know their matter: let go of here, each is freed as soon as it has had its turn.
            matter.entries = []
        identity = next(self._ids[Interaction])
        yield entry.record(identity, self._clock, self._wordings)
        if matter is None:
            return
        if entry.pledge is not None:
            yield entry.pledge.record(next(self._ids[Promise]), matter.who.id, matter.id, identity, self._clock)
        checked = matter.story.shape.checked and matter.settled and entry.when == matter.kept_at
        if checked and self._rng.random() < _CHECK_IN_SHARE:
            one = self._reminders.check_in(matter.who, entry)
            yield one.record(next(self._ids[FollowUp]), identity, self._clock)
