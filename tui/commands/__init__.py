"""The commands, one file a noun; each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.command import Command

NOUNS = {
    "today": "today",
    "waiting": "waiting",
    "reconnect": "reconnect",
    "log": "log",
    "find": "find",
    "show": "show",
    "customer": "customer",
    "interaction": "interaction",
    "conversation": "conversation",
    "promise": "promise",
    "followup": "follow_up",
    "phrase": "phrase",
    "thanks": "thanks",
    "gesture": "gesture",
    "shop": "shop",
    "import": "import_file",
    "export": "export",
    "backup": "backup",
    "restore": "backup",
    "undo": "undo",
    "redo": "undo",
    "doctor": "doctor",
    "compact": "compact",
    "demo": "demo",
}
"""The first word of each command, and the module here that has it."""


def commands_of(noun: str) -> tuple[Command, ...]:
    """Return the commands that begin with one of `NOUNS`."""
    module = import_module(f"tui.commands.{NOUNS[noun]}")
    return tuple(command for command in module.COMMANDS if command.words.partition(" ")[0] == noun)


def all_commands() -> Iterator[Command]:
    """Give every command, in the order in which the help lists them."""
    for noun in NOUNS:
        yield from commands_of(noun)
