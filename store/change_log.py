"""The change log: every change that was ever made, newest first, in words and with whom it is about.

The journal and the change log behind it hold every line that was ever written, with what its records were before.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from store.change_words import customers_in, describe
from store.database.lines import is_sealed
from store.database.opening import unavailable
from store.database.transaction import touched_by
from store.records.codec import from_plain
from store.records.customer import Customer
from store.sentences import _

if TYPE_CHECKING:
    from store.database.storage import JournalStorage

Content = dict[str, Any]
_SPAN = 1 << 18
_SEQUENCE = re.compile(rb'\{"crc":"[0-9a-f]{8}","seq":([0-9]{1,15}),')
_ABOUT_ANOTHER = (b'"undoes":', b'"redoes":')


class ChangeLine(NamedTuple):
    """A line of the change log.

    Attributes:
        sequence: its number.
        at: when it was, ISO 8601 with offset.
        what: its key, such as `customer.add`.
        session: the name of the session that made it.
        undone: whether it was taken back since, and not made again.
        undoes: the number of the change that it takes back, 0 for none.
        redoes: the number of the change that it makes again, 0 for none.
        touched: table and id of every record that it changed.
        sentence: what it was, in words, with the names.
        customers: the ids of the customers whom it is about, also of those who are gone.
        is_own: whether this session made it.
    """

    sequence: int
    at: str
    what: str
    session: str
    undone: bool
    undoes: int
    redoes: int
    touched: frozenset[tuple[str, int]]
    sentence: str
    customers: tuple[int, ...]
    is_own: bool


def change_lines(
    storage: JournalStorage, limit: int, *, customer: int | None = None, before: int | None = None
) -> list[ChangeLine]:
    """Return lines of the change log, newest first; see `Book.changes`."""
    lines: list[ChangeLine] = []
    undone: dict[int, bool] = {}
    for content in written_backwards(storage, _Sieve(customer, before)) if limit > 0 else ():
        sequence, undoes, redoes = content["seq"], content.get("undoes", 0), content.get("redoes", 0)
        if undoes or redoes:
            undone.setdefault(undoes or redoes, bool(undoes))
        customers = customers_in(content)
        if (before is not None and sequence >= before) or (customer is not None and customer not in customers):
            continue
        lines.append(
            ChangeLine(
                sequence,
                content["at"],
                content["what"],
                content["session"],
                undone.get(sequence, False),
                undoes,
                redoes,
                touched_by(content),
                _sentence(storage, content),
                tuple(customers),
                content["session"] == storage.session,
            )
        )
        if len(lines) == limit:
            break
    return lines


def described(storage: JournalStorage, content: Content) -> str:
    """Return what a line did, in words, with the names of the customers whom it is about."""
    names = customers_in(content)
    for identity, name in names.items():
        text = None if name else storage.rows["customers"].text(identity)
        if text is not None:
            names[identity] = from_plain(Customer, json.loads(text), identity).shown_name
    return describe(content, {identity: name or f"#{identity}" for identity, name in names.items()})


def written_backwards(storage: JournalStorage, sieve: _Sieve | None = None) -> Iterator[Content]:
    """Give every line ever written, newest first; with a sieve, those that it lets through.

    Raises:
        BookUnavailableError: the change log cannot be read.
    """
    sieve = sieve or _Sieve(None, None)
    last = storage.sequence + 1
    try:
        for line, is_checked in _lines(storage, sieve):
            if sieve.lets_through(line) and (is_checked or is_sealed(line)):
                content: Content = json.loads(line)
                if content["seq"] < last:  # else it was moved into the change log and still is in the journal
                    last = content["seq"]
                    yield content
    except OSError as problem:
        raise unavailable(problem) from problem


class _Sieve:
    """Tells from its bytes whether a line is worth decoding: a log of a hundred megabytes is gone through in a moment.

    It lets through what may be about `customer` and was before the change `before`, and what says of such a line that
    it was undone.
    """

    def __init__(self, customer: int | None, before: int | None) -> None:
        self._before = before
        self._needles = () if customer is None else (b'"customer":%d' % customer, b'"%d":{' % customer)

    def may_be_in(self, lines: bytes) -> bool:
        return not self._needles or any(needle in lines for needle in self._needles)

    def lets_through(self, line: bytes) -> bool:
        if not self.may_be_in(line):
            return False
        if self._before is None:
            return True
        found = _SEQUENCE.match(line)
        return found is None or int(found[1]) < self._before or any(mark in line for mark in _ABOUT_ANOTHER)


def _sentence(storage: JournalStorage, content: Content) -> str:
    what = described(storage, content)
    if content.get("undoes"):
        return _("undone: {what}").format(what=what)
    if content.get("redoes"):
        return _("done again: {what}").format(what=what)
    return what


def _lines(storage: JournalStorage, sieve: _Sieve) -> Iterator[tuple[bytes, bool]]:
    """Give the lines of the journal and of the change log, newest first, each with whether it is known to be whole."""
    for line in reversed(storage.journal.whole().splitlines()):
        yield line, True
    for path in reversed(storage.folder.changes_paths()):
        for line in _lines_backwards(path, sieve):
            yield line, False


def _lines_backwards(path: str, sieve: _Sieve) -> Iterator[bytes]:
    with open(path, "rb") as file:
        position = file.seek(0, os.SEEK_END)
        rest: list[bytes] = []  # of a line that begins further up, its last part first
        while position > 0:
            step = min(_SPAN, position)
            position -= step
            file.seek(position)
            span = file.read(step)
            begins = span.find(b"\n") + 1
            if begins:
                lines = span[begins:] + b"".join(reversed(rest))
                if sieve.may_be_in(lines):
                    yield from (line for line in reversed(lines.split(b"\n")) if line)
                rest = [span[: begins - 1]]
            else:
                rest.append(span)
        if rest:
            yield b"".join(reversed(rest))
