"""What Reconnect can be narrowed down to: why they are listed, and a tag; the question, its counts, and the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from screens.marks import DOT
from screens.shown import one_line
from screens.widgets.question_bar import Choice, Question
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

Row = Mapping[str, Any]
Why = Literal["upset", "unresolved", "quiet", "cadence", "firm"]
WHYS: tuple[Why, ...] = get_args(Why)


class ReconnectFilter(NamedTuple):
    """What is shown: all that is empty is not asked for.

    Attributes:
        why: `upset`, `unresolved`, `quiet`, `cadence`, or `firm` for a cadence that has long passed.
        tag: a tag of theirs.
    """

    why: Why | None = None
    tag: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return self != ReconnectFilter()

    def of(self, book: Book, rows: Sequence[Row]) -> list[Row]:
        """Return those rows that fit, in the order in which they stand."""
        found = [row for row in rows if self.why is None or is_so(row, self.why)]
        if self.tag:
            found = [row for row in found if self.tag in book.listed(row["customer"]).traits.tags]
        return found

    def without_last(self) -> ReconnectFilter:
        """Return it without the narrowest that is asked for."""
        return self._replace(tag="") if self.tag else ReconnectFilter()


def is_so(row: Row, why: Why) -> bool:
    """Return whether that is said of a customer's row."""
    match why:
        case "upset":
            return bool(row["mood"] == "upset")
        case "unresolved":
            return row["unresolved"] is not None
        case "firm":
            return bool(row["cadence_passed"] == "firm")
        case "cadence":
            return row["cadence_passed"] is not None
        case "quiet":
            return bool(row["why"] == "quiet")


def why_word(why: Why) -> str:
    """Return why somebody is listed, in a word or two."""
    return {
        "upset": _("upset"),
        "unresolved": _("unresolved"),
        "quiet": _("gone quiet"),
        "cadence": _("to keep in touch"),
        "firm": _("long due"),
    }[why]


def title_words(asked: ReconnectFilter, count: int) -> str:
    """Return what the title says: how many there are, and what is asked for."""
    words = [f"{count:,}"]
    if asked.why is not None:
        words.append(why_word(asked.why))
    if asked.tag:
        words.append(f"#{one_line(asked.tag)}")
    return f" {DOT} ".join(words)


def filter_question(
    book: Book, rows: Sequence[Row], asked: ReconnectFilter
) -> tuple[Question, Callable[[str], ReconnectFilter]]:
    """Return the question what to show, with how many there are of each, and what makes of an answer the filter.

    Raises:
        BookUnavailableError: a year of history is damaged.
    """
    found: dict[str, ReconnectFilter] = {}
    on: list[Choice] = []
    others: list[Choice] = []

    def offer(value: str, label: str, then: ReconnectFilter, detail: str, *, is_on: bool) -> None:
        found[value] = then
        (on if is_on else others).append(Choice(value, label, _("on; Enter takes it off") if is_on else detail))

    of_tag = asked._replace(why=None).of(book, rows)
    for why in WHYS:
        is_on = asked.why == why
        count = sum(1 for row in of_tag if is_so(row, why))
        if count or is_on:
            offer(why, why_word(why), asked._replace(why=None if is_on else why), f"{count:,}", is_on=is_on)
    tags: Counter[str] = Counter()
    for row in asked._replace(tag="").of(book, rows):
        tags.update(book.listed(row["customer"]).traits.tags)
    if asked.tag:
        tags.setdefault(asked.tag, 0)
    for tag, count in sorted(tags.items(), key=lambda one: (-one[1], one[0])):
        is_on = asked.tag == tag
        label = f"#{one_line(tag)}"
        offer(f"#{tag}", label, asked._replace(tag="" if is_on else tag), f"{count:,}", is_on=is_on)
    question = Question(
        sentence=_("Show whom?"), choices=(*on, *others), placeholder=_("why they are listed, or a tag of theirs")
    )
    return question, found.__getitem__
