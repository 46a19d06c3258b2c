"""Customers: all of them, filtered and put in order, and the search over them and over what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import screens.customers
from screens.customer_rows import ago_words, with_hits
from screens.customers import CustomersScreen
from screens.shown import one_line
from store.book import Book
from store.records.contact_person import ContactPerson, Labelled
from tests.books import WEDNESDAY, Clock, add_customer, add_interaction
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner pauses after every key."""
    monkeypatch.setattr(screens.customers, "_PAUSE", 0.001)


def names(owner: Counter) -> list[str]:
    """What stands first in each row of the list."""
    screen = owner.app.screen
    assert isinstance(screen, CustomersScreen)
    rows = (screen.book_list.row(index) for index in range(screen.book_list.count))
    return [row.cells[0].text for row in rows if row.kind == "entry"]


async def choose(owner: Counter, key: str, *words: str) -> None:
    """Answer the question of `key` with each of `words` in turn."""
    for word in words:
        await owner.press(key)
        await owner.type(word)
        await owner.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_customers_stand_by_name_with_what_one_needs_to_tell_them_apart(
    book: Book, size: tuple[int, int]
) -> None:
    add_customer(book, "Bora", do_not_contact=True, tags=("vip",), stage="lapsed")
    add_interaction(book, 5, "cakes", WEDNESDAY - timedelta(days=40))
    async with counter(book, size) as owner:
        await owner.press("2")
        assert_fits(owner.lines, size)
        assert "do not contact" in owner.line("Bora")
        assert_snapshot(owner.text, f"customers-{size[0]}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_shows_by_what_each_was_found(book: Book, size: tuple[int, int]) -> None:
    add_customer(book, "Ofelia Ovenden", call_by="Ms Ovenden")
    async with counter(book, size) as owner:
        await owner.press("slash")
        await owner.type("oven")
        assert names(owner)[:2] == ["Ofelia Ovenden", "Ayşe Yılmaz"]
        assert "#[oven]" in owner.text
        assert "the [oven] door squeaks" in owner.text
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"customers-found-{size[0]}")


async def test_what_the_name_does_not_show_is_said(book: Book) -> None:
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(1), contacts=(ContactPerson(name="Zeynep Demir"),)))
    async with counter(book) as owner:
        for typed, shown in (
            ("5321234", "+90 [532 123 4]5 67"),
            ("0532 123", "+90 [532 123] 45 67"),
            ("ayse@ex", "[ayse@ex]ample.org"),
            ("wholes", "#[wholesale]"),
            ("vespa", "red [Vespa], always in a hurry"),
            ("stone so-7", "has [Stone] oven [SO]-[7]"),
            ("hanim", "called Ayşe [Hanım]"),
            ("demir", "contact Zeynep [Demir]"),
        ):
            await owner.press("slash", "ctrl+u")
            await owner.type(typed)
            assert shown in owner.text
            await owner.press("escape")


async def test_search_follows_every_key_in_any_spelling(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("giorg")
        assert names(owner) == ["Γιώργος Παπαδόπουλος"]
        assert "1 found" in owner.lines[0]
        await owner.press("backspace", "backspace", "backspace", "backspace", "backspace")
        assert len(names(owner)) == 4
        await owner.type("5321234")
        assert names(owner) == ["Ayşe Yılmaz"]


async def test_what_was_said_is_found_and_opened_where_it_stands(book: Book) -> None:
    add_interaction(book, 2, "the rye loaf had no crust", WEDNESDAY - timedelta(days=400))
    add_interaction(book, 2, "bread again", WEDNESDAY - timedelta(days=1))
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("crust")
        assert "No customer is found by that" in owner.text
        found = owner.line("no [crust]")
        assert "Γιώργος" in found
        assert "28 Jan 2025" in found
        await owner.press("enter")
        assert "Γιώργος" in owner.lines[0]
        assert "rye loaf" in owner.text
        assert "›" in owner.line("rye loaf") or "›" in owner.text
        await owner.press("escape")
        assert "[crust]" in owner.line("›")


async def test_history_waits_for_a_pause_and_customers_do_not(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens.customers, "_PAUSE", 3600)
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("squeak")
        assert "0 found" in owner.lines[0]
        assert "In the history" not in owner.text
        # Enter does not wait for the pause: what was said is found before anybody new is offered.
        await owner.press("enter")
        assert "Ayşe" in owner.lines[0]
        assert "squeaks" in owner.text


async def test_nothing_is_painted_where_the_history_adds_nothing(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens.customers, "_PAUSE", 3600)
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("giorg")
        screen = owner.app.screen
        assert isinstance(screen, CustomersScreen)
        painted: list[int] = []
        monkeypatch.setattr(screen.book_list, "set_rows", lambda *_rows, **_more: painted.append(1))
        await screen.look_in_history()
        await owner.pilot.pause()
        assert not painted


async def test_typing_on_narrows_the_history_at_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    add_interaction(book, 2, "the door is open", WEDNESDAY - timedelta(days=9))
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("door")
        assert owner.text.count("[door]") == 2
        monkeypatch.setattr(screens.customers, "_PAUSE", 3600)
        await owner.type(" squ")
        assert "[door] [squeaks]" in owner.text
        assert "is open" not in owner.text


async def test_enter_in_the_search_opens_the_best_hit_and_the_arrows_choose_another(book: Book) -> None:
    add_customer(book, "Ayşe Demir")
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("ays")
        second = names(owner)[1]
        await owner.press("down", "enter")
        assert second in owner.lines[0]
        await owner.press("escape")
        assert second in owner.line("›")


async def test_escape_leaves_the_search_then_empties_it_then_goes_back(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("giorg")
        await owner.press("escape")
        assert names(owner) == ["Γιώργος Παπαδόπουλος"]
        await owner.press("escape")
        assert len(names(owner)) == 4
        await owner.press("escape")
        assert "Today" in owner.lines[0]


async def test_searching_again_from_anywhere_starts_over_with_the_first_letter(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("giorg")
        await owner.press("enter", "slash")
        await owner.type("minjun")
        assert names(owner) == ["김민준"]


async def test_nobody_found_says_what_to_do_and_enter_does_it(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("zafer")
        assert "Nobody is found. Enter adds “zafer” as a new customer" in owner.text
        assert "0 found" in owner.lines[0]
        await owner.press("enter")
        assert "zafer" in owner.text
        await owner.press("f2")
        assert book.search_customers("zafer")


async def test_a_new_customer_is_a_key_away(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "N")
        await owner.type("Zafer")
        await owner.press("f2", "escape", "2")
        assert "Zafer" in names(owner)


async def test_no_customers_say_which_key_comes_next(empty_book: Book) -> None:
    async with counter(empty_book) as owner:
        await owner.press("2")
        assert "No customers yet. N adds the first one" in owner.text


async def test_a_customer_added_at_the_counter_stands_in_the_list_at_once(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "down", "c")
        await owner.type("@new Ahmet 555 0123 /phone hello")
        await owner.press("enter")
        assert names(owner)[0] == "Ahmet"
        assert "Γιώργος" in owner.line("›")


async def test_a_paste_into_the_search_is_one_clean_line(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.paste("gio\x1b[31mrgos\nmore")
        assert names(owner) == ["Γιώργος Παπαδόπουλος"]


@pytest.mark.parametrize("size", SIZES)
async def test_filters_say_how_many_there_are_and_stand_in_the_title(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await owner.press("2", "v")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"customers-view-{size[0]}")
        await owner.type("#wholesale")
        await owner.press("enter")
        assert names(owner) == ["Ayşe Yılmaz", "Γιώργος Παπαδόπουλος"]
        await choose(owner, "v", "regular")
        assert names(owner) == ["Ayşe Yılmaz"]
        assert "Customers  1 · #wholesale · regular" in owner.lines[0]
        assert_fits(owner.lines, size)


async def test_a_filter_is_taken_off_where_it_was_put_on_or_by_escape(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2")
        await choose(owner, "v", "#wholesale", "turkish")
        assert names(owner) == ["Ayşe Yılmaz"]
        await choose(owner, "v", "#wholesale")
        assert "1 · Turkish" in owner.lines[0]
        await choose(owner, "v", "regular")
        await owner.press("escape")
        assert "1 · Turkish" in owner.lines[0]
        with book.transact("customer.edit") as change:
            change.put(replace(book.customer(1), language=""))
        owner.app.book_changed()
        await owner.pilot.pause()
        assert "Nobody is all of that. Esc takes the last filter off" in owner.text
        await owner.press("escape")
        assert len(names(owner)) == 4
        await owner.press("escape")
        assert "Today" in owner.lines[0]


async def test_keys_that_arrive_together_do_their_work_in_order(book: Book) -> None:
    async with counter(book) as owner:
        await owner.arrive("2", "v", *"regular", "enter", "o", *"longest", "enter", "/", *"vesp", "enter")
        await owner.pilot.pause()
        assert "Ayşe Yılmaz" in owner.lines[0]
        await owner.press("escape")
        assert "1 found · regular" in owner.lines[0]
        assert "red [Vespa]" in owner.line("›")


async def test_search_stays_within_the_filters(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2")
        await choose(owner, "v", "#wholesale")
        await owner.press("slash")
        await owner.type("kim")
        assert names(owner) == []
        assert "among those whom the filters show" in owner.text
        await owner.press("backspace", "backspace", "backspace")
        await owner.type("언제")
        assert "In the history" not in owner.text
        await owner.press("backspace", "backspace")
        await owner.type("giorg")
        assert names(owner) == ["Γιώργος Παπαδόπουλος"]
        assert "1 found · #wholesale" in owner.lines[0]


async def test_whom_nobody_heard_from_for_longest_stands_first(book: Book, clock: Clock) -> None:
    add_interaction(book, 3, "rolls", WEDNESDAY - timedelta(days=100))
    clock.now += timedelta(days=70)
    add_interaction(book, 1, "bread", clock.now - timedelta(days=10))
    async with counter(book) as owner:
        await owner.press("2")
        await choose(owner, "o", "longest")
        assert names(owner) == ["Γιώργος Παπαδόπουλος", "김민준", "Ayşe Yılmaz", "+49 30 1234567"]
        assert "4 · longest silent first" in owner.lines[0]
        assert "10 d ago" in owner.line("Ayşe")
        await choose(owner, "v", "silent for 1 month")
        assert "2 · silent for 1 month · longest silent first" in owner.lines[0]
        await choose(owner, "o", "newest")
        assert names(owner) == ["김민준", "Γιώργος Παπαδόπουλος"]


async def test_marked_customers_stand_at_the_front_of_the_line(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "space", "space")
        await owner.press("c")
        await owner.type("/phone told them we close on friday")
        await owner.press("enter")
        assert book.timeline(1)[0].text == "told them we close on friday"
        assert book.timeline(2)[0].text == "told them we close on friday"
        await owner.press("u")
        assert book.timeline(2)[0].text != "told them we close on friday"


async def test_marks_hold_through_searches_and_are_seen(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("giorg")
        await owner.press("escape", "space", "slash")
        await owner.type("minj")
        await owner.press("escape", "space", "f")
        await owner.type("fri: tell them of the rye")
        await owner.press("enter")
        assert [[one.what for one in book.follow_ups(id_)] for id_ in (2, 3)][1] == ["tell them of the rye"]
        assert "tell them of the rye" in [one.what for one in book.follow_ups(2)]


async def test_a_marked_customer_wears_a_sign(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "space")
        assert "*" in owner.line("Ayşe")[:2]
        await owner.press("escape")
        assert "*" not in owner.line("Ayşe")[:2]


async def test_another_sessions_change_keeps_the_cursor_on_the_customer(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2")
        await choose(owner, "o", "latest")
        await owner.press("down")
        under_cursor = owner.line("›").split("  ")[0]
        add_customer(book, "Aaron")
        add_interaction(book, 5, "hello", WEDNESDAY + timedelta(hours=1))
        owner.app.book_changed()
        await owner.pilot.pause()
        assert names(owner)[0] == "Aaron"
        assert owner.line("›").startswith(under_cursor)


async def test_hostile_customers_are_found_and_drawn(book: Book) -> None:
    add_customer(book, "[/foo]", tags=("[red]",), phones=(Labelled(value="\x1b[31m555 0199"),), note="x" * 10_000)
    async with counter(book, (40, 20)) as owner:
        await owner.press("slash")
        for typed in ("foo", "red", "5550199", "xxxx", "[", "\u202e", "{name}", "%s"):
            await owner.paste(typed)
            await owner.pilot.pause()
            assert_fits(owner.lines, (40, 20))
            await owner.press("ctrl+u")


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "today"), (0, "today"), (1, "yesterday"), (3, "3 d ago"), (13, "13 d ago"), (14, "2 wk ago"),
     (69, "9 wk ago"), (70, "2 mo ago"), (364, "11 mo ago"), (365, "12 mo ago"), (729, "23 mo ago"), (731, "2 y ago")],
)  # fmt: skip
def test_how_long_ago_fits_its_column(days: int, words: str) -> None:
    assert ago_words(days) == words
    assert len(words) <= 10


def test_a_hit_far_into_a_text_is_shown_from_shortly_before_it() -> None:
    assert with_hits("red Vespa", ((4, 9),), 30) == "red [Vespa]"
    text = "asked whether the new stone oven can be had in green before Easter, or else in red"
    at = text.index("green")
    assert with_hits(text, ((at, at + 5),), 30) == "…be had in [green] before Easter, or else in red"
    at = text.index("red")
    assert with_hits(text, ((at, at + 3),), 40) == "…green before Easter, or else in [red]"
    assert with_hits(text, ((at, at + 3),), 100) == text[:at] + "[red]"
    assert with_hits("", (), 10) == ""


@given(st.text(), st.integers(0, 40), st.integers(1, 10), st.integers(1, 50))
def test_whatever_the_text_the_hit_is_shown(text: str, at: int, length: int, room: int) -> None:
    line = one_line(text)
    if at + length <= len(line):
        shown = with_hits(line, ((at, at + length),), room)
        assert f"[{line[at : at + length]}]" in shown
        assert shown.removeprefix("…").replace("[", "").replace("]", "") in line.replace("[", "").replace("]", "")


async def test_tags_are_shown_whole_and_the_others_counted(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2")
        assert owner.line("Ayşe").rstrip().endswith("regular +2")
