"""A list in sections: headings with counts, and entries of so many lines each, made as they come into view."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from screens.marks import DOT
from screens.widgets.rows import BLANK, Row, heading

Item = TypeVar("Item")


class _Section(NamedTuple, Generic[Item]):
    """One section: the line on which it starts, its heading, and its entries."""

    start: int
    lead: tuple[Row, ...]
    items: Sequence[Item]
    rows_of: Callable[[Item], Sequence[Row]]
    height: int


class Sections(Generic[Item]):
    """The lines of a list in sections."""

    def __init__(self) -> None:
        """Begin without any."""
        self._sections: list[_Section[Item]] = []
        self.count = 0

    def add(
        self,
        title: str,
        items: Sequence[Item],
        rows_of: Callable[[Item], Sequence[Row]],
        height: int = 1,
        *,
        count: int | None = None,
        detail: str = "",
        last_height: int | None = None,
        under: Sequence[Row] = (),
        is_apart: bool = True,
    ) -> None:
        """Add a section, unless it is empty.

        Args:
            title: what stands over it; the count is added. Empty: nothing stands over it.
            items: its entries, as they are known.
            rows_of: makes the lines of one of them.
            height: how many lines that always is, 1 or more.
            count: how many there are, where not all of them are among the entries.
            detail: what stands behind the title and the count.
            last_height: how many lines the last of them is, where that is fewer.
            under: plain lines that stand under the title.
            is_apart: whether a blank line parts it from what stands before.
        """
        if items:
            words = f"{title}  {len(items) if count is None else count:,}"
            lead = (heading(f"{words} {DOT} {detail}" if detail else words),) if title else ()
            self._add((*lead, *under), items, rows_of, height, is_apart=is_apart)
            self.count -= height - (height if last_height is None else last_height)

    def add_lines(self, rows: Sequence[Row]) -> None:
        """Add lines that belong to no section."""
        self._add(tuple(rows), (), lambda _item: (), 1)

    def _add(
        self,
        lead: tuple[Row, ...],
        items: Sequence[Item],
        rows_of: Callable[[Item], Sequence[Row]],
        height: int,
        *,
        is_apart: bool = True,
    ) -> None:
        before = (BLANK,) if self.count and is_apart else ()
        self._sections.append(_Section(self.count, (*before, *lead), items, rows_of, height))
        self.count += len(before) + len(lead) + len(items) * height

    @property
    def items(self) -> Iterator[Item]:
        """The entries of all sections."""
        for section in self._sections:
            yield from section.items

    def row(self, index: int) -> Row:
        """Return line `index`."""
        section, at = self._place(index)
        if at < 0:
            return section.lead[at + len(section.lead)]
        number, line = divmod(at, section.height)
        return section.rows_of(section.items[number])[line]

    def item(self, index: int) -> Item | None:
        """Return the entry that line `index` belongs to, None for a heading or a plain line."""
        if not 0 <= index < self.count:
            return None
        section, at = self._place(index)
        return None if at < 0 else section.items[at // section.height]

    def line_of(self, wanted: Callable[[Item], bool]) -> int:
        """Return the line on which the first entry begins that is `wanted`, -1 where there is none."""
        for section in self._sections:
            for number, item in enumerate(section.items):
                if wanted(item):
                    return section.start + len(section.lead) + number * section.height
        return -1

    def _place(self, index: int) -> tuple[_Section[Item], int]:
        """Return the section of a line, and its place behind the section's lead (negative inside that)."""
        found = bisect_right(self._sections, index, key=lambda section: section.start) - 1
        section = self._sections[found]
        return section, index - section.start - len(section.lead)
