"""What `t` asks: on whom a matter waits."""

from __future__ import annotations

from collections.abc import Mapping

from screens.shown import one_line
from screens.widgets.question_bar import Choice, Question
from store.records.conversation import WaitingOn
from store.rules.capture_lookup import fold_word
from store.rules.capture_words import EQUALS_WORDS
from store.sentences import _


def waiting_question(about: str) -> Question:
    """Return the question; `about` is what is asked of, for people."""
    customer = Choice("customer", _("the customer"), _("they have to say or do something"))
    us = Choice("us", _("you"), _("it is your turn"))

    def read(typed: str) -> str:
        whom, name = on_whom(typed)
        if whom == "third_party":
            return _("on {name}; it stays yours to follow").format(name=name)
        return customer.detail if whom == "customer" else us.detail

    return Question(
        sentence=_("Waits on whom?"),
        about=about,
        choices=(customer, us),
        read=read,
        placeholder=_("or the name of somebody else, such as the carrier"),
    )


def on_whom(answer: str) -> tuple[WaitingOn, str]:
    """Return on whom it waits by an answer, chosen or typed, and their name where that is somebody else.

    The words of the capture line (`=them`, `=us`) mean here what they mean there: nobody else is called so.
    """
    word = fold_word(answer.strip())
    if word in _folded(EQUALS_WORDS["them"]):
        return "customer", ""
    if word in _folded(EQUALS_WORDS["us"]):
        return "us", ""
    return "third_party", one_line(answer)


def _folded(words: Mapping[str, str]) -> set[str]:
    return {fold_word(word) for several in words.values() for word in several.split()}
