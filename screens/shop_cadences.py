"""How often to keep in touch with everybody of a tag: the question on the Shop screen, and what an answer sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.form_parts import tags_in_use
from screens.shown import one_line
from screens.widgets.question_bar import Choice, Question
from store.errors import NotUnderstoodError
from store.rules.cadence import OFF, read_cadence
from store.rules.field_texts import NotAPairError, read_pair, write_pair
from store.rules.reconnect_words import cadence_words
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

CADENCE = "cadence."
_OFFERED = ("2w", "6w", "3mo", "1y")
_USUAL = "6w"


def cadence_question(book: Book, key: str) -> Question:
    """Return the question how often, for `cadence.TAG`; for `cadence.` also for which tag."""
    tag = key.removeprefix(CADENCE)
    if not tag:
        known = {one.casefold() for one in book.shop.cadences}
        others = [one for one in tags_in_use(book) if one.casefold() not in known]
        return Question(
            sentence=_("How often do you want to be in touch with everybody of a tag?"),
            choices=tuple(Choice(write_pair(one, _USUAL), _said(one, _USUAL)) for one in others),
            read=lambda typed: _said(*_pair(typed)),
            placeholder=_("such as wholesale = 6 weeks"),
        )
    present = book.shop.cadences.get(tag, "")
    return Question(
        sentence=_("How often do you want to be in touch with everybody tagged {tag}?").format(tag=one_line(tag)),
        choices=(
            *(Choice(one, cadence_words(one), _("as it is") if one == present else "") for one in _OFFERED),
            Choice(OFF, _("never by itself"), _("takes the tag off this list")),
        ),
        read=lambda typed: cadence_words(read_cadence(typed)),
        start="" if present in _OFFERED else present,
        placeholder=_("such as 10 days, 6 weeks, 3mo, 1y"),
    )


def cadence_settings(key: str, answer: str) -> dict[str, str]:
    """Return what an answer sets, as `Book.set_shop` takes it.

    Raises:
        NotUnderstoodError: it names no tag, or no cadence.
    """
    if key != CADENCE:
        return {key: answer}
    tag, cadence = _pair(answer)
    return {f"{CADENCE}{tag}": cadence}


def cadence_said(key: str, value: str) -> str:
    """Return in words what was set."""
    return _said(key.removeprefix(CADENCE), read_cadence(value) or OFF)


def _pair(typed: str) -> tuple[str, str]:
    try:
        tag, cadence = read_pair(typed)
    except NotAPairError:
        raise NotUnderstoodError(_("Write the tag, an = and how often, such as wholesale = 6 weeks.")) from None
    return tag.removeprefix("#"), read_cadence(cadence)


def _said(tag: str, cadence: str) -> str:
    return _("{tag}: {every}").format(tag=f"#{one_line(tag)}", every=cadence_words(cadence))
