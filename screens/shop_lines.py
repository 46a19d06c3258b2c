"""The lines of the Shop screen: every setting in its section, in words, with what holds until it is set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from screens.shop_cadences import CADENCE
from screens.shop_words import (
    TEXTS,
    clock_word,
    country_words,
    currency_words,
    days_words,
    gender_words,
    hours_words,
    language_words,
    setting_word,
    share_words,
    time_there,
)
from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, Cell, Column, Look, Row, column_widths, heading, plain_line
from store.records.interaction import CHANNELS
from store.records.shop import WEEKDAYS, Shop
from store.rules.machine import locale_defaults
from store.rules.reconnect_words import cadence_words
from store.rules.settings import effective_zone, is_set, languages_read, settings_as_nested
from store.rules.special_days import SpecialDays, special_days
from store.rules.targets import CLOCKS
from store.sentences import _, ngettext
from store.wording import channel_words

if TYPE_CHECKING:
    from store.book import Book

NARROW_UNDER = 68
HOLIDAYS_AHEAD = timedelta(days=183)
_SETTING = (Column(12), Column(10, grow=2), Column(16, grow=3))
_NARROW_SETTING = (Column(12), Column(10, grow=1))
_TARGETS = (Column(10), *([Column(12)] * len(CLOCKS)))
_NARROW_TARGETS = (Column(8), *([Column(6)] * len(CLOCKS)))
_SPECIAL = (Column(24), Column(10, grow=1))
_NARROW_SPECIAL = (Column(13), Column(10, grow=1))


class ShopLine(NamedTuple):
    """One line of the screen.

    Attributes:
        row: what is drawn.
        key: the setting that it is about, as the settings have it; for the targets of a channel `channel.email`.
        special: the days that go their own way that it is about.
    """

    row: Row
    key: str = ""
    special: SpecialDays | None = None


def shop_lines(book: Book, width: int) -> list[ShopLine]:
    """Return the lines for a screen of `width` cells, as the settings are now."""
    return [line for section in _Lines(book, width).sections() for line in section][1:]


class _Lines:
    def __init__(self, book: Book, width: int) -> None:
        self.shop, self.now = book.shop, book.now()
        self.today = self.now.date()
        self.defaults = locale_defaults()
        self.nested = settings_as_nested(self.shop, self.defaults, self.today)
        self.language = self.nested["language"]
        self.room = max(1, width - GUTTER - 1)
        self.is_narrow = width < NARROW_UNDER

    def sections(self) -> Iterator[Iterator[ShopLine]]:
        """Give the sections from the top to the bottom."""
        yield self._texts()
        yield self._place()
        yield self._hours()
        yield self._special_days()
        yield self._targets()
        yield self._rest()
        yield self._cadences()

    def _texts(self) -> Iterator[ShopLine]:
        yield from _titled(_("The shop"))
        for key in TEXTS:
            yield from self._setting(key, one_line(getattr(self.shop, key)))
            if key == "owner":
                words = gender_words(self.shop.owner_gender)
                yield from self._setting("owner_gender", words, "", _("phrases do without"))

    def _place(self) -> Iterator[ShopLine]:
        yield from _titled(_("Where and when it is"))
        shop = self.shop
        there = time_there(effective_zone(shop, self.defaults), self.now)
        yield from self._setting("zone", self.nested["zone"], there, _("the machine's; {there}").format(there=there))
        country = self.nested["country"]
        name = country_words(country, self.language) if country else ""
        code = "" if self.is_narrow else country
        yield from self._setting("country", name, code, _("no public holidays until it is set"))
        for day, changed in self._later("country"):
            yield from self._from_lines(day, country_words(changed, self.language) if changed else _("none"))
        yield from self._setting("language", language_words([self.language]), "", _("the machine's until set"))
        read = language_words(languages_read(shop, self.defaults))
        yield from self._setting("languages.read", read, "", _("the shop's until set"))

    def _hours(self) -> Iterator[ShopLine]:
        yield from _titled(_("Opening hours"))
        if not self.shop.hours:
            yield from self._words(_("These hold until you set your own."))
        for day in WEEKDAYS:
            key = f"hours.{day}"
            hours = self.nested["hours"][day]
            look: Look = "plain" if hours else "quiet"
            first, *more = wrapped(hours_words(hours), self._value_room())
            yield ShopLine(self._row(setting_word(key), first, look=look), key)
            for line in more:
                yield ShopLine(self._row("", line, kind_is_more=True), key)
            for since, changed in self._later("hours", day):
                yield from self._from_lines(since, hours_words(changed))

    def _special_days(self) -> Iterator[ShopLine]:
        yield from _titled(_("Closed days and special openings"))
        found = special_days(self.shop, self.today, self.today + HOLIDAYS_AHEAD)
        columns = _NARROW_SPECIAL if self.is_narrow else _SPECIAL
        for special in found:
            when = days_words(special.first, special.last, self.today, short=self.is_narrow)
            look: Look = "quiet" if special.kind == "holiday" else "plain"
            row = Row((Cell(when, look), Cell(special_words(special, short=self.is_narrow), look)), columns)
            yield ShopLine(row, f"{special.kind}.{special.first}", special)
        words = _("N adds closed days or a special opening.")
        yield from self._words(words if found else _("No such day lies ahead. {add}").format(add=words))

    def _targets(self) -> Iterator[ShopLine]:
        yield from _titled(_("Answer times, in working time"))
        columns = _NARROW_TARGETS if self.is_narrow else _TARGETS
        short = {"first_answer": _("first"), "next_answer": _("next"), "update": _("update"), "resolution": _("solved")}
        names = [short[clock] if self.is_narrow else clock_word(clock) for clock in CLOCKS]
        yield ShopLine(Row(tuple(Cell(name, "quiet") for name in ("", *names)), columns, "line"))
        for channel in CHANNELS:
            targets = self.nested["channel"][channel]
            cells = [self._target(channel, clock, targets[clock]) for clock in CLOCKS]
            yield ShopLine(Row((Cell(channel_words(channel)), *cells), columns), f"channel.{channel}")
            for since, changes in self._later_targets(channel).items():
                yield from self._from_lines(since, ", ".join(changes), indent=1)
        if any(self.shop.targets):
            yield from self._words(_("Bold ones you have set; the others hold until you do."))
        else:
            yield from self._words(_("These hold until you set your own."))

    def _target(self, channel: str, clock: str, target: str) -> Cell:
        words = _("off") if target == "off" else target
        return Cell(words, "strong" if is_set(self.shop, f"channel.{channel}.{clock}") else "plain")

    def _rest(self) -> Iterator[ShopLine]:
        yield from _titled(_("Promises and money"))
        until_set = _("until you set another")
        yield from self._setting("promise.aim", share_words(self.shop.promise_aim), "", until_set)
        yield from self._setting("promise.aim.ack", share_words(self.shop.promise_aim_ack), "", until_set)
        currency = self.nested["currency"]
        budget = self.shop.goodwill_budget
        money = _("{amount} {currency} a calendar year").format(amount=budget, currency=currency) if budget else ""
        yield from self._setting("goodwill.budget", " ".join(money.split()), "", _("no limit is watched"))
        days = self.shop.dates_lead_days
        ahead = ngettext("{count} day ahead", "{count} days ahead", days).format(count=days)
        yield from self._setting("dates.lead_days", ahead, "", until_set)
        name = currency_words(currency, self.language) if currency else ""
        yield from self._setting("currency", name, "", _("the country's until set"))
        command = one_line(self.shop.mail_command)
        yield from self._setting("mail.command", command, "", _("off: no mail program"))

    def _cadences(self) -> Iterator[ShopLine]:
        yield from _titled(_("Keep in touch, by tag"))
        for tag, cadence in sorted(self.shop.cadences.items()):
            yield ShopLine(self._row(f"#{one_line(tag)}", cadence_words(cadence)), f"{CADENCE}{tag}")
        yield ShopLine(self._row(_("Another tag"), _("Enter sets how often"), look="quiet"), CADENCE)

    # How they are drawn

    def _setting(self, key: str, words: str, detail: str = "", until_set: str = "") -> Iterator[ShopLine]:
        """Give the line of a setting; `detail` stands behind it where it is set, else `until_set`."""
        known = is_set(self.shop, key)
        detail = detail if known else until_set
        look: Look = "plain" if known else "quiet"
        value = words or _("not set")
        if not self.is_narrow:
            yield ShopLine(self._row(setting_word(key), value, detail, look), key)
            return
        yield ShopLine(self._row(setting_word(key), value, look=look), key)
        for line in wrapped(detail, self._value_room()) if detail else ():
            yield ShopLine(self._row("", line, look="quiet", kind_is_more=True), key)

    def _value_room(self) -> int:
        """Return how many cells there are behind a label."""
        return max(1, column_widths(_NARROW_SETTING, self.room)[1])

    def _row(
        self, label: str, value: str, detail: str = "", look: Look = "plain", *, kind_is_more: bool = False
    ) -> Row:
        cells = (Cell(label, "quiet"), Cell(value, look), Cell(detail, "quiet"))
        kept, columns = (cells[:2], _NARROW_SETTING) if self.is_narrow or not detail else (cells, _SETTING)
        return Row(kept, columns, "more" if kind_is_more else "entry")

    def _from_lines(self, day: date, words: str, indent: int = _SETTING[0].width) -> Iterator[ShopLine]:
        """Give what holds from a later day, `indent` cells behind the beginning of the line."""
        when = days_words(day, day, self.today)
        columns = (Column(indent), Column(1, grow=1))
        text = _("from {day}: {words}").format(day=when, words=words)
        for line in wrapped(text, max(1, column_widths(columns, self.room)[1])):
            yield ShopLine(Row((Cell(""), Cell(line, "accent")), columns, "more"))

    def _later_targets(self, channel: str) -> dict[date, list[str]]:
        """Return what targets of `channel` are to hold from later days."""
        found: dict[date, list[str]] = {}
        for clock in CLOCKS:
            for since, target in self._later("channel", channel, clock):
                words = _("{clock} {target}").format(clock=clock_word(clock), target=target)
                found.setdefault(since, []).append(words)
        return dict(sorted(found.items()))

    def _words(self, text: str) -> Iterator[ShopLine]:
        for line in wrapped(text, self.room):
            yield ShopLine(plain_line(line))

    def _later(self, *path: str) -> Iterator[tuple[date, str]]:
        """Give the days from which another value is to hold, with that value."""
        former = _at(self.nested, path)
        for day, changes in self.nested.get("later", {}).items():
            changed = _at(changes, path)
            if isinstance(changed, str) and changed != former:
                yield date.fromisoformat(day), changed
                former = changed


def special_words(special: SpecialDays, *, short: bool = False) -> str:
    """Return what there is to say of days that go their own way."""
    words = one_line(special.words)
    if special.kind == "holiday":
        return (_("holiday: {name}") if short else _("public holiday: {name}")).format(name=words)
    if special.kind == "closed":
        return _("closed: {reason}").format(reason=words)
    opened = _("open {hours}").format(hours=hours_words(special.words))
    return _("{opened} ({holiday})").format(opened=opened, holiday=one_line(special.also)) if special.also else opened


def country_of(shop: Shop, day: date) -> str:
    """Return the country whose public holidays hold on `day`, empty where there is none."""
    country: str = settings_as_nested(shop, locale_defaults(), day)["country"]
    return country


def _titled(title: str) -> Iterator[ShopLine]:
    yield ShopLine(BLANK)
    yield ShopLine(heading(title))


def _at(nested: Mapping[str, Any], path: tuple[str, ...]) -> object:
    found: object = nested
    for key in path:
        if not isinstance(found, Mapping) or key not in found:
            return None
        found = found[key]
    return found
