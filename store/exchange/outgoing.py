"""A file that goes out: whole or not at all, for its owner's eyes only, and never in the book's own folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from store.database.whole_file import replace_file
from store.errors import BookUnavailableError, NotUnderstoodError
from store.exchange.recognise import shown_name
from store.sentences import _


@contextmanager
def outgoing(path: Path, folder: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which stands at `path` when the block ends without an error.

    Args:
        path: where it is to stand.
        folder: the book's own, which it must not lie in.

    Raises:
        NotUnderstoodError: it would lie there.
        BookUnavailableError: it cannot be written.
    """
    target = os.path.abspath(path)
    if folder.resolve() in Path(os.path.realpath(target)).parents:
        raise NotUnderstoodError(
            _("“{name}” lies in the book's own folder; choose another place.").format(name=shown_name(path))
        )
    try:
        with replace_file(target) as file:
            yield file
    except OSError as problem:
        raise BookUnavailableError(
            _("“{name}” cannot be written: {reason}.").format(name=shown_name(path), reason=problem.strerror or problem)
        ) from problem
