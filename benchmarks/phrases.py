"""Phrases: filled, put together for a reply, found while typing, and how often they went out."""

from __future__ import annotations

import statistics
from dataclasses import replace
from pathlib import Path

from benchmarks.books import NOW, copy_of, sample_book
from benchmarks.measuring import Figure, seconds, shown
from store.book import Book
from store.composing import Reply, fill_in, fill_phrase, reply_to, suggested, values_of
from store.packs import Packs, shipped
from store.phrase_search import search_phrases
from store.phrases import languages_for, phrases_in

_ROUNDS = 5
_LANGUAGES = ("en", "tr", "ko", "el", "bg")
_CHANNELS = ("email", "sms")


def loading() -> Figure:
    """Measure reading the index and two languages for the first time, as the composer does."""
    texts = shipped()._read

    def load() -> None:
        packs = Packs(texts)
        packs.wordings("el")
        packs.wordings("en")

    middle = statistics.median(seconds(load) for _round in range(_ROUNDS))
    return Figure("phrase packs read, two languages", shown(middle), "100 ms", middle / 0.1, 1.0)


def filling(name: str) -> Figure:
    """Measure filling one phrase with values that are known, over all phrases of all languages; the slowest of them."""
    book = Book.open(sample_book(name), clock=lambda: NOW)
    reply = _reply(book)
    slowest, taken = 0.0, []
    for language in _LANGUAGES:
        values = values_of(book, reply, language)
        for phrase in phrases_in(book, (language, "en")):
            for channel in _CHANNELS:
                of_channel = replace(reply, channel=channel)
                fill_in(phrase, values, of_channel)  # read once: afterwards it is known
                middle = statistics.median(
                    seconds(lambda p=phrase, v=values, r=of_channel: fill_in(p, v, r))  # type: ignore[misc]
                    for _round in range(_ROUNDS)
                )
                taken.append(middle)
                slowest = max(slowest, middle)
    book._storage.close()
    return Figure(
        f"a phrase filled, {name}: the slowest of {len(taken)}",
        f"{shown(slowest)}, median {shown(statistics.median(taken))}",
        "1 ms",
        slowest / 0.001,
        1.0,
    )


def filling_anew(name: str) -> Figure:
    """Measure filling one phrase with everything looked up in the book first: whose, what matter, which promise."""
    book = Book.open(sample_book(name), clock=lambda: NOW)
    reply = _reply(book)
    known = phrases_in(book, reply.languages)
    taken = [seconds(lambda one=one: fill_phrase(book, reply, one)) for one in known for _round in range(2)]  # type: ignore[misc]
    book._storage.close()
    middle = statistics.median(taken)
    return Figure(f"a phrase filled from the book, {name}", shown(middle), "1 ms", middle / 0.001, 1.0)


def composed(name: str) -> Figure:
    """Measure what a reply needs from the store, the packs being read: what fits, ranked by what it leaves open."""
    book = Book.open(sample_book(name), clock=lambda: NOW)
    reply = _reply(book)
    suggested(book, reply)
    middle = statistics.median(
        seconds(lambda: suggested(book, reply_to(book, reply.customer.id))) for _round in range(_ROUNDS)
    )
    book._storage.close()
    return Figure(f"a reply suggested, {name}", shown(middle), "50 ms", middle / 0.05, 1.0)


def keystroke(name: str) -> Figure:
    """Measure a keystroke of the search over all phrases."""
    book = Book.open(sample_book(name), clock=lambda: NOW)
    known = phrases_in(book, languages_for(book, None, "el"))
    search_phrases(known, "zz")
    middle = statistics.median(seconds(lambda: search_phrases(known, "sigg")) for _round in range(_ROUNDS))
    book._storage.close()
    return Figure("a keystroke over all phrases", shown(middle), "10 ms", middle / 0.01, 1.0)


def uses(name: str, folder: Path) -> Figure:
    """Measure gathering what became of every phrase, in a book in which each tenth reply was composed from some."""
    book = Book.open(copy_of(name, folder / "phrases"), clock=lambda: NOW)
    keys = list(shipped().heads)
    with book.transact("import") as change:
        for customer in book.customers():
            for entry in book.timeline(customer.id):
                if entry.direction == "out" and entry.id % 10 == 0:
                    change.put(replace(entry, phrases=(keys[entry.id % len(keys)],)))
    book.compact()
    taken = seconds(book.phrase_uses.all)
    count = sum(one.times for one in book.phrase_uses.all().values())
    book._storage.close()
    return Figure(f"uses of phrases gathered, {name}", shown(taken), f"1 s for {count} uses", taken, 1.0)


def _reply(book: Book) -> Reply:
    """Return the reply to somebody who waits."""
    waiting = next(row for row in book.agenda() if row["kind"] == "conversation")
    return reply_to(book, int(waiting["customer"]))
