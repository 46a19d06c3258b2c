"""Customers who came by at a rhythm of their own, and have not for a while: what Reconnect is for.

The history of all others is told in matters, which come in bursts. These have visits only, so that the demo shows in a
few lines what a rhythm is, a cadence that has passed, and somebody who went away upset.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from store.records.shop import Shop
from store.sample.cast import CustomerPlan
from store.sample.entry import Entry
from store.sample.lane import Deck, Lane
from store.sample.opening import DAY, Opening

VISITS = 6
_UNEVEN = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Visits every `gap` days, the last one `silent` days ago; the owner means to keep in touch by `cadence`."""

    language: str
    gap: int
    silent: int
    is_upset: bool = False
    cadence: str = ""


DEMO_RHYTHMS: tuple[Rhythm, ...] = (
    Rhythm(language="en", gap=35, silent=98),
    Rhythm(language="tr", gap=28, silent=75, is_upset=True),
    Rhythm(language="bg", gap=21, silent=52),
    Rhythm(language="el", gap=40, silent=60, cadence="6w"),
    Rhythm(language="ko", gap=45, silent=85, cadence="2mo"),
    Rhythm(language="en", gap=40, silent=70, cadence="1mo"),
)


def give_rhythms(free: list[CustomerPlan], busiest: CustomerPlan) -> dict[int, Rhythm]:
    """Choose who of `free` has which rhythm, and return it by customer; `busiest` has the contacts that are over."""
    chosen: dict[int, Rhythm] = {}
    for rhythm in DEMO_RHYTHMS:
        plan = next((plan for plan in free if plan.language == rhythm.language and plan is not busiest), None)
        if plan is not None:
            free.remove(plan)
            chosen[plan.id] = rhythm
            plan.stage, plan.cadence = "regular", rhythm.cadence
            plan.days = rhythm.silent + VISITS * rhythm.gap
            busiest.contacts += plan.contacts - VISITS
            plan.contacts = VISITS
    return chosen


def visits(
    plan: CustomerPlan, rhythm: Rhythm, deck: Deck, shop: Shop, clock: Opening, now: int, rng: Random
) -> Iterator[Entry]:
    """Tell the visits of a customer, the oldest first."""
    lane = Lane(plan, VISITS, deck, shop, clock, rng)
    last = now - rhythm.silent * DAY
    for left in reversed(range(VISITS)):
        uneven = rng.uniform(-_UNEVEN, _UNEVEN) * rhythm.gap if left else 0
        entry = lane.drop_in(last - int((left * rhythm.gap + uneven) * DAY))
        if rhythm.is_upset and not left:
            entry.plain |= {"kind": "complaint", "mood": "upset", "direction": "in", "channel": "counter"}
            entry.plain |= {
                "channel_name": "",
                "answered": True,
                "text": plan.words.said("scratched_paint", "complain")[0],
            }
        yield entry
