"""What search keeps of a customer: folded once when the record changes, and one line in a disposable file.

A line has six columns, parted by tabs: the id, the names, the e-mail addresses, the phone numbers, the other words, and
the sound keys of the names. In each column a mark of its own stands before and after every word, so that a whole word
or the start of a word is one plain search in the line:

    12
    | γιωργοσ giorgos yiorgos / παπαδοπουλοσ papadopoulos |* γιωργο |* giorgo |
    <g@example.org<
    #302101234567#
    ,oven,red,
    ~iorgos~

Between bars stands one name: a single word, or several parted by slashes, each with all its spellings. A star marks a
name that is no full name, such as the one a customer is called by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.database.folding import Form, fold, forms, letter_by_letter, sound, word_positions
from store.database.hangul import is_hangul
from store.database.phone_numbers import phone_key

# Raised whenever a rule of folding or the layout of a line changes: lines of another version have to be made again.
KEYS_VERSION = 2

EMAIL_MARK, PHONE_MARK, WORD_MARK, SOUND_MARK = "<", "#", ",", "~"
_NOT_IN_EMAILS = str.maketrans("", "", f"{EMAIL_MARK}{PHONE_MARK}{WORD_MARK}{SOUND_MARK}|")
_SHORTEST_SOUND = 2


@dataclass(frozen=True, slots=True)
class CustomerKeys:
    """The keys of one customer, in the columns of a line; made by `keys_of`."""

    customer: int
    names: str
    emails: str
    phones: str
    words: str
    sounds: str

    def to_line(self) -> str:
        """Return the keys as one line, without its line end."""
        columns = (str(self.customer), self.names, self.emails, self.phones, self.words, self.sounds)
        return "\t".join(columns)

    @classmethod
    def from_line(cls, line: str) -> CustomerKeys:
        """Return the keys that `line` holds.

        Raises:
            ValueError: the line has not the six columns, or no number in the first.
        """
        customer, names, emails, phones, words, sounds = line.rstrip("\n").split("\t")
        return cls(int(customer), names, emails, phones, words, sounds)


def keys_of(
    customer: int,
    *,
    names: Sequence[str],
    emails: Sequence[str] = (),
    phones: Sequence[str] = (),
    words: Sequence[str] = (),
    country: str | None = None,
) -> CustomerKeys:
    """Return the keys of the customer with that id.

    `names` begins with the full name; what a customer is called by, the company and contact persons follow. Of those
    only a name of several words counts as a full name, so that "Maria", as one customer is called, does not hide the
    other Marias. `words` are tags, marks to recognise by, handles, things, own fields and notes. `country` is the
    shop's ISO code, by which phone numbers are read; None where it is not known.
    """
    known = [(name, divided) for name in names if (divided := forms(name))]
    texts = [
        _name_text(form, full=form.whole and (number == 0 or _is_full(name)))
        for number, (name, divided) in enumerate(known)
        for form in divided
    ]
    name_words = {word for _, divided in known for form in divided for keys in form.positions for word in keys}
    others = (keys[:2] for text in words for keys in word_positions(text))
    return CustomerKeys(
        customer,
        "|" + "|".join(dict.fromkeys(texts)) + "|" if texts else "",
        _marked(EMAIL_MARK, map(email_key, emails)),
        _marked(PHONE_MARK, (phone_key(phone, country) or "" for phone in phones)),
        _marked(WORD_MARK, (letter_by_letter(word) for keys in others for word in keys)),
        _marked(SOUND_MARK, sorted(_sounds(name_words))),
    )


def email_key(email: str) -> str:
    """Return the key of an e-mail address: lower case, without spaces and signs that cannot be printed."""
    return "".join(sign for sign in email.lower().translate(_NOT_IN_EMAILS) if sign.isprintable() and sign != " ")


def _is_full(name: str) -> bool:
    """Return whether `name` alone is a full name: several words, or a Korean surname and given name written as one."""
    key = fold(name)
    return " " in key or (len(key) > 2 and is_hangul(key))


def _name_text(form: Form, *, full: bool) -> str:
    mark = "" if full else "*"
    words = [[letter_by_letter(key) for key in keys] for keys in form.positions]
    if len(words) == 1:
        return "|".join(f"{mark} {key} " for key in words[0])
    return f"{mark} {' / '.join(map(' '.join, words))} "


def _marked(mark: str, keys: Iterable[str]) -> str:
    distinct = dict.fromkeys(key for key in keys if key)
    return mark + mark.join(distinct) + mark if distinct else ""


def _sounds(words: set[str]) -> set[str]:
    return {key for word in words if len(key := sound(word)) >= _SHORTEST_SOUND and key != word}
