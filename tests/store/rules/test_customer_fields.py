"""What is known of a customer: read as people write it, and written so that it reads back to the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import NotUnderstoodError
from store.records.contact_person import Labelled
from store.records.customer import Allowance, MarkedDate, PostalAddress
from store.records.text import clean_line, clean_text
from store.rules.customer_fields import (
    read_address,
    read_allowance,
    read_email,
    read_labelled,
    read_language,
    read_phone,
    read_tags,
    write_address,
    write_allowance,
    write_labelled,
    write_tags,
)
from store.rules.date_fields import read_marked_date, write_marked_date
from store.rules.field_texts import NotAPairError, blocks_of, lines_of, read_each, read_pairs, write_pairs
from store.rules.when import WhenContext
from tests.books import WEDNESDAY

CONTEXT = WhenContext(now=WEDNESDAY, is_open=lambda _moment: True, past=True)

# What people write, and what would be taken for a sign of ours.
SIGNS = st.sampled_from([*':;|\\\\"#,= /@-59aşΓ한 ', "home", "0532", "//", "; ", ": "])
LINES = st.one_of(st.text(max_size=30), st.lists(SIGNS, max_size=12).map("".join)).map(clean_line)
FILLED = LINES.filter(bool)
PARAGRAPHS = st.lists(FILLED, max_size=3).map("\n".join)
LABELLED = st.builds(Labelled, value=FILLED, label=LINES)
ADDRESSES = st.builds(
    PostalAddress, label=LINES, street=PARAGRAPHS, city=LINES, region=LINES, postal_code=LINES, country=LINES
).filter(lambda one: one != PostalAddress(label=one.label))
DAYS = st.integers(0, 365).map(lambda days: date(2024, 1, 1) + timedelta(days=days))
MARKED = st.builds(
    lambda label, day, year: MarkedDate(label=label, month=day.month, day=day.day, year=year),
    FILLED,
    DAYS,
    st.one_of(st.just(0), st.integers(0, 150).map(lambda years: 1804 + 4 * (years // 4))),
).filter(lambda one: one.year != 1900)
TEXTS = st.lists(st.one_of(FILLED, st.just("")), min_size=1, max_size=4).map("\n".join).map(lambda text: text.strip())


@given(LABELLED)
def test_what_is_labelled_reads_back(one: Labelled) -> None:
    assert read_labelled(write_labelled(one)) == one


@given(ADDRESSES)
def test_an_address_reads_back_with_all_its_parts(address: PostalAddress) -> None:
    assert read_address(write_address(address)) == address


@given(st.lists(ADDRESSES, max_size=3, unique=True))
def test_several_addresses_in_one_text_read_back(addresses: list[PostalAddress]) -> None:
    text = "\n\n".join(write_address(address) for address in addresses)
    assert read_each(blocks_of(text), read_address, write_address, ()) == tuple(addresses)


@given(st.lists(FILLED, unique=True, max_size=5))
def test_tags_read_back(tags: list[str]) -> None:
    assert read_tags(write_tags(tags)) == tuple(tags)


@given(st.builds(Allowance, what=FILLED, total=st.integers(0, 999_999)), st.integers(0, 999_999))
def test_an_allowance_reads_back(allowance: Allowance, used: int) -> None:
    whole = Allowance(what=allowance.what, total=allowance.total, used=min(used, allowance.total))
    assert read_allowance(write_allowance(whole)) == whole


@given(MARKED)
def test_a_marked_date_reads_back_with_and_without_its_year(marked: MarkedDate) -> None:
    assert read_marked_date(write_marked_date(marked, CONTEXT), CONTEXT) == marked


@given(st.dictionaries(FILLED, TEXTS.filter(bool).map(lambda text: clean_text(text).strip()).filter(bool), max_size=4))
def test_own_fields_read_back_with_all_their_lines(pairs: dict[str, str]) -> None:
    assert read_pairs(write_pairs(pairs), {}) == pairs


def test_an_address_is_written_as_one_writes_it() -> None:
    home = PostalAddress(
        label="home", street="Kanarya Sk. 5", postal_code="34710", city="İstanbul", region="Kadıköy", country="TR"
    )
    assert write_address(home) == "home: Kanarya Sk. 5; 34710 İstanbul; Kadıköy; TR"
    assert read_address("12 High Street\nFlat 3; SW1A 1AA London; ; GB") == PostalAddress(
        street="12 High Street\nFlat 3", postal_code="SW1A 1AA", city="London", country="GB"
    )
    assert read_address("; Berlin") == PostalAddress(city="Berlin")
    with pytest.raises(NotUnderstoodError, match="four parts"):
        read_address("a; b; c; d; e")


def test_a_date_is_written_in_words() -> None:
    assert write_marked_date(MarkedDate(label="name day", month=8, day=15), CONTEXT) == "name day = 15 August"
    assert write_marked_date(MarkedDate(label="b", month=2, day=29), CONTEXT) == "b = 29 February"
    assert write_marked_date(MarkedDate(label="b", month=3, day=4, year=1980), CONTEXT) == "b = 4 March 1980"
    assert write_marked_date(MarkedDate(label="b", month=3, day=4, year=1880), CONTEXT) == "b = 1880-03-04"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("birthday 1980-05-03", MarkedDate(label="birthday", year=1980, month=5, day=3)),
        ("birthday --05-03", MarkedDate(label="birthday", month=5, day=3)),
        ("name day 15 august", MarkedDate(label="name day", month=8, day=15)),
        ("wedding day: 3 may 2001", MarkedDate(label="wedding day", year=2001, month=5, day=3)),
        (
            "birthday = lunar 1960-08-15",
            MarkedDate(label="birthday", year=1960, month=8, day=15, calendar="lunar"),
        ),
        ("birthday lunar 08-15", MarkedDate(label="birthday", month=8, day=15, calendar="lunar")),
        ("생일 음력 1950년 8월 15일", MarkedDate(label="생일", year=1950, month=8, day=15, calendar="lunar")),
        ("생일 = 음력 2월 30일", MarkedDate(label="생일", month=2, day=30, calendar="lunar")),
        (
            "생일 = 음력 윤 6월 10일",
            MarkedDate(label="생일", month=6, day=10, calendar="lunar", leap_month=True),
        ),
        (
            "birthday = lunar leap 2025-06-10",
            MarkedDate(label="birthday", year=2025, month=6, day=10, calendar="lunar", leap_month=True),
        ),
    ],
)
def test_a_date_may_stand_behind_its_name_and_be_lunar(text: str, expected: MarkedDate) -> None:
    assert read_marked_date(text, CONTEXT) == expected
    assert read_marked_date(write_marked_date(expected, CONTEXT), CONTEXT) == expected


@pytest.mark.parametrize(
    "value", ["lunar 13-01", "lunar 08-31", "lunar 2051-01-01", "lunar", "lunar tomorrow", "음력 8월"]
)
def test_what_is_no_day_of_the_lunar_calendar_is_refused(value: str) -> None:
    with pytest.raises(NotUnderstoodError, match="no day of the lunar calendar"):
        read_marked_date(f"birthday = {value}", CONTEXT)


def test_a_name_without_a_date_is_no_date() -> None:
    for text in ("birthday", "birthday =", "1980-05-03"):
        with pytest.raises(NotAPairError):
            read_marked_date(text, CONTEXT)


def test_a_line_that_stands_as_it_was_is_what_it_was() -> None:
    odd = Labelled(value="ask her\nsister", label=" x ")
    text = f"{write_labelled(odd)}\nhome: 0532 1"
    assert read_each(lines_of(text), read_phone, write_labelled, (odd,)) == (
        odd,
        Labelled(value="0532 1", label="home"),
    )
    with pytest.raises(NotUnderstoodError):
        read_each(lines_of(text), read_phone, write_labelled, ())


def test_tags_are_taken_as_they_are_typed() -> None:
    assert read_tags("#oven #wholesale, vip ,, oven") == ("oven", "wholesale", "vip")
    assert write_tags(("oven", "a, b", "#x")) == 'oven, "a, b", ##x'


@pytest.mark.parametrize("text", ["no figures", "home: none"])
def test_a_phone_has_figures(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="no phone number"):
        read_phone(text)


@pytest.mark.parametrize("text", ["nobody", "a@", "a b@c"])
def test_an_email_address_has_an_at(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="no e-mail address"):
        read_email(text)


def test_what_is_no_pair_no_day_and_no_language_is_said() -> None:
    with pytest.raises(NotAPairError, match="size = 38"):
        read_pairs("38", {})
    with pytest.raises(NotUnderstoodError, match="no such day"):
        read_marked_date("b = --02-30", CONTEXT)
    with pytest.raises(NotUnderstoodError, match="no such day"):
        read_marked_date("b = 1900-02-29", CONTEXT)
    with pytest.raises(NotUnderstoodError, match="no language"):
        read_language("Turkish")
    with pytest.raises(NotUnderstoodError, match="WHAT=TOTAL/USED"):
        read_allowance("visits = 2/3")
