"""`regulars import`: address books and whole books, brought into this one."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from store.book import Book
from store.exchange.importing import ImportResult, import_files
from store.sentences import _
from tui.command import DONE, IN_PART, Arguments, Command, Outcome

_MOST_NAMED = 20


def _arguments(arguments: Arguments) -> None:
    arguments.take_rest("files", "FILE", _("vCard, Google's CSV, or a book exported as JSON; the kind is recognised"))
    arguments.flag("--dry-run", _("only say what would happen"))


def _run(book: Book, given: Namespace) -> Outcome:
    progress = _Progress()
    try:
        result = import_files(book, [Path(file) for file in given.files], dry_run=given.dry_run, progress=progress.show)
    finally:
        progress.end()
    return Outcome(
        document={
            "read": result.read,
            "added": result.added,
            "updated": result.updated,
            "unchanged": result.unchanged,
            "skipped": [asdict(one) for one in result.skipped],
        },
        parts=[_sentence(result, dry_run=given.dry_run)],
        remarks=_skipped(result),
        status=IN_PART if result.skipped else DONE,
    )


class _Progress:
    """How far an import has come, on one line of standard error that is written over; silent where nobody looks."""

    def __init__(self) -> None:
        self._is_watched = sys.stderr is not None and sys.stderr.isatty()
        self._width = 0

    def show(self, done: int, total: int | None) -> None:
        if self._is_watched:
            text = (
                _("{done} rows read").format(done=f"{done:,}")
                if total is None
                else _("{done} of {total} rows").format(done=f"{done:,}", total=f"{total:,}")
            )
            self._put(text)

    def end(self) -> None:
        if self._width:
            self._put("")
            self._put("")

    def _put(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)


def _sentence(result: ImportResult, *, dry_run: bool) -> str:
    sentence = (
        _("This would add {added} and update {updated}; {unchanged} are here already. Nothing is changed.")
        if dry_run
        else _("{added} added, {updated} updated, {unchanged} were here already.")
    )
    return sentence.format(added=f"{result.added:,}", updated=f"{result.updated:,}", unchanged=f"{result.unchanged:,}")


def _skipped(result: ImportResult) -> list[str]:
    named = [
        _("Left out, {where}: {reason}").format(where=one.where, reason=one.reason)
        for one in result.skipped[:_MOST_NAMED]
    ]
    if len(result.skipped) > _MOST_NAMED:
        named.append(_("{count} were left out in all; --json names each.").format(count=f"{len(result.skipped):,}"))
    return named


COMMANDS = (
    Command(words="import", summary=_("bring in an address book, or a whole book"), arguments=_arguments, run=_run),
)
