"""What Phrases can be narrowed down to: a language, a category, a mark; the question, its counts, and the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from screens.marks import DOT
from screens.widgets.question_bar import Choice, Question
from store.phrase_uses import NEVER, Uses
from store.phrases import KnownPhrase, category_words, language_words
from store.records.phrase import CATEGORIES, Category
from store.sentences import _

Mark = Literal["favourite", "own", "used", "stale", "hidden"]
MARKS: tuple[Mark, ...] = get_args(Mark)
PhraseOrder = Literal["category", "used", "last", "felt"]
ORDERS: tuple[PhraseOrder, ...] = get_args(PhraseOrder)


class PhraseFilter(NamedTuple):
    """What is shown: all that is empty is not asked for.

    Attributes:
        language: in which the words are wanted; the shop's where empty.
        category: what they are for.
        mark: favourites, the owner's own, those that went out, stale answers, or those that are hidden.
    """

    language: str = ""
    category: Category | None = None
    mark: Mark | None = None

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return self != PhraseFilter()

    def of(self, phrases: Sequence[KnownPhrase], today: date, uses: Mapping[str, Uses]) -> list[KnownPhrase]:
        """Return those that fit, in the order in which they stand; hidden ones only where they are asked for."""
        return [
            one
            for one in phrases
            if (self.category is None or one.category == self.category)
            and (is_so(one, self.mark, today, uses) if self.mark is not None else True)
            and (self.mark == "hidden" or not one.hidden)
        ]

    def without_last(self) -> PhraseFilter:
        """Return it without the narrowest that is asked for."""
        if self.mark is not None:
            return self._replace(mark=None)
        if self.category is not None:
            return self._replace(category=None)
        return PhraseFilter()


def is_so(phrase: KnownPhrase, mark: Mark, today: date, uses: Mapping[str, Uses]) -> bool:
    """Return whether that can be said of a phrase."""
    match mark:
        case "favourite":
            return phrase.favourite
        case "own":
            return phrase.own is not None
        case "used":
            return uses.get(phrase.key, NEVER).times > 0
        case "stale":
            return phrase.is_stale(today)
        case "hidden":
            return phrase.hidden


def mark_words(mark: Mark) -> str:
    """Return what is said of phrases, in a word or two."""
    return {
        "favourite": _("favourites"),
        "own": _("your own"),
        "used": _("used so far"),
        "stale": _("to be checked"),
        "hidden": _("hidden"),
    }[mark]


def order_words(order: PhraseOrder) -> str:
    """Return in which order phrases stand."""
    return {
        "category": _("by category"),
        "used": _("most used first"),
        "last": _("last used first"),
        "felt": _("upset afterwards first"),
    }[order]


def in_order(phrases: Sequence[KnownPhrase], order: PhraseOrder, uses: Mapping[str, Uses]) -> list[KnownPhrase]:
    """Return phrases in an order; those that never went out come last, and what is alike stays as it stands."""
    if order == "category":
        return list(phrases)

    def key(phrase: KnownPhrase) -> tuple[float, float]:
        one = uses.get(phrase.key, NEVER)
        last = one.last.timestamp() if one.last is not None else 0.0
        match order:
            case "used":
                return -one.times, -last
            case "felt":
                # How many of those that are known were upset; then how many felt anything else but happy.
                known = one.happy + one.neutral + one.upset
                return (-one.upset / known, -one.neutral / known) if known else (1.0, -one.times)
        return -last, -one.times

    return sorted(phrases, key=key)


def order_question(order: PhraseOrder) -> Question:
    """Return the question in which order phrases stand."""
    choices = tuple(Choice(one, order_words(one), _("as now") if one == order else "") for one in ORDERS)
    return Question(sentence=_("In which order?"), choices=choices)


def title_words(asked: PhraseFilter, order: PhraseOrder, language: str, count: int) -> str:
    """Return what the title says: how many there are, in which language, what is asked for, and in which order."""
    words = [f"{count:,}", language_words(asked.language or language)]
    if asked.category is not None:
        words.append(category_words(asked.category))
    if asked.mark is not None:
        words.append(mark_words(asked.mark))
    if order != "category":
        words.append(order_words(order))
    return f" {DOT} ".join(words)


def filter_question(
    phrases: Sequence[KnownPhrase],
    languages: Sequence[str],
    asked: PhraseFilter,
    today: date,
    uses: Mapping[str, Uses],
) -> tuple[Question, Callable[[str], PhraseFilter]]:
    """Return the question what to show, with how many there are of each, and what makes of an answer the filter.

    Args:
        phrases: all that are known in the language of now, the hidden ones too.
        languages: in which there are words, the shop's first.
        asked: what is asked for; an answer that is on already takes it off.
        today: in the shop's zone.
        uses: what became of each, as far as it is known.
    """
    found: dict[str, PhraseFilter] = {}
    on: list[Choice] = []
    others: list[Choice] = []

    def offer(value: str, label: str, then: PhraseFilter, detail: str, *, is_on: bool) -> None:
        found[value] = then
        (on if is_on else others).append(Choice(value, label, _("on; Enter takes it off") if is_on else detail))

    for mark in MARKS:
        is_on = asked.mark == mark
        count = len(asked._replace(mark=mark).of(phrases, today, uses))
        if count or is_on:
            offer(mark, mark_words(mark), asked._replace(mark=None if is_on else mark), f"{count:,}", is_on=is_on)
    counts = Counter(one.category for one in asked._replace(category=None).of(phrases, today, uses))
    for category in CATEGORIES:
        is_on = asked.category == category
        if counts[category] or is_on:
            then = asked._replace(category=None if is_on else category)
            offer(f"={category}", category_words(category), then, f"{counts[category]:,}", is_on=is_on)
    for language in languages:
        is_on = (asked.language or languages[0]) == language
        then = asked._replace(language="" if language == languages[0] else language)
        if not is_on:
            offer(f"@{language}", language_words(language), then, _("in this language"), is_on=False)
    question = Question(
        sentence=_("Show which phrases?"),
        choices=(*on, *others),
        placeholder=_("favourites, a category, or a language"),
    )
    return question, found.__getitem__
