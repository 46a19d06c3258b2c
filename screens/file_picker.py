"""The folder that is looked at for a file to import: its lines, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.cells import cell_len

from screens.widgets.rows import Cell, Column, Row
from screens.words import date_words
from store.database.folding import fold
from store.errors import RegularsError
from store.exchange.file_listing import (
    Listed,
    first_folder,
    is_file,
    is_folder,
    list_folder,
    path_words,
    typed_path,
)
from store.sentences import _

_COLUMNS = (Column(12, grow=1), Column(8), Column(11, gives_way=1))
_UNITS = ("KB", "MB", "GB")
_A_THOUSAND = 1000
_ABOVE = ".."


class FilePicker:
    """A folder, what of it is shown, and what was typed.

    Attributes:
        folder: where one is.
        problem: why it cannot be shown, in a sentence; empty where it can.
        text: what was typed.
        shown: what stands in the list.
    """

    def __init__(self) -> None:
        """Begin where an address book is likely to lie."""
        self.folder = Path("/")
        self.problem = ""
        self.text = ""
        self.shown: Sequence[Listed] = ()
        self._all: Sequence[Listed] = ()
        self._looked_in: tuple[Path, bool] | None = None
        self._folded: list[str] | None = None
        folder = first_folder()
        self.problem = self.open(folder)
        if self.problem:
            self.folder = folder

    def open(self, folder: Path) -> str:
        """Go to `folder`; where it cannot be read, stay and return why, in a sentence."""
        try:
            found = list_folder(folder)
        except RegularsError as problem:
            return problem.sentence
        self.folder, self.text, self.problem = folder, "", ""
        self._keep(folder, found, hidden=False)
        self.narrow("")
        return ""

    def narrow(self, text: str) -> None:
        """Show what begins with, or holds, what was typed; behind a slash, of the folder that stands before it."""
        self.text = text
        folder, wanted = self._wanted(text)
        hidden = wanted.startswith(".")
        if self._looked_in != (folder, hidden):
            try:
                self._keep(folder, list_folder(folder, hidden=hidden), hidden=hidden)
                self.problem = ""
            except RegularsError as problem:
                self._keep(folder, (), hidden=hidden)
                self.problem = problem.sentence
        if not wanted:
            self.shown = [*self._above(), *self._all]
            return
        if self._folded is None:
            self._folded = [fold(one.name) or one.name.casefold() for one in self._all]
        key = fold(wanted) or wanted.casefold()
        pairs = list(zip(self._folded, self._all, strict=True))
        first = [one for folded, one in pairs if folded.startswith(key)]
        self.shown = first + [one for folded, one in pairs if key in folded and not folded.startswith(key)]

    @property
    def where(self) -> str:
        """The folder as one writes it."""
        return path_words(self.folder)

    @property
    def first_line(self) -> int:
        """The line on which one begins: the newest file, else the first folder."""
        lines = [number for number, one in enumerate(self.shown) if not one.is_folder]
        return lines[0] if lines else min(len(self._above()), max(0, len(self.shown) - 1))

    def line_of(self, path: Path) -> int:
        """Return the line on which `path` stands, else where one begins."""
        lines = (number for number, one in enumerate(self.shown) if one.path == path and one.name != _ABOVE)
        return next(lines, self.first_line)

    def chosen(self, line: int, *, has_moved: bool) -> Listed | None:
        """Return what Enter takes: what was typed in full, unless one has moved to a line; else what stands on `line`.

        None where there is neither.
        """
        if self.text.strip() and not has_moved:
            path = typed_path(self.text, self.folder)
            if is_folder(path) or is_file(path):
                return Listed(path, path.name, is_folder(path), 0, datetime.min)
        return self.shown[line] if 0 <= line < len(self.shown) else None

    def row(self, index: int, now: datetime | None) -> Row:
        """Return a line of the list; `now` is aware, None where no day is to be named."""
        one = self.shown[index]
        if one.is_folder:
            detail = _("folder above") if one.path == self.folder.parent and one.name == _ABOVE else ""
            return Row((Cell(f"{one.name}/"), Cell(detail, "quiet")), (Column(12, grow=1), Column(cell_len(detail))))
        changed = date_words(one.changed.astimezone(now.tzinfo).date(), now.date()) if now else ""
        return Row((Cell(one.name, "strong"), Cell(f"{size_words(one.size):>8}"), Cell(changed, "quiet")), _COLUMNS)

    def empty_words(self) -> str:
        """Return why there is nothing to choose, empty where there is something."""
        if self.problem:
            return _("{problem} ← goes to the folder above.").format(problem=self.problem)
        if not self.shown and self.text:
            return _("Nothing here is called so. Type another name, or a whole path such as ~/Downloads/contacts.csv")
        if not any(not one.is_folder for one in self.shown) and not self.text:
            return _("No address book in this folder: a .vcf, .csv or .json file. Open a folder, or type a path.")
        return ""

    def _wanted(self, text: str) -> tuple[Path, str]:
        """Return the folder whose lines are shown, and the beginning of what is looked for there."""
        plain = text.strip()
        if plain == "~":
            return typed_path(plain, self.folder), ""
        before, slash, last = plain.rpartition("/")
        if not slash or plain.startswith("file:") or plain[0] in "'\"":
            return self.folder, plain.strip("'\"").rpartition("/")[2]
        return typed_path(before + slash, self.folder), last

    def _above(self) -> tuple[Listed, ...]:
        if self.text.strip() or self.folder == self.folder.parent:
            return ()
        return (Listed(self.folder.parent, _ABOVE, True, 0, datetime.min),)

    def _keep(self, folder: Path, found: Sequence[Listed], *, hidden: bool) -> None:
        self._looked_in = folder, hidden
        self._all = found
        self._folded = None


def size_words(size: int) -> str:
    """Return the size of a file of so many bytes: "412 KB"."""
    number, unit = max(1, -(-size // _A_THOUSAND)) if size else 0, 0
    while number >= _A_THOUSAND and unit < len(_UNITS) - 1:
        number, unit = number // _A_THOUSAND, unit + 1
    return f"{number} {_UNITS[unit]}"
