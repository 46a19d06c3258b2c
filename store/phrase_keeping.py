"""The owner's own phrases: added, copied from a shipped one, changed, marked, taken out.

Each function works in a transaction that is open. A shipped phrase itself never changes: a copy stands beside it, and
what the owner marks is kept apart, so that a new version of a pack overwrites nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from store.errors import NotUnderstoodError, WrongStateError
from store.packs import WORDED, shipped
from store.phrases import KnownPhrase
from store.records.interaction import CHANNELS, Mood
from store.records.phrase import CATEGORIES, CAUSES, TROUBLES, Phrase
from store.records.text import clean_line, clean_text
from store.rules.placeholders import PlaceholderError, placeholders_of
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

_LANGUAGE = re.compile("[a-z]{2,3}")
_SHORTCUT = re.compile(r"[^\s;]{1,30}")
_MOODS: tuple[str, ...] = tuple(filter(None, get_args(Mood)))
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "category": CATEGORIES,
    "cause": ("", *CAUSES),
    "trouble": ("", *TROUBLES),
    "mood": ("", *_MOODS),
}
# What is written of a phrase, as against what is noted about it.
WRITTEN: tuple[str, ...] = (
    "language", "category", "cause", "trouble", "mood", "channels", "promise", "title", *WORDED, "questions",
)  # fmt: skip
MARKS: tuple[str, ...] = ("shortcut", "favourite", "hidden", "checked")


def add_phrase(book: Book, change: Change, phrase: Phrase) -> Phrase:
    """Keep a new phrase of the owner's, and return it with its id.

    Raises:
        NotUnderstoodError: it has no words, a placeholder that is not known, or a value that is not allowed.
        WrongStateError: its shortcut is another one's.
    """
    checked = check_phrase(book, replace(phrase, id=0))
    return change.add(replace(checked, made=change.now, changed=change.now))


def copy_phrase(book: Book, change: Change, phrase: KnownPhrase, **written: Any) -> Phrase:  # noqa: ANN401
    """Keep a changed copy of a phrase, and return it; the one that it was copied from stays.

    Args:
        book: the open book.
        change: the open transaction.
        phrase: as the owner has it.
        written: what is otherwise in the copy, by the fields of `Phrase`.

    Raises:
        NotUnderstoodError, WrongStateError: as for `add_phrase`.
    """
    return add_phrase(book, change, replace(as_record(phrase), **written))


def as_record(phrase: KnownPhrase) -> Phrase:
    """Return a phrase as a record that could be kept as the owner's own, without id, shortcut and marks."""
    texts: dict[str, Any] = {name: getattr(phrase.wording, name) for name in WORDED}
    return Phrase(
        shipped=phrase.shipped if phrase.own is not None else phrase.key,
        category=phrase.category,
        cause=phrase.cause,
        trouble=phrase.trouble,
        mood=phrase.mood,
        channels=phrase.channels,
        promise=phrase.promise,
        language=phrase.language,
        title=phrase.wording.title,
        questions=phrase.wording.questions,
        **texts,
    )


def edit_phrase(book: Book, change: Change, identity: int, **written: Any) -> Phrase:  # noqa: ANN401
    """Change the owner's phrase with this id, and return it.

    Raises:
        NotFoundError: there is none.
        NotUnderstoodError, WrongStateError: as for `add_phrase`; nothing is changed.
    """
    changed = check_phrase(book, replace(book.phrase(identity), **written))
    return change.put(replace(changed, changed=change.now))


def drop_phrase(book: Book, change: Change, identity: int) -> Phrase:
    """Take out the owner's phrase with this id; what was composed from it stays as it was written.

    Raises:
        NotFoundError: there is none.
    """
    phrase = book.phrase(identity)
    change.drop(phrase)
    return phrase


def mark_phrase(
    book: Book,
    change: Change,
    phrase: KnownPhrase,
    *,
    favourite: bool | None = None,
    hidden: bool | None = None,
    shortcut: str | None = None,
    checked: date | None = None,
) -> Phrase:
    """Note something about a phrase, shipped or own, and return the record in which it is kept.

    Args:
        book: the open book.
        change: the open transaction.
        phrase: which.
        favourite: whether it is one; None leaves it.
        hidden: whether lists leave it out; None leaves it.
        shortcut: with or without its `;`; empty takes it away, None leaves it.
        checked: the day on which it was found right; None leaves it.

    Raises:
        NotUnderstoodError: the shortcut is more than one word.
        WrongStateError: it is another phrase's.
    """
    marks: dict[str, Any] = {
        name: value
        for name, value in (("favourite", favourite), ("hidden", hidden), ("checked", checked))
        if value is not None
    }
    if shortcut is not None:
        marks["shortcut"] = read_shortcut(book, shortcut, except_for=phrase.key)
    if phrase.own is not None:
        return change.put(replace(book.phrase(phrase.own.id), **marks))
    former = next((one for one in book.phrases() if one.shipped == phrase.key and not one.has_words), None)
    if former is not None:
        return change.put(replace(former, **marks))
    return change.add(Phrase(shipped=phrase.key, made=change.now, **marks))


def read_shortcut(book: Book, text: str, *, except_for: str = "") -> str:
    """Return a shortcut without its sign; empty where there is none.

    Args:
        book: the open book.
        text: `sorry` or `;sorry`.
        except_for: the key of the phrase that may have it already.

    Raises:
        NotUnderstoodError: it is more than one word.
        WrongStateError: it is another phrase's.
    """
    plain = clean_line(text).removeprefix(";")
    if not plain:
        return ""
    if not _SHORTCUT.fullmatch(plain):
        raise NotUnderstoodError(
            _("A shortcut is one short word, such as ;sorry. “{text}” is not.").format(text=plain[:40])
        )
    for other in book.phrases():
        if other.shortcut.casefold() == plain.casefold() and other.key != except_for:
            raise WrongStateError(
                _("The shortcut ;{shortcut} is that of phrase {other} already. Take another.").format(
                    shortcut=plain, other=other.key
                )
            )
    return plain


def check_phrase(book: Book, phrase: Phrase) -> Phrase:
    """Return a phrase with its words cleaned, as it may be kept.

    Raises:
        NotUnderstoodError: it has no words, a placeholder that is not known, or a value that is not allowed; the
            sentence says which.
        WrongStateError: its shortcut is another one's.
    """
    if not _LANGUAGE.fullmatch(phrase.language):
        raise NotUnderstoodError(_("Say in which language it is, such as en, tr, ko, el or bg."))
    for name, allowed in _CHOICES.items():
        value = getattr(phrase, name)
        if value not in allowed:
            near = get_close_matches(str(value), allowed, n=1)
            known = near[0] if near else ", ".join(filter(None, allowed))
            raise NotUnderstoodError(
                _("{name} cannot be {value}. It is one of: {known}.").format(
                    name=name, value=str(value)[:40], known=known
                )
            )
    wrong = next((one for one in phrase.channels if one not in CHANNELS), None)
    if wrong is not None:
        raise NotUnderstoodError(
            _("There is no channel {channel}. There are: {known}.").format(
                channel=wrong[:40], known=", ".join(CHANNELS)
            )
        )
    if phrase.shipped and phrase.shipped not in shipped().heads:
        phrase = replace(phrase, shipped="")
    texts: dict[str, Any] = {name: clean_text(getattr(phrase, name)).strip() for name in WORDED}
    cleaned = replace(
        phrase,
        title=clean_line(phrase.title),
        promise=clean_line(phrase.promise),
        questions=tuple(filter(None, map(clean_line, phrase.questions))),
        shortcut=read_shortcut(book, phrase.shortcut, except_for=phrase.key if phrase.id else ""),
        **texts,
    )
    if not cleaned.has_words:
        raise NotUnderstoodError(_("Write the words of the phrase."))
    for name in WORDED:
        _check_words(name, getattr(cleaned, name), cleaned.language)
    for question in cleaned.questions:
        _check_words("questions", question, cleaned.language)
    return cleaned


def _check_words(name: str, text: str, language: str) -> None:
    try:
        placeholders_of(text, language)
    except PlaceholderError as problem:
        if name == "text":
            raise
        raise PlaceholderError(
            _("{name}: {sentence}").format(name=name, sentence=problem.sentence), problem.start
        ) from None
