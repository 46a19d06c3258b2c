"""What comes in by standard input."""

from __future__ import annotations

import sys

from store.errors import NotUnderstoodError
from store.sentences import _


def whole_input() -> str:
    """Return all of standard input; empty where there is none.

    Raises:
        NotUnderstoodError: it is not in UTF-8.
    """
    return "" if sys.stdin is None else decoded(sys.stdin.buffer.read())


def decoded(data: bytes) -> str:
    """Return bytes from standard input as text.

    Raises:
        NotUnderstoodError: they are not in UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUnderstoodError(_("It is not in UTF-8. Convert it, for example with iconv.")) from None
