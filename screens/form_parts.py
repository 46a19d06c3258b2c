"""The kinds of fields that several forms have: lines, texts, choices, days, tags, phones, customers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from screens.completions import who_words
from screens.record_form import Part
from screens.shown import one_line
from screens.widgets.form import Field
from screens.widgets.question_bar import Choice
from screens.words import language_word
from store.book import Book
from store.errors import RegularsError
from store.moments import read_due, read_past_day, said, when_context
from store.records.contact_person import Labelled
from store.records.customer import Customer
from store.records.shop import LANGUAGES
from store.records.text import clean_line
from store.rules.capture_lookup import fold_word
from store.rules.customer_fields import read_language, read_tags, write_labelled, write_tags
from store.rules.field_texts import first_that_reads, lines_of, read_each
from store.rules.recurrence_words import read_rule, write_rule
from store.rules.rule_words import again_words
from store.sentences import _
from store.wording import month_name

MOST_OFFERED = 8


def text_part(
    key: str,
    label: str,
    *,
    kind: Literal["line", "text"] = "line",
    hint: str = "",
    section: str = "",
    complete: Callable[[str], Sequence[Choice]] | None = None,
) -> Part[Any]:
    """Return a field that holds text as it is."""
    return Part(
        field=Field(key=key, label=label, kind=kind, hint=hint, section=section, complete=complete),
        write=lambda record: getattr(record, key),
        read=lambda text, _record: text,
    )


def choice_part(key: str, label: str, choices: Sequence[tuple[str, str]], *, section: str = "") -> Part[Any]:
    """Return a field that holds one of a few values."""
    return Part(
        field=Field(key=key, label=label, kind="choice", choices=tuple(choices), section=section),
        write=lambda record: getattr(record, key),
        read=lambda text, _record: text,
    )


def yes_part(key: str, label: str, no: str, yes: str, *, section: str = "") -> Part[Any]:
    """Return a field that is so or not so, in the words `yes` and `no`."""
    return Part(
        field=Field(key=key, label=label, kind="choice", choices=(("", no), ("yes", yes)), section=section),
        write=lambda record: "yes" if getattr(record, key) else "",
        read=lambda text, _record: text == "yes",
    )


def labelled_part(
    key: str, label: str, read: Callable[[str], Labelled], *, hint: str = "", section: str = ""
) -> Part[Any]:
    """Return a field of phones, e-mail addresses or the like, one a line."""
    return Part(
        field=Field(key=key, label=label, kind="text", hint=hint, section=section),
        write=lambda record: "\n".join(write_labelled(one) for one in getattr(record, key)),
        read=lambda text, record: read_each(lines_of(text), read, write_labelled, getattr(record, key)),
    )


def language_part(key: str, label: str, *, hint: str = "", section: str = "") -> Part[Any]:
    """Return a field that holds the code of a language, which may be empty; a name is completed."""
    return Part(
        field=Field(
            key=key,
            label=label,
            hint=hint or _("a code, such as tr; a name is completed"),
            is_whole=True,
            section=section,
            complete=_languages_for,
        ),
        write=lambda record: getattr(record, key),
        read=lambda text, _record: read_language(text),
        say=lambda code: word if (word := language_word(code)) != code else "",
    )


def tags_part(book: Book, key: str, label: str, *, hint: str = "", section: str = "") -> Part[Any]:
    """Return a field of tags, completed from those in use; they are gathered once, when the first one is typed."""
    gathered = cache(lambda: tags_in_use(book))
    return Part(
        field=Field(
            key=key, label=label, hint=hint, section=section, complete=lambda text: _tags_for(text, gathered())
        ),
        write=lambda record: write_tags(getattr(record, key)),
        read=lambda text, record: read_tags(text) if text != write_tags(getattr(record, key)) else getattr(record, key),
    )


def day_part(
    book: Book,
    key: str,
    label: str,
    read: Callable[[Book, str], date] = read_past_day,
    *,
    hint: str = "",
    section: str = "",
) -> Part[Any]:
    """Return a field of one day, which may be empty."""
    return Part(
        field=Field(key=key, label=label, hint=hint, is_whole=True, section=section),
        write=lambda record: write_day(getattr(record, key), lambda text: read(book, text)),
        read=lambda text, _record: read(book, text) if text else None,
        say=lambda day: said(book, day),
    )


def who_part(book: Book, key: str, label: str, *, hint: str = "", section: str = "") -> Part[Any]:
    """Return a field that names a customer, which may be empty."""
    return Part(
        field=Field(
            key=key,
            label=label,
            hint=hint,
            is_whole=True,
            section=section,
            complete=lambda text: customers_for(book, text),
        ),
        write=lambda record: naming(book, getattr(record, key)),
        read=lambda text, _record: book.who(text).id if text else None,
        say=lambda identity: _who_words(book, identity),
    )


def rule_part(book: Book, key: str, label: str, *, hint: str = "") -> Part[Any]:
    """Return a field that holds how often something comes again, as an RRULE value, which may be empty."""
    return Part(
        field=Field(key=key, label=label, hint=hint, is_whole=True),
        write=lambda record: write_rule(getattr(record, key), when_context(book, past=False)),
        read=lambda text, _record: read_rule(text, when_context(book, past=False)).rule,
        say=again_words,
    )


def moment_part(
    key: str,
    label: str,
    read: Callable[[str], date | datetime],
    book: Book,
    *,
    hint: str = "",
    section: str = "",
) -> Part[Any]:
    """Return a field of a day, or of a day and an hour."""
    return Part(
        field=Field(key=key, label=label, hint=hint, is_whole=True, section=section),
        write=lambda record: write_moment(getattr(record, key), read),
        read=lambda text, _record: read(text),
        say=lambda moment: said(book, moment),
    )


def gender_choices() -> Sequence[tuple[str, str]]:
    """Return the genders that a record knows, with their words."""
    return (
        ("unknown", _("unknown")),
        ("female", _("female")),
        ("male", _("male")),
        ("other", _("other")),
    )


def read_day(book: Book, text: str) -> date:
    """Return a day that lies ahead, or any day with its year.

    Raises:
        NotUnderstoodError: it is none, or can be read in several ways.
    """
    when = read_due(book, text)
    return when.date() if isinstance(when, datetime) else when


def write_moment(moment: date | datetime | None, read: Callable[[str], date | datetime]) -> str:
    """Return a day or an instant in words that `read` reads back to its minute, else as ISO 8601; empty for none."""
    if not isinstance(moment, datetime):
        return write_day(moment, read)
    day = _day_words(moment)
    minute: date | datetime = moment.replace(second=0, microsecond=0)
    return first_that_reads([f"{day}, {moment:%H:%M}", f"{moment:%Y-%m-%d %H:%M}"], read, minute)


def write_day(day: date | None, read: Callable[[str], date | datetime]) -> str:
    """Return a day in words that `read` reads back, else as ISO 8601; empty for none."""
    wanted: date | datetime | None = day
    return "" if day is None else first_that_reads([_day_words(day), day.isoformat()], read, wanted)


def naming(book: Book, identity: int | None) -> str:
    """Return what names a customer and nobody else: the name where that does, else the number; empty for nobody."""
    if not identity:
        return ""
    try:
        name = one_line(book.customer(identity).shown_name)
        if not name.isdigit() and book.who(name).id == identity:
            return name
    except RegularsError:
        pass
    return str(identity)


def customers_for(book: Book, text: str) -> list[Choice]:
    """Return the customers whom `text` may mean, best first."""
    found: list[Choice] = []
    for identity in book.search_customers(text, MOST_OFFERED):
        customer = book.customer(identity)
        found.append(Choice(naming(book, identity), one_line(customer.shown_name), one_line(who_words(customer))))
    return found


def _day_words(day: date) -> str:
    words = _("{day} {month}").format(day=day.day, month=month_name(day.month))
    return _("{day} {year}").format(day=words, year=day.year)


def _who_words(book: Book, identity: int | None) -> str:
    if identity is None:
        return ""
    customer: Customer = book.customer(identity)
    return " · ".join(part for part in (one_line(customer.shown_name), one_line(customer.recognise_by)) if part)


def tags_in_use(book: Book) -> list[str]:
    """Return the tags that customers have, those first that most have."""
    counted = [(facet.value, count) for facet, count in book.customer_facets() if facet.kind == "tag"]
    return [tag for tag, _count in sorted(counted, key=lambda one: (-one[1], fold_word(one[0])))]


def _languages_for(text: str) -> list[Choice]:
    wanted = fold_word(text)
    found = [(code, language_word(code)) for code in LANGUAGES]
    return [Choice(code, word, code) for code, word in found if fold_word(word).startswith(wanted)]


def _tags_for(text: str, tags: Sequence[str]) -> list[Choice]:
    """Return what the tag that is being typed last may become."""
    wanted = fold_word(clean_line(text.rpartition(",")[2]).removeprefix("#"))
    if not wanted:
        return []
    before = read_tags(text)[:-1]
    found = [tag for tag in tags if fold_word(tag).startswith(wanted) and tag not in before]
    return [Choice(write_tags((*before, tag)), tag) for tag in found[:MOST_OFFERED]]
