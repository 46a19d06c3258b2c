"""`regulars phrase page` and `phrase away`: texts for everybody."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from store.book import Book
from store.open_texts import acknowledgement_texts, away_texts, write_question_page
from store.records.interaction import CHANNELS
from store.records.shop import LANGUAGES
from store.sentences import _, ngettext
from tui.command import IN_PART, Arguments, Outcome, one_of
from tui.documents import phrase_document
from tui.output import printable


def page_arguments(arguments: Arguments) -> None:
    """Take what `phrase page` takes."""
    arguments.take("file", "FILE", _("where to: a name that ends in .md or .html"))
    arguments.option("--language", "L", _("in this language; else the shop's"), one_of(*LANGUAGES))


def page(book: Book, given: Namespace) -> Outcome:
    """Write the answers to frequent questions as one page."""
    made = write_question_page(book, Path(given.file), given.language or "")
    written = ngettext("{count} answer written.", "{count} answers written.", made.answers).format(count=made.answers)
    remarks = [
        _("Left out: “{title}”. Missing: {names}.").format(title=title, names=", ".join(names))
        for title, names in made.left_out
    ] + [_("Not looked at for six months: “{title}”.").format(title=title) for title in made.stale]
    return Outcome(
        document={
            "written": made.answers,
            "left_out": [{"title": title, "missing": list(names)} for title, names in made.left_out],
            "stale": list(made.stale),
        },
        parts=[written],
        remarks=[printable(one) for one in remarks],
        status=IN_PART if made.left_out else 0,
    )


def away_arguments(arguments: Arguments) -> None:
    """Take what `phrase away` takes."""
    arguments.option("--language", "L", _("in this language; else the shop's"), one_of(*LANGUAGES))
    arguments.option("--channel", "C", _("only for this channel"), one_of(*CHANNELS))
    arguments.flag("--arrived", _("instead, what says that a message has arrived, and when they hear from you"))


def away(book: Book, given: Namespace) -> Outcome:
    """Give what to paste for while the shop is closed."""
    texts_of = acknowledgement_texts if given.arrived else away_texts
    texts = texts_of(book, given.language or "", given.channel or "")
    parts: list[str] = []
    for one in texts:
        if one.filled.text is not None:
            parts += [
                "",
                printable(f"{one.phrase.key}: {one.phrase.title}"),
                "",
                *map(printable, one.filled.text.split("\n")),
            ]
    lost = [one for one in texts if one.filled.text is None]
    return Outcome(
        document=[
            {**phrase_document(book, one.phrase), "text": one.filled.text, "missing": list(one.filled.missing)}
            for one in texts
        ],
        parts=parts[1:],
        remarks=[
            _("Left out: “{title}”. Missing: {names}.").format(
                title=one.phrase.title, names=", ".join(one.filled.missing)
            )
            for one in lost
        ],
        status=IN_PART if lost else 0,
    )
