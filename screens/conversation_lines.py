"""The lines of a conversation from start to end: the matter, its response times, what was said, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime

from screens.clock_lines import ClockLines
from screens.customer_lines import Line, labelled_rows, one_entry
from screens.history_lines import HistoryLines
from screens.open_matters import Matter, OpenMatters
from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, WHOLE, Cell, Look, Row, heading
from store.book import Book
from store.clocks import Standing
from store.records.conversation import ConversationEvent
from store.records.interaction import Interaction
from store.sentences import _, ngettext
from store.wording import exact_when_words

# What Enter goes to from a conversation that became part of another.
HEIR = "heir"


class ConversationLines:
    """Makes the lines for one width."""

    def __init__(self, book: Book, standing: Standing, width: int) -> None:
        """Write about the conversation of `standing` in lines of `width` cells."""
        self._book = book
        self._standing = standing
        self._conversation = standing.conversation
        self._now = book.now()
        self._room = max(1, width - GUTTER)
        self._matters = OpenMatters(book, width)
        self._history = HistoryLines(width, self._now)
        self._clocks = ClockLines(book, width)

    def lines(self, unfolded: Collection[str]) -> list[Line]:
        """Return everything, with what is `unfolded` in its length."""
        identity = self._conversation.id
        return [
            *self._subject(),
            *self._facts(),
            *self._clocks.lines(self._standing.clocks, identity, unfolded),
            *self._course(),
            *self._what_came_of_it(),
        ]

    # The matter

    def _subject(self) -> Iterator[Line]:
        subject = self._conversation.subject or _("a matter without words")
        for row in one_entry([Row((Cell(line, "strong"),), WHOLE) for line in wrapped(subject, self._room)]):
            yield Line(row, "conversation", self._conversation.id)

    def _facts(self) -> Iterator[Line]:
        conversation, state = self._conversation, self._standing.state
        if conversation.merged_into is not None:
            words = _("It is part of conversation {id} now. Enter goes there.").format(id=conversation.merged_into)
            for row in one_entry([Row((Cell(line),), WHOLE) for line in wrapped(words, self._room)]):
                yield Line(row, opens=HEIR)
            return
        customer = self._book.customer(conversation.customer)
        for row in one_entry(labelled_rows(_("Customer"), one_line(customer.shown_name), self._room)):
            yield Line(row, "customer")
        now = self._matters.conversation(conversation, state)
        yield from self._fact(
            _("Opened"), exact_when_words(state.opened.astimezone(self._now.tzinfo), self._now.date())
        )
        yield from self._fact(_("Now"), now.when, now.look)
        yield from self._fact(_("Handed on"), self._hand_offs())
        yield from self._fact(_("Outcome"), conversation.outcome)

    def _fact(self, label: str, text: str, look: Look = "plain") -> Iterator[Line]:
        if text.strip():
            for row in labelled_rows(label, text, self._room, look=look):
                yield Line(Row(row.cells, row.columns, "line"))

    def _hand_offs(self) -> str:
        """Return to whom it was handed on, each by name, with how often."""
        events = self._conversation.events
        whom = Counter(
            one_line(event.name) or _("somebody else") for event in events if event.kind == "waiting_on_third_party"
        )
        words = ngettext("once", "{count} times", whom.total()).format(count=whom.total())
        named = ", ".join(
            _("{name} ({count} times)").format(name=name, count=count) if count > 1 and len(whom) > 1 else name
            for name, count in whom.items()
        )
        return _("{times}: {names}").format(times=words, names=named) if whom else ""

    # What was said and decided

    def _course(self) -> Iterator[Line]:
        entries = self._standing.entries
        yield Line(BLANK)
        yield Line(heading(f"{_('From start to end')}  {len(entries):,}"))
        steps: list[tuple[datetime, int, int, Interaction | str]] = [
            (entry.when, 1, number, entry) for number, entry in enumerate(entries)
        ]
        steps += [
            (event.at, 0 if event.kind == "reopened" else 2, number, words)
            for number, event in enumerate(self._conversation.events)
            if (words := _decided(event))
        ]
        resolved = self._standing.state.resolved
        if resolved is not None and not any(event.kind == "resolved" for event in self._conversation.events[-1:]):
            steps.append((resolved, 3, 0, _("closed by itself, after two weeks of silence")))
        for at, _rank, _number, step in sorted(steps, key=lambda step: step[:3]):
            yield from self._history.decision(at, step) if isinstance(step, str) else self._history.rows(step)

    # What hangs on it

    def _what_came_of_it(self) -> Iterator[Line]:
        matters = [*self._promises(), *self._follow_ups()]
        if matters:
            yield Line(BLANK)
            yield Line(heading(_("What came of it")))
            yield from self._matters.rows(matters)

    def _promises(self) -> Iterator[Matter]:
        for promise in reversed(self._book.promises_in(self._conversation)):
            yield self._matters.promise(promise, is_numbered=False)

    def _follow_ups(self) -> Iterator[Matter]:
        for follow_up in reversed(self._book.follow_ups(self._conversation.customer, settled=True)):
            if follow_up.conversation == self._conversation.id:
                yield self._matters.follow_up(follow_up)


def _decided(event: ConversationEvent) -> str:
    """Return what was decided, in words; nothing for the opening, which its first entry tells."""
    match event.kind:
        case "opened":
            return ""
        case "waiting_on_us":
            return _("our turn")
        case "waiting_on_customer":
            return _("waits on the customer")
        case "waiting_on_third_party":
            return _("waits on {name}").format(name=one_line(event.name) or _("somebody else"))
        case "waiting_on_nobody":
            return _("waits on nobody")
        case "no_reply_needed":
            return _("no reply needed")
        case "resolved":
            return _("closed")
        case "reopened":
            return _("opened again")
        case "merged":
            return _("conversation {id} became part of it").format(id=event.other)
