"""What an import would do, and what it did, as lines of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from screens.shown import one_line, wrapped
from screens.widgets.rows import BLANK, Cell, Column, Look, Row, column_widths, heading, plain_line
from store.exchange.foreseeing import First, Foreseen
from store.exchange.importing import ImportResult, Skipped
from store.sentences import _

_NARROW_UNDER = 68
_FIRST = (
    Column(16, grow=3),
    Column(17, gives_way=1),
    Column(16, grow=2, gives_way=2),
    Column(9, grow=1, gives_way=3),
    Column(9),
)
_FIRST_NARROW = (Column(10, grow=1), Column(9))
_WHERE_CELLS = 18


def preview_rows(foreseen: Foreseen, words: str, name: str, room: int) -> list[Row]:
    """Return what would come in, and what would become of it.

    Args:
        foreseen: the dry run.
        words: what the file was recognised as.
        name: the file's.
        room: the width of a line in cells.
    """
    result = foreseen.result
    rows = [*_sentence(words, room, "strong"), BLANK]
    counts = (
        (result.added, _("would be added")),
        (result.updated, _("would be filled in where something is missing; nothing is overwritten")),
        (result.unchanged, _("in the book already, just so")),
        (len(result.skipped), _("would be left out, for the reasons below")),
    )
    rows += _counts(counts, room)
    rows += [BLANK, *_sentence(_next_words(result), room)]
    if foreseen.first:
        rows += [BLANK, heading(_("The first of “{name}”").format(name=name))]
        for one in foreseen.first:
            rows += _first_rows(one, room)
    return rows + list(_skipped_rows(result.skipped, room))


def result_rows(result: ImportResult, room: int, *, is_taken_back: bool) -> list[Row]:
    """Return what an import did, each row that was left out with its reason."""
    if is_taken_back:
        head = _("The import is taken back: the book is as it was before. U brings it in again.")
    elif result.added or result.updated:
        head = _("Done. u takes the whole import back; 1 goes to Today, 2 to the customers.")
    else:
        head = _("Nothing new was in it, and the book is as it was. Esc goes back, 1 goes to Today.")
    rows = [*_sentence(head, room, "strong"), BLANK]
    counts = (
        (result.added, _("added")),
        (result.updated, _("filled in")),
        (result.unchanged, _("in the book already")),
        (len(result.skipped), _("left out")),
    )
    rows += () if is_taken_back else _counts(counts, room)
    return rows + list(_skipped_rows(result.skipped, room))


def _next_words(result: ImportResult) -> str:
    if result.added or result.updated:
        return _("Nothing is changed yet. Enter brings them in; Esc goes back to the files.")
    return _("There is nothing new in it. Esc goes back to the files.")


def _first_rows(one: First, room: int) -> Iterator[Row]:
    customer = one.customer
    # In a dry run nobody has a number yet.
    has_name = customer.shown_name != f"#{customer.id}"
    name = Cell(one_line(customer.shown_name) if has_name else _("without a name"), "strong")
    fate = Cell(
        {"added": _("new"), "updated": _("filled in"), "unchanged": _("known")}.get(one.fate or "", ""), "quiet"
    )
    phone = next((phone.value for phone in customer.phones if phone.value != customer.shown_name), "")
    email = next((email.value for email in customer.emails if email.value != customer.shown_name), "")
    tags = " ".join(f"#{tag}" for tag in customer.tags)
    if room < _NARROW_UNDER:
        yield Row((name, fate), _FIRST_NARROW)
        yield Row((Cell(" · ".join(part for part in (phone, email, tags) if part)),), kind="more")
    else:
        yield Row((name, Cell(phone), Cell(email), Cell(tags, "quiet"), fate), _FIRST)


def _skipped_rows(skipped: Sequence[Skipped], room: int) -> Iterator[Row]:
    if not skipped:
        return
    yield BLANK
    yield heading(f"{_('Left out')}  {len(skipped):,}")
    longest = max(len(one.where) for one in skipped)
    columns = (Column(min(max(longest, 6), _WHERE_CELLS)), Column(10, grow=1))
    width = column_widths(columns, room)[1]
    for one in skipped:
        first, *more = _wrapped(one.reason, width) or ("",)
        yield Row((Cell(one.where, "strong"), Cell(first)), columns)
        for line in more:
            yield Row((Cell(""), Cell(line)), columns, "more")


def _counts(counts: Sequence[tuple[int, str]], room: int) -> Iterator[Row]:
    """Give a line for each count that is not nothing."""
    columns = (Column(max(len(f"{number:,}") for number, _words in counts)), Column(10, grow=1))
    for number, words in counts:
        if number:
            first, *more = _wrapped(words, column_widths(columns, room)[1])
            yield Row((Cell(f"{number:,}", "strong"), Cell(first)), columns, "line")
            for line in more:
                yield Row((Cell(""), Cell(line)), columns, "line")


def _sentence(words: str, room: int, look: Look = "plain") -> list[Row]:
    return [plain_line(line, look) for line in wrapped(words, max(1, room))]


@lru_cache(maxsize=512)
def _wrapped(words: str, width: int) -> tuple[str, ...]:
    # The same few reasons stand behind thousands of rows.
    return tuple(wrapped(words, max(1, width)))
