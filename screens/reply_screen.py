"""A reply that is put together: what it is made for, what it comes to, how it stands on the screen and is parked."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Container
from textual.widget import Widget

from screens.composition import OWN, Composed, Composition, compose
from screens.drafted_screen import DraftedScreen
from screens.half_typed import HalfTyped
from screens.marks import DOT
from screens.part_rows import Item, list_rows
from screens.reply_keeping import Wanted, as_values, composition_from, half_answers_from, wanted_from
from screens.reply_warnings import warnings_of
from screens.shown import one_line, shown
from screens.target import Target
from screens.widgets.book_list import BookList
from screens.widgets.note import Note
from screens.widgets.one_line import OneLine
from screens.widgets.reply_text import ReplyText
from screens.widgets.rows import Row
from screens.words import channel_word, interaction_words
from store.composing import Reply, suggested
from store.errors import NotFoundError, RegularsError
from store.phrases import KnownPhrase, language_words
from store.records.draft import Draft
from store.sentences import _
from store.wording import when_words

if TYPE_CHECKING:
    from store.book import Book

COMPOSE = "compose"
# From so many columns on the parts stand beside the text, each on two lines.
BESIDE = 72
_SUMMARY_SHOWN = 60
_FEWEST_BESIDE = 30
# So many rows of the list stand under the text.
_MOST_UNDER = 4
# Gathering what is known of promises, in seconds: a little between two keys.
_GATHERED_EVERY, _GATHERED_AT_ONCE = 0.05, 0.004


class ReplyScreen(DraftedScreen):
    """The text, and its parts in a list."""

    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (_FEWEST_BESIDE, "-stacked"), (BESIDE, "-beside")]  # noqa: RUF012
    form_kind: ClassVar[str] = COMPOSE

    def __init__(self, book: Book, half_typed: HalfTyped, wanted: Wanted, draft: int | None = None) -> None:
        """Put a reply together for what is `wanted`; `draft` is the id of a parked one to go on with."""
        super().__init__(book, half_typed, customer=wanted.customer, draft=draft)
        self.wanted = wanted
        self.reply: Reply | None = None
        self.composition = Composition()
        self.composed: Composed | None = None
        self.asked = ""
        self.half: dict[str, str] = {}
        self.previewed: Composed | None = None
        self.suggested_parts: tuple[KnownPhrase, ...] = ()
        self._first: tuple[Wanted, Composition] | None = None
        self._rows: list[Row] = []
        self._items: list[Item | None] = []

    # What it is made of

    def compose_body(self) -> Iterable[Widget]:
        """Give the text with the list of its parts, and a line for what there is to warn of."""
        yield OneLine(id="heard")
        with Container(id="reply"):
            yield ReplyText(id="text")
            yield BookList(id="list")
        yield Note(id="warning")

    @property
    def reply_text(self) -> ReplyText:
        """Where the reply stands."""
        return self.query_one("#text", ReplyText)

    @property
    def line_customer(self) -> int | None:
        """The customer whom a line typed here is about."""
        return self.customer

    def on_resize(self, event: events.Resize) -> None:
        """Lay everything out anew."""
        if self.is_mounted and self.composed is not None:
            self.draw()

    def begin(self) -> None:
        """Show what fits, and gather meanwhile how long promises have taken: a promise is soon asked for."""
        super().begin()
        self._gathering = self.set_interval(_GATHERED_EVERY, self._gather)

    def _gather(self) -> None:
        try:
            is_all = self.open_to.usual_times.gather(_GATHERED_AT_ONCE)
        except RegularsError:
            is_all = True
        if is_all:
            self._gathering.stop()

    def show_book(self) -> None:
        """Fill the reply anew with what the book says now; the first time, put together what fits."""
        try:
            if self.reply is None:
                self._open()
            else:
                self.reply = self.wanted.reply(self.open_to)
                self.composed = compose(self.open_to, self.reply, self.composition)
        except NotFoundError:
            self.note(_("What this reply is about is no longer in the book. Esc keeps it on Today."), refusal=True)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
        self.draw()

    def _open(self) -> None:
        book, draft = self.open_to, self._parked()
        if draft is not None:
            self.wanted = wanted_from(draft.values, draft.customer or self.wanted.customer)
            self.reply = self.wanted.reply(book)
            self.composition = composition_from(book, draft.values, self.reply)
            self.half = half_answers_from(draft.values)
            self._begun = draft.begun
        else:
            self.reply = self.wanted.reply(book)
            self.wanted = self.wanted.settled(self.reply)
            self.composition = self.fitting(self.reply)
        self.composed = compose(book, self.reply, self.composition)
        self._first = self.wanted, self.composition

    def fitting(self, reply: Reply) -> Composition:
        """Return what fits a reply, with nothing answered and nothing written yet."""
        self.suggested_parts = tuple(part.choices[0] for part in suggested(self.open_to, reply))
        return Composition(parts=self.suggested_parts)

    # Changing it

    def put(self, composition: Composition, reply: Reply | None = None, wanted: Wanted | None = None) -> bool:
        """Have it be put together otherwise; false, and say why, where that cannot be filled: then nothing is changed.

        Args:
            composition: its parts, answers and words.
            reply: what it is made for, where that is something else now.
            wanted: the same, as it was asked for.
        """
        of = reply or self.reply
        if of is None:
            return False
        try:
            composed = compose(self.open_to, of, composition)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return False
        self.reply, self.wanted = of, wanted or self.wanted
        self.composition, self.composed, self.previewed = composition, composed, None
        self._begun = self._begun or self.open_to.now()
        self.note("")
        self.draw()
        return True

    # How it stands there

    @property
    def current(self) -> Item | None:
        """What is under the cursor of the list."""
        line = self.book_list.cursor
        return self._items[line] if 0 <= line < len(self._items) else None

    @property
    def current_part(self) -> int:
        """The place of the part under the cursor, `OWN` where there is none."""
        item = self.current
        return item.at if item is not None and item.kind == "part" else OWN

    def cursor_moved(self) -> None:
        """Show which part of the text is under the cursor, and what there is to know of it."""
        self._draw_text()
        super().cursor_moved()

    def action_move_page(self, pages: int) -> Awaitable[None] | None:
        """Scroll the text by about so many screenfuls."""
        self.reply_text.move_page(pages)
        return None

    def draw(self, stand_on: Item | None = None) -> None:
        """Show it as it is now, with the cursor on `stand_on`, else on what it stands on."""
        reply, composed = self.reply, self.composed
        if reply is None or composed is None:
            self.show_title(_("Reply"))
            return
        wanted = stand_on or self.current
        self.show_title(one_line(reply.customer.shown_name), self._title_detail(reply))
        self.query_one("#heard", OneLine).say(self._heard_words(reply))
        self._lay_out_rows(composed)
        found = next((line for line, item in enumerate(self._items) if item is not None and item == wanted), -1)
        cursor = found if found >= 0 else max(0, self.book_list.cursor)
        self.book_list.set_rows(len(self._rows), self._rows.__getitem__, cursor=cursor)
        self._fit_list()
        self._draw_text()
        self.refresh_bindings()

    def _fit_list(self) -> None:
        """Under the text the list takes no more room than its rows need."""
        styles, height = self.book_list.styles, min(len(self._rows), _MOST_UNDER) + 1
        if self.app.size.width >= BESIDE:
            styles.clear_rule("height")
        elif styles.height is None or styles.height.value != height:
            styles.height = height

    def _title_detail(self, reply: Reply) -> str:
        tone = _("familiar") if reply.formality == "familiar" else _("formal")
        channel = channel_word(reply.channel, self.channel_name())
        return f"{_('reply by {channel}').format(channel=channel)} {DOT} {language_words(reply.languages[0])}, {tone}"

    def _heard_words(self, reply: Reply) -> str:
        """Return what they said last, which one answers here; else what was promised to them."""
        last = reply.matter.unanswered or reply.matter.last_heard
        if last is not None:
            return _("They: {words}").format(words=one_line(interaction_words(last)))
        promise = reply.matter.promise
        return _("Promised: {what}").format(what=one_line(promise.what)) if promise is not None else ""

    def channel_name(self) -> str:
        """Return the owner's name for the channel, where the reply goes out on the one on which they wrote."""
        if self.reply is None:
            return ""
        last = self.reply.matter.unanswered or self.reply.matter.last_heard
        return last.channel_name if last is not None and last.channel == self.reply.channel else ""

    def _lay_out_rows(self, composed: Composed) -> None:
        moves = self.open_to.promise(composed.moves).what if composed.moves is not None else ""
        is_tall = self.app.size.width >= BESIDE
        laid_out = list_rows(self.composition, composed, moves, self.due_words, is_tall=is_tall)
        self._rows, self._items = [row for row, _item in laid_out], [item for _row, item in laid_out]

    def due_words(self, due: date | datetime) -> str:
        """Return a due in words."""
        local = due.astimezone(self.open_to.zone) if isinstance(due, datetime) else due
        return when_words(local, self.open_to.now().date())

    def _draw_text(self) -> None:
        reply, composed = self.reply, self.previewed or self.composed
        if reply is None or composed is None:
            return
        self.reply_text.show(composed.pieces, part=self.shown_part(), asked=self.asked)
        said = warnings_of(self.open_to, reply, self.composition, composed, self.shown_part())
        self.query_one("#warning", Note).say(" ".join(said))

    def shown_part(self) -> int:
        """Return the part that is marked in the text."""
        return self.current_part

    # What can be done

    def target_at(self, line: int) -> Target | None:
        """No part of a reply stands for anything in the book."""
        return None

    def can_open_row(self) -> bool:
        """There is nothing to open."""
        return False

    # Parking

    def written_now(self) -> Composition:
        """Return what was put together, with what is being written at this moment."""
        return self.composition

    def half_answers(self) -> dict[str, str]:
        """Return what was typed where something is asked for and was not answered yet."""
        return self.half

    def as_draft(self) -> Draft | None:
        """Return the reply as it would be parked; None where nothing was done to what was put together by itself."""
        composition, half = self.written_now(), self.half_answers()
        is_as_it_was = self._first == (self.wanted, composition) and not half and self.draft is None
        if self._is_closed or self.reply is None or is_as_it_was:
            return None
        return Draft(
            id=self.draft or 0,
            line=shown(self._summary(composition), _SUMMARY_SHOWN),
            begun=self._begun or self.open_to.now(),
            customer=self._known_customer(),
            form=self.form_kind,
            values=as_values(self.wanted, composition, half),
        )

    def _summary(self, composition: Composition) -> str:
        matter = self.reply.matter if self.reply is not None else None
        subject = matter.conversation.subject if matter is not None and matter.conversation is not None else ""
        words = composition.own or subject or (composition.parts[0].title if composition.parts else "")
        return _("Reply: {words}").format(words=one_line(words[: 2 * _SUMMARY_SHOWN]))

    def action_back(self) -> None:
        """Leave the reply; what was put together by hand waits on Today."""
        self.leave_parked()
