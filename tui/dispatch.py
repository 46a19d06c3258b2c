"""From the words of the command line to the command, the book, and what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import NotUnderstoodError
from store.sentences import _
from tui.commands import NOUNS, all_commands, commands_of
from tui.output import is_terminal, say, write_lines
from tui.places import book_folder, make_room

if TYPE_CHECKING:
    from tui.command import Command, Outcome

_HELP = ("--help", "-h", "help")


def dispatch(words: Sequence[str]) -> int:
    """Do what `words` say and return the exit status.

    Raises:
        RegularsError: an expected failure; nothing has been printed.
    """
    common, rest = _common(words)
    if not rest:
        if is_terminal() and "--json" not in common:
            return _open_app(_book_given(common))
        rest = ["today"]
    if rest[0] in _HELP:
        write_lines(_help())
        return 0
    if rest[0] == "--version":
        from tui.version import version

        write_lines([f"regulars {version()}"])
        return 0
    command, rest = _command(rest)
    if command is None:
        write_lines(_help_of(rest[0]))
        return 0
    return _run(command, [*common, *rest])


def _run(command: Command, words: Sequence[str]) -> int:
    arguments = command.takes()
    if any(word in _HELP[:2] for word in words[: words.index("--") if "--" in words else None]):
        write_lines(arguments.help().rstrip("\n").split("\n"))
        return 0
    given = arguments.read(words)
    make_room(given.book)
    folder = Path(book_folder(given.book))
    if command.run_in is not None:
        outcome = command.run_in(folder, given)
    else:
        from tui.opening import open_book  # the book's own code, which the app loads only after its first paint

        assert command.run is not None
        with open_book(folder) as book:
            outcome = command.run(book, given)
    return _tell(outcome, as_json=given.json)


def _tell(outcome: Outcome, *, as_json: bool) -> int:
    for remark in outcome.remarks:
        say(remark)
    outcome.write(as_json=as_json)
    return outcome.status


def _open_app(given: str) -> int:
    from tui.running import run_app

    make_room(given)
    return run_app(Path(book_folder(given)))


def _common(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the options that may stand before a command from it."""
    common: list[str] = []
    rest = list(words)
    while rest and (rest[0] in ("--json", "--book") or rest[0].startswith("--book=")):
        word = rest.pop(0)
        common.append(word)
        if word == "--book":
            if not rest or rest[0].startswith("-"):
                raise NotUnderstoodError(_("--book needs a folder. Write --book DIR."))
            common.append(rest.pop(0))
    return common, rest


def _book_given(common: list[str]) -> str:
    given = ""
    for number, word in enumerate(common):
        if word.startswith("--book="):
            given = word.removeprefix("--book=")
        elif word == "--book":
            given = common[number + 1]
    return given


def _command(rest: list[str]) -> tuple[Command | None, list[str]]:
    """Return the command that `rest` begins with, and the words behind it; no command where its help is asked for.

    Raises:
        NotUnderstoodError: there is none.
    """
    noun = rest[0]
    if noun not in NOUNS:
        raise _no_command(noun, list(NOUNS))
    commands = commands_of(noun)
    if commands[0].words == noun:
        return commands[0], rest[1:]
    common, rest = _common(rest[1:])
    verbs = [command.words.partition(" ")[2] for command in commands]
    if not rest:
        raise NotUnderstoodError(_("“regulars {noun}” needs one of {verbs}.").format(noun=noun, verbs=", ".join(verbs)))
    if rest[0] in _HELP:
        return None, [noun]
    if rest[0] not in verbs:
        raise _no_command(f"{noun} {rest[0]}", [f"{noun} {verb}" for verb in verbs])
    return commands[verbs.index(rest[0])], [*common, *rest[1:]]


def _no_command(words: str, known: list[str]) -> NotUnderstoodError:
    near = get_close_matches(words.lower(), known, n=1, cutoff=0.5)
    if near:
        return NotUnderstoodError(
            _("There is no command “{words}”. Did you mean “{near}”? See: regulars --help").format(
                words=words[:60], near=near[0]
            )
        )
    return NotUnderstoodError(_("There is no command “{words}”. See: regulars --help").format(words=words[:60]))


def _help() -> list[str]:
    return [
        _("Usage: regulars [--book DIR] [--json] [COMMAND …]"),
        "",
        _("The customer book of a one-person shop. Without a command it opens the app;"),
        _("where standard output is no terminal it prints what “regulars today” prints."),
        "",
        *_summaries(all_commands()),
        "",
        _("“regulars COMMAND --help” says more. --book or REGULARS_BOOK names the book's folder,"),
        _("--json prints one JSON document. See also --version."),
    ]


def _help_of(noun: str) -> list[str]:
    return [_("Usage: regulars {noun} COMMAND …").format(noun=noun), "", *_summaries(commands_of(noun))]


def _summaries(commands: Iterable[Command]) -> list[str]:
    found = list(commands)
    width = max(len(command.words) for command in found)
    return [f"  {command.words:<{width}}  {command.summary}" for command in found]
