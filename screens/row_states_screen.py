"""What can be done to rows as they stand: what is settled is not done again, and only what waits is answered."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from screens.checking_in_screen import CheckingInScreen
from screens.half_typed import HalfTyped
from screens.target import Target
from store.errors import RegularsError

if TYPE_CHECKING:
    from store.book import Book

OF_THANKS = frozenset(("greeting", "card"))
_WITH_SOMEBODY = frozenset(
    ("customer", "conversation", "promise", "follow_up", "interaction", "thing", "person", *OF_THANKS)
)
# What each key can be pressed on.
_DONE_TO: dict[str, frozenset[str]] = {
    "answer": frozenset(("conversation", "follow_up")),
    "write": frozenset((*_WITH_SOMEBODY, "referral")),
    "questions": frozenset((*_WITH_SOMEBODY, "referral")),
    "join": frozenset(("conversation",)),
    "done": frozenset(("conversation", "promise", "follow_up", "greeting", "card", "phrase")),
    "postpone": frozenset(("promise", "follow_up")),
    "no_reply": frozenset(("conversation",)),
    "skip": frozenset(("follow_up",)),
    "wait_on": frozenset(("conversation",)),
    "edit": frozenset(
        (
            "customer",
            "thing",
            "person",
            "interaction",
            "promise",
            "follow_up",
            "conversation",
            "draft",
            "gesture",
            "phrase",
            *OF_THANKS,
        )
    ),
    "drop": frozenset(("conversation", "promise", "follow_up", "draft", "interaction", "phrase", *OF_THANKS)),
    "promise": _WITH_SOMEBODY,
    "follow_up": _WITH_SOMEBODY,
}
# What is done with one customer, also where no row is.
_WITH_ONE = ("write", "questions")
# What is not done any more to something that is settled.
_ONLY_OPEN = frozenset(("done", "postpone", "drop", "skip"))


class RowStatesScreen(CheckingInScreen):
    """A screen that knows of its rows which keys can be pressed on them."""

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Nothing is known yet of what waits."""
        super().__init__(book, half_typed)
        self._waiting: dict[tuple[int, int], bool] = {}

    def can_be_done(self, action: str) -> bool:
        """Whether `action`, one of the keys for rows, can be pressed on what is under the cursor or marked."""
        targets = self.targets
        if self.book is None:
            return False
        if not targets:
            return action in _WITH_ONE and self.line_customer is not None
        if action in ("edit", *_WITH_ONE) and len(targets) > 1:
            return False
        if action == "join" and not self._are_of_one_customer(targets):
            return False
        if action == "drop" and len({target.kind for target in targets}) > 1:
            return False
        return all(target.kind in _DONE_TO[action] for target in targets) and self._is_in_a_state_for(action, targets)

    def _is_in_a_state_for(self, action: str, targets: Sequence[Target]) -> bool:
        """Whether that can still be done to all: what is settled is not done again, only what waits is answered."""
        if action in _ONLY_OPEN and any(map(self._is_settled, targets)):
            return False
        if action == "answer" and not self._can_be_answered(targets):
            return False
        if action == "skip":
            return all(self._any_recurs([target]) for target in targets)
        if action not in ("answer", "done", "no_reply") or (action == "done" and self._may_be_closed(targets)):
            return True
        return all(self._waits(target.id) for target in targets if target.kind == "conversation")

    def _can_be_answered(self, targets: Sequence[Target]) -> bool:
        """Whether one line can say what was answered: it finishes one follow-up for each customer."""
        kinds, customers = {target.kind for target in targets}, {target.customer for target in targets}
        if kinds == {"follow_up"}:
            return len(customers) == len(targets) and not any(map(self._is_settled, targets))
        return kinds == {"conversation"}

    def _are_of_one_customer(self, targets: Sequence[Target]) -> bool:
        """Whether there are several, and all of the same customer."""
        return len(targets) > 1 and len({target.customer for target in targets}) == 1

    def _may_be_closed(self, targets: Sequence[Target]) -> bool:
        """Whether all are matters in which nothing waits for an answer: with those one is done when they are closed."""
        return all(target.kind == "conversation" and not self._waits(target.id) for target in targets)

    def _is_settled(self, target: Target) -> bool:
        """Whether a promise, a follow-up or a conversation is over already, or gone."""
        assert self.book is not None
        try:
            match target.kind:
                case "conversation":
                    return self.book.conversation_state(target.id).settled
                case "promise":
                    return self.book.promise(target.id).state != "open"
                case "follow_up":
                    return self.book.follow_up(target.id).state != "open"
        except RegularsError:
            return True
        return False

    def _waits(self, conversation: int) -> bool:
        """Whether a message of a conversation waits for an answer; worked out once for each state of the book."""
        assert self.book is not None
        key = (conversation, self.book.sequence)
        if key not in self._waiting:
            self._waiting.clear()
            with suppress(RegularsError):
                self._waiting[key] = self.book.conversation_state(conversation).wants_answer_since is not None
        return self._waiting.get(key, False)

    def _any_recurs(self, targets: Sequence[Target]) -> bool:
        with suppress(RegularsError):
            if self.book is not None:
                found = (self.book.follow_up(one.id) for one in targets if one.kind == "follow_up")
                return any(one.rule or one.season for one in found)
        return False
