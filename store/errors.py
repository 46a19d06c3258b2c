"""What can go wrong that is nobody's bug: each kind with the exit status of the command line.

The statuses are those of the command-line contract: 2 the request cannot be understood, names nothing, or the
thing is not in a state for it; 3 the book cannot be read or written; 4 somebody else's change came first.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class RegularsError(Exception):
    """An expected failure: one sentence for the owner, and the exit status that goes with it."""

    exit_code = 2

    def __init__(self, sentence: str) -> None:
        """Keep `sentence`, already translated, saying what was wrong and what to do."""
        super().__init__(sentence)
        self.sentence = sentence


class NotUnderstoodError(RegularsError):
    """The request cannot be read: a wrong token, a date that does not exist, a value that is not allowed."""


class AmbiguousError(NotUnderstoodError):
    """The request can be read in several ways; `readings` are the choices, in words."""

    def __init__(self, sentence: str, readings: Sequence[str] = ()) -> None:
        """Keep the sentence and the readings between which the owner has to choose."""
        super().__init__(sentence)
        self.readings = tuple(readings)


class NotFoundError(RegularsError):
    """The request names nothing in the book."""


class WrongStateError(RegularsError):
    """The thing is not in a state for what was asked (a promise already kept, a due before it was made)."""


class BookUnavailableError(RegularsError):
    """The book cannot be read or written: missing, damaged, a full disk, no permission."""

    exit_code = 3


class BookReadOnlyError(BookUnavailableError):
    """The book can be read, not written: a newer version's, a read-only folder, or a write that failed."""


class ChangedSinceError(RegularsError):
    """Somebody else's change came first; nothing was changed."""

    exit_code = 4
