"""`regulars conversation`: what is open with whom, and whom it waits for."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from screens.words import channel_word, interaction_words
from store.answering import need_no_reply, reopen, resolve, wait_on
from store.book import Book
from store.errors import NotUnderstoodError
from store.moments import said
from store.records.conversation import Conversation, WaitingOn
from store.records.text import clean_line
from store.sentences import _
from tui.command import Arguments, Command, Outcome, identity, one_of
from tui.documents import Document, conversation_document, interaction_document
from tui.output import cut, printable
from tui.tables import Table

_SHOWN = 80
_WHOM: dict[str, WaitingOn] = {"us": "us", "customer": "customer", "third-party": "third_party"}


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
                _waits_for(document),
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


def _id_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the conversation's number"), identity)


def _show(book: Book, given: Namespace) -> Outcome:
    conversation = book.conversation(given.id)
    entries = book.interactions_in(conversation)[::-1]
    document = conversation_document(book, conversation)
    heading = _("Conversation {id} with {name}: {subject}").format(
        id=document["id"], name=cut(document["customer_name"], _SHOWN), subject=document["subject"]
    )
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
        document={**document, "interactions": [interaction_document(book, entry) for entry in entries]},
        parts=[printable(heading), printable(opened), "", table],
    )


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


def _resolve(book: Book, given: Namespace) -> Outcome:
    with book.transact("conversation.resolve") as change:
        conversation = resolve(book, change, given.id)
    return _told(book, conversation)


def _reopen(book: Book, given: Namespace) -> Outcome:
    with book.transact("conversation.reopen") as change:
        conversation = reopen(book, change, given.id)
    return _told(book, conversation)


def _no_reply(book: Book, given: Namespace) -> Outcome:
    with book.transact("conversation.no_reply") as change:
        conversation = need_no_reply(book, change, given.id)
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
    Command(words="conversation resolve", summary=_("it is settled"), arguments=_id_arguments, run=_resolve),
    Command(
        words="conversation reopen", summary=_("it is not settled after all"), arguments=_id_arguments, run=_reopen
    ),
    Command(
        words="conversation no-reply",
        summary=_("what came in last needs no answer"),
        arguments=_id_arguments,
        run=_no_reply,
    ),
)
