"""The one list: lines made as they come into view, a cursor from entry to entry, marks, columns that give way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.geometry import Region

from screens.widgets.book_list import BookList
from screens.widgets.rows import BLANK, Cell, Column, Row, column_widths, gap_at, heading, plain_line
from screens.widgets.type_ahead import find_in_order
from store.database.folding import fold

COLUMNS = (Column(10, grow=2), Column(8, grow=1, gives_way=2), Column(12, gives_way=1))


class WatchedList(BookList):
    """Remembers which of its lines were to be painted anew, counted from the top of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[int] = []

    def refresh(self, *regions: Region, **options: bool) -> BookList:  # type: ignore[override]
        self.painted += [y for region in regions or (self.size.region,) for y in range(region.y, region.bottom)]
        return super().refresh(*regions, **options)


class ListApp(App[None]):
    """Nothing but a list."""

    def compose(self) -> ComposeResult:
        yield WatchedList()


@asynccontextmanager
async def shown_list(size: tuple[int, int] = (60, 10)) -> AsyncIterator[tuple[WatchedList, Callable[[], list[str]]]]:
    app = ListApp()
    async with app.run_test(size=size):
        book_list = app.query_one(WatchedList)

        def lines() -> list[str]:
            return [book_list.render_line(y).text for y in range(book_list.size.height)]

        yield book_list, lines


def entry(index: int) -> Row:
    return Row((Cell(f"name {index}"), Cell("greeting"), Cell("+90 532")), COLUMNS)


async def test_only_the_lines_in_view_are_made() -> None:
    made: list[int] = []

    def make(index: int) -> Row:
        made.append(index)
        return entry(index)

    async with shown_list() as (book_list, lines):
        book_list.set_rows(20_000, make, cursor=10_000)
        lines()
        assert len(set(made)) < 40
        assert "name 10000" in "".join(lines())


async def test_twenty_thousand_rows_are_set_and_walked_in_no_time() -> None:
    async with shown_list((80, 24)) as (book_list, lines):
        sets, moves = [], []
        for _trial in range(5):
            begun = time.process_time()
            book_list.set_rows(20_000, entry)
            sets.append(time.process_time() - begun)
        for _trial in range(50):
            begun = time.process_time()
            former = book_list.cursor
            book_list.move(1)
            for line in (former, book_list.cursor):
                book_list.render_line(line - book_list.scroll_offset.y)
            moves.append(time.process_time() - begun)
        assert min(sets) < 0.005
        assert sorted(moves)[25] < 0.002
        assert lines()


async def test_the_cursor_is_a_sign_and_not_only_a_colour() -> None:
    async with shown_list() as (book_list, lines):
        book_list.set_rows(3, entry)
        assert [line[0] for line in lines()[:3]] == ["›", " ", " "]
        book_list.move(1)
        assert [line[0] for line in lines()[:3]] == [" ", "›", " "]


async def test_the_cursor_passes_over_headings_and_takes_whole_entries() -> None:
    rows = [heading("First"), entry(1), Row((Cell("more"),), kind="more"), BLANK, heading("Second"), entry(2)]
    async with shown_list() as (book_list, lines):
        book_list.set_rows(len(rows), rows.__getitem__)
        assert book_list.cursor == 1
        book_list.move(1)
        assert book_list.cursor == 5
        book_list.move(1)
        assert book_list.cursor == 5
        book_list.move(-1)
        assert book_list.cursor == 1
        assert lines()[0].startswith("First ──")


async def test_going_up_from_the_first_entry_shows_what_stands_above_it() -> None:
    rows = [plain_line(f"line {number}") for number in range(30)] + [entry(1)]
    async with shown_list() as (book_list, lines):
        book_list.set_rows(len(rows), rows.__getitem__)
        assert "name 1" in "".join(lines())
        book_list.move(-1)
        assert "line 0" in lines()[0]
        book_list.move(1)
        assert "name 1" in "".join(lines())


async def test_a_list_without_entries_scrolls() -> None:
    rows = [plain_line(f"line {number}") for number in range(30)]
    async with shown_list() as (book_list, lines):
        book_list.set_rows(30, rows.__getitem__)
        assert book_list.cursor == -1
        book_list.move_page(1)
        assert "line 9" in lines()[0]
        book_list.move_to_end(1)
        assert "line 29" in lines()[-1]
        book_list.move_to_end(-1)
        assert "line 0" in lines()[0]


async def test_an_empty_list_takes_every_key() -> None:
    async with shown_list() as (book_list, lines):
        for steps in (1, -1):
            book_list.move(steps)
            book_list.move_page(steps)
            book_list.move_to_end(steps)
        assert book_list.cursor == -1
        assert set(lines()) == {" " * len(lines()[0])}


async def test_the_cursor_stays_in_view_whatever_the_height() -> None:
    async with shown_list() as (book_list, lines):
        book_list.set_rows(100, entry)
        for _step in range(99):
            book_list.move(1)
            assert any(line.startswith("›") for line in lines())
        for _step in range(99):
            book_list.move(-1)
            assert any(line.startswith("›") for line in lines())


async def test_fewer_rows_pull_the_cursor_back() -> None:
    async with shown_list() as (book_list, lines):
        book_list.set_rows(100, entry, cursor=99)
        book_list.set_rows(3, entry, cursor=99)
        assert book_list.cursor == 2
        assert "name 2" in "".join(lines())


@pytest.mark.parametrize(
    ("width", "kept"), [(60, [True, True, True]), (26, [True, False, True]), (12, [True, False, False])]
)
def test_columns_give_way_in_their_order(width: int, kept: list[bool]) -> None:
    assert [bool(cells) for cells in column_widths(COLUMNS, width)] == kept


@given(
    st.lists(st.builds(Column, st.integers(1, 30), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6).map(
        tuple
    ),
    st.integers(1, 200),
)
def test_columns_never_take_more_than_there_is(columns: tuple[Column, ...], width: int) -> None:
    widths = [cells for cells in column_widths(columns, width) if cells]
    assert sum(widths) + gap_at(width) * (len(widths) - 1) <= width
    assert widths


async def test_every_line_is_as_wide_as_the_list() -> None:
    rows = [
        heading("김민준" * 40),
        entry(1),
        Row((Cell("x" * 500),)),
        Row((Cell("김" * 99), Cell("é" * 99), Cell("")), COLUMNS),
    ]
    for width in (80, 40, 12, 5):
        async with shown_list((width, 6)) as (book_list, lines):
            book_list.set_rows(len(rows), rows.__getitem__)
            assert {cell_len(line) for line in lines()} == {book_list.scrollable_content_region.width}


# What is painted


async def test_the_same_rows_again_paint_nothing() -> None:
    async with shown_list() as (book_list, lines):
        book_list.set_rows(20, entry, cursor=3)
        lines()
        book_list.painted.clear()
        book_list.set_rows(20, entry, cursor=3)
        assert book_list.painted == []


async def test_one_row_that_changed_is_painted_alone() -> None:
    async with shown_list() as (book_list, lines):
        book_list.set_rows(20, entry)
        lines()
        book_list.painted.clear()
        book_list.set_rows(20, lambda index: entry(99 if index == 5 else index))
        assert book_list.painted == [5]
        assert "name 99" in lines()[5]


async def test_a_move_paints_the_two_entries_that_it_concerns() -> None:
    rows = [heading("First"), entry(1), Row((Cell("more"),), kind="more"), entry(2), entry(3)]
    async with shown_list() as (book_list, lines):
        book_list.set_rows(len(rows), rows.__getitem__)
        lines()
        book_list.painted.clear()
        book_list.move(1)
        assert book_list.painted == [1, 2, 3]


async def test_an_entry_is_drawn_in_few_stretches_for_each_is_sent_with_its_colours() -> None:
    row = Row((Cell("Ayşe", "strong"), Cell("Ayşe Hanım"), Cell("+90 532")), COLUMNS)
    async with shown_list() as (book_list, _lines):
        book_list.set_rows(2, lambda _index: row, cursor=1)
        assert len(list(book_list.render_line(0))) == 3


class FoldingApp(App[None]):
    """A list in something that folds away, such as the panel of the capture bar."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield BookList()


async def test_rows_that_came_while_the_list_was_folded_away_are_those_that_are_seen_after() -> None:
    app = FoldingApp()
    async with app.run_test(size=(40, 10)):
        book_list, around = app.query_one(BookList), app.query_one(Vertical)

        async def seen() -> str:
            for _turn in range(5):
                await asyncio.sleep(0.02)
            return "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)

        book_list.set_rows(3, lambda index: plain_line(f"former {index}"))
        assert "former 1" in await seen()
        around.display = False
        assert "former 1" not in await seen()
        book_list.set_rows(3, lambda index: plain_line(f"later {index}"))
        around.display = True
        assert "later 1" in await seen()


# Marks


async def test_a_mark_stands_beside_the_cursor_and_on_the_first_line_of_its_entry() -> None:
    rows = [heading("First"), entry(1), Row((Cell("more"),), kind="more"), entry(2)]
    async with shown_list() as (book_list, lines):
        book_list.set_rows(len(rows), rows.__getitem__, is_marked=lambda _line: True)
        assert [line[:2] for line in lines()[:4]] == ["Fi", "›*", "  ", " *"]


async def test_a_mark_that_changed_is_painted_alone() -> None:
    marked = {2, 4}
    async with shown_list() as (book_list, lines):
        book_list.set_rows(20, entry, is_marked=marked.__contains__)
        lines()
        book_list.painted.clear()
        marked.symmetric_difference_update((4, 5, 15))
        book_list.refresh_marks()
        assert book_list.painted == [4, 5]
        assert [line[1] for line in lines()[:6]] == [" ", " ", "*", " ", " ", "*"]


# Lists that change, and screens that do


async def test_more_rows_leave_the_cursor_where_it_is_and_nothing_of_the_old_ones() -> None:
    async with shown_list() as (book_list, lines):
        book_list.set_rows(2, entry, cursor=1)
        assert lines()[2].isspace()
        book_list.set_rows(100, entry, cursor=book_list.cursor)
        assert book_list.cursor == 1
        assert "name 9" in lines()[9]
        book_list.set_rows(1, entry, cursor=book_list.cursor)
        assert book_list.cursor == 0
        assert all(line.isspace() for line in lines()[1:])


async def test_a_list_scrolled_to_its_end_that_loses_its_rows_shows_those_it_has() -> None:
    async with shown_list() as (book_list, lines):
        book_list.set_rows(20_000, entry)
        book_list.move_to_end(1)
        book_list.set_rows(0, entry, cursor=book_list.cursor)
        assert book_list.cursor == -1
        book_list.set_rows(5, entry, cursor=book_list.cursor)
        assert "name 0" in lines()[0]
        assert book_list.cursor == 0


@pytest.mark.parametrize("height", [1, 2, 3])
async def test_on_a_screen_of_hardly_a_row_the_entry_under_the_cursor_is_what_is_seen(height: int) -> None:
    rows = [row for number in range(20) for row in (heading(f"Section {number}"), BLANK, entry(number))]
    async with shown_list((40, 10)) as (book_list, lines):
        book_list.set_rows(len(rows), rows.__getitem__)
        book_list.styles.height = height
        while book_list.size.height != height:
            await asyncio.sleep(0.01)
        for number in (*range(1, 20), *range(18, -1, -1)):
            book_list.move_to(number * 3 + 2)
            assert any(line.startswith("›") and f"name {number} " in line for line in lines()), lines()


async def test_pages_go_over_headings_there_and_back() -> None:
    rows = [row for number in range(50) for row in (heading(f"Section {number}"), entry(number), BLANK)]
    async with shown_list() as (book_list, lines):
        book_list.set_rows(len(rows), rows.__getitem__)
        seen = [book_list.cursor]
        for _page in range(60):
            book_list.move_page(1)
            seen.append(book_list.cursor)
            assert any(line.startswith("›") for line in lines())
        assert seen[-1] == len(rows) - 2
        assert len(set(seen)) > 10
        for _page in range(60):
            book_list.move_page(-1)
            assert any(line.startswith("›") for line in lines())
        assert book_list.cursor == 1
        assert lines()[0].startswith("Section 0 ")


@pytest.mark.parametrize("go", ["move", "move_page"])
async def test_an_entry_longer_than_the_screen_is_read_to_its_end(go: str) -> None:
    rows = [entry(0), *(Row((Cell(f"part {part}"),), kind="more") for part in range(40)), entry(1)]
    async with shown_list() as (book_list, lines):
        book_list.set_rows(len(rows), rows.__getitem__)
        seen: set[str] = set()
        for _step in range(20):
            seen.update(line.split()[-1] for line in lines() if "part" in line)
            getattr(book_list, go)(1)
        assert seen >= {str(part) for part in range(40)}
        assert book_list.cursor == 41
        for _step in range(20):
            getattr(book_list, go)(-1)
        assert "name 0" in lines()[0]


HOSTILE = [
    "[/foo] [red]",
    "\x1b[2J\x1b]52;c;aGk=\x07",
    "\u202egnp.exe",
    "a\tb\nc",
    "́" * 500,
    "x" * 10_000,
    "",
    "👩‍👩‍👧" * 50,
]


@pytest.mark.parametrize("width", [80, 20, 3, 1])
async def test_hostile_rows_take_their_room_and_no_more(width: int) -> None:
    rows = [Row((Cell(text, "strong"), Cell(text), Cell(text, "quiet")), COLUMNS) for text in HOSTILE]
    rows += [heading(text) for text in HOSTILE] + [plain_line(text) for text in HOSTILE]
    async with shown_list((width, 30)) as (book_list, lines):
        book_list.set_rows(len(rows), rows.__getitem__, is_marked=lambda line: line % 2 == 0)
        for _step in range(len(HOSTILE)):
            for line in lines():
                assert cell_len(line) == book_list.scrollable_content_region.width
                assert line.isprintable()
            book_list.move(1)


# Type-ahead

NAMES = ["Ayşe Yılmaz", "Çağla", "Ğ", "Işıl", "İpek", "Γιώργος", "김민준", "ayhan", ""]


def named(index: int) -> Row:
    return Row((Cell(NAMES[index], "strong"), Cell("of the shop"), Cell("")), COLUMNS)


@pytest.mark.parametrize(
    ("typed", "line"),
    [("ay", 0), ("AYŞE  y", 0), ("ayh", 7), ("ca", 1), ("isi", 3), ("ip", 4), ("ΓΙΏ", 5), ("김", 6), ("g", 2)],
)
async def test_the_first_letters_lead_to_a_row_however_they_are_written(typed: str, line: int) -> None:
    async with shown_list() as (book_list, lines):
        book_list.set_rows(len(NAMES), named)
        assert book_list.find_ahead(typed, fold)
        assert book_list.cursor == line
        assert lines()[line].startswith("›")


async def test_after_the_last_row_the_first_ones_are_looked_at_and_then_the_cursor_stays() -> None:
    async with shown_list() as (book_list, _lines):
        book_list.set_rows(len(NAMES), named, cursor=3)
        assert book_list.find_ahead("ay", fold)
        assert book_list.cursor == 7
        book_list.move(1)
        assert book_list.find_ahead("ays", fold)
        assert book_list.cursor == 0
        for typed in ("zz", "zzz", "shop", "", "!?"):
            assert not book_list.find_ahead(typed, fold)
            assert book_list.cursor == 0


async def test_type_ahead_passes_over_headings_and_further_lines() -> None:
    rows = [heading("Ayşe"), plain_line("Ayşe"), entry(1), Row((Cell("Ayşe"),), kind="more"), named(7), named(0)]
    async with shown_list() as (book_list, _lines):
        book_list.set_rows(len(rows), rows.__getitem__)
        assert book_list.find_ahead("ayş", fold)
        assert book_list.cursor == 5


async def test_no_row_of_twenty_thousand_is_made_twice_for_it() -> None:
    made: list[int] = []

    def make(index: int) -> Row:
        made.append(index)
        return entry(index)

    async with shown_list() as (book_list, _lines):
        book_list.set_rows(20_000, make)
        made.clear()
        assert book_list.find_ahead("name 500", fold)
        assert book_list.cursor == 500
        assert len(made) < 520
        for typed in ("x", "xy", "name x", "name xx", "y"):
            assert not book_list.find_ahead(typed, fold)
        assert len(made) < 20_050


async def test_a_list_in_order_finds_its_row_with_a_few_looks() -> None:
    made: list[int] = []

    def make(index: int) -> Row:
        made.append(index)
        return Row((Cell(f"Ö {index:05}" if index < 19_990 else "–"),))

    async with shown_list() as (book_list, _lines):
        book_list.set_rows(20_000, make)
        find = find_in_order(book_list.count, book_list.row, fold)
        made.clear()
        for typed, line in (("o", 0), ("O 1", 10_000), ("ö 12", 12_000), ("ö 12345", 12_345), ("o 19989", 19_989)):
            assert book_list.find_ahead(typed, fold, find)
            assert book_list.cursor == line
        for typed in ("o 19990", "z", "a", "–", ""):
            assert not book_list.find_ahead(typed, fold, find)
            assert book_list.cursor == 19_989
        assert len(set(made)) < 200
