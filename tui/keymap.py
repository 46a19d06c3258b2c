"""The owner's own keys: a small file beside the preferences, checked before anything is done with it.

    [keys]
    capture = "F5"
    list.down = "↓ j"

On the left stands the name of a key, on the right one key or several. What cannot be is left as it was, and said: a
keymap that quietly takes a key from something else would be found out at the counter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import new_class
from typing import Any, NamedTuple, TypeVar, cast

from textual.app import App
from textual.keys import Keys, key_to_character

from store.sentences import _
from tui.keys import IN_A_FORM, IN_A_QUESTION, IN_THE_LINE, KEYS, Key, bindings
from tui.preferences import preferences_path

FILE = "keys.toml"
_TYPED_IN = (IN_THE_LINE, IN_A_QUESTION, IN_A_FORM)
_WRITTEN = {
    "esc": "escape", "bksp": "backspace", "pgdn": "pagedown", "pgup": "pageup", "del": "delete", "ins": "insert",
    "↑": "up", "↓": "down", "←": "left", "→": "right", "slash": "/", "comma": ",", "/": "slash", ",": "comma",
}  # fmt: skip
_NAMED = {key.value for key in Keys if not key.value.startswith("<")}
# What a terminal sends for these is what it sends for another key.
_ANOTHER = {"ctrl+h": "Bksp", "ctrl+i": "Tab", "ctrl+j": "Enter", "ctrl+m": "Enter", "return": "Enter"}
_KEPT = ("ctrl+c", "ctrl+q", "ctrl+z")
_SHOWN = 60

AppKind = TypeVar("AppKind", bound=App[Any])


class Keymap(NamedTuple):
    """The table of keys as it holds, and a sentence on each line of the file that could not be followed."""

    keys: tuple[Key, ...]
    notices: tuple[str, ...] = ()


def keymap_path() -> Path:
    """Return where the keymap lies, if there is one."""
    return preferences_path().with_name(FILE)


def read_keymap(path: Path, table: Sequence[Key] = KEYS) -> Keymap:
    """Return the keys of `table` with those that the file at `path` gives; without a file, as they are."""
    keys = tuple(table)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Keymap(keys)
    except (OSError, UnicodeError):
        return Keymap(keys, (_("{path} cannot be read; all keys are as they were.").format(path=path),))
    import tomllib  # only who has a keymap waits for it

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        words = _("{path} is not written as TOML ({problem}); all keys are as they were.")
        return Keymap(keys, (words.format(path=path, problem=problem),))
    chosen = found.get("keys")
    if not isinstance(chosen, dict) or set(found) != {"keys"}:
        return Keymap(keys, (_("{path} needs one part, [keys]; all keys are as they were.").format(path=path),))
    return with_chosen(keys, dict(_flat(chosen)))


def with_chosen(keys: tuple[Key, ...], chosen: Mapping[str, object]) -> Keymap:
    """Return the keys with those that were chosen, by id, where that can be."""
    notices: list[str] = []
    known = {key.id: key for key in keys}
    changed: dict[str, Key] = {}
    for identity, written in chosen.items():
        if identity not in known:
            notices.append(_unknown(identity, list(known)))
            continue
        try:
            names = _read(known[identity], written)
            changed[identity] = replace(known[identity], keys=",".join(names), as_shown=_as_shown(names[0]))
        except ValueError as problem:
            notices.append(str(problem))
    while clash := next(_clashes(keys, changed), None):
        identity, other, name = clash
        del changed[identity]
        notices.append(
            _("The keymap gives “{id}” the key {key}, which is “{other}” already; “{id}” is as it was.").format(
                id=identity, key=name, other=other
            )
        )
    return Keymap(tuple(changed.get(key.id, key) for key in keys), tuple(notices))


def rebound(kind: type[AppKind], keys: Sequence[Key]) -> type[AppKind]:
    """Return the app `kind` with the bindings of `keys` in the place of its own."""
    parts = {"BINDINGS": [*App.BINDINGS, *bindings(keys)], "__module__": kind.__module__, "__doc__": kind.__doc__}
    made = new_class(kind.__name__, (kind,), {"inherit_bindings": False}, lambda space: space.update(parts))
    return cast("type[AppKind]", made)


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Give the entries of a table: a name with a dot in it is a table in a table to TOML."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _unknown(identity: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(identity, known, n=1)
    if near:
        return _("The keymap names “{id}”, which is no key; did you mean “{near}”?").format(
            id=identity[:_SHOWN], near=near[0]
        )
    return _("The keymap names “{id}”, which is no key; the manual lists them.").format(id=identity[:_SHOWN])


def _read(key: Key, written: object) -> list[str]:
    """Return the keys that were written for `key`, as Textual writes them.

    Raises:
        ValueError: with a sentence on what cannot be.
    """
    parts = written if isinstance(written, list) else str(written).split() if isinstance(written, str) else []
    if not parts or not all(isinstance(part, str) and part for part in parts):
        raise ValueError(_("The keymap gives “{id}” no key; it is as it was.").format(id=key.id))
    return [_name(key, part) for part in parts]


def _name(key: Key, written: str) -> str:
    name = written if len(written) == 1 else written.lower()
    name = _WRITTEN.get(name, name)
    if name in _ANOTHER:
        raise ValueError(
            _("The keymap gives “{id}” the key {key}, which a terminal cannot tell from {other}.").format(
                id=key.id, key=written, other=_ANOTHER[name]
            )
        )
    if name in _KEPT or not (name in _NAMED or _character(name)):
        raise ValueError(
            _("The keymap gives “{id}” the key “{key}”, which cannot be used; “{id}” is as it was.").format(
                id=key.id, key=written[:_SHOWN]
            )
        )
    if key.group in _TYPED_IN and _character(name):
        raise ValueError(
            _("The keymap gives “{id}” the key {key}, which is needed for typing there; it is as it was.").format(
                id=key.id, key=written
            )
        )
    return name


def _as_shown(name: str) -> str:
    """Return how F5 and Ctrl+N are shown; empty for a key that has its way in the table of keys."""
    return name.title() if "+" in name or (name[0] == "f" and name[1:].isdigit()) else ""


def _character(name: str) -> str:
    """Return what a key types, empty for one that types nothing."""
    if name in ("slash", "space"):
        return {"slash": "/", "space": " "}[name]
    typed = name if len(name) == 1 else key_to_character(name) or ""
    return typed if typed.isprintable() else ""


def _clashes(keys: Sequence[Key], changed: Mapping[str, Key]) -> Iterator[tuple[str, str, str]]:
    """Give what was changed to a key that another has: its id, the other's, and the key."""
    for identity, key in reversed([*changed.items()]):
        default = next(one for one in keys if one.id == identity)
        for other in keys:
            if other.id == identity or _may_share(default, other):
                continue
            shared = _as_pressed(key) & _as_pressed(changed.get(other.id, other))
            if shared:
                yield identity, other.id, sorted(shared)[0]


def _may_share(one: Key, other: Key) -> bool:
    """Whether two keys are never both meant: they stand in for each other, or belong to what is not open together."""
    if one.group in _TYPED_IN and other.group in _TYPED_IN and one.group != other.group:
        return True
    return bool(_as_pressed(one) & _as_pressed(other))


def _as_pressed(key: Key) -> set[str]:
    return {_character(name) or name for name in key.keys.split(",")}
