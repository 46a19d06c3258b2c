"""What a capture line would save, in words: for the owner to see before Enter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from screens.completions import who_words
from screens.shown import one_line
from screens.widgets.rows import Look
from screens.words import channel_word, interaction_words, language_word, moment_words
from store.book import Book
from store.capturing import Logged, Understood
from store.entry import Entry
from store.errors import RegularsError
from store.records.customer import Customer
from store.rules.capture import Problem
from store.rules.conversations import Join, OpenNew, Reopen
from store.rules.promises import status_of
from store.sentences import _, ngettext
from store.wording import exact_when_words


class Said(NamedTuple):
    """One line of the preview."""

    text: str
    look: Look = "plain"


def preview(book: Book, understood: Understood, customer: int | None, cursor: int) -> list[Said]:
    """Return whom a line is about, what is wrong with it, and what it would save, in the order in which it matters.

    Args:
        book: where it would be saved.
        understood: the line, as far as it goes.
        customer: whose page it is typed on.
        cursor: how many code points stand before the cursor; what is wrong with a word that is still being typed is
            mentioned quietly.
    """
    people = [entry.customer for entry in understood.entries] or list(_named(book, understood, customer))
    lines = [said for person in people for said in _person(person)]
    for problem in understood.problems:
        sentence = problem.sentence
        if problem.suggestion and problem.suggestion not in sentence:
            sentence = _("{sentence} Did you mean {suggestion}?").format(
                sentence=sentence, suggestion=problem.suggestion
            )
        lines.append(Said(sentence, "quiet" if is_being_typed(problem, cursor) else "warning"))
    for entry in understood.entries:
        lines += _outcome(book, entry)
    if len(people) == 1 and people[0].id:
        lines += _last_matter(book, people[0])
    return [Said(one_line(text), look) for text, look in lines]


def is_being_typed(problem: Problem, cursor: int) -> bool:
    """Return whether a problem lies where the cursor is, so that it may go away with the next key."""
    return problem.start == problem.end or problem.start <= cursor <= problem.end + 1


def saved_sentence(book: Book, logged: tuple[Logged, ...]) -> str:
    """Return one sentence on what was saved."""
    names = ", ".join(one_line(book.customer(one.customer).shown_name) for one in logged)
    counts = [
        ngettext("{count} promise", "{count} promises", count).format(count=count)
        for count in (sum(len(one.promises) for one in logged),)
        if count
    ] + [
        ngettext("{count} follow-up", "{count} follow-ups", count).format(count=count)
        for count in (sum(len(one.follow_ups) for one in logged),)
        if count
    ]
    if not counts:
        return _("Saved: a contact with {names}. u undoes it.").format(names=names)
    return _("Saved: a contact with {names}, {counts}. u undoes it.").format(names=names, counts=", ".join(counts))


def greeting_words(customer: Customer) -> str:
    """Return how to speak to a customer: what to call them, formally or not, in which language."""
    manner = {"formal": _("formal"), "familiar": _("familiar")}.get(customer.formality, "")
    parts = [
        _("say “{name}”").format(name=customer.call_by) if customer.call_by else "",
        manner,
        language_word(customer.language) if customer.language else "",
    ]
    return ", ".join(part for part in parts if part)


def _named(book: Book, understood: Understood, customer: int | None) -> Iterator[Customer]:
    """Give the customers whom a line names for certain, though it cannot be saved yet."""
    for who in understood.line.who:
        if not who.new:
            with suppress(RegularsError):
                yield book.who(who.text)
    if not understood.line.who and customer is not None:
        with suppress(RegularsError):
            yield book.customer(customer)


def _person(customer: Customer) -> Iterator[Said]:
    if customer.id:
        known = [customer.shown_name, greeting_words(customer), who_words(customer)]
        yield Said(" · ".join(part for part in known if part), "strong")
    else:
        yield Said(_("New customer: {who}").format(who=_new_customer(customer)), "strong")
    if customer.do_not_contact:
        yield Said(_("They asked not to be contacted."), "warning")


def _new_customer(customer: Customer) -> str:
    ways = [way.value for way in (*customer.phones, *customer.emails)]
    return ", ".join(part for part in (customer.name, *ways) if part)


def _outcome(book: Book, entry: Entry) -> Iterator[Said]:
    now = book.now()
    for promise in entry.promises:
        due = exact_when_words(promise.due, now.date())
        condition = f", {promise.condition}" if promise.condition else ""
        yield Said(_("Promise by {due}: {what}").format(due=due, what=promise.what) + condition, "accent")
    for follow_up in entry.follow_ups:
        if follow_up.due is None:
            when = _("when {occasion}").format(occasion=follow_up.occasion)
        else:
            when = exact_when_words(follow_up.due, now.date())
        again = _(" (comes again)") if follow_up.rule else ""
        yield Said(_("Follow-up {when}: {what}").format(when=when, what=follow_up.what) + again, "accent")
    if entry.kept is not None:
        yield Said(_("Kept: {what}").format(what=entry.kept.what), "good")
    if entry.moved is not None:
        due = exact_when_words(entry.moved.due, now.date())
        yield Said(_("Moved to {due}, and told: {what}").format(due=due, what=entry.moved.what), "accent")
    yield Said(_contact_words(entry))
    match entry.place:
        case Join(identity):
            subject = book.conversation(identity).subject
            yield Said(_("Goes into conversation {id}: {subject}").format(id=identity, subject=subject), "quiet")
        case Reopen(identity):
            subject = book.conversation(identity).subject
            yield Said(_("Reopens conversation {id}: {subject}").format(id=identity, subject=subject), "quiet")
        case OpenNew():
            yield Said(_("Opens a conversation"), "quiet")


def _contact_words(entry: Entry) -> str:
    interaction = entry.interaction
    channel = channel_word(interaction.channel, interaction.channel_name)
    who = _("They, {channel}") if interaction.direction == "in" else _("You, {channel}")
    words = who.format(channel=channel)
    if interaction.wants_answer:
        words = _("{words}, wants an answer").format(words=words)
    said = interaction_words(interaction)
    return f"{words}: {said}" if said else words


def _last_matter(book: Book, customer: Customer) -> Iterator[Said]:
    now = book.now()
    for promise in book.promises(customer.id)[:2]:
        is_overdue = status_of(promise, book.calendar, now) == "overdue"
        moment = moment_words(promise.due, now)
        due = _("overdue, {moment}") if is_overdue else _("by {moment}")
        words = _("Open promise {id}, {due}: {what}").format(
            id=promise.id, due=due.format(moment=moment), what=promise.what
        )
        yield Said(words, "warning" if is_overdue else "quiet")
    for last in book.timeline(customer.id, limit=1):
        when = moment_words(last.when, now)
        channel = channel_word(last.channel, last.channel_name)
        said = interaction_words(last)
        yield Said(_("Last: {when}, {channel}: {said}").format(when=when, channel=channel, said=said), "quiet")
