"""What was agreed with a customer, standing in a form while something is promised to them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from contextlib import suppress

from textual import getters, on
from textual.widget import Widget

from screens.form_screen import FormScreen
from screens.marks import DOT
from screens.shown import one_line
from screens.widgets.form import FieldRow
from screens.widgets.note import Note
from store.advising import Advice
from store.errors import NotFoundError
from store.rules.customer_terms import terms_words


class TermsBeside(FormScreen):
    """A form in which a promise is made: terms, preferences and allowances of the customer stand above its fields."""

    beside = getters.query_one("#beside", Note)

    @abstractmethod
    def promised_to(self) -> int | None:
        """Return the customer to whom something is promised here, None while that is nobody."""

    def advice(self) -> Advice | None:
        """Return what is to be said of the promise itself, before the terms."""
        return None

    def compose_body(self) -> Iterable[Widget]:
        """Give the terms, then the form."""
        yield Note(id="beside")
        yield from super().compose_body()

    def show_book(self) -> None:
        """Show the terms as the book has them now."""
        super().show_book()
        self._say_beside()

    @on(FieldRow.Typed)
    def _someone_else_may_be_meant(self) -> None:
        if self._is_filled:
            self._say_beside()

    def _say_beside(self) -> None:
        customer, advice = self.promised_to(), self.advice()
        said = [] if advice is None else [advice.words]
        if customer:
            with suppress(NotFoundError):
                said += map(one_line, terms_words(self.open_to.customer(customer)))
        self.beside.say(f" {DOT} ".join(said), refusal=advice is not None and advice.is_warning)
