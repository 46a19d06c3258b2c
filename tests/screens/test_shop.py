"""Shop: every setting, asked for with what is allowed, and the days that go their own way."""

from __future__ import annotations

from datetime import date

import pytest

from screens.shop import ShopScreen
from screens.widgets.book_list import BookList
from store.book import Book
from store.records.shop import WEEKDAYS
from store.rules.machine import LocaleDefaults
from store.rules.settings import settings_as_nested
from tests.books import Clock, add_customer
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter


@pytest.fixture(autouse=True)
def _machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own zone and language, which hold until others are set."""
    monkeypatch.setenv("TZ", "Europe/Istanbul")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def shop_book(book: Book) -> Book:
    """The baker's book with a country, hours of its own and days that go their own way."""
    book.set_shop({"country": "TR", "hours.sat": "10:00-14:00", "channel.email.first_answer": "2h"})
    book.set_shop({"hours.sat": "", "channel.email.first_answer": "1h", "from": "2026-06-01"})
    book.set_shop({"closed.2026-12-24..2026-12-26": "Christmas", "open.2026-04-23": "10:00-14:00"})
    return book


async def go_to(owner: Counter, label: str) -> None:
    """Go to the Shop, and put the cursor on the row with this label."""
    if not isinstance(owner.app.screen, ShopScreen):
        await owner.press("9")
    listed = owner.app.screen.query_one("#list", BookList)
    entries = [at for at in range(listed.count) if listed.row(at).kind == "entry"]
    labels = [listed.row(at).cells[0].text for at in entries]
    steps = labels.index(label) - entries.index(listed.cursor)
    await owner.press(*["down" if steps > 0 else "up"] * abs(steps))
    assert label in owner.line("›")


async def change(owner: Counter, label: str, *answers: str) -> None:
    """Change a setting by its row: each answer typed over what stands there, and Enter."""
    await go_to(owner, label)
    await owner.press("enter")
    for answer in answers:
        await owner.press(*answer, "enter")


def holding(book: Book, *path: str, on: date | None = None) -> object:
    """The value of a setting that holds on a day, today where none is given."""
    found: object = settings_as_nested(book.shop, LocaleDefaults(), on or book.now().date())
    for key in path:
        assert isinstance(found, dict)
        found = found[key]
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_settings_stand_in_sections_with_what_holds_until_they_are_set(
    shop_book: Book, size: tuple[int, int]
) -> None:
    seen = []
    async with counter(shop_book, size) as owner:
        await owner.press("9")
        for _page in range(9):
            assert_fits(owner.lines, size)
            seen.append(owner.text)
            await owner.press("pagedown")
    assert_snapshot(("\n" + "=" * size[0] + "\n").join(dict.fromkeys(seen)), f"shop-{size[0]}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_stands_below_the_settings(shop_book: Book, size: tuple[int, int]) -> None:
    async with counter(shop_book, size) as owner:
        await change(owner, "Mon")
        await owner.type("mon-fri 9-13, 14-18; sat 9-14")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"shop-question-{size[0]}")


CHANGES: tuple[tuple[str, str, tuple[str, ...], object], ...] = (
    ("Name", "Fırın 'Ayşe'", ("name",), "Fırın 'Ayşe'"),
    ("Owner", "Ayşe Usta", ("owner",), "Ayşe Usta"),
    ("Owner is", "a woman", ("owner_gender",), "female"),
    ("Address", "Taş Sokak 3, 34000 İstanbul", ("address",), "Taş Sokak 3, 34000 İstanbul"),
    ("Phone", "+90 212 123 45 67", ("phone",), "+90 212 123 45 67"),
    ("E-mail", "firin@example.org", ("email",), "firin@example.org"),
    ("Website", "example.org", ("web",), "example.org"),
    ("Reviews at", "example.org/review", ("review",), "example.org/review"),
    ("Time zone", "athens", ("zone",), "Europe/Athens"),
    ("Time zone", "europe/sofia", ("zone",), "Europe/Sofia"),
    ("Country", "greece", ("country",), "GR"),
    ("Language", "turk", ("language",), "tr"),
    ("You read", "tr, el", ("languages", "read"), "tr,el"),
    ("Wed", "9-12", ("hours", "wed"), "09:00-12:00"),
    ("Done by", "0.3", ("promise", "aim"), 0.3),
    ("First word", "0,4", ("promise", "aim.ack"), 0.4),
    ("Goodwill", "499,90", ("goodwill", "budget"), "499.90"),
    ("Birthdays", "14", ("dates", "lead_days"), 14),
    ("Currency", "eur", ("currency",), "EUR"),
    ("Mail with", "msmtp -t", ("mail", "command"), "msmtp -t"),
)


async def test_every_setting_is_changed_from_its_row_and_undone(book: Book) -> None:
    before = book.shop
    async with counter(book) as owner:
        for label, answer, path, value in CHANGES:
            await change(owner, label, answer)
            assert holding(book, *path) == value
            assert "u undoes it." in " ".join(owner.text.split())
            assert label in owner.line("›")
        await owner.press(*["u"] * len(CHANGES))
        assert book.shop == before


async def test_every_target_of_every_channel_is_changed_from_its_row(book: Book) -> None:
    async with counter(book) as owner:
        for label, clock, answer, path in (
            ("counter", "first", "10m", ("counter", "first_answer")),
            ("phone", "next", "15m", ("phone", "next_answer")),
            ("visit", "update", "off", ("visit", "update")),
            ("e-mail", "resolution", "40h", ("email", "resolution")),
            ("letter", "first", "1h30m", ("letter", "first_answer")),
            ("SMS", "next", "2h", ("sms", "next_answer")),
            ("chat", "update", "4h", ("chat", "update")),
            ("social", "resolution", "100h", ("social", "resolution")),
        ):
            await change(owner, label, clock, answer)
            assert holding(book, "channel", *path) == answer


async def test_several_days_at_once_are_one_change(book: Book) -> None:
    async with counter(book) as owner:
        await change(owner, "Mon")
        await owner.type("mon-fri 8-12; sat 9-14")
        assert "Mon-Fri 08:00-12:00; Sat 09:00-14:00" in owner.text
        await owner.press("enter")
        assert [holding(book, "hours", day) for day in WEEKDAYS] == ["08:00-12:00"] * 5 + ["09:00-14:00", ""]
        assert "Mon-Fri 08:00-12:00; Sat 09:00-14:00. u undoes it." in owner.text
        await owner.press("u")
        assert not book.shop.hours


REFUSED = (
    ("Time zone", "Europe/Atlantis", "No time zone is called Europe/Atlantis."),
    ("Country", "Atlantis", "No country is known as Atlantis."),
    ("Country", "DE-XX", "DE has no region XX."),
    ("Language", "klingon", "None of the answers begins like that."),
    ("You read", "tr, xx", "The language xx is not known. Give one of en, tr, ko, el, bg."),
    ("Mon", "9 to 5", "cannot be read. Write 09:00-13:00, 14:00-18:00"),
    ("Mon", "mon 20-04; tue 02-09", "runs until 04:00 of the next day"),
    ("Done by", "2", "is a share from 0.1 to 1"),
    ("Goodwill", "lots", "Give figures alone"),
    ("Currency", "XXY", "No currency has the code XXY."),
)


async def test_a_wrong_value_is_refused_with_what_is_allowed_and_changes_nothing(book: Book) -> None:
    before = book.shop
    async with counter(book) as owner:
        for label, answer, said in REFUSED:
            await change(owner, label, answer)
            assert said in " ".join(owner.text.split())
            assert answer in owner.text
            await owner.press("escape")
            assert book.shop == before
            assert label in owner.line("›")


async def test_a_wrong_target_is_refused(book: Book) -> None:
    async with counter(book) as owner:
        await change(owner, "e-mail", "first", "soon")
        assert "Write working time as 30m, 4h or 1h30m, up to 1000h, or off." in " ".join(owner.text.split())
        assert holding(book, "channel", "email", "first_answer") == "4h"


async def test_the_value_as_it_is_changes_nothing(book: Book) -> None:
    sequence = book.sequence
    async with counter(book) as owner:
        for label in ("Name", "Time zone", "Done by", "Goodwill"):
            await change(owner, label)
            await owner.press("enter")
            assert "That is how it is already." in owner.text
    assert book.sequence == sequence


async def test_an_emptied_text_is_not_set(book: Book) -> None:
    async with counter(book) as owner:
        await change(owner, "Name")
        await owner.press("backspace", "enter")
        assert book.shop.name == ""
        assert "not set" in owner.line("›")


async def test_zone_and_currency_go_back_to_what_holds_until_they_are_set(book: Book) -> None:
    book.set_shop({"country": "GR", "currency": "BGN"})
    async with counter(book) as owner:
        await change(owner, "Time zone", "as this machine")
        assert book.shop.zone == ""
        assert "the machine's" in owner.line("›")
        await change(owner, "Currency", "the country's")
        assert book.shop.currency == ""
        assert "EUR" in owner.line("›")


async def test_a_change_of_zone_shows_the_time_there(book: Book) -> None:
    async with counter(book) as owner:
        await change(owner, "Time zone", "europe/athens")
        assert "Wed 08:30 there now" in owner.line("›")


async def test_a_country_is_guessed_from_the_zone_and_brings_its_holidays(book: Book) -> None:
    async with counter(book) as owner:
        await change(owner, "Country")
        assert "Türkiye" in owner.line(" › ")
        await owner.press("enter")
        assert book.shop.country == "TR"
        await go_to(owner, "Thu 23 Apr")
        assert "public holiday:" in owner.line("›")


async def test_other_hours_ask_from_when_they_hold_once_there_were_some(book: Book) -> None:
    async with counter(book) as owner:
        await change(owner, "Mon", "8-16")
        assert "From when" not in owner.text
        await change(owner, "Mon", "10-18")
        assert "From when does that hold?" in owner.text
        await owner.type("1 may")
        assert "from Friday 1 May" in owner.text
        await owner.press("enter")
        assert "from Fri 1 May: 10:00-18:00" in owner.text
        assert holding(book, "hours", "mon") == "08:00-16:00"
        assert holding(book, "hours", "mon", on=date(2026, 5, 1)) == "10:00-18:00"


async def test_today_is_the_guess_from_when_targets_and_country_hold(book: Book) -> None:
    book.set_shop({"country": "GR", "channel.email.first_answer": "2h"})
    async with counter(book) as owner:
        await change(owner, "e-mail", "first", "3h", "")
        assert holding(book, "channel", "email", "first_answer") == "3h"
        assert holding(book, "channel", "email", "first_answer", on=date(2026, 3, 3)) == "2h"
        await change(owner, "Country", "DE-BY", "")
        assert holding(book, "country") == "DE-BY"
        assert holding(book, "country", on=date(2026, 3, 3)) == "GR"


async def test_closed_days_name_the_promises_that_fall_into_them(book: Book) -> None:
    add_customer(book, "Mehmet")
    book.log("@mehmet /phone rang +promise sat: bring the shelf")
    async with counter(book) as owner:
        await owner.press("9", "N")
        await owner.press("enter")
        await owner.type("fri - sat")
        assert "Fri 6 - Sat 7 Mar, 2 days" in owner.text
        await owner.press("enter")
        await owner.type("fair")
        assert "2 promises fall into it: send a new hinge (Ayşe Yılmaz); bring the shelf (Mehmet)." in " ".join(
            owner.text.split()
        )
        await owner.press("enter")
        said = " ".join(owner.text.split())
        assert "Closed Fri 6 - Sat 7 Mar: fair. u undoes it, r shows the promises. 2 promises fall into it:" in said
        assert dict(book.shop.closed) == {"2026-03-06": "fair", "2026-03-07": "fair"}


async def test_closed_days_are_taken_away_without_a_question_and_undone(shop_book: Book) -> None:
    async with counter(shop_book) as owner:
        await go_to(owner, "Thu 24 - Sat 26 Dec")
        await owner.press("x")
        assert not shop_book.shop.closed
        assert "Taken away: Thu 24 - Sat 26 Dec, closed: Christmas. u undoes it." in " ".join(owner.text.split())
        await owner.press("u")
        assert len(shop_book.shop.closed) == 3


async def test_a_special_opening_is_one_day_with_hours(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("9", "N", "down", "enter")
        await owner.type("sun")
        await owner.press("enter")
        await owner.type("10-16")
        await owner.press("enter")
        assert dict(book.shop.opened) == {"2026-03-08": "10:00-16:00"}
        await change(owner, "Sun 8 Mar", "11-15")
        assert dict(book.shop.opened) == {"2026-03-08": "11:00-15:00"}
        await owner.press("x")
        assert not book.shop.opened


async def test_several_days_are_no_special_opening(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("9", "N", "down", "enter")
        await owner.type("sat - sun")
        await owner.press("enter")
        assert "A special opening is one day." in owner.text
        assert not book.shop.opened


async def test_a_public_holiday_can_be_opened_and_not_taken_away(shop_book: Book) -> None:
    async with counter(shop_book) as owner:
        await go_to(owner, "Fri 1 May")
        await owner.press("x")
        assert "2026-05-01" in shop_book.shop.holidays
        await owner.press("enter")
        await owner.type("9-12")
        await owner.press("enter")
        assert shop_book.shop.opened["2026-05-01"] == "09:00-12:00"
        assert "open 09:00-12:00 (Labor" in owner.line("›")


async def test_hostile_text_is_only_text(book: Book) -> None:
    hostile = "[/foo] Bob [red]Smith $name ‮evil"
    async with counter(book) as owner:
        await go_to(owner, "Name")
        await owner.press("enter")
        await owner.paste(hostile + "\x1b]52;c;aGk=\x07" + "x" * 10_000)
        assert_fits(owner.lines, (80, 24))
        await owner.press("enter")
        assert_fits(owner.lines, (80, 24))
        assert book.shop.name.startswith("[/foo] Bob [red]Smith $name")
        assert "\x1b" not in book.shop.name
    book.set_shop({"closed.2026-03-09": "[/bold] $x\x1b[31m", "owner": "[bold"})
    for size in SIZES:
        async with counter(book, size) as owner:
            await go_to(owner, "9 Mar" if size[0] < 68 else "Mon 9 Mar")
            assert "[/bold] $x" in owner.line("›")
            assert_fits(owner.lines, size)


async def test_another_sessions_change_shows_and_is_said_where_it_is_overwritten(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        await go_to(owner, "Owner")
        await owner.press("enter")
        await owner.type("Ayşe")
        elsewhere.set_shop({"owner": "Fatma", "phone": "123"})
        owner.app.follow()
        await owner.pilot.pause()
        assert "Fatma" in owner.text
        await owner.press("enter")
        assert book.shop.owner == "Ayşe"
        assert book.shop.phone == "123"
        assert "Another session had changed it meanwhile." in owner.text
        await owner.press("u")
        assert book.shop.owner == "Fatma"
    elsewhere.close()


async def test_a_book_that_turns_read_only_keeps_what_was_typed(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    from store.errors import BookReadOnlyError

    def refuse(_settings: object) -> None:
        raise BookReadOnlyError("The disk is full.")

    async with counter(book) as owner:
        await go_to(owner, "Owner")
        monkeypatch.setattr(book, "set_shop", refuse)
        await owner.press("enter")
        await owner.type("Ayşe Usta")
        await owner.press("enter")
        assert "The disk is full." in owner.text
        assert "Ayşe Usta" in owner.text
        monkeypatch.undo()
        await owner.press("enter")
        assert book.shop.owner == "Ayşe Usta"


async def test_keys_typed_ahead_change_a_setting_as_well(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("9")
        await owner.arrive("down", "enter", *"Usta", "enter")
        assert book.shop.owner == "Usta"


async def test_a_tag_has_a_cadence_set_changed_and_taken_away(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("9", "end", "enter")
        assert "#oven: every 6 weeks" in owner.text
        await owner.type("wholesale = 10,000 years")
        await owner.press("enter")
        assert "between a day and ten years" in owner.text
        await owner.press("escape", "enter")
        await owner.type("wholesale = every 3 months")
        await owner.press("enter")
        assert book.shop.cadences == {"wholesale": "3mo"}
        assert "#wholesale: every 3 months" in owner.text
        await owner.press("up")
        assert "#wholesale" in owner.line("›")
        await owner.press("enter")
        await owner.type("2w")
        await owner.press("enter")
        assert book.shop.cadences == {"wholesale": "2w"}
        await owner.press("enter")
        await owner.type("never")
        await owner.press("enter")
        assert book.shop.cadences == {}
        await owner.press("u")
        assert book.shop.cadences == {"wholesale": "2w"}
