"""What lies in a folder of the machine: other folders, and the files that may be address books."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from store.errors import NotFoundError, NotUnderstoodError
from store.exchange.recognise import shown_name
from store.sentences import _

SUFFIXES = (".vcf", ".vcard", ".csv", ".json")
_DOWNLOADS = "Downloads"


class Listed(NamedTuple):
    """A folder or a file: its name as it may be drawn, its size in bytes and when it was changed (UTC)."""

    path: Path
    name: str
    is_folder: bool
    size: int
    changed: datetime


def first_folder(home: Path | None = None) -> Path:
    """Return where to look first: the Downloads in `home` where a file lies there that may be imported, else `home`."""
    home = home or home_folder()
    downloads = home / _DOWNLOADS
    try:
        with os.scandir(downloads) as found:
            has_one = any(_may_be_imported(entry) for entry in found)
    except OSError:
        has_one = False
    return downloads if has_one else home


def home_folder() -> Path:
    """Return the owner's home folder; the root where the machine knows of none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


def list_folder(folder: Path, *, hidden: bool = False) -> list[Listed]:
    """Return what lies in `folder`: folders by name, then the files that may be imported, the newest first.

    Anything else is left out, and so is what cannot be looked at, such as a link that leads nowhere.

    Args:
        folder: where to look.
        hidden: give what begins with a point as well.

    Raises:
        NotFoundError: there is no such folder.
        NotUnderstoodError: it may not be read.
    """
    folders: list[Listed] = []
    files: list[Listed] = []
    try:
        with os.scandir(folder) as found:
            for entry in found:
                if entry.name.startswith(".") and not hidden:
                    continue
                if _is_folder(entry):
                    folders.append(Listed(Path(entry.path), _name(entry), True, 0, datetime.fromtimestamp(0, UTC)))
                elif _may_be_imported(entry):
                    about = entry.stat()
                    files.append(Listed(Path(entry.path), _name(entry), False, about.st_size, _instant(about.st_mtime)))
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise NotFoundError(_("There is no folder “{name}”.").format(name=shown_name(folder))) from problem
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise NotUnderstoodError(
            _("The folder “{name}” cannot be opened: {reason}.").format(name=shown_name(folder), reason=reason)
        ) from problem
    folders.sort(key=lambda one: one.name.casefold())
    files.sort(key=lambda one: one.name.casefold())
    files.sort(key=lambda one: one.changed, reverse=True)
    return folders + files


def typed_path(text: str, folder: Path, home: Path | None = None) -> Path:
    """Return the path that was typed or pasted as `text`, seen from `folder`.

    `~` is the home folder. Quotes, backslashes before spaces and `file://`, as terminals and file managers put them
    when a file is dropped on them, are taken off.
    """
    plain = text.strip()
    if len(plain) > 1 and plain[0] in "'\"" and plain[0] == plain[-1]:
        plain = plain[1:-1]
    if plain.startswith("file://"):
        plain = unquote(urlsplit(plain).path)
    plain = plain.replace("\\ ", " ").replace("\0", "")
    if plain == "~" or plain.startswith("~/"):
        return (home or home_folder()) / plain[2:]
    return Path(os.path.normpath(folder / plain)) if plain else folder


def is_folder(path: Path) -> bool:
    """Return whether a folder stands at `path`, as far as that can be seen."""
    return os.path.isdir(path)


def is_file(path: Path) -> bool:
    """Return whether a file stands at `path`, as far as that can be seen."""
    return os.path.isfile(path)


def path_words(path: Path, home: Path | None = None) -> str:
    """Return `path` as one writes it, fit to be drawn, with `~` for the home folder."""
    home = home or home_folder()
    parts: Sequence[str] = path.parts
    if home != Path("/") and path.is_relative_to(home):
        parts = ("~", *path.relative_to(home).parts)
    words = os.path.join(*parts) if parts else "/"
    return os.fsencode(words).decode(errors="replace")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _may_be_imported(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.name.lower().endswith(SUFFIXES) and entry.is_file()
    except OSError:
        return False


def _name(entry: os.DirEntry[str]) -> str:
    return shown_name(Path(entry.name))


def _instant(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC)
