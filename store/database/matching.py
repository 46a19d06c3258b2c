"""How well a customer's line of keys answers a query: the meaning of search, on one line at a time.

Every word of the query must hit. The worst hit of a word decides the rank, and ranks go from a full name down to a word
of a note; what is spelled as typed stands before what only sounds so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from store.database.customer_keys import EMAIL_MARK, PHONE_MARK, SOUND_MARK, WORD_MARK, email_key
from store.database.folding import fold, latin, letter_by_letter, sound
from store.database.phone_numbers import looks_like_phone, read_number, typed_digits

FULL_NAME: Final = 1
WHOLE_WORDS_IN_ORDER: Final = 2
WHOLE_WORDS: Final = 3
STARTS_IN_ORDER: Final = 4
STARTS: Final = 5
WHOLE_ADDRESS: Final = 6
ADDRESS: Final = 7
INSIDE: Final = 8
SOUND: Final = 9
OTHER_WORDS: Final = 10

# The levels on which a single word hits, best first, and the best rank that a query can have on each.
LEVELS: Final = {
    WHOLE_WORDS: FULL_NAME,
    STARTS: STARTS_IN_ORDER,
    ADDRESS: ADDRESS,
    INSIDE: INSIDE,
    SOUND: SOUND,
    OTHER_WORDS: OTHER_WORDS,
}
NAME_LEVELS: Final = {level: LEVELS[level] for level in (WHOLE_WORDS, STARTS, INSIDE, SOUND)}

_NOT_ALONE, _LONG = 2, 3
# From here on one sign is a syllable or a word, and not a letter; Hangul has been taken apart before.
_SYLLABLES = "\u2e80"
_SHORT_SOUND = 2
_SHORTEST_LATIN = 2
_MANY = 32
_EMAIL, _PHONE, _WORD, _SOUND = (mark.encode() for mark in (EMAIL_MARK, PHONE_MARK, WORD_MARK, SOUND_MARK))

# The names, e-mail addresses, phone numbers, other words and sound keys of a line.
Cells = tuple[bytes, bytes, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One folded word of a query, as the pieces of a line that it is looked for by; an empty piece hits nothing.

    From two letters on a word is found inside names, from three on inside e-mail addresses and other words too, and
    from three digits on inside phone numbers. A sound key of two letters has to be a whole word, a longer one may start
    it.
    """

    text: bytes
    inside: bytes
    whole: bytes
    start: bytes
    email: bytes
    digits: bytes
    key: bytes
    sound: bytes
    sound_in_name: bytes
    other: bytes

    @property
    def is_short(self) -> bool:
        """Whether other words and addresses have to begin with the word, instead of just holding it."""
        return self.other != self.text

    @classmethod
    def of(cls, word: str) -> QueryWord:
        """Return the pieces of the folded `word`."""
        letters = letter_by_letter(word)
        text = letters.encode()
        long = len(letters) >= _LONG
        key = heard.encode() if len(heard := sound(word)) > 1 else b""
        short = len(key) == _SHORT_SOUND
        return cls(
            text,
            inside=text if len(letters) >= _NOT_ALONE or letters >= _SYLLABLES else b"",
            whole=b" %b " % text,
            start=b" %b" % text,
            email=text if long else _EMAIL + text,
            digits=typed_digits(word).encode() if word.isdecimal() else b"",
            key=key,
            sound=key and _SOUND + key + _SOUND * short,
            sound_in_name=b"" if key in (b"", text) else b" " + key + b" " * short,
            other=text if long else _WORD + text,
        )


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: the words as typed and in Latin, a whole e-mail address or phone number, a begun one."""

    words: tuple[QueryWord, ...]
    latin: tuple[QueryWord, ...]
    address: bytes
    digits: bytes
    begun_email: bytes

    @property
    def signs(self) -> frozenset[bytes]:
        """Pieces of which every line that is hit has at least one."""
        pieces = {self.address, self.digits, self.begun_email, *(word.text for word in self.latin[:1])}
        for word in self.words[:1]:
            pieces |= {word.text, word.key, word.digits}
        return frozenset(pieces - {b""})

    @classmethod
    def of(cls, text: str, country: str | None) -> Query:
        """Return the query that `text` stands for; `country` is the shop's ISO code, by which a number is read."""
        key = fold(text)
        in_latin = "" if key.isascii() else latin(text)
        if any(len(word) < _SHORTEST_LATIN for word in in_latin.split()):
            in_latin = ""
        begun_email = _EMAIL + email_key(text).encode() if "@" in text else b""
        return cls(_words(key), _words(in_latin), _address(text, country), typed_digits(text).encode(), begun_email)


def level_in(cells: Cells, word: QueryWord, names_only: bool) -> int:
    """Return the best level on which `word` hits `cells`, or 0; with `names_only` one of `NAME_LEVELS`."""
    names, emails, phones, others, sounds = cells
    if word.start in names:
        return WHOLE_WORDS if word.whole in names else STARTS
    if not names_only and (word.email in emails or (word.digits and word.digits in phones)):
        return ADDRESS
    if word.inside and word.inside in names:
        return INSIDE
    if word.sound and (word.sound in sounds or (word.sound_in_name and word.sound_in_name in names)):
        return SOUND
    return OTHER_WORDS if not names_only and word.other in others else 0


def pieces_of(words: tuple[QueryWord, ...], level: int) -> tuple[bytes, ...]:
    """Return what each of `words` is in a name on `level`: whole words, or starts of words; nothing below that."""
    if level > STARTS:
        return ()
    return tuple(word.whole if level == WHOLE_WORDS else word.start for word in words)


def rank_at(level: int, names: bytes, pieces: tuple[bytes, ...]) -> int:
    """Return the rank of `names`, where the worst hit of a word is on `level`: better where the words stand in order.

    `pieces` are those of `pieces_of` for that level, all of them in `names`.
    """
    if level > STARTS:
        return level
    if len(pieces) == 1:
        if level == STARTS:
            return STARTS_IN_ORDER
        return FULL_NAME if b"|%b|" % pieces[0] in names else WHOLE_WORDS_IN_ORDER
    rank = level
    at = names.find(pieces[0])
    while at >= 0:
        end = names.index(b"|", at)
        if _follow(names, pieces, at, end):
            if level == STARTS:
                return STARTS_IN_ORDER
            start = names.rindex(b"|", 0, at)
            if names.count(b"/", start, end) == len(pieces) - 1 and not names.startswith(b"*", start + 1):
                return FULL_NAME
            rank = WHOLE_WORDS_IN_ORDER
        at = names.find(pieces[0], end)
    return rank


def rank_of_words(cells: Cells, words: tuple[QueryWord, ...], *, names_only: bool = False) -> int:
    """Return the rank of `cells` for `words`, or 0 where one of them hits nothing or there is none."""
    worst = 0
    for word in words:
        level = level_in(cells, word, names_only)
        if not level:
            return 0
        worst = max(worst, level)
    return rank_at(worst, cells[0], pieces_of(words, worst)) if words else 0


def rank_of(cells: Cells, query: Query) -> int:
    """Return the rank of `cells` for `query`, 1 the best, or 0 where it does not hit."""
    ranks = [rank_of_words(cells, query.words)]
    if query.address and (query.address in cells[1] or query.address in cells[2]):
        ranks.append(WHOLE_ADDRESS)
    if (query.digits and query.digits in cells[2]) or (query.begun_email and query.begun_email in cells[1]):
        ranks.append(ADDRESS)
    if query.latin and all(word.start in cells[0] for word in query.latin):
        ranks.append(SOUND)
    return min(filter(None, ranks), default=0)


def cells_of(line: bytes) -> Cells:
    """Return the columns of `line` after the id."""
    _, names, emails, phones, others, sounds = line.split(b"\t")
    return names, emails, phones, others, sounds


def _words(key: str) -> tuple[QueryWord, ...]:
    words = key.split()
    return tuple(map(QueryWord.of, words if len(words) <= _MANY else dict.fromkeys(words)))


def _address(text: str, country: str | None) -> bytes:
    if "@" in text:
        return b"%b%b%b" % (_EMAIL, email_key(text).encode(), _EMAIL)
    number = read_number(text, country) if looks_like_phone(text) else None
    return b"%b%b%b" % (_PHONE, number.digits.encode(), _PHONE) if number else b""


def _follow(line: bytes, pieces: tuple[bytes, ...], at: int, end: int) -> bool:
    """Return whether each piece after the first, which is at `at`, stands in a later word of the name up to `end`."""
    for piece in pieces[1:]:
        slash = line.find(b"/", at, end)
        at = line.find(piece, slash, end) if slash >= 0 else -1
        if at < 0:
            return False
    return True
