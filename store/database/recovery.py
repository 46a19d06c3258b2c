"""What opening a book does about damage: nothing is deleted, what cannot be used is kept aside and reported."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import Any

from store.database.folder import BookFolder
from store.database.journal import Journal, create_journal
from store.database.lines import is_sealed
from store.database.whole_file import replace_file
from store.sentences import _


def set_damage_aside(folder: BookFolder, journal: Journal) -> str:
    """Under the lock: keep everything after the journal's last good line in a file of its own, and cut it off.

    Returns a sentence that names the file.

    Raises:
        OSError: the disk refuses; the journal is as it was.
    """
    path = folder.set_aside(_stamp(), "journal.jsonl")
    with replace_file(path) as file:
        file.write(journal.read_damage())
    journal.cut_damage()
    return _("A line of the journal was damaged. Everything before it is here; the rest is kept in {file}.").format(
        file=os.path.basename(path)
    )


def mend_header(folder: BookFolder, header: dict[str, Any]) -> str:
    """Under the lock: give a journal whose first line is damaged a new one, and keep the old file aside.

    The lines that go on from the snapshot are kept. Returns a sentence that names the file.

    Args:
        folder: the book's folder.
        header: the snapshot's header, which tells generation and sequence.

    Raises:
        OSError: the disk refuses; the journal is as it was.
    """
    with open(folder.journal, "rb") as file:
        data = file.read()
    path = folder.set_aside(_stamp(), "journal.jsonl")
    with replace_file(path) as file:
        file.write(data)
    sequence, kept = header["sequence"], []
    for line in data.splitlines(keepends=True):
        if not line.endswith(b"\n") or not is_sealed(line[:-1]):
            continue
        number = json.loads(line).get("seq", 0)
        if number == sequence + 1:
            kept.append(line)
            sequence = number
    create_journal(
        folder.journal,
        generation=header["generation"],
        sequence=header["sequence"],
        schema=header["schema"],
        at=header.get("at", ""),
        lines=b"".join(kept),
    )
    return _("The first line of the journal was damaged and has been mended; the old file is kept in {file}.").format(
        file=os.path.basename(path)
    )


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
