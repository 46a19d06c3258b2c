"""A command: its words, what it takes, what it does with the book, and what it has to say."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentError, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from store.book import Book
from store.errors import NotUnderstoodError
from store.sentences import _
from tui.output import write_json, write_lines
from tui.tables import Table

DONE, IN_PART, REFUSED = 0, 1, 2
NOTHING = object()
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command has to say once it is done; nothing is printed before.

    `document` is for `--json`, `parts` are clean lines and tables for everybody else, `remarks` go to standard
    error, and `status` is the exit status.
    """

    document: Any
    parts: Sequence[str | Table] = ()
    remarks: Sequence[str] = ()
    status: int = DONE

    @classmethod
    def silent(cls, status: int = DONE) -> Outcome:
        """Return an outcome that prints nothing at all."""
        return cls(document=NOTHING, status=status)

    @classmethod
    def refused(cls, remarks: Sequence[str]) -> Outcome:
        """Return an outcome in which nothing was done: the remarks say why, and nothing is printed."""
        return cls(document=NOTHING, remarks=remarks, status=REFUSED)

    def write(self, *, as_json: bool) -> None:
        """Print it on standard output."""
        if self.document is NOTHING:
            return
        if as_json:
            write_json(self.document)
            return
        for part in self.parts:
            if isinstance(part, Table):
                part.write()
            else:
                write_lines([part])


class Arguments:
    """What one command takes, for reading its words and for its help; what cannot be read is said in our words."""

    def __init__(self, words: str, summary: str) -> None:
        """Begin with nothing but `--json`, `--book` and `--help`."""
        self.words = words
        self._needed: dict[str, str] = {}
        self._rest = ""
        self._usage: list[str] = []
        self._flags = ["--json", "--help"]
        self._options = ["--book"]
        self._parser = _Parser(
            prog=f"regulars {words}", description=summary, add_help=False, allow_abbrev=False, exit_on_error=False
        )

    def take(self, name: str, shown: str, meaning: str, kind: Callable[[str], Any] = str) -> None:
        """Take one word that is needed."""
        self._parser.add_argument(name, nargs="?", metavar=shown, help=meaning, type=kind)
        self._need(name, shown)

    def take_rest(self, name: str, shown: str, meaning: str, *, needed: bool = True) -> None:
        """Take all other words, as a list; those after `--` may begin with a hyphen."""
        self._parser.add_argument(name, nargs="*", metavar=shown, help=meaning)
        self._rest = name
        if needed:
            self._need(name, f"{shown}…")
        else:
            self._usage.append(f"[{shown}…]")

    def option(
        self,
        name: str,
        shown: str,
        meaning: str,
        kind: Callable[[str], Any] = str,
        *,
        needed: bool = False,
        many: bool = False,
    ) -> None:
        """Take an option with a value, with `many` as often as one likes."""
        self._parser.add_argument(
            name, metavar=shown, help=meaning, type=kind, action="append" if many else "store", default=None
        )
        self._options.append(name)
        if needed:
            self._need(name.lstrip("-").replace("-", "_"), f"{name} {shown}")
        else:
            self._usage.append(f"[{name} {shown}]")

    def flag(self, name: str, meaning: str) -> None:
        """Take an option without a value."""
        self._parser.add_argument(name, action="store_true", help=meaning)
        self._flags.append(name)
        self._usage.append(f"[{name}]")

    @property
    def usage(self) -> str:
        """How the command is written."""
        parts = [part for part in self._usage if not part.startswith("[-")]
        options = [part for part in self._usage if part.startswith("[-")]
        return " ".join(["regulars", self.words, *parts, *(options if len(options) <= _FEW else [_("[OPTION …]")])])

    def help(self) -> str:
        """Return the command's help."""
        self._add_common()
        self._parser.usage = self.usage.replace("%", "%%")
        return self._parser.format_help()

    def read(self, words: Sequence[str]) -> Namespace:
        """Return what was given.

        Raises:
            NotUnderstoodError: something is missing, unknown, or not of its kind.
        """
        self._add_common()
        split = words.index("--") if "--" in words else len(words)
        try:
            given, unknown = self._parser.parse_known_intermixed_args(list(words[:split]))
        except ArgumentError as problem:
            raise self._misused(problem) from problem
        more = [*unknown, *words[split + 1 :]]
        strange = [word for word in unknown if word.startswith("-") and word != "-"]
        if strange or (more and not self._rest):
            raise self._unknown((strange or more)[0])
        if self._rest:
            setattr(given, self._rest, [*getattr(given, self._rest), *more])
        for name, shown in self._needed.items():
            if getattr(given, name) in (None, []):
                raise NotUnderstoodError(_("{shown} is missing. Write: {usage}").format(shown=shown, usage=self.usage))
        return given

    def _need(self, name: str, shown: str) -> None:
        self._needed[name] = shown
        self._usage.append(shown)

    def _add_common(self) -> None:
        self._parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
        self._parser.add_argument("--book", metavar="DIR", default="", help=_("the book's folder"))
        self._parser.add_argument("-h", "--help", action="store_true", default=SUPPRESS, help=_("show this help"))

    def _misused(self, problem: ArgumentError) -> NotUnderstoodError:
        # Values are checked in our own words: what is left is an option without its value, or a flag with one.
        option = problem.argument_name or ""
        if option in self._flags:
            return NotUnderstoodError(_("{option} takes no value.").format(option=option))
        return NotUnderstoodError(
            _("{option} needs a value. Where that begins with a hyphen, write {option}=VALUE.").format(option=option)
        )

    def _unknown(self, word: str) -> NotUnderstoodError:
        near = (
            get_close_matches(word.partition("=")[0], [*self._options, *self._flags], n=1)
            if word.startswith("-")
            else []
        )
        if near:
            return NotUnderstoodError(
                _("“regulars {command}” has no {word}. Did you mean {near}?").format(
                    command=self.words, word=word, near=near[0]
                )
            )
        return NotUnderstoodError(
            _("“regulars {command}” does not know what to do with “{word}”. Write: {usage}").format(
                command=self.words, word=word, usage=self.usage
            )
        )


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise NotUnderstoodError(_("That cannot be read: {message}.").format(message=message))


def _nothing_more(arguments: Arguments) -> None:
    """Most commands that take nothing say so with this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command.

    `words` are its name, such as `customer add`; `summary` says what it does. `run` does it with the open book.
    A command that has to work where the book cannot be opened, or that opens another one, has `run_in` instead, which
    is given the book's folder.
    """

    words: str
    summary: str
    arguments: Callable[[Arguments], None] = field(default=_nothing_more)
    run: Callable[[Book, Namespace], Outcome] | None = None
    run_in: Callable[[Path, Namespace], Outcome] | None = None

    def takes(self) -> Arguments:
        """Return what it takes."""
        arguments = Arguments(self.words, self.summary)
        self.arguments(arguments)
        return arguments


def identity(text: str) -> int:
    """Return the id that was typed.

    Raises:
        NotUnderstoodError: it is no id.
    """
    plain = text.strip().removeprefix("#")
    if not (plain.isascii() and plain.isdigit() and len(plain) < 16):
        raise NotUnderstoodError(_("“{text}” is no number. Lists show the number of each row.").format(text=text[:60]))
    return int(plain)


def identities(text: str) -> tuple[int, ...]:
    """Return the ids that were typed with commas between them, each once.

    Raises:
        NotUnderstoodError: one of them is no id.
    """
    return tuple(dict.fromkeys(identity(one) for one in text.split(",")))


def one_of(*allowed: str) -> Callable[[str], str]:
    """Return a kind of value: one of these words, in any case."""

    def read(text: str) -> str:
        word = text.strip().lower()
        if word not in allowed:
            raise NotUnderstoodError(
                _("“{text}” is none of {allowed}.").format(text=text[:60], allowed=", ".join(filter(None, allowed)))
            )
        return word

    return read
