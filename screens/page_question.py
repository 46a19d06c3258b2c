"""Where the answers to frequent questions are written as one page, and what is said once they are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from screens.shown import one_line, shown
from screens.widgets.question_bar import Choice, Question
from store.errors import NotUnderstoodError, RegularsError
from store.open_texts import QuestionPage, write_question_page
from store.phrases import language_words
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from screens.book_screen import BookScreen

_PATH_SHOWN = 60
_TITLE_SHOWN = 40


async def ask_for_page(screen: BookScreen, language: str) -> None:
    """Ask where the page goes, and write it there in `language`; a file that is there is written over only if told."""
    book = screen.book
    assert book is not None

    async def answered(typed: str) -> None:
        path = _path(typed)
        if path.exists():
            await screen.ask(_over_question(path), lambda answer: write(path) if answer == "over" else None)
        else:
            write(path)

    def write(path: Path) -> None:
        try:
            page = write_question_page(book, path, language)
        except RegularsError as problem:
            screen.note(problem.sentence, refusal=True)
            return
        screen.note(written_words(page, path))

    question = Question(
        sentence=_("Write the answers to frequent questions where?"),
        about=language_words(language),
        choices=(
            Choice("~/questions.html", "~/questions.html", _("a page for your website")),
            Choice("~/questions.md", "~/questions.md", _("Markdown")),
        ),
        read=_read,
        placeholder=_("a path that ends in .html or .md"),
    )
    await screen.ask(question, answered)


def written_words(page: QuestionPage, path: Path) -> str:
    """Return what was written where, what was left out of it, and what is to be looked at."""
    words = [
        ngettext("{count} answer written to {path}.", "{count} answers written to {path}.", page.answers).format(
            count=page.answers, path=shown(str(path), _PATH_SHOWN)
        )
    ]
    if page.left_out:
        count = len(page.left_out)
        words.append(
            ngettext(
                "{count} is left out, since something is missing in it: {title}. e writes your own.",
                "{count} are left out, since something is missing in them, such as {title}. e writes your own.",
                count,
            ).format(count=count, title=shown(page.left_out[0][0], _TITLE_SHOWN))
        )
    if page.stale:
        count = len(page.stale)
        words.append(
            ngettext(
                "{count} is older than six months; v shows it.",
                "{count} are older than six months; v shows them.",
                count,
            ).format(count=count)
        )
    return " ".join(words)


def _over_question(path: Path) -> Question:
    return Question(
        sentence=_("A file stands there already."),
        about=shown(str(path), _PATH_SHOWN),
        choices=(
            Choice("over", _("write over it"), _("what stands in it is gone")),
            Choice("no", _("leave it"), _("nothing is written")),
        ),
    )


def _read(typed: str) -> str:
    path = _path(typed)
    if path.suffix.lower() not in (".html", ".htm", ".md", ".markdown"):
        raise NotUnderstoodError(_("“{name}” ends neither in .md nor in .html.").format(name=one_line(path.name)[:60]))
    return _("a file stands there already") if path.exists() else one_line(str(path))


def _path(typed: str) -> Path:
    return Path(os.path.abspath(os.path.expanduser(typed.strip())))
