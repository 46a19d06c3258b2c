"""Texts for everybody: what is said while the shop is closed, and the answers to frequent questions as one page."""

from __future__ import annotations

import os
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from store.advising import offered_with_acknowledgement
from store.database.whole_file import replace_file
from store.errors import BookUnavailableError, NotUnderstoodError
from store.phrase_values import answered, values_for
from store.phrases import KnownPhrase, languages_for, phrases_in
from store.records.interaction import CHANNELS, Channel
from store.records.text import clean_line
from store.rules.filling import Filled, fill
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

PageForm = Literal["md", "html"]
_FORMS: Mapping[str, PageForm] = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html"}
_SHOWN = 60
_STYLE = "body{max-width:42em;margin:2em auto;padding:0 1em;font:1.1em/1.5 sans-serif}h2{margin-top:2em}"
_QUESTIONS = {
    "en": "Frequent questions",
    "tr": "Sık sorulan sorular",
    "ko": "자주 묻는 질문",
    "el": "Συχνές ερωτήσεις",
    "bg": "Често задавани въпроси",
}


class OpenText(NamedTuple):
    """A phrase for everybody, filled: which, and with what; `filled.text` is None while something is missing."""

    phrase: KnownPhrase
    filled: Filled


class QuestionPage(NamedTuple):
    """The frequent questions as one page: its text, how many answers are in it, and which had to be left out.

    `left_out` are title and what is missing in each; `stale` the titles of answers that are older than six months.
    """

    text: str
    answers: int
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    stale: tuple[str, ...]


def fill_for_everybody(
    book: Book, phrase: KnownPhrase, channel: str = "", answers: Mapping[str, str] | None = None
) -> Filled:
    """Return a phrase filled without a customer: with what the book knows of the shop, in the formal tone.

    Raises:
        PlaceholderError: the phrase cannot be read, or there is no placeholder of an answer's name.
        NotUnderstoodError: a time among the answers cannot be read.
    """
    values = values_for(book, None, phrase.language, channel=channel)
    values = answered(book, values, answers or {}, channel=channel)
    return fill(phrase.wording, values, is_sms=channel == "sms")


def away_texts(
    book: Book, language: str = "", channel: str = "", answers: Mapping[str, str] | None = None
) -> list[OpenText]:
    """Return what is said on a channel while the shop is closed, with the next opening worked out, ready to paste.

    Args:
        book: the open book.
        language: ISO 639-1 code; the shop's where empty.
        channel: only what is for this one; all where empty.
        answers: what the book does not know, by the names that `Filled.missing` gives.

    Raises:
        PlaceholderError, NotUnderstoodError: as for `fill_for_everybody`.
    """
    return [
        OpenText(one, fill_for_everybody(book, one, _channel_of(one, channel), answers))
        for one in _open_phrases(book, "away", language, channel)
    ]


def acknowledgement_texts(
    book: Book, language: str = "", channel: str = "", answers: Mapping[str, str] | None = None
) -> list[OpenText]:
    """Return what says on a channel that a message has arrived, with the answer promised as it is for one of now.

    Args, Raises: as for `away_texts`.
    """
    found: list[OpenText] = []
    for one in _open_phrases(book, "ack", language, channel):
        goes_by = _channel_of(one, channel)
        offered = offered_with_acknowledgement(book, goes_by, book.now()) if goes_by else None
        due = {} if offered is None else {"promise.due": offered.due.isoformat()}
        found.append(OpenText(one, fill_for_everybody(book, one, goes_by, {**due, **(answers or {})})))
    return found


def question_page(book: Book, language: str = "", form: PageForm = "md") -> QuestionPage:
    """Return the answers to frequent questions as one page in a language, for the shop's website.

    An answer in which something is missing, or that has no words in that language, is left out.

    Args:
        book: the open book.
        language: ISO 639-1 code; the shop's where empty.
        form: Markdown or HTML; in HTML everything from people is escaped, in Markdown what would be markup.

    Raises:
        NotUnderstoodError: there is no answer in that language.
    """
    languages = languages_for(book, None, language)
    wanted, today = languages[0], book.now().date()
    answers: list[tuple[str, str]] = []
    left_out: list[tuple[str, tuple[str, ...]]] = []
    stale: list[str] = []
    for phrase in phrases_in(book, languages):
        if phrase.category != "answer" or phrase.language != wanted:
            continue
        filled = fill_for_everybody(book, phrase)
        if filled.text is None:
            left_out.append((phrase.title, filled.missing))
            continue
        answers.append((phrase.title, filled.text))
        if phrase.is_stale(today):
            stale.append(phrase.title)
    if not answers:
        raise NotUnderstoodError(
            _("There is no answer to a frequent question in {language} that could be written.").format(language=wanted)
        )
    heading = _QUESTIONS.get(wanted, _QUESTIONS["en"])
    title = f"{book.shop.name}: {heading}" if book.shop.name else heading
    text = _html(title, wanted, answers) if form == "html" else _markdown(title, answers)
    return QuestionPage(text, len(answers), tuple(left_out), tuple(stale))


def write_question_page(book: Book, path: Path, language: str = "") -> QuestionPage:
    """Write the answers to frequent questions to a file, in the form that its name ends in, and return the page.

    The file appears whole or not at all.

    Raises:
        NotUnderstoodError: the name ends neither in .md nor in .html, or there is no answer in that language.
        BookUnavailableError: the file cannot be written.
    """
    name = clean_line(path.name)[:_SHOWN]
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise NotUnderstoodError(_("“{name}” ends neither in .md nor in .html.").format(name=name))
    page = question_page(book, language, form)
    try:
        with replace_file(os.path.abspath(path)) as file:
            file.write(page.text.encode())
    except OSError as problem:
        raise BookUnavailableError(
            _("“{name}” cannot be written: {reason}.").format(name=name, reason=problem.strerror or problem)
        ) from problem
    return page


def _open_phrases(book: Book, category: str, language: str, channel: str) -> list[KnownPhrase]:
    known = phrases_in(book, languages_for(book, None, language))
    return [one for one in known if one.category == category and (not channel or one.fits(channel))]


def _channel_of(phrase: KnownPhrase, wanted: str) -> Channel | Literal[""]:
    """Return the channel on which a phrase goes out: the one that is wanted, else the first for which it is."""
    channel = next((one for one in CHANNELS if one == wanted), None)
    return channel or (phrase.channels[0] if phrase.channels else "")


def _markdown(title: str, answers: list[tuple[str, str]]) -> str:
    parts = [f"# {_marked(title)}"]
    for question, answer in answers:
        parts += [f"## {_marked(question)}", *(_marked(one) for one in answer.split("\n\n"))]
    return "\n\n".join(parts) + "\n"


def _marked(text: str) -> str:
    """Return text in which nothing is taken for markup, neither Markdown's nor HTML's; lines stay apart."""
    escaped = "".join(f"\\{one}" if one in "\\`*_{}[]<>#|~" else one for one in text.strip())
    lines = escaped.replace("&", "&amp;").split("\n")
    return "  \n".join(f"\\{one}" if one[:1] in ("-", "+", "=") else one for one in lines)


def _html(title: str, language: str, answers: list[tuple[str, str]]) -> str:
    parts = []
    for question, answer in answers:
        paragraphs = "\n".join(
            f"<p>{escape(one.strip()).replace(chr(10), '<br>' + chr(10))}</p>" for one in answer.split("\n\n")
        )
        parts.append(f"<h2>{escape(question)}</h2>\n{paragraphs}")
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )
