"""For whom and about what a reply is, and all that was put together, as they are parked on Today and taken up again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from screens.composition import Composition, Promising
from store.composing import PURPOSES, Reply, reply_to
from store.errors import NotFoundError
from store.phrases import find_phrase, languages_for
from store.records.phrase import CAUSES, TROUBLES, Cause, Trouble

if TYPE_CHECKING:
    from store.book import Book

_KEPT = ("purpose", "channel", "language", "formality", "cause", "trouble", "contact")
_IDS = ("conversation", "promise", "follow_up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reply is asked for with; empty or 0 is what the book tells by itself.

    `is_set` says that cause and trouble are those of here, also where they are none.
    """

    customer: int
    conversation: int = 0
    promise: int = 0
    follow_up: int = 0
    purpose: str = ""
    channel: str = ""
    language: str = ""
    formality: str = ""
    cause: str = ""
    trouble: str = ""
    contact: str = ""
    is_set: bool = False

    def reply(self, book: Book) -> Reply:
        """Return what the reply is made for, as the book has it now.

        Raises:
            NotFoundError: there is no such customer, conversation or promise any more.
        """
        reply = reply_to(
            book,
            self.customer,
            conversation=self.conversation or None,
            promise=self.promise or None,
            channel=self.channel,
            purpose=self.purpose if self.purpose in PURPOSES else None,
            language=self.language,
            contact=self.contact,
        )
        if self.is_set:
            cause: Cause = self.cause if self.cause in CAUSES else ""
            trouble: Trouble = self.trouble if self.trouble in TROUBLES else ""
            reply = replace(reply, cause=cause, trouble=trouble)
        if self.formality:
            reply = replace(reply, formality="familiar" if self.formality == "familiar" else "formal")
        return reply

    def settled(self, reply: Reply) -> Wanted:
        """Return it with what the book has told by itself written out, so that it stays while one composes."""
        matter = reply.matter
        return replace(
            self,
            conversation=matter.conversation.id if matter.conversation is not None else 0,
            promise=matter.promise.id if matter.promise is not None else 0,
            purpose=reply.purpose,
            channel=reply.channel,
            language=reply.languages[0],
            formality=reply.formality,
            cause=reply.cause,
            trouble=reply.trouble,
            contact=reply.contact,
            is_set=True,
        )


def as_values(wanted: Wanted, composition: Composition, half: Mapping[str, str]) -> dict[str, str]:
    """Return a reply as the values of a parked form; `half` are answers that were typed and not given yet."""
    values = {key: getattr(wanted, key) for key in _KEPT}
    values |= {key: str(getattr(wanted, key)) for key in _IDS if getattr(wanted, key)}
    values["parts"] = "\n".join(part.key for part in composition.parts)
    values["answers"] = json.dumps(dict(composition.answers), ensure_ascii=False)
    if half:
        values["half"] = json.dumps(dict(half), ensure_ascii=False)
    if composition.own is not None:
        values |= {"own": composition.own, "covered": str(composition.covered)}
    promising = composition.promising
    if promising is not None:
        values |= {"what": promising.what, "due": promising.due.isoformat(), "condition": promising.condition}
        values |= {"moves": str(promising.moves)} if promising.moves is not None else {}
    return {key: value for key, value in values.items() if value or key == "own"}


def wanted_from(values: Mapping[str, str], customer: int) -> Wanted:
    """Return for whom and about what a parked reply is."""
    kept = {key: values.get(key, "") for key in _KEPT}
    ids = {key: _number(values.get(key, "")) for key in _IDS}
    return Wanted(customer=customer, is_set=True, **ids, **kept)  # type: ignore[arg-type]


def composition_from(book: Book, values: Mapping[str, str], reply: Reply) -> Composition:
    """Return what was put together of a parked reply; a phrase that is gone meanwhile is left out."""
    covered, parts = _number(values.get("covered", "")), []
    for number, key in enumerate(values.get("parts", "").split("\n")):
        try:
            parts.append(find_phrase(book, key, reply.languages))
        except NotFoundError:
            covered -= 1 if number < covered else 0
    answers = _answers(values.get("answers", ""))
    promising = None
    if values.get("what") and values.get("due"):
        with suppress(ValueError):
            promising = Promising(
                what=values["what"],
                due=_moment(values["due"]),
                condition=values.get("condition", ""),
                moves=_number(values.get("moves", "")) or None,
            )
    own = values.get("own")
    return Composition(
        parts=tuple(parts),
        answers=answers,
        own=own,
        covered=min(max(0, covered), len(parts)) if own is not None else 0,
        promising=promising,
    )


def half_answers_from(values: Mapping[str, str]) -> dict[str, str]:
    """Return the answers of a parked reply that were typed and not given yet."""
    return _answers(values.get("half", ""))


def in_other_words(book: Book, wanted: Wanted, composition: Composition) -> tuple[Reply, Composition]:
    """Return a reply and its parts in the language, tone and channel of `wanted`: those that fit stay, filled anew.

    Raises:
        NotFoundError: the customer, conversation or promise is gone.
    """
    reply = wanted.reply(book)
    languages = languages_for(book, reply.customer, wanted.language)
    parts = []
    for part in composition.parts:
        with suppress(NotFoundError):
            own = part.own is not None
            found = replace(part, wanted=languages[0]) if own else find_phrase(book, part.key, languages)
            if found.fits(reply.channel):
                parts.append(found)
    return reply, replace(composition.anew(), parts=tuple(parts))


def _answers(text: str) -> dict[str, str]:
    try:
        plain = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(answer) for name, answer in plain.items()} if isinstance(plain, dict) else {}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
