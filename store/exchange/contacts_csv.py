"""Contacts from a CSV: Google's old and new layout, Outlook's, and others whose headings say enough.

What stands under a heading that is not known becomes a field of the customer's own, so that nothing
is lost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from store.database.folding import fold
from store.exchange.contact import MOST_CONTACTS, Contact, ContactParts, Unread, plain_label
from store.exchange.csv_columns import ADDRESS_PARTS, HEAD_LINES, Column, headings, is_preface
from store.exchange.csv_rows import Rows
from store.exchange.recognise import Recognised, lines, too_many
from store.sentences import _

# Google puts several values of one kind into one cell so.
_SEVERAL = re.compile(r"\s*:::\s*")
# What spreadsheets, and our own tables, put before a text that would be worked out as a formula.
_FORMULA = re.compile(r"\A'(?=[=+@-])")
_NAMES = ("last", "first", "middle", "prefix", "suffix")
# Every contact of Google's is in this group.
_EVERYBODY = frozenset(("mycontacts", "my contacts"))


def read_rows(source: Recognised) -> Iterator[Contact | Unread]:
    """Give the contacts of a table, and those rows that were not taken, in their order.

    Raises:
        NotFoundError, NotUnderstoodError: the file can no longer be read, has too many rows, or its
            quotes are in disorder.
    """
    separator, columns = headings([text for _, text, _ in islice(lines(source), HEAD_LINES)])
    rows = Rows(lines(source), separator)
    count = 0
    for line, cells, reason in rows:
        if reason:
            yield Unread(line, reason)
        elif not rows.width:
            rows.width = 0 if is_preface(cells) else len(columns)
        elif any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_CONTACTS:
                raise too_many(source.name)
            customer = _gather(columns, cells).customer()
            nothing = _("There is nothing in this row that can be kept.")
            yield Contact(customer, line) if customer else Unread(line, nothing)


def _gather(columns: Sequence[Column], cells: Sequence[str]) -> ContactParts:
    parts = ContactParts()
    names: dict[str, str] = {}
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    addresses: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, cell in enumerate(cells):
        text = _FORMULA.sub("", cell.strip(), count=1)
        column = columns[number] if number < len(columns) else Column(f"column {number + 1}")
        if not text or column.target == "":
            continue
        kind, _sign, label = (column.target or f"field:{column.heading or number + 1}").partition(":")
        if column.is_numbered:
            which, _sign, part = label.partition(":")
            groups[kind, which][part] = text
        elif kind == "full" or kind in _NAMES:
            names.setdefault(kind, text)
        elif kind == "address":
            side, _sign, part = label.partition(":")
            addresses[side, ""][part].append(text)
        else:
            _take(parts, kind, text, label)
    for (kind, which), group in groups.items():
        if kind == "address":
            label = plain_label([group.pop("type", "") or group.pop("label", "")])
            for part, text in group.items():
                addresses[label, which][ADDRESS_PARTS.get(part, "street")].append(text)
        else:
            _take_group(parts, kind, group)
    parts.full_name(names.get("full", ""))
    parts.name(*(names.get(part, "") for part in _NAMES))
    for (label, _which), address in addresses.items():
        _take_address(parts, label, address)
    return parts


def _take_address(parts: ContactParts, label: str, address: dict[str, list[str]]) -> None:
    written = address.pop("formatted", [])
    street = [*address.pop("box", []), *address.pop("street", []), *address.pop("extended", [])]
    only = {part: " ".join(texts) for part, texts in address.items()}
    parts.address(
        label=label,
        street=street or ([] if only else written),
        city=only.get("city", ""),
        region=only.get("region", ""),
        postal_code=only.get("code", ""),
        country=only.get("country", ""),
    )


def _take(parts: ContactParts, kind: str, text: str, label: str) -> None:
    if kind in _SIMPLE:
        _SIMPLE[kind](parts, text)
    elif kind == "date":
        # Outlook writes 0/0/00 where there is no date.
        if text.strip("0/-. :"):
            parts.date(text, label)
    elif kind == "tags":
        for tag in re.split(r"\s*:::\s*|[;,]", text):
            if fold(tag) not in _EVERYBODY:
                parts.tag(tag.strip().removeprefix("* "))
    else:
        take = {"phone": parts.phone, "email": parts.email, "handle": parts.handle}.get(kind)
        for value in _SEVERAL.split(text):
            if take:
                take(value, label)
            else:
                parts.field(label, value)


def _take_group(parts: ContactParts, kind: str, group: dict[str, str]) -> None:
    label = plain_label([group.pop("type", "") or group.pop("label", "")])
    if kind == "organization":
        parts.company(group.pop("name", ""), group.pop("department", ""))
        for part, text in group.items():
            parts.field(part, text)
        return
    text = group.pop("value", "") or group.pop("address", "")
    if kind == "im":
        _take(parts, "handle", text, group.pop("service", "") or label)
    elif kind in {"phone", "email"}:
        _take(parts, kind, text, label)
    elif kind == "event":
        _take(parts, "date", text, label or "date")
    else:
        _take(parts, "field", text, label or {"website": "web"}.get(kind, kind))


_SIMPLE: dict[str, Callable[[ContactParts, str], None]] = {
    "nickname": ContactParts.nickname,
    "company": ContactParts.company,
    "department": lambda parts, text: parts.company("", text),
    "note": ContactParts.note,
    "gender": ContactParts.gender,
    "language": ContactParts.language,
    "uid": ContactParts.uid,
}
