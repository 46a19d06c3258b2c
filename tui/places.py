"""Where the book lies: `--book`, else `REGULARS_BOOK`, else the platform's folder for data."""

from __future__ import annotations

import os
import sys

BOOK_VARIABLE = "REGULARS_BOOK"
_NAME = "regulars"
CATALOGUES = os.path.join(os.path.dirname(__file__), "locale")


def book_folder(given: str = "") -> str:
    """Return the absolute path of the book's folder; nothing is made yet.

    Args:
        given: what `--book` said; empty where it said nothing.
    """
    named = given or os.environ.get(BOOK_VARIABLE, "")
    return os.path.abspath(os.path.expanduser(named)) if named else default_folder()


def make_room(given: str = "") -> None:
    """Make the folder in which the book's folder lies, where nobody named one: a fresh machine may have none yet.

    Where it cannot be made, opening the book says why.
    """
    if not given and not os.environ.get(BOOK_VARIABLE):
        from contextlib import suppress

        with suppress(OSError):
            os.makedirs(os.path.dirname(default_folder()), mode=0o700, exist_ok=True)


def default_folder() -> str:
    """Return the folder of the book of whoever named none.

    It is that of `platformdirs`. On Linux the rule is short enough to be followed here (XDG Base Directory
    Specification 0.8): importing `platformdirs` takes longer than all that `regulars today` does.
    """
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        data = os.environ.get("XDG_DATA_HOME", "").strip()
        if not os.path.isabs(data):
            data = os.path.expanduser("~/.local/share")
        return os.path.join(data, _NAME)
    from platformdirs import user_data_dir

    return user_data_dir(_NAME, appauthor=False)
