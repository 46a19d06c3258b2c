"""The fields of a phrase: its words in every variant, checked where they stand, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from screens.form_parts import choice_part, language_part, text_part
from screens.phrase_words import length_words
from screens.record_form import Part
from screens.widgets.form import Field
from screens.widgets.question_bar import Choice
from screens.words import channel_word
from store.errors import NotUnderstoodError
from store.moments import read_due, said
from store.packs import shipped
from store.phrase_keeping import as_record, read_shortcut
from store.phrases import KnownPhrase, category_words, cause_words, trouble_words
from store.records.interaction import CHANNELS, Channel
from store.records.phrase import CATEGORIES, CAUSES, TROUBLES, Phrase
from store.records.text import clean_line
from store.rules.capture_lookup import fold_word
from store.rules.field_texts import lines_of
from store.rules.placeholders import placeholders_of
from store.rules.sms_length import sms_length
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_SHOWN = 40


class PhraseParts:
    """Makes the fields; the words are checked by the language that stands in the form."""

    def __init__(self, book: Book, language: Callable[[], str] = str, key: Callable[[], str] = str) -> None:
        """Make fields.

        Args:
            book: the open book.
            language: gives the language in which the words are.
            key: gives the key of the phrase, which may keep its own shortcut; empty for a new one.
        """
        self._book = book
        self._language = language
        self._key = key

    def all(self) -> Sequence[Part[Phrase]]:
        """Return every field of the record that is written."""
        return [*self._first(), *self._variants(), *self._what_for()]

    def _first(self) -> Sequence[Part[Phrase]]:
        return [
            text_part("title", _("Title"), hint=_("a few words for lists; of an answer, the question")),
            self._words("text", _("Text"), hint=_("with placeholders such as {name}, {item}, {promise.due}")),
            choice_part("category", _("For"), [(one, category_words(one)) for one in CATEGORIES]),
            language_part("language", _("Language")),
            Part(
                field=Field(key="shortcut", label=_("Shortcut"), hint=_("one short word, such as ;sorry")),
                write=lambda record: f";{record.shortcut}" if record.shortcut else "",
                read=lambda text, _record: read_shortcut(self._book, text, except_for=self._key()),
            ),
        ]

    def _variants(self) -> Sequence[Part[Phrase]]:
        return [
            self._words(
                "familiar",
                _("Familiar"),
                hint=_("the words for those you are on familiar terms with"),
                section=_("Other wordings, where you need them"),
            ),
            self._words("sms", _("SMS"), hint=_("a short wording for a text message")),
            self._words("sms_familiar", _("SMS, familiar")),
            self._words("plain", _("Plain"), hint=_("a sibling without gender and case")),
            self._words("plain_familiar", _("Plain, familiar")),
            Part(
                field=Field(
                    key="questions", label=_("Questions"), kind="text", hint=_("in place of a text, one a line")
                ),
                write=lambda record: "\n".join(record.questions),
                read=lambda text, _record: tuple(self._checked(line) for line in lines_of(text)),
            ),
        ]

    def _what_for(self) -> Sequence[Part[Phrase]]:
        book = self._book
        any_word = ("", _("any"))
        moods = [any_word, ("happy", _("happy")), ("neutral", _("neutral")), ("upset", _("upset"))]
        return [
            choice_part(
                "cause",
                _("Whose doing"),
                [any_word, *((one, cause_words(one)) for one in CAUSES)],
                section=_("When it is offered"),
            ),
            choice_part("trouble", _("Trouble"), [any_word, *((one, trouble_words(one)) for one in TROUBLES)]),
            choice_part("mood", _("Their mood"), moods),
            Part(
                field=Field(
                    key="channels",
                    label=_("Channels"),
                    hint=_("such as e-mail, letter; empty for all"),
                    complete=_channels_for,
                ),
                write=lambda record: ", ".join(channel_word(one) for one in record.channels),
                read=lambda text, _record: _read_channels(text),
                say=lambda channels: ", ".join(channel_word(one) for one in channels),
            ),
            Part(
                field=Field(key="promise", label=_("Promise"), hint=_("when it falls due, such as 24h"), is_whole=True),
                write=lambda record: record.promise,
                read=lambda text, _record: _read_promise(book, text),
                say=lambda when: _("sent now, by {due}").format(due=said(book, read_due(book, when))) if when else "",
            ),
            Part(
                field=Field(key="shipped", label=_("Copy of"), hint=_("the one of Regulars that it stands beside")),
                write=lambda record: record.shipped,
                read=lambda text, _record: _read_shipped(text),
            ),
        ]

    def _words(self, key: str, label: str, *, hint: str = "", section: str = "") -> Part[Phrase]:
        is_sms = key.startswith("sms")
        return Part(
            field=Field(key=key, label=label, kind="text", hint=hint, section=section),
            write=lambda record: getattr(record, key),
            read=lambda text, _record: self._checked(text),
            say=(lambda text: length_words(sms_length(text))) if is_sms else None,
        )

    def _checked(self, text: str) -> str:
        placeholders_of(text, self._language())
        return text


def copied_values(book: Book, phrase: KnownPhrase) -> Mapping[str, str]:
    """Return what stands in the form of a copy of a phrase, field by field."""
    record = as_record(phrase)
    return {part.field.key: part.write(record) for part in PhraseParts(book).all()}


def _read_channels(text: str) -> tuple[Channel, ...]:
    known = {fold_word(word): one for one in CHANNELS for word in (one, channel_word(one))}
    found: list[Channel] = []
    for name in filter(None, map(clean_line, text.split(","))):
        channel = known.get(fold_word(name))
        if channel is None:
            near = get_close_matches(fold_word(name), known, n=1)
            words = channel_word(known[near[0]]) if near else ", ".join(channel_word(one) for one in CHANNELS)
            raise NotUnderstoodError(
                _("There is no channel “{name}”. Did you mean {known}?").format(name=name[:_SHOWN], known=words)
            )
        found.append(channel)
    return tuple(dict.fromkeys(found))


def _channels_for(text: str) -> list[Choice]:
    """Return what the channel that is being typed last may become."""
    before, comma, last = text.rpartition(",")
    wanted = fold_word(clean_line(last))
    if not wanted:
        return []
    start = f"{before}{comma} " if comma else ""
    found = [channel_word(one) for one in CHANNELS if fold_word(channel_word(one)).startswith(wanted)]
    return [Choice(f"{start}{word}", word) for word in found]


def _read_promise(book: Book, text: str) -> str:
    when = clean_line(text)
    if when:
        read_due(book, when)
    return when


def _read_shipped(text: str) -> str:
    key = clean_line(text)
    if key and key not in shipped().heads:
        near = get_close_matches(key, shipped().heads, n=1)
        words = near[0] if near else _("none, and leave this empty")
        raise NotUnderstoodError(
            _("No phrase of Regulars is called {key}. Did you mean {known}?").format(key=key[:_SHOWN], known=words)
        )
    return key
