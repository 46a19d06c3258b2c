"""The customers as a table for spreadsheets and other address books, in the columns of Google's contacts.

Text that a spreadsheet would work out as a formula gets an apostrophe before it, as spreadsheets write it themselves.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from store.exchange import OpenBook
from store.exchange.outgoing import outgoing
from store.records.customer import Customer, MarkedDate

_ADDRESS = ("Label", "Street", "City", "Region", "Postal Code", "Country")
# A phone number begins with a plus, too, and no spreadsheet makes a formula of it that does anything.
_NUMBER = re.compile(r"[+-][0-9 ()./x-]*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEADINGS = ("Name", "Organization Name", "Birthday", "Language", "Gender", "Labels", "Notes", "UID")


def export_table(book: OpenBook, path: Path, customer: int | None = None) -> int:
    """Write every customer, or one, to `path` as a CSV in UTF-8; return how many.

    Raises:
        NotFoundError: there is no such customer.
        NotUnderstoodError: the file would lie in the book's own folder.
        BookUnavailableError: the book cannot be read, or the file not be written.
    """
    only = None if customer is None else book.customer(customer)

    def customers() -> Iterator[Customer]:
        yield from [only] if only else book.customers()

    widths = [0] * 6
    for one in customers():
        widths = [max(width, len(group)) for width, group in zip(widths, _groups(one), strict=True)]
    count = 0
    with outgoing(path, book.folder) as file:
        # Excel takes a file without this mark for one in the old encoding of its country.
        file.write(b"\xef\xbb\xbf")
        file.write(_line(_headings(widths)))
        for one in customers():
            file.write(_line(_row(one, widths)))
            count += 1
    return count


def _headings(widths: Sequence[int]) -> list[str]:
    names = [("Phone", ("Label", "Value")), ("E-mail", ("Label", "Value")), ("Address", _ADDRESS)]
    names += [("Event", ("Label", "Value")), ("IM", ("Service", "Value")), ("Custom Field", ("Label", "Value"))]
    return [
        *_HEADINGS,
        *(
            f"{name} {number} - {part}"
            for width, (name, parts) in zip(widths, names, strict=True)
            for number in range(1, width + 1)
            for part in parts
        ),
    ]


def _groups(customer: Customer) -> list[list[tuple[str, ...]]]:
    """Return what may stand several times: phones, e-mails, addresses, dates, handles, fields of their own."""
    fields = dict(customer.fields)
    for person in customer.contacts:
        reach = [labelled.value for labelled in (*person.phones, *person.emails)]
        told = ", ".join(filter(None, (person.name, *reach)))
        key = person.role or "contact"
        known = fields.get(key, "")
        if told not in known:  # as where a table came back from another program
            fields[key] = "; ".join(filter(None, (known, told)))
    return [
        [(one.label, one.value) for one in customer.phones],
        [(one.label, one.value) for one in customer.emails],
        [(one.label, one.street, one.city, one.region, one.postal_code, one.country) for one in customer.addresses],
        [(_date_label(one), _date(one)) for one in customer.dates if one is not _birthday(customer)],
        [(one.label, one.value) for one in customer.handles],
        list(fields.items()),
    ]


def _row(customer: Customer, widths: Sequence[int]) -> list[str]:
    birthday = _birthday(customer)
    row = [
        customer.name,
        customer.company,
        _date(birthday) if birthday is not None else "",
        customer.language,
        "" if customer.gender == "unknown" else customer.gender,
        " ::: ".join(customer.tags),
        customer.note,
        customer.uids[0] if customer.uids else "",
    ]
    for width, cells, group in zip(widths, (2, 2, len(_ADDRESS), 2, 2, 2), _groups(customer), strict=True):
        for number in range(width):
            row += group[number] if number < len(group) else ("",) * cells
    return row


def _birthday(customer: Customer) -> MarkedDate | None:
    return next((one for one in customer.dates if one.label == "birthday" and not one.calendar), None)


def _date_label(marked: MarkedDate) -> str:
    return f"{marked.label} ({marked.calendar})" if marked.calendar else marked.label


def _date(marked: MarkedDate) -> str:
    year = f"{marked.year:04}" if marked.year else "-"
    text = f"{year}-{marked.month:02}-{marked.day:02}"
    # A day by the moon is no date to other programs.
    return f"{marked.calendar} {text}" if marked.calendar else text


def _line(cells: Sequence[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(map(_harmless, cells))
    return written.getvalue().encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
