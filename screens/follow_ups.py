"""Follow-ups: whom to come back to, what is overdue first, and those that wait for something to happen by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.types import CSSPathType

from screens.follow_up_filter import (
    FOLLOW_UP_ORDERS,
    FollowUpFilter,
    FollowUpOrder,
    filter_question,
    order_words,
    place_title,
    title_words,
)
from screens.follow_up_rows import FollowUpRows, name_of
from screens.half_typed import HalfTyped
from screens.offers import SaidHere
from screens.sections import Sections
from screens.sections_screen import SectionsScreen
from screens.target import Target
from store.errors import NotFoundError, RegularsError
from store.rules.follow_up_places import Placed, in_place
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book


class FollowUpsScreen(SectionsScreen[Placed]):
    """Every open follow-up."""

    PLACE = "show_follow_ups"
    OFFERS = frozenset(("view", "order", "new"))
    SAID_HERE: ClassVar[Mapping[str, SaidHere]] = {
        "answer": SaidHere(_("Answer"), _("Log what came of it; the follow-up is done with it")),
        "done": SaidHere(_("Done"), _("It is done; one that comes again comes by its rule")),
        "postpone": SaidHere(_("Move"), _("Put it off")),
        "drop": SaidHere(_("Drop"), _("It is not needed any more")),
        "new": SaidHere(_("New"), _("Note a new follow-up, with whomever you like")),
    }
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "follow_ups.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Show every open follow-up, by when it is to be done."""
        super().__init__(book, half_typed)
        self._asked = FollowUpFilter()
        self._order: FollowUpOrder = "when"
        self._all: list[Placed] = []
        self._shown: list[Placed] = []

    # What is under the cursor

    def target_of(self, item: Placed) -> Target:
        """Return the follow-up."""
        return Target("follow_up", item.follow_up.id, item.follow_up.customer)

    def _is_settled(self, target: Target) -> bool:
        """Nothing that stands here is."""
        return False

    async def action_new(self) -> None:
        """Note a new follow-up; the form asks with whom."""
        customer = self._asked.customer or 0
        await self.run_action(f"app.open_form('follow_up', 0, {customer})")

    # What has happened

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now; something can have happened where something is waited for."""
        if action == "fire":
            return self.check_action("view", ()) is True and any(one.place == "waiting" for one in self._all)
        return super().check_action(action, parameters)

    async def action_fire(self) -> None:
        """Say that what follow-ups wait for has happened: what is under the cursor, else it is asked for."""
        from screens.firing import what_question

        assert self.book is not None
        waiting = [self.book.days.follow_ups().get(target.id) for target in self.targets]
        names = {one.occasion.casefold() for one in waiting if one is not None and one.due is None}
        if len(names) == 1:
            only = [target.id for target in self.marked]
            await self._ask_whom(names.pop(), only)
        else:
            await self.ask(what_question(self.book), lambda answer: self._ask_whom(answer, []))

    async def _ask_whom(self, name: str, only: list[int]) -> None:
        from screens.firing import say_it_happened, whom_question
        from store.occasions import occasion_named

        book = self.book
        assert book is not None
        try:
            occasion = occasion_named(book, name)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        question, read = whom_question(book, occasion, only)

        def answered(answer: str) -> None:
            try:
                sentence = say_it_happened(book, occasion, read(answer))
            except RegularsError as problem:
                self.note(problem.sentence, refusal=True)
                return
            self.forget_marks()
            self.note(sentence)
            self.post_message(self.Changed())

        await self.ask(question, answered)

    # What is shown

    async def action_view(self) -> None:
        """Ask for a time, a kind or a customer; what is on already is taken off."""
        assert self.book is not None
        try:
            question, read = filter_question(self.book, self._all, self._asked)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return

        def answered(answer: str) -> None:
            self._asked = read(answer)
            self.show_anew()

        await self.ask(question, answered)

    async def action_order(self) -> None:
        """Ask in which order they stand."""
        from screens.widgets.question_bar import Choice, Question

        def answered(answer: str) -> None:
            self._order = next(order for order in FOLLOW_UP_ORDERS if order == answer)
            self.show_anew()

        choices = tuple(
            Choice(order, order_words(order), _("as now") if order == self._order else "") for order in FOLLOW_UP_ORDERS
        )
        await self.ask(Question(sentence=_("In which order?"), choices=choices), answered)

    def action_back(self) -> None:
        """Take the marks away, take off the last filter, then go back."""
        if not self.marked and self._asked.is_any:
            self._asked = self._asked.without_last()
            self.show_anew()
        else:
            super().action_back()

    def items(self) -> Sequence[Placed]:
        """Return the follow-ups that are shown."""
        return self._shown

    def gather(self) -> None:
        """Look anew where they stand."""
        assert self.book is not None
        if self._asked.customer is not None:
            try:
                self.book.customer(self._asked.customer)
            except NotFoundError:
                # They are gone from the book, and with them what they were to be asked.
                self._asked = self._asked._replace(customer=None)
        try:
            self._all = in_place(self.book.days.follow_ups().values(), self.book.calendar, self.book.now())
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self._all = []
        self._shown = self._in_order(self._asked.of(self._all))

    def _in_order(self, found: list[Placed]) -> list[Placed]:
        book = self.book
        assert book is not None
        match self._order:
            case "name":
                names = {one.follow_up.customer: name_of(book, one.follow_up.customer).casefold() for one in found}
                found.sort(key=lambda one: names[one.follow_up.customer])
            case "noted":
                found.sort(key=lambda one: (one.follow_up.made, one.follow_up.id), reverse=True)
        return found

    # What stands in the list

    def lay_out(self, sections: Sections[Placed]) -> None:
        """Lay them out by when they are to be done, or in the order that was asked for."""
        assert self.book is not None
        self.show_title(_("Follow-ups"), title_words(self.book, self._asked, self._order, len(self._shown)))
        is_by_place = self._order == "when"
        rows = FollowUpRows(self.book, self.book.now(), self.app.size.width, is_by_place=is_by_place)
        if is_by_place:
            for _place, group in groupby(self._shown, key=_section_of):
                found = list(group)
                title = place_title(found[0].place, found[0].follow_up.occasion)
                sections.add(title, found, rows.of_placed, rows.height)
        else:
            sections.add("", self._shown, rows.of_placed, rows.height)
        if not self._shown:
            sections.add_lines(self.said(self._empty_words()))

    def _empty_words(self) -> str:
        if self._asked.is_any:
            return _("No follow-up is like that. Esc takes the last filter off, v another one.")
        return _("No follow-up is open. N notes one; so does +follow in the line.")


def _section_of(placed: Placed) -> tuple[str, str]:
    occasion = placed.follow_up.occasion.casefold() if placed.place == "waiting" else ""
    return placed.place, occasion
