"""A phrase filled with what is known: values, forms, fallbacks, and the sibling where a form cannot be known.

Text inside values is text, whatever it looks like. Nothing is re-capitalised. While anything is missing there is no
text, so that no placeholder ever reaches a customer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from store.records.contact_person import Gender
from store.records.text import clean_text
from store.rules.forms import inflect
from store.rules.forms.moments import list_text, moment_text, money_text
from store.rules.forms.word import Word
from store.rules.placeholders import GENDERED, Placeholder, check_name, parse

Formality = Literal["formal", "familiar"]
_GENDER_AT: dict[str, int] = {"male": 0, "female": 1}
_OF_SEVERAL = 2
# What ends a sentence takes no full stop behind it.
_ENDS = (".", "!", "?", "…", "。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One phrase in one language, as it is written: all the variants that it has, each empty where it has none.

    `text` is the formal one where the language has both. `plain` are siblings without gender and case. `questions`
    stand in the place of a text where the phrase is a set of questions: its text is they, a line each.
    """

    language: str
    title: str = ""
    text: str = ""
    familiar: str = ""
    sms: str = ""
    sms_familiar: str = ""
    plain: str = ""
    plain_familiar: str = ""
    questions: tuple[str, ...] = ()

    def variants(self, formality: Formality, *, is_sms: bool) -> tuple[str, ...]:
        """Return what is to be tried, the best first; the later ones are for forms that cannot be known."""
        is_familiar = formality == "familiar"
        text = (is_familiar and self.familiar) or self.text
        sms = (is_familiar and self.sms_familiar) or self.sms if is_sms else ""
        plain = (is_familiar and self.plain_familiar) or self.plain
        return tuple(dict.fromkeys(filter(None, (sms or text, plain)))) or ("\n".join(self.questions),)

    @property
    def has_both(self) -> bool:
        """Whether a familiar wording differs from the formal one."""
        return bool(self.familiar or self.sms_familiar or self.plain_familiar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What a phrase is filled with.

    `words` are by the names of placeholders, without aliases. `chosen` are the gendered words that were answered by
    hand. `is_business` says that there is no person behind the name: the third of three gendered words stands then.
    """

    words: Mapping[str, Word] = field(default_factory=dict)
    gender: Gender = "unknown"
    owner_gender: str = ""
    is_business: bool = False
    currency: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)


class FilledPiece(NamedTuple):
    """A piece of a filled phrase: its text, and the placeholder that it stands for, empty for the phrase's own words.

    `is_missing` says that it has no value yet: `text` is empty then.
    """

    text: str
    placeholder: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A filled phrase.

    `text` is None while anything is missing. `missing` names what is asked for, in order, each once; a name with a
    form (`item:acc`) is a value that is there and whose form cannot be known: the answer is taken as it stands.
    `is_sibling` says that the wording without gender and case had to do.
    """

    text: str | None
    missing: tuple[str, ...]
    pieces: tuple[FilledPiece, ...]
    template: str
    language: str
    formality: Formality
    is_sibling: bool = False


def fill(wording: Wording, values: Values, formality: Formality = "formal", *, is_sms: bool = False) -> Filled:
    """Return a phrase filled with `values`.

    Args:
        wording: the phrase in one language.
        values: what it is filled with.
        formality: how the customer is addressed, where the language has both.
        is_sms: take the short wording, where there is one.

    Raises:
        PlaceholderError: the phrase cannot be read.
    """
    used: Formality = formality if wording.has_both else "formal"
    first, *siblings = wording.variants(formality, is_sms=is_sms)
    filled, is_whole = fill_text(first, wording.language, values, used)
    # On a text message what stands in for a form is better than the long sibling.
    has_to = not is_whole and (not is_sms or any(":" in name for name in filled.missing))
    for sibling in siblings if has_to else ():
        # The sibling asks for less; where it asks for a form too, that is asked for.
        filled, is_whole = fill_text(sibling, wording.language, values, used)
        filled = replace(filled, is_sibling=True)
    return filled


def fill_text(template: str, language: str, values: Values, formality: Formality = "formal") -> tuple[Filled, bool]:
    """Return one text filled, and whether every form in it could be known (a value may be missing all the same).

    Raises:
        PlaceholderError: the text cannot be read.
    """
    pieces: list[FilledPiece] = []
    is_whole = True
    for piece in parse(template, language):
        if isinstance(piece, str):
            pieces.append(FilledPiece(_after(pieces, piece)))
            continue
        text, key, is_known = _value(piece, language, values, formal=formality == "formal")
        is_whole = is_whole and is_known
        pieces.append(FilledPiece(text or "", key if text is None else piece.name, text is None))
    missing = tuple(dict.fromkeys(piece.placeholder for piece in pieces if piece.is_missing))
    filled = Filled(
        text=None if missing else "".join(piece.text for piece in pieces),
        missing=missing,
        pieces=tuple(pieces),
        template=template,
        language=language,
        formality=formality,
    )
    return filled, is_whole


def with_answers(values: Values, answers: Mapping[str, str]) -> Values:
    """Return `values` with what was answered by hand, by the names that `Filled.missing` gives.

    A name with a form (`item:acc`) is that form, taken as it stands. An empty answer takes nothing away. Moments are
    not read here, see `store/phrasing.py`.

    Raises:
        PlaceholderError: there is no placeholder of that name.
    """
    words, chosen = dict(values.words), dict(values.chosen)
    gender, owner_gender = values.gender, values.owner_gender
    for asked, answer in answers.items():
        text = clean_text(answer).strip()
        if not text:
            continue
        name, _colon, form = asked.partition(":")
        name = check_name(name.strip())
        if name in GENDERED:
            if text in ("female", "male"):
                gender, owner_gender = (text, owner_gender) if name == "g" else (gender, text)  # type: ignore[assignment]
            else:
                chosen[f"{name}:{form}"] = text
            continue
        former = words.get(name, Word(kind=_KINDS.get(name, "common")))
        if form:
            words[name] = replace(former, text=former.text or text, given={**former.given, form: text})
        else:
            words[name] = replace(former, text=text, moment=None, given={})
    return replace(values, words=words, chosen=chosen, gender=gender, owner_gender=owner_gender)


def in_a_row(words: Iterable[str], language: str) -> str:
    """Return several things in a row, with the "and" of the language."""
    return list_text(tuple(words), language)


_KINDS: dict[str, Literal["person", "proper", "common", "text"]] = {
    "name": "person", "owner": "person", "shop": "proper", "company": "proper", "third_party": "proper",
    "address": "text", "hours": "text", "their_words": "text", "waited": "common", "answer": "text",
}  # fmt: skip


def _value(piece: Placeholder, language: str, values: Values, *, formal: bool) -> tuple[str | None, str, bool]:
    """Return what stands in a place, None for nothing; the name it is asked for by; whether its form is known."""
    if piece.name in GENDERED:
        said, key = _gendered(piece, values)
        return said, key, said is not None
    word = values.words.get(piece.name)
    if word is None or not (word.text.strip() or word.moment is not None or piece.form in word.given):
        return piece.fallback, piece.name, True
    if piece.form:
        text = inflect(word, piece.form, language, formal=formal)
        if text is None and piece.fallback is not None:
            return piece.fallback, piece.name, False
        return text, piece.name if text is not None else f"{piece.name}:{piece.form}", text is not None
    if word.moment is not None:
        return moment_text(word, language), piece.name, True
    if piece.name == "amount":
        return money_text(word.text, values.currency, language), piece.name, True
    return word.text, piece.name, True


def _gendered(piece: Placeholder, values: Values) -> tuple[str | None, str]:
    key = f"{piece.name}:{piece.form}"
    if key in values.chosen:
        return values.chosen[key], key
    words = piece.genders
    is_customer = piece.name == "g"
    at = _GENDER_AT.get(values.gender if is_customer else values.owner_gender)
    if at is None and is_customer and values.is_business and len(words) > _OF_SEVERAL:
        at = _OF_SEVERAL
    if at is None:
        return piece.fallback, key
    return words[at], key


def _after(pieces: list[FilledPiece], text: str) -> str:
    """Return the phrase's own words without a full stop where the value before ends in one ("17:00 ч.", "Yes!")."""
    if pieces and pieces[-1].placeholder and pieces[-1].text.rstrip().endswith(_ENDS) and text.startswith("."):
        return text if text.startswith("..") else text[1:]
    return text
