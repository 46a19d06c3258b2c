"""Whatever is pressed, pasted and changed meanwhile: the app lives, the screen is whole, and nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.book import Book
from store.sample import SampleSize, build_sample_book
from tests.books import Clock, campaign
from tests.screens.monkey import Monkey, steps
from tests.screens.test_hostile import HOSTILE, Smuggler, hostile_customer, smuggler

__all__ = ["smuggler"]

FIRST_SEED = int(os.environ.get("REGULARS_SEED", "0"))
"""Other seeds are other monkeys: REGULARS_SEED=400 begins there."""
SEEDS = range(FIRST_SEED, FIRST_SEED + int(os.environ.get("REGULARS_SEEDS", campaign(2, 200))))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with an address book, where the import begins."""
    home = tmp_path / "home"
    (home / "Downloads").mkdir(parents=True)
    (home / "Downloads" / "contacts.csv").write_text("Name,Phone\nZoe [/foo],+44 20 7946 0000\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    return home


@pytest.mark.campaign
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_monkey_at_the_counter(seed: int, tmp_path: Path, clock: Clock, home: Path, smuggler: Smuggler) -> None:
    folder = tmp_path / "book"
    if seed % 2:
        build_sample_book(folder, SampleSize(12, 80), now=clock.now, seed=seed)
        book = Book.open(folder, clock=clock)
    else:
        book = Book.open(folder, clock=clock)
        book.set_shop({"zone": "Europe/Istanbul", "name": "Fırın Usta"})
        for text in HOSTILE:
            hostile_customer(book, smuggler, text[:5_000])
    with pytest.MonkeyPatch.context() as patch:
        monkey = Monkey(book, clock, patch)
        try:
            await monkey.live(steps(seed, campaign(120, 300)))
        except BaseException:
            print("seed", seed, "after", len(monkey.done), "steps, the last:", *monkey.done[-12:], sep="\n")
            raise
