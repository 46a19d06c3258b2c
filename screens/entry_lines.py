"""The lines of one whole interaction: what it was, all that was said, what came of it, and its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from screens.customer_lines import Line, labelled_rows, one_entry
from screens.history_lines import HistoryLines
from screens.marks import DOT, MOODS
from screens.open_matters import Matter, OpenMatters
from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, WHOLE, Cell, Row, heading
from screens.words import channel_word
from store.book import Book
from store.errors import NotFoundError
from store.records.interaction import Interaction
from store.sentences import _
from store.wording import channel_words, exact_when_words, kind_words


class EntryLines:
    """Makes the lines for one width."""

    def __init__(self, book: Book, entry: Interaction, width: int) -> None:
        """Write about `entry` in lines of `width` cells."""
        self._book = book
        self._entry = entry
        self._now = book.now()
        self._room = max(1, width - GUTTER)
        self._matters = OpenMatters(book, width)
        self._history = HistoryLines(width, self._now)

    def lines(self, neighbours: Sequence[Interaction]) -> list[Line]:
        """Return everything; `neighbours` are the entry after this one and the one before, as far as there are any."""
        text = one_entry([Row((Cell(line),), WHOLE) for line in self._text()])
        return [
            *(Line(row) for row in self._facts()),
            Line(BLANK),
            *(Line(row, "interaction", self._entry.id) for row in text),
            *self._what_came_of_it(),
            *self._around(neighbours),
        ]

    def _facts(self) -> Iterator[Row]:
        entry = self._entry
        for line in wrapped(f" {DOT} ".join(self._headline()), self._room):
            yield Row((Cell(line, "strong"),), WHOLE, "line")
        for label, text in (
            (_("When"), self._when()),
            (_("Person"), entry.contact),
            (_("About"), self._thing()),
            (_("Tags"), " ".join(f"#{tag}" for tag in entry.tags)),
            (_("Public"), _("for everybody to see") if entry.public else ""),
            (_("Link"), entry.link),
        ):
            if text.strip():
                for row in labelled_rows(label, text, self._room):
                    yield Row(row.cells, row.columns, "line")

    def _headline(self) -> Iterator[str]:
        entry = self._entry
        channel = one_line(channel_word(entry.channel, entry.channel_name))
        if entry.channel_name:
            channel = _("{name} ({channel})").format(name=channel, channel=channel_words(entry.channel))
        yield (_("{channel}, from them") if entry.direction == "in" else _("{channel}, from you")).format(
            channel=channel
        )
        if entry.kind:
            yield kind_words(entry.kind)
        if entry.mood:
            mood = {"happy": _("happy"), "neutral": _("neutral"), "upset": _("upset")}[entry.mood]
            yield f"{mood} {MOODS[entry.mood]}"
        if entry.wants_answer:
            yield _("asked for an answer")

    def _when(self) -> str:
        entry, now = self._entry, self._now
        words = exact_when_words(entry.when.astimezone(now.tzinfo), now.date())
        if entry.noted is None or entry.noted == entry.when:
            return words
        noted = entry.noted.astimezone(now.tzinfo)
        is_same_day = noted.date() == entry.when.astimezone(now.tzinfo).date()
        when = f"{noted:%H:%M}" if is_same_day else exact_when_words(noted, now.date())
        return _("{when}; noted {noted}").format(when=words, noted=when)

    def _thing(self) -> str:
        if self._entry.thing is None:
            return ""
        try:
            thing = self._book.thing(self._entry.thing)
        except NotFoundError:
            return ""
        return ", ".join(part for part in (thing.name, thing.serial) if part)

    def _text(self) -> list[str]:
        said = [self._entry.text, *(_("“{words}”").format(words=words) for words in self._entry.words)]
        lines = [line for text in said if text.strip() for line in wrapped(text, self._room)]
        return lines or [_("Nothing was written down. e adds it.")]

    # What hangs on it

    def _what_came_of_it(self) -> Iterator[Line]:
        matters = [*self._conversation(), *self._promises(), *self._follow_ups()]
        if matters:
            yield Line(BLANK)
            yield Line(heading(_("What came of it")))
            yield from self._matters.rows(matters)

    def _conversation(self) -> Iterator[Matter]:
        if self._entry.conversation is not None:
            try:
                conversation = self._book.conversation(self._entry.conversation)
            except NotFoundError:
                return
            yield self._matters.conversation(conversation, self._book.conversation_state(conversation.id))

    def _promises(self) -> Iterator[Matter]:
        for promise in self._book.promises(self._entry.customer, settled=True):
            if promise.interaction == self._entry.id:
                yield self._matters.promise(promise, is_numbered=False)

    def _follow_ups(self) -> Iterator[Matter]:
        for follow_up in self._book.follow_ups(self._entry.customer, settled=True):
            if follow_up.interaction == self._entry.id:
                yield self._matters.follow_up(follow_up)

    def _around(self, neighbours: Sequence[Interaction]) -> Iterator[Line]:
        if neighbours:
            yield Line(BLANK)
            yield Line(heading(_("After and before")))
            for neighbour in neighbours:
                yield from self._history.rows(neighbour)
