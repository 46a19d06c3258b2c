"""A phrase whole, in lines: what it is for, how it fills for the shop alone, and every variant as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from screens.customer_lines import Line, labelled_rows, one_entry
from screens.marks import DOT
from screens.phrase_rows import stale_words, used_words
from screens.phrase_words import length_words, whole_words
from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, Cell, Look, Row, heading
from screens.words import channel_word, date_words
from store.packs import shipped
from store.phrase_uses import Uses, felt_words
from store.phrase_values import values_for
from store.phrases import KnownPhrase, category_words, cause_words, fallback_words, language_words, trouble_words
from store.records.shop import LANGUAGES
from store.rules.filling import Wording
from store.rules.sms_length import sms_length
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_SMS = ("sms", "sms_familiar")


class PhraseLines:
    """Makes the lines of one phrase for one width and one state of the book."""

    def __init__(
        self, book: Book, phrase: KnownPhrase, uses: Uses | None, width: int, *, others: Sequence[str] = LANGUAGES
    ) -> None:
        """Make lines.

        Args:
            book: the open book.
            phrase: which.
            uses: what became of it, None while that is being gathered.
            width: of a line, in cells.
            others: the languages whose words are shown too, as far as they have any.
        """
        self._others = others
        self._book = book
        self._phrase = phrase
        self._uses = uses
        self._room = max(1, width - GUTTER)
        self._today = book.now().date()

    def lines(self) -> list[Line]:
        """Return all of them."""
        return [*self._facts(), *self._for_the_shop(), *self._variants(), *self._elsewhere()]

    # What it is

    def _facts(self) -> Iterator[Line]:
        phrase = self._phrase
        kinds = (category_words(phrase.category), cause_words(phrase.cause), trouble_words(phrase.trouble))
        yield from self._labelled(_("For"), f" {DOT} ".join(filter(None, kinds)))
        moods = {"happy": _("somebody happy"), "neutral": _("somebody neutral"), "upset": _("somebody upset")}
        yield from self._labelled(_("To"), moods.get(phrase.mood, ""))
        channels = ", ".join(channel_word(one) for one in phrase.channels)
        yield from self._labelled(_("Where"), channels or _("everywhere"))
        if phrase.promise:
            yield from self._labelled(_("Promise"), _("goes with one, due in {when}").format(when=phrase.promise))
        yield from self._labelled(_("From"), self._origin())
        marks = [
            *([_("a favourite")] if phrase.favourite else []),
            *([_("hidden from lists")] if phrase.hidden else []),
            *([f";{one_line(phrase.shortcut)}"] if phrase.shortcut else []),
        ]
        yield from self._labelled(_("Marks"), f" {DOT} ".join(marks))
        yield from self._labelled(_("Used"), self._used())
        if phrase.category == "answer":
            yield from self._checked()
        if phrase.wording.questions:
            yield from self._labelled(_("At the counter"), _("A runs through them with a customer"))
        if fallback_words(phrase):
            yield from self._labelled(_("Language"), fallback_words(phrase), "warning")

    def _origin(self) -> str:
        phrase = self._phrase
        if phrase.own is None:
            return _("Regulars; e makes a copy for you to change")
        if phrase.shipped:
            return _("your own, a changed copy of {key}").format(key=one_line(phrase.shipped))
        return _("your own")

    def _used(self) -> str:
        if self._uses is None:
            return _("being counted")
        used = ", ".join(used_words(self._uses, self._book))
        if not used:
            return _("not yet")
        felt = felt_words(self._uses)
        if not felt:
            return used
        return _("{used}; how they felt when they next wrote: {felt}").format(used=used, felt=felt)

    def _checked(self) -> Iterator[Line]:
        checked = self._phrase.checked
        words = _("not by you yet; d says that it is right") if checked is None else date_words(checked, self._today)
        if self._phrase.is_stale(self._today):
            words = _("{day} · {stale}; d says that it is right").format(day=words, stale=stale_words())
            yield from self._labelled(_("Checked"), words, "warning")
        else:
            yield from self._labelled(_("Checked"), words)

    # Its words

    def _for_the_shop(self) -> Iterator[Line]:
        """Give how it reads for nobody in particular: what is known of the shop is filled in."""
        wording = self._phrase.wording
        yield from self._heading(_("Filled with what the book knows of your shop"))
        values = values_for(self._book, None, wording.language)
        yield from self._text(whole_words(wording, values))
        if wording.sms and wording.sms != wording.text:
            yield Line(BLANK)
            yield from self._text(whole_words(wording, values, is_sms=True), _("as a text message"))

    def _variants(self) -> Iterator[Line]:
        yield from self._of_wording(self._phrase.wording, "")

    def _elsewhere(self) -> Iterator[Line]:
        """Give the words of other languages; of a changed copy, those of the one that it was copied from."""
        phrase = self._phrase
        key = phrase.shipped if phrase.own is not None else phrase.key
        for language in self._others:
            wording = shipped().wordings(language).get(key)
            if wording is None or (phrase.own is None and language == phrase.language):
                continue
            yield from self._of_wording(wording, language_words(language))

    def _of_wording(self, wording: Wording, language: str) -> Iterator[Line]:
        """Give every variant as it is written; `language` is named where it is another one."""
        if wording.questions:
            yield from self._heading(
                _("{language}: the questions").format(language=language) if language else _("The questions")
            )
            for number, question in enumerate(wording.questions, start=1):
                yield from self._text(f"{number}. {question}")
        for name, label in self._labels(wording).items():
            text = getattr(wording, name)
            if not text:
                continue
            yield from self._heading(f"{language}: {label}" if language else label.capitalize())
            yield from self._text(text, self._length(text, wording.language) if name in _SMS else "")

    def _labels(self, wording: Wording) -> Mapping[str, str]:
        return {
            "text": _("formal, as it is written") if wording.has_both else _("as it is written"),
            "familiar": _("familiar"),
            "sms": _("text message"),
            "sms_familiar": _("text message, familiar"),
            "plain": _("without gender and case"),
            "plain_familiar": _("without gender and case, familiar"),
        }

    def _length(self, template: str, language: str) -> str:
        """Return how long a text message is once it is filled with what is known of the shop."""
        values = values_for(self._book, None, language, channel="sms")
        words = whole_words(Wording(language=language, text=template), values)
        return _("Filled: {length}").format(length=length_words(sms_length(words)))

    # Lines

    def _heading(self, words: str) -> Iterator[Line]:
        yield Line(BLANK)
        yield Line(heading(words))

    def _labelled(self, label: str, text: str, look: Look = "plain") -> Iterator[Line]:
        if text:
            for row in labelled_rows(label, text, self._room, look=look):
                yield Line(row)

    def _text(self, text: str, under: str = "") -> Iterator[Line]:
        rows = [Row((Cell(line),)) for line in wrapped(text, self._room)]
        rows += [Row((Cell(line, "quiet"),)) for line in (wrapped(under, self._room) if under else [])]
        for row in one_entry(rows):
            yield Line(row)
