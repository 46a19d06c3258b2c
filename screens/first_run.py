"""The first questions: where the shop is, when it is open, what it is called; each begins with a good guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, TypeVar
from zoneinfo import ZoneInfo

from textual import on
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.form_screen import Field, FieldError, FormScreen
from screens.shop_words import time_there, week_words, weekday_words
from screens.widgets.field_line import LineField
from screens.widgets.form import FieldRow, Form
from screens.widgets.note import Note
from screens.widgets.question_bar import Choice
from screens.words import language_word
from store.errors import ChangedSinceError, NotUnderstoodError
from store.records.shop import LANGUAGES
from store.rules.first_guesses import FirstGuesses, first_guesses
from store.rules.holidays_of import country_of_zone
from store.rules.hours_words import read_opening_hours
from store.rules.machine import locale_defaults
from store.rules.places import countries_like, country_name, is_utc, read_country, read_place, zones_like
from store.rules.settings import apply_settings
from store.sentences import _

if TYPE_CHECKING:
    from screens.half_typed import HalfTyped
    from store.book import Book

Read = TypeVar("Read")

_MOST_OFFERED = 5
_WHOLE_GUESSES = ("zone", "country")


class FirstRunScreen(FormScreen):
    """Zone, hours, country, language and name of the shop, on one screen; Enter saves them all."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "form_screen.tcss", "first_run.tcss"]
    form_kind = "first_run"

    def __init__(
        self,
        book: Book,
        half_typed: HalfTyped,
        *,
        record: int = 0,
        customer: int | None = None,
        draft: int | None = None,
        start: Mapping[str, str] | None = None,
    ) -> None:
        """Ask on `book`, whose shop was never set."""
        super().__init__(book, half_typed, record=record, customer=customer, draft=draft, start=start)
        self._guesses: FirstGuesses = first_guesses()
        self._saved = ""
        self._country_guess: str | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Give a word on what is asked and why, and the form."""
        yield Note(id="intro")
        for widget in super().compose_body():
            if isinstance(widget, Form):
                for row in widget.rows:
                    if row.field.key in _WHOLE_GUESSES and isinstance(row.editor, LineField):
                        # A place is never half right: the first letter takes the place of the guess.
                        row.editor.select_on_focus = True
            yield widget

    def show_book(self) -> None:
        """Say what is asked, and fill in the guesses."""
        super().show_book()
        self.query_one("#intro", Note).say(self._intro_words())

    @on(FieldRow.Typed)
    def _guess_country(self, event: FieldRow.Typed) -> None:
        """Let the country follow from the city, as long as nobody has typed another."""
        if event.row.field.key != "zone" or not self._is_filled:
            return
        row = self.form.row_of("country")
        former = self.values()["country"] if self._country_guess is None else self._country_guess
        guess = former
        with suppress(NotUnderstoodError):
            code = country_of_zone(read_place(event.row.typed)) or ""
            guess = country_name(code, self._guesses.language) if code else ""
        if row.typed == former and guess != former:
            row.put(guess)
            self._country_guess = guess

    def title_words(self) -> str:
        """Return the title."""
        return _("Welcome to Regulars")

    def fields(self) -> Sequence[Field]:
        """Return what is asked."""
        language = self._guesses.language
        return (
            Field(
                key="zone",
                label=_("Time zone"),
                hint=_("your city, such as Athens"),
                check=self._zone_understood,
                complete=lambda text: [Choice(zone, zone, self._time_in(zone)) for zone in _first(zones_like(text))],
            ),
            Field(
                key="hours",
                label=_("Open"),
                hint=_("Mon-Fri 9-18, Sat 10-14"),
                check=lambda text: week_words(read_opening_hours(text)),
            ),
            Field(
                key="country",
                label=_("Country"),
                hint=_("for its public holidays; may stay empty"),
                check=lambda text: _country_understood(text, language),
                complete=lambda text: [
                    Choice(country_name(code, language), country_name(code, language), code)
                    for code in _first(countries_like(text, language))
                ],
            ),
            Field(
                key="language",
                label=_("Language"),
                kind="choice",
                choices=tuple((code, language_word(code)) for code in LANGUAGES),
            ),
            Field(key="name", label=_("Name of the shop"), hint=_("as customers know it; may stay empty")),
        )

    def values(self) -> Mapping[str, str]:
        """Return the guesses."""
        guesses = self._guesses
        return {
            "zone": guesses.zone,
            "hours": _("{first}-{last} 9-18").format(first=weekday_words("mon"), last=weekday_words("fri")),
            "country": country_name(guesses.country, guesses.language) if guesses.country else "",
            "language": guesses.language,
            "name": "",
        }

    def save(self, values: Mapping[str, str]) -> str:
        """Save all that was answered."""
        book = self.open_to
        settings = {"language": values["language"], "name": values["name"]}
        settings["zone"] = _read("zone", lambda: self._zone(values["zone"]))
        week = _read("hours", lambda: read_opening_hours(values["hours"]))
        settings |= {f"hours.{day}": hours for day, hours in week.items()}
        if values["country"]:
            settings["country"] = _read("country", lambda: read_country(values["country"], self._guesses.language))
        with self.saving("shop.set") as change:
            if book.shop_is_set:
                raise ChangedSinceError(_("Another session has set up the shop meanwhile. Esc leaves; 9 shows it."))
            change.put(apply_settings(book.shop, settings, change.now, locale_defaults()))
        there = time_there(ZoneInfo(settings["zone"]), book.now())
        self._saved = _("Saved: {zone}, {there}. 9 has all the settings.").format(zone=settings["zone"], there=there)
        return self._saved

    def summary(self) -> str:
        """Return what a parked form is called on Today."""
        return _("First questions about the shop")

    async def action_save_form(self) -> None:
        """Save, and offer ways to begin where the book is empty."""
        app, book, half_typed = self.app, self.open_to, self.half_typed
        await super().action_save_form()
        if self not in app.screen_stack and not book.customer_ids():
            from screens.welcome import WelcomeScreen

            welcome = WelcomeScreen(book, half_typed)
            await app.push_screen(welcome)
            welcome.note(self._saved)

    async def action_leave_form(self) -> None:
        """Leave with nothing set, and say where it can be set."""
        app = self.app
        await super().action_leave_form()
        if self not in app.screen_stack and self.draft is None:
            below = app.screen
            if isinstance(below, BookScreen):
                zone = self.open_to.zone.key
                below.note(
                    _("Nothing is set yet: dues are counted in the zone {zone}. 9 opens the shop's settings.").format(
                        zone=zone
                    )
                )

    def _intro_words(self) -> str:
        guesses = self._guesses
        if guesses.is_zone_of_machine:
            return _("Every due date is counted in your zone and your hours. Are these right? Enter saves them.")
        words = (
            _("This machine runs in {machine}; your shop may well be elsewhere. Is this its zone? Enter saves all.")
            if guesses.zone
            else _("This machine runs in {machine}, which is no shop's time. Type your city; Enter saves all.")
        )
        return words.format(machine=guesses.machine_zone)

    def _zone(self, text: str) -> str:
        if not text.strip():
            raise NotUnderstoodError(_("Type the city in whose time the shop lives, such as Athens."))
        return read_place(text)

    def _zone_understood(self, text: str) -> str:
        zone = self._zone(text)
        words = self._time_in(zone)
        if zone != text:
            words = _("{zone}, {there}").format(zone=zone, there=words)
        return _("{there}; no shop's zone").format(there=words) if is_utc(zone) else words

    def _time_in(self, zone: str) -> str:
        return time_there(ZoneInfo(zone), self.open_to.now())


def _country_understood(text: str, language: str) -> str:
    code = read_country(text, language)
    name = country_name(code, language)
    return _("{country} ({code}), with its public holidays").format(country=name, code=code)


def _first(found: Sequence[str]) -> Sequence[str]:
    return found[:_MOST_OFFERED]


def _read(key: str, read: Callable[[], Read]) -> Read:
    """Return what `read` gives; what it refuses is said in the field `key`."""
    try:
        return read()
    except NotUnderstoodError as problem:
        raise FieldError(key, problem.sentence) from problem
