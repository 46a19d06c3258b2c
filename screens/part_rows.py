"""The rows beside a reply: its parts, and what is promised with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, NamedTuple

from screens.composition import Composed, Composition
from screens.marks import DOT
from screens.shown import one_line
from screens.widgets.rows import Cell, Column, Look, Row, plain_line
from store.phrases import category_words
from store.sentences import _, ngettext

_TITLE_AND_KIND = (Column(10, grow=3), Column(9, grow=1, gives_way=1))


class Item(NamedTuple):
    """An entry of the list: a part by its place, or a promise by its place among those that are made."""

    kind: Literal["part", "promise"]
    at: int


def list_rows(
    composition: Composition,
    composed: Composed,
    moved: str,
    due_words: Callable[[date | datetime], str],
    *,
    is_tall: bool,
) -> list[tuple[Row, Item | None]]:
    """Return the rows of the list, each with the entry that it belongs to.

    Args:
        composition: what was put together.
        composed: what that comes to.
        moved: what is promised where a due is told anew, empty where none is.
        due_words: gives a due in words.
        is_tall: whether there are two rows to an entry.
    """
    rows: list[tuple[Row, Item | None]] = []
    for at in range(len(composed.filled)):
        rows += [(row, Item("part", at)) for row in part_rows(composition, composed, at, is_tall=is_tall)]
    for at, promised in enumerate(composed.promises):
        of_promise = promise_rows(promised.what, _("promised"), due_words(promised.due), is_tall=is_tall)
        rows += [(row, Item("promise", at)) for row in of_promise]
    if moved and composition.promising is not None:
        of_promise = promise_rows(moved, _("moved"), due_words(composition.promising.due), is_tall=is_tall)
        rows += [(row, Item("promise", len(composed.promises))) for row in of_promise]
    return rows or [(plain_line(_("No phrase. + adds one.")), None)]


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


def promise_rows(what: str, done: str, due: str, *, is_tall: bool) -> tuple[Row, ...]:
    """Return the rows of a promise that is made, or whose due is told anew.

    Args:
        what: what is promised.
        done: what is done with it, in a word.
        due: by when, in words.
        is_tall: whether there are two rows to an entry.
    """
    words = one_line(what)
    if is_tall:
        return (Row((Cell(words),)), Row((Cell(f"{done} {DOT} {due}", "accent"),), kind="more"))
    return (Row((Cell(words), Cell(due, "accent")), _TITLE_AND_KIND),)
