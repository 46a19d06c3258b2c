"""The phrases of the book: the shipped ones with what the owner has noted about them, and the owner's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from store.errors import NotFoundError
from store.packs import WORDED, Head, Packs, shipped
from store.records.customer import Customer
from store.records.interaction import Channel, Mood
from store.records.phrase import CATEGORIES, Category, Cause, Phrase, Trouble
from store.rules.filling import Wording
from store.rules.machine import locale_defaults
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

LAST_RESORT = "en"
# An answer that was not looked at for so long may have become wrong (practice D7: six months).
STALE_AFTER = timedelta(days=183)
_SHORTCUT = ";"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPhrase:
    """One phrase as the owner has it, in one language.

    `key` is the id of a shipped one, or `#12`. `wanted` is the language that was asked for first: `wording` is in
    another one where there are no words in that. `shipped` is the id of the shipped one that an own one is a changed
    copy of. `checked` is when its words were last written or found right, None for a shipped one until then.
    """

    key: str
    category: Category
    wording: Wording
    wanted: str
    cause: Cause = ""
    trouble: Trouble = ""
    mood: Mood = ""
    channels: tuple[Channel, ...] = ()
    promise: str = ""
    shipped: str = ""
    shortcut: str = ""
    favourite: bool = False
    hidden: bool = False
    checked: date | None = None
    own: Phrase | None = None

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.wording.language

    @property
    def title(self) -> str:
        """What a list shows: its title, else the beginning of its text."""
        return self.wording.title or " ".join((self.wording.text or " ".join(self.wording.questions)).split())[:60]

    def fits(self, channel: str) -> bool:
        """Return whether it can go out on a channel: as a text message only where it has a short wording."""
        if self.channels and channel and channel not in self.channels:
            return False
        return channel != "sms" or bool(self.wording.sms) or self.own is not None

    def is_stale(self, today: date) -> bool:
        """Return whether it is an answer that was last found right more than six months ago."""
        return self.category == "answer" and self.checked is not None and today - self.checked > STALE_AFTER


def languages_for(book: Book, customer: Customer | None, language: str = "") -> tuple[str, ...]:
    """Return in which languages a phrase is looked for, the first with words decides.

    The language that is asked for, the customer's, their second one, the shop's, English.
    """
    theirs = (customer.language, customer.second_language) if customer is not None else ()
    return tuple(dict.fromkeys(filter(None, (language, *theirs, shop_language(book), LAST_RESORT))))


def shop_language(book: Book) -> str:
    """Return the shop's language, the machine's until it is set."""
    return book.shop.language or locale_defaults().language or LAST_RESORT


def phrases_in(
    book: Book, languages: Sequence[str], *, hidden: bool = False, packs: Packs | None = None
) -> list[KnownPhrase]:
    """Return every phrase in the first of `languages` in which it has words, category by category.

    In a category the favourites come first, then the owner's own, then the shipped ones in their order. Of the owner's
    own there are those in the first language, and in the first that has a pack.

    Args:
        book: the open book.
        languages: the most wanted first.
        hidden: also those that the owner has hidden.
        packs: the shipped ones; those of this version where None.
    """
    packs = packs or shipped()
    records = book.phrases()
    marks = {one.shipped: one for one in records if not one.has_words}
    spoken = next((one for one in languages if packs.wordings(one)), languages[0])
    own = (one for one in records if one.has_words and one.language in (languages[0], spoken))
    found = [_own(one, languages[0]) for one in own]
    for head in packs.heads.values():
        known = _shipped(head, languages, packs, marks.get(head.id))
        if known is not None:
            found.append(known)
    order = {category: number for number, category in enumerate(CATEGORIES)}
    found = [one for one in found if hidden or not one.hidden]
    return sorted(found, key=lambda one: (order[one.category], not one.favourite, one.own is None))


def find_phrase(book: Book, named: str, languages: Sequence[str], *, packs: Packs | None = None) -> KnownPhrase:
    """Return the phrase that `named` names: an id of a shipped one, `12` or `#12` for an own one, or a shortcut.

    Raises:
        NotFoundError: there is none, or it has no words in any language that is left; the sentence has the nearest.
    """
    packs = packs or shipped()
    name = named.strip()
    records = book.phrases()
    shortcut = name.removeprefix(_SHORTCUT).casefold()
    by_shortcut = next((one for one in records if shortcut and one.shortcut.casefold() == shortcut), None)
    number = name.removeprefix("#")
    if number.isdecimal():
        own = next((one for one in records if one.id == int(number)), None)
        if own is not None and own.has_words:
            return _own(own, languages[0])
    elif name not in packs.heads and by_shortcut is not None:
        if by_shortcut.has_words:
            return _own(by_shortcut, languages[0])
        name = by_shortcut.shipped
    if name in packs.heads:
        marks = next((one for one in records if one.shipped == name and not one.has_words), None)
        known = _shipped(packs.heads[name], languages, packs, marks)
        if known is not None:
            return known
    near = get_close_matches(name, [*packs.heads, *(one.shortcut for one in records if one.shortcut)], n=1)
    if near:
        raise NotFoundError(
            _("There is no phrase {name}. Did you mean {nearest}?").format(name=named[:60], nearest=near[0])
        )
    raise NotFoundError(_("There is no phrase {name}. See them with: regulars phrase list").format(name=named[:60]))


def with_shortcut(book: Book, shortcut: str, languages: Sequence[str]) -> KnownPhrase | None:
    """Return the phrase with a shortcut (`sorry` or `;sorry`), None where there is none."""
    plain = shortcut.removeprefix(_SHORTCUT).casefold()
    for record in book.phrases():
        if plain and record.shortcut.casefold() == plain:
            return find_phrase(book, record.key, languages)
    return None


def fallback_words(phrase: KnownPhrase) -> str:
    """Return that a phrase is in another language than was wanted, in a sentence; empty where it is not."""
    if phrase.language == phrase.wanted:
        return ""
    return _("There are no words for this in {wanted}; this is {language}.").format(
        wanted=language_words(phrase.wanted), language=language_words(phrase.language)
    )


def language_words(code: str) -> str:
    """Return the name of a language, its code where it has no name."""
    return {
        "en": _("English"),
        "tr": _("Turkish"),
        "ko": _("Korean"),
        "el": _("Greek"),
        "bg": _("Bulgarian"),
    }.get(code, code)


def category_words(category: str) -> str:
    """Return the word for a category of phrases."""
    return {
        "greeting": _("greeting"),
        "ack": _("it has arrived"),
        "apology": _("apology"),
        "empathy": _("empathy"),
        "questions": _("questions"),
        "explanation": _("explanation"),
        "update": _("how it stands"),
        "change": _("change of plan"),
        "thanks": _("thanks"),
        "survey": _("survey"),
        "goodwill": _("goodwill"),
        "reconnect": _("hello again"),
        "renewal": _("renewal"),
        "season": _("season"),
        "closing": _("closing"),
        "answer": _("frequent question"),
        "away": _("away"),
    }[category]


def cause_words(cause: str) -> str:
    """Return the word for whose doing a trouble is; empty for none."""
    return {
        "ours": _("our doing"),
        "theirs": _("their doing"),
        "third_party": _("somebody else's doing"),
        "nobody": _("nobody's doing"),
    }.get(cause, "")


def trouble_words(trouble: str) -> str:
    """Return the word for a trouble; empty for none."""
    return {
        "late": _("late"),
        "broken": _("broken"),
        "wrong_item": _("wrong item"),
        "price": _("price"),
        "payment": _("payment refused"),
        "delivery": _("delivery"),
        "no_answer": _("no answer"),
        "refusal": _("a refusal"),
    }.get(trouble, "")


def words_of(phrase: Phrase) -> Wording:
    """Return the words of the owner's own phrase."""
    return Wording(
        language=phrase.language,
        title=phrase.title,
        questions=phrase.questions,
        **{name: getattr(phrase, name) for name in WORDED},
    )


def _own(phrase: Phrase, wanted: str) -> KnownPhrase:
    written = phrase.changed or phrase.made
    checked = max(filter(None, (phrase.checked, written.date() if written else None)), default=None)
    return KnownPhrase(
        key=phrase.key,
        category=phrase.category,
        wording=words_of(phrase),
        wanted=wanted,
        cause=phrase.cause,
        trouble=phrase.trouble,
        mood=phrase.mood,
        channels=phrase.channels,
        promise=phrase.promise,
        shipped=phrase.shipped,
        shortcut=phrase.shortcut,
        favourite=phrase.favourite,
        hidden=phrase.hidden,
        checked=checked,
        own=phrase,
    )


def _shipped(head: Head, languages: Iterable[str], packs: Packs, marks: Phrase | None) -> KnownPhrase | None:
    wanted = ""
    for language in languages:
        wanted = wanted or language
        wording = packs.wordings(language).get(head.id)
        if wording is None:
            continue
        return KnownPhrase(
            key=head.id,
            category=head.category,
            wording=wording,
            wanted=wanted,
            cause=head.cause,
            trouble=head.trouble,
            mood=head.mood,
            channels=head.channels,
            promise=head.promise,
            shortcut=marks.shortcut if marks else "",
            favourite=marks.favourite if marks else False,
            hidden=marks.hidden if marks else False,
            checked=marks.checked if marks else None,
        )
    return None
