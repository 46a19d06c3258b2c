"""The agenda beside the snapshot: what may need the owner, read without opening the book.

`agenda.jsonl` is a header line and a row a line. Rows whose keys begin with the same letter stand together, sorted by
the instant from which they are shown; first come those that are to be shown soon, of every letter, then the others, so
that a reader passes over what it does not ask for. Together with the journal's tail it is all that `regulars today` and
the first paint of Today read, so this module imports next to nothing.
"""

from __future__ import annotations

from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from store.database.quiet_lines import QuietLines, QuietRow

    Row = dict[str, Any]


# The form of the rows and of the header; a file in an older one is written anew.
VERSION = 7
# Rows that are to be shown within so long stand first, since the others are not read until then.
_SOON_S = 7 * 86_400


class AgendaUnreadableError(ValueError):
    """The agenda is missing, damaged, or older than the journal: the book has to be opened to work it out."""


class AgendaOutdatedError(AgendaUnreadableError):
    """The agenda is whole, but the shop's settings have changed since it was written, and its header with them."""


def write_agenda(
    path: str, header: Mapping[str, object], rows: Iterable[Row], quiet: Iterable[QuietRow] = (), now_s: int = 0
) -> None:
    """Write the agenda, in one step.

    Args:
        path: where it lies.
        header: generation, sequence, instant of the last change, zone and whatever its readers need.
        rows: every row, with the keys `row` and `from`.
        quiet: every row of a customer, see `quiet_lines.py`.
        now_s: the present instant, in seconds since 1970.

    Raises:
        OSError: the disk refuses; the old agenda is as it was.
    """
    import json
    from datetime import UTC, datetime

    from store.database.quiet_lines import described, sections_of
    from store.database.whole_file import replace_file

    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    soon_s = now_s + _SOON_S
    soon = datetime.fromtimestamp(soon_s, UTC).date().isoformat()
    texts: dict[tuple[bool, str], list[str]] = {}
    for row in sorted(rows, key=lambda row: row["from"]):
        texts.setdefault((row["from"][: len(soon)] >= soon, row["row"][0]), []).append(encode(row))
    parts = {place: ",\n".join(texts[place]).encode() + b"\n" for place in sorted(texts)}
    sections = sections_of(quiet, soon_s)
    described_so = {
        "soon": soon,
        "parts": [[letter, is_later, len(part), crc32(part)] for (is_later, letter), part in parts.items()],
        "quiet": described(sections, soon_s),
    }
    head = encode({**header, "agenda": VERSION, **described_so}).encode()
    with replace_file(path) as file:
        file.write(b'%b,"checksum":%d}\n' % (head[:-1], crc32(head)))
        file.writelines(parts.values())
        file.writelines(sections)


def read_agenda(agenda_path: str, journal_path: str, until: str = "") -> tuple[Row, dict[str, Row], QuietLines]:
    """Return the agenda's header, its rows by key, and those of customers, brought up to date from the journal.

    The header's `at` is the instant of the last change, its `sequence` that change's number.

    Args:
        agenda_path: where the agenda lies.
        journal_path: where the journal lies.
        until: an ISO date; rows that are to be shown only after it need not be among those returned.

    Raises:
        AgendaOutdatedError: the book has to be opened, since the shop's settings have changed.
        AgendaUnreadableError: the book has to be opened.
    """
    from store.database.agenda_lines import decoded, read_agenda_lines

    header, lines, quiet = read_agenda_lines(agenda_path, journal_path, until)
    return header, {row["row"]: row for row in decoded(lines.values())}, quiet


def read_header(path: str) -> Row:
    """Return the agenda's header as it was written, without what the journal adds to it.

    Raises:
        AgendaUnreadableError: there is none.
    """
    from store.database.light_json import loads

    try:
        with open(path, "rb") as file:
            header: Row = loads(file.readline().rstrip(b"\n").decode())
        header["agenda"] = int(header["agenda"])
        return header
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise AgendaUnreadableError from problem


def is_in_older_form(path: str) -> bool:
    """Return whether there is an agenda that an older version of Regulars has written; it is told from its header."""
    try:
        return bool(read_header(path)["agenda"] < VERSION)
    except AgendaUnreadableError:
        return False
