"""Customers in lists: filtered, ordered, and never behind what the records say."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from store.book import Book
from store.correcting import take_out_interaction
from store.database.listing_file import Listed, StaleListingError, Traits, read_listing, write_listing
from store.errors import RegularsError
from store.facets import Facet, months_before, toggled
from store.merging import merge_customers
from store.records.customer import Customer
from store.records.interaction import Interaction
from store.records.thing import Thing
from tests.books import ISTANBUL, WEDNESDAY, Clock, add_customer, add_interaction, campaign, open_book

VIP, OVEN = Facet("tag", "vip"), Facet("tag", "oven")
REGULAR = Facet("stage", "regular")


def names(book: Book, *facets: Facet, order: str = "name") -> list[str]:
    """Who is listed, in order."""
    return [book.customer(one).name for one in book.customers_in_order(facets, order)]  # type: ignore[arg-type]


def plainly(book: Book) -> dict[int, Listed]:
    """What the records say, read one by one."""
    found = {}
    for one in book.customers():
        whens = [int(entry.when.timestamp()) for entry in book.timeline(one.id)]
        traits = Traits(one.stage, one.language, one.do_not_contact, one.tags)
        found[one.id] = Listed(traits, max(whens, default=0), len(whens))
    return found


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Four customers: seen yesterday, four months ago, two years ago, and never."""
    book = open_book(tmp_path / "book")
    add_customer(book, "Dimitris", stage="regular", language="el", tags=("vip", "oven"))
    add_customer(book, "Bora", stage="regular", language="tr", tags=("vip",))
    add_customer(book, "Ceren", stage="lapsed", language="tr", do_not_contact=True)
    add_customer(book, "Ayşe", stage="lead", tags=("oven",))
    add_interaction(book, 1, "bread", WEDNESDAY - timedelta(days=1))
    add_interaction(book, 1, "bread", WEDNESDAY - timedelta(days=40))
    add_interaction(book, 2, "cake", WEDNESDAY - timedelta(days=120))
    add_interaction(book, 3, "rolls", WEDNESDAY - timedelta(days=700))
    return book


def test_whom_to_call_again_stands_first_and_who_never_called_last(book: Book) -> None:
    assert names(book) == ["Ayşe", "Bora", "Ceren", "Dimitris"]
    assert names(book, order="silent") == ["Ceren", "Bora", "Dimitris", "Ayşe"]
    assert names(book, order="latest") == ["Dimitris", "Bora", "Ceren", "Ayşe"]
    assert names(book, order="newest") == ["Ayşe", "Ceren", "Bora", "Dimitris"]
    assert names(book, order="contacts") == ["Dimitris", "Bora", "Ceren", "Ayşe"]


def test_filters_narrow_down_together(book: Book) -> None:
    assert names(book, REGULAR) == ["Bora", "Dimitris"]
    assert names(book, REGULAR, Facet("stage", "lapsed")) == ["Bora", "Ceren", "Dimitris"]
    assert names(book, VIP, OVEN) == ["Dimitris"]
    assert names(book, Facet("language", "tr"), Facet("reach", "may-be-contacted")) == ["Bora"]
    assert names(book, Facet("language", "")) == ["Ayşe"]
    assert names(book, Facet("reach", "do-not-contact")) == ["Ceren"]


def test_filters_by_last_contact_go_by_when_it_happened(book: Book) -> None:
    assert names(book, Facet("contact", "never")) == ["Ayşe"]
    assert names(book, Facet("contact", "week")) == ["Dimitris"]
    assert names(book, Facet("contact", "today")) == []
    assert names(book, Facet("contact", "silent-1")) == ["Bora", "Ceren"]
    assert names(book, Facet("contact", "silent-12")) == ["Ceren"]
    add_interaction(book, 4, "noted late", WEDNESDAY - timedelta(days=90))
    assert names(book, Facet("contact", "silent-1")) == ["Ayşe", "Bora", "Ceren"]
    assert names(book, Facet("contact", "never")) == []


@pytest.mark.parametrize(
    ("now", "months", "day"),
    [("2026-03-31", 1, "2026-02-28"), ("2026-03-04", 12, "2025-03-04"), ("2024-02-29", 12, "2023-02-28")],
)
def test_three_months_ago_is_a_day_that_there_was(now: str, months: int, day: str) -> None:
    assert months_before(datetime.fromisoformat(now + "T09:30+02:00"), months).isoformat() == f"{day}T09:30:00+02:00"


def test_counts_say_what_choosing_a_filter_would_show(book: Book) -> None:
    counts = dict(book.customer_facets([REGULAR]))
    assert counts[VIP] == 2
    assert counts[OVEN] == 1
    assert counts[Facet("stage", "lapsed")] == 1
    assert counts[Facet("contact", "silent-3")] == 1
    assert Facet("reach", "do-not-contact") not in counts
    for facet, count in book.customer_facets():
        assert len(names(book, facet)) == count
    for facet, count in book.customer_facets([VIP]):
        if facet.kind == "tag":
            assert len(names(book, *{VIP, facet})) == count


def test_choosing_a_filter_again_takes_it_off_and_one_span_replaces_another() -> None:
    chosen = toggled(toggled((), VIP), Facet("contact", "silent-3"))
    assert toggled(chosen, Facet("contact", "never")) == (VIP, Facet("contact", "never"))
    assert toggled(chosen, VIP) == (Facet("contact", "silent-3"),)


def test_search_stays_inside_the_filters(book: Book) -> None:
    book.search_customers("e")
    for _text_index_is_made in range(2):
        among = frozenset(book.customers_in_order([Facet("language", "tr")]))
        assert [book.customer(one).name for one in book.search_customers("r", among=among)] == []
        assert [book.customer(one).name for one in book.search_customers("ceren", among=among)] == ["Ceren"]
        assert book.search_customers("dimitris", among=among) == []
    assert [[one.text for one in part] for part in book.search_history("rolls", among=among)] == [["rolls"]]
    assert [one for part in book.search_history("bread", among=among) for one in part] == []


def test_a_new_customer_stands_in_the_list_though_somebody_searched_meanwhile(book: Book) -> None:
    assert len(names(book)) == 4
    add_customer(book, "Zoe")
    book.search_customers("zoe")
    assert names(book)[-1] == "Zoe"


def test_a_business_stands_where_its_name_belongs(book: Book) -> None:
    with book.transact("customer.add") as change:
        change.add(Customer(company="Zeytin Bakery", call_by="Alice"))
        change.add(Customer(company="Antep Fırın", call_by="Zehra"))
    assert [book.customer(one).shown_name for one in book.customer_ids()] == [
        "Antep Fırın", "Ayşe", "Bora", "Ceren", "Dimitris", "Zeytin Bakery"
    ]  # fmt: skip


def test_the_hour_on_new_years_eve_counts_wherever_the_shop_was(book: Book) -> None:
    abroad = timezone(timedelta(hours=-10))
    with book.transact("log") as change:
        for when in (
            datetime(2025, 1, 1, 0, 30, tzinfo=ISTANBUL),  # 2024-12-31 21:30 UTC
            datetime(2024, 12, 31, 23, 30, tzinfo=abroad),  # 2025-01-01 09:30 UTC, in the file of the year before
        ):
            change.add(Interaction(customer=4, when=when, channel="counter", text="rockets"))
    book.compact()
    wanted = int(datetime(2025, 1, 1, 9, 30, tzinfo=UTC).timestamp())
    assert book.listed(4).last == wanted
    again = open_book(book.folder)
    (book.folder / "book.listing").unlink()
    assert again.listed(4).last == wanted


def test_the_file_is_read_where_it_fits_and_made_anew_where_it_does_not(book: Book) -> None:
    book.compact()
    path = book.folder / "book.listing"
    kept = path.read_bytes()
    assert open_book(book.folder)._listing.customers() == plainly(book)
    for damaged in (kept[:-20], kept.replace(b"regular", b"lapsed_"), b"", b"regulars listing 1"):
        path.write_bytes(damaged)
        assert open_book(book.folder)._listing.customers() == plainly(book)
        assert path.read_bytes() == kept, "worked out and written again"


def test_a_book_that_cannot_be_written_is_listed_all_the_same(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.compact()
    (book.folder / "book.listing").unlink()
    monkeypatch.setattr("os.access", lambda *_: False)
    again = open_book(book.folder)
    assert names(again, VIP) == ["Bora", "Dimitris"]
    assert not (book.folder / "book.listing").exists()


def test_a_damaged_year_is_said_and_leaves_the_names(book: Book) -> None:
    book.compact()
    (book.folder / "book.listing").unlink()
    year = book.folder / "years" / "2026.json"
    year.write_bytes(year.read_bytes().replace(b"bread", b"brews"))
    again = open_book(book.folder)
    assert names(again) == ["Ayşe", "Bora", "Ceren", "Dimitris"]
    for _time in range(2):
        with pytest.raises(RegularsError, match="doctor"):
            again.customers_in_order([VIP])


def test_a_file_of_another_snapshot_is_not_taken(tmp_path: Path) -> None:
    path = str(tmp_path / "book.listing")
    listed = {3: Listed(Traits("new", "tr", False, ("a b", "ş")), 7, 1), 9: Listed(Traits("new", "", True, ()), 0, 0)}
    write_listing(path, 17, listed)
    assert read_listing(path, 17) == listed
    with pytest.raises(StaleListingError):
        read_listing(path, 18)


class ListingMachine(RuleBasedStateMachine):
    """Whatever two sessions do, both list what the records say."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "book"
        self.clock = Clock()
        self.books = [open_book(self.folder, self.clock) for _session in range(2)]
        for name in ("Ayşe", "Bora"):
            add_customer(self.books[0], name)

    @rule(session=st.integers(0, 1), customer=st.integers(1, 3), days=st.integers(0, 900))
    def log(self, session: int, customer: int, days: int) -> None:
        book = self.books[session]
        book.follow()
        with suppress(RegularsError):
            book.customer(customer)
            add_interaction(book, customer, "hello", self.clock.now - timedelta(days=days))

    @rule(session=st.integers(0, 1), to=st.integers(1, 3))
    def give_an_entry_to_another(self, session: int, to: int) -> None:
        book = self.books[session]
        book.follow()
        for entry in book.timeline(1)[:1]:
            with book.transact("interaction.edit") as change:
                change.put(replace(entry, customer=to))

    @rule(session=st.integers(0, 1), customer=st.integers(1, 2))
    def take_an_entry_out(self, session: int, customer: int) -> None:
        book = self.books[session]
        book.follow()
        for entry in book.timeline(customer)[-1:]:
            with book.transact("interaction.delete") as change:
                take_out_interaction(book, change, entry.id)

    @rule(session=st.integers(0, 1), stage=st.sampled_from(("lead", "regular")), tag=st.sampled_from(("a", "b")))
    def edit(self, session: int, stage: str, tag: str) -> None:
        book = self.books[session]
        book.follow()
        with suppress(RegularsError), book.transact("customer.edit") as change:
            change.put(replace(book.customer(1), stage=stage, tags=(tag,)))  # type: ignore[arg-type]

    @rule(session=st.integers(0, 1))
    def add_and_merge(self, session: int) -> None:
        book = self.books[session]
        book.follow()
        third = add_customer(book, "Ceren")
        add_interaction(book, third.id, "hello", self.clock.now)
        with suppress(RegularsError):
            merge_customers(book, 2, third.id)

    @rule(session=st.integers(0, 1))
    def undo(self, session: int) -> None:
        with suppress(RegularsError):
            self.books[session].undo()

    @rule(session=st.integers(0, 1))
    def compact(self, session: int) -> None:
        self.books[session].compact()

    @rule(session=st.integers(0, 1))
    def open_again(self, session: int) -> None:
        self.books[session].close()
        self.books[session] = open_book(self.folder, self.clock)

    @invariant()
    def both_list_what_the_records_say(self) -> None:
        for book in self.books:
            book.follow()
            assert book._listing.customers() == plainly(book)


TestListing = ListingMachine.TestCase
TestListing.settings = settings(max_examples=campaign(12, 200), stateful_step_count=campaign(20, 60), deadline=None)


def test_a_thing_that_changes_hands_changes_no_list(book: Book) -> None:
    before = dict(book._listing.customers())
    with book.transact("thing.add") as change:
        change.add(Thing(customer=1, name="oven"))
    assert book._listing.customers() == before
