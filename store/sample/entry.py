"""One contact that waits for its turn to be handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.records.interaction import Interaction
from store.sample.opening import Opening
from store.sample.pledge import PledgeInHand

if TYPE_CHECKING:
    from store.sample.matter import Matter


class Entry:
    """Everything of an interaction but its ids, and the promise that was made with it."""

    __slots__ = ("matter", "plain", "pledge", "when")

    def __init__(self, when: int, plain: dict[str, Any], matter: Matter | None) -> None:
        """Keep the instant `when`, the fields `plain`, and the matter that it belongs to, if any."""
        self.when = when
        self.plain = plain
        self.matter = matter
        self.pledge: PledgeInHand | None = None

    def record(self, identity: int, clock: Opening) -> Interaction:
        """Return it as the book keeps it."""
        conversation = None if self.matter is None else self.matter.id
        return Interaction(id=identity, when=clock.when(self.when), conversation=conversation, **self.plain)
