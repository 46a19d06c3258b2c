"""`regulars interaction`: what was written down wrongly, corrected or taken out."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from screens.words import interaction_words
from store.book import Book
from store.correcting import correct_interaction, delete_interaction
from store.errors import NotUnderstoodError
from store.moments import read_past, said
from store.records.interaction import CHANNELS, KINDS, Interaction
from store.records.text import clean_line, clean_text
from store.rules.capture_words import CHANNEL_NAMES
from store.sentences import _
from tui.command import Arguments, Command, Outcome, identity, one_of
from tui.documents import interaction_document
from tui.output import cut

_SHOWN = 80


def _edit_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the interaction's number, as “regulars show” lists it"), identity)
    arguments.option("--text", "TEXT", _("what happened"))
    arguments.option("--when", "WHEN", _("when it happened"))
    arguments.option("--channel", "CHANNEL", ", ".join(CHANNELS), one_of(*CHANNELS, *CHANNEL_NAMES))
    arguments.option("--direction", "WAY", _("in: they contacted us; out: we contacted them"), one_of("in", "out"))
    arguments.option("--kind", "KIND", ", ".join(KINDS), one_of(*KINDS, ""))
    arguments.option("--mood", "MOOD", _("happy, neutral or upset"), one_of("happy", "neutral", "upset", ""))
    arguments.option("--words", "TEXT", _("the customer's own words; may be given several times"), many=True)
    arguments.option("--tag", "TAG", _("may be given several times"), many=True)


def _edit(book: Book, given: Namespace) -> Outcome:
    fields = _given_fields(book, given)
    if not fields:
        raise NotUnderstoodError(_("What is to be changed? See: regulars interaction edit --help"))
    interaction = correct_interaction(book, replace(book.interaction(given.id), **fields))
    return _told(book, interaction, _("Changed: interaction {id}, {name}, {when}: {text}"))


def _given_fields(book: Book, given: Namespace) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if given.text is not None:
        fields["text"] = clean_text(given.text).strip("\n")
    if given.when is not None:
        fields["when"] = read_past(book, given.when)
    if given.channel is not None:
        known_as = CHANNEL_NAMES.get(given.channel)
        fields["channel"] = known_as[0] if known_as else given.channel
        fields["channel_name"] = given.channel if known_as else ""
    for name in ("direction", "kind", "mood"):
        if getattr(given, name) is not None:
            fields[name] = getattr(given, name)
    if given.words is not None:
        fields["words"] = tuple(filter(None, map(clean_line, given.words)))
    if given.tag is not None:
        tags = (clean_line(tag).removeprefix("#") for tag in given.tag)
        fields["tags"] = tuple(dict.fromkeys(filter(None, tags)))
    return fields


def _delete_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the interaction's number, as “regulars show” lists it"), identity)


def _delete(book: Book, given: Namespace) -> Outcome:
    interaction = delete_interaction(book, given.id)
    return _told(book, interaction, _("Taken out: interaction {id}, {name}, {when}: {text}"))


def _told(book: Book, interaction: Interaction, sentence: str) -> Outcome:
    return Outcome(
        document=interaction_document(book, interaction),
        parts=[
            sentence.format(
                id=interaction.id,
                name=cut(book.customer(interaction.customer).shown_name, _SHOWN),
                when=said(book, interaction.when),
                text=cut(interaction_words(interaction), _SHOWN),
            )
        ],
    )


COMMANDS = (
    Command(
        words="interaction edit",
        summary=_("correct an entry of the history"),
        arguments=_edit_arguments,
        run=_edit,
    ),
    Command(
        words="interaction delete",
        summary=_("take an entry out of the history"),
        arguments=_delete_arguments,
        run=_delete,
    ),
)
