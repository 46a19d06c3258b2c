"""What the shop has in hand at `now`: the matters that Today shows.

The history before is settled; these are open. The demo's are set by hand, so that Today looks alive whenever it is
opened, on a Sunday night as on a Tuesday morning. In the larger books they are drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from store.records.draft import Draft
from store.records.interaction import Channel
from store.records.shop import Shop
from store.sample.cast import DAILY, CustomerPlan
from store.sample.matter import Matter
from store.sample.opening import HOUR, Opening
from store.sample.reminders import YEARLY, Reminder, Reminders
from store.sample.stories import STORIES, STORY_OF
from store.sample.visits import Rhythm, give_rhythms

_CLOSING_RUSH = 2 * HOUR
"""With less than this left of the day, what is due today is desk work for the evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An open matter: the first `taken` steps of `story` have happened, the last of them `ago` hours ago.

    `ago` counts hours for a customer who writes, else working hours. `due` is that of the open promise, in open
    days from today (0: today, negative: overdue); None where there is none. `desk` stands in for `story` where the
    due is today and the shop does not open any more. `by` is the channel on which they write, None for any.
    """

    language: str
    story: str
    taken: int
    ago: float
    due: int | None = None
    hour: bool = False
    desk: str = ""
    by: Channel | None = None

    @property
    def waits(self) -> bool:
        """Whether the last step taken is a message of the customer's."""
        return self.due is None and STORY_OF[self.story].shape.steps[self.taken - 1].direction == "in"


DEMO_SCENES: tuple[Scene, ...] = (
    # Waiting for an answer: fresh ones, one since yesterday, one for days, one upset.
    Scene(language="en", story="in_stock", taken=1, ago=0.3, by="sms"),
    Scene(language="tr", story="gears_skip", taken=1, ago=1.2, by="chat"),
    Scene(language="el", story="child_seat", taken=1, ago=3.5, by="chat"),
    Scene(language="ko", story="price_question", taken=1, ago=9, by="chat"),
    Scene(language="bg", story="rental", taken=1, ago=26, by="social"),
    Scene(language="en", story="luggage_rack", taken=1, ago=98, by="email"),
    Scene(language="en", story="scratched_paint", taken=1, ago=17, by="email"),
    # Promised: two overdue, three for today, five for the days ahead.
    Scene(language="en", story="forgotten_call", taken=2, ago=14, due=-1),
    Scene(language="bg", story="luggage_rack", taken=2, ago=44, due=-3),
    Scene(language="en", story="puncture", taken=1, ago=5, due=0, hour=True, desk="gift_voucher"),
    Scene(language="tr", story="quote_wheels", taken=2, ago=11, due=0),
    Scene(language="el", story="stolen_bike", taken=1, ago=3, due=0, hour=True),
    Scene(language="ko", story="squeaky_brake", taken=2, ago=6, due=1),
    Scene(language="en", story="still_creaks", taken=2, ago=4, due=1),
    Scene(language="bg", story="saddle_fit", taken=2, ago=9, due=2, hour=True),
    Scene(language="tr", story="late_delivery", taken=3, ago=12, due=3),
    Scene(language="en", story="warranty_frame", taken=2, ago=20, due=4),
    # Answered, and now waiting on the customer.
    Scene(language="el", story="price_question", taken=2, ago=7),
    Scene(language="ko", story="tyre_choice", taken=2, ago=15),
    Scene(language="en", story="kids_bike_size", taken=2, ago=24),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderScene:
    """An open follow-up, due in `days` days, with the sentence `key`.

    `rule` makes it recur. `snoozed` puts it out of sight until that many days from today. `occasion` ones have no
    due: they wait for something to happen.
    """

    language: str
    key: str
    days: int = 0
    rule: str = ""
    snoozed: int | None = None
    occasion: bool = False


DEMO_REMINDERS: tuple[ReminderScene, ...] = (
    # Six that are due,
    ReminderScene(language="en", key="service", days=-2, rule=YEARLY),
    ReminderScene(language="ko", key="quiet", days=-1),
    ReminderScene(language="tr", key="checkin"),
    ReminderScene(language="en", key="decided"),
    ReminderScene(language="bg", key="service", rule=YEARLY),
    ReminderScene(language="el", key="warranty", days=-5, snoozed=0),
    # some that come,
    ReminderScene(language="en", key="quiet", days=-1, snoozed=3),
    ReminderScene(language="en", key="decided", days=3),
    ReminderScene(language="tr", key="service", days=6, rule=YEARLY),
    ReminderScene(language="bg", key="warranty", days=20),
    # and some that wait for something to happen.
    ReminderScene(language="en", key="frost", occasion=True),
    ReminderScene(language="ko", key="frost", occasion=True),
    ReminderScene(language="el", key="frost", occasion=True),
    ReminderScene(language="tr", key="tyres", occasion=True),
    ReminderScene(language="en", key="recall", occasion=True),
)

_MOST_SCENES = 500
_FEW = 5
_DRAFTS = (
    ("/phone wants the rack from the window, back after lunch +promise", 0.5),
    ("@{name} /counter :) bell for the", 9.0),
)


class Present:
    """Chooses who has what in hand at `now`, and tells it."""

    def __init__(self, shop: Shop, clock: Opening, now: int, rng: Random) -> None:
        """Tell it as it stands at the instant `now`."""
        self._shop, self._clock, self._now, self._rng = shop, clock, now, rng
        self._today = clock.when(now).date()
        self.scenes: dict[int, Scene] = {}
        self.reminder_scenes: dict[int, ReminderScene] = {}
        self.rhythms: dict[int, Rhythm] = {}

    def cast(self, plans: Sequence[CustomerPlan], demo: bool) -> None:
        """Choose who has which matter open and who has which follow-up, by customer; nobody has two.

        Whoever is chosen becomes a regular customer with other contacts before.
        """
        free = [plan for plan in plans if not plan.business and plan.contacts >= _FEW]
        if demo:
            free += [plan for plan in plans if not plan.business and plan.contacts < _FEW]
            free.sort(key=lambda plan: plan.stage != "regular")
            for scene in DEMO_SCENES:
                self.scenes[_pick(free, scene.language).id] = scene
            for reminder in DEMO_REMINDERS:
                self.reminder_scenes[_pick(free, reminder.language).id] = reminder
            self.rhythms = give_rhythms(free, max(plans, key=lambda plan: plan.contacts))
        else:
            self._rng.shuffle(free)
            wanted = min(_MOST_SCENES, len(plans) // 10)
            for plan in free[:wanted]:
                self.scenes[plan.id] = self._random_scene(plan.language)
            for plan in free[wanted : wanted + len(plans) // 30]:
                self.reminder_scenes[plan.id] = self._random_reminder(plan.language)
        busiest = max(plans, key=lambda plan: plan.contacts if plan.contacts < DAILY else 0)
        for plan in plans:
            if plan.id in self.scenes or plan.id in self.reminder_scenes:
                plan.stage = "regular"
                missing = max(0, _FEW - plan.contacts)
                plan.contacts += missing
                busiest.contacts -= missing

    def matter(self, who: CustomerPlan, scene: Scene) -> Matter:
        """Tell the open matter of `who`."""
        due = None if scene.due is None else self._due(scene.due, scene.hour)
        evening = scene.due == 0 and self._closing()
        story = STORY_OF[scene.desk if evening and scene.desk else scene.story]
        matter = Matter(who, story, self._shop, self._clock, self._rng, scene.by)
        if scene.waits and story.shape.steps[scene.taken - 1].way == "opening":
            written = self._now - int(scene.ago * HOUR * self._rng.uniform(0.9, 1.1))
            last = self._clock.awake_before(written, 5 + int(self._rng.random() * 80))
        else:
            last = self._clock.add(self._now, -scene.ago * self._rng.uniform(0.95, 1.05))
        matter.tell_until(scene.taken, last, due)
        return matter

    def reminder(self, who: CustomerPlan, scene: ReminderScene, reminders: Reminders) -> Reminder:
        """Return the open follow-up of `who`."""
        if scene.occasion:
            return reminders.waiting_for(who, scene.key)
        snoozed = None if scene.snoozed is None else self._today + timedelta(days=scene.snoozed)
        due = self._today + timedelta(days=scene.days)
        return reminders.due(who, scene.key, due, rule=scene.rule, snoozed_until=snoozed)

    def drafts(self, plans: Sequence[CustomerPlan]) -> Iterator[Draft]:
        """Yield the lines that were left half-typed, when the next customer came in."""
        named = [plan for plan in plans if plan.name and plan.language == "en"][:2]
        for number, (plan, (line, hours)) in enumerate(zip(named, _DRAFTS, strict=False), start=1):
            typed = line.format(name=plan.name.split()[0].lower())
            begun = self._clock.when(self._clock.add(self._now, -hours))
            yield Draft(id=number, line=typed, begun=begun, customer=None if "@" in typed else plan.id)

    def _closing(self) -> bool:
        ahead = self._clock.position(self._clock.moment(self._today, time(23, 59, 59)))
        return ahead - self._clock.position(self._now) < _CLOSING_RUSH

    def _due(self, days: int, hour: bool) -> date | datetime:
        """Return a due `days` open days from today; for today one that still lies ahead."""
        if days == 0:
            return self._due_today(hour)
        day = self._clock.day_from(self._today, days)
        return datetime.combine(day, time(self._rng.choice((11, 12, 15))), self._clock.zone) if hour else day

    def _due_today(self, hour: bool) -> date | datetime:
        clock, today = self._clock, self._today
        if not self._closing():
            if not hour:
                return today
            hours = (clock.moment(today, time(full)) for full in range(24))
            ahead = [moment for moment in hours if moment >= self._now + HOUR // 2 and clock.is_open(moment)]
            return clock.when(self._rng.choice(ahead))
        if today not in clock.days and not hour:
            return today
        for evening in (time(20), time(21, 30), time(23), time(23, 59)):
            if clock.moment(today, evening) > self._now + HOUR // 4:
                return datetime.combine(today, evening, clock.zone)
        return datetime.combine(today, time(23, 59, 59), clock.zone)

    def _random_scene(self, language: str) -> Scene:
        rng = self._rng
        stories = [one for one in STORIES if one.in_season(self._today.month) and not one.business]
        chance = rng.random()
        if chance < 0.4:
            ago = min(rng.expovariate(1 / 20) + 0.2, 150.0)
            asked = [one for one in stories if one.shape.steps[0].way == "opening" and not one.shape.no_reply]
            return Scene(language=language, story=rng.choice(asked).key, taken=1, ago=ago)
        if chance < 0.6:
            story = rng.choice([one for one in stories if one.course in ("quick", "talk")])
            return Scene(language=language, story=story.key, taken=2, ago=rng.uniform(0.5, 30))
        story = rng.choice([one for one in stories if any(step.pledge for step in one.shape.steps)])
        taken = next(number for number, step in enumerate(story.shape.steps, start=1) if step.pledge)
        due = rng.choices((-3, -2, -1, 0, 1, 2, 3, 4, 6, 8), (3, 5, 10, 12, 17, 15, 13, 11, 7, 7))[0]
        ago = rng.uniform(1, 16) + 9 * max(0, 1 - due)
        return Scene(language=language, story=story.key, taken=taken, ago=ago, due=due, hour=due >= 0)

    def _random_reminder(self, language: str) -> ReminderScene:
        key = self._rng.choice(("checkin", "decided", "quiet", "warranty"))
        snoozed = self._rng.randint(1, 7) if self._rng.random() < 0.15 else None
        return ReminderScene(language=language, key=key, days=self._rng.randint(-4, 12), snoozed=snoozed)


def _pick(free: list[CustomerPlan], language: str) -> CustomerPlan:
    """Take the first of `free` who speaks `language` out of it."""
    plan = next(plan for plan in free if plan.language == language)
    free.remove(plan)
    return plan
