"""What can be done to phrases as they stand in lists: marked, hidden, given a shortcut, found right, taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from screens.deeds import Deed
from screens.shown import one_line
from screens.target import Target
from screens.widgets.question_bar import Choice, Question
from store.phrase_keeping import drop_phrase, mark_phrase, read_shortcut
from store.phrases import KnownPhrase, find_phrase
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

Languages = Sequence[str]


def favoured(languages: Languages, *, is_favourite: bool) -> Deed:
    """Return the deed of `*`: it stands first in its category, or not any more."""
    words = _("A favourite, first in its category") if is_favourite else _("No favourite any more")
    return Deed("phrase.mark", words, _marking(languages, favourite=is_favourite))


def hidden(languages: Languages, *, is_hidden: bool) -> Deed:
    """Return the deed of hiding a phrase, or of showing it again."""
    words = _("Hidden") if is_hidden else _("Shown again")
    return Deed("phrase.mark", words, _marking(languages, hidden=is_hidden))


def found_right(languages: Languages, today: date) -> Deed:
    """Return the deed of `d` on an answer: it was looked at today, and is right."""
    return Deed("phrase.mark", _("Checked today"), _marking(languages, checked=today))


def shortened(languages: Languages, shortcut: str) -> Deed:
    """Return the deed of giving a phrase its shortcut, or of taking it away."""
    words = _("Found by ;{shortcut}").format(shortcut=one_line(shortcut)) if shortcut else _("No shortcut any more")
    return Deed("phrase.mark", words, _marking(languages, shortcut=shortcut))


def taken_out() -> Deed:
    """Return the deed of taking one of the owner's own out."""
    return Deed("phrase.drop", _("Taken out"), lambda book, change, target: drop_phrase(book, change, target.id))


def shortcut_question(book: Book, phrase: KnownPhrase, about: str) -> Question:
    """Return the question which shortcut a phrase has."""

    def read(typed: str) -> str:
        shortcut = read_shortcut(book, typed, except_for=phrase.key)
        return _("typed as ;{shortcut} where a reply is written").format(shortcut=shortcut)

    return Question(
        sentence=_("Which shortcut? Empty for none."),
        about=about,
        read=read,
        start=f";{phrase.shortcut}" if phrase.shortcut else "",
        placeholder=_("one short word, such as ;sorry"),
        may_be_empty=True,
    )


def out_question(phrases: Sequence[KnownPhrase], about: str) -> Question:
    """Return what is asked before phrases go: the owner's own can be taken out, a shipped one is only hidden."""
    ways: list[Choice] = []
    if all(one.own is not None for one in phrases):
        ways.append(Choice("drop", _("take it out"), _("it is your own; u brings it back")))
    if all(one.hidden for one in phrases):
        ways.append(Choice("show", _("show it again"), _("lists have it again")))
    else:
        ways.append(Choice("hide", _("hide it"), _("lists leave it out; v finds the hidden ones")))
    return Question(sentence=_("Take it away?"), about=about, choices=tuple(ways))


def out_deed(answer: str, languages: Languages) -> Deed:
    """Return what an answer to `out_question` does."""
    return taken_out() if answer == "drop" else hidden(languages, is_hidden=answer == "hide")


def _marking(languages: Languages, **marks: object) -> Callable[[Book, Change, Target], object]:
    def do(book: Book, change: Change, target: Target) -> None:
        mark_phrase(book, change, find_phrase(book, target.key, languages), **marks)  # type: ignore[arg-type]

    return do
