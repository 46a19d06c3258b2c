"""What a file is, by its content and never by its name, and its text line by line."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Literal

from store.errors import NotFoundError, NotUnderstoodError
from store.exchange.contact import MOST_CONTACTS
from store.exchange.encoding import decode, guess_encoding, is_utf8
from store.records.text import clean_line
from store.sentences import _

Kind = Literal["vcard", "csv", "book"]
# A line's number (from 1), its text with its end as "\n", and whether it was cut.
Line = tuple[int, str, bool]

# A phone's address book with its photographs may well have hundreds of megabytes; a table has none.
MOST_BYTES: dict[Kind, int] = {"vcard": 2_000_000_000, "csv": 100_000_000, "book": 2_000_000_000}
# Characters of one line that are read; what follows on the same line is passed over unread.
MOST_LINE = 1 << 18
_SAMPLE = 1 << 16
_CHUNK = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ\x00")
_NO_TEXT = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_CARD = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_BOOK = re.compile(r'\s*\{\s*"format"\s*:\s*"regulars"')


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that can be imported, and how to read it.

    `encoding` is a codec's name; for a vCard that of the lines which are not UTF-8. `mark` is how
    many bytes stand before the text. `total` is how many cards it holds, None for other kinds.
    """

    path: Path
    kind: Kind
    encoding: str
    mark: int
    total: int | None = None

    @property
    def name(self) -> str:
        """The file's name, fit for a sentence."""
        return shown_name(self.path)


def shown_name(path: Path) -> str:
    """Return the name of the file at `path`, fit for a sentence."""
    return clean_line(os.fsencode(path.name).decode(errors="replace")) or str(path)


def recognise(path: Path, is_table: Callable[[str], bool]) -> Recognised:
    """Return what the file at `path` is; `is_table` says whether a text is one.

    Raises:
        NotFoundError: there is no such file.
        NotUnderstoodError: it cannot be read, is no text, or is none of the kinds.
    """
    name = shown_name(path)
    with open_file(path) as file:
        size = os.fstat(file.fileno()).st_size
        head = file.read(_SAMPLE)
        mark, wide = _mark(head)
        text = _head_text(head[mark:], wide).replace("\r\n", "\n").replace("\r", "\n")
        kind = _kind(name, head, text, is_table)
        if size > MOST_BYTES[kind]:
            raise NotUnderstoodError(
                _("“{name}” is larger than {limit} MB; split it and import the parts.").format(
                    name=name, limit=MOST_BYTES[kind] // 1_000_000
                )
            )
        file.seek(mark)
        odd, valid, cards = _survey(file, wide)
    is_cards = kind == "vcard"
    if is_cards and cards > MOST_CONTACTS:
        raise too_many(name)
    # Each line of a card may have its own encoding; the other kinds have one for all.
    is_odd = len(odd) > (0 if is_cards else valid)
    encoding = guess_encoding(odd) if is_odd else wide or "utf-8"
    return Recognised(path, kind, encoding, mark, cards if is_cards else None)


def too_many(name: str) -> NotUnderstoodError:
    """Return the refusal of a file with more contacts than one import takes."""
    return NotUnderstoodError(
        _("“{name}” holds more than {limit} contacts; split it and import the parts one by one.").format(
            name=name, limit=MOST_CONTACTS
        )
    )


def open_file(path: Path) -> BinaryIO:
    """Open the file at `path` for reading.

    Raises:
        NotFoundError: there is none.
        NotUnderstoodError: it is no regular file, or may not be read.
    """
    name = shown_name(path)
    try:
        # Asked before opening: a pipe would wait for somebody to write into it.
        is_file = stat.S_ISREG(os.stat(path).st_mode)
        if is_file:
            return open(path, "rb")
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise NotFoundError(_("There is no file “{name}”.").format(name=name)) from problem
    except (OSError, ValueError) as problem:
        raise _unreadable(name, problem) from problem
    raise NotUnderstoodError(_("“{name}” is no file; give the file with the contacts.").format(name=name))


def lines(source: Recognised) -> Iterator[Line]:
    """Give the lines of a file.

    A vCard's lines come as bytes, one character a byte (Latin-1), since each of its properties may
    have its own encoding; those of the other kinds come decoded. Of a line longer than `MOST_LINE`
    characters the beginning is given, so that memory stays small.

    Raises:
        NotFoundError, NotUnderstoodError: the file can no longer be read.
    """
    wide = source.encoding.startswith(("utf-16", "utf-32"))
    as_bytes = source.kind == "vcard"
    codec = "latin-1" if as_bytes and not wide else source.encoding
    with open_file(source.path) as file:
        file.seek(source.mark)
        text = TextIOWrapper(file, encoding=codec, errors="replace", newline=None)
        number = 0
        try:
            while line := text.readline(MOST_LINE):
                number += 1
                cut = len(line) == MOST_LINE and line[-1] != "\n"
                while cut and (rest := text.readline(MOST_LINE)) and rest[-1] != "\n":
                    continue
                if as_bytes and wide:
                    line = line.encode(errors="replace").decode("latin-1")
                yield number, line, cut
        except OSError as problem:
            raise _unreadable(source.name, problem) from problem


def _mark(head: bytes) -> tuple[int, str]:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return len(mark), "" if encoding == "utf-8" else encoding
    start = head[:256]
    high, low = start[0::2], start[1::2]
    # The names of properties and columns are ASCII, which in UTF-16 has a zero in every pair.
    if low.count(0) > max(len(low) // 2, 4 * high.count(0)):
        return 0, "utf-16-le"
    if high.count(0) > max(len(high) // 2, 4 * low.count(0)):
        return 0, "utf-16-be"
    return 0, ""


def _head_text(raw: bytes, wide: str) -> str:
    if wide:
        return raw.decode(wide, errors="replace")
    with suppress(UnicodeDecodeError):
        # The sample, or a file that was cut off, may end in the middle of a letter.
        return codecs.utf_8_decode(raw, "strict", False)[0]
    return decode(raw)


def _kind(name: str, head: bytes, text: str, is_table: Callable[[str], bool]) -> Kind:
    if not text.strip():
        raise NotUnderstoodError(_("“{name}” is empty; nothing was imported.").format(name=name))
    if head.startswith(_PACKED):
        raise NotUnderstoodError(
            _("“{name}” is packed or a spreadsheet; unpack it or save it as CSV first.").format(name=name)
        )
    if _CARD.search(text):
        return "vcard"
    if _BOOK.match(text):
        return "book"
    is_text = not _NO_TEXT.search(text)
    if is_text and is_table(text):
        return "csv"
    sentence = (
        _("“{name}” has no contacts that Regulars can read; give a vCard, a CSV or a JSON export.")
        if is_text
        else _("“{name}” is not text; give a vCard, a CSV with contacts or a JSON export.")
    )
    raise NotUnderstoodError(sentence.format(name=name))


def _survey(file: BinaryIO, wide: str) -> tuple[bytes, int, int]:
    """Read on to the end; return lines not UTF-8, the bytes of those that are, and the cards."""
    decoder = codecs.getincrementaldecoder(wide or "ascii")(errors="replace")
    cards, valid, odd, rest = 0, 0, bytearray(), b""
    while chunk := file.read(_CHUNK):
        chunk = rest + (decoder.decode(chunk).encode(errors="replace") if wide else chunk)
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) + 1 or len(chunk)
        chunk, rest = chunk[:end], chunk[end:]
        cards += chunk.upper().count(b"BEGIN:VCARD")
        for line in () if wide or chunk.isascii() else chunk.splitlines():
            if line.isascii():
                continue
            if is_utf8(line):
                valid += len(line)
            elif len(odd) < _SAMPLE:
                odd += line[:_SAMPLE] + b"\n"
    cards += rest.upper().count(b"BEGIN:VCARD")
    if not wide and not is_utf8(rest):
        odd += rest[:_SAMPLE]
    return bytes(odd), valid, cards


def _unreadable(name: str, problem: Exception) -> NotUnderstoodError:
    reason = getattr(problem, "strerror", None) or str(problem)
    return NotUnderstoodError(_("“{name}” cannot be read: {reason}.").format(name=name, reason=reason))
