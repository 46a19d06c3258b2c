"""A keystroke in the search over 20,000 customers in five languages, beside a plain scan of their names.

Run alone it prints every figure; `make bench` shows the ratio of the slowest hundredth.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from benchmarks.measuring import Figure, seconds, shown
from store.database.folding import latin
from store.database.search import CustomerIndex, keys_of
from store.records.customer import Customer
from store.records.shop import Shop
from store.records.thing import Thing
from store.sample.generate import LARGE, sample_records

_ASKED_FOR = 300
_LETTERS = 8
_COUNTRY = "BG"
_NOW = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Sofia"))


class Keystrokes(NamedTuple):
    """The seconds of each keystroke, sorted: in the search, and in the plain scan."""

    search: list[float]
    scan: list[float]


def keystroke() -> Figure:
    """Measure the slowest hundredth of keystrokes beside that of the plain scan, in the same run."""
    index, customers = _shop()
    index.prepare()
    strokes = _strokes(index, customers)
    slow, plain = _share(strokes.search, 0.99), _share(strokes.scan, 0.99)
    return Figure(
        "a search keystroke, p99 at 20,000 customers",
        shown(slow),
        f"name.lower() scan p99 {shown(plain)}",
        slow / plain,
        1.0,
    )


def measure() -> list[tuple[str, float]]:
    """Return every figure by name, in seconds: loading, getting ready, and keystrokes by their share."""
    index, customers = _shop()
    lines = index.to_lines()
    loading = min(seconds(lambda: CustomerIndex.from_lines(lines)) for _turn in range(5))
    fresh = CustomerIndex.from_lines(lines)
    first = seconds(lambda: fresh.search("papad", country=_COUNTRY))
    ready = seconds(fresh.prepare)
    strokes = _strokes(fresh, customers)
    return [
        ("loading the lines", loading),
        ("the first search of a fresh process", first),
        ("getting ready for a search at every keystroke", ready),
        *(
            (f"{name}, {share:.0%} of keystrokes within", _share(times, share))
            for share in (0.5, 0.9, 0.99)
            for name, times in strokes._asdict().items()
        ),
    ]


def _shop() -> tuple[CustomerIndex, list[Customer]]:
    records = sample_records(LARGE, now=_NOW)
    known = [*takewhile(lambda one: isinstance(one, Shop | Customer | Thing), records)]
    customers = [one for one in known if isinstance(one, Customer)]
    things: dict[int, list[str]] = {}
    for one in known:
        if isinstance(one, Thing):
            things.setdefault(one.customer, []).append(one.name)
    index = CustomerIndex()
    for customer in customers:
        index.put(
            keys_of(
                customer.id,
                names=[customer.name, customer.call_by, customer.company, *(one.name for one in customer.contacts)],
                emails=[email.value for email in customer.emails],
                phones=[phone.value for phone in customer.phones],
                words=[*customer.tags, customer.recognise_by, customer.note, *things.get(customer.id, ())],
                country=_COUNTRY,
            )
        )
    return CustomerIndex.from_lines(index.to_lines()), customers


def _queries(customers: Sequence[Customer]) -> Iterator[str]:
    """Yield what stands in the field after each key: a name or one word of it, in its script or in Latin letters."""
    chance = random.Random(4)
    for customer in chance.sample(customers, _ASKED_FOR):
        name = customer.name or customer.company
        written = latin(name) if chance.random() < 0.5 else name
        typed = written if chance.random() < 0.5 else chance.choice(written.split() or [written])
        yield from (typed[:length] for length in range(1, min(_LETTERS, len(typed)) + 1))


def _strokes(index: CustomerIndex, customers: Sequence[Customer]) -> Keystrokes:
    names = [customer.name or customer.company for customer in customers]
    searched, scanned = [], []
    gc.collect()
    gc.freeze()  # as the app does once the book is open
    index.search("warm", country=_COUNTRY)
    for query in _queries(customers):
        plain = query.lower()
        searched.append(seconds(lambda query=query: index.search(query, country=_COUNTRY)))  # type: ignore[misc]
        scanned.append(seconds(lambda plain=plain: [name for name in names if plain in name.lower()]))  # type: ignore[misc]
    gc.unfreeze()
    return Keystrokes(sorted(searched), sorted(scanned))


def _share(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    for name, value in measure():
        print(f"{name}: {shown(value)}")
