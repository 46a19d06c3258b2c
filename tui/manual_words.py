"""What the manual says of placeholders: their meaning in the words of the app, and their forms filled by the app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from screens.placeholder_words import placeholder_words
from store.records.contact_person import Gender
from store.rules.filling import Values, fill_text
from store.rules.forms.word import Word
from store.rules.placeholders import ASKED_FOR, FROM_THE_BOOK


class Example(NamedTuple):
    """A phrase and what it is filled with; `words` are what stands in the book, `about` says what else is known."""

    language: str
    written: str
    words: Mapping[str, Word] = {}
    gender: Gender = "unknown"
    about: str = ""


def placeholder_rows() -> Iterator[Sequence[str]]:
    """Give the name of each placeholder and what it stands for, those first that the book may know."""
    for names, whence in ((FROM_THE_BOOK, "the book"), (ASKED_FOR, "you")):
        for name in names:
            yield f"`{{{name}}}`", placeholder_words(name), whence


def form_rows(now: datetime) -> Iterator[Sequence[str]]:
    """Give examples: the language, how it is written, with what it is filled, and what comes of it.

    Args:
        now: aware; the day on which they are read.

    Raises:
        ValueError: an example is not filled, or not read.
    """
    for example in _examples(now):
        filled, _is_whole = fill_text(
            example.written, example.language, Values(words=example.words, gender=example.gender)
        )
        if filled.text is None:
            raise ValueError(example.written)
        known = example.about or ", ".join(word.full or word.text for word in example.words.values() if word.text)
        yield example.language, f"`{example.written}`", known, filled.text


def _examples(now: datetime) -> Sequence[Example]:
    friday = now.replace(hour=17, minute=0) + timedelta(days=(4 - now.weekday()) % 7)
    due = {"promise.due": Word(kind="moment", moment=friday, today=now.date())}
    until = "Friday, 17:00"
    return (
        Example("en", "Hello {name|there},", {"name": Word(text="Emma", kind="person")}),
        Example("en", "Hello {name|there},", about="nothing"),
        Example("en", "It is ready by {promise.due}.", due, about=until),
        Example("tr", "{shop:abl} arıyorum.", {"shop": Word(text="Ekmek Evi", kind="proper")}),
        Example("tr", "{promise.due:dat} kadar hazır.", due, about=until),
        Example("ko", "{item:이/가} 준비됐습니다.", {"item": Word(text="자전거", kind="common")}),
        Example("ko", "{item:이/가} 준비됐습니다.", {"item": Word(text="오븐", kind="common")}),
        Example("el", "Γεια σας, {name:voc}!", {"name": Word(text="Γιώργος", kind="person", gender="male")}, "male"),
        Example("el", "Θα είναι έτοιμο {promise.due:acc}.", due, about=until),
        Example("bg", "Готово е {promise.due:в}.", due, about=until),
        Example("bg", "Останахте ли {g:доволен/доволна/доволни}?", gender="female", about="a woman"),
    )
