"""Finishing a restore: a book that was made ready beside this one takes its place, file by file."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress

from store.database.folder import BookFolder
from store.database.whole_file import sync_folder

READY = "restore-ready"


def finish_restore(folder: BookFolder) -> bool:
    """Under the lock: move the files of a restored book that stands ready into place; false where there is none.

    The restored book has both folders, be they empty: one that is not there any more has been moved already, so that
    doing it again after dying in between goes on where it was.

    Raises:
        OSError: the disk refuses; opening the book tries again.
    """
    ready = os.path.join(folder.path, READY)
    if not os.path.isdir(ready):
        return False
    for name in ("years", "changes"):
        target = os.path.join(folder.path, name)
        if os.path.isdir(os.path.join(ready, name)):
            shutil.rmtree(target, ignore_errors=True)
            os.rename(os.path.join(ready, name), target)
    with suppress(FileNotFoundError):
        os.unlink(folder.agenda)
    for name in ("journal.jsonl", "book.json"):
        with suppress(FileNotFoundError):
            os.replace(os.path.join(ready, name), os.path.join(folder.path, name))
    sync_folder(folder.path)
    shutil.rmtree(ready)
    sync_folder(folder.path)
    return True
