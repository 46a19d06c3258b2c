"""What lists need of every customer, in a disposable file beside the snapshot: lost or stale, it is worked out anew.

Two lines: a mark that names the snapshot, and one JSON document of columns. Customers who are alike in everything but
their history share one entry of `alike`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple
from zlib import crc32

from store.database.whole_file import replace_file

_VERSION = 1


class Traits(NamedTuple):
    """What filters ask of a customer's own record; `language` is empty where it is not known."""

    stage: str
    language: str
    do_not_contact: bool
    tags: tuple[str, ...]


class Listed(NamedTuple):
    """One customer as lists know them.

    Attributes:
        traits: what their record says.
        last: when the last contact was, in seconds since 1970 (UTC), by when it happened; 0 where there was none.
        contacts: how many there were.
    """

    traits: Traits
    last: int
    contacts: int


class StaleListingError(ValueError):
    """The file is of another snapshot, or damaged."""


def read_listing(path: str, checksum: int) -> dict[int, Listed]:
    """Return every customer of the snapshot with that checksum, by id.

    Raises:
        StaleListingError: the file is of another snapshot, or damaged.
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:
        mark, _line_end, content = file.read().partition(b"\n")
    if mark != _mark(checksum, content):
        raise StaleListingError
    columns = json.loads(content)
    alike = [Traits(stage, language, quiet, tuple(tags)) for stage, language, quiet, tags in columns["alike"]]
    traits = map(alike.__getitem__, columns["traits"])
    rows = map(Listed, traits, columns["last"], columns["contacts"])
    return dict(zip(columns["ids"], rows, strict=True))


def write_listing(path: str, checksum: int, customers: Mapping[int, Listed]) -> None:
    """Put the file beside the snapshot with that checksum.

    Raises:
        OSError: the disk refuses.
    """
    alike: dict[Traits, int] = {}
    for one in customers.values():
        alike.setdefault(one.traits, len(alike))
    columns = {
        "ids": list(customers),
        "alike": list(alike),
        "traits": [alike[one.traits] for one in customers.values()],
        "last": [one.last for one in customers.values()],
        "contacts": [one.contacts for one in customers.values()],
    }
    content = json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
    with replace_file(path) as file:
        file.write(_mark(checksum, content) + b"\n" + content)


def _mark(checksum: int, content: bytes) -> bytes:
    return b"regulars listing %d %08x %08x" % (_VERSION, checksum, crc32(content))
