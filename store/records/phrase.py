"""A wording of the owner's own, a changed copy of a shipped one, or what the owner has noted about a shipped one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from store.records.interaction import Channel, Mood

Category = Literal[
    "greeting", "ack", "apology", "empathy", "questions", "explanation", "update", "change", "thanks", "survey",
    "goodwill", "reconnect", "renewal", "season", "closing", "answer", "away",
]  # fmt: skip
CATEGORIES: tuple[Category, ...] = (
    "greeting", "ack", "apology", "empathy", "questions", "explanation", "update", "change", "thanks", "survey",
    "goodwill", "reconnect", "renewal", "season", "closing", "answer", "away",
)  # fmt: skip
Cause = Literal["", "ours", "theirs", "third_party", "nobody"]
CAUSES: tuple[Cause, ...] = ("ours", "theirs", "third_party", "nobody")
Trouble = Literal["", "late", "broken", "wrong_item", "price", "payment", "delivery", "no_answer", "refusal"]
TROUBLES: tuple[Trouble, ...] = (
    "late", "broken", "wrong_item", "price", "payment", "delivery", "no_answer", "refusal",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase of the owner's.

    `shipped` is the id of the shipped phrase that it is a changed copy of, or that its marks are about: then it has no
    words. `text` is the formal wording where the language has both, `familiar` the other one; `sms` and `sms_familiar`
    are short ones, `plain` and `plain_familiar` siblings without gender and case, `questions` stand in place of a text.
    `promise` is when what goes with it falls due, such as "24h". `shortcut` is without its sign (`sorry` for
    `;sorry`). `checked` is the day on which an answer was last found to be right, empty for an own one until then.
    """

    id: int = 0
    shipped: str = ""
    language: str = ""
    category: Category = "answer"
    cause: Cause = ""
    trouble: Trouble = ""
    mood: Mood = ""
    channels: tuple[Channel, ...] = ()
    promise: str = ""
    title: str = ""
    text: str = ""
    familiar: str = ""
    sms: str = ""
    sms_familiar: str = ""
    plain: str = ""
    plain_familiar: str = ""
    questions: tuple[str, ...] = ()
    shortcut: str = ""
    favourite: bool = False
    hidden: bool = False
    checked: date | None = None
    made: datetime | None = None
    changed: datetime | None = None

    @property
    def has_words(self) -> bool:
        """Whether it is a phrase of its own; else it only holds the marks of a shipped one."""
        return bool(self.text or self.questions)

    @property
    def key(self) -> str:
        """What it is called in the history: `#12`, or the id of the shipped phrase whose marks it holds."""
        return f"#{self.id}" if self.has_words else self.shipped
