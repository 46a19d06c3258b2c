"""`regulars shop`: the shop's settings."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from store.book import Book
from store.errors import NotUnderstoodError
from store.moments import said
from store.records.promise import Promise
from store.rules.machine import locale_defaults
from store.rules.settings import settings_as_nested
from store.rules.special_days import closed_anew, promises_caught
from store.sentences import _, ngettext
from tui.command import Arguments, Command, Outcome
from tui.output import cut, printable

_SHOWN = 80


def _show(book: Book, given: Namespace) -> Outcome:
    settings = _settings(book)
    return Outcome(document=settings, parts=[printable(f"{key}={value}") for key, value in _flat(settings)])


def _set_arguments(arguments: Arguments) -> None:
    arguments.take_rest("settings", "KEY=VALUE", _("settings, as “regulars shop show” lists them; empty: until set"))


def _set(book: Book, given: Namespace) -> Outcome:
    wanted: dict[str, str] = {}
    for text in given.settings:
        key, equals, value = text.partition("=")
        if not equals:
            raise NotUnderstoodError(_("“{text}” is not KEY=VALUE, such as zone=Europe/Athens.").format(text=text[:60]))
        if key in wanted:
            raise NotUnderstoodError(_("{key} is given twice.").format(key=key[:60]))
        wanted[key] = value
    former, shop, calendar = dict(_flat(_settings(book))), book.shop, book.calendar
    book.set_shop(wanted)
    settings = _settings(book)
    now = dict(_flat(settings))
    # A day that is closed no more, or a tag without a cadence, is said as it was asked for: with nothing behind it.
    now |= {key: "" for key in former if key not in now}
    changed = [printable(f"{key}={value}") for key, value in now.items() if former.get(key) != value]
    days, today = closed_anew(shop, book.shop), book.now().date()
    return Outcome(
        document=settings,
        parts=changed or [_("That is how it was already.")],
        remarks=_caught(book, promises_caught(book.promises(), calendar, book.calendar, days, today)),
    )


def _caught(book: Book, promises: Sequence[Promise]) -> list[str]:
    """Return which promises fall due on days that have just been closed, and how to move them."""
    if not promises:
        return []
    head = ngettext(
        "{count} promise falls due while the shop is closed:",
        "{count} promises fall due while the shop is closed:",
        len(promises),
    )
    lines = [
        _("promise {id}, {due}: {what}, to {name}").format(
            id=promise.id,
            due=said(book, promise.due),
            what=cut(promise.what, _SHOWN),
            name=cut(book.customer(promise.customer).shown_name, _SHOWN),
        )
        for promise in promises
    ]
    numbers = ",".join(str(promise.id) for promise in promises)
    return [
        head.format(count=len(promises)),
        *lines,
        _("Once they know, move them: regulars promise move {numbers} WHEN --told").format(numbers=numbers),
    ]


def _settings(book: Book) -> dict[str, Any]:
    return settings_as_nested(book.shop, locale_defaults(), book.now().date())


def _flat(settings: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, "" if value is None else str(value)


COMMANDS = (
    Command(words="shop show", summary=_("the shop's settings"), run=_show),
    Command(words="shop set", summary=_("change the shop's settings"), arguments=_set_arguments, run=_set),
)
