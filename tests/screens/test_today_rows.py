"""How the desk is shared among its sections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.today_parts import Part, folded, lines_of, shares
from screens.today_rows import Matter


def part(size: int, wanted: int | None = None, fewest: int = 2, weight: int = 1) -> Part:
    matters = [Matter("draft", {"id": number}) for number in range(size)]
    return Part("draft", "", matters, size if wanted is None else wanted, "", fewest, weight)


def desk(size: int, wanted: int | None = None) -> Part:
    return part(size, wanted, fewest=5, weight=2)


@pytest.mark.parametrize(
    ("parts", "room", "height", "shown"),
    [
        # A day like others: there is room for all that matters.
        ([desk(3), part(1), part(1)], 21, 1, [3, 1, 1]),
        # What presses has twice the share of the rest.
        ([desk(20), part(10), part(2)], 21, 1, [8, 3, 2]),
        # A full day: what presses stands there, and of the others one line each says how many they are.
        ([desk(21), part(6), part(14, 3, fewest=0), part(8, 2, fewest=0), part(2)], 21, 1, [6, 2, 0, 0, 2]),
        ([desk(21), part(6), part(14, 3, fewest=0), part(8, 2, fewest=0), part(2)], 14, 1, [6, 0, 0, 0, 0]),
        # All of a section, where only the line that leads to the rest would be saved.
        ([desk(4)], 6, 1, [4]),
        # A promise that is weeks away does not press, however much room there is.
        ([desk(13, 0)], 21, 1, [5]),
        # On two lines each there is less; the first two always stand there.
        ([desk(21), part(6), part(2)], 12, 2, [3, 0, 0]),
        ([desk(9), part(9)], 0, 1, [2, 0]),
        ([], 21, 1, []),
    ],
)
def test_every_section_gets_its_share(parts: list[Part], room: int, height: int, shown: list[int]) -> None:
    assert shares(parts, room, height) == shown


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40), st.integers(0, 5), st.integers(1, 3)), max_size=6),
    st.integers(0, 60),
    st.integers(1, 2),
)
def test_nothing_more_than_goes_in_and_nothing_left_out_that_would(
    given_parts: list[tuple[int, int, int, int]], room: int, height: int
) -> None:
    parts = [part(*one) for one in given_parts]
    shown = shares(parts, room, height)
    assert all(0 <= number <= one.size for number, one in zip(shown, parts, strict=True))
    least = [min(2, one.size) if at == 0 else 0 for at, one in enumerate(parts)]
    assert lines_of(parts, shown, height) <= max(room, lines_of(parts, least, height))
    for at, (number, one) in enumerate(zip(shown, parts, strict=True)):
        if number < min(one.size, one.wanted):
            assert lines_of(parts, [*shown[:at], number + 1, *shown[at + 1 :]], height) > room
        entries = folded(one, number)
        assert len(entries) - (entries[-1].kind == "more") == number
