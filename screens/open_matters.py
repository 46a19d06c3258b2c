"""What is open with a customer, or was: matters with whose turn it is, promises with their due, follow-ups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rich.cells import cell_len

from screens.customer_lines import Line
from screens.shown import one_line
from screens.target import Kind
from screens.widgets.rows import BLANK, WHOLE, Cell, Column, Look, Row, heading
from screens.words import due_words, is_past, moment_words
from store.book import Book
from store.records.conversation import Conversation, EventKind, WaitingOn
from store.records.follow_up import FollowUp
from store.records.promise import Promise
from store.rules.conversations import ConversationState
from store.rules.follow_up_places import Placed, in_place
from store.rules.follow_up_words import age_words, missed_words
from store.rules.follow_ups import kind_of, standing_of
from store.rules.promises import PromiseStatus, agreed_due, status_of
from store.sentences import _, ngettext
from store.wording import with_condition

MATTERS = "matters"
_TWO_LINES_UNDER = 54
_MOST_CELLS_OF_WHEN = 36
_MOST = 5
_SET_BY: dict[WaitingOn, EventKind] = {
    "us": "waiting_on_us",
    "customer": "waiting_on_customer",
    "third_party": "waiting_on_third_party",
    "nobody": "waiting_on_nobody",
}
# What presses most stands first.
_URGENCY: dict[Look, int] = {"alarm": 0, "warning": 1, "plain": 2, "quiet": 3}


class Matter(NamedTuple):
    """One thing that is open, or was."""

    kind: Kind
    id: int
    what: str
    when: str
    look: Look = "plain"


class OpenMatters:
    """Makes the lines on what is open."""

    def __init__(self, book: Book, width: int) -> None:
        """Write for lines of `width` cells."""
        self._book = book
        self._now = book.now()
        self._width = width
        self._is_narrow = width < _TWO_LINES_UNDER

    def lines(self, customer: int, unfolded: Collection[str]) -> list[Line]:
        """Return everything that is open with a customer, what presses most first; all where `MATTERS` is unfolded."""
        promises = self._book.promises(customer)
        found = [
            *self._conversations(customer),
            *(self.promise(one, is_numbered=len(promises) > 1) for one in promises),
            *(self.follow_up(one.follow_up) for one in self._soonest_first(customer)),
        ]
        if not found:
            return []
        found.sort(key=lambda matter: _URGENCY[matter.look])
        few = found if MATTERS in unfolded or len(found) <= _MOST + 1 else found[:_MOST]
        lines = [Line(BLANK), Line(heading(f"{_('Open matters')}  {len(found):,}")), *self.rows(few)]
        left = len(found) - len(few)
        if left:
            words = ngettext("{count} more: Enter", "{count} more: Enter", left).format(count=left)
            lines.append(Line(Row((Cell(words, "quiet"),), WHOLE), opens=MATTERS))
        return lines

    def _soonest_first(self, customer: int) -> list[Placed]:
        return in_place(self._book.follow_ups(customer), self._book.calendar, self._now)

    def rows(self, matters: Sequence[Matter]) -> Iterator[Line]:
        """Give the lines of things that are open, on one line each or on two."""
        most = max(_MOST_CELLS_OF_WHEN, self._width // 2)
        widest = min(most, max((cell_len(matter.when) for matter in matters), default=0))
        wide = (Column(12, grow=1), Column(widest, gives_way=1))
        for kind, identity, what, when, look in matters:
            if self._is_narrow:
                yield Line(Row((Cell(when, look),), WHOLE), kind, identity)
                yield Line(Row((Cell(what),), WHOLE, "more"), kind, identity)
            else:
                yield Line(Row((Cell(what), Cell(when, look)), wide), kind, identity)

    def conversation(self, conversation: Conversation, state: ConversationState) -> Matter:
        """Return a conversation with whose turn it is, and since when."""
        since = moment_words(_since(conversation, state), self._now)
        look: Look = "plain"
        if state.settled:
            words, look = _("closed {since}"), "quiet"
            since = moment_words(state.resolved or state.latest, self._now)
        elif state.wants_answer_since is not None:
            words, look = _("unanswered since {since}"), "warning"
            if state.waiting_on == "third_party":
                words = _("unanswered since {since}, on {name}")
        elif state.waiting_on == "us":
            words = _("your turn since {since}")
        elif state.waiting_on == "third_party":
            words = _("with {name} since {since}")
        elif state.waiting_on == "customer":
            words, look = _("their turn since {since}"), "quiet"
        else:
            words, look = _("open, last heard {since}"), "quiet"
        name = one_line(state.third_party) or _("somebody else")
        subject = conversation.subject or _("a matter without words")
        return Matter("conversation", conversation.id, subject, words.format(since=since, name=name), look)

    def promise(self, promise: Promise, *, is_numbered: bool) -> Matter:
        """Return a promise with its due, `is_numbered` with the number by which the capture line knows it."""
        what = with_condition(promise.what, promise.condition)
        if is_numbered:
            what = _("{what} ({id})").format(what=what, id=promise.id)
        due = moment_words(promise.due, self._now)
        settled = moment_words(promise.settled, self._now) if promise.settled is not None else due
        status = status_of(promise, self._book.calendar, self._now)
        words, look = _promised(status)
        agreed = agreed_due(promise, self._book.calendar)
        if promise.state == "open" and agreed != promise.due:
            if status != "overdue":
                words, look = _("promised by {agreed}, not told"), "warning"
            elif not is_past(promise.due, self._now):
                words = _("promise late, now by {due}")
        words = words.format(due=due, settled=settled, agreed=moment_words(agreed, self._now))
        return Matter("promise", promise.id, what, words, look)

    def follow_up(self, follow_up: FollowUp) -> Matter:
        """Return a follow-up with when it is due, or what it waits for."""
        now = self._now
        look: Look = "plain"
        if follow_up.state != "open":
            word = {"done": _("done {settled}"), "dropped": _("dropped {settled}"), "skipped": _("skipped {settled}")}
            settled = moment_words(follow_up.settled, now) if follow_up.settled is not None else ""
            missed = missed_words(follow_up.missed, kind_of(follow_up))
            if missed:
                settled = _("{settled}; {missed}").format(settled=settled, missed=missed)
            return Matter(
                "follow_up",
                follow_up.id,
                follow_up.what,
                word[follow_up.state].format(settled=settled).strip(),
                "quiet",
            )
        standing = standing_of(follow_up, self._book.calendar, now)
        if standing.status == "snoozed" and follow_up.snoozed_until is not None:
            when, look = _("put off until {due}").format(due=moment_words(follow_up.snoozed_until, now)), "quiet"
        elif standing.shown_due is None:
            when = _("follow-up when {occasion}").format(occasion=one_line(follow_up.occasion))
        elif standing.until is not None:
            words = _("its season ended {day}") if standing.is_gone else _("follow-up until {day}")
            if _day(standing.shown_due, now) > now.date():
                words = _("follow-up from {opens} to {day}")
            opens = moment_words(standing.shown_due, now)
            when = words.format(day=moment_words(standing.until, now), opens=opens)
            look = "warning" if standing.is_gone else "plain"
        elif standing.days_late:
            when, look = _("follow-up overdue by {age}").format(age=age_words(standing.days_late)), "warning"
        else:
            when = _("follow-up {due}").format(due=due_words(standing.shown_due, now))
        if follow_up.rule:
            when = _("{when}, comes again").format(when=when)
        return Matter("follow_up", follow_up.id, follow_up.what, when, look)

    def _conversations(self, customer: int) -> Iterator[Matter]:
        for conversation in self._book.conversations(customer):
            state = self._book.conversation_state(conversation.id)
            if not state.settled:
                yield self.conversation(conversation, state)


def _day(due: date | datetime, now: datetime) -> date:
    return due.astimezone(now.tzinfo).date() if isinstance(due, datetime) else due


def _since(conversation: Conversation, state: ConversationState) -> datetime:
    """Return since when it waits: for an answer since the question, by a decision since that, else since the last."""
    if state.wants_answer_since is not None:
        return state.wants_answer_since
    set_by = _SET_BY[state.waiting_on]
    decided = [event.at for event in conversation.events if event.kind == set_by]
    return max(decided) if decided and state.waiting_on == "third_party" else max([state.latest, *decided])


def _promised(status: PromiseStatus) -> tuple[str, Look]:
    words: dict[PromiseStatus, tuple[str, Look]] = {
        "open": (_("promised by {due}"), "plain"),
        "at_risk": (_("promised by {due}, at risk"), "warning"),
        "overdue": (_("promise overdue, {due}"), "alarm"),
        "kept_early": (_("kept early, {settled}"), "good"),
        "kept_on_time": (_("kept on time, {settled}"), "good"),
        "late": (_("kept late, {settled}"), "warning"),
        "broken": (_("broken {settled}"), "warning"),
        "released": (_("released {settled}"), "quiet"),
    }
    return words[status]
