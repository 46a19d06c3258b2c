"""The grammar of a phrase: text with `{name}`, `{company|your company}`, `{shop:abl}`, `{g:доволен/доволна}`.

A doubled brace is a brace. What a form may be is a matter of the phrase's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from store.errors import NotUnderstoodError
from store.rules.forms import forms_known
from store.sentences import _

# What the book may know.
FROM_THE_BOOK: tuple[str, ...] = (
    "name", "company", "owner", "shop", "address", "hours", "phone", "email", "web", "review", "item", "their_words",
    "waited", "promise.what", "promise.due", "promise.condition", "third_party", "opens", "years", "occasion",
)  # fmt: skip
# What only the owner knows, and is always asked for.
ASKED_FOR: tuple[str, ...] = ("problem", "solution", "benefit", "reason", "amount", "gesture", "answer")
# The one whose words go by a person's gender.
GENDERED: tuple[str, ...] = ("g", "owner.g")
ALIASES = {"due": "promise.due"}
FIELD, ASK = "field.", "ask."
_KNOWN = (*FROM_THE_BOOK, *ASKED_FOR, *GENDERED, *ALIASES)
_GENDERS = (2, 3)
_SHOWN = 40


class PlaceholderError(NotUnderstoodError):
    """A phrase that cannot be read; `start` is where in its text, from 0."""

    def __init__(self, sentence: str, start: int) -> None:
        """Keep the sentence and the place."""
        super().__init__(sentence)
        self.start = start


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place in a phrase that is filled.

    `name` is without aliases; `form` as it was written, empty for none; `fallback` None where there is none. `start`
    is where its brace opens.
    """

    name: str
    form: str = ""
    fallback: str | None = None
    start: int = 0

    @property
    def genders(self) -> tuple[str, ...]:
        """The words for a man, a woman and, where there is a third, for several or a business."""
        return tuple(self.form.split("/")) if self.name in GENDERED else ()


Piece = str | Placeholder


@lru_cache(maxsize=4096)
def parse(text: str, language: str) -> tuple[Piece, ...]:
    """Return `text` in pieces: what stands as it is, and what is filled.

    Args:
        text: a phrase.
        language: ISO 639-1 code; it says which forms there are.

    Raises:
        PlaceholderError: a placeholder or form that is not known, with the nearest one, or braces that do not match;
            the sentence says where.
    """
    pieces: list[Piece] = []
    plain: list[str] = []
    at = 0
    while at < len(text):
        letter = text[at]
        if letter not in "{}":
            following = min((found for found in (text.find("{", at), text.find("}", at)) if found >= 0), default=-1)
            plain.append(text[at:] if following < 0 else text[at:following])
            at = len(text) if following < 0 else following
        elif text[at + 1 : at + 2] == letter:
            plain.append(letter)
            at += 2
        elif letter == "}":
            raise PlaceholderError(
                _("The brace }} at {place} closes nothing. Write it twice to have a brace.").format(
                    place=place_words(text, at)
                ),
                at,
            )
        else:
            end = text.find("}", at)
            inside = text[at + 1 : end] if end >= 0 else text[at + 1 :]
            if end < 0 or "{" in inside:
                raise _unclosed(text, at, inside.partition("{")[0])
            if plain:
                pieces.append("".join(plain))
                plain.clear()
            pieces.append(_placeholder(text, at, inside, language))
            at = end + 1
    if plain:
        pieces.append("".join(plain))
    return tuple(pieces)


def placeholders_of(text: str, language: str) -> tuple[Placeholder, ...]:
    """Return the placeholders of a phrase, in the order in which they stand; raises as `parse` does."""
    return tuple(piece for piece in parse(text, language) if isinstance(piece, Placeholder))


def place_words(text: str, start: int) -> str:
    """Return where in a phrase something stands, in words: its character, with the line where there are several."""
    line = text.count("\n", 0, start) + 1
    character = start - (text.rfind("\n", 0, start) + 1) + 1
    if "\n" in text.strip("\n"):
        return _("line {line}, character {character}").format(line=line, character=character)
    return _("character {character}").format(character=character)


def check_name(name: str, start: int = 0, text: str = "") -> str:
    """Return the name of a placeholder without aliases.

    Raises:
        PlaceholderError: there is none of that name; the sentence has the nearest one.
    """
    if name in ALIASES:
        return ALIASES[name]
    if name in _KNOWN or (name.startswith((FIELD, ASK)) and name.partition(".")[2].strip()):
        return name
    shown = "{" + name[:_SHOWN] + "}"
    where = _(", at {place}").format(place=place_words(text, start)) if text else ""
    near = get_close_matches(name.strip().lower(), _KNOWN, n=1, cutoff=0.5)
    if near:
        raise PlaceholderError(
            _("There is no placeholder {name}{where}. Did you mean {nearest}?").format(
                name=shown, where=where, nearest="{" + near[0] + "}"
            ),
            start,
        )
    raise PlaceholderError(
        _("There is no placeholder {name}{where}. Write {asked} for something that you are asked for.").format(
            name=shown, where=where, asked="{ask.word}"
        ),
        start,
    )


def _placeholder(text: str, start: int, inside: str, language: str) -> Placeholder:
    head, bar, fallback = inside.partition("|")
    name, colon, form = head.partition(":")
    name = check_name(name.strip(), start, text)
    if name in GENDERED:
        if form.count("/") + 1 not in _GENDERS:
            raise PlaceholderError(
                _("{name} at {place} needs the words for a man and a woman, such as {example}.").format(
                    name="{" + name + "}", place=place_words(text, start), example="{" + name + ":he/she}"
                ),
                start,
            )
    elif colon and form not in forms_known(language):
        raise _unknown_form(text, start, name, form, language)
    return Placeholder(name, form, fallback if bar else None, start)


def _unknown_form(text: str, start: int, name: str, form: str, language: str) -> PlaceholderError:
    known = sorted(forms_known(language))
    place, shown = place_words(text, start), "{" + name + ":" + form[:_SHOWN] + "}"
    if not known:
        return PlaceholderError(
            _("{name} at {place} asks for a form, and this language has none. Leave out what is behind the :").format(
                name=shown, place=place
            ),
            start,
        )
    near = get_close_matches(form.strip().lower(), known, n=1, cutoff=0.5)
    if near:
        return PlaceholderError(
            _("There is no form {form} for {name}, at {place}. Did you mean {nearest}?").format(
                form=form[:_SHOWN], name="{" + name + "}", place=place, nearest="{" + f"{name}:{near[0]}" + "}"
            ),
            start,
        )
    return PlaceholderError(
        _("There is no form {form} for {name}, at {place}. There are: {known}.").format(
            form=form[:_SHOWN], name="{" + name + "}", place=place, known=", ".join(known)
        ),
        start,
    )


def _unclosed(text: str, start: int, inside: str) -> PlaceholderError:
    word = inside.split(maxsplit=1)[0][:_SHOWN] if inside.split() else ""
    return PlaceholderError(
        _("The brace of {name} at {place} is not closed. Close it, or write it twice to have a brace.").format(
            name="{" + word, place=place_words(text, start)
        ),
        start,
    )
