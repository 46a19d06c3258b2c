"""What a customer is told to be on the command line: the options, and the record's fields that they set."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from store.book import Book
from store.errors import NotUnderstoodError
from store.records.contact_person import Labelled
from store.records.customer import STAGES, Allowance, MarkedDate, PostalAddress
from store.records.text import clean_line, clean_text
from store.rules.when import WhenContext, read_when
from store.sentences import _
from tui.command import Arguments, one_of
from tui.moments import read_past_day

_LABEL_LENGTH = 20
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_YEARLESS = re.compile(r"--(\d\d)-(\d\d)")
_A_YEAR = re.compile(r"\d{4}")
_LEAP_YEAR = 2024
_ALLOWANCE = re.compile(r"(.+)=\s*(\d{1,6})\s*(?:/\s*(\d{1,6}))?")

_LINES = ("name", "call_by", "company", "recognise_by")
_TEXTS = ("preferences", "terms", "note")


def add_customer_options(arguments: Arguments, *, editing: bool) -> None:
    """Let a command take what can be known of a customer; `editing` adds what only a known one has."""
    option = arguments.option
    option("--name", "NAME", _("full name"))
    option("--call-by", "NAME", _("exactly what you say to them"))
    option("--name-form", "CASE=FORM", _("a form of the name that a grammar needs"), many=True)
    option("--phone", "[LABEL:]NUMBER", _("may be given several times"), many=True)
    option("--email", "[LABEL:]ADDRESS", _("may be given several times"), many=True)
    option("--handle", "[LABEL:]NAME", _("such as instagram:@name; may be given several times"), many=True)
    option("--address", "[LABEL:]ADDRESS", _("may be given several times"), many=True)
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
    option("--date", "LABEL=DATE", _("such as birthday=4 march; several times"), many=True)
    option("--field", "KEY=VALUE", _("a field of your own; several times"), many=True)
    option("--note", "TEXT", _("anything else"))
    option("--since", "DATE", _("customer since"))
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
            fields[name] = _language(getattr(given, name))
    for name, default in (("formality", ""), ("gender", "unknown"), ("stage", "new")):
        if getattr(given, name) is not None:
            fields[name] = getattr(given, name) or default
    fields |= _lists(book, given)
    if given.referred_by is not None:
        fields["referred_by"] = book.who(given.referred_by).id if given.referred_by.strip() else None
    if given.since is not None:
        fields["since"] = read_past_day(book, given.since) if given.since.strip() else None
    if given.do_not_contact:
        fields["do_not_contact"] = True
    elif getattr(given, "may_contact", False):
        fields["do_not_contact"] = False
    return fields


def _lists(book: Book, given: Namespace) -> dict[str, Any]:
    readers: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
        ("phone", "phones", _phone),
        ("email", "emails", _email),
        ("handle", "handles", _labelled),
        ("address", "addresses", _address),
        ("tag", "tags", lambda text: clean_line(text).removeprefix("#")),
        ("allowance", "allowances", _allowance),
        ("date", "dates", lambda text: _marked_date(book, text)),
    )
    fields: dict[str, Any] = {}
    for option, field, read in readers:
        values = _filled(getattr(given, option))
        if values is not None:
            fields[field] = tuple(dict.fromkeys(read(value) for value in values))
    for option, field in (("field", "fields"), ("name_form", "name_forms")):
        values = _filled(getattr(given, option))
        if values is not None:
            fields[field] = dict(_pair(option, value) for value in values)
    return fields


def _filled(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else [value for value in values if clean_line(value)]


def _labelled(text: str) -> Labelled:
    """Part `home: 0532 …` at its first colon, where what stands before can be a label."""
    label, colon, value = clean_line(text).partition(":")
    if colon and value.strip() and not value.startswith("//") and _can_be_label(label):
        return Labelled(label=label.strip(), value=value.strip())
    return Labelled(value=clean_line(text))


def _can_be_label(text: str) -> bool:
    return bool(text.strip()) and len(text) <= _LABEL_LENGTH and not any(one.isdecimal() or one == "@" for one in text)


def _phone(text: str) -> Labelled:
    phone = _labelled(text)
    if not any(one.isdecimal() for one in phone.value):
        raise NotUnderstoodError(_("“{text}” is no phone number.").format(text=phone.value[:60]))
    return phone


def _email(text: str) -> Labelled:
    email = _labelled(text)
    before, at, after = email.value.partition("@")
    if not (before and at and after) or " " in email.value:
        raise NotUnderstoodError(_("“{text}” is no e-mail address.").format(text=email.value[:60]))
    return email


def _address(text: str) -> PostalAddress:
    label, colon, street = clean_text(text).partition(":")
    if colon and street.strip() and _can_be_label(label):
        return PostalAddress(label=label.strip(), street=street.strip())
    return PostalAddress(street=clean_text(text).strip())


def _allowance(text: str) -> Allowance:
    match = _ALLOWANCE.fullmatch(clean_line(text))
    if match is None or int(match[3] or 0) > int(match[2]):
        raise NotUnderstoodError(
            _("The allowance “{text}” cannot be read. Write WHAT=TOTAL/USED, such as visits=5/2.").format(
                text=text[:60]
            )
        )
    return Allowance(what=match[1].strip(), total=int(match[2]), used=int(match[3] or 0))


def _marked_date(book: Book, text: str) -> MarkedDate:
    label, value = _pair("date", text)
    yearless = _YEARLESS.fullmatch(value)
    if yearless is not None:
        month, day = int(yearless[1]), int(yearless[2])
        try:
            datetime(_LEAP_YEAR, month, day)
        except ValueError:
            raise NotUnderstoodError(_("There is no such day: {text}.").format(text=value)) from None
        return MarkedDate(label=label, month=month, day=day)
    context = WhenContext(now=book.now(), is_open=book.calendar.is_open, language=book.shop.language or "en", past=True)
    when = read_when(value, context)
    return MarkedDate(label=label, month=when.month, day=when.day, year=when.year if _A_YEAR.search(value) else 0)


def _pair(option: str, text: str) -> tuple[str, str]:
    key, equals, value = clean_text(text).partition("=")
    if not equals or not key.strip() or not value.strip():
        raise NotUnderstoodError(
            _("“{text}” is not KEY=VALUE. Write --{option} KEY=VALUE.").format(
                text=text[:60], option=option.replace("_", "-")
            )
        )
    return clean_line(key), value.strip()


def _language(text: str) -> str:
    code = text.strip().lower()
    if code and not _LANGUAGE.fullmatch(code):
        raise NotUnderstoodError(
            _("“{text}” is no language. Write its code, such as en, tr, ko, el or bg.").format(text=text[:60])
        )
    return code
