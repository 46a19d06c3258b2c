"""A year in a shop that is not open every day: whatever is due is told, however long nobody looks.

The owner looks on some days only, and was away for weeks. Each time Today has to show exactly what a second, plain
implementation (`reminder_model.py`) says, and at the end of the year everything that came due was done, skipped, told
as missed, or still stands there.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.books import campaign
from tests.tui.conftest import Run
from tests.tui.reminder_model import (
    ONE,
    Reminders,
    every_days,
    last_friday,
    monthly,
    on_weekdays,
    yearly,
)

SOFIA = ZoneInfo("Europe/Sofia")
# From a summer to the next one, with 29 February and both changes of the clocks between.
FIRST, LAST = date(2027, 7, 1), date(2028, 7, 31)
AWAY = ((date(2027, 8, 9), date(2027, 9, 1)), (date(2027, 12, 20), date(2028, 1, 27)))
CLOSED = {date(2027, 9, 6), date(2027, 12, 24), date(2028, 4, 14), date(2028, 4, 17)}
LOOKS = 0.45

# What the owner begins the year with: the options of the command, and the same as the model has it.
BEGUN: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("--due", "2027-07-05", "--rule", "FREQ=WEEKLY"), {"due": date(2027, 7, 5), "comes": every_days(7)}),
    (("--due", "2027-07-02", "--rule", "every 2 weeks"), {"due": date(2027, 7, 2), "comes": every_days(14)}),
    (("--due", "2027-07-31", "--rule", "FREQ=MONTHLY"), {"due": date(2027, 7, 31), "comes": monthly(31)}),
    (("--due", "2027-07-30", "--rule", "every last friday of the month"), 
     {"due": date(2027, 7, 30), "comes": last_friday}),
    (("--due", "2028-02-29", "--rule", "every 29 february"), {"due": date(2028, 2, 29), "comes": yearly(2, 29)}),
    (("--due", "2027-07-06", "--rule", "every tuesday and saturday", "--on-closed", "next"),
     {"due": date(2027, 7, 6), "comes": on_weekdays(1, 5), "on_closed": "next"}),
    (("--due", "2027-07-04", "--rule", "FREQ=WEEKLY", "--on-closed", "previous"),
     {"due": date(2027, 7, 4), "comes": every_days(7), "on_closed": "previous"}),
    (("--due", "2027-07-09 03:30", "--rule", "FREQ=DAILY;INTERVAL=9"),
     {"due": datetime(2027, 7, 9, 3, 30), "comes": every_days(9)}),
    (("--due", "2027-07-08", "--rule", "FREQ=DAILY;INTERVAL=20", "--from", "completion"),
     {"due": date(2027, 7, 8), "comes": every_days(20), "after_done": 20}),
    (("--due", "2027-09-01", "--renewal", "3 months", "--lead-days", "21"),
     {"due": date(2027, 9, 1), "comes": lambda _begun, day: day.day == 1 and day.month in (3, 6, 9, 12), "lead": 21}),
    (("--season", "03-01..04-15"), {"due": date(2028, 3, 1), "season": ("03-01", "04-15")}),
    (("--season", "12-01..01-15"), {"due": date(2027, 12, 1), "season": ("12-01", "01-15")}),
    (("--season", "08-12..08-25"), {"due": date(2027, 8, 12), "season": ("08-12", "08-25")}),
    (("--season", "05-10..05-12", "--lead-days", "5"),
     {"due": date(2028, 5, 10), "season": ("05-10", "05-12"), "lead": 5}),
    (("--when", "frost"), {"due": None, "occasion": "frost"}),
    (("--when", "frost"), {"due": None, "occasion": "frost"}),
)  # fmt: skip


class Year:
    """The owner, the program and the model."""

    def __init__(self, run: Run, seed: int) -> None:
        self.run = run
        self.chance = random.Random(seed)
        self.model = Reminders(CLOSED, SOFIA)
        self.now = datetime.combine(FIRST, datetime.min.time()).replace(hour=8)

    def __call__(self, *words: str) -> Any:
        said = self.run(*words, "--json", now=self.model.instant(self.now).isoformat())
        assert said.status == 0, said.err
        return said.json

    def begin(self) -> None:
        closed = [f"closed.{day}=closed" for day in sorted(CLOSED)]
        self("shop", "set", "zone=Europe/Sofia", *closed)
        for name in ("Мария", "Ayşe", "김민준"):
            self("customer", "add", "--name", name)
        for number, (options, known) in enumerate(BEGUN):
            self.note(number % 3 + 1, options, known)

    def note(self, customer: int, options: tuple[str, ...], known: dict[str, Any]) -> None:
        noted = self("followup", "add", "--customer", str(customer), "--what", "ask", *options)
        assert noted["id"] == self.model.add(customer=customer, **known).id

    def look(self) -> list[dict[str, Any]]:
        """Today shows what it has to, no more and no less."""
        rows = self("today")["follow_ups"]
        expected = self.model.today(self.now)
        shown = {row["id"]: {key: row[key] for key in next(iter(expected.values()), {})} for row in rows}
        assert shown == expected, f"on {self.now}"
        return list(rows)

    def act(self, row: dict[str, Any]) -> None:
        identity, deed = row["id"], self.chance.random()
        one = self.model.all[identity]
        if deed < 0.4:
            self.settle(identity, "done")
        elif deed < 0.5:
            self.settle(identity, "skipped")
        elif deed < 0.58 and not row["gone"]:
            self.put_off(identity)
        elif deed < 0.68 and one.comes is None and one.season is None:
            self("followup", "drop", str(identity))
            self.model.drop(identity)
        elif deed < 0.72:
            self("followup", "done", str(identity))
            self("undo")
            self.model.finish_in_vain(identity, self.now)

    def settle(self, identity: int, state: str) -> None:
        words = ["done" if state == "done" else "skip", str(identity)]
        if state == "done" and self.chance.random() < 0.3:
            words += ["--log", "/phone spoke, all well :)"]
        settled = self("followup", *words)
        coming = self.model.finish(identity, self.now, state)
        assert settled["status"] == state
        assert settled["missed"] == self.model.all[identity].missed
        assert settled.get("next", {}).get("id") == (coming.id if coming else None)

    def put_off(self, identity: int) -> None:
        one, until = self.model.all[identity], self.now.date() + self.chance.randint(1, 25) * ONE
        moment: date | datetime = until
        if one.season:
            closes = self.model.windows(one, self.now.date())[-1][1]
            if until > closes:
                return
        elif self.chance.random() < 0.5:
            moment = datetime.combine(until, datetime.min.time()).replace(hour=16, minute=30)
        self("followup", "snooze", str(identity), moment.isoformat(sep=" ", timespec="minutes")
             if isinstance(moment, datetime) else moment.isoformat())  # fmt: skip
        self.model.snooze(identity, moment)

    def pass_day(self, day: date) -> None:
        """What happens on a day on which the owner looks."""
        self.now = datetime.combine(day, datetime.min.time()) + timedelta(minutes=self.chance.randint(0, 1439))
        for row in self.look():
            self.act(row)
        if day.weekday() == 2 and self.chance.random() < 0.6:
            due = day + self.chance.randint(0, 40) * ONE
            self.note(self.chance.randint(1, 3), ("--due", due.isoformat()), {"due": due})
        if day > date(2027, 11, 20) and any(one.occasion and one.due is None for one in self.model.all.values()):
            assert [one["id"] for one in self("followup", "fire", "FROST")] == self.model.fire("frost", self.now)
        self.look()

    def account(self) -> None:
        """Nothing that came due is lost: it was settled, told as missed, or stands there."""
        book = {one["id"]: one for one in self("followup", "list", "--all")}
        assert sorted(book) == sorted(self.model.all)
        for identity, one in self.model.all.items():
            if one.state != "open":
                assert (book[identity]["status"], book[identity]["missed"]) == (one.state, one.missed)
        for begun in [one for one in self.model.all.values() if one.chain == one.id]:
            links = [one for one in self.model.all.values() if one.chain == begun.id]
            if begun.after_done or any(one.state == "dropped" for one in links) or begun.due is None:
                continue
            if begun.season:
                came = sum(opens <= self.now.date() for opens, _closes in self.model.windows(begun, self.now.date()))
            elif begun.comes:
                came = (self.model.shown(begun) <= self.now.date()) + len(self.model.passed(begun, self.now))
            else:
                came = int(self.model.shown(begun) <= self.now.date())
            told = [1 + one.missed - bool(one.season and one.missed) for one in links if one.state != "open"]
            there = self.model.today(self.now)
            standing = [one for one in links if one.state == "open" and (one.id in there or one.snoozed)]
            still = [1 + self.model.missed(one, self.now) - bool(one.season and self._gone(one)) for one in standing]
            ahead = sum(self._is_ahead(one) for one in links if one.state != "open" or one in standing)
            assert came == sum(told) + sum(still) - ahead, begun

    def _gone(self, one: Any) -> bool:
        there = self.model.today(self.now)
        return bool(there[one.id]["gone"]) if one.id in there else False

    def _is_ahead(self, one: Any) -> bool:
        """Whether it was done, or is shown, before its day came."""
        day = one.due.date() if isinstance(one.due, datetime) else one.due
        return bool(day > self.now.date())


@pytest.mark.parametrize("seed", range(campaign(2, 40)))
def test_nothing_due_is_lost_in_a_year_in_which_nobody_looks_every_day(run: Run, seed: int) -> None:
    year = Year(run, seed)
    year.begin()
    day, looked = FIRST, 0
    while day <= LAST:
        is_away = any(since <= day <= until for since, until in AWAY)
        if day == LAST or (not is_away and year.chance.random() < LOOKS):
            year.pass_day(day)
            looked += 1
        day += ONE
    assert looked < 200, "on most days nobody looked"
    year.now = datetime.combine(LAST, datetime.max.time()).replace(microsecond=0)
    year.look()
    year.account()
    states = {one.state for one in year.model.all.values()}
    assert states >= {"open", "done", "skipped"}
    assert sum(one.missed for one in year.model.all.values()) > 20, "much was missed, and told"
