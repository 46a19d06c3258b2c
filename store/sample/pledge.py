"""A promise while a matter is being told: what was said, until when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from store.records.promise import Move, Promise, PromiseState
from store.records.shop import Shop
from store.rules.promises import aim_of
from store.sample.opening import HOUR, WORKDAY, Opening
from store.sample.stories import Pledge

_ROUND_HOURS = (11, 12, 15, 16, 17, 18)
_NOTICE = HOUR
"""Nothing is promised for less than an hour from now."""


@dataclass(slots=True, kw_only=True)
class PledgeInHand:
    """A promise with its due; `made`, `due_at` and `settled` are instants in seconds since 1970."""

    what: str
    kind: str
    made: int
    due: date | datetime
    original_due: date | datetime
    due_at: int
    aim: datetime | None = None
    condition: str = ""
    cause: str = ""
    moves: list[Move] = field(default_factory=list)
    state: PromiseState = "open"
    settled: int = 0

    def set_aim(self, shop: Shop, clock: Opening) -> None:
        """Work the aim out from when it was made and its present due."""
        self.aim = aim_of(clock.when(self.made), self.due, self.kind, shop, clock.calendar)

    def span(self, clock: Opening) -> int:
        """Return the working seconds between making it and its due."""
        return clock.position(self.due_at) - clock.position(self.made)

    def move(self, at: int, days: int, told: bool, shop: Shop, clock: Opening) -> None:
        """Move the due by `days` open days at the instant `at`."""
        former = self.due
        day = former.date() if isinstance(former, datetime) else former
        self.move_to(clock.day_from(day, days), at, told, shop, clock)

    def move_to(self, due: date | datetime, at: int, told: bool, shop: Shop, clock: Opening) -> None:
        """Move the due to `due` at the instant `at`."""
        self.moves.append(Move(at=clock.when(at), former=self.due, to=due, told=told))
        self.due, self.due_at = due, clock.instant(due)
        self.set_aim(shop, clock)

    def set_due(self, due: date | datetime, shop: Shop, clock: Opening) -> None:
        """Say that it was promised for `due` from the first."""
        self.due = self.original_due = due
        self.due_at = clock.instant(due)
        self.set_aim(shop, clock)

    def settle(self, state: PromiseState, at: int) -> None:
        """Keep, break or release it at the instant `at`."""
        self.state, self.settled = state, at

    def record(self, identity: int, customer: int, conversation: int, interaction: int, clock: Opening) -> Promise:
        """Return it as the book keeps it."""
        return Promise(
            id=identity,
            customer=customer,
            what=self.what,
            kind=self.kind,
            made=clock.when(self.made),
            due=self.due,
            original_due=self.original_due,
            aim=self.aim or clock.when(self.made),
            condition=self.condition,
            cause=self.cause,
            conversation=conversation,
            interaction=interaction,
            moves=tuple(self.moves),
            state=self.state,
            settled=clock.when(self.settled) if self.settled else None,
        )


def choose_due(pledge: Pledge, made: int, clock: Opening, rng: Random) -> date | datetime:
    """Return a due that an owner would name at the instant `made`: a day, or a full hour inside open hours."""
    days = rng.uniform(pledge.soonest, pledge.latest)
    local = clock.when(clock.at(clock.position(made) + days * WORKDAY))
    day = local.date()
    if pledge.hour:
        first = int(rng.random() * len(_ROUND_HOURS))
        for hour in (*_ROUND_HOURS[first:], *_ROUND_HOURS[:first]):
            moment = clock.moment(day, time(hour))
            if moment >= made + _NOTICE and clock.is_open(moment):
                return clock.when(moment)
    if clock.instant(day) < made + _NOTICE:
        return clock.day_from(day, 1)
    return day
