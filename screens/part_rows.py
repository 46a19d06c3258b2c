"""The rows beside a reply: its parts, and what is promised with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from screens.composition import Composed, Composition
from screens.marks import DOT
from screens.shown import one_line
from screens.widgets.rows import Cell, Column, Look, Row
from store.phrases import category_words
from store.replying import Promised
from store.sentences import _, ngettext

_TITLE_AND_KIND = (Column(10, grow=3), Column(9, grow=1, gives_way=1))


class Item(NamedTuple):
    """An entry of the list: a part by its place, or a promise by its place among those that are made."""

    kind: Literal["part", "promise"]
    at: int


def items_of(composed: Composed, moved: str) -> list[Item]:
    """Return the entries, in order; `moved` are the words of a due that is told anew, empty where none is."""
    parts = [Item("part", at) for at in range(len(composed.filled))]
    return [*parts, *(Item("promise", at) for at in range(len(composed.promises) + bool(moved)))]


def part_rows(composition: Composition, composed: Composed, at: int, *, is_tall: bool) -> tuple[Row, ...]:
    """Return the rows of a part: its title, and what it is for with what there is to know of it."""
    one = composed.filled[at]
    title = one_line(one.phrase.title)
    is_covered = at < composition.covered
    missing = 0 if is_covered else len(one.filled.missing)
    said: list[str] = [category_words(one.phrase.category)]
    look: Look = "quiet"
    if missing:
        said.append(ngettext("{count} to fill in", "{count} to fill in", missing).format(count=missing))
        look = "warning"
    elif one.given is not None and not is_covered:
        said.append(_("they got it"))
        look = "warning"
    elif one.phrase.language != one.phrase.wanted:
        said.append(one.phrase.language)
    title_look: Look = "quiet" if is_covered else "plain"
    if is_tall:
        return (
            Row((Cell(title, title_look),)),
            Row((Cell(f" {DOT} ".join(said), look),), kind="more"),
        )
    return (Row((Cell(title, title_look), Cell(said[-1], look)), _TITLE_AND_KIND),)


def promise_rows(promised: Promised | None, due: str, moved: str, *, is_tall: bool) -> tuple[Row, ...]:
    """Return the rows of a promise that is made, or whose due is told anew.

    Args:
        promised: what is promised, None where `moved` is what gets another due.
        due: by when, in words.
        moved: see above.
        is_tall: whether there are two rows to an entry.
    """
    what = one_line(promised.what) if promised is not None else one_line(moved)
    words = _("promised") if promised is not None else _("moved")
    if is_tall:
        return (Row((Cell(what),)), Row((Cell(f"{words} {DOT} {due}", "accent"),), kind="more"))
    return (Row((Cell(what), Cell(due, "accent")), _TITLE_AND_KIND),)


def rows_of(items: Sequence[Item], of_item: dict[Item, tuple[Row, ...]]) -> list[Row]:
    """Return all rows, in order."""
    return [row for item in items for row in of_item[item]]
