"""The one list: lines made as they come into view, a cursor from entry to entry, columns that give way."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from screens.widgets.book_list import BookList
from screens.widgets.rows import BLANK, Cell, Column, Row, column_widths, gap_at, heading, plain_line

COLUMNS = (Column(10, grow=2), Column(8, grow=1, gives_way=2), Column(12, gives_way=1))


class ListApp(App[None]):
    """Nothing but a list."""

    def compose(self) -> ComposeResult:
        yield BookList()


@asynccontextmanager
async def shown_list(size: tuple[int, int] = (60, 10)) -> AsyncIterator[tuple[BookList, Callable[[], list[str]]]]:
    app = ListApp()
    async with app.run_test(size=size):
        book_list = app.query_one(BookList)

        def lines() -> list[str]:
            return [book_list.render_line(y).text for y in range(size[1])]

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
