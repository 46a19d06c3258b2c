"""A book in a JSON file, as an export or another program wrote it: its sections, and their rows.

An export has one record on a line, and is read line by line as far as it goes where it was cut off.
Any other JSON with the same keys is read too, whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Any, BinaryIO, NamedTuple

from store.errors import NotUnderstoodError
from store.exchange import RecordType
from store.exchange.book_json import VERSION
from store.exchange.contact import Unread
from store.exchange.marked_date import is_date
from store.exchange.recognise import Recognised, open_file
from store.records.codec import MalformedRecordError, Plain, from_plain
from store.records.customer import MarkedDate
from store.records.shop import Shop
from store.records.text import clean_line, clean_text
from store.rules.lunar import LONGEST_MONTH
from store.sentences import _

_MOST_RECORD = 1 << 24  # bytes on a line
_MOST_WHOLE = 200_000_000  # bytes of a JSON in another layout, which is read at once
_MOST_ID = 1 << 40  # far above what a book gives, and far below what readers of JSON keep exactly
_HEAD = re.compile(rb'\{"format":"regulars","version":(\d{1,9}),\r?\n')
_SECTION = re.compile(rb'"(\w+)":\[\r?\n')
_REST = re.compile(rb'(?:"\w+":\[)?\],?\r?\n')


class Row(NamedTuple):
    """A record as it stands in the file; `plain` is what it says, None where that is no JSON object."""

    line: int
    plain: Plain | None
    place: str = ""

    def read(self, kind: type[RecordType]) -> RecordType:
        """Return the record of `kind` that it describes, its texts cleaned and its dates such as there are.

        Raises:
            MalformedRecordError: a value does not fit its field.
        """
        clean = {key: _clean(value) for key, value in (self.plain or {}).items()}
        identity = clean.get("id", 1 if kind is Shop else None)
        if type(identity) is not int or not 0 < identity < _MOST_ID:
            raise MalformedRecordError("id", identity)
        record = from_plain(kind, clean, identity)
        _check_dates(record)
        return record

    def unread(self, reason: str) -> Unread:
        """Return that it was not taken, and why: `reason`, a sentence."""
        return Unread(self.line, reason, self.place)


class BookFile:
    """A book in a JSON file: its sections, found before their records are read.

    `total` is how many records it holds; `end` is where it breaks off, None where it is whole.
    """

    def __init__(self, source: Recognised) -> None:
        """Find the sections of a recognised file.

        Raises:
            NotFoundError: there is no such file any more.
            NotUnderstoodError: it is damaged, in another encoding, or of a newer version.
        """
        self.total = 0
        self._source = source
        self._places: dict[str, tuple[int, int]] = {}  # where a section's lines begin: offset, line
        self._lists: dict[str, list[Any]] = {}
        self.end: Unread | None = None
        if source.encoding != "utf-8":
            raise self._refusal(_("“{name}” is not in UTF-8; give the export as it was made."))
        with open_file(source.path) as file:
            file.seek(source.mark)
            if not self._find_sections(file):
                file.seek(source.mark)
                self._read_whole(file)

    @property
    def sections(self) -> set[str]:
        """The names of the sections that it has."""
        return {*self._places, *self._lists}

    def rows(self, name: str) -> Iterator[Row]:
        """Give the rows of a section, one by one; none where there is no such section."""
        for number, one in enumerate(self._lists.get(name, ()), start=1):
            place = _("{section}, number {number}").format(section=clean_line(name), number=number)
            yield Row(0, one if isinstance(one, dict) else None, place)
        if name in self._places:
            offset, number = self._places[name]
            with open_file(self._source.path) as file:
                file.seek(offset)
                while (line := file.readline(_MOST_RECORD)).startswith((b"{", b'"shop":')):
                    plain = _plain(line.removeprefix(b'"shop":'))
                    if plain is not None or line.endswith(b"\n"):
                        yield Row(number, plain)
                    number += 1

    def _find_sections(self, file: BinaryIO) -> bool:
        """Find the sections of a file that has a record a line; return whether this is one."""
        number = 0
        while line := file.readline(_MOST_RECORD):
            number += 1
            head, section = _HEAD.fullmatch(line), _SECTION.fullmatch(line)
            if number == 1 or head:
                if number > 1 or not head:
                    return False
                self._check_version(int(head[1]))
            elif line.rstrip() == b"}":
                return True
            elif section:
                self._places[section[1].decode()] = file.tell(), number + 1
            elif line.startswith(b'"shop":'):
                self._places["shop"] = file.tell() - len(line), number
            elif not line.endswith(b"\n"):
                self.total += _plain(line) is not None
                break
            elif line.startswith(b"{"):
                self.total += 1
            elif not _REST.fullmatch(line):
                return False
        self.end = Unread(number, _("The file ends here, before its end; what follows is missing."))
        return True

    def _read_whole(self, file: BinaryIO) -> None:
        text = file.read(_MOST_WHOLE + 1)
        if len(text) > _MOST_WHOLE:
            raise self._refusal(_("“{name}” is too large in this layout; give the export as made."))
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as problem:
            raise self._refusal(_("“{name}” is cut off or damaged, and is no JSON any more.")) from problem
        self._check_version(content.get("version"))
        for name, value in content.items():
            if isinstance(value, list):
                self._lists[name] = value
                self.total += len(value)
            elif name == "shop":
                self._lists[name] = [value]

    def _check_version(self, version: object) -> None:
        if type(version) is not int or version < 1:
            raise self._refusal(_("“{name}” does not say of which version it is."))
        if version > VERSION:
            raise self._refusal(_("“{name}” is from a newer Regulars; bring this one up to date, then import it."))

    def _refusal(self, sentence: str) -> NotUnderstoodError:
        return NotUnderstoodError(sentence.format(name=self._source.name))


def _plain(line: bytes) -> Plain | None:
    try:
        plain = json.loads(line.rstrip().removesuffix(b","))
    except (ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) else None


def _clean(value: object) -> object:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {clean_text(key): _clean(one) for key, one in value.items()}
    return value


def _is_lunar_date(marked: MarkedDate) -> bool:
    return marked.calendar == "lunar" and 1 <= marked.month <= 12 and 1 <= marked.day <= LONGEST_MONTH


def _check_dates(record: object) -> None:
    """Raise MalformedRecordError for a day that is not in the calendar, or at the ends of time."""
    assert is_dataclass(record)
    for field in fields(record):
        value = getattr(record, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, MarkedDate):
                if not (is_date(one.year, one.month, one.day) or _is_lunar_date(one)):
                    raise MalformedRecordError(field.name, one)
            elif is_dataclass(one):
                _check_dates(one)
            elif isinstance(one, date) and not MINYEAR < one.year < MAXYEAR:
                raise MalformedRecordError(field.name, one)
