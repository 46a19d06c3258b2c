"""What the owner prefers in this terminal's app, kept beside no book: colours and mouse.

It lies in the platform's folder for settings, as JSON. A file that is lost or cannot be read means what holds until
something is chosen, since nobody should be kept from their customers by a colour.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from store.errors import BookUnavailableError
from store.sentences import _

Colours = Literal["", "dark", "light"]
_NAME = "regulars"
_FILE = "preferences.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What was chosen: colours (empty: as the terminal's background is), and whether the mouse is for the app.

    The mouse is the terminal's own until it is chosen, so that text can be selected with it.
    """

    colours: Colours = ""
    mouse: bool = False


def preferences_path() -> Path:
    """Return where the preferences lie; nothing is made yet."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        folder = os.environ.get("XDG_CONFIG_HOME", "").strip()
        base = folder if os.path.isabs(folder) else os.path.expanduser("~/.config")
        return Path(base, _NAME, _FILE)
    from platformdirs import user_config_dir

    return Path(user_config_dir(_NAME, appauthor=False), _FILE)


def read_preferences(path: Path) -> Preferences:
    """Return what was chosen; what is missing, or is nothing that can be chosen, is as until something is."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    colours = found.get("colours")
    return Preferences(
        colours=colours if colours in ("dark", "light") else "",
        mouse=found.get("mouse") is True,
    )


def keep_preferences(path: Path, preferences: Preferences) -> None:
    """Write what was chosen, whole or not at all.

    Raises:
        BookUnavailableError: it cannot be written; what was chosen holds until the app is left.
    """
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.write_text(json.dumps(asdict(preferences), indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)
    except OSError as problem:
        raise BookUnavailableError(
            _("This is not remembered: {path} cannot be written ({why}).").format(path=path, why=problem.strerror)
        ) from problem
