"""A monkey at the counter: keys at random, pastes, resizes, other sessions, a full disk, and a clock that jumps."""

from __future__ import annotations

import asyncio
import errno
import os
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any, NamedTuple

import pytest

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from store.book import Book
from store.correcting import delete_interaction
from store.doctor import examine
from store.errors import RegularsError
from store.half_typed_file import take_over
from store.merging import merge_customers
from store.occasions import fire
from store.reconnecting import keep_in_touch, leave_be, let_go
from store.records.customer import Customer, MarkedDate
from store.records.text import clean_text
from store.reminding import drop_follow_up, finish_follow_up, make_follow_up, skip_follow_up, snooze_follow_up
from tests.books import Clock
from tests.screens.counter import Counter, assert_fits, counter
from tests.screens.test_hostile import HOSTILE
from tui.keys import KEYS

TERMINALS = [(80, 24), (60, 20), (40, 20), (20, 5), (120, 40)]
WORDS = [
    "@ays ", "@new ", "@1 ", "/phone ", "/email ", "> ", "+promise fri 17:00: hinge", "+follow today: ask",
    " *yesterday", "#oven ", " :(", "fri", "in 3 days", "2026-02-31", "+90 532", "a@b", "99:99", "ş", "김", "\u0301",
    "שלום", "[/foo]", "every 2 weeks", "+follow when frost: ", "+done ", "1 march to 15 april", "until monday", "off",
]  # fmt: skip
PASTES = [
    *HOSTILE,
    "@1 /phone pasted\nsecond line\n\nfourth",
    "\n\n\n",
    "\x1b[200~x\x1b[201~",
    "\ud800 lone",
    "x" * 200_000,
]
_NAMES = {" ": "space", "/": "slash", ":": "colon", "?": "question_mark"}
_EDITING = [
    "backspace", "delete", "ctrl+u", "ctrl+w", "ctrl+k", "ctrl+a", "ctrl+e", "left", "right", "shift+left", "ctrl+left",
    "shift+home", "ctrl+x", "ctrl+v", "ctrl+c", "ctrl+z", "ctrl+y", "alt+x", "f5", "insert", "ф", "й",
]  # fmt: skip
_STEERING = ["enter", "escape", "tab", "shift+tab", "up", "down"]
_LISTS = ["3", "4", "5", "M", "T", "E"]
_LEAVING = ("quit", "hang up")


class Step(NamedTuple):
    """One thing that happens: what, and with what."""

    kind: str
    what: Any = None


def steps(seed: int, count: int) -> list[Step]:
    """Return what happens with this seed, one step after the other."""
    random = Random(seed)
    bound = [name for key in KEYS for name in key.keys.split(",") if name not in ("q",)]

    def key() -> str:
        return random.choice(random.choice((bound, bound, _STEERING, _STEERING, _EDITING)))

    def word() -> tuple[str, ...]:
        return tuple(_NAMES.get(letter, letter) for letter in random.choice(WORDS))

    makers: list[tuple[int, Callable[[], Step]]] = [
        (40, lambda: Step("keys", (key(),))),
        (10, lambda: Step("keys", tuple(key() for _each in range(random.randint(2, 8))))),
        (6, lambda: Step("keys", ("escape", random.choice(_LISTS), *(key() for _each in range(random.randint(0, 4)))))),
        (14, lambda: Step("keys", word())),
        (3, lambda: Step("keys", ("c", *word(), *word(), random.choice(("enter", "escape", "tab", "C"))))),
        (3, lambda: Step("paste", random.choice(PASTES))),
        (4, lambda: Step("size", random.choice(TERMINALS))),
        (5, lambda: Step("elsewhere", (random.choice(list(ELSEWHERE)), random.getrandbits(32)))),
        (2, lambda: Step("clock", random.choice((1, 60, 60 * 24, 60 * 24 * 40, -60, -60 * 24 * 3)))),
        (3, lambda: Step("look")),
        (1, lambda: Step("tidy")),
        (0.3, lambda: Step("disk", "full")),
        (0.8, lambda: Step("disk", "empty")),
        (0.8, lambda: Step("leave", (random.choice(_LEAVING), random.random() < 0.2))),
    ]
    return [one() for one in random.choices([one for _n, one in makers], [n for n, _one in makers], k=count)]


def _logged(book: Book, random: Random) -> None:
    line = f"@{random.randint(1, 8)} /{random.choice(('phone', 'email', 'chat'))} {random.choice(WORDS)}"
    book.log(line)


def _added(book: Book, random: Random) -> None:
    with book.transact("customer.add") as change:
        change.add(Customer(name=random.choice(HOSTILE)[:5_000]))


def _edited(book: Book, random: Random) -> None:
    customer = random.choice(list(book.customers()))
    with book.transact("customer.edit") as change:
        change.put(replace(customer, name=random.choice(HOSTILE), note=random.choice(HOSTILE)))


def _merged(book: Book, random: Random) -> None:
    one, other = random.sample([customer.id for customer in book.customers()], 2)
    merge_customers(book, one, other)


def _deleted(book: Book, random: Random) -> None:
    customer = random.choice(list(book.customers()))
    for interaction in random.sample(list(book.timeline(customer.id)), 1):
        delete_interaction(book, interaction.id)


def _dropped(book: Book, random: Random) -> None:
    drafts = book.drafts()
    if drafts:
        with book.transact("draft.drop") as change:
            change.drop(random.choice(list(drafts)))


def _reminded(book: Book, random: Random) -> None:
    more: list[dict[str, Any]] = [
        {},
        {"rule": random.choice(("FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY"))},
        {"rule": "FREQ=YEARLY", "kind": "renewal", "lead_days": random.randint(0, 366)},
        {"season": random.choice(("03-01..04-15", "12-01..01-15", "02-29..02-29"))},
        {"due": None, "occasion": random.choice(("frost", *HOSTILE))[:200]},
    ]
    due = book.now() + timedelta(days=random.randint(-400, 400), minutes=random.randint(0, 1440))
    fields: dict[str, Any] = {"due": random.choice((due, due.date())), **random.choice(more)}
    customer, what = random.choice(list(book.customers())).id, random.choice(HOSTILE)[:200]
    with book.transact("followup.add") as change:
        make_follow_up(book, change, customer, what, on_closed=random.choice(("same", "next", "previous")), **fields)


def _settled(book: Book, random: Random) -> None:
    one = random.choice(list(book.follow_ups()))
    until = book.now() + timedelta(minutes=random.choice((1, 60, 60 * 24, 60 * 24 * 30)))
    with book.transact("followup.done") as change:
        match random.randrange(4):
            case 0:
                finish_follow_up(book, change, one.id)
            case 1:
                skip_follow_up(book, change, one.id)
            case 2:
                drop_follow_up(book, change, one.id)
            case _:
                snooze_follow_up(book, change, one.id, random.choice((until, until.date())))


def _happened(book: Book, _random: Random) -> None:
    with book.transact("followup.fire") as change:
        fire(book, change, "frost")


def _kept_in_touch(book: Book, random: Random) -> None:
    customer = random.choice(list(book.customers())).id
    with book.transact("customer.edit") as change:
        match random.randrange(3):
            case 0:
                keep_in_touch(book, change, customer, random.choice(("1 week", "6 weeks", "off", "")))
            case 1:
                leave_be(book, change, customer, book.now().date() + timedelta(days=random.randint(1, 90)))
            case _:
                let_go(book, change, customer)


def _born(book: Book, random: Random) -> None:
    customer, day = random.choice(list(book.customers())), book.now().date() + timedelta(days=random.randint(-3, 9))
    year = random.choice((0, 1896, day.year))
    marked = MarkedDate(label=random.choice(("birthday", *HOSTILE))[:100], month=day.month, day=day.day, year=year)
    with book.transact("customer.edit") as change:
        change.put(replace(customer, dates=(*customer.dates, marked)))


def _parked(book: Book, random: Random) -> None:
    book.park(random.choice(PASTES)[:5_000], book.now(), None)


ELSEWHERE: dict[str, Callable[[Book, Random], object]] = {
    "log": _logged,
    "add": _added,
    "edit": _edited,
    "merge": _merged,
    "delete": _deleted,
    "drop": _dropped,
    "park": _parked,
    "undo": lambda book, _random: book.undo(),
    "redo": lambda book, _random: book.redo(),
    "compact": lambda book, _random: book.compact(),
    "remind": _reminded,
    "settle": _settled,
    "happen": _happened,
    "keep in touch": _kept_in_touch,
    "date": _born,
    "shop": lambda book, random: book.set_shop({"name": random.choice(HOSTILE)}),
}


class Monkey:
    """Does what the steps say on a book, and looks at the screen after each."""

    def __init__(self, book: Book, clock: Clock, patch: pytest.MonkeyPatch) -> None:
        """Begin on an open book, in its largest window."""
        self.book = book
        self.clock = clock
        self.patch = patch
        self.size = TERMINALS[0]
        self.done: list[Step] = []
        self.is_full = False
        self.failures: list[str] = []
        self.wanted: list[tuple[str, dict[str, str]]] = []

    async def live(self, happening: Sequence[Step]) -> None:
        """Do it all, opening the app again as often as it is left, and examine the book at the end."""
        left = deque(happening)
        while left:
            async with counter(self.book, self.size) as owner:
                asyncio.get_running_loop().set_exception_handler(self._failed)
                await self._work(owner, left)
            self._open_again(read_only=self.done[-1].kind == "leave" and self.done[-1].what[1])
        if self.book.read_only:
            self._open_again(read_only=False)
        self.book.close()
        assert not (found := examine(self.book.folder, self.clock)), found

    async def _work(self, owner: Counter, left: deque[Step]) -> None:
        app = owner.app
        while left and not app._exit:
            step = left.popleft()
            self.done.append(step)
            if step.kind == "leave":
                break
            await self._do(owner, step)
            self._look_at(owner)
        wanted = self._half_typed(owner)
        if not app._exit:
            if self.done[-1].kind == "leave" and self.done[-1].what[0] == "hang up":
                app.hang_up(1)
            else:
                await app.action_quit()
                await app.action_quit()
        # As the real program ends, see tui/running.py.
        for leave in (partial(app.half_typed.park, self.book), app.kept.close):
            with suppress(RegularsError):
                leave()
        self.wanted += wanted

    async def _do(self, owner: Counter, step: Step) -> None:
        match step.kind:
            case "keys":
                await owner.arrive(*step.what)
            case "paste":
                await owner.paste(step.what)
                await owner.pilot.pause()
            case "size":
                self.size = step.what
                await owner.pilot.resize_terminal(*step.what)
                await owner.pilot.pause()
            case "elsewhere":
                self._elsewhere(*step.what)
                owner.app.follow()
                await owner.pilot.pause()
            case "clock":
                self.clock.now += timedelta(minutes=step.what)
                owner.app.look_at_the_clock()
                await owner.pilot.pause()
            case "look":
                owner.app.kept.look()
                await owner.pilot.pause()
            case "tidy":
                owner.app.tidy()
                await owner.pilot.pause()
            case "disk" if step.what == "full" and not self.is_full:
                self.is_full = True
                self.patch.setattr(os, "fsync", _full)
            case "disk" if step.what == "empty":
                self._make_room()

    def _elsewhere(self, what: str, seed: int) -> None:
        other = Book.open(self.book.folder, clock=self.clock)
        with suppress(RegularsError, ValueError):
            ELSEWHERE[what](other, Random(seed))
        with suppress(RegularsError):
            other.close()

    def _look_at(self, owner: Counter) -> None:
        app = owner.app
        assert app._exception is None, app._exception
        assert not self.failures, self.failures
        if app._exit:
            return
        assert app.is_running
        lines = owner.lines
        if isinstance(app.screen, BookScreen):
            assert_fits(lines, self.size)
        for line in lines:
            assert line.isprintable(), line

    def _half_typed(self, owner: Counter) -> list[tuple[str, dict[str, str]]]:
        app = owner.app
        line: HalfTyped = app.half_typed
        lines = [(clean_text(line.parked_line), {})] if line else []
        return [*lines, *((draft.line, dict(draft.values)) for draft in app._typed_forms())]

    def _open_again(self, *, read_only: bool) -> None:
        was_full = self.is_full or self.book._storage._failed
        self._make_room()
        self.book.close()
        with pytest.MonkeyPatch.context() as patch:
            if read_only:
                patch.setattr(os, "access", lambda *_asked: False)
            self.book = Book.open(self.book.folder, clock=self.clock)
        take_over(self.book)
        if was_full:
            self.wanted = []
        parked = [(clean_text(draft.line), dict(draft.values)) for draft in self.book.drafts()]
        lines, forms = [line for line, _values in parked], [values for _line, values in parked]
        self.wanted = [
            (line, values) for line, values in self.wanted if (values not in forms if values else line not in lines)
        ]
        # Where nothing can be written it stays beside the book for the next session.
        assert self.book.read_only or not self.wanted, (self.wanted, parked)

    def _make_room(self) -> None:
        if self.is_full:
            self.is_full = False
            self.patch.undo()

    def _failed(self, _loop: object, context: dict[str, Any]) -> None:
        self.failures.append(repr(context))


def _full(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
