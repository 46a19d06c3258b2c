"""Import: a file is chosen, looked into, brought in, and what became of each row is told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual import events, getters, on, work
from textual.message import Message
from textual.types import CSSPathType
from textual.widget import Widget

from screens.file_choosing import FileChoosingScreen
from screens.half_typed import HalfTyped
from screens.import_lines import preview_rows, result_rows
from screens.long_work import LendsTheBook, StoppedError, Watch
from screens.shown import wrapped
from screens.widgets.book_list import GUTTER
from screens.widgets.progress_line import ProgressLine
from screens.widgets.rows import Row, plain_line
from store.errors import RegularsError
from store.exchange.foreseeing import Foreseen, foresee, recognised_words
from store.exchange.importing import ImportResult, Incoming, bring_in, read_file
from store.exchange.recognise import shown_name
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

Stage = Literal["choosing", "reading", "comparing", "looking", "bringing", "saving", "done", "undoing"]

_STOPPABLE = frozenset(("reading", "comparing", "bringing"))
_AT_WORK = _STOPPABLE | {"saving", "undoing"}


class ImportFileScreen(FileChoosingScreen):
    """An address book, or a whole book, from a file into this one."""

    PLACE = "import_file"
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "import_file.tcss"]

    progress = getters.query_one("#progress", ProgressLine)

    @dataclass
    class Came(Message):
        """The work has come so far."""

        watch: Watch
        done: int
        total: int | None

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Begin with choosing a file."""
        super().__init__(book, half_typed)
        self._stage: Stage = "choosing"
        self._path = Path()
        self._file: Incoming | None = None
        self._words = ""
        self._foreseen: Foreseen | None = None
        self._result: ImportResult | None = None
        self._sequence = self._last_change = 0
        self._is_taken_back = False
        self._watch: Watch | None = None
        self._what = ""
        self._rows: Sequence[Row] = ()

    def compose_body(self) -> Iterable[Widget]:
        """Give the progress, and what a file is chosen with."""
        yield ProgressLine(id="progress")
        yield from super().compose_body()

    def begin(self) -> None:
        """Show the files, and let a name or path be typed at once."""
        super().begin()
        self.begin_choosing()

    def on_unmount(self) -> None:
        """Leave no work behind: what was not saved by now is not kept."""
        if self._watch is not None:
            self._watch.stop()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out anew."""
        if self.is_mounted:
            self.show_book()

    # The stages

    @property
    def is_choosing(self) -> bool:
        """Whether a file is being chosen now."""
        return self._stage == "choosing"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to the stage."""
        if action == "start_import":
            return self._stage == "looking" and self._is_anything_new() and not self.line_is_open
        if action == "stop_work":
            return self._stage in _STOPPABLE
        return self._stage not in _AT_WORK and super().check_action(action, parameters)

    def begin_choosing(self, path: Path | None = None) -> None:
        """Let a file be chosen, beginning on the one at `path`."""
        self._stage = "choosing"
        self._file = self._foreseen = None
        self.progress.say("")
        super().begin_choosing(path)

    def action_back(self) -> None:
        """From what a file holds, go back to the files; else leave."""
        if self._stage == "looking":
            self.begin_choosing(self._path)
        else:
            super().action_back()

    def action_stop_work(self) -> None:
        """Have the work stop."""
        if self._watch is not None:
            self._watch.stop()
            self.progress.say(_("Stopping"))

    def show_head(self) -> None:
        """Show the folder, or the file that was chosen."""
        self.show_title(_("Import"), self.picker.where if self.is_choosing else shown_name(self._path))

    def show_book(self) -> None:
        """Show the stage that one is in."""
        room = max(1, self.app.size.width - GUTTER - 1)
        self.show_head()
        if self.is_choosing:
            self.show_files(self.book_list.cursor)
            return
        if self._stage == "done" and self._result is not None:
            self._rows = result_rows(self._result, room, is_taken_back=self._is_taken_back)
        elif self._stage == "looking" and self._foreseen is not None:
            self._rows = preview_rows(self._foreseen, self._words, shown_name(self._path), room)
        elif self._stage in _STOPPABLE:
            words = _("Until it is saved, Esc stops it, and nothing is changed.")
            self._rows = [plain_line(line) for line in wrapped(words, room)]
        self.book_list.set_rows(len(self._rows), self._rows.__getitem__, cursor=max(0, self.book_list.cursor))

    # Looking into it

    def take_file(self, path: Path) -> None:
        """Look into the file at `path`."""
        if self.book is None:
            self.note(_("The book is still being opened. Press Enter again in a moment."), refusal=True)
            return
        self._path = path
        self.note("")
        self.look_into(self.book, path, self._begin("reading", _("Reading")))

    @work(exclusive=True)
    async def look_into(self, book: Book, path: Path, watch: Watch) -> None:
        """Read the file at `path` and compare it with the book, beside the screen."""
        try:
            self._file = await asyncio.to_thread(read_file, path, watch)
            self._words = await asyncio.to_thread(recognised_words, self._file)
            if not self._is_here:
                return
            async with cast("LendsTheBook", self.app).book_at_work():
                self._begin("comparing", _("Comparing with the book"), watch)
                self._foreseen = await asyncio.to_thread(foresee, book, self._file, progress=watch)
        except StoppedError:
            if self._is_here:
                self.begin_choosing(path)
        except RegularsError as problem:
            if self._is_here:
                self.begin_choosing(path)
                self.note(problem.sentence, refusal=True)
        else:
            if self._is_here:
                self._show_stage("looking")

    # Bringing it in

    def action_start_import(self) -> None:
        """Bring in what is shown, in one transaction."""
        if self.book is None or self._file is None:
            return
        if self.book.read_only:
            self.note(self.book.read_only, refusal=True)
            return
        self.note("")
        self.bring(self.book, self._file, self._begin("bringing", _("Bringing in")))

    @work(exclusive=True)
    async def bring(self, book: Book, file: Incoming, watch: Watch) -> None:
        """Bring in what was read, beside the screen."""
        try:
            async with cast("LendsTheBook", self.app).book_at_work():
                self.refresh_bindings()
                self._result = await asyncio.to_thread(bring_in, book, file, progress=watch)
        except StoppedError:
            if self._is_here:
                self._show_stage("looking")
                self.note(_("Stopped; nothing was changed. Enter begins again."))
        except RegularsError as problem:
            if self._is_here:
                self._show_stage("looking")
                self.note(problem.sentence, refusal=True)
        else:
            if not self._is_here:
                return
            self._sequence = self._last_change = book.sequence
            self._is_taken_back = False
            self._show_stage("done")
            self.post_message(self.Changed())

    @on(Came)
    def show_progress(self, came: Came) -> None:
        """Say how far the work has come."""
        came.stop()
        if came.watch is not self._watch or self._stage not in _STOPPABLE or came.watch.is_stopped or not self._is_here:
            return
        if self._stage == "bringing" and came.done == came.total:
            self._stage = "saving"
            self.progress.say(_("Saving {count} rows").format(count=f"{came.done:,}"), 1)
            self.refresh_bindings()
            return
        words = _("{what}: {done} rows") if came.total is None else _("{what}: {done} of {total}")
        said = words.format(what=self._what, done=f"{came.done:,}", total=f"{came.total or 0:,}")
        self.progress.say(said, came.done / came.total if came.total else None)

    # Taking it back

    def action_undo(self) -> None:
        """Take back the import, beside the screen; something later that this session has changed goes first."""
        if self._is_last_change() and not self._is_taken_back:
            self._begin("undoing", _("Taking the import back"))
            self.turn_back(is_undo=True)
        else:
            super().action_undo()
            self._look_what_was_undone()

    def action_redo(self) -> None:
        """Bring in again what was taken back."""
        if self._is_last_change() and self._is_taken_back:
            self._begin("undoing", _("Bringing it in again"))
            self.turn_back(is_undo=False)
        else:
            super().action_redo()
            self._look_what_was_undone()

    @work(exclusive=True)
    async def turn_back(self, *, is_undo: bool) -> None:
        """Take the import back, or bring it in again, beside the screen."""
        assert self.book is not None
        do = self.book.undo if is_undo else self.book.redo
        problem: RegularsError | None = None
        try:
            async with cast("LendsTheBook", self.app).book_at_work():
                self.refresh_bindings()
                await asyncio.to_thread(do, own=True)
        except RegularsError as refused:
            problem = refused
        else:
            self._last_change = self.book.sequence
            self._is_taken_back = is_undo
        if not self._is_here:
            return
        self._show_stage("done")
        self.note(problem.sentence if problem else "", refusal=problem is not None)
        self.post_message(self.Changed())

    @property
    def _is_here(self) -> bool:
        """Whether this screen can still show what came of its work: it can have been left, and the app with it."""
        return self.is_attached and bool(self.children)

    def _is_last_change(self) -> bool:
        """Whether nothing was changed since the import was brought in or taken back."""
        if self.book is None or self._stage != "done" or self._result is None:
            return False
        return bool(self._result.added or self._result.updated) and self._last_change == self.book.sequence

    def _look_what_was_undone(self) -> None:
        if self.book is None or self._stage != "done":
            return
        last = next(iter(self.book.changes(1)), None)
        if last is not None and self._sequence in (last.undoes, last.redoes):
            self._is_taken_back = last.undoes == self._sequence
            self._last_change = self.book.sequence
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
