"""A part of a customer's history, asked for in the words of the capture line: `/phone :( #oven squeaks`.

Of several channels, kinds, moods, directions or years any will do; tags and words of the text have to be there all. A
number of four figures that is a year means that year, as `*2025` does; in quotation marks it is text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeVar

from store.errors import NotUnderstoodError
from store.records.interaction import CHANNELS, KINDS, Channel, Direction, Interaction, Kind, Mood
from store.rules.capture_lookup import Meaning, fold_word, meaning_word
from store.rules.capture_pieces import Piece, split_line
from store.rules.capture_problems import Problems
from store.sentences import _

Told = TypeVar("Told", bound=Hashable)

_CHANNELS: dict[str, Channel] = {channel: channel for channel in CHANNELS}
_KINDS: dict[str, Kind] = {kind: kind for kind in KINDS}
_MOOD_TOKENS: dict[Mood, str] = {"happy": ":)", "neutral": ":|", "upset": ":("}
_DIRECTION_TOKENS: dict[Direction, str] = {"in": "<", "out": ">"}
_YEARS = range(1900, 2200)
_MOST_TAGS = 12
# Nobody looks for more at once; each word is looked for in every entry.
_MOST_WORDS = 20
_LONGEST = 1000


class Through(NamedTuple):
    """A channel, or with a `name` only what came by way of that name ("whatsapp")."""

    channel: Channel
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFilter:
    """What an entry has to be like; without anything every entry is. `words` are folded, `tags` as they were typed."""

    channels: tuple[Through, ...] = ()
    kinds: tuple[Kind, ...] = ()
    moods: tuple[Mood, ...] = ()
    directions: tuple[Direction, ...] = ()
    tags: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self != TimelineFilter()

    def takes(self, interaction: Interaction) -> bool:
        """Return whether an entry is asked for."""
        return (
            (not self.channels or any(_is_through(interaction, one) for one in self.channels))
            and (not self.kinds or interaction.kind in self.kinds)
            and (not self.moods or interaction.mood in self.moods)
            and (not self.directions or interaction.direction in self.directions)
            and (not self.years or interaction.when.year in self.years)
            and (not self.tags or _has_tags(interaction, self.tags))
            and (not self.words or _has_words(interaction, self.words))
        )


class Part(NamedTuple):
    """A part of a history that could be asked for: its token, what it means, and how many `entries` it has."""

    token: str
    asked: TimelineFilter
    entries: int


def read_filter(line: str, language: str) -> TimelineFilter:
    """Return what `line` asks for.

    Args:
        line: as it was typed.
        language: the one in which a nearest word is suggested first.

    Raises:
        NotUnderstoodError: a token is not known, or is none that can be asked for.
    """
    if len(line) > _LONGEST:
        raise NotUnderstoodError(_("That is too long to look for. A few words will do."))
    problems = Problems(line, language)
    asked = TimelineFilter()
    for piece in split_line(line):
        asked = _with_piece(asked, piece, problems)
        found = problems.found()
        if found:
            raise NotUnderstoodError(found[0].sentence)
    if len(asked.words) > _MOST_WORDS:
        raise NotUnderstoodError(_("Those are too many words to look for. A few will do."))
    return asked


def parts_of(history: Sequence[Interaction], language: str) -> Iterator[Part]:
    """Give what `history` can be parted by, with counts: channels and their names, kinds, moods and so on.

    What every entry has in common parts nothing and is left out.

    Args:
        history: the entries.
        language: the one in which the tokens are written.
    """
    whole = len(history)
    for token, asked, count in _all_parts(history, language):
        if count < whole and asked == _read_or_none(token, language):
            yield Part(token, asked, count)


def _all_parts(history: Sequence[Interaction], language: str) -> Iterator[Part]:
    names = _counted(history, lambda one: Through(one.channel, fold_word(one.channel_name)))
    for channel, count in _counted(history, lambda one: one.channel):
        token = meaning_word("/", Meaning(channel), language)
        if not any(through.channel == channel and through.name and of_name == count for through, of_name in names):
            yield Part(token, TimelineFilter(channels=(Through(channel),)), count)
        for through, of_name in names:
            if through.channel == channel and through.name:
                yield Part(f"/{through.name}", TimelineFilter(channels=(through,)), of_name)
    for kind, count in _counted(history, lambda one: one.kind):
        if kind:
            yield Part(meaning_word("!", Meaning(kind), language), TimelineFilter(kinds=(kind,)), count)
    for mood, count in _counted(history, lambda one: one.mood):
        if mood:
            yield Part(_MOOD_TOKENS[mood], TimelineFilter(moods=(mood,)), count)
    for direction, count in _counted(history, lambda one: one.direction):
        yield Part(_DIRECTION_TOKENS[direction], TimelineFilter(directions=(direction,)), count)
    for year, count in sorted(_counted(history, lambda one: one.when.year), reverse=True):
        yield Part(f"*{year}", TimelineFilter(years=(year,)), count)
    spellings = {fold_word(tag): tag for one in reversed(history) for tag in one.tags}
    tags = Counter(folded for one in history for folded in set(map(fold_word, one.tags)))
    for folded, count in tags.most_common(_MOST_TAGS):
        tag = spellings[folded]
        yield Part(f"#{tag}", TimelineFilter(tags=(tag,)), count)


def _counted(history: Iterable[Interaction], told: Callable[[Interaction], Told]) -> list[tuple[Told, int]]:
    return Counter(told(one) for one in history).most_common()


def _read_or_none(token: str, language: str) -> TimelineFilter | None:
    """Return what a token is read as; what stands in a book need not be a word that can be typed."""
    try:
        return read_filter(token, language)
    except NotUnderstoodError:
        return None


def _with_piece(asked: TimelineFilter, piece: Piece, problems: Problems) -> TimelineFilter:
    match piece.role:
        case "text" if not piece.escaped and _year(piece.text):
            return replace(asked, years=(*asked.years, int(piece.text)))
        case "text" | "quote":
            word = fold_word(" ".join(piece.text.split()))
            return replace(asked, words=(*asked.words, word)) if word else asked
        case "when" if _year(piece.text):
            return replace(asked, years=(*asked.years, int(piece.text)))
        case "when":
            problems.add(piece.start, piece.end, _("Write a year behind the *, as in *2025."))
        case "tag":
            return replace(asked, tags=(*asked.tags, piece.text))
        case "mood" if piece.mood:
            return replace(asked, moods=(*asked.moods, piece.mood))
        case "mark" if piece.mark in ("<", ">"):
            direction: Direction = "in" if piece.mark == "<" else "out"
            return replace(asked, directions=(*asked.directions, direction))
        case "open_quote":
            problems.open_quote(piece)
        case "word" if piece.sign in ("/", "!") and not piece.means:
            problems.unknown(piece)
        case "word" if piece.sign == "/":
            meaning = piece.meanings[0]
            return replace(asked, channels=(*asked.channels, Through(_CHANNELS[meaning.value], meaning.name)))
        case "word" if piece.sign == "!":
            return replace(asked, kinds=(*asked.kinds, _KINDS[piece.meanings[0].value]))
        case _:
            sentence = _("{typed} is nothing to look for here. /phone, !sale, :(, #tag, <, >, 2025 and words are.")
            problems.add(piece.start, piece.end, sentence.format(typed=problems.shown(piece.start, piece.end)))
    return asked


def _year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdecimal() and int(text) in _YEARS


def _is_through(interaction: Interaction, through: Through) -> bool:
    if interaction.channel != through.channel:
        return False
    return not through.name or fold_word(interaction.channel_name) == fold_word(through.name)


def _has_tags(interaction: Interaction, tags: Iterable[str]) -> bool:
    mine = {fold_word(tag) for tag in interaction.tags}
    return all(fold_word(tag) in mine for tag in tags)


def _has_words(interaction: Interaction, words: Iterable[str]) -> bool:
    said = " ".join((interaction.text, *interaction.words, interaction.contact, interaction.link, *interaction.tags))
    folded = _folded(said)
    return all(word in folded for word in words)


@lru_cache(maxsize=4096)
def _folded(said: str) -> str:
    """Fold a text, once for all the letters that are typed while one looks for it."""
    return fold_word(" ".join(said.split()))
