"""`regulars show`: one customer, whole."""

from __future__ import annotations

from argparse import Namespace

from screens.words import channel_word, interaction_words, language_word, stage_word
from store.book import Book
from store.moments import said
from store.records.customer import Customer, MarkedDate, PostalAddress
from store.records.interaction import Interaction
from store.rules.reconnect_words import cadence_words
from store.sentences import _
from store.wording import month_name
from tui.command import Arguments, Command, Outcome
from tui.commands.conversation import conversation_table
from tui.commands.follow_up import follow_up_table
from tui.commands.promise import promise_table
from tui.documents import (
    conversation_document,
    customer_document,
    follow_up_document,
    interaction_document,
    promise_document,
)
from tui.output import printable, printable_lines
from tui.tables import Table

_ENTRIES = 20


def _arguments(arguments: Arguments) -> None:
    arguments.take_rest("who", "WHO", _("the customer: number, e-mail, phone, or name in any spelling"))
    arguments.flag("--all", _("the whole history, and what is settled"))


def _run(book: Book, given: Namespace) -> Outcome:
    customer = book.who(" ".join(given.who))
    timeline = book.timeline(customer.id)
    conversations = [
        document
        for document in (conversation_document(book, one) for one in book.conversations(customer.id, settled=given.all))
        if given.all or document["status"] == "open"
    ]
    promises = book.promises(customer.id, settled=given.all)
    follow_ups = book.follow_ups(customer.id, settled=given.all)
    parts: list[str | Table] = [*_who(book, customer)]
    for heading, table in (
        (_("Conversations"), conversation_table(book, conversations, "")),
        (_("Promises"), promise_table(book, promises, "")),
        (_("Follow-ups"), follow_up_table(book, follow_ups, "")),
    ):
        if table.rows:
            parts += ["", f"{heading}:", table]
    shown = timeline if given.all else timeline[:_ENTRIES]
    parts += ["", _("History, the newest first:"), *(_entry(book, one) for one in shown)]
    if not timeline:
        parts[-1] = _("There is no contact in the history yet.")
    if len(shown) < len(timeline):
        parts.append(_("… and {count} more; --all shows them.").format(count=len(timeline) - len(shown)))
    return Outcome(
        document={
            "customer": customer_document(book, customer),
            "timeline": [interaction_document(book, one) for one in timeline],
            "conversations": conversations,
            "promises": [promise_document(book, one) for one in promises],
            "follow_ups": [follow_up_document(book, one) for one in follow_ups],
        },
        parts=parts,
    )


def _who(book: Book, customer: Customer) -> list[str]:
    """Return who they are, what is not known left out."""
    facts = [
        (_("Call them"), customer.call_by),
        (_("Recognise them by"), customer.recognise_by),
        (_("Company"), customer.company),
        *((phone.label or _("Phone"), phone.value) for phone in customer.phones),
        *((email.label or _("E-mail"), email.value) for email in customer.emails),
        *((handle.label or _("Handle"), handle.value) for handle in customer.handles),
        *((address.label or _("Address"), _on_one_line(address)) for address in customer.addresses),
        (_("Language"), ", ".join(language_word(one) for one in (customer.language, customer.second_language) if one)),
        (_("Stage"), stage_word(customer.stage)),
        (_("Since"), said(book, customer.since)),
        (_("Keep in touch"), cadence_words(customer.cadence)),
        (_("Leave them be until"), said(book, customer.leave_until)),
        (_("Preferences"), customer.preferences),
        (_("Terms"), customer.terms),
        *(
            (one.what, _("{left} of {total} left").format(left=one.left, total=one.total))
            for one in customer.allowances
        ),
        *((date.label, _date_words(date)) for date in customer.dates),
        *customer.fields.items(),
        *((_("Thing"), " ".join(filter(None, (thing.name, thing.serial)))) for thing in book.things(customer.id)),
        *((person.role or _("Contact"), person.name) for person in customer.contacts),
        (_("Tags"), ", ".join(customer.tags)),
        (_("Referred by"), book.customer(customer.referred_by).shown_name if customer.referred_by else ""),
        (_("They sent"), ", ".join(sent.shown_name for sent in book.sent_by(customer.id))),
        (_("Ideas"), customer.ideas),
        (_("Note"), customer.note),
    ]
    lines = [printable(f"{customer.id} {customer.shown_name}")]
    if customer.do_not_contact:
        lines.append(_("Do not contact them."))
    for label, text in facts:
        if text:
            first, *more = printable_lines(text)
            lines += [f"{printable(label)}: {first}", *(f"  {line}" for line in more)]
    return lines


def _date_words(date: MarkedDate) -> str:
    words = f"{date.day} {month_name(date.month)}"
    words = f"{words} {date.year}" if date.year else words
    return _("{date}, lunar").format(date=words) if date.calendar == "lunar" else words


def _on_one_line(address: PostalAddress) -> str:
    parts = ("street", "postal_code", "city", "region", "country")
    return ", ".join(" ".join(text.split()) for text in (getattr(address, part) for part in parts) if text)


def _entry(book: Book, interaction: Interaction) -> str:
    first, *more = printable_lines(interaction_words(interaction))
    heading = " ".join(
        (
            f"{interaction.id}",
            said(book, interaction.when),
            "<" if interaction.direction == "in" else ">",
            channel_word(interaction.channel, printable(interaction.channel_name)),
        )
    )
    return "\n".join([f"{heading}: {first}" if first else heading, *(f"  {line}" for line in more)])


COMMANDS = (Command(words="show", summary=_("one customer, whole"), arguments=_arguments, run=_run),)
