"""How the desk is shared among its sections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.today_parts import shares


@pytest.mark.parametrize(
    ("wanted", "counts", "room", "shown"),
    [
        ([8, 5, 6, 2], [8, 10, 6, 2], 13, [3, 3, 2, 2]),
        ([3, 1, 1, 0], [3, 1, 1, 0], 17, [3, 1, 1, 0]),
        # All of a section, where only the line that leads to the rest would be saved.
        ([4, 0, 0, 0], [4, 0, 0, 0], 4, [4, 0, 0, 0]),
        # A promise that is weeks away does not press, however much room there is.
        ([0, 1, 0, 0], [0, 13, 0, 0], 17, [0, 2, 0, 0]),
        ([9, 9, 9, 9], [9, 9, 9, 9], 12, [2, 2, 2, 2]),
        # Where there is no room for two of each, there is one of each, and two of those that stand first.
        ([9, 9, 9, 9], [9, 9, 9, 9], 10, [2, 2, 1, 1]),
        ([9, 9, 9, 9, 2], [22, 6, 11, 10, 2], 11, [2, 1, 1, 1, 2]),
        ([9, 9, 9, 9], [9, 9, 9, 9], 0, [1, 1, 1, 1]),
        ([0, 0, 0, 0], [0, 0, 0, 0], 17, [0, 0, 0, 0]),
    ],
)
def test_every_section_gets_its_share(wanted: list[int], counts: list[int], room: int, shown: list[int]) -> None:
    assert shares(wanted, counts, room) == shown


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.integers(0, 60))
def test_no_section_is_left_out_and_none_takes_more_than_there_is(counts: list[int], room: int) -> None:
    shown = shares(counts, counts, room)
    two_of_each = sum(min(2, count) + (count > 2) for count in counts)
    fewest = 2 if room >= two_of_each else 1
    assert all(min(fewest, count) <= one <= count for one, count in zip(shown, counts, strict=True))
    lines = sum(one + (one < count) for one, count in zip(shown, counts, strict=True))
    least = sum(min(1, count) + (count > 1) for count in counts)
    assert lines <= max(room, least), "every section is in view"
    assert shown == counts or any(one < count for one, count in zip(shown, counts, strict=True))
