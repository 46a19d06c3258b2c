"""Writing a file for other programs from the app: which, then it is written beside the keys."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from screens.shown import one_line
from screens.widgets.question_bar import Choice, Question
from store.errors import RegularsError
from store.exchange.exporting import ending_of, export_file, kinds
from store.sentences import _

if TYPE_CHECKING:
    from screens.book_screen import BookScreen
    from screens.long_work import LendsTheBook


async def ask_for_export(screen: BookScreen) -> None:
    """Ask for the file, and write it; its ending says what."""
    book = screen.book
    assert book is not None

    async def answered(answer: str) -> None:
        path = _path(answer)
        screen.note(_("Writing {file} …").format(file=one_line(str(path))))
        try:
            async with cast("LendsTheBook", screen.app).book_at_work():
                exported = await asyncio.to_thread(export_file, book, path)
        except RegularsError as problem:
            screen.note(problem.sentence, refusal=True)
        else:
            screen.note(one_line(" ".join((exported.sentence, *exported.remarks))))

    home = Path("~")
    question = Question(
        sentence=_("Write to which file? Its ending says what."),
        choices=tuple(
            Choice(str(home / f"regulars{ending}"), f"~/regulars{ending}", words) for ending, words in kinds().items()
        ),
        read=lambda typed: kinds()[ending_of(str(_path(typed)))],
        placeholder=_("such as ~/regulars.ics"),
    )
    await screen.ask(question, answered)


def _path(typed: str) -> Path:
    return Path(os.path.abspath(os.path.expanduser(typed.strip())))
