"""Reconnect: who has gone quiet, the upset first, each with why; one key each checks in, sets a cadence, leaves be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from screens.customer import CustomerScreen
from screens.reconnect import ReconnectScreen
from screens.today import TodayScreen
from store.book import Book
from store.records.customer import Customer
from store.records.interaction import Interaction
from tests.books import ISTANBUL, Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.test_hostile import HOSTILE

NOON = datetime(2026, 3, 4, 12, tzinfo=ISTANBUL)


def came(book: Book, customer: int, days_ago: Sequence[int], text: str = "bought bread", **last: object) -> None:
    """Have a customer come so many days ago each time; what is given besides is of the last time."""
    with book.transact("log") as change:
        for number, ago in enumerate(sorted(days_ago, reverse=True)):
            more = last if number == len(days_ago) - 1 else {}
            entry = {
                "customer": customer,
                "when": NOON - timedelta(days=ago),
                "channel": "counter",
                "text": text,
                **more,
            }
            change.add(Interaction(**entry))  # type: ignore[arg-type]


def added(book: Book, **fields: object) -> int:
    with book.transact("customer.add") as change:
        return change.add(Customer(**fields)).id  # type: ignore[arg-type]


@pytest.fixture
def quiet_shop(empty_book: Book) -> Book:
    """A baker's winter: Ayşe was upset and is silent, Γιώργος comes every five weeks and has not, others are well."""
    book = empty_book
    book.set_shop({"name": "Fırın Usta", "cadence.wholesale": "6w"})
    ayse = added(book, name="Ayşe Yılmaz", tags=("oven",))
    giorgos = added(book, name="Γιώργος Παπαδόπουλος", tags=("wholesale",))
    minjun = added(book, name="김민준")
    deniz = added(book, name="Deniz Kaya", cadence="1mo")
    well, former = added(book, name="Well Known"), added(book, name="Former Friend", stage="former")
    came(book, ayse, [60, 67, 74, 81], text="the bread was burnt", mood="upset", kind="complaint")
    came(book, giorgos, [98, 133, 168, 203])
    came(book, minjun, [33, 40, 47, 54, 61], text="ten rolls for Sunday")
    came(book, deniz, [70], text="asked about a wedding cake")
    came(book, well, [2, 9, 16, 23])
    came(book, former, [98, 133, 168, 203])
    return book


async def open_reconnect(owner: Counter) -> None:
    await owner.press("5")
    assert isinstance(owner.app.screen, ReconnectScreen)


def names(book: Book) -> list[str]:
    return [row["customer_name"].split()[0] for row in book.quiet()[0]]


@pytest.mark.parametrize("size", SIZES)
async def test_who_has_gone_quiet_stands_there_with_why(quiet_shop: Book, size: tuple[int, int]) -> None:
    async with counter(quiet_shop, size) as owner:
        await open_reconnect(owner)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"reconnect-{size[0]}")


@pytest.mark.parametrize("size", SIZES)
async def test_today_has_the_first_of_them_and_leads_to_the_rest(quiet_shop: Book, size: tuple[int, int]) -> None:
    came(quiet_shop, added(quiet_shop, name="One More"), [50, 60, 70, 80])
    came(quiet_shop, added(quiet_shop, name="And Another"), [51, 61, 71, 81])
    async with counter(quiet_shop, size) as owner:
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"today-reconnect-{size[0]}")
        assert "Former" not in owner.text
        await owner.stand_on("more: Enter shows them")
        await owner.press("enter")
        assert isinstance(owner.app.screen, ReconnectScreen)
        await owner.press("escape")
        assert isinstance(owner.app.screen, TodayScreen)


async def test_a_check_in_is_logged_by_one_key_and_takes_them_off_the_list(quiet_shop: Book) -> None:
    async with counter(quiet_shop) as owner:
        await open_reconnect(owner)
        await owner.stand_on("Γιώργος")
        await owner.press("a")
        await owner.type("/phone asked how he is")
        await owner.press("enter")
        assert "Γιώργος" not in "".join(owner.lines[1:-2])
        entry = quiet_shop.timeline(2)[0]
        assert (entry.direction, entry.channel, entry.text) == ("out", "phone", "asked how he is")
        await owner.press("u")
        assert "Γιώργος" in owner.text


async def test_a_cadence_is_set_by_one_key(quiet_shop: Book) -> None:
    async with counter(quiet_shop) as owner:
        await open_reconnect(owner)
        await owner.stand_on("Deniz")
        assert "every month" in owner.text
        await owner.press("i")
        await owner.type("6 months")
        assert "every 6 months" in owner.text
        await owner.press("enter")
        assert quiet_shop.customer(4).cadence == "6mo"
        assert "Deniz" not in "".join(owner.lines[1:-2])
        await owner.press("u")
        assert quiet_shop.customer(4).cadence == "1mo"
        await owner.stand_on("Deniz")
        await owner.press("i")
        await owner.type("10,000 years")
        await owner.press("enter")
        assert "between a day and ten years" in owner.text
        await owner.press("escape")
        assert quiet_shop.customer(4).cadence == "1mo"


async def test_they_are_left_be_until_a_day_several_at_once_and_undone_in_one(quiet_shop: Book, clock: Clock) -> None:
    async with counter(quiet_shop) as owner:
        await open_reconnect(owner)
        await owner.stand_on("Γιώργος")
        await owner.press("space")
        await owner.stand_on("김민준")
        await owner.press("space", "m")
        assert "2 rows" in owner.text
        await owner.type("1 may")
        await owner.press("enter")
        assert names(quiet_shop) == ["Ayşe", "Deniz"]
        assert [quiet_shop.customer(who).leave_until for who in (2, 3)] == [date(2026, 5, 1)] * 2
        clock.now = datetime(2026, 5, 1, 0, 1, tzinfo=ISTANBUL)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "Γιώργος" in owner.text
        clock.now = NOON
        await owner.press("u")
        assert names(quiet_shop) == ["Ayşe", "Deniz", "Γιώργος", "김민준"]


async def test_a_day_that_has_come_is_refused(quiet_shop: Book) -> None:
    async with counter(quiet_shop) as owner:
        await open_reconnect(owner)
        await owner.press("m")
        await owner.type("2026-03-04")
        await owner.press("enter")
        assert "has come already" in owner.text
        await owner.press("escape")
        assert quiet_shop.customer(1).leave_until is None


async def test_for_good_makes_them_a_former_customer(quiet_shop: Book) -> None:
    async with counter(quiet_shop) as owner:
        await open_reconnect(owner)
        await owner.stand_on("Γιώργος")
        await owner.press("m")
        await owner.type("for good")
        await owner.press("enter")
        assert quiet_shop.customer(2).stage == "former"
        assert "Γιώργος" not in "".join(owner.lines[1:-2])


async def test_it_is_narrowed_down_by_why_and_by_tag_and_escape_takes_that_off(quiet_shop: Book) -> None:
    async with counter(quiet_shop) as owner:
        await open_reconnect(owner)
        await owner.press("v")
        assert_snapshot(owner.text, "reconnect-filter-80")
        await owner.type("keep")
        await owner.press("enter")
        assert "Deniz" in owner.text
        assert "Γιώργος" in owner.text  # the cadence of his tag has passed too
        assert "Ayşe" not in owner.text
        await owner.press("v")
        await owner.type("wholesale")
        await owner.press("enter")
        assert "Deniz" not in owner.text
        await owner.press("escape", "escape")
        assert "Ayşe" in owner.text


async def test_enter_opens_the_customer_and_a_contact_elsewhere_is_seen_on_coming_back(quiet_shop: Book) -> None:
    async with counter(quiet_shop) as owner:
        await open_reconnect(owner)
        await owner.press("enter")
        assert isinstance(owner.app.screen, CustomerScreen)
        quiet_shop.log("@1 /phone > said sorry")
        await owner.press("escape")
        owner.app.book_changed()
        await owner.pilot.pause()
        assert "Ayşe" not in "".join(owner.lines[1:-2])


async def test_nobody_quiet_is_said_kindly(empty_book: Book) -> None:
    async with counter(empty_book) as owner:
        await open_reconnect(owner)
        assert "Nobody has gone quiet" in owner.text
        await owner.press("a", "m", "i", "v", "escape", "space", "enter")
        assert isinstance(owner.app.screen, ReconnectScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_stays_text(quiet_shop: Book, size: tuple[int, int]) -> None:
    for text in HOSTILE:
        who = added(quiet_shop, name=text, tags=(text,))
        came(quiet_shop, who, [60, 67, 74, 81], text=text, mood="upset")
    async with counter(quiet_shop, size) as owner:
        await open_reconnect(owner)
        assert_fits(owner.lines, size)
        await owner.press("end")
        assert_fits(owner.lines, size)
        await owner.press("v")
        assert_fits(owner.lines, size)
        await owner.press("escape", "i")
        assert_fits(owner.lines, size)
