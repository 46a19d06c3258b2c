"""What is being typed, in a small file of the book's folder: it outlives the process, the terminal and the line.

Each session has a file of its own, and beside it one that it keeps locked as long as it lives. The lock goes with the
process, however that ends, so that a session which finds a file without its lock knows that nobody is typing there any
more: it parks what stands in it. The transaction that does so notes the file's mark, so that a file which comes back
after a power cut is not parked a second time.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.database.folder import FOLDER_MODE, BookFolder
from store.database.whole_file import FILE_MODE, replace_file, sync_folder
from store.errors import BookUnavailableError, NotFoundError
from store.records.codec import MalformedRecordError, from_plain, to_plain
from store.records.draft import Draft
from store.sentences import _
from store.undoing import was_noted

if TYPE_CHECKING:
    from store.book import Book

_TYPED, _LOCK = ".json", ".lock"
_OF_SESSION = re.compile(r"(\d+-[0-9a-f]{8})\.")
_NOTE = "half_typed"
# What every JSON reader takes for the same whole number.
_MARK_BITS = 53


class HalfTypedFile:
    """What one session is typing, each line and each form as the draft that it would be parked as.

    `typed` and `let_go` are for the thread of the screens; `keep` may run in another one.
    """

    def __init__(self, folder: Path) -> None:
        """Prepare for the book in `folder`; nothing is made before something is typed."""
        self._folder = BookFolder(folder).half_typed
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._mark = secrets.randbits(_MARK_BITS)
        self._turn = threading.Lock()
        self._lock: int | None = None
        self._typed: tuple[tuple[Draft, ...], int] = ((), 0)
        self._kept: tuple[Draft, ...] = ()

    def typed(self, drafts: Sequence[Draft], sequence: int) -> bool:
        """Take notice of what is being typed now, and return whether `keep` has anything to do.

        Args:
            drafts: everything that would be lost; `id` is that of the parked line or form that it was taken up from.
            sequence: the number of the book's last change.
        """
        self._typed = tuple(drafts), sequence
        return self._typed[0] != self._kept

    def keep(self) -> None:
        """Bring the file up to date, durably; where nothing is being typed there is none.

        Raises:
            BookUnavailableError: it cannot be written; what is typed is not kept through a crash.
        """
        with self._turn:
            drafts, sequence = self._typed
            if drafts == self._kept:
                return
            try:
                if drafts:
                    self._write(drafts, sequence)
                else:
                    _unlink(self._path(_TYPED))
                    sync_folder(self._folder)
            except OSError as problem:
                raise BookUnavailableError(
                    _("What you type would not outlive a crash here: {reason}. Save it before you leave.").format(
                        reason=problem.strerror
                    )
                ) from problem
            self._kept = drafts

    def let_go(self) -> None:
        """End: what is still being typed is left for the next session to park, and the lock goes."""
        with suppress(BookUnavailableError):
            self.keep()
        with self._turn:
            if self._lock is not None:
                if not self._kept:
                    _unlink(self._path(_LOCK))
                os.close(self._lock)
                self._lock = None

    def _write(self, drafts: Sequence[Draft], sequence: int) -> None:
        if self._lock is None:
            os.makedirs(self._folder, mode=FOLDER_MODE, exist_ok=True)
            self._lock = _locked(self._path(_LOCK))
        content = {
            "half_typed": 1,
            "mark": self._mark,
            "sequence": sequence,
            "drafts": [{"id": draft.id, **to_plain(draft)} for draft in drafts],
        }
        with replace_file(self._path(_TYPED)) as file:
            file.write(json.dumps(content, ensure_ascii=False).encode())

    def _path(self, ending: str) -> str:
        return os.path.join(self._folder, self._name + ending)


def take_over(book: Book) -> tuple[Draft, ...]:
    """Park what sessions were typing that are gone, and return it; nothing but a look where there is none.

    Raises:
        RegularsError: it cannot be saved; it stays where it is for the next time.
    """
    folder = BookFolder(book.folder)
    try:
        names = os.listdir(folder.half_typed)
    except OSError:
        return ()
    if book.read_only:
        return ()
    found: list[Draft] = []
    for session in sorted({match[1] for match in map(_OF_SESSION.match, names) if match}):
        path = os.path.join(folder.half_typed, session)
        with _left_alone(path + _LOCK) as is_left:
            if is_left:
                found += _parked(book, folder, path + _TYPED)
                for name in names:
                    if name.startswith(session + _TYPED):  # also what it could not finish writing
                        _unlink(os.path.join(folder.half_typed, name))
    return tuple(found)


def _parked(book: Book, folder: BookFolder, path: str) -> list[Draft]:
    """Park what stands in a file whose session is gone; a file that cannot be read is set aside."""
    try:
        with open(path, "rb") as file:
            mark, sequence, drafts = _read(file.read())
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, AttributeError, MalformedRecordError):
        os.replace(path, folder.set_aside(f"{book.now():%Y%m%d-%H%M%S}", os.path.basename(path)))
        return []
    parked: list[Draft] = []
    with book.transact("draft.rescue", **{_NOTE: mark}) as change:
        if not was_noted(book._storage, _NOTE, mark, since=sequence):
            standing = [replace(draft, id=0) for draft in book.drafts()]
            for draft in drafts:
                if replace(draft, id=0) not in standing:
                    known = _known(book, draft)
                    parked.append(change.put(known) if known.id else change.add(known))
    _unlink(path)
    return parked


def _read(content: bytes) -> tuple[int, int, list[Draft]]:
    plain: dict[str, Any] = json.loads(content)
    drafts = [from_plain(Draft, one, int(one["id"])) for one in plain["drafts"]]
    return int(plain["mark"]), int(plain["sequence"]), drafts


def _known(book: Book, draft: Draft) -> Draft:
    """Return the draft without the customer and the parked line that have gone since it was typed."""
    if draft.customer is not None:
        try:
            book.customer(draft.customer)
        except NotFoundError:
            draft = replace(draft, customer=None)
    if draft.id:
        try:
            book.draft(draft.id)
        except NotFoundError:
            draft = replace(draft, id=0)
    return draft


@contextmanager
def _left_alone(path: str) -> Iterator[bool]:
    """Hold the lock at `path` where nobody does, and take it away at the end; false where somebody is typing."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
    except OSError:
        yield False
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        # One that somebody else took away meanwhile guards nothing any more.
        if not os.fstat(descriptor).st_nlink:
            yield False
            return
        yield True
        _unlink(path)
    finally:
        os.close(descriptor)


def _locked(path: str) -> int:
    """Return the file at `path`, made where it is missing, locked for as long as it is open."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:
            os.close(descriptor)
            raise
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)


def _unlink(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)
