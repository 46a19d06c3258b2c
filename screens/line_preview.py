"""What a capture line would save, in words: for the owner to see before Enter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from screens.completions import who_words
from screens.deeds import coming_parts
from screens.shown import one_line, shown
from screens.widgets.rows import Look
from screens.words import channel_word, interaction_words, language_word, moment_words
from store.advising import advice_on, warning_on_move
from store.book import Book
from store.capturing import Logged, Understood
from store.entry import Entry
from store.errors import RegularsError
from store.records.customer import Customer
from store.reminding import Finished
from store.rules.acknowledgement import KIND as ACKNOWLEDGES
from store.rules.capture import Problem
from store.rules.conversations import Join, OpenNew, Reopen
from store.rules.customer_terms import terms_words
from store.rules.follow_up_words import season_words
from store.rules.promises import status_of
from store.sentences import _, ngettext
from store.wording import exact_when_words

_SUBJECT_SHOWN = 40


class Said(NamedTuple):
    """One line of the preview."""

    text: str
    look: Look = "plain"


def preview(
    book: Book, understood: Understood, customer: int | None, cursor: int, *, with_usual: bool = False
) -> list[Said]:
    """Return whom a line is about, what is wrong with it, and what it would save, in the order in which it matters.

    Args:
        book: where it would be saved.
        understood: the line, as far as it goes.
        customer: whose page it is typed on.
        cursor: how many code points stand before the cursor; what is wrong with a word that is still being typed is
            mentioned quietly.
        with_usual: whether to say how long such promises have taken so far.
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
        lines += _outcome(book, entry, with_usual=with_usual)
    if len(people) == 1 and people[0].id:
        lines += _last_matter(book, people[0])
    return [Said(one_line(text), look) for text, look in lines]


def is_being_typed(problem: Problem, cursor: int) -> bool:
    """Return whether a problem lies where the cursor is, so that it may go away with the next key."""
    return problem.start == problem.end or problem.start <= cursor <= problem.end + 1


def saved_sentence(book: Book, logged: tuple[Logged, ...]) -> str:
    """Return one sentence on what was saved."""
    said = _saved_words(book, logged)
    matters = [book.conversation(one.conversation) for one in logged if one.conversation is not None]
    if any(one.settled is not None and not one.outcome for one in matters):
        return _("{saved} Closed; e on the matter notes what they got.").format(saved=said)
    return said


def _saved_words(book: Book, logged: tuple[Logged, ...]) -> str:
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
    counts += _done_words(book, logged)
    if all(one.interaction is None for one in logged):
        if not counts:
            return _("Saved for {names}. u undoes it.").format(names=names)
        return _("Saved for {names}: {counts}. u undoes it.").format(names=names, counts=", ".join(counts))
    if not counts:
        return _("Saved: a contact with {names}. u undoes it.").format(names=names)
    return _("Saved: a contact with {names}, {counts}. u undoes it.").format(names=names, counts=", ".join(counts))


def _done_words(book: Book, logged: tuple[Logged, ...]) -> list[str]:
    """Return that follow-ups were done with a line, what was missed of them, and when one comes again."""
    finished = [
        Finished(book.follow_up(one.done), None if one.coming is None else book.follow_up(one.coming))
        for one in logged
        if one.done is not None
    ]
    if not finished:
        return []
    count = len(finished)
    done = ngettext("follow-up done", "{count} follow-ups done", count).format(count=count)
    more = "; ".join(coming_parts(finished, book.now()))
    return [_("{done} ({more})").format(done=done, more=more) if more else done]


def hints(book: Book | None) -> list[str]:
    """Return what to write, for an empty line."""
    if book is None:
        return [_("The book is being opened.")]
    said = [
        _("@new NAME for somebody new, /phone /email /counter, :) or :(, !complaint, #tag"),
        _("+promise WHEN: WHAT for a promise, +follow WHEN: WHAT for a reminder"),
    ]
    if book.drafts():
        said.append(_("↑ takes up the line that was parked last, then those that were saved"))
    return said


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
        ways = [way.value for way in (*customer.phones, *customer.emails)]
        yield Said(new_customer_words(customer.name, ways), "strong")
    if customer.do_not_contact:
        yield Said(_("They asked not to be contacted."), "warning")


def new_customer_words(name: str, ways: Iterable[str]) -> str:
    """Return who would be a new customer: the name, and the ways to reach them."""
    return _("New customer: {who}").format(who=", ".join(part for part in (name, *ways) if part))


def _outcome(book: Book, entry: Entry, *, with_usual: bool) -> Iterator[Said]:
    now = book.now()
    quiet: list[Said] = []
    for promise in entry.promises:
        due = exact_when_words(promise.due, now.date())
        condition = f", {promise.condition}" if promise.condition else ""
        yield Said(_("Promise by {due}: {what}").format(due=due, what=promise.what) + condition, "accent")
        if promise.kind == ACKNOWLEDGES:
            words = _("Your own aim: {aim}").format(aim=moment_words(promise.aim, now))
            quiet.append(Said(words, "quiet"))
        advice = advice_on(book, promise.kind, promise.made, promise.due) if with_usual else None
        if advice is not None and advice.is_warning:
            yield Said(advice.words, "warning")
        elif advice is not None:
            quiet.append(Said(advice.words, "quiet"))
    if entry.promises:
        quiet += [Said(words, "quiet") for words in terms_words(entry.customer)]
    for follow_up in entry.follow_ups:
        if follow_up.due is None:
            when = _("when {occasion}").format(occasion=follow_up.occasion)
        elif follow_up.season:
            when = _("each year, {season}").format(season=season_words(follow_up.season))
        else:
            when = exact_when_words(follow_up.due, now.date())
        again = _(" (comes again)") if follow_up.rule else ""
        yield Said(_("Follow-up {when}: {what}").format(when=when, what=follow_up.what) + again, "accent")
    if entry.done is not None:
        yield Said(_("Done: {what}").format(what=entry.done.what), "good")
    if entry.kept is not None:
        yield Said(_("Kept: {what}").format(what=entry.kept.what), "good")
    if entry.moved is not None:
        due = exact_when_words(entry.moved.due, now.date())
        yield Said(_("Moved to {due}, and told: {what}").format(due=due, what=entry.moved.what), "accent")
        warning = warning_on_move(book, [entry.moved], entry.moved.due) if with_usual else ""
        if warning:
            yield Said(warning, "warning")
    if entry.is_contact:
        yield Said(_contact_words(entry))
    else:
        yield Said(_("No contact is logged with it: there are no words, and no channel."), "quiet")
    yield from _place_words(book, entry)
    yield from quiet


def _place_words(book: Book, entry: Entry) -> Iterator[Said]:
    """Say into which conversation it goes, by what that is about and since when it is open."""
    match entry.place:
        case Join(identity) | Reopen(identity):
            conversation = book.conversation(identity)
            subject = shown(conversation.subject, _SUBJECT_SHOWN)
            opened = moment_words(conversation.opened, book.now())
            is_join = isinstance(entry.place, Join)
            if subject:
                words = (
                    _("Goes into “{subject}”, open since {opened} (={id})")
                    if is_join
                    else _("Opens again “{subject}”, begun {opened} (={id})")
                )
            else:
                words = (
                    _("Goes into conversation {id}, open since {opened}")
                    if is_join
                    else _("Opens conversation {id} again, begun {opened}")
                )
            yield Said(words.format(subject=subject, opened=opened, id=identity), "quiet")
        case OpenNew():
            yield Said(_("Opens a conversation of its own"), "quiet")


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
