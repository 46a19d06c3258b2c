"""What a customer is told to be on the command line: the options, and the record's fields that they set."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from store.book import Book
from store.errors import NotUnderstoodError
from store.moments import read_day_ahead, read_past_day, when_context
from store.records.customer import STAGES
from store.records.text import clean_line, clean_text
from store.rules.cadence import read_cadence
from store.rules.customer_fields import (
    read_address,
    read_allowance,
    read_email,
    read_labelled,
    read_language,
    read_phone,
)
from store.rules.date_fields import read_marked_date
from store.rules.field_texts import NotAPairError, read_pair
from store.sentences import _
from tui.command import Arguments, one_of

_SHOWN = 60
_LINES = ("name", "call_by", "company", "recognise_by")
_TEXTS = ("preferences", "terms", "ideas", "note")


def add_customer_options(arguments: Arguments, *, editing: bool) -> None:
    """Let a command take what can be known of a customer; `editing` adds what only a known one has."""
    option = arguments.option
    option("--name", "NAME", _("full name"))
    option("--call-by", "NAME", _("exactly what you say to them"))
    option("--name-form", "CASE=FORM", _("a form of the name that a grammar needs"), many=True)
    option("--phone", "[LABEL:]NUMBER", _("may be given several times"), many=True)
    option("--email", "[LABEL:]ADDRESS", _("may be given several times"), many=True)
    option("--handle", "[LABEL:]NAME", _("such as instagram:@name; may be given several times"), many=True)
    option("--address", "[LABEL:]ADDRESS", _("street; code city; region; country; several times"), many=True)
    option("--company", "NAME", _("the business"))
    option("--language", "CODE", _("such as en, tr, ko, el or bg"))
    option("--second-language", "CODE", _("another one that they speak"))
    option("--formality", "HOW", _("formal or familiar"), one_of("formal", "familiar", ""))
    option("--gender", "GENDER", _("female, male, other or unknown"), one_of("female", "male", "other", "unknown", ""))
    option("--stage", "STAGE", ", ".join(STAGES), one_of(*STAGES, ""))
    option("--tag", "TAG", _("may be given several times"), many=True)
    option("--recognise-by", "TEXT", _("what they look like, for when they walk in"))
    option("--preferences", "TEXT", _("how they like things"))
    option("--terms", "TEXT", _("what was agreed"))
    option("--allowance", "WHAT=TOTAL[/USED]", _("agreed in advance and used up; several times"), many=True)
    option("--referred-by", "WHO", _("the customer who sent them"))
    option("--date", "LABEL=DATE", _("such as birthday=4 march, or birthday 1980-03-04; several times"), many=True)
    option("--ideas", "TEXT", _("what would please them"))
    option("--field", "KEY=VALUE", _("a field of your own; several times"), many=True)
    option("--note", "TEXT", _("anything else"))
    option("--since", "DATE", _("customer since"))
    option("--cadence", "HOW OFTEN", _("keep in touch, such as 6w, 3mo or 1y; off for never"))
    option("--leave-until", "DATE", _("leave them be until that day"))
    arguments.flag("--do-not-contact", _("they want to be left alone"))
    if editing:
        arguments.flag("--may-contact", _("they may be contacted again"))


def given_fields(book: Book, given: Namespace) -> dict[str, Any]:
    """Return the fields of a customer that the options set; one that was given empty is at its default.

    Raises:
        RegularsError: a value cannot be read.
    """
    fields: dict[str, Any] = {}
    for name in (*_LINES, *_TEXTS):
        text = getattr(given, name)
        if text is not None:
            fields[name] = clean_line(text) if name in _LINES else clean_text(text).strip()
    for name in ("language", "second_language"):
        if getattr(given, name) is not None:
            fields[name] = read_language(getattr(given, name))
    for name, default in (("formality", ""), ("gender", "unknown"), ("stage", "new")):
        if getattr(given, name) is not None:
            fields[name] = getattr(given, name) or default
    fields |= _lists(book, given)
    if given.referred_by is not None:
        fields["referred_by"] = book.who(given.referred_by).id if given.referred_by.strip() else None
    if given.since is not None:
        fields["since"] = read_past_day(book, given.since) if given.since.strip() else None
    if given.cadence is not None:
        fields["cadence"] = read_cadence(given.cadence)
    if given.leave_until is not None:
        fields["leave_until"] = read_day_ahead(book, given.leave_until) if given.leave_until.strip() else None
    if given.do_not_contact:
        fields["do_not_contact"] = True
    elif getattr(given, "may_contact", False):
        fields["do_not_contact"] = False
    return fields


def _lists(book: Book, given: Namespace) -> dict[str, Any]:
    context = when_context(book, past=True)
    readers: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
        ("phone", "phones", read_phone),
        ("email", "emails", read_email),
        ("handle", "handles", read_labelled),
        ("address", "addresses", read_address),
        ("tag", "tags", lambda text: clean_line(text).removeprefix("#")),
        ("allowance", "allowances", read_allowance),
        ("date", "dates", lambda text: _paired("date", text, lambda pair: read_marked_date(pair, context))),
    )
    fields: dict[str, Any] = {}
    for option, field, read in readers:
        values = _filled(getattr(given, option))
        if values is not None:
            fields[field] = tuple(dict.fromkeys(read(value) for value in values))
    for option, field in (("field", "fields"), ("name_form", "name_forms")):
        values = _filled(getattr(given, option))
        if values is not None:
            fields[field] = dict(_paired(option, value, read_pair) for value in values)
    return fields


def _filled(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else [value for value in values if clean_line(value)]


def _paired(option: str, text: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401
    """Read a pair, and say which option it stands behind where it is none."""
    try:
        return read(text)
    except NotAPairError:
        raise NotUnderstoodError(
            _("“{text}” is not KEY=VALUE. Write --{option} KEY=VALUE.").format(
                text=text[:_SHOWN], option=option.replace("_", "-")
            )
        ) from None
