"""A screen on which a file is chosen: folders and files in a list, over them a field for a name or a path."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, getters, on
from textual.widget import Widget
from textual.widgets import Input

from screens.book_screen import BookScreen
from screens.file_picker import FilePicker
from screens.half_typed import HalfTyped
from screens.shown import wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import BLANK, Row, plain_line
from screens.widgets.search_field import SearchField
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

# What can be done while letters go into the field.
_WHILE_CHOOSING = frozenset(("back", "open_row", "folder_up", "complete", "move", "move_page"))


class FileChoosingScreen(BookScreen):
    """Every key does its work in the order in which it was pressed, as those that go into the field do."""

    field = getters.query_one("#path", SearchField)

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Begin in the folder where an address book is likely to lie."""
        super().__init__(book, half_typed)
        self.picker = FilePicker()
        self._has_moved = False

    # What a screen says of itself

    @property
    @abstractmethod
    def is_choosing(self) -> bool:
        """Whether a file is being chosen now."""

    @abstractmethod
    def take_file(self, path: Path) -> None:
        """Take the file that was chosen."""

    @abstractmethod
    def show_head(self) -> None:
        """Show the title."""

    def compose_body(self) -> Iterable[Widget]:
        """Give the field and the list."""
        yield SearchField(_("type a name, or a path such as ~/Downloads"), id="path")
        yield BookList(id="list")

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the letters to the field while it is typed in."""
        if self.is_mounted and self.is_choosing and self.field.has_focus:
            if action == "folder_up":
                return not self.field.value
            return action in _WHILE_CHOOSING and (action == "complete" or super().check_action(action, parameters))
        return action != "folder_up" and super().check_action(action, parameters)

    def can_open_row(self) -> bool:
        """Whether there is a file to take, or one may be typed."""
        return self.is_choosing

    async def pasted(self, text: str) -> None:
        """Take a path that is pasted, or a file that is dropped on the terminal."""
        if self.is_choosing:
            self.set_focus(self.field)
            self.field.post_message(events.Paste(text))
        else:
            await super().pasted(text)

    @on(Input.Changed, "#path")
    def follow_field(self, event: Input.Changed) -> None:
        """Show what goes with what is typed."""
        event.stop()
        self._narrow()

    def action_back(self) -> None:
        """Empty the field; from an empty one, leave."""
        if self.is_choosing:
            self.field.call_later(self._leave_field)
        else:
            super().action_back()

    def action_move(self, steps: int) -> None:
        """Move, when all that was typed before has arrived."""
        if self.is_choosing:
            self.field.call_later(self._move_in_turn, super().action_move, steps)
        else:
            super().action_move(steps)

    def action_move_page(self, pages: int) -> None:
        """Move by a screenful, when all that was typed before has arrived."""
        if self.is_choosing:
            self.field.call_later(self._move_in_turn, super().action_move_page, pages)
        else:
            super().action_move_page(pages)

    async def action_folder_up(self) -> None:
        """Go to the folder above; where something was typed meanwhile, edit that instead."""
        await self.field.in_turn(self._go_up)

    async def action_complete(self) -> None:
        """Go into the folder that is marked."""
        if self.is_choosing and not self.line_is_open:
            await self.field.in_turn(self._complete)
        else:
            await super().action_complete()

    async def open_row(self) -> None:
        """Open the folder or take the file, when all that was typed has arrived."""
        await self.field.in_turn(self._take)

    # What is shown

    def begin_choosing(self, path: Path | None = None) -> None:
        """Let a file be chosen, beginning on the one at `path`."""
        self.field.display = True
        self.set_focus(self.field, scroll_visible=False)
        self.show_head()
        self.show_files(self.picker.first_line if path is None else self.picker.line_of(path))
        self.refresh_bindings()

    def show_files(self, cursor: int) -> None:
        """Show the folder, or what of it goes with what is typed, and why that may be nothing."""
        picker = self.picker
        now = None if self.book is None else self.book.now()
        words = picker.empty_words()
        lines = [plain_line(line) for line in wrapped(words, max(1, self.app.size.width - 2 * GUTTER))]
        if words and picker.shown:
            lines.insert(0, BLANK)

        def row(index: int) -> Row:
            return picker.row(index, now) if index < len(picker.shown) else lines[index - len(picker.shown)]

        self.book_list.set_rows(len(picker.shown) + len(lines), row, cursor=cursor)

    # In turn, behind what was typed

    def _move_in_turn(self, move: Callable[[int], None], steps: int) -> None:
        self._narrow()
        # What one moves to is meant from then on, and not what was typed.
        self._has_moved = True
        move(steps)

    def _leave_field(self) -> None:
        if self.field.value:
            self.field.value = ""
            self._narrow()
        elif self.is_choosing:
            super().action_back()

    async def _go_up(self) -> None:
        if self.field.value:
            self.field.action_delete_left()
            return
        former = self.picker.folder
        self._open_folder(former.parent, former)

    async def _complete(self) -> None:
        self._narrow()
        line = self.book_list.cursor
        if 0 <= line < len(self.picker.shown) and self.picker.shown[line].is_folder:
            self._open_folder(self.picker.shown[line].path)

    async def _take(self) -> None:
        if not self.is_choosing:
            return
        self._narrow()
        taken = self.picker.chosen(self.book_list.cursor, has_moved=self._has_moved)
        if taken is None:
            # The list says it already, in the same words.
            return
        elif taken.is_folder:
            self._open_folder(taken.path, self.picker.folder)
        else:
            self.take_file(taken.path)

    def _open_folder(self, folder: Path, former: Path | None = None) -> None:
        problem = self.picker.open(folder)
        self.note(problem, refusal=True)
        if not problem:
            self._has_moved = False
            self.field.value = ""
            self.show_head()
            self.show_files(self.picker.first_line if former is None else self.picker.line_of(former))
        self.refresh_bindings()

    def _narrow(self) -> None:
        if self.is_choosing and self.field.value != self.picker.text:
            self._has_moved = False
            self.picker.narrow(self.field.value)
            self.note("")
            self.show_files(0 if self.field.value else self.picker.first_line)
            self.refresh_bindings()
