"""Rows of customers read without decoding them say the same as all of them decoded, whatever has changed since."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database.quiet_lines import RANKS, QuietLines, described, read_sections, sections_of

NOW, SOON = 1_772_609_400, 1_772_609_400 + 7 * 86_400

names = st.text(max_size=8)
instants = st.one_of(st.integers(1, 2_000_000_000), st.integers(NOW - 2, NOW + 2), st.integers(SOON - 2, SOON + 2))
rows = st.dictionaries(st.integers(1, 60), st.tuples(instants, st.integers(0, RANKS - 1), names), max_size=40)
changes = st.dictionaries(st.integers(1, 70), st.one_of(st.none(), st.tuples(instants, st.just(3), names)), max_size=20)


def as_rows(some: dict[int, tuple[int, int, str]]) -> list[list[Any]]:
    return [[shown_from, customer, rank, name] for customer, (shown_from, rank, name) in some.items()]


def in_order(found: dict[int, list[Any]], now: int) -> list[list[Any]]:
    listed = [row for row in found.values() if 0 < row[0] <= now]
    return sorted(listed, key=lambda row: (row[2], -row[0], row[1]))


@given(rows, changes, st.integers(0, 8), st.sampled_from([NOW, SOON - 1, SOON + 5, 0, 3_000_000_000]))
def test_the_first_few_their_number_and_all_of_them(
    stored: dict[int, Any], changed: dict[int, Any], most: int, now: int
) -> None:
    lines = QuietLines(sections_of(as_rows(stored), SOON))
    known = {row[1]: row for row in as_rows(stored)}
    for customer, one in changed.items():
        row = [0, customer, 0] if one is None else [one[0], customer, one[1], one[2]]
        lines.put(row)
        known[customer] = row
    expected = in_order(known, now)
    assert lines.due(now) == expected
    assert lines.first(now, most) == (expected[:most], len(expected))
    assert lines.rows() == {customer: row for customer, row in known.items() if row[0]}


@given(rows)
def test_what_is_to_be_shown_only_later_need_not_be_read(stored: dict[int, Any]) -> None:
    sections = sections_of(as_rows(stored), SOON)
    file = BytesIO(b"".join(sections))
    found = list(read_sections(file, described(sections, SOON), "2026-03-05"))
    assert len(found) == 1
    soon = QuietLines(found)
    assert soon.due(SOON - 1) == QuietLines(sections).due(SOON - 1)
    file.seek(0)
    assert tuple(read_sections(file, described(sections, SOON), "2026-03-15")) == sections
    file.seek(0)
    assert tuple(read_sections(file, described(sections, SOON), "")) == sections


def test_a_flipped_bit_and_a_file_cut_short_are_damage() -> None:
    sections = sections_of([[NOW, 1, 0, "Ayşe"], [SOON, 2, 3, "김"]], SOON)
    whole = b"".join(sections)
    for at in range(len(whole)):
        flipped = whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]
        with pytest.raises(ValueError, match=r"^[01]$"):
            list(read_sections(BytesIO(flipped), described(sections, SOON), ""))
    with pytest.raises(ValueError, match="1"):
        list(read_sections(BytesIO(whole[:-1]), described(sections, SOON), ""))


def test_the_latest_change_of_a_customer_counts() -> None:
    lines = QuietLines()
    lines.put_texts([b'[5,1,3,"a, b"],[7,2,0,"],["]', b'[9,1,3,"c"]', b"[0,2,0]"])
    assert lines.due(NOW) == [[9, 1, 3, "c"]]
