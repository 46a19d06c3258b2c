"""Texts for everybody: what is said while the shop is closed, and that a message has arrived, ready to paste."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.half_typed import HalfTyped
from screens.handing_out_screen import HandingOutScreen
from screens.marks import DOT
from screens.offers import SaidHere
from screens.open_text_question import gap_question, out_question, view_question
from screens.phrase_words import filled_words, length_words
from screens.placeholder_words import placeholder_words
from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import BLANK, Cell, Row, heading, plain_line
from screens.words import channel_word
from store.errors import RegularsError
from store.open_texts import OpenText, acknowledgement_texts, away_texts
from store.phrases import fallback_words, language_words, shop_language
from store.rules.sms_length import sms_length
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

# What was usual is gathered for so long at once, and after such a rest, in seconds.
_GATHERED_AT_ONCE = 0.004
_REST = 0.01
# What the shop's settings would answer for all texts at once.
_OF_THE_SHOP = frozenset(("owner", "shop", "address", "phone", "email", "web", "hours"))


class _Line(NamedTuple):
    """One line, and the place of the text that it belongs to, -1 for none."""

    row: Row
    at: int = -1


class OpenTextsScreen(HandingOutScreen):
    """Every text whole, one under the other; Enter sends out the one under the cursor, once nothing is missing."""

    PLACE = "show_open_texts"
    OFFERS = frozenset(("view",))
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "open_texts.tcss"]
    SAID_HERE: ClassVar[Mapping[str, SaidHere]] = {
        "open": SaidHere(_("Send"), _("Send the text to the clipboard, show it plain, or write it to a file")),
        "view": SaidHere(_("Filter"), _("Show those in another language, or for one channel")),
    }

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Show all of them in the shop's language."""
        super().__init__(book, half_typed)
        self._language = ""
        self._channel = ""
        self._answers: dict[str, str] = {}
        self._texts: list[OpenText] = []
        self._lines: list[_Line] = []
        self._sent: OpenText | None = None
        self._is_gathering = False

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the texts anew."""
        if self.is_mounted:
            self._show()

    def look_at_the_clock(self) -> None:
        """Work out the next opening anew."""
        if self.is_current and not self.is_asking:
            self.show_book()

    # What is shown

    def show_book(self) -> None:
        """Fill the texts with what the book says now."""
        assert self.book is not None
        try:
            away = away_texts(self.book, self._language, self._channel, self._answers)
            if self.book.usual_times.gather(0):
                arrived = acknowledgement_texts(self.book, self._language, self._channel, self._answers)
            else:
                # What is promised with them hangs on what was usual, which is gathered between the keys.
                arrived = []
                self._gather_soon()
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            away = arrived = []
        self._texts = [*away, *arrived]
        self._show()

    def _gather_soon(self) -> None:
        if not self._is_gathering:
            self._is_gathering = True
            self.set_timer(_REST, self._gather)

    def _gather(self) -> None:
        """Gather a little further what was usual, and show the other texts once it is known."""
        if self.book is None or not self.is_attached:
            return
        try:
            is_whole = self.book.usual_times.gather(_GATHERED_AT_ONCE)
        except RegularsError as problem:
            self._is_gathering = False
            self.note(problem.sentence, refusal=True)
            return
        if is_whole:
            self._is_gathering = False
            self.show_book()
        else:
            self.set_timer(_REST, self._gather)

    async def action_view(self) -> None:
        """Ask for a language or a channel; a channel that is on already is taken off."""
        assert self.book is not None
        first = shop_language(self.book)

        def answered(answer: str) -> None:
            kind, _colon, value = answer.partition(":")
            if kind == "language":
                self._language = "" if value == first else value
            else:
                self._channel = "" if value == self._channel else value
            self.show_book()
            self.book_list.move_to_end(-1)

        await self.ask(view_question(first, self._language, self._channel), answered)

    def action_back(self) -> None:
        """Take the channel off, then the language, then go back."""
        if self._channel or self._language:
            self._channel, self._language = "", "" if not self._channel else self._language
            self.show_book()
        else:
            super().action_back()

    def _show(self) -> None:
        assert self.book is not None
        language = language_words(self._language or shop_language(self.book))
        detail = [language, *([channel_word(self._channel)] if self._channel else [])]
        self.show_title(_("Texts for everybody"), f" {DOT} ".join(detail))
        at = self._place
        self._lines = list(self._all_lines())
        cursor = next((number for number, line in enumerate(self._lines) if line.at == at >= 0), 0)
        self.book_list.set_rows(len(self._lines), lambda index: self._lines[index].row, cursor=cursor)
        self.refresh_bindings()

    def _all_lines(self) -> Iterable[_Line]:
        category = ""
        for at, text in enumerate(self._texts):
            if text.phrase.category != category:
                if category:
                    yield _Line(BLANK)
                category = text.phrase.category
                away = category == "away"
                yield _Line(heading(_("While you are closed") if away else _("Their message has arrived")))
            else:
                yield _Line(BLANK)
            for row in self._rows_of(text):
                yield _Line(row, at)
        yield _Line(BLANK)
        for words in self._last_words():
            yield from (_Line(plain_line(line)) for line in wrapped(words, self._room))

    def _rows_of(self, text: OpenText) -> Iterable[Row]:
        phrase, filled = text
        channels = ", ".join(channel_word(one) for one in phrase.channels) or _("everywhere")
        head = f"{one_line(phrase.title)} {DOT} {channels}"
        first, *more = wrapped(head, self._room)
        yield Row((Cell(first, "strong"),))
        for line in (*more, *wrapped(filled_words(filled), self._room)):
            yield Row((Cell(line),), kind="more")
        if filled.missing:
            names = ", ".join(placeholder_words(one) for one in filled.missing)
            words = _("Missing: {names}. Enter asks for it.").format(names=names)
            yield from (Row((Cell(line, "warning"),), kind="more") for line in wrapped(words, self._room))
        elif (self._channel or (phrase.channels or ("",))[0]) == "sms":
            yield Row((Cell(length_words(sms_length(filled.text or "")), "quiet"),), kind="more")
        if fallback_words(phrase):
            lines = wrapped(fallback_words(phrase), self._room)
            yield from (Row((Cell(line, "warning"),), kind="more") for line in lines)

    def _last_words(self) -> Sequence[str]:
        if self._is_gathering:
            return [_("The others are being worked out.")]
        if not self._texts:
            return [_("No text is for that. Esc shows the others.")]
        words = [_("These are worked out for now. Paste them anew when your hours or days off change.")]
        missing = {one for text in self._texts for one in text.filled.missing}
        if missing & _OF_THE_SHOP:
            words.insert(0, _("Your name, phone and address are in the shop's settings: 9."))
        return words

    @property
    def _room(self) -> int:
        return max(1, self.app.size.width - 1 - GUTTER)

    # Sending it out

    @property
    def _place(self) -> int:
        line = self.book_list.cursor
        return self._lines[line].at if 0 <= line < len(self._lines) else -1

    @property
    def whole_text(self) -> str:
        """The text that was chosen; empty while anything is missing in it."""
        return (self._sent.filled.text or "") if self._sent is not None else ""

    @property
    def file_name(self) -> str:
        """The name that is offered for a file: that of the phrase."""
        return f"{self._sent.phrase.key.lstrip('#')}.txt" if self._sent is not None else super().file_name

    def can_open_row(self) -> bool:
        """Whether there is a text under the cursor."""
        return self._place >= 0

    async def open_row(self) -> None:
        """Ask for what is missing, one after the other, then how it goes out."""
        at = self._place
        if at >= 0:
            await self._send(self._texts[at].phrase.key)

    async def _send(self, key: str) -> None:
        self._sent = next((one for one in self._texts if one.phrase.key == key), None)
        if self._sent is None:
            return
        if self._sent.filled.missing:
            await self._ask_for(self._sent, self._sent.filled.missing[0])
            return
        await self.ask(out_question(one_line(self._sent.phrase.title)), self._goes_out)

    async def _ask_for(self, text: OpenText, name: str) -> None:
        book = self.book
        assert book is not None

        async def answered(answer: str) -> None:
            before = dict(self._answers)
            self._answers[name] = answer
            self.show_book()
            after = next((one for one in self._texts if one.phrase.key == text.phrase.key), None)
            if after is None or name in after.filled.missing:
                # It could not be read: what was shown is shown again, with why.
                self._answers = before
                self.show_book()
                return
            await self._send(text.phrase.key)

        await self.ask(gap_question(book, text, name), answered)

    async def _goes_out(self, how: str) -> None:
        match how:
            case "clipboard":
                self.to_clipboard()
            case "plain":
                self.show_plain()
            case "file":
                await self.ask_file()
