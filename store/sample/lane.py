"""One customer's matters in a row: which story comes next, and when."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from random import Random
from typing import Any

from store.records.interaction import IN_PERSON
from store.records.shop import Shop
from store.sample.cast import CustomerPlan
from store.sample.entry import Entry
from store.sample.matter import WAYS, Matter
from store.sample.opening import DAY, HOUR, Opening
from store.sample.stories import PLAIN, STORIES, STORY_OF, Story

_PLAIN_SHARE = 0.2
_CONTACTS_A_STORY = 3.0
_SLACK = 5 * DAY
"""Stories are over by then before the end, so that single contacts can fill up what is left."""

_RARE = 10 * DAY
_TRIES = 8
_REMEMBERED = 4
"""So many matters and visits in a row are different ones."""

_DROPPED_IN = tuple(key for key in PLAIN if key != "season")
_SEASON = (*_DROPPED_IN, "season", "season")
_BEFORE_SEASON = (1, 2, 3)
_ENQUIRED = ("look",)
_ENQUIRIES = ("quick", "talk")


class Deck:
    """Deals the stories of a month, each as often as its weight says, but first those that nobody has told yet."""

    def __init__(self, rng: Random) -> None:
        """Deal as `rng` decides."""
        self._rng = rng
        self._cards = {
            month: [story for story in STORIES if story.in_season(month) for _ in range(story.weight)]
            for month in range(1, 13)
        }
        self._untold = list(STORIES)
        rng.shuffle(self._untold)

    def draw(self, month: int, fits: Callable[[Story], bool]) -> Story | None:
        """Return a story that comes in `month` and fits, None if none does."""
        for index, story in enumerate(self._untold):
            if story.in_season(month) and fits(story):
                return self._untold.pop(index)
        cards = self._cards[month]
        for _ in range(_TRIES):
            story = cards[int(self._rng.random() * len(cards))]
            if fits(story):
                return story
        fitting = [story for story in cards if fits(story)]
        return self._rng.choice(fitting) if fitting else None


class Lane:
    """Tells a customer's history, one matter after the other, from `time` on; `left` contacts are still to come.

    A customer with several lanes has several matters at once, so that each of their contacts belongs to one of
    them; a customer with one lane also comes by for small things that belong to no matter.
    """

    __slots__ = ("_clock", "_deck", "_end", "_recent", "_rng", "_shop", "left", "time", "who")

    def __init__(self, who: CustomerPlan, left: int, deck: Deck, shop: Shop, clock: Opening, rng: Random) -> None:
        """Begin with the customer's period, somewhat later in each lane."""
        self.who = who
        self.left = left
        self.time = who.begins + int(rng.random() * 3 * DAY)
        self._end = who.ends
        self._recent: deque[str] = deque(maxlen=_REMEMBERED)
        self._deck, self._shop, self._clock, self._rng = deck, shop, clock, rng

    def advance(self) -> list[Entry]:
        """Tell what comes next, and move `time` to its end."""
        rng = self._rng
        over = self._end - _SLACK
        slot = (over - self.time) / max(1.0, self.left / _CONTACTS_A_STORY)
        if self.who.lanes == 1 and (self.left == 1 or rng.random() < _PLAIN_SHARE):
            return [self.drop_in(self.time + max(0.0, slot) * rng.uniform(0.1, 0.6))]
        # Where matters are rare, the pauses between them make up the time; where they are many, they do themselves.
        latest = 1.5 if slot > _RARE else 0.7
        for patience in (1.0, 0.5, 0.2, 0.05):
            start = self.time + slot * rng.uniform(0.05, latest) * patience
            story = self._draw(slot * patience / DAY + 0.6, start)
            if story is None:
                break
            matter = Matter(self.who, story, self._shop, self._clock, rng)
            if matter.tell(int(start), over):
                return self._passed(matter)
        if self.who.lanes > 1 and self.time < over:
            matter = Matter(self.who, STORY_OF["thank_you"], self._shop, self._clock, rng)
            if matter.tell(self.time + HOUR // 2, self._end):
                return self._passed(matter)
        return [self.drop_in(self.time)]

    def _passed(self, matter: Matter) -> list[Entry]:
        self._recent.append(matter.story.key)
        self.time = matter.settled
        self.left -= len(matter.entries)
        return matter.entries

    def _draw(self, days: float, start: float) -> Story | None:
        who, left = self.who, self.left
        month = self._clock.when(int(start)).month

        def fits(story: Story) -> bool:
            shape = story.shape
            return (
                shape.days <= days
                and len(shape.steps) <= left
                and story.key not in self._recent
                and (not story.owned or bool(who.things))
                and (not story.business or who.business)
                and (who.stage != "lead" or story.course in _ENQUIRIES)
            )

        return self._deck.draw(month, fits)

    def drop_in(self, start: float) -> Entry:
        """Return a contact that belongs to no matter."""
        rng, who = self._rng, self.who
        when = self._clock.add(int(start), rng.uniform(0.02, 0.3))
        month = self._clock.when(when).month
        keys = _ENQUIRED if who.stage == "lead" else _SEASON if month in _BEFORE_SEASON else _DROPPED_IN
        key = rng.choice([key for key in keys if key not in self._recent] or keys)
        self._recent.append(key)
        step = PLAIN[key]
        channel, name = who.written[0] if step.way == "opening" else (WAYS[step.way], "")
        text = rng.choice(who.words.plain[key])
        plain: dict[str, Any] = {
            "customer": who.id,
            "direction": step.direction,
            "channel": channel,
            "channel_name": name,
            "kind": step.kind,
            "mood": step.mood,
            "text": text.replace("{price}", who.words.in_euros(rng.randint(12, 48))),
            "answered": step.direction == "in" and channel in IN_PERSON,
            "contact": who.contact,
        }
        self.time = when
        self.left -= 1
        return Entry(when, plain, None, role=step.role, language=who.language)
