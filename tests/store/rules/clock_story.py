"""Reads what happened from lines such as `Mon 2 Mar 10:00 out email ack`, and writes clocks as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from store.records.conversation import Conversation, ConversationEvent
from store.records.interaction import Interaction
from store.records.promise import Move, Promise
from store.records.shop import Shop
from store.rules.clocks import ResponseClock, clocks_of
from store.rules.conversations import wants_answer
from store.rules.machine import LocaleDefaults
from store.rules.settings import apply_settings
from store.rules.working_time import Calendar

YEAR = 2026
ATHENS = ZoneInfo("Europe/Athens")
_SAID = {"no reply": "no_reply_needed", "resolved": "resolved", "reopened": "reopened"}
_BEFORE = datetime(YEAR, 1, 1, tzinfo=ATHENS)


class Story(NamedTuple):
    """A conversation with its entries and promises, in the order in which they were typed."""

    conversation: Conversation
    entries: list[Interaction]
    promises: list[Promise]


def moment(text: str) -> datetime:
    """Return the instant of `Mon 2 Mar 10:00`; the weekday has to be right."""
    found = datetime.strptime(f"{text} {YEAR}", "%a %d %b %H:%M %Y").replace(tzinfo=ATHENS)
    assert text.startswith(f"{found:%a}"), text
    return found


def shop_of(settings: Sequence[Mapping[str, str]]) -> Shop:
    """Return a shop in Athens that has set these, one call after the other."""
    shop = Shop(zone="Europe/Athens")
    for call in settings:
        shop = apply_settings(shop, call, _BEFORE, LocaleDefaults())
    return shop


def story_of(lines: Sequence[str]) -> Story:
    """Return what the lines tell."""
    entries: list[Interaction] = []
    events: list[ConversationEvent] = []
    promises: list[Promise] = []
    for line in lines:
        words = line.split()
        when, what = moment(" ".join(words[:4])), words[4:]
        match what:
            case ["in" | "out" as direction, channel, *more]:
                mark = more[0] if more and more[0] in ("?", ".") else ""
                kind = next((word for word in more if word not in ("?", ".")), "")
                wants, answered = wants_answer(channel, direction, mark)
                entries.append(
                    Interaction(
                        id=len(entries) + 1, customer=1, when=when, direction=direction, channel=channel, kind=kind,
                        wants_answer=wants, answered=answered,
                    )
                )  # fmt: skip
            case ["wait", "third", name]:
                events.append(ConversationEvent(at=when, kind="waiting_on_third_party", name=name))
            case ["wait", whom]:
                events.append(ConversationEvent(at=when, kind=f"waiting_on_{whom}"))
            case ["promise"]:
                due = when + timedelta(days=30)
                promises.append(Promise(customer=1, what="it", made=when, due=due, original_due=due, aim=due))
            case ["promise", "moved", *told]:
                former = promises[-1]
                move = Move(at=when, former=former.due, to=former.due + timedelta(days=30), told=told == ["told"])
                promises[-1] = replace(former, due=move.to, moves=(*former.moves, move))
            case ["promise", state]:
                promises[-1] = _settled(promises[-1], state, when)
            case _:
                events.append(ConversationEvent(at=when, kind=_SAID[" ".join(what)]))
    times = [entry.when for entry in entries]
    opened = ConversationEvent(at=min(times), kind="opened")
    conversation = Conversation(id=1, customer=1, opened=min(times), latest=max(times), events=(opened, *events))
    return Story(conversation, entries, promises)


def _settled(promise: Promise, state: Any, when: datetime) -> Promise:
    return replace(promise, state=state, settled=when)


def clocks_in(story: Story, shop: Shop, now: datetime) -> tuple[ResponseClock, ...]:
    """Return the clocks of a story."""
    calendar = Calendar.of(shop, ATHENS)
    return clocks_of(story.conversation, story.entries, story.promises, shop=shop, calendar=calendar, now=now)


def as_line(clock: ResponseClock) -> str:
    """Return a clock as the cases write it."""
    target = "nothing" if clock.target_s is None else span(clock.target_s)
    return (
        f"{clock.clock}: {_said(clock.started)} - {_said(clock.ended) if clock.ended else 'now'}, "
        f"due {_said(clock.due) if clock.due else 'never'}, {clock.status}, "
        f"{span(clock.elapsed_working_s)} of {target}, {span(clock.elapsed_real_s)} real"
    )


def span(seconds: int) -> str:
    """Return whole minutes as `1h30m`."""
    assert seconds % 60 == 0, seconds
    hours, minutes = divmod(seconds // 60, 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes or not hours else "")


def _said(when: datetime) -> str:
    return f"{when:%a} {when.day} {when:%b %H:%M}"
