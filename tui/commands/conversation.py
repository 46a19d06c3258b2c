"""`regulars conversation`: what is open with whom, and whom it waits for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import datetime

from screens.words import channel_word, interaction_words, left_out_words
from store.answering import need_no_reply, reopen, resolve, wait_on
from store.book import Book
from store.clocks import arithmetic_of, standing_of
from store.errors import NotUnderstoodError
from store.joining import join_conversations
from store.moments import said
from store.records.conversation import Conversation, WaitingOn
from store.records.text import clean_line
from store.rules.clocks import ResponseClock
from store.sentences import _
from store.wording import left_words, working_words
from tui.command import Arguments, Command, Outcome, identity, one_of
from tui.documents import Document, conversation_document, interaction_document, plain_document
from tui.output import cut, printable
from tui.tables import Table

_SHOWN = 80
_MOST_LEFT_OUT = 8
_WHOM: dict[str, WaitingOn] = {"us": "us", "customer": "customer", "third-party": "third_party"}


_CLOCKS: Mapping[str, Callable[[], str]] = {
    "first_answer": lambda: _("First answer"),
    "next_answer": lambda: _("Next answer"),
    "update": lambda: _("News from us"),
    "resolution": lambda: _("Solution"),
}


def _list_arguments(arguments: Arguments) -> None:
    arguments.flag("--all", _("those that are resolved too"))
    arguments.option("--customer", "WHO", _("only this customer's"))


def _list(book: Book, given: Namespace) -> Outcome:
    customer = book.who(given.customer).id if given.customer else None
    documents = [conversation_document(book, one) for one in book.conversations(customer, settled=given.all)]
    if not given.all:
        documents = [document for document in documents if document["status"] == "open"]
    return Outcome(document=documents, parts=[conversation_table(book, documents, _("No conversation is open."))])


def conversation_table(book: Book, documents: list[Document], empty: str) -> Table:
    """Return conversations as a table."""
    return Table(
        (_("No"), _("Customer"), _("About"), _("Waits for"), _("Latest")),
        [
            (
                str(document["id"]),
                document["customer_name"],
                document["subject"],
                _resolved_words(document) or _waits_for(document),
                said(book, datetime.fromisoformat(document["latest"])),
            )
            for document in documents
        ],
        empty,
    )


def _waits_for(document: Document) -> str:
    if document["status"] != "open":
        return {"resolved": _("resolved"), "merged": _("merged")}[document["status"]]
    return {
        "us": _("us"),
        "customer": _("the customer"),
        "third_party": document["third_party"] or _("somebody else"),
        "nobody": _("nobody"),
    }[document["waiting_on"]]


def _resolved_words(document: Document) -> str:
    """Return that it is resolved and what the customer got; empty where it is not, or nothing is noted."""
    if document["status"] != "resolved" or not document["outcome"]:
        return ""
    return _("resolved: {outcome}").format(outcome=cut(document["outcome"], _SHOWN))


def _id_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the conversation's number"), identity)


def _show(book: Book, given: Namespace) -> Outcome:
    conversation, received, _state, clocks = standing_of(book, given.id)
    entries = received[::-1]
    document = conversation_document(book, conversation)
    heading = _("Conversation {id} with {name}: {subject}").format(
        id=document["id"], name=cut(document["customer_name"], _SHOWN), subject=document["subject"]
    )
    if document["merged_into"] is not None:
        opened = _("Opened {opened}; part of conversation {id} now: regulars conversation show {id}").format(
            opened=said(book, datetime.fromisoformat(document["opened"])), id=document["merged_into"]
        )
    elif document["resolved"]:
        opened = _("Opened {opened}; resolved {resolved}.").format(
            opened=said(book, datetime.fromisoformat(document["opened"])),
            resolved=said(book, datetime.fromisoformat(document["resolved"])),
        )
    else:
        opened = _("Opened {opened}; waits for: {whom}.").format(
            opened=said(book, datetime.fromisoformat(document["opened"])), whom=_waits_for(document)
        )
    table = Table(
        (_("No"), _("When"), "", _("By"), _("What")),
        [
            (
                str(entry.id),
                said(book, entry.when),
                "<" if entry.direction == "in" else ">",
                channel_word(entry.channel, entry.channel_name),
                interaction_words(entry),
            )
            for entry in entries
        ],
        _("It has no entries."),
    )
    return Outcome(
        document={
            **document,
            "interactions": [interaction_document(book, entry) for entry in entries],
            "clocks": [_clock_document(book, clock) for clock in clocks],
        },
        parts=[
            printable(heading),
            printable(opened),
            *(
                [printable(_("Outcome: {outcome}").format(outcome=cut(document["outcome"], _SHOWN)))]
                * bool(document["outcome"])
            ),
            "",
            table,
            *([""] if clocks else []),
            *(line for clock in clocks for line in _clock_lines(book, clock)),
        ],
    )


def _clock_document(book: Book, clock: ResponseClock) -> Document:
    """Return a clock, with the stretches that it left out."""
    sums = arithmetic_of(book, clock)
    return {
        **plain_document(book, clock),
        "paused": clock.is_paused,
        "left_out": [
            {"from": document["start"], "to": document["end"], "why": document["why"], "name": document["name"]}
            for document in (plain_document(book, one) for one in sums.left_out)
        ],
    }


def _clock_lines(book: Book, clock: ResponseClock) -> list[str]:
    """Return the arithmetic of a clock in words: from, to, what was counted, what was left out and why."""
    sums = arithmetic_of(book, clock)
    words = _("{clock}: from {start} to {end}, {counted} of working time; {stands}.").format(
        clock=_CLOCKS[clock.clock](),
        start=said(book, sums.start),
        end=_("now") if clock.is_running else said(book, sums.end),
        counted=working_words(sums.counted_s),
        stands=_stands(book, clock),
    )
    if clock.target_s is None:
        return [printable(words)]
    below = [_("The shop has no opening hours ahead in which it could fall due.")] if sums.never_due else []
    below += [
        _("not counted: {start} to {end}, {why}").format(
            start=said(book, one.start), end=said(book, one.end), why=left_out_words(one)
        )
        for one in sums.left_out[:_MOST_LEFT_OUT]
    ]
    if len(sums.left_out) > _MOST_LEFT_OUT:
        below.append(_("… and {count} more").format(count=len(sums.left_out) - _MOST_LEFT_OUT))
    return [printable(words), *(f"  {printable(line)}" for line in below)]


def _stands(book: Book, clock: ResponseClock) -> str:
    left = left_words(clock.margin_s, clock.target_s)
    if clock.status == "waived":
        return _("not counted for or against us")
    if not left:
        return _("no target")
    if clock.status == "met":
        return _("met, {left}").format(left=left)
    if clock.status == "missed":
        return _("missed, {left}").format(left=left)
    if clock.is_paused:
        return _("it waits, {left}").format(left=left)
    if clock.due is None:
        return left
    return _("due {due}, {left}").format(due=said(book, clock.due), left=left)


def _wait_arguments(arguments: Arguments) -> None:
    _id_arguments(arguments)
    arguments.take("whom", "us|customer|third-party", _("whom it waits for"), one_of(*_WHOM))
    arguments.take_rest("name", "NAME", _("the third party"), needed=False)


def _wait(book: Book, given: Namespace) -> Outcome:
    name = clean_line(" ".join(given.name))
    if name and given.whom != "third-party":
        raise NotUnderstoodError(_("Only a third party has a name: wait ID third-party NAME."))
    with book.transact("conversation.wait") as change:
        conversation = wait_on(book, change, given.id, _WHOM[given.whom], name)
    return _told(book, conversation)


def _resolve_arguments(arguments: Arguments) -> None:
    _id_arguments(arguments)
    arguments.option("--outcome", "TEXT", _("what the customer got"))


def _resolve(book: Book, given: Namespace) -> Outcome:
    with book.transact("conversation.resolve") as change:
        conversation = resolve(book, change, given.id, given.outcome or "")
    name = cut(book.customer(conversation.customer).shown_name, _SHOWN)
    words = _("Conversation {id} with {name} is resolved.").format(id=conversation.id, name=name)
    if conversation.outcome:
        got = _("They got: {outcome}.").format(outcome=cut(conversation.outcome, _SHOWN).rstrip("."))
        return Outcome(document=conversation_document(book, conversation), parts=[printable(f"{words} {got}")])
    asked = _("What did they get? Note it: regulars conversation resolve {id} --outcome TEXT").format(
        id=conversation.id
    )
    return Outcome(document=conversation_document(book, conversation), parts=[printable(words)], remarks=[asked])


def _reopen(book: Book, given: Namespace) -> Outcome:
    with book.transact("conversation.reopen") as change:
        conversation = reopen(book, change, given.id)
    return _told(book, conversation)


def _no_reply(book: Book, given: Namespace) -> Outcome:
    with book.transact("conversation.no_reply") as change:
        conversation = need_no_reply(book, change, given.id)
    return _told(book, conversation)


def _merge_arguments(arguments: Arguments) -> None:
    arguments.take("id", "A", _("the conversation that stays"), identity)
    arguments.take("other", "B", _("the one that goes into it"), identity)


def _merge(book: Book, given: Namespace) -> Outcome:
    with book.transact("conversation.merge") as change:
        conversation = join_conversations(book, change, given.id, given.other)
    return _told(book, conversation)


def _told(book: Book, conversation: Conversation) -> Outcome:
    document = conversation_document(book, conversation)
    line = _("Conversation {id} with {name} waits for: {whom}.").format(
        id=conversation.id, name=cut(document["customer_name"], _SHOWN), whom=_waits_for(document)
    )
    return Outcome(document=document, parts=[printable(line)])


COMMANDS = (
    Command(
        words="conversation list",
        summary=_("open conversations, the latest first"),
        arguments=_list_arguments,
        run=_list,
    ),
    Command(words="conversation show", summary=_("one conversation, whole"), arguments=_id_arguments, run=_show),
    Command(words="conversation wait", summary=_("say whom it waits for"), arguments=_wait_arguments, run=_wait),
    Command(words="conversation resolve", summary=_("it is settled"), arguments=_resolve_arguments, run=_resolve),
    Command(
        words="conversation reopen", summary=_("it is not settled after all"), arguments=_id_arguments, run=_reopen
    ),
    Command(
        words="conversation no-reply",
        summary=_("what came in last needs no answer"),
        arguments=_id_arguments,
        run=_no_reply,
    ),
    Command(
        words="conversation merge",
        summary=_("two conversations are about one matter"),
        arguments=_merge_arguments,
        run=_merge,
    ),
)
