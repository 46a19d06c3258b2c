"""What the token at the cursor of a capture line may become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from screens.shown import one_line
from screens.words import moment_words
from store.book import Book
from store.errors import RegularsError
from store.records.customer import Customer
from store.rules.capture import Problem, TokenAtCursor, complete_token
from store.rules.capture_lookup import fold_word
from store.rules.keyboard_layouts import in_latin_layout, in_other_layouts
from store.sentences import _

MOST = 8
# Enough to meet every tag in use, and read in a moment.
_CUSTOMERS_LOOKED_AT = 2_000
# Fewer letters than these may begin any name.
_FEWEST_NEARLY = 3


class Completion(NamedTuple):
    """One thing that the token may become.

    `insert` stands in the line from `start` to `end` when it is taken; `label` and `detail` say what it is.
    """

    insert: str
    label: str
    detail: str
    start: int
    end: int


class Completions:
    """Completes tokens from the book; the tags in use are gathered when the first one is typed."""

    def __init__(self, book: Book) -> None:
        """Complete from `book`."""
        self._book = book
        self._tags: dict[str, str] = {}
        self._tags_are_gathered = False
        self._asked_nearly: tuple[str, bool, int] = ("", False, 0)
        self._found_nearly: Sequence[int] = ()

    def learn(self, tags: Iterable[str]) -> None:
        """Offer `tags` from now on; they were used just now."""
        self._tags |= {fold_word(tag): tag for tag in tags}

    def at(
        self, line: str, cursor: int, customer: int | None, *, is_given: bool = False, nearly: bool = False
    ) -> list[Completion]:
        """Return what the token that ends at the cursor may become, best first; nothing where it is whole.

        Args:
            line: as it stands.
            cursor: how many code points stand before the cursor.
            customer: whom the line is about, as far as that is known.
            is_given: whether the page gives the customer, so that a first word without a sign names nobody.
            nearly: whether whoever is nearly named so is looked for, where nobody is.
        """
        token = complete_token(line, cursor, self._book.shop.language or "en")
        if token is None or (is_given and token.kind == "who" and not token.sign):
            return []
        found = [
            Completion(insert, label, one_line(detail), token.start, token.end)
            for insert, label, detail in self._candidates(token, customer, nearly=nearly)
        ]
        typed = line[token.start : token.end]
        return [] if len(found) == 1 and found[0].insert == typed else found[:MOST]

    def correcting(self, line: str, cursor: int, problems: Sequence[Problem], customer: int | None) -> list[Completion]:
        """Return what a word that was not understood may become: the one at the cursor, else the last before it.

        Args:
            line: as it stands.
            cursor: how many code points stand before the cursor.
            problems: what was not understood of it.
            customer: whom the line is about, as far as that is known.
        """
        marked = [problem for problem in problems if problem.start < problem.end]
        for problem in sorted(marked, key=lambda one: (one.start > cursor, abs(cursor - one.end))):
            typed = line[problem.start : problem.end].rstrip()
            end = problem.start + len(typed)
            if found := self.at(line, end, customer, nearly=cursor > end):
                return found
            if problem.suggestion:
                detail = _("in place of {typed}").format(typed=one_line(typed))
                return [Completion(problem.suggestion, problem.suggestion, detail, problem.start, end)]
        return []

    def _candidates(
        self, token: TokenAtCursor, customer: int | None, *, nearly: bool
    ) -> Iterator[tuple[str, str, str]]:
        if token.kind == "who":
            yield from self._customers(token, nearly=nearly)
        elif token.kind == "tag":
            for tag in self._tags_beginning(token.typed):
                yield f"#{tag}", f"#{tag}", ""
        else:
            if token.kind == "conversation" and customer is not None:
                yield from self._conversations(token.typed, customer)
            for word in token.candidates:
                yield word, word, ""

    def _customers(self, token: TokenAtCursor, *, nearly: bool) -> Iterator[tuple[str, str, str]]:
        typed = token.typed.strip('"')
        if typed:
            for identity in self._found(typed, nearly=nearly):
                customer = self._book.customer(identity)
                yield self._naming(customer), customer.shown_name, who_words(customer)
        if token.sign:
            for word in token.candidates:
                yield word, word, _("a new customer: the name follows, and a phone number or e-mail")

    def _found(self, typed: str, *, nearly: bool) -> Sequence[int]:
        """Return whom `typed` finds.

        Where that is nobody: whom it finds as if it had been typed in a Latin layout, and with `nearly` also in any
        other one, or cut shorter. To find nobody takes longest, so that what was found nearly is remembered.
        """
        found = self._book.search_customers(typed, MOST)
        if found or len(typed) < _FEWEST_NEARLY:
            return found
        asked = (typed, nearly, self._book.sequence)
        if asked != self._asked_nearly:
            shorter = [typed[:-cut] for cut in (1, 2) if len(typed) - cut >= _FEWEST_NEARLY]
            others = [*in_latin_layout(typed), *((*in_other_layouts(typed), *shorter) if nearly else ())]
            searched = (self._book.search_customers(other, MOST) for other in dict.fromkeys(others))
            self._asked_nearly, self._found_nearly = asked, next(filter(None, searched), [])
        return self._found_nearly

    def _naming(self, customer: Customer) -> str:
        """Return the token that names `customer` and nobody else: by name where that does, else by number."""
        name = one_line(customer.shown_name)
        if name and '"' not in name and "\\" not in name:
            try:
                if self._book.who(name).id == customer.id and not name.isdigit():
                    return f"@{name}" if name.isalnum() else f'@"{name}"'
            except RegularsError:
                pass
        return f"@{customer.id}"

    def _conversations(self, typed: str, customer: int) -> Iterator[tuple[str, str, str]]:
        for conversation in self._book.conversations(customer):
            if str(conversation.id).startswith(typed):
                opened = moment_words(conversation.opened, self._book.now())
                about = conversation.subject or _("no subject")
                yield (
                    f"={conversation.id}",
                    f"={conversation.id}",
                    _("{about}, opened {opened}").format(about=about, opened=opened),
                )

    def _tags_beginning(self, typed: str) -> list[str]:
        if not self._tags_are_gathered:
            self._tags_are_gathered = True
            for customer in islice(self._book.customers(), _CUSTOMERS_LOOKED_AT):
                self.learn(customer.tags)
        wanted = fold_word(typed)
        return [tag for folded, tag in sorted(self._tags.items()) if folded.startswith(wanted)][:MOST]


def who_words(customer: Customer) -> str:
    """Return by what one recognises a customer among others of the name: looks, company, phone or e-mail."""
    ways = (customer.phones or customer.emails or customer.handles)[:1]
    parts = [
        customer.recognise_by,
        customer.company if customer.company != customer.shown_name else "",
        *(way.value for way in ways if way.value != customer.shown_name),
    ]
    return " · ".join(part for part in parts if part)
