"""The owner's first hour: where the shop is, when it is open, and how the book begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from screens.first_run import FirstRunScreen
from screens.today import TodayScreen
from screens.welcome import WelcomeScreen
from screens.widgets.form import Form
from store.book import Book
from store.records.shop import DEFAULT_HOURS
from store.rules.hours_words import read_opening_hours
from tests.books import Clock, add_customer
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.test_import_file import CONTACTS, names, put, settle

HOSTILE = "[/red]\x1b]52;c;aGk=\x07\x1b[2J\u202e" + "e\u0301" * 40


@pytest.fixture
def new_book(tmp_path: Path) -> Iterator[Book]:
    """A book that was just made."""
    book = Book.open(tmp_path / "new", clock=Clock())
    yield book
    book.close()


def machine(monkeypatch: pytest.MonkeyPatch, locale: str, zone: str) -> None:
    """Have the machine speak this locale in this zone."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    monkeypatch.setenv("TZ", zone)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server, which runs in UTC and says nothing of where the shop is."""
    machine(monkeypatch, "C.UTF-8", "UTC")


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner's own machine, in Turkey."""
    machine(monkeypatch, "tr_TR.UTF-8", "Europe/Istanbul")


def hours(book: Book) -> tuple[str, ...]:
    return book.shop.hours[-1].days


async def test_the_first_hour_on_a_server(
    new_book: Book, server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / "Downloads").mkdir(parents=True)
    put(home / "Downloads" / "contacts.csv", CONTACTS)
    monkeypatch.setenv("HOME", str(home))
    async with counter(new_book) as owner:
        assert "This machine runs in UTC" in owner.text
        await owner.type("ath")
        assert "Wed 08:30 there now" in owner.line("Time zone")
        await owner.press("tab", "tab")
        await owner.type(", Sat 10-14")
        assert "= Mon-Fri 09:00-18:00; Sat 10:00-14:00; Sun closed" in owner.text
        await owner.press("enter")
        assert owner.keys == len("ath") + 2 + len(", Sat 10-14") + 1
        assert new_book.shop.zone == "Europe/Athens"
        assert hours(new_book) == (*("09:00-18:00",) * 5, "10:00-14:00", "")
        assert new_book.changes(1)[0].what == "shop.set"
        assert new_book.sequence == 1
        assert "Saved: Europe/Athens" in owner.text
        assert "Import an address book" in owner.line("›")
        owner.keys = 0
        await owner.press("enter")
        await owner.press("enter")
        await settle(owner)
        await owner.press("enter")
        await settle(owner)
        assert "The quotes in this row do not match." in owner.line("line 4")
        assert "There is nothing in this row that can be kept." in owner.line("line 6")
        await owner.press("1")
        assert owner.keys == 4
        assert isinstance(owner.app.screen, TodayScreen)
        assert len(names(new_book)) == 4


async def test_good_guesses_are_one_key(new_book: Book, desktop: None) -> None:
    async with counter(new_book) as owner:
        assert "Wed 09:30 there now" in owner.line("Europe/Istanbul")
        assert "Türkiye (TR)" in owner.text
        await owner.press("enter")
        shop = new_book.shop
        assert (shop.zone, shop.country, shop.language, shop.name) == ("Europe/Istanbul", "TR", "tr", "")
        assert hours(new_book) == DEFAULT_HOURS
        assert isinstance(owner.app.screen, WelcomeScreen)
    async with counter(new_book) as owner:
        assert isinstance(owner.app.screen, TodayScreen)


async def test_no_shop_is_set_without_a_zone(new_book: Book, server: None) -> None:
    async with counter(new_book) as owner:
        await owner.press("enter")
        assert "! Type the city in whose time the shop lives" in owner.text
        assert not new_book.shop_is_set
        await owner.type("seoul")
        await owner.press("enter")
        assert new_book.shop.zone == "Asia/Seoul"


async def test_a_guess_gives_way_to_the_first_letter(new_book: Book, desktop: None) -> None:
    async with counter(new_book) as owner:
        await owner.type("sofi")
        assert "Europe/Istanbul" not in owner.text
        await owner.press("enter")
        assert new_book.shop.zone == "Europe/Sofia"


async def test_what_is_wrong_is_said_in_its_field_and_nothing_typed_is_lost(new_book: Book, desktop: None) -> None:
    async with counter(new_book) as owner:
        await owner.press("down", "backspace", *"x", "down", *"atlantis", "down", "down", *"Fırın Usta", "enter")
        assert "! The hours" in owner.text
        assert "! No country is known as atlantis" in owner.text
        assert "Fırın Usta" in owner.text
        assert not new_book.shop_is_set
        await owner.press("backspace", *"8", "down", *["backspace"] * 8, *"yunan", "enter")
        assert (new_book.shop.country, new_book.shop.name) == ("GR", "Fırın Usta")
        assert "Fırın Usta" in owner.text


async def test_escape_sets_nothing_and_says_where_it_can_be_set(new_book: Book, desktop: None) -> None:
    async with counter(new_book) as owner:
        await owner.press("escape")
        assert isinstance(owner.app.screen, TodayScreen)
        assert "Nothing is set yet: dues are counted in the zone Europe/Istanbul. 9 opens" in owner.text
        assert not new_book.shop_is_set
        assert new_book.sequence == 0
    async with counter(new_book) as owner:
        assert isinstance(owner.app.screen, FirstRunScreen)
        await owner.press("escape")


async def test_what_was_typed_before_escape_waits_on_today(new_book: Book, desktop: None) -> None:
    async with counter(new_book) as owner:
        await owner.press(*["down"] * 4, *"Fırın", "escape")
        assert not new_book.shop_is_set
        assert "First questions about the shop" in owner.text
        await owner.press("enter")
        assert "Fırın" in owner.line("Name of the shop")
        await owner.press("enter")
        assert new_book.shop.name == "Fırın"
        assert new_book.drafts() == []


async def test_what_another_session_has_set_meanwhile_is_not_overwritten(new_book: Book, desktop: None) -> None:
    other = Book.open(new_book.folder, clock=Clock())
    async with counter(new_book) as owner:
        await owner.type("sofi")
        other.set_shop({"zone": "Asia/Seoul"})
        await owner.press("enter")
        assert "Another session has set up the shop meanwhile." in owner.text
        assert new_book.shop.zone == "Asia/Seoul"
        assert "sofi" in owner.text
        await owner.press("escape", "escape")
    other.close()


async def test_the_book_can_begin_with_a_customer(new_book: Book, desktop: None) -> None:
    async with counter(new_book) as owner:
        await owner.press("enter", "down", "enter")
        assert "New customer" in owner.lines[0]
        await owner.type("Ayşe")
        await owner.press("enter")
        assert names(new_book) == ["Ayşe"]
        await owner.press("escape")
        assert not isinstance(owner.app.screen, WelcomeScreen)


async def test_the_sample_shop_is_looked_at_and_the_book_stays_as_it_is(new_book: Book, desktop: None) -> None:
    async with counter(new_book) as owner:
        await owner.press("enter")
        before = new_book.sequence
        await owner.press("down", "down", "enter")
        assert owner.app.return_value is not None
        assert new_book.sequence == before


async def test_a_book_with_customers_goes_straight_to_today(new_book: Book, desktop: None) -> None:
    add_customer(new_book, "Ayşe")
    async with counter(new_book) as owner:
        await owner.press("enter")
        assert isinstance(owner.app.screen, TodayScreen)
        assert "Saved: Europe/Istanbul" in owner.text


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_fits(new_book: Book, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    machine(monkeypatch, "el_GR.UTF-8", "UTC")
    async with counter(new_book, size) as owner:
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"first-run-{size[0]}")
        await owner.press("end", *["down"] * 4, *"Φούρνος", "enter")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"welcome-{size[0]}")


async def fill(owner: Counter, text: str) -> None:
    for _field in range(5):
        await owner.paste(text)
        await owner.press("tab")


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (HOSTILE, SIZES[0]),
        (HOSTILE, SIZES[2]),
        ("x" * 10_000, SIZES[1]),
        ("\u1100" * 200 + "界" * 200, SIZES[2]),
    ],
)
async def test_hostile_text_in_every_field_is_only_text(
    new_book: Book, server: None, text: str, size: tuple[int, int]
) -> None:
    async with counter(new_book, size) as owner:
        await fill(owner, text)
        assert_fits(owner.lines, size)
        await owner.press("enter")
        assert_fits(owner.lines, size)
        assert not new_book.shop_is_set
        await owner.press("escape", "escape")


def test_the_guess_for_the_hours_is_what_holds_until_they_are_set() -> None:
    assert tuple(read_opening_hours("Mon-Fri 9-18").values()) == DEFAULT_HOURS


async def test_the_country_follows_from_the_city_until_another_is_typed(new_book: Book, server: None) -> None:
    async with counter(new_book) as owner:
        await owner.type("sofia")
        assert "Bulgaria (BG)" in owner.line("Country")
        await owner.press("ctrl+u", *"athens")
        assert "Greece (GR)" in owner.line("Country")
        form = owner.app.screen.query_one(Form)
        form.go_to(form.row_of("country"))
        await owner.press("ctrl+u", *"Cyprus")
        form.go_to(form.row_of("zone"))
        await owner.press("ctrl+u", *"istanbul")
        assert "Cyprus" in owner.line("Country")
