"""The customers of a capture line as one field of a form: `ayse, Mehmet Kaya, new Jane Doe 555 0123`.

It is the line's own grammar without its signs: commas stand between customers, and `new NAME` ends at ` ; ` or at the
end, since a comma parts two telephone numbers in it. What holds one of these stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.errors import NotUnderstoodError
from store.rules.capture_arguments import read_name
from store.rules.capture_lookup import find_word
from store.rules.capture_pieces import plain_word, quote_end, quote_text, split_line, tidy
from store.rules.capture_tokens import WhoToken


@dataclass(frozen=True, slots=True)
class NamedWho:
    """One customer of the field: how WHO or, for a `new` one, NAME was written, and whether in quotation marks."""

    text: str
    new: bool = False
    quoted: bool = False

    @property
    def token(self) -> str:
        """The token of a line that names them; one for a new customer without quotation marks has to be closed.

        Raises:
            NotUnderstoodError: it holds every kind of quotation mark.
        """
        if self.new:
            name = quote_text(self.text) if self.quoted else " ".join(map(plain_word, self.text.split()))
            return f"@new {name}"
        pieces = split_line(f"@{self.text}")
        is_plain = len(pieces) == 1 and pieces[0].role == "who" and pieces[0].text == self.text
        return f"@{self.text}" if is_plain and not pieces[0].means else f"@{quote_text(self.text)}"


def names_text(named: Sequence[WhoToken]) -> str:
    """Return the field for the customers whom a line names."""
    text = ""
    for who in named:
        if text:
            text += " ; " if text_is_open(text) else ", "
        if not who.new:
            text += _quoted(who.text) if _needs_quotes(who.text) else who.text
            continue
        name = who.text
        if not _reads_as(name, who) or ";" in name.split() or quote_end(name):
            name = _quoted(name)
        text += f"new {name}"
    return text


def text_is_open(text: str) -> bool:
    """Return whether the field ends with a new customer's NAME that commas do not end."""
    last = list(read_names(text))[-1:]
    return bool(last and last[0].new and not last[0].quoted)


def read_names(text: str) -> Iterator[NamedWho]:
    """Give the customers that the field names, in order; nothing is looked up."""
    rest = tidy(text)
    while rest := rest.lstrip(" ,;"):
        first, _space, behind = rest.partition(" ")
        is_new = bool(behind) and bool(find_word("@", first))
        if is_new:
            rest = behind
        end = quote_end(rest)
        if end:
            yield NamedWho(tidy(rest[1 : end - 1]), is_new, quoted=True)
            rest = rest[end:]
            continue
        stops = [" ;"] if is_new else [",", " ;"]
        at = min((found for found in map(rest.find, stops) if found >= 0), default=len(rest))
        if said := rest[:at].strip(" ,;"):
            yield NamedWho(said, is_new)
        rest = rest[at:]


def _quoted(text: str) -> str:
    """Return `text` in quotation marks; as it is where it holds every kind of them."""
    try:
        return quote_text(text)
    except NotUnderstoodError:
        return text


def _needs_quotes(text: str) -> bool:
    first = text.split()[:1]
    return (
        "," in text
        or ";" in text
        or bool(quote_end(text))
        or text != tidy(text)
        or bool(first and find_word("@", first[0]) and len(text.split()) > 1)
    )


def _reads_as(name: str, who: WhoToken) -> bool:
    try:
        return read_name(name.split()) == who
    except NotUnderstoodError:
        return False
