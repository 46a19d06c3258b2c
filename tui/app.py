"""The app: it wires the book, the screens and the keys together, and holds nothing else."""

from __future__ import annotations

import os

# Read when Textual is imported: an Escape waits no longer than this for the rest of a key.
os.environ.setdefault("ESCDELAY", "100")

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.binding import BindingType
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.timer import Timer
from textual.types import CSSPathType
from textual.widgets import Input

import screens
from screens.alerts import Alerts
from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.kept_typing import KeptTyping
from screens.offers import Offer
from screens.today import TodayScreen
from store.errors import RegularsError
from store.sentences import _
from tui.going import GoingApp
from tui.keys import bindings
from tui.preferences import Preferences, keep_preferences, preferences_path
from tui.themes import THEMES, WholeCells, theme_for

if TYPE_CHECKING:
    from rich.console import RenderableType

    from screens.customers import CustomersScreen
    from store.book import Book
    from store.records.draft import Draft
    from tui.first_look import FirstLook

_FIRST_STYLES = [Path(str(screens.__file__)).with_name(name) for name in ("book_screen.tcss", "today.tcss")]
_FOLLOWED_EVERY = 0.5
_LOOKED_EVERY = 60.0
_TIDIED_AFTER = 60.0
# A shell says of a process that a signal ended: this and the signal's number.
_KILLED_BY = 128


class RegularsApp(GoingApp):
    """Regulars in the terminal."""

    TITLE = "Regulars"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    COMMAND_PALETTE_BINDING = "ctrl+p"
    # Textual does not load the style of the screen that an app begins with.
    CSS_PATH: ClassVar[CSSPathType | None] = ["app.tcss", *_FIRST_STYLES]

    def __init__(
        self,
        folder: Path,
        *,
        book: Book | None = None,
        look: FirstLook | None = None,
        preferences: Preferences | None = None,
        notices: Sequence[str] = (),
        greeting: str = "",
    ) -> None:
        """Work on the book in `folder`.

        Args:
            folder: where it lies.
            book: the book itself, where it is open already.
            look: what Today shows until the book is open.
            preferences: the colours that were chosen.
            notices: what there is to say at once, such as of a keymap that cannot be followed.
            greeting: a word to whoever looks around, as in the sample shop.
        """
        # Without colours none at all are sent, rather than greys in their place.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.folder = folder
        self.book = book
        self.half_typed = HalfTyped()
        self.kept = KeptTyping(self.half_typed, forms=self._typed_forms, say=self.note, changed=self.book_changed)
        self.alerts: Alerts | None = None
        self.failure = ""
        self.offered: list[Offer] = []
        self._look = look
        self._notices = tuple(notices)
        self._greeting = greeting
        self.customers: CustomersScreen | None = None
        self._idle: Timer | None = None
        self._is_begun = False
        self._early: list[events.Key | events.Paste] = []
        self._is_at_rest = asyncio.Event()
        self._is_at_rest.set()
        self._only_escape_counts = False
        self._quits_anyway = False
        self._is_leaving = False
        ScrollBar.renderer = WholeCells
        for theme in THEMES:
            self.register_theme(theme)
        self.preferences = preferences or Preferences()
        self.theme = theme_for(os.environ, self.preferences.colours)

    def get_default_screen(self) -> Screen[None]:
        """Open on Today."""
        if self._look is None:
            return TodayScreen(self.book, self.half_typed)
        return TodayScreen(self.book, self.half_typed, self._look.desk, self._look.shop_name, self._look.quiet_count)

    def on_mount(self) -> None:
        """Be prepared for a lost line, and follow the book from when it is open."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self.hang_up, number)
        self.set_interval(_FOLLOWED_EVERY, self.follow)
        self.set_interval(_LOOKED_EVERY, self.look_at_the_clock)
        self._idle = self.set_interval(_TIDIED_AFTER, self.tidy)

    async def on_event(self, event: events.Event) -> None:
        """Put off the tidying while somebody is typing; while it is under way, have them wait for that moment."""
        if self._is_leaving and isinstance(event, events.Key | events.Paste | events.Resize):
            return  # no screen lays itself out any more
        if isinstance(event, events.Key | events.Paste) and not self._is_begun:
            # Nothing stands there yet that they could be for.
            self._early.append(event)
            return
        if isinstance(event, events.Key | events.Paste | events.Resize):
            if self._idle is not None:
                self._idle.reset()
            if self._only_escape_counts:
                if isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.key != "escape"):
                    return
            else:
                # The book is for one thread at a time.
                await self._is_at_rest.wait()
        await super().on_event(event)

    @asynccontextmanager
    async def book_at_work(self) -> AsyncIterator[None]:
        """Leave the book to another thread meanwhile: nothing is followed, and of all keys only Escape counts."""
        await self._is_at_rest.wait()
        self._is_at_rest.clear()
        self._only_escape_counts = True
        try:
            yield
        finally:
            self._only_escape_counts = False
            self._is_at_rest.set()

    # The book

    @on(BookScreen.Painted)
    def _begin(self) -> None:
        if not self._is_begun:
            self._is_begun = True
            early, self._early = self._early, []
            for event in early:
                self.post_message(event)
            self.open_book()

    @work
    async def open_book(self) -> None:
        """Open the book beside what is on the screen already, then hand it to the screens."""
        try:
            book = await asyncio.to_thread(open_book, self.folder) if self.book is None else self.book
        except RegularsError as problem:
            self.failure = problem.sentence
            self.exit(return_code=problem.exit_code)
            return
        self.book = book
        for screen in self._book_screens():
            screen.open_book(book)
        self.kept.open_book(book)
        self.alerts = Alerts(book)
        notices = [*self._notices, *book.notices, self._greeting]
        if not book.shop_is_set and not book.read_only:
            from screens.first_run import FirstRunScreen

            # That the book is new goes without saying there.
            notices = [*self._notices]
            await self.push_screen(FirstRunScreen(book, self.half_typed))
        words = " ".join(filter(None, notices))
        if words:
            self.note(words, refusal=bool(self._notices))
        await asyncio.to_thread(_load_what_comes_next, book.shop.language or "en")

    def follow(self) -> None:
        """Show what other sessions have changed."""
        if self.book is None or not self._is_at_rest.is_set():
            return
        try:
            touched = self.book.follow()
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        if touched:
            self.book_changed(by_others=True)
        if self.alerts is not None and self.alerts.is_waiting and self._is_free:
            self.alerts.say(self.shown_screen(), is_free=True)
        self.kept.look()

    def book_changed(self, *, by_others: bool = False) -> None:
        """Have every screen show what the book says now; `by_others` where another session has changed that."""
        for screen in self._book_screens():
            screen.book_changed(by_others=by_others)

    def look_at_the_clock(self) -> None:
        """Have the screen show what has come due, and say what has just come to press."""
        if self._is_at_rest.is_set():
            screen = self.shown_screen()
            screen.look_at_the_clock()
            if self.alerts is not None:
                self.alerts.look(screen, is_free=self._is_free)

    @property
    def _is_free(self) -> bool:
        """Whether nothing is typed on the screen that is shown, and nothing stands over it."""
        return self.screen is self.shown_screen() and not self.shown_screen().is_typed_on

    @work(exclusive=True)
    async def tidy(self) -> None:
        """Shorten the journal and keep the day's backup, when nobody has typed for a while."""
        if self.book is None or self.book.read_only or not self._is_at_rest.is_set():
            return
        self._is_at_rest.clear()
        try:
            await asyncio.to_thread(self.book.tidy)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
        finally:
            self._is_at_rest.set()

    @on(BookScreen.Changed)
    def _tell_the_screens(self) -> None:
        self.book_changed()

    # Going from screen to screen

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now: going where one is already is not offered."""
        if self._only_escape_counts:
            return False
        shown = self.screen
        match action:
            case "show_today":
                return not isinstance(shown, TodayScreen)
            case "show_customers":
                return shown is not self.customers
            case "search":
                # Textual takes the slash for no character, so that a field that is typed in does not keep it.
                return not isinstance(self.focused, Input)
            case "show_help":
                return isinstance(shown, BookScreen) and action != shown.PLACE
            case (
                "show_promises"
                | "show_closing"
                | "show_follow_ups"
                | "show_reconnect"
                | "show_month"
                | "show_thanks"
                | "show_phrases"
                | "show_open_texts"
                | "show_shop"
                | "show_changes"
                | "import_file"
            ):
                return self.book is not None and isinstance(shown, BookScreen) and action != shown.PLACE
        return True

    def prefer(self, preferences: Preferences, sentence: str) -> None:
        """Wear the colours that were chosen, and remember what was; `sentence` says so."""
        self.preferences = preferences
        self.theme = theme_for(os.environ, preferences.colours)
        try:
            keep_preferences(preferences_path(), preferences)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
        else:
            self.note(sentence)

    # Leaving

    async def action_quit(self) -> None:
        """Quit; a half-typed line or form waits on Today."""
        if not self._parks_all():
            if not self._quits_anyway:
                self._quits_anyway = True
                return
            # For the next session, as far as that can be written; the screens are still there to say what it is.
            self.kept.finish()
        self._is_leaving = True
        self.exit()

    def _parks_all(self) -> bool:
        """Park whatever is half-typed; false where that fails, and then it was said why."""
        try:
            self._park()
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return False
        return all(screen.park_form() for screen in self.screen_stack if isinstance(screen, BookScreen))

    def exit(self, result: object | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; keys that come behind it are for nothing any more."""
        self._is_leaving = True
        super().exit(result, return_code, message)

    def action_help_quit(self) -> None:
        """Say how to quit, to whoever pressed ctrl+c."""
        self.note(_("Press q to quit."))

    def hang_up(self, number: int) -> None:
        """Keep the half-typed line and leave: the terminal is gone, or the machine is shutting down."""
        with suppress(RegularsError):
            self._park()
        self.kept.finish()
        self._is_leaving = True
        self.exit(return_code=_KILLED_BY + number)

    def _park(self) -> None:
        if self.book is not None:
            self.half_typed.park(self.book)

    def _typed_forms(self) -> list[Draft]:
        """Return what is typed into the forms that are open, each as it would be parked."""
        drafts = [screen.as_draft() for screen in self.screen_stack if isinstance(screen, BookScreen)]
        return [draft for draft in drafts if draft is not None]

    def _book_screens(self) -> list[BookScreen]:
        found = [screen for screen in self.screen_stack if isinstance(screen, BookScreen)]
        if self.customers is not None and self.customers not in found:
            found.append(self.customers)
        return found


def open_book(folder: Path) -> Book:
    """Open the book in `folder`, and speak its shop's language.

    Raises:
        BookUnavailableError: it cannot be read.
    """
    from store.book import Book
    from store.sentences import speak
    from tui.places import CATALOGUES

    book = Book.open(folder)
    speak(book.shop.language, CATALOGUES)
    return book


def _load_what_comes_next(language: str) -> None:
    """Load what the first key in the capture bar, and the first reply, would otherwise wait for."""
    names = ("screens.widgets.capture_bar", "screens.customer", "screens.customers", "dateparser", "screens.compose")
    for name in names:
        import_module(name)
    from store.composing import prepare

    prepare(language)
