"""Coming back to a customer: done with the contact in one step, told what was missed, noted in a form."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.records.thing import Thing
from store.reminding import make_follow_up
from tests.books import Clock, add_customer, open_book
from tests.screens.counter import SIZES, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import go_to, open_form, put, said

TODAY = date(2026, 3, 4)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    """A quiet shop: Ayşe is to be asked about the oven every week, Zoe about the bread today."""
    open_book(tmp_path / "shop", clock).close()
    book = open_book(tmp_path / "shop", clock)
    book.set_shop({"name": "Fırın Usta"})
    for name in ("Ayşe Yılmaz", "Zoe"):
        add_customer(book, name)
    with book.transact("followup.add") as change:
        make_follow_up(book, change, 1, "ask about the oven", TODAY, "FREQ=WEEKLY")
        make_follow_up(book, change, 2, "ask about the bread", TODAY)
    return book


async def test_a_logs_what_was_said_and_the_follow_up_is_done_with_it(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("oven")
        await owner.press("a")
        assert owner.app.half_typed.line == "> +done 1 "
        await owner.type("all well :)")
        assert "Done: ask about the oven" in owner.text
        before = book.sequence
        await owner.press("enter")
        assert book.sequence == before + 1
        assert "follow-up done (again Wednesday 11 March)" in said(owner)
        (entry,) = book.timeline(1)
        assert (entry.direction, entry.text, entry.mood) == ("out", "all well", "happy")
        assert (book.follow_up(1).state, book.follow_up(1).done_by) == ("done", entry.id)
        await owner.press("u")
        assert book.follow_up(1).state == "open"
        assert book.timeline(1) == []


async def test_a_line_that_is_parked_still_knows_what_it_finishes(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("oven")
        await owner.press("a")
        await owner.type("she said")
        await owner.press("escape", "c")
        (parked,) = book.drafts()
        assert (parked.line, parked.customer) == ("> +done 1 she said", 1)
        await owner.press("escape")
        await owner.stand_on("she said")
        await owner.press("enter")
        await owner.type(" yes")
        await owner.press("enter")
        assert book.follow_up(1).state == "done"
        assert book.timeline(1)[0].text == "she said yes"


async def test_one_line_finishes_one_follow_up_of_each_that_is_marked(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("home", "space", "down", "space", "a")
        assert owner.app.half_typed.line.endswith(" > +done ")
        await owner.type("met them at the market")
        await owner.press("enter")
        assert {book.follow_up(one).state for one in (1, 2)} == {"done"}
        assert [book.timeline(one)[0].text for one in (1, 2)] == ["met them at the market"] * 2


async def test_the_form_has_the_field_and_keeps_what_the_line_said(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("oven")
        await owner.press("a")
        await owner.type("all well")
        await owner.press("f2")
        await owner.press("escape")
        assert book.follow_up(1).state == "open"
        await owner.press("C")
        await go_to(owner, "done")
        assert owner.line("Done follow-up").split()[3] == "1"
        assert "= ask about the oven, due today" in said(owner)


async def test_what_was_missed_is_told_when_it_is_done(book: Book, clock: Clock) -> None:
    clock.now += timedelta(days=22)
    async with counter(book) as owner:
        assert "overdue by 3 weeks" in owner.line("oven")
        await owner.stand_on("oven")
        await owner.press("d")
        assert "3 more due since; again Wednesday 1 April." in said(owner)


@pytest.mark.parametrize("size", SIZES)
async def test_today_says_how_each_stands(book: Book, clock: Clock, size: tuple[int, int]) -> None:
    with book.transact("followup.add") as change:
        make_follow_up(book, change, 1, "summer tyres", None, season="03-01..03-20")
        make_follow_up(book, change, 2, "spring clean", None, season="03-15..04-15")
        make_follow_up(book, change, 2, "insurance", date(2026, 4, 10), "FREQ=YEARLY", kind="renewal", lead_days=30)
    clock.now += timedelta(days=22)
    async with counter(book, size) as owner:
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"today-follow-ups-{size[0]}")


async def test_a_season_is_noted_in_the_form_in_words(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "follow_up", 0)
        await owner.type("winter tyres")
        await put(owner, "season", "1 december to 15 january")
        assert "= each year, 1 December to 15 January" in said(owner)
        await put(owner, "lead_days", "14")
        await owner.press("f2")
        noted = book.follow_ups(1)[0]
        assert (noted.season, noted.due, noted.lead_days) == ("12-01..01-15", date(2026, 12, 1), 14)
        await open_form(owner, "follow_up", noted.id)
        assert "1 December to 15 January" in owner.line("Season")
        await put(owner, "season", "1 november to 15 january")
        await owner.press("f2")
        assert book.follow_up(noted.id).due == date(2026, 12, 1).replace(month=11)


async def test_a_renewal_counts_its_term_from_when_it_was_done(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "follow_up", 0)
        await owner.type("insurance")
        await put(owner, "due", "8 march 2026")
        await go_to(owner, "kind")
        await owner.press("right")
        await owner.press("f2")
        assert "Write the term of the renewal, such as every year." in said(owner)
        await put(owner, "rule", "every 6 months")
        await go_to(owner, "counts_from")
        await owner.press("right")
        await go_to(owner, "on_closed")
        await owner.press("right")
        await owner.press("f2")
    noted = book.follow_ups(1)[0]
    assert (noted.kind, noted.rule, noted.counts_from, noted.on_closed) == (
        "renewal", "FREQ=MONTHLY;INTERVAL=6", "completion", "next",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("season", "spring", "is no season"),
        ("lead_days", "soon", "is no number of days"),
        ("lead_days", "400", "At most 366 days"),
        ("rule", "every 10000 years", "1 to 1000"),
        ("rule", "FREQ=YEARLY;INTERVAL=1000", "in more than 100 years"),
        ("rule", "FREQ=YEARLY;UNTIL=20250101", "before it starts"),
    ],
)
async def test_what_cannot_be_is_said_at_once(book: Book, field: str, text: str, sentence: str) -> None:
    async with counter(book) as owner:
        await open_form(owner, "follow_up", 0)
        await owner.type("ask")
        await put(owner, "due", "friday")
        await put(owner, field, text)
        await owner.press("f2")
        assert sentence in said(owner)
    assert len(book.follow_ups(1)) == 1


async def test_a_thing_is_taken_off_with_what_it_asked_for(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "thing", 0)
        await owner.type("stone oven")
        await put(owner, "service_every", "every 6 months")
        await owner.press("f2")
        assert "Its next service is Friday 4 September." in said(owner)
        assert book.thing(1) == Thing(
            id=1, customer=1, name="stone oven", service_next=date(2026, 9, 4), service_every="FREQ=MONTHLY;INTERVAL=6"
        )
        assert [one.what for one in book.follow_ups(1)] == ["stone oven: service", "ask about the oven"]
        await owner.app.action_show_customer(1)
        for _turn in range(3):
            await owner.pilot.pause()
        assert "service 4 Sep" in owner.text
        await owner.stand_on("stone oven, ")
        await owner.press("x", "enter")
        assert "Taken off" in owner.text
    assert [one.what for one in book.follow_ups(1)] == ["ask about the oven"]
