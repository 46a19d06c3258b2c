"""The change log: what was changed, by whom, and what was taken back; read on the way down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from screens.changes import ChangesScreen
from store.answering import answer
from store.book import Book
from store.records.customer import Customer
from tests.books import Clock, add_customer, add_interaction
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.test_hostile import HOSTILE


@pytest.fixture
def morning(book: Book, clock: Clock) -> Book:
    """Yesterday's contacts from home, and a morning at the counter with a slip that was taken back."""
    clock.now += timedelta(hours=20)
    home = Book.open(book.folder, clock=clock)
    home.log("@ayse @γιώργος /email > closed on Monday")
    home.close()
    book.follow()
    clock.now += timedelta(hours=4, minutes=35)
    book.log("@김민준 /counter bought a very long loaf of bread and the cake with the cherries")
    book.undo(own=True)
    clock.now += timedelta(minutes=2)
    with book.transact("conversation.answer") as change:
        answer(book, change, 2)
    book.park("@ayse half a sent", clock.now, 1)
    return book


async def open_log(owner: Counter) -> None:
    await owner.press("L")
    assert isinstance(owner.app.screen, ChangesScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_log_says_when_what_with_whom_by_whom_and_what_was_undone(
    morning: Book, size: tuple[int, int]
) -> None:
    async with counter(morning, size) as owner:
        await open_log(owner)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"changes-{size[0]}")


@pytest.mark.parametrize("size", SIZES)
async def test_from_a_customers_page_it_is_the_log_of_that_customer(morning: Book, size: tuple[int, int]) -> None:
    async with counter(morning, size) as owner:
        await owner.press("2", "enter")
        await open_log(owner)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"changes-customer-{size[0]}")
        assert "김민준" not in owner.text
        await owner.press("c")
        assert "Log a contact with Ayşe Yılmaz" in owner.text


async def test_enter_opens_whom_the_change_is_about_and_escape_comes_back_to_it(morning: Book) -> None:
    async with counter(morning) as owner:
        await open_log(owner)
        await owner.press("down")
        row = owner.line("›")
        assert "answered: 김민준" in row
        await owner.press("enter")
        assert "김민준" in owner.lines[0]
        await owner.press("escape")
        assert owner.line("›") == row


async def test_of_several_customers_it_is_asked_which(morning: Book) -> None:
    async with counter(morning) as owner:
        await open_log(owner)
        await owner.press(*["down"] * 5)
        assert "Ayşe Yılmaz, Γιώργος" in owner.line("›")
        await owner.press("enter")
        assert "Whom do you want to see?" in owner.text
        await owner.press("down", "enter")
        assert "Γιώργος Παπαδόπουλος" in owner.lines[0]


async def test_a_change_about_nobody_opens_nothing(empty_book: Book) -> None:
    empty_book.set_shop({"name": "Fırın Usta"})
    async with counter(empty_book) as owner:
        await open_log(owner)
        assert "settings changed" in owner.line("›")
        await owner.press("enter")
        assert isinstance(owner.app.screen, ChangesScreen)
        assert "Enter Open" not in owner.text


async def test_u_and_capital_u_work_here_and_the_list_follows(morning: Book) -> None:
    async with counter(morning) as owner:
        await open_log(owner)
        await owner.press("u")
        assert "undone: line parked: Ayşe Yılmaz" in owner.lines[2]
        assert "line parked: Ayşe Yılmaz · undone" in owner.line("›"), "the cursor stays where it stood"
        await owner.press("U")
        assert "done again: line parked: Ayşe Yılmaz" in owner.lines[2]
        assert "· undone" not in owner.line("›")
    assert len(morning.drafts()) == 1


async def test_what_another_session_does_stands_there_at_once(morning: Book, clock: Clock) -> None:
    home = Book.open(morning.folder, clock=clock)
    async with counter(morning) as owner:
        await open_log(owner)
        add_customer(home, "Defne")
        owner.app.follow()
        await owner.pilot.pause()
        assert "customer added: Defne" in owner.lines[2]
        assert "another session" in owner.lines[2]
    home.close()


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
async def test_more_is_read_on_the_way_down_to_where_the_log_begins(book: Book, size: tuple[int, int]) -> None:
    for number in range(120):
        add_interaction(book, 1 + number % 3, f"number {number}")
    reads: list[int] = []
    changes = book.changes

    def counted(limit: int, *about: int | None) -> object:
        reads.append(limit)
        return changes(limit, *about)

    book.changes = counted  # type: ignore[assignment,method-assign]
    async with counter(book, size) as owner:
        await open_log(owner)
        assert reads == [100]
        for _page in range(60):
            if "The log begins here." in owner.text:
                break
            await owner.press("pagedown")
        assert reads == [100, 100]
        assert "settings changed" in owner.text
        await owner.press("u")
        assert reads[2:] == [200]
        await owner.press("home")
        assert "undone: contact logged" in owner.lines[2 if size[1] >= 24 else 1]


async def test_a_log_that_cannot_be_read_says_so(morning: Book) -> None:
    morning.compact()
    [log] = (morning.folder / "changes").iterdir()
    log.unlink()
    log.mkdir()
    async with counter(morning) as owner:
        await open_log(owner)
        assert "The book cannot be read: Is a directory." in owner.text


async def test_a_customer_of_whom_no_change_is_known_says_what_comes_next(morning: Book) -> None:
    async with counter(morning) as owner:
        await owner.app.push_screen(ChangesScreen(morning, owner.app.half_typed, 99))
        await owner.pilot.pause()
        assert "No change is known that is about them. Press c to log a contact" in owner.text
        assert "no longer in the book" in owner.lines[0]


async def test_an_import_of_hundreds_is_one_row(book: Book) -> None:
    with book.transact("import") as change:
        for number in range(300):
            change.add(Customer(name=f"Customer {number}"))
    async with counter(book) as owner:
        await open_log(owner)
        assert "import: 300 customers" in owner.line("›")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_only_names(book: Book, size: tuple[int, int]) -> None:
    for name in HOSTILE:
        add_customer(book, name)
        book.undo(own=True)
    async with counter(book, size) as owner:
        await open_log(owner)
        for _page in range(8):
            assert_fits(owner.lines, size)
            await owner.press("pagedown")
