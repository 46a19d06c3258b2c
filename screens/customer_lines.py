"""The lines of a customer's page: who they are, what is open, and what happened, over all channels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from screens.marks import DIRECTIONS
from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, Cell, Column, Look, Row, column_widths, heading
from screens.words import (
    channel_word,
    date_words,
    due_words,
    interaction_words,
    language_word,
    moment_words,
    month_word,
    stage_word,
)
from store.book import Book
from store.errors import NotFoundError
from store.records.contact_person import ContactPerson, Labelled
from store.records.customer import Allowance, Customer, MarkedDate, PostalAddress
from store.records.follow_up import FollowUp
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.records.thing import Thing
from store.rules.promises import status_of
from store.sentences import _

LINES_OF_AN_ENTRY = 3
_NARROW_UNDER = 60
_DETAIL = (Column(11), Column(10, grow=1))
_OPEN = (Column(18, grow=3), Column(25, gives_way=1))
_OPEN_NARROW = (Column(10, grow=1),)
_ENTRY = (Column(17), Column(11), Column(10, grow=1))
_ENTRY_NARROW = (Column(17), Column(8, grow=1))


class Line(NamedTuple):
    """One line of the page, and what it belongs to: a kind and an id."""

    row: Row
    kind: str = ""
    id: int = 0


class Page:
    """Makes the lines for one width."""

    def __init__(self, book: Book, customer: Customer, width: int) -> None:
        """Write about `customer` in lines of `width` cells."""
        self._book = book
        self._customer = customer
        self._now = book.now()
        self._room = max(1, width - GUTTER)
        self._is_narrow = width < _NARROW_UNDER

    def who(self) -> list[Line]:
        """Return who they are, each thing under its name; what is not known is left out."""
        lines: list[Line] = []
        for number, (label, text, look) in enumerate(self._details()):
            if text:
                lines += self._wrapped(label, text, look, number)
        return lines

    def open_matters(self) -> list[Line]:
        """Return what is open: conversations that want an answer, promises, follow-ups."""
        customer = self._customer.id
        waiting = [
            (conversation, state)
            for conversation in self._book.conversations(customer)
            if (state := self._book.conversation_state(conversation.id)).wants_answer_since is not None
        ]
        lines = self._section(
            _("Waiting for an answer"),
            [
                ("conversation", one.id, one.subject, self._since(state.wants_answer_since), "plain")
                for one, state in waiting
            ],
        )
        promises = self._book.promises(customer)
        lines += self._section(_("Promises"), [self._promise(one, len(promises) > 1) for one in promises])
        lines += self._section(_("Follow-ups"), [self._follow_up(one) for one in self._book.follow_ups(customer)])
        return lines

    def history(self, timeline: Sequence[Interaction], total_is_known: bool, unfolded: set[int]) -> list[Line]:
        """Return the entries of the timeline, newest first.

        Args:
            timeline: the newest of them.
            total_is_known: whether these are all.
            unfolded: the ids of those that are shown whole.
        """
        if not timeline:
            return [Line(BLANK), Line(Row((Cell(_("No contact yet. Press c to log one."), "quiet"),), kind="line"))]
        count = f"{len(timeline):,}" if total_is_known else _("the latest {count}").format(count=len(timeline))
        lines = [Line(BLANK), Line(heading(f"{_('History')}  {count}"))]
        for interaction in timeline:
            lines += self._entry(interaction, unfolded)
        return lines

    def folds(self, interaction: Interaction) -> bool:
        """Return whether an entry is too long to be shown whole at first."""
        return len(wrapped(interaction_words(interaction), self._text_width())) > LINES_OF_AN_ENTRY

    # Who they are

    def _details(self) -> Iterator[tuple[str, str, Look]]:
        customer = self._customer
        if customer.do_not_contact:
            yield _("Contact"), _("They asked not to be contacted."), "alarm"
        yield _("Say"), customer.call_by, "strong"
        yield _("Know by"), customer.recognise_by, "plain"
        yield _("Speaks"), self._manner(), "plain"
        yield _("Company"), customer.company if customer.company != customer.shown_name else "", "plain"
        yield _("Stage"), self._stage(), "plain"
        yield _("Phone"), _labelled(customer.phones), "plain"
        yield _("E-mail"), _labelled(customer.emails), "plain"
        yield _("Online"), _labelled(customer.handles), "plain"
        yield _("Address"), "\n".join(_address_words(address) for address in customer.addresses), "plain"
        yield _("Prefers"), customer.preferences, "plain"
        yield _("Terms"), customer.terms, "plain"
        yield _("Allowance"), "\n".join(_allowance_words(one) for one in customer.allowances), "plain"
        yield _("People"), "\n".join(_person_words(person) for person in customer.contacts), "plain"
        yield _("Things"), "\n".join(self._thing_words(one) for one in self._book.things(customer.id)), "plain"
        yield _("Dates"), ", ".join(_marked_words(one) for one in customer.dates), "plain"
        yield _("Tags"), " ".join(f"#{tag}" for tag in customer.tags), "plain"
        for name, value in customer.fields.items():
            yield one_line(name), value, "plain"
        yield _("Note"), customer.note, "plain"

    def _manner(self) -> str:
        customer = self._customer
        languages = [language_word(one) for one in (customer.language, customer.second_language) if one]
        manner = {"formal": _("formal"), "familiar": _("familiar")}.get(customer.formality, "")
        return ", ".join(part for part in (" / ".join(languages), manner) if part)

    def _stage(self) -> str:
        customer = self._customer
        parts = [stage_word(customer.stage)]
        if customer.since is not None:
            parts.append(_("since {date}").format(date=date_words(customer.since, self._now.date())))
        if customer.referred_by is not None:
            try:
                name = self._book.customer(customer.referred_by).shown_name
            except NotFoundError:
                name = f"#{customer.referred_by}"
            parts.append(_("sent by {name}").format(name=one_line(name)))
        return ", ".join(parts)

    def _thing_words(self, thing: Thing) -> str:
        parts = [thing.name, thing.serial]
        if thing.warranty_until is not None:
            parts.append(_("warranty until {date}").format(date=date_words(thing.warranty_until, self._now.date())))
        return ", ".join(part for part in (*parts, thing.note) if part)

    def _wrapped(self, label: str, text: str, look: Look, number: int) -> list[Line]:
        columns = _DETAIL
        first, *more = wrapped(text, column_widths(columns, self._room)[1]) or [""]
        lines = [Line(Row((Cell(label, "quiet"), Cell(first, look)), columns), "detail", number)]
        lines += [Line(Row((Cell(""), Cell(line, look)), columns, "more"), "detail", number) for line in more]
        return lines

    # What is open

    def _section(self, title: str, matters: Sequence[tuple[str, int, str, str, Look]]) -> list[Line]:
        if not matters:
            return []
        lines = [Line(BLANK), Line(heading(f"{title}  {len(matters)}"))]
        for kind, identity, what, when, look in matters:
            if self._is_narrow:
                lines.append(Line(Row((Cell(when, look),), _OPEN_NARROW), kind, identity))
                lines.append(Line(Row((Cell(what),), _OPEN_NARROW, "more"), kind, identity))
            else:
                lines.append(Line(Row((Cell(what), Cell(when, look)), _OPEN), kind, identity))
        return lines

    def _since(self, since: datetime | None) -> str:
        return _("since {moment}").format(moment=moment_words(since, self._now)) if since is not None else ""

    def _promise(self, promise: Promise, is_numbered: bool) -> tuple[str, int, str, str, Look]:
        what = ", ".join(part for part in (promise.what, promise.condition) if part)
        if is_numbered:
            what = _("{what} ({id})").format(what=what, id=promise.id)
        moment = moment_words(promise.due, self._now)
        look: Look = "plain"
        match status_of(promise, self._book.calendar, self._now):
            case "overdue":
                when, look = _("overdue, {moment}").format(moment=moment), "alarm"
            case "at_risk":
                when, look = _("by {moment}, at risk").format(moment=moment), "warning"
            case _:
                when = _("by {moment}").format(moment=moment)
        return "promise", promise.id, what, when, look

    def _follow_up(self, follow_up: FollowUp) -> tuple[str, int, str, str, Look]:
        if follow_up.due is None:
            when = _("when {occasion}").format(occasion=follow_up.occasion)
        else:
            when = due_words(follow_up.due, self._now)
        return "follow_up", follow_up.id, follow_up.what, when, "plain"

    # What happened

    def _text_width(self) -> int:
        return self._room if self._is_narrow else column_widths(_ENTRY, self._room)[2]

    def _entry(self, interaction: Interaction, unfolded: set[int]) -> Iterator[Line]:
        identity = interaction.id
        most = 0 if identity in unfolded else LINES_OF_AN_ENTRY
        texts = wrapped(interaction_words(interaction), self._text_width(), most=most)
        when = Cell(moment_words(interaction.when, self._now), "quiet")
        channel = channel_word(interaction.channel, interaction.channel_name)
        through = Cell(f"{DIRECTIONS[interaction.direction]} {channel}", "accent")
        if self._is_narrow:
            yield Line(Row((when, through), _ENTRY_NARROW), "interaction", identity)
            for text in texts:
                yield Line(Row((Cell(text),), kind="more"), "interaction", identity)
            return
        yield Line(Row((when, through, Cell(texts[0] if texts else "")), _ENTRY), "interaction", identity)
        for text in texts[1:]:
            yield Line(Row((Cell(""), Cell(""), Cell(text)), _ENTRY, "more"), "interaction", identity)


def _labelled(values: Sequence[Labelled]) -> str:
    return "\n".join(f"{one.value} ({one.label})" if one.label else one.value for one in values)


def _address_words(address: PostalAddress) -> str:
    city = " ".join(part for part in (address.postal_code, address.city) if part)
    parts = [one_line(address.street), city, address.region, address.country]
    words = ", ".join(part for part in parts if part)
    return f"{words} ({address.label})" if address.label else words


def _allowance_words(allowance: Allowance) -> str:
    return _("{left} of {total} {what} left").format(left=allowance.left, total=allowance.total, what=allowance.what)


def _person_words(person: ContactPerson) -> str:
    say = _("say “{name}”").format(name=person.call_by) if person.call_by else ""
    ways = [one.value for one in (*person.phones, *person.emails)]
    return ", ".join(part for part in (person.name, person.role, say, person.recognise_by, *ways) if part)


def _marked_words(marked: MarkedDate) -> str:
    day = f"{marked.day} {month_word(marked.month)}"
    return f"{marked.label} {day} {marked.year}" if marked.year else f"{marked.label} {day}"
