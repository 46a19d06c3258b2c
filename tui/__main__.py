"""The command `regulars`, and `python -m tui`.

What `regulars today` needs and nothing more is imported here; every other command goes through `dispatch`.
"""

from __future__ import annotations

import sys

from store.errors import RegularsError
from tui.output import OutputLostError, finish, is_terminal, let_go, say
from tui.places import book_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit status.

    Args:
        words: what stands behind `regulars`; taken from the process where None.
    """
    given = list(sys.argv[1:] if words is None else words)
    try:
        status = _status(given)
        finish()
    except BrokenPipeError:
        let_go()  # The reader wanted no more, such as `head`; what was to be done is done.
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OutputLostError as problem:
        let_go()
        say(problem.sentence)
        return problem.exit_code
    except RegularsError as problem:
        say(problem.sentence)
        return problem.exit_code
    return status


def _status(words: list[str]) -> int:
    asked = _asked_at_a_glance(words)
    if asked is not None:
        from tui.glance import glance

        command, book, quiet, as_json = asked
        if glance(command, book_folder(book), quiet=quiet, as_json=as_json):
            return 0
    from tui.dispatch import dispatch

    return dispatch(words)


def _asked_at_a_glance(words: list[str]) -> tuple[str, str, bool, bool] | None:
    """Return command, `--book`, `--quiet` and `--json` where `today` or `waiting` is asked for, plainly written."""
    command, book, quiet, as_json = "", "", False, False
    left = iter(words)
    for word in left:
        if word == "--json":
            as_json = True
        elif word == "--book":
            book = next(left, "")
            if not book or book.startswith("-"):
                return None
        elif word.startswith("--book="):
            book = word.removeprefix("--book=")
        elif word in ("today", "waiting") and not command:
            command = word
        elif word == "--quiet" and command == "today":
            quiet = True
        else:
            return None
    if not command and not is_terminal():
        command = "today"
    return (command, book, quiet, as_json) if command else None


if __name__ == "__main__":
    sys.exit(main())
