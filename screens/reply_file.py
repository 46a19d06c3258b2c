"""A reply written to a file: under the owner's home, for the owner's eyes, and over nothing that stands there."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from store.errors import BookUnavailableError, NotUnderstoodError, WrongStateError
from store.sentences import _

_FILE_MODE = 0o600


class FileIsThereError(WrongStateError):
    """A file stands there already; it is only written over where that was said."""


def reply_path(typed: str, home: Path) -> Path:
    """Return the file that is meant: under the home, in a folder that is there.

    Args:
        typed: with `~`, from the home on, or absolute.
        home: the owner's.

    Raises:
        NotUnderstoodError: it is outside of the home, a folder, or in one that is not there.
    """
    name = typed.strip()
    if not name or "\0" in name:
        raise NotUnderstoodError(_("Write a path, such as ~/reply.txt."))
    path = Path(home, name.removeprefix("~").lstrip("/")) if name == "~" or name.startswith("~/") else Path(home, name)
    try:
        folder, root = path.parent.resolve(strict=True), home.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        raise NotUnderstoodError(_("The folder of that file is not there. Choose one that is.")) from None
    if not folder.is_relative_to(root):
        raise NotUnderstoodError(_("That is outside of your home. Write a path in it, such as ~/reply.txt."))
    path = folder / path.name
    if path.is_symlink() or path.is_dir() or path.name in ("", ".", ".."):
        raise NotUnderstoodError(_("That is not a file that could be written. Choose another name."))
    return path


def write_reply(path: Path, text: str, *, over: bool = False) -> None:
    """Write a reply, readable for the owner alone.

    Args:
        path: as `reply_path` gave it.
        text: the reply; a line end goes behind it.
        over: whether a file that stands there is written over, at once and as a whole.

    Raises:
        FileIsThereError: one stands there.
        BookUnavailableError: it cannot be written.
    """
    content = (text.rstrip("\n") + "\n").encode()
    aside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}") if over else path
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, _FILE_MODE)
    except FileExistsError:
        raise FileIsThereError(_("A file stands there already.")) from None
    except OSError as problem:
        raise _not_written(problem) from problem
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        if over:
            os.replace(aside, path)
    except OSError as problem:
        aside.unlink(missing_ok=True)
        raise _not_written(problem) from problem


def _not_written(problem: OSError) -> BookUnavailableError:
    return BookUnavailableError(_("It cannot be written there: {reason}.").format(reason=problem.strerror))
