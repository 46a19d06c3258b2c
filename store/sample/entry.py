"""One contact that waits for its turn to be handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.records.interaction import Interaction
from store.sample.opening import Opening
from store.sample.pledge import PledgeInHand
from store.sample.wordings import Wordings

if TYPE_CHECKING:
    from store.sample.matter import Matter


class Entry:
    """Everything of an interaction but its ids, and the promise that was made with it."""

    __slots__ = ("language", "matter", "plain", "pledge", "role", "when")

    def __init__(
        self, when: int, plain: dict[str, Any], matter: Matter | None, *, role: str = "", language: str = ""
    ) -> None:
        """Keep the instant `when`, the fields `plain`, and the matter that it belongs to, if any.

        `role` is that of the step that it is, `language` the customer's.
        """
        self.when = when
        self.plain = plain
        self.matter = matter
        self.role = role
        self.language = language
        self.pledge: PledgeInHand | None = None

    def record(self, identity: int, clock: Opening, wordings: Wordings) -> Interaction:
        """Return it as the book keeps it."""
        when = clock.when(self.when)
        conversation = None if self.matter is None else self.matter.id
        phrases = wordings.of(self, identity, when)
        return Interaction(id=identity, when=when, conversation=conversation, phrases=phrases, **self.plain)
