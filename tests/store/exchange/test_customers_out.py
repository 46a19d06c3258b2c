"""Customers as vCards and as a table: what goes out comes in again, and other programs read it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import vobject

from store.book import Book
from store.errors import NotFoundError, NotUnderstoodError
from store.exchange.cards import export_cards
from store.exchange.contact import Contact
from store.exchange.contacts_table import export_table
from store.exchange.importing import import_files, read_contacts
from store.records.contact_person import ContactPerson, Labelled
from store.records.customer import Customer, MarkedDate, PostalAddress

CUSTOMERS = (
    Customer(
        name="Ayşe Yılmaz; “A,Y” \\ Usta",
        company="Fırın, Usta; Ltd.",
        gender="female",
        language="tr",
        phones=(
            Labelled(value="0532 555 01 01", label="mobile"),
            Labelled(value="+90 212 555 00 00", label="home fax"),
            Labelled(value="0533", label="yeğeni"),
            Labelled(value="0534"),
        ),
        emails=(Labelled(value="ayse@example.org", label="work"), Labelled(value="a@example.org", label="dükkân")),
        addresses=(
            PostalAddress(
                label="home",
                street="Moda Cad. 5\nDaire 3",
                city="İstanbul",
                region="Kadıköy",
                postal_code="34710",
                country="TR",
            ),
            PostalAddress(label="yazlık", street="Sahil; 1", city="Datça"),
        ),
        handles=(Labelled(value="@ayse:yılmaz", label="instagram"), Labelled(value="ayse", label="whatsapp")),
        dates=(
            MarkedDate(label="birthday", month=2, day=29, year=1984),
            MarkedDate(label="anniversary", month=6, day=1),
        ),
        tags=("oven", "wholesale"),
        fields={"title": "Usta", "web": "https://example.org/?a=1,2", "shoe size": "42"},
        note="Likes it early.\nNever on Mondays; call first.",
    ),
    Customer(name="Γιώργος Παπαδόπουλος", dates=(MarkedDate(label="birthday", month=4, day=23),)),
    Customer(name="김민준", note="한글 " * 3000),
    Customer(name="Елена 🚲"),
    Customer(name='=HYPERLINK("http://example.org")', note="-1+cmd|' /C calc'!A0"),
    Customer(company="Riverside Hostel"),
    Customer(phones=(Labelled(value="+49 30 1234567"),)),
)


@pytest.fixture
def filled(book: Book) -> Book:
    with book.transact("fill") as change:
        for one in CUSTOMERS:
            change.add(one)
    return book


def back(path: Path) -> list[Customer]:
    """The customers that an import reads from a file, without what told them apart."""
    entries = list(read_contacts(path).entries)
    assert all(isinstance(one, Contact) for one in entries), entries
    return [replace(one.customer, uids=()) for one in entries if isinstance(one, Contact)]


def clean(customer: Customer) -> Customer:
    return replace(customer, id=0, uids=(), note=customer.note.strip())


@pytest.mark.parametrize(("export", "name"), [(export_cards, "all.vcf"), (export_table, "all.csv")])
def test_what_goes_out_comes_in_again(filled: Book, tmp_path: Path, export: Any, name: str) -> None:
    path = tmp_path / name
    assert export(filled, path) == len(CUSTOMERS)
    assert path.stat().st_mode & 0o077 == 0
    assert back(path) == [clean(one) for one in filled.customers()]
    assert export(filled, path, 2) == 1
    assert [one.name for one in back(path)] == ["Γιώργος Παπαδόπουλος"]
    with pytest.raises(NotFoundError):
        export(filled, path, 99)
    with pytest.raises(NotUnderstoodError, match="own folder"):
        export(filled, filled.folder / name)


def test_another_reader_reads_the_cards(filled: Book, tmp_path: Path) -> None:
    path = tmp_path / "all.vcf"
    export_cards(filled, path)
    data = path.read_bytes()
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    cards = list(vobject.readComponents(data.decode()))
    assert [card.fn.value for card in cards] == [one.shown_name for one in filled.customers()]
    ayse = cards[0]
    assert ayse.org.value == ["Fırın, Usta; Ltd."]
    assert ayse.bday.value == "1984-02-29"
    assert [tel.value for tel in ayse.tel_list] == [phone.value for phone in CUSTOMERS[0].phones]
    assert ayse.adr.value.street == "Moda Cad. 5\nDaire 3"
    assert ayse.note.value.startswith("Likes it early.\nNever on Mondays; call first.")
    assert ayse.uid.value == f"customer-1@{filled.shop.uid}.regulars"


def test_no_cell_of_the_table_is_a_formula(filled: Book, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    export_table(filled, path)
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [cell for row in rows for cell in row]
    assert '\'=HYPERLINK("http://example.org")' in cells
    dangerous = [cell for cell in cells if cell.startswith(("=", "@", "-", "+"))]
    assert [cell for cell in dangerous if any(letter.isalpha() for letter in cell)] == []
    assert "+49 30 1234567" in cells, "a phone number stays as it is"


def test_people_of_a_business_and_lunar_days_are_not_lost(book: Book, tmp_path: Path) -> None:
    with book.transact("fill") as change:
        change.add(
            Customer(
                name="Hostel",
                dates=(MarkedDate(label="birthday", month=5, day=5, calendar="lunar"),),
                contacts=(ContactPerson(name="Deniz", role="driver", phones=(Labelled(value="0532"),)),),
            )
        )
    export_cards(book, tmp_path / "all.vcf")
    export_table(book, tmp_path / "all.csv")
    card, row = back(tmp_path / "all.vcf")[0], back(tmp_path / "all.csv")[0]
    assert "Deniz, driver, 0532" in card.note
    assert "birthday (lunar): -5-5" in card.note
    assert row.fields["driver"] == "Deniz, 0532"
    assert row.dates == ()
    assert row.fields["birthday (lunar)"] == "lunar --05-05"


@pytest.mark.parametrize(("export", "name"), [(export_cards, "all.vcf"), (export_table, "all.csv")])
def test_what_comes_back_from_another_program_is_not_told_twice(
    book: Book, tmp_path: Path, export: Any, name: str
) -> None:
    with book.transact("fill") as change:
        change.add(
            Customer(
                name="Hostel",
                dates=(MarkedDate(label="birthday", month=5, day=5, calendar="lunar"),),
                contacts=(ContactPerson(name="Deniz", role="driver", phones=(Labelled(value="0532"),)),),
            )
        )
    for _time in range(2):
        export(book, tmp_path / name)
        import_files(book, [tmp_path / name])
    export(book, tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8-sig").count("Deniz") == 1


def test_an_empty_book_gives_files_that_can_be_read(book: Book, tmp_path: Path) -> None:
    assert export_cards(book, tmp_path / "all.vcf") == 0
    assert export_table(book, tmp_path / "all.csv") == 0
    assert (tmp_path / "all.csv").read_text(encoding="utf-8-sig").startswith("Name,Organization Name,")
