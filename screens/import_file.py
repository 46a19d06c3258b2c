"""Import: a file is chosen, looked into, brought in, and what became of each row is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual import events, getters, on, work
from textual.message import Message
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input

from screens.book_screen import BookScreen
from screens.file_picker import FilePicker
from screens.half_typed import HalfTyped
from screens.import_lines import preview_rows, result_rows
from screens.long_work import LendsTheBook, StoppedError, Watch
from screens.shown import wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.progress_line import ProgressLine
from screens.widgets.rows import BLANK, Row, plain_line
from screens.widgets.search_field import SearchField
from store.errors import RegularsError
from store.exchange.foreseeing import Foreseen, foresee, recognised_words
from store.exchange.importing import ImportResult, Incoming, bring_in, read_file
from store.exchange.recognise import shown_name
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

Stage = Literal["choosing", "reading", "comparing", "looking", "bringing", "done"]

_AT_WORK = frozenset(("reading", "comparing", "bringing"))
# What can be done while a file is being chosen, and letters go into the field.
_WHILE_CHOOSING = frozenset(("back", "open_row", "folder_up", "complete", "move", "move_page"))


class ImportFileScreen(BookScreen):
    """An address book, or a whole book, from a file into this one."""

    PLACE = "import_file"
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "import_file.tcss"]

    field = getters.query_one("#path", SearchField)
    progress = getters.query_one("#progress", ProgressLine)

    @dataclass
    class Came(Message):
        """The work has come so far."""

        watch: Watch
        done: int
        total: int | None

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Begin in the folder where an address book is likely to lie."""
        super().__init__(book, half_typed)
        self._stage: Stage = "choosing"
        self._picker = FilePicker()
        self._path = Path()
        self._file: Incoming | None = None
        self._words = ""
        self._foreseen: Foreseen | None = None
        self._result: ImportResult | None = None
        self._sequence = 0
        self._is_taken_back = False
        self._watch: Watch | None = None
        self._what = ""
        self._has_moved = False
        self._rows: Sequence[Row] = ()

    def compose_body(self) -> Iterable[Widget]:
        """Give the field for a name or path, the progress and the list."""
        yield SearchField(_("type a name, or a path such as ~/Downloads"), id="path")
        yield ProgressLine(id="progress")
        yield BookList(id="list")

    def on_mount(self) -> None:
        """Show the files, and let a name or path be typed at once."""
        super().on_mount()
        self._choose()

    def on_unmount(self) -> None:
        """Leave no work behind: what was not saved by now is not kept."""
        if self._watch is not None:
            self._watch.stop()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out anew."""
        if self.is_mounted:
            self.show_book()

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to the stage."""
        if not self.is_mounted:
            return False
        if action == "start_import":
            return self._stage == "looking" and self._is_anything_new() and not self.line_is_open
        if action == "stop_work":
            return self._stage in _AT_WORK
        if self._stage in _AT_WORK:
            return False
        if self._stage == "choosing" and self.field.has_focus:
            if action == "folder_up":
                return not self.field.value
            return action in _WHILE_CHOOSING and (action == "complete" or super().check_action(action, parameters))
        return action != "folder_up" and super().check_action(action, parameters)

    def can_open_row(self) -> bool:
        """Whether there is a file to take, or one may be typed."""
        return self._stage == "choosing"

    def action_back(self) -> None:
        """Empty the field; from what a file holds, go back to the files; else leave."""
        if self._stage == "looking":
            self._choose(self._path)
        elif self._stage == "choosing":
            self.field.call_later(self._leave_field)
        else:
            super().action_back()

    def action_stop_work(self) -> None:
        """Have the work stop."""
        if self._watch is not None:
            self._watch.stop()
            self.progress.say(_("Stopping"))

    def show_book(self) -> None:
        """Show the stage that one is in."""
        room = max(1, self.app.size.width - GUTTER - 1)
        self._show_head()
        if self._stage == "choosing":
            self._show_files(self.book_list.cursor)
            return
        if self._stage == "done" and self._result is not None:
            self._rows = result_rows(self._result, room, is_taken_back=self._is_taken_back)
        elif self._stage == "looking" and self._foreseen is not None:
            self._rows = preview_rows(self._foreseen, self._words, shown_name(self._path), room)
        else:
            words = _("Until it is saved, Esc stops it, and nothing is changed.")
            self._rows = [plain_line(line) for line in wrapped(words, room)]
        self.book_list.set_rows(len(self._rows), self._rows.__getitem__, cursor=max(0, self.book_list.cursor))

    # Choosing a file

    def on_paste(self, event: events.Paste) -> None:
        """Take a path that is pasted, or a file that is dropped on the terminal."""
        if self._stage == "choosing" and not self.field.has_focus and not self.line_is_open:
            event.stop()
            self.set_focus(self.field)
            self.field.post_message(events.Paste(event.text))

    @on(Input.Changed, "#path")
    def narrow(self, event: Input.Changed) -> None:
        """Show what goes with what is typed."""
        event.stop()
        self._narrow()

    def action_move(self, steps: int) -> None:
        """Move, when all that was typed before has arrived."""
        if self._stage == "choosing":
            self.field.call_later(self._move_in_turn, super().action_move, steps)
        else:
            super().action_move(steps)

    def action_move_page(self, pages: int) -> None:
        """Move by a screenful, when all that was typed before has arrived."""
        if self._stage == "choosing":
            self.field.call_later(self._move_in_turn, super().action_move_page, pages)
        else:
            super().action_move_page(pages)

    async def action_folder_up(self) -> None:
        """Go to the folder above; where something was typed meanwhile, edit that instead."""
        await self.field.in_turn(self._go_up)

    async def action_complete(self) -> None:
        """Go into the folder that is marked."""
        if self._stage == "choosing" and not self.line_is_open:
            await self.field.in_turn(self._complete)
        else:
            await super().action_complete()

    async def open_row(self) -> None:
        """Open the folder or take the file, when all that was typed has arrived."""
        await self.field.in_turn(self._take)

    def _move_in_turn(self, move: Callable[[int], None], steps: int) -> None:
        self._narrow()
        # What one moves to is meant from then on, and not what was typed.
        self._has_moved = True
        move(steps)

    def _leave_field(self) -> None:
        if self.field.value:
            self.field.value = ""
            self._narrow()
        elif self._stage == "choosing":
            super().action_back()

    async def _go_up(self) -> None:
        if self.field.value:
            self.field.action_delete_left()
            return
        former = self._picker.folder
        self._open_folder(former.parent, former)

    async def _complete(self) -> None:
        self._narrow()
        line = self.book_list.cursor
        if 0 <= line < len(self._picker.shown) and self._picker.shown[line].is_folder:
            self._open_folder(self._picker.shown[line].path)

    async def _take(self) -> None:
        if self._stage != "choosing":
            return
        self._narrow()
        taken = self._picker.chosen(self.book_list.cursor, has_moved=self._has_moved)
        if taken is None:
            self.note(self._picker.empty_words(), refusal=True)
        elif taken.is_folder:
            self._open_folder(taken.path, self._picker.folder)
        elif self.book is None:
            self.note(_("The book is still being opened. Press Enter again in a moment."), refusal=True)
        else:
            self._path = taken.path
            self.look_into(taken.path)

    def _open_folder(self, folder: Path, former: Path | None = None) -> None:
        problem = self._picker.open(folder)
        self.note(problem, refusal=True)
        if not problem:
            self._has_moved = False
            self.field.value = ""
            self._show_head()
            self._show_files(self._picker.first_line if former is None else self._picker.line_of(former))
        self.refresh_bindings()

    def _narrow(self) -> None:
        if self._stage == "choosing" and self.field.value != self._picker.text:
            self._has_moved = False
            self._picker.narrow(self.field.value)
            self.note("")
            self._show_files(self._picker.first_line if not self.field.value else 0)
            self.refresh_bindings()

    def _choose(self, path: Path | None = None) -> None:
        """Let a file be chosen, beginning on the one at `path`."""
        self._stage = "choosing"
        self._file = self._foreseen = None
        self.field.display = True
        self.progress.say("")
        self.set_focus(self.field, scroll_visible=False)
        self._show_head()
        self._show_files(self._picker.first_line if path is None else self._picker.line_of(path))
        self.refresh_bindings()

    def _show_files(self, cursor: int) -> None:
        picker = self._picker
        now = None if self.book is None else self.book.now()
        words = picker.empty_words()
        lines = [plain_line(line) for line in wrapped(words, max(1, self.app.size.width - 2 * GUTTER))]
        if words and picker.shown:
            lines.insert(0, BLANK)

        def row(index: int) -> Row:
            return picker.row(index, now) if index < len(picker.shown) else lines[index - len(picker.shown)]

        self.book_list.set_rows(len(picker.shown) + len(lines), row, cursor=cursor)

    def _show_head(self) -> None:
        detail = self._picker.where if self._stage == "choosing" else shown_name(self._path)
        self.show_title(_("Import"), detail)

    # Looking into it, and bringing it in

    @work(exclusive=True)
    async def look_into(self, path: Path) -> None:
        """Read the file at `path` and compare it with the book, beside the screen."""
        assert self.book is not None
        self.note("")
        watch = self._begin("reading", _("Reading"))
        try:
            self._file = await asyncio.to_thread(read_file, path, watch)
            async with cast("LendsTheBook", self.app).book_at_work():
                watch = self._begin("comparing", _("Comparing with the book"), watch)
                self._foreseen = await asyncio.to_thread(foresee, self.book, self._file, progress=watch)
            self._words = await asyncio.to_thread(recognised_words, self._file)
        except StoppedError:
            self._choose(path)
        except RegularsError as problem:
            self._choose(path)
            self.note(problem.sentence, refusal=True)
        else:
            self._show_stage("looking")

    @work(exclusive=True)
    async def action_start_import(self) -> None:
        """Bring in what is shown, in one transaction."""
        if self.book is None or self._file is None:
            return
        if self.book.read_only:
            self.note(self.book.read_only, refusal=True)
            return
        book, file = self.book, self._file
        watch = self._begin("bringing", _("Bringing in"))
        try:
            async with cast("LendsTheBook", self.app).book_at_work():
                self._result = await asyncio.to_thread(bring_in, book, file, progress=watch)
        except StoppedError:
            self._show_stage("looking")
            self.note(_("Stopped; nothing was changed. Enter begins again."))
        except RegularsError as problem:
            self._show_stage("looking")
            self.note(problem.sentence, refusal=True)
        else:
            self._sequence = book.sequence
            self._is_taken_back = False
            self._show_stage("done")
            self.post_message(self.Changed())

    @on(Came)
    def show_progress(self, came: Came) -> None:
        """Say how far the work has come."""
        came.stop()
        if came.watch is not self._watch or self._stage not in _AT_WORK or self.progress.said == _("Stopping"):
            return
        share = came.done / came.total if came.total else None
        is_all = came.done == came.total
        if self._stage == "bringing" and is_all:
            self.progress.say(_("Saving {count} rows").format(count=f"{came.done:,}"), 1)
        elif came.total is None:
            words = _("{what}: {done} rows").format(what=self._what, done=f"{came.done:,}")
            self.progress.say(words, share)
        else:
            words = _("{what}: {done} of {total}").format(
                what=self._what, done=f"{came.done:,}", total=f"{came.total:,}"
            )
            self.progress.say(words, share)

    def action_undo(self) -> None:
        """Take back this session's last change, which may be the import."""
        super().action_undo()
        self._look_what_was_undone()

    def action_redo(self) -> None:
        """Make the change again that was undone last, which may be the import."""
        super().action_redo()
        self._look_what_was_undone()

    def _look_what_was_undone(self) -> None:
        if self.book is None or self._stage != "done":
            return
        last = next(iter(self.book.changes(1)), None)
        if last is not None and self._sequence in (last.undoes, last.redoes):
            self._is_taken_back = last.undoes == self._sequence
            self.show_book()

    def _is_anything_new(self) -> bool:
        return self._foreseen is not None and bool(self._foreseen.result.added or self._foreseen.result.updated)

    def _begin(self, stage: Stage, what: str, watch: Watch | None = None) -> Watch:
        """Show that work begins, and return its progress; `watch` is one that goes on."""

        def tell(done: int, total: int | None) -> None:
            self.post_message(self.Came(begun, done, total))

        begun = self._watch = watch or Watch(tell)
        self._what = what
        self._show_stage(stage)
        self.progress.say(what)
        return begun

    def _show_stage(self, stage: Stage) -> None:
        self._stage = stage
        self.field.display = False
        self.set_focus(None)
        if stage not in _AT_WORK:
            self.progress.say("")
        self.book_list.set_rows(0, self._rows.__getitem__)
        self.show_book()
        self.refresh_bindings()
