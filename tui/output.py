"""What goes out: data on standard output, sentences on standard error, nothing that could move a cursor.

Imports next to nothing, since `regulars today` comes through here.
"""

from __future__ import annotations

import os
import sys

from store.database.light_json import dumps
from store.errors import BookUnavailableError
from store.sentences import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class OutputLostError(BookUnavailableError):
    """Standard output cannot be written, such as a file on a full disk; what was asked for is done."""


def printable(text: str) -> str:
    """Return `text` on one line and without anything that a terminal would take for more than text.

    What enters the book is cleaned there; a file that was written by another program may hold anything.
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    from store.records.text import clean_line

    return clean_line(text)


def cut(text: str, width: int) -> str:
    """Return `text` printable, on one line and in at most `width` characters, an ellipsis for what was cut off."""
    line = printable(text[: width * 4])
    return line if len(line) <= width and len(text) <= width * 4 else line[: width - 1].rstrip() + "…"


def printable_lines(text: str) -> list[str]:
    """Return the lines of `text`, each as `printable` gives it."""
    from store.records.text import clean_text

    return [printable(line) for line in clean_text(text).split("\n")]


def json_text(document: object) -> str:
    """Return a JSON document on one line, nothing in it lost.

    Characters that steer a terminal or turn a line round are written as escapes, which JSON reads back as they were.
    """
    text = dumps(document)
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in _JOINERS else _escaped(one) for one in text)


def write_json(document: object) -> None:
    """Print a JSON document, in UTF-8 whatever the terminal speaks."""
    _reconfigure(encoding="utf-8", errors="strict")
    _put(json_text(document))


def write_lines(lines: Iterable[str]) -> None:
    """Print lines that are clean already; what the terminal's encoding lacks is shown as a question mark."""
    _reconfigure(errors="replace")
    given = list(lines)
    if given:
        _put("\n".join(given))


def say(sentence: str) -> None:
    """Print a sentence for the owner on standard error, on one line."""
    if sys.stderr is not None:
        print(printable(sentence), file=sys.stderr)


def is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def finish() -> None:
    """Write out what is still held back.

    Raises:
        BrokenPipeError: the reader has gone.
        OutputLostError: it cannot be written.
    """
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as problem:
            raise _lost(problem) from problem


def let_go() -> None:
    """Give up on standard output, so that nothing complains about it when the process ends."""
    from contextlib import suppress

    with suppress(OSError, AttributeError):  # there is none, or it is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# The joiners that scripts and emoji need; they steer nothing.
_JOINERS = "\u200c\u200d\ufe0e\ufe0f\u00a0\u202f\u3000"


def _put(text: str) -> None:
    try:
        print(text)
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise _lost(problem) from problem


def _lost(problem: OSError) -> OutputLostError:
    return OutputLostError(
        _("The answer cannot be written: {reason}. What was asked for is done.").format(reason=problem.strerror)
    )


def _escaped(character: str) -> str:
    code = ord(character)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"
    return f"\\u{code:04x}"


def _reconfigure(**how: str) -> None:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**how)
