"""What a reply is about, from whatever row it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.attentions import attention_of
from screens.target import Target
from store.errors import NotFoundError
from store.rules.follow_ups import kind_of

if TYPE_CHECKING:
    from store.book import Book


def reply_action(book: Book, target: Target, purpose: str = "") -> str:
    """Return the action that opens the composer for what a row stands for.

    Args:
        book: the open book.
        target: what the row stands for.
        purpose: what the reply is for, where the screen says so.
    """
    about = {"conversation": 0, "promise": 0, "follow_up": 0}
    contact = ""
    try:
        match target.kind:
            case "conversation" | "promise" | "follow_up":
                about[target.kind] = target.id
            case "interaction":
                about["conversation"] = book.interaction(target.id).conversation or 0
            case "person":
                contacts = book.customer(target.customer or 0).contacts
                contact = contacts[target.id].name if 0 <= target.id < len(contacts) else ""
    except NotFoundError:
        pass
    if target.kind == "follow_up" and not purpose:
        purpose = _purpose_of(book, target.id)
    purpose = purpose or _purpose_of_day(target)
    return (
        f"app.compose({target.customer or 0}, {about['conversation']}, {about['promise']}, {about['follow_up']}, "
        f"{purpose!r}, {contact!r})"
    )


def _purpose_of_day(target: Target) -> str:
    """Return what is written for a day to mark or a card: thanks, for their years or for something, or good wishes."""
    if target.kind not in ("greeting", "card"):
        return "thanks" if target.kind == "referral" else ""
    if attention_of(target).reason == "since":
        return "years"
    return "thanks" if target.kind == "card" else "wishes"


def _purpose_of(book: Book, follow_up: int) -> str:
    """Return what is written for a follow-up: of its season or occasion, its renewal, else hello again."""
    try:
        kind = kind_of(book.follow_up(follow_up))
    except NotFoundError:
        return ""
    return {
        "season": "season",
        "occasion": "season",
        "renewal": "renewal",
        "service": "renewal",
        "warranty": "renewal",
    }.get(kind, "reconnect")
