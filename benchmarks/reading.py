"""Opening a book, reading a timeline and searching, each beside the plain way of doing it."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
from pathlib import Path

import msgspec

from benchmarks.books import SIZES, sample_book
from benchmarks.measuring import Figure, by_turns, seconds, shown
from store.book import Book

_MEGABYTE = 1 << 20


def opening(name: str, goal: float | None, rounds: int) -> Figure:
    """Measure opening the book, until it can be read, beside decoding all of its files with msgspec."""
    folder = sample_book(name)
    files = [folder / "book.json", *sorted((folder / "years").glob("*.json"))]

    def decode() -> list[object]:
        return [msgspec.json.decode(path.read_bytes()) for path in files]

    def open_book() -> None:
        book = Book.open(folder)
        _shop = book.shop
        book._storage.close()

    taken = by_turns({"open": open_book, "decode": decode}, rounds)
    return Figure(
        f"opening the book, {name}",
        shown(taken["open"]),
        f"msgspec decodes all {shown(taken['decode'])}",
        taken["open"] / taken["decode"],
        goal,
    )


def memory(name: str) -> Figure:
    """Measure the most memory that a process takes which opens the book, searches and reads a timeline.

    The kernel's high-water mark of the process itself; what `getrusage` tells is inherited from the parent.
    """
    program = (
        "import sys; from pathlib import Path; from store.book import Book\n"
        "book = Book.open(Path(sys.argv[1])); book.search_customers('iva'); book.search_customers('ivan')\n"
        "book.timeline(7); print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    output = subprocess.run(
        [sys.executable, "-c", program, str(sample_book(name))], capture_output=True, text=True, check=True
    )
    used = int(output.stdout) / 1024
    return Figure(f"memory with the book open, {name}", f"{used:.0f} MB", "200 MB", used / 200, 1.0)


def timeline(name: str) -> Figure:
    """Measure a customer's timeline the first time it is read, in a book just opened."""
    chance = random.Random(2)
    book = Book.open(sample_book(name))
    book.timeline(1)
    times = [seconds(lambda: book.timeline(chance.randint(2, SIZES[name].customers))) for _round in range(300)]
    book._storage.close()
    middle = statistics.median(times)
    return Figure(f"a timeline the first time, {name}", shown(middle), "1 ms", middle / 0.001, 1.0)


def history_search(name: str) -> Figure:
    """Measure finding a rare word in the whole history."""
    book = Book.open(sample_book(name))
    book.find("zzyzx", limit=50)
    times = [seconds(lambda: book.find("zzyzx", limit=50)) for _round in range(5)]
    size = sum(path.stat().st_size for path in (Path(book.folder) / "years").glob("*.words"))
    book._storage.close()
    middle = statistics.median(times)
    return Figure(
        f"find a word that is nowhere, {name}", shown(middle), f"{size / _MEGABYTE:.0f} MB of words", middle, None
    )
