"""The check-in that a kept delivery or repair offers: said in the note, and taken with one key while that stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from screens.half_typed import HalfTyped
from screens.marking_screen import MarkingScreen
from store.errors import NotFoundError, RegularsError
from store.sentences import ngettext
from store.wording import exact_day_words

if TYPE_CHECKING:
    from store.book import Book
    from store.capturing import Logged
    from store.checking_in import CheckIn
    from store.records.promise import Promise


class CheckingInScreen(MarkingScreen):
    """A screen on which a kept promise offers to ask whether it arrived and works."""

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Offer nothing yet."""
        super().__init__(book, half_typed)
        self._kept: tuple[int, ...] = ()

    def note(self, sentence: str, *, refusal: bool = False) -> None:
        """Say something else, and with that take back what was offered."""
        if self._kept:
            self._kept = ()
            self.refresh_bindings()
        super().note(sentence, refusal=refusal)

    def line_saved(self, logged: Sequence[Logged]) -> None:
        """Offer the check-in of a promise that a line has kept."""
        self.offer_check_ins(one.kept for one in logged if one.kept is not None)

    def can_check_in(self) -> bool:
        """Whether a check-in is offered."""
        return bool(self._kept)

    def offer_check_ins(self, promises: Iterable[int]) -> None:
        """Offer the check-ins of those of the promises, given by their ids, that brought or repaired something."""
        offered = self._offered_by(promises)
        if not offered or self.book is None:
            return
        days = sorted({check_in.due for _promise, check_in in offered})
        words = ngettext(
            "{said} F: ask {day} whether it arrived and works.",
            "{said} F: ask from {day} on whether they arrived and work.",
            len(offered),
        )
        day = exact_day_words(days[0], self.book.now().date())
        self.note(words.format(said=self.done_note.said, day=day))
        self._kept = tuple(promise.id for promise, _check_in in offered)
        self.refresh_bindings()

    def action_check_in(self) -> None:
        """Note the check-ins that are offered, in one step."""
        from store.checking_in import make_check_in

        book, offered = self.book, self._offered_by(self._kept)
        if book is None or not offered:
            return
        try:
            with book.transact("followup.add") as change:
                for promise, check_in in offered:
                    make_check_in(book, change, promise, check_in.due)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self.read_only_note.say(book.read_only)
            return
        day = exact_day_words(min(check_in.due for _promise, check_in in offered), book.now().date())
        count = len(offered)
        words = ngettext("Follow-up {day}. u undoes it.", "{count} follow-ups from {day} on. u undoes them.", count)
        self.note(words.format(day=day, count=count))
        self.post_message(self.Changed())

    def _offered_by(self, promises: Iterable[int]) -> list[tuple[Promise, CheckIn]]:
        """Return which of the promises offer a check-in, and which; none of what is gone meanwhile."""
        identities = tuple(promises)
        if self.book is None or not identities:
            return []
        from store.checking_in import check_in_for

        found = []
        for identity in identities:
            with suppress(NotFoundError):
                promise = self.book.promise(identity)
                offered = check_in_for(self.book, promise)
                if offered is not None:
                    found.append((promise, offered))
        return found
