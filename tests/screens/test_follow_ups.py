"""Follow-ups: whom to come back to, what is overdue with its age, and those that wait for something to happen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from screens.customer import CustomerScreen
from screens.follow_ups import FollowUpsScreen
from store.book import Book
from store.records.customer import Customer
from store.reminding import make_follow_up, snooze_follow_up
from tests.books import ISTANBUL, WEDNESDAY, Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import put, said
from tests.screens.test_hostile import HOSTILE

AYSE, GIORGOS, MINJUN = 1, 2, 3
TODAY = WEDNESDAY.date()


def note(
    book: Book, customer: int, what: str, due: date | datetime | None, rule: str = "", *, occasion: str = ""
) -> int:
    with book.transact("followup.add") as change:
        return make_follow_up(book, change, customer, what, due, rule, occasion=occasion).id


def put_off(book: Book, identity: int, until: date) -> None:
    with book.transact("followup.snooze") as change:
        snooze_follow_up(book, change, identity, until)


@pytest.fixture
def spring(book: Book) -> Book:
    """A spring's follow-ups, beside the one that asks how the bread was, today."""
    note(book, AYSE, "ask about the hinge", TODAY - timedelta(days=3))
    note(book, MINJUN, "offer the service", TODAY - timedelta(days=400), "FREQ=YEARLY")
    note(book, AYSE, "call when she is back", datetime(2026, 3, 4, 15, tzinfo=ISTANBUL))
    note(book, GIORGOS, "bring the invoice", TODAY + timedelta(days=1), "FREQ=MONTHLY;BYDAY=-1FR")
    note(book, MINJUN, "fetch the tins", datetime(2026, 3, 7, 11, tzinfo=ISTANBUL))
    note(book, GIORGOS, "ask for the order", date(2026, 4, 2), "FREQ=WEEKLY;INTERVAL=2")
    put_off(book, note(book, AYSE, "show the new catalogue", TODAY), date(2026, 3, 16))
    note(book, GIORGOS, "bring the geraniums in", None, occasion="frost")
    note(book, AYSE, "cover the terrace", None, occasion="Frost")
    note(book, MINJUN, "show him the oven", None, occasion="sale")
    return book


async def open_follow_ups(owner: Counter) -> None:
    await owner.press("4")
    assert isinstance(owner.app.screen, FollowUpsScreen)


async def choose(owner: Counter, key: str, words: str) -> None:
    """Answer the question of a key by the beginning of an answer's words."""
    await owner.press(key)
    await owner.type(words)
    await owner.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_overdue_stands_first_and_what_waits_by_its_name(spring: Book, size: tuple[int, int]) -> None:
    async with counter(spring, size) as owner:
        await open_follow_ups(owner)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"follow-ups-{size[0]}")
        await owner.press("end")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"follow-ups-end-{size[0]}")


async def test_the_hour_until_which_one_is_put_off_is_seen(book: Book) -> None:
    put_off(book, note(book, AYSE, "ring her back", TODAY), datetime(2026, 3, 5, 9, tzinfo=ISTANBUL))
    put_off(book, note(book, AYSE, "send the tray", TODAY), datetime(2026, 3, 16, 17, 30, tzinfo=ISTANBUL))
    async with counter(book) as owner:
        await open_follow_ups(owner)
        assert "from tomorrow 09:00" in owner.line("ring her back")
        assert "from 16 Mar 17:30" in owner.line("send the tray")


async def test_an_overdue_one_grows_old_before_ones_eyes(spring: Book, clock: Clock) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        assert "overdue by 57 weeks" in owner.line("offer the service")
        assert "overdue by 3 days" in owner.line("ask about the hinge")
        await owner.stand_on("ask about the hinge")
        clock.now += timedelta(days=1)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "overdue by 4 days" in owner.line("›")
        assert "overdue by 1 day" in owner.line("how the bread was")
        assert "today" in owner.line("bring the invoice")


async def test_what_has_come_due_again_meanwhile_is_said(spring: Book) -> None:
    note(spring, AYSE, "weigh the flour", TODAY - timedelta(days=22), "FREQ=WEEKLY")
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        assert "3 more due since  overdue by 3 weeks" in owner.line("weigh the flour")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("overdue", ["offer the service", "ask about the hinge"]),
        ("today", ["ask how the bread was", "call when she is back"]),
        ("this week", ["bring the invoice", "fetch the tins"]),
        ("later", ["show the new catalogue", "ask for the order"]),
        ("waiting", ["bring the geraniums in", "cover the terrace", "show him the oven"]),
        ("recurring", ["offer the service", "bring the invoice", "ask for the order"]),
        ("when it", ["bring the geraniums in", "cover the terrace", "show him the oven"]),
        ("ayşe", ["ask about the hinge", "call when she is back", "show the new catalogue", "cover the terrace"]),
    ],
)
async def test_v_narrows_down_by_time_kind_or_customer_and_escape_takes_it_off(
    spring: Book, words: str, found: list[str]
) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await choose(owner, "v", words)
        assert f"Follow-ups  {len(found)} ·" in owner.lines[0]
        assert [what for what in found if what not in owner.text] == []
        await owner.press("escape")
        assert "Follow-ups  11 · open" in owner.lines[0]
        assert isinstance(owner.app.screen, FollowUpsScreen)


async def test_filters_narrow_each_other_with_counts(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await choose(owner, "v", "γιώργος")
        await owner.press("v")
        await owner.type("recurring")
        assert "recurring 2" in said(owner)
        await owner.press("enter")
        assert "Follow-ups  2 · Γιώργος Παπαδόπουλος · recurring" in owner.lines[0]
        await owner.press("escape")
        assert "Follow-ups  3 · recurring" in owner.lines[0], "the customer, the narrowest, goes first"


async def test_o_puts_them_by_name_or_the_last_noted_first(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await choose(owner, "o", "by name")
        assert "11 · open · by name" in owner.lines[0]
        assert "Ayşe" in owner.line("›")
        assert "when Frost" in owner.line("cover the terrace")
        await choose(owner, "o", "noted")
        await owner.press("home")
        assert "show him the oven" in owner.line("›")


async def test_done_skipped_put_off_dropped_and_all_of_it_undone(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await owner.stand_on("ask for the order")
        await owner.press("s")
        assert "16 Apr" in owner.line("every 2 weeks"), "left out this time, it comes again"
        await owner.press("u")
        assert "2 Apr" in owner.line("every 2 weeks")
        await owner.stand_on("ask about the hinge")
        assert "s Skip" not in owner.text
        await owner.press("s")
        assert "ask about the hinge" in owner.text, "what comes once cannot be left out"
        await owner.press("m")
        await owner.type("monday")
        await owner.press("enter")
        assert "ask about the hinge" in owner.line("put off to Mon")
        await owner.press("u")
        await owner.stand_on("ask about the hinge")
        await owner.press("x", "enter")
        assert "Follow-ups  10 · open" in owner.lines[0]
        await owner.press("u")
        await owner.stand_on("ask how the bread was")
        await owner.press("d")
        assert "Follow-ups  10 · open" in owner.lines[0]
        await owner.press("u")
        assert "Follow-ups  11 · open" in owner.lines[0]


async def test_what_is_marked_is_done_in_one_go_and_undone_in_one(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await owner.press("home", "space", "space", "space", "d")
        assert "Done: 3 follow-ups." in owner.text
        assert "Overdue" not in owner.text
        assert "Follow-ups  9 · open" in owner.lines[0], "the yearly one comes again next year"
        await owner.press("u")
        assert "Follow-ups  11 · open" in owner.lines[0]
        assert "overdue by 57 weeks" in owner.text


async def test_h_says_that_the_frost_has_come_and_lists_whom_it_concerns(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await owner.stand_on("cover the terrace")
        await owner.press("h")
        assert "frost: has it happened?  2 wait for it" in owner.text
        assert "› yes, come back to all 2" in owner.text
        assert "bring the geraniums in" in owner.line("only Γιώργος")
        await owner.press("enter")
        assert "frost: 2 follow-ups are due today. u undoes it." in owner.text
        assert "Today 4" in owner.text
        assert " ".join(owner.line("cover the terrace").split()).endswith("cover the terrace Frost today")
        await owner.press("u")
        assert "Today 2" in owner.text


async def test_h_elsewhere_asks_what_has_happened(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await owner.press("h")
        assert "What has happened?" in owner.text
        assert "2 wait for it" in owner.line("› frost")
        await owner.type("FROST")
        await owner.press("enter")
        await owner.type("ayşe")
        await owner.press("enter")
        assert "1 follow-up is due today" in owner.text
        assert "today" in owner.line("cover the terrace")
        assert "noted today" in owner.line("bring the geraniums in")


async def test_h_is_for_the_marked_ones_alone(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await owner.stand_on("bring the geraniums in")
        await owner.press("space", "h")
        assert "1 waits for it" in owner.text
        await owner.press("enter")
        assert "today" in owner.line("bring the geraniums in")
        assert "noted today" in owner.line("cover the terrace")


async def test_h_is_not_offered_where_nothing_is_waited_for(empty_book: Book) -> None:
    async with counter(empty_book) as owner:
        await open_follow_ups(owner)
        await owner.press("h")
        assert not owner.app.shown_screen().is_asking


async def test_a_season_says_until_when_it_is_open_and_that_it_is_over(spring: Book, clock: Clock) -> None:
    with spring.transact("followup.add") as change:
        make_follow_up(spring, change, AYSE, "offer the easter bread", None, season="03-01..04-15")
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        assert "1 Mar to 15 Apr" in owner.line("until 15 Apr")
        clock.now += timedelta(days=60)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "Season over 1" in owner.text
        assert "ended 15 Apr" in owner.line("offer the easter bread")
        await owner.stand_on("offer the easter bread")
        await owner.press("s")
        assert "Season over" not in owner.text


async def test_a_renewal_is_shown_its_days_ahead(spring: Book) -> None:
    with spring.transact("followup.add") as change:
        make_follow_up(
            spring, change, AYSE, "renew the contract", date(2026, 4, 1), "FREQ=YEARLY", kind="renewal", lead_days=30
        )
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        assert "due 1 Apr" in owner.line("renew the contract")
        await choose(owner, "v", "renewal")
        assert "Follow-ups  1 · renewal" in owner.lines[0]


async def test_marks_go_with_what_another_session_has_done(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await owner.stand_on("ask about the hinge")
        await owner.press("space")
        with spring.transact("followup.drop") as change:
            change.drop(next(one for one in spring.follow_ups() if one.what == "ask about the hinge"))
        owner.app.book_changed()
        await owner.pilot.pause()
        assert not owner.app.screen.marked  # type: ignore[attr-defined]


async def test_enter_opens_the_customer_and_escape_comes_back_to_the_row(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await owner.stand_on("fetch the tins")
        row = owner.line("›")
        await owner.press("enter")
        assert isinstance(owner.app.screen, CustomerScreen)
        assert "김민준" in owner.lines[0]
        await owner.press("escape")
        assert owner.line("›") == row


async def test_n_notes_a_new_one_and_asks_with_whom(spring: Book) -> None:
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await owner.press("N")
        await put(owner, "customer", "ayşe")
        await owner.press("tab")
        await put(owner, "what", "mind the garden")
        await put(owner, "due", "fri")
        await owner.press("f2")
        assert "Follow-ups  12 · open" in owner.lines[0]
        assert "Fri" in owner.line("mind the garden  ")


async def test_a_customer_who_goes_while_one_looks_takes_the_filter_along(spring: Book) -> None:
    with spring.transact("customer.add") as change:
        gone = change.add(Customer(name="Defne"))
    async with counter(spring) as owner:
        await open_follow_ups(owner)
        await choose(owner, "v", "defne")
        assert "No follow-up is like that. Esc takes the last filter off" in owner.text
        with spring.transact("customer.drop") as change:
            change.drop(gone)
        owner.app.book_changed()
        await owner.pilot.pause()
        assert "Follow-ups  11 · open" in owner.lines[0]


async def test_a_book_without_any_says_what_comes_next(empty_book: Book) -> None:
    async with counter(empty_book, (40, 20)) as owner:
        await open_follow_ups(owner)
        assert "No follow-up is open. N notes one" in owner.text


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_only_words(book: Book, size: tuple[int, int]) -> None:
    with book.transact("hostile") as change:
        for text in HOSTILE:
            customer = change.add(Customer(name=text))
            make_follow_up(book, change, customer.id, text, TODAY, "FREQ=WEEKLY")
            make_follow_up(book, change, customer.id, text, None, occasion=text)
    async with counter(book, size) as owner:
        await open_follow_ups(owner)
        for _page in range(8):
            assert_fits(owner.lines, size)
            await owner.press("pagedown")
