"""Shop: every setting of the shop in one list, changed by a question at the bottom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.shop_lines import ShopLine, shop_lines
from screens.widgets.book_list import BookList
from screens.widgets.rows import plain_line
from store.advising import caught_still, caught_words
from store.errors import RegularsError
from store.records.shop import Shop
from store.rules.machine import locale_defaults
from store.rules.settings import holds_from_a_date, settings_as_nested
from store.rules.special_days import closed_anew, promises_caught, promises_due_in
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.rules.special_days import SpecialDays
    from store.rules.working_time import Calendar


class ShopScreen(BookScreen):
    """The settings, and the days that go their own way."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "shop.tcss"]
    PLACE = "show_shop"
    OFFERS: ClassVar[frozenset[str]] = frozenset(("new", "related"))

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Show the settings of `book`."""
        super().__init__(book, half_typed)
        self._lines: list[ShopLine] = []
        self._laid_out_for = 0
        self._caught: tuple[int, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out anew, with their details behind or below."""
        if self.is_mounted and self._laid_out_for != self.app.size.width:
            self.show_book()

    def show_book(self) -> None:
        """Show the settings as they are now."""
        self.show_title(_("Shop"))
        self._laid_out_for = self.app.size.width
        if self.book is None:
            self._lines = [ShopLine(plain_line(_("The book is being opened.")))]
        else:
            under_cursor = self._line()
            self._lines = shop_lines(self.book, self._laid_out_for)
            key = under_cursor.key if under_cursor is not None else ""
            same = [at for at, line in enumerate(self._lines) if key and line.key == key]
            cursor = same[0] if same else max(0, self.book_list.cursor)
            self.book_list.set_rows(len(self._lines), lambda at: self._lines[at].row, cursor=cursor)
            return
        self.book_list.set_rows(len(self._lines), lambda at: self._lines[at].row)

    # What can be done

    def can_open_row(self) -> bool:
        """Whether a setting is under the cursor."""
        return self._line() is not None

    def can_be_done(self, action: str) -> bool:
        """Whether the row under the cursor can be changed, or taken away."""
        line = self._line()
        if self.book is None or line is None:
            return False
        if action == "drop":
            return line.special is not None and line.special.kind != "holiday"
        return action == "edit"

    def can_relate(self) -> bool:
        """Whether promises fall on the days that were just closed, or on those under the cursor."""
        return bool(self._caught_here())

    async def action_related(self) -> None:
        """Show those promises, marked to be moved."""
        caught = self._caught_here()
        if caught:
            await self.run_action(f"app.show_promises_caught({caught})")

    def _caught_here(self) -> tuple[int, ...]:
        """Return what was caught just now and still is, else what falls on the closed days under the cursor."""
        line, book = self._line(), self.book
        if book is None:
            return ()
        caught = caught_still(book, self._caught)
        if not caught and line is not None and line.special is not None and line.special.kind != "open":
            caught = promises_due_in(book.promises(), line.special.first, line.special.last, book.zone)
        return tuple(promise.id for promise in caught)

    async def open_row(self) -> None:
        """Ask for another value of what is under the cursor."""
        await self.action_edit()

    async def action_edit(self) -> None:
        """Ask for another value of what is under the cursor."""
        line = self._line()
        if line is None or self.book is None:
            return
        if line.special is not None:
            await self._edit_days(line.special)
        elif line.key.startswith("channel."):
            from screens.shop_questions import clock_question

            await self.ask(clock_question(self.book, line.key.removeprefix("channel.")), self._ask_for)
        else:
            await self._ask_for(line.key)

    async def action_new(self) -> None:
        """Ask for closed days, or for a special opening."""
        from screens.special_questions import which_days_question

        if self.book is not None:
            await self.ask(which_days_question(), self._ask_which_days)

    async def action_drop(self) -> None:
        """Take the closed days or the special opening under the cursor away."""
        line = self._line()
        if line is None or line.special is None or self.book is None:
            return
        from screens.special_questions import days_key, taken_away_words

        special = line.special
        if self._save({days_key(special.kind, special.first, special.last): ""}):
            self._say_saved(taken_away_words(self.book, special))

    def _line(self) -> ShopLine | None:
        cursor = self.book_list.cursor
        return self._lines[cursor] if 0 <= cursor < len(self._lines) else None

    # One setting

    async def _ask_for(self, key: str, start: str | None = None) -> None:
        from screens.shop_questions import setting_question, settings_from

        assert self.book is not None
        before = self.book.shop

        async def answered(answer: str) -> None:
            assert self.book is not None
            settings = settings_from(key, answer)
            if any(holds_from_a_date(self.book.shop, one) for one in settings) and self._changes(settings):
                await self._ask_from_when(key, answer, settings, before)
            else:
                await self._save_setting(key, answer, settings, before)

        await self.ask(setting_question(self.book, key, start), answered)

    async def _ask_from_when(self, key: str, answer: str, settings: Mapping[str, str], before: Shop) -> None:
        from screens.special_questions import from_when_question, read_day

        assert self.book is not None

        async def answered(words: str) -> None:
            assert self.book is not None
            since = read_day(self.book, words).isoformat()
            await self._save_setting(key, answer, {**settings, "from": since}, before)

        await self.ask(from_when_question(self.book), answered)

    async def _save_setting(self, key: str, answer: str, settings: Mapping[str, str], before: Shop) -> None:
        """Save, and say so; what could not be saved stands in the question again."""
        from screens.shop_questions import value_words
        from screens.special_questions import from_words

        assert self.book is not None
        if not self._changes(settings):
            self.note(_("That is how it is already."))
            return
        meanwhile = self._differs(before, self.book.shop, settings)
        refusal = self._refused(settings)
        if refusal:
            await self._ask_for(key, answer)
            self.note(refusal, refusal=True)
            return
        words = value_words(self.book, settings)
        if "from" in settings:
            words = from_words(words, date.fromisoformat(settings["from"]), self.book.now().date())
        if meanwhile:
            words = _("{words}. Another session had changed it meanwhile").format(words=words)
        self._say_saved(words)

    def _changes(self, settings: Mapping[str, str]) -> bool:
        """Whether anything would be different with `settings`."""
        from store.rules.settings import apply_settings

        assert self.book is not None
        shop = self.book.shop
        try:
            return apply_settings(shop, settings, self.book.now(), locale_defaults()) != shop
        except RegularsError:
            return True  # Saving says what is wrong.

    def _differs(self, one: Shop, other: Shop, settings: Mapping[str, str]) -> bool:
        """Whether two states of the shop have other values for the keys of `settings`."""
        if one == other:
            return False
        day = self._now().date()
        shown = [settings_as_nested(shop, locale_defaults(), day) for shop in (one, other)]
        return any(_value(shown[0], key) != _value(shown[1], key) for key in settings if key != "from")

    # The days that go their own way

    async def _edit_days(self, special: SpecialDays) -> None:
        if special.kind == "closed":
            await self._ask_reason(special.first, special.last, special.words)
        elif special.first != special.last:
            await self._ask_which_days("open")
        else:
            await self._ask_hours(special.first, special.words if special.kind == "open" else "")

    async def _ask_which_days(self, kind: str) -> None:
        from screens.special_questions import days_question, read_days

        assert self.book is not None

        async def answered(words: str) -> None:
            assert self.book is not None
            first, last = read_days(self.book, words)
            if kind == "closed":
                await self._ask_reason(first, last, "")
            else:
                await self._ask_hours(first, "")

        await self.ask(days_question(self.book, kind), answered)

    async def _ask_reason(self, first: date, last: date, start: str) -> None:
        from screens.special_questions import closed_words, days_key, reason_question

        assert self.book is not None

        async def answered(reason: str) -> None:
            assert self.book is not None
            refusal = self._refused({days_key("closed", first, last): reason})
            if refusal:
                await self._ask_reason(first, last, reason)
                self.note(refusal, refusal=True)
                return
            caught = promises_due_in(self.book.promises(), first, last, self.book.zone)
            self._caught = tuple(promise.id for promise in caught)
            self._say_saved(closed_words(first, last, reason, self.book.now().date()))

        await self.ask(reason_question(self.book, first, last, start), answered)

    async def _ask_hours(self, day: date, start: str) -> None:
        from screens.special_questions import day_hours, days_key, opened_words, opening_question

        assert self.book is not None

        async def answered(words: str) -> None:
            assert self.book is not None
            hours = day_hours(words)
            refusal = self._refused({days_key("open", day, day): hours})
            if refusal:
                await self._ask_hours(day, words)
                self.note(refusal, refusal=True)
                return
            self._say_saved(opened_words(day, hours, self.book.now().date()))

        await self.ask(opening_question(self.book, day, start), answered)

    # Saving

    def _save(self, settings: Mapping[str, str]) -> bool:
        """Save `settings`; false where that was refused, which is said."""
        refusal = self._refused(settings)
        if refusal:
            self.note(refusal, refusal=True)
        return not refusal

    def _refused(self, settings: Mapping[str, str]) -> str:
        """Save `settings` and return an empty text, or why they could not be saved."""
        assert self.book is not None
        former, calendar = self.book.shop, self.book.calendar
        self._caught = ()
        try:
            self.book.set_shop(settings)
        except RegularsError as problem:
            self.read_only_note.say(self.book.read_only)
            return problem.sentence
        self._caught = self._caught_by(former, calendar)
        self.post_message(self.Changed())
        return ""

    def _caught_by(self, former: Shop, calendar: Calendar) -> tuple[int, ...]:
        """Return the promises that fall due on days which the new settings have closed."""
        book = self.book
        assert book is not None
        days = closed_anew(former, book.shop)
        caught = promises_caught(book.promises(), calendar, book.calendar, days, book.now().date())
        return tuple(promise.id for promise in caught)

    def _say_saved(self, words: str) -> None:
        """Say what was saved, and which promises are caught in it."""
        assert self.book is not None
        caught = caught_words(self.book, caught_still(self.book, self._caught))
        said = _("{words}. u undoes it, r shows the promises. {caught}") if caught else _("{words}. u undoes it.")
        self.note(said.format(words=words, caught=caught))
        self.refresh_bindings()

    def _now(self) -> datetime:
        assert self.book is not None
        return self.book.now()


def _value(nested: Mapping[str, object], key: str) -> object:
    found: object = nested
    for part in (key,) if key in nested else key.split(".", 1 if key.startswith(("promise.", "cadence.")) else -1):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
