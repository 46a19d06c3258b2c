"""Follow-ups: check-ins after a repair, services that recur, and those that wait for something to happen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from store.records.follow_up import FollowUp, FollowUpState
from store.sample.cast import CustomerPlan
from store.sample.entry import Entry
from store.sample.opening import DAY, Opening

OCCASIONS = {"frost": "frost", "recall": "recall", "tyres": "winter tyres"}
"""What some follow-ups wait for: the sentence's key, and the name under which it is fired."""

YEARLY = "FREQ=YEARLY"
_MONTHLY = "FREQ=MONTHLY"
_SEASONS = ((2, 10), (2, 24), (3, 5), (10, 6), (10, 20))


class Reminder:
    """A follow-up that waits for its turn, made at the instant `when`; `entry` is the contact it comes from."""

    __slots__ = ("entry", "plain", "when")

    def __init__(self, when: int, plain: dict[str, Any], entry: Entry | None = None) -> None:
        """Keep its fields but the ids."""
        self.when = when
        self.plain = plain
        self.entry = entry

    def record(self, identity: int, interaction: int | None, clock: Opening) -> FollowUp:
        """Return it as the book keeps it; `interaction` is the id of the contact it comes from."""
        matter = None if self.entry is None else self.entry.matter
        return FollowUp(
            id=identity,
            made=clock.when(self.when),
            interaction=interaction,
            conversation=None if matter is None else matter.id,
            **self.plain,
        )


class Reminders:
    """Makes follow-ups, settled wherever their due lies behind `now`."""

    def __init__(self, clock: Opening, now: int, rng: Random) -> None:
        """Make them as they stand at the instant `now`."""
        self._clock, self._now, self._rng = clock, now, rng
        self._today = clock.when(now).date()

    def check_in(self, who: CustomerPlan, entry: Entry) -> Reminder:
        """Return the check-in that the kept promise of `entry` brought along."""
        due = self._clock.when(entry.when).date() + timedelta(days=self._rng.randint(7, 14))
        plain = self._plain(who, "checkin", due)
        plain["source"] = "promise"
        self._settle(plain, due)
        return Reminder(entry.when, plain, entry)

    def standing(self, who: CustomerPlan) -> Iterator[Reminder]:
        """Yield the follow-ups that belong to a customer for good, the settled ones before the open one."""
        if who.stage != "regular":
            return
        if who.business and self._rng.random() < 0.35:
            yield from self._recurring(who, "visit", _MONTHLY)
        elif not who.business and self._rng.random() < 0.25:
            yield from self._recurring(who, "service", YEARLY)
        key = self._rng.choice(tuple(OCCASIONS))
        electric = any("E-" in name for _, name in who.things)
        if (key == "frost" and electric) or (key != "frost" and self._rng.random() < 0.12):
            yield self.waiting_for(who, key)

    def waiting_for(self, who: CustomerPlan, key: str) -> Reminder:
        """Return one that waits for something to happen."""
        plain = self._plain(who, key, None)
        plain["occasion"] = OCCASIONS[key]
        return Reminder(self._made_between(who, self._now - DAY), plain)

    def due(
        self,
        who: CustomerPlan,
        key: str,
        due: date | datetime,
        *,
        rule: str = "",
        snoozed_until: date | None = None,
    ) -> Reminder:
        """Return an open one with the due `due`, made at least two days before."""
        plain = self._plain(who, key, due)
        plain |= {"rule": rule, "snoozed_until": snoozed_until}
        latest = min(self._clock.instant(due), self._now) - 2 * DAY
        return Reminder(self._made_between(who, latest), plain)

    def _recurring(self, who: CustomerPlan, key: str, rule: str) -> Iterator[Reminder]:
        made = self._clock.add(who.begins, self._rng.uniform(0.1, 8))
        due = self._first_due(self._clock.when(made).date() + timedelta(days=10), rule)
        while True:
            plain = self._plain(who, key, due)
            plain["rule"] = rule
            settled = self._settle(plain, due)
            yield Reminder(made, plain)
            if not settled:
                return
            made = settled
            over = max(due, self._clock.when(settled).date())
            while due <= over:
                due = _next_month(due) if rule == _MONTHLY else due.replace(year=due.year + 1)

    def _first_due(self, after: date, rule: str) -> date:
        if rule == _MONTHLY:
            return after.replace(day=min(after.day, 28))
        month, day = self._rng.choice(_SEASONS)
        due = after.replace(month=month, day=day)
        return due if due >= after else due.replace(year=due.year + 1)

    def _plain(self, who: CustomerPlan, key: str, due: date | datetime | None) -> dict[str, Any]:
        return {"customer": who.id, "what": who.words.reminders[key][0], "due": due}

    def _settle(self, plain: dict[str, Any], due: date) -> int:
        """Settle it if its due is today or before; return the instant, 0 while it is open."""
        if due > self._today:
            return 0
        reached = self._clock.moment(due, time(0))
        settled = self._clock.add(reached, self._rng.uniform(0.2, 20))
        if settled > self._now:
            settled = self._clock.add(self._now, -self._rng.uniform(0.1, 2))
        chance = self._rng.random()
        state: FollowUpState = "done" if chance < 0.9 else "dropped"
        if plain.get("rule"):
            state = "done" if chance < 0.9 else "skipped"
        plain |= {"state": state, "settled": self._clock.when(settled)}
        return settled

    def _made_between(self, who: CustomerPlan, latest: int) -> int:
        earliest = max(who.begins, latest - 60 * DAY)
        return self._clock.add(earliest + int(self._rng.random() * (latest - earliest)), -0.1)


def _next_month(due: date) -> date:
    return (due.replace(day=1) + timedelta(days=32)).replace(day=due.day)
