"""One matter of one customer: a story told step by step, each step with its time, channel and words."""

from __future__ import annotations

from datetime import date, datetime
from random import Random
from typing import Any

from store.records.conversation import Conversation, ConversationEvent, EventKind
from store.records.interaction import IN_PERSON, Channel
from store.records.shop import Shop
from store.sample.cast import ChannelAs, CustomerPlan
from store.sample.entry import Entry
from store.sample.opening import DAY, HOUR, Opening
from store.sample.pledge import PledgeInHand, choose_due
from store.sample.stories import Fate, Pledge, Step, Story

CARRIERS = ("Kestrel Parcel", "Postwagon", "Swiftmule")
MAKERS = ("Velano Works", "Lumenia Service")

WAYS: dict[str, Channel] = {
    "counter": "counter", "phone": "phone", "ring": "phone", "visit": "visit", "email": "email",
    "letter": "letter",
}  # fmt: skip
_BY_PHONE: ChannelAs = ("phone", "")
_MINUTE = 60


class Matter:
    """A story as it happened to one customer; `id` is given when its first entry has its turn."""

    __slots__ = (
        "_channel", "_clock", "_rng", "_shop", "_slots", "_thing", "_third", "entries", "events", "id", "pledge",
        "settled", "story", "who",
    )  # fmt: skip

    def __init__(
        self, who: CustomerPlan, story: Story, shop: Shop, clock: Opening, rng: Random, by: Channel | None = None
    ) -> None:
        """Begin `story` for the customer `who`; nothing has happened yet.

        They write on the channel `by`, on one that they like if it is None.
        """
        self.id = 0
        self.who = who
        self.story = story
        self.entries: list[Entry] = []
        self.events: list[tuple[int, EventKind, str]] = []
        self.pledge: PledgeInHand | None = None
        self.settled = 0
        self._shop, self._clock, self._rng = shop, clock, rng
        self._channel = self._choose_channel() if by is None else self._written_on(by)
        self._thing = 0
        self._third = rng.choice(MAKERS if story.course == "warranty" else CARRIERS)
        low, high = story.price
        self._slots: dict[str, object] = {
            "price": who.words.in_euros(rng.randint(low, high)),
            "carrier": self._third,
            "number": 1000 + int(rng.random() * 9000),
            "count": 4 + int(rng.random() * 9),
        }

    @property
    def latest(self) -> int:
        """The instant of its latest entry."""
        return self.entries[-1].when

    @property
    def kept_at(self) -> int:
        """The instant at which its last promise was kept, 0 where none was."""
        return self.pledge.settled if self.pledge is not None and self.pledge.state == "kept" else 0

    def tell(self, start: int, end: int) -> bool:
        """Tell the whole story from about `start` on, and settle it; return whether it was over by `end`.

        If not, nothing of it is kept.
        """
        over = self._tell_all(start, end)
        if not over:
            self.entries.clear()
        return over

    def tell_until(self, taken: int, last: int, due: date | datetime | None) -> None:
        """Tell the first `taken` steps, the last of them at the instant `last`, and leave the matter open.

        `due` is that of the promise which is open then, None where there is none or any will do.
        """
        steps = self.story.shape.steps[:taken]
        times = [last]
        for step in reversed(steps[1:]):
            hours = 9.0 if step.fate else max(0.2, sum(step.after) / 2)
            times.append(self._clock.add(times[-1], -hours * self._rng.uniform(0.7, 1.2)))
        for step, when in zip(steps, reversed(times), strict=True):
            self.take(step, when)
            if step.fate == "moved" and self.pledge is not None and due is not None:
                self.pledge.moves.clear()
                self.pledge.due = self.pledge.original_due = self._clock.when(when).date()
                self.pledge.move_to(due, when, True, self._shop, self._clock)
            elif step.pledge is not None and self.pledge is not None and due is not None:
                self.pledge.set_due(due, self._shop, self._clock)

    def take(self, step: Step, when: int) -> None:
        """Let `step` happen at the instant `when`."""
        if not self.entries:
            self.events.append((when, "opened", ""))
        entry = Entry(when, self._plain(step, when), self, role=step.role, language=self.who.language)
        self.entries.append(entry)
        self._settle_pledge(step.fate, when)
        if step.pledge is not None:
            self.pledge = entry.pledge = self._make_pledge(step, step.pledge, when)
        if step.hands_over:
            self.events.append((when, "waiting_on_third_party", self._third))

    def resolve(self) -> None:
        """Settle the matter: at once where the customer stood there, else when the owner came to it."""
        last, (at, kind, _) = self.entries[-1], self.events[-1]
        if kind != "no_reply_needed":
            at = last.when
            if last.plain["channel"] not in IN_PERSON:
                longest = 20.0 if last.plain["direction"] == "out" else 6.0
                at = self._clock.add(at, self._rng.uniform(0.1, longest))
        self.settled = at
        self.events.append((at, "resolved", ""))

    def record(self) -> Conversation:
        """Return it as the book keeps it."""
        when = self._clock.when
        words = self.who.words
        return Conversation(
            id=self.id,
            customer=self.who.id,
            subject=words.said(self.story.key, "subject")[0],
            opened=when(self.entries[0].when),
            latest=when(self.latest),
            settled=when(self.settled) if self.settled else None,
            events=tuple(ConversationEvent(at=when(at), kind=kind, name=name) for at, kind, name in self.events),
            outcome=self._said("outcome") if self.settled else "",
        )

    def _tell_all(self, start: int, end: int) -> bool:
        when = self._first_time(start)
        for step in self.story.shape.steps:
            if self.entries:
                if step.reopens:
                    self.resolve()
                when = self._next_time(step)
            if when > end:
                return False
            self.take(step, when)
            if step.reopens:
                self.events.append((when, "reopened", ""))
        if self.story.shape.no_reply:
            self.events.append((self._clock.add(self.latest, self._rng.uniform(0.1, 6)), "no_reply_needed", ""))
        self.resolve()
        return self.settled <= end

    def _choose_channel(self) -> ChannelAs:
        """Return the channel of the steps that go the opening's way."""
        first = self.story.shape.steps[0].way
        written = self.who.written[0 if self._rng.random() < 0.8 else int(self._rng.random() * 3) + 1]
        if first == "social":
            return self._written_on("social")
        if first == "opening" or (written[0] == "chat" and self._rng.random() < 0.4):
            return written
        return ("sms", "") if self._rng.random() < 0.25 else _BY_PHONE

    def _channel_of(self, step: Step) -> ChannelAs:
        if step.way == "opening":
            return self._channel
        if step.way == "social":
            return self._written_on("social")
        return (WAYS[step.way], "")

    def _written_on(self, channel: Channel) -> ChannelAs:
        return next(one for one in self.who.written if one[0] == channel)

    def _plain(self, step: Step, when: int) -> dict[str, Any]:
        channel, name = self._channel_of(step)
        plain: dict[str, Any] = {
            "customer": self.who.id,
            "direction": step.direction,
            "channel": channel,
            "channel_name": name,
            "kind": step.kind,
            "text": self._said(step.role),
            "tags": self.story.tags,
            "contact": self.who.contact,
        }
        if step.direction == "in":
            in_person = channel in IN_PERSON
            plain["answered"] = in_person and step.way != "ring"
            plain["wants_answer"] = not plain["answered"] and not step.last_word
            plain["mood"] = self._mood(step)
            if in_person and (quoted := self.who.words.said(self.story.key, f"{step.role}_words")):
                plain["words"] = quoted
            if channel == "social" and step.kind == "compliment":
                plain["public"] = True
                plain["link"] = f"https://example.org/posts/{self._slots['number']}"
        if self.story.owned and self.who.things:
            plain["thing"] = self._choose_thing()
        if channel in IN_PERSON and self._rng.random() < 0.04:
            plain["noted"] = self._clock.when(self._clock.add(when, self._rng.uniform(0.05, 0.2)))
        return plain

    def _mood(self, step: Step) -> str:
        if step.mood:
            return step.mood
        if self.story.upset and not self.entries:
            return "upset"
        return "neutral" if self._rng.random() < 0.35 else ""

    def _choose_thing(self) -> int:
        if not self._thing:
            self._thing, name = self._rng.choice(self.who.things)
            self._slots["bike"] = name
        return self._thing

    def _said(self, role: str) -> str:
        variants = self.who.words.said(self.story.key, role)
        if not variants:
            return ""
        text = variants[int(self._rng.random() * len(variants))]
        if "{" not in text:
            return text
        if "{bike}" in text:
            self._choose_thing()
        return text.format_map(self._slots)

    def _first_time(self, start: int) -> int:
        if self._channel_of(self.story.shape.steps[0])[0] in IN_PERSON:
            return self._clock.add(start, self._rng.uniform(0.05, 2.5))
        return self._clock.awake(start, int(self._rng.random() * 90))

    def _next_time(self, step: Step) -> int:
        clock, rng = self._clock, self._rng
        last = self.latest
        hours = rng.uniform(*step.after)
        written = step.direction == "in" and self._channel_of(step)[0] not in IN_PERSON
        if step.reopens:
            return clock.awake(self.settled + int(rng.uniform(3, 12) * DAY), int(rng.random() * 90))
        if step.after_due and self.pledge is not None:
            due = self.pledge.due_at
            return clock.awake(max(due, last) + int(hours * HOUR), int(rng.random() * 90))
        if step.fate in ("kept", "moved", "released") and self.pledge is not None:
            when = self._fate_time(step, self.pledge)
            return clock.awake(when, 5) if written else when
        if written:
            return clock.awake(last + _MINUTE + int(hours * HOUR), int(rng.random() * 90))
        return clock.add(last, hours + 0.02)

    def _fate_time(self, step: Step, pledge: PledgeInHand) -> int:
        """Return when a promise is kept, moved or released: before its due, but for one in twelve."""
        clock, rng = self._clock, self._rng
        made, span = clock.position(pledge.made), pledge.span(clock)
        chance = rng.random()
        if step.fate == "moved":
            share = rng.uniform(0.6, 0.92)
        elif step.fate == "released":
            share = rng.uniform(0.15, 0.5)
        elif step.direction == "in":
            # Whoever has an appointment comes for it, and a little early.
            return clock.at(max(made + span - rng.uniform(60, 900), clock.position(self.latest) + 300))
        elif chance < 0.48:
            share = rng.uniform(0.15, 0.5)
        elif chance < 0.92:
            share = rng.uniform(0.5, 0.97)
        else:
            share = 1.0 + rng.uniform(0.05, 0.5)
            if chance > 0.97:
                pledge.move(clock.at(made + 0.9 * span), rng.randint(1, 2), False, self._shop, clock)
        soonest = clock.position(self.latest) + rng.uniform(300, 5400)
        return clock.at(max(made + share * span, soonest))

    def _settle_pledge(self, fate: Fate, when: int) -> None:
        if self.pledge is None or not fate:
            return
        if fate == "moved":
            self.pledge.move(when, self._rng.randint(2, 4), True, self._shop, self._clock)
        else:
            self.pledge.settle(fate, when)

    def _make_pledge(self, step: Step, pledge: Pledge, when: int) -> PledgeInHand:
        due = choose_due(pledge, when, self._clock, self._rng)
        made = PledgeInHand(
            what=self._said("promise"),
            kind=pledge.kind,
            made=when,
            due=due,
            due_at=self._clock.instant(due),
            original_due=due,
            condition=self._said("condition"),
            cause=self._third if step.hands_over else "",
        )
        made.set_aim(self._shop, self._clock)
        return made
