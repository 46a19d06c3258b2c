"""Tables of contacts: Google's two layouts, Outlook's, and the one that the owner kept by hand."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from store.errors import NotUnderstoodError
from store.exchange.contact import Contact, Unread
from store.exchange.importing import read_contacts
from store.records.contact_person import Labelled
from store.records.customer import Customer, MarkedDate, PostalAddress

SAMPLES = Path(__file__).parent / "samples"
NOT_MATCHING = "The quotes in this row do not match."


def read(path: Path) -> list[Contact | Unread]:
    """Every row of a file."""
    return list(read_contacts(path).entries)


def table(tmp_path: Path, *lines: str) -> list[Contact | Unread]:
    """The rows of a table with these lines."""
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines))
    return read(path)


def names(rows: list[Contact | Unread]) -> list[str]:
    """The names of the rows that were taken."""
    return [row.customer.name for row in rows if isinstance(row, Contact)]


def test_googles_old_layout_comes_in_whole() -> None:
    ayse, number = read(SAMPLES / "google-old.csv")
    assert ayse == Contact(
        Customer(
            name="Ayşe Yılmaz",
            company="Fırın Yılmaz",
            gender="female",
            language="tr",
            phones=(
                Labelled(value="+90 532 555 01 01", label="mobile"),
                Labelled(value="0212 555 01 02", label="home"),
            ),
            emails=(
                Labelled(value="ayse@example.org", label="work"),
                Labelled(value="yilmaz@example.net", label="work"),
            ),
            addresses=(
                PostalAddress(
                    label="home", street="Moda Cad. 5\n2. kat", city="İstanbul", postal_code="34710", country="TR"
                ),
            ),
            handles=(Labelled(value="ayse.y", label="skype"),),
            dates=(
                MarkedDate(label="birthday", month=4, day=12, year=1985),
                MarkedDate(label="anniversary", month=6, day=1),
            ),
            tags=("Düzenli",),
            fields={
                "nickname": "Ayşoş",
                "Occupation": "Fırıncı",
                "title": "Sahibi",
                "Spouse": "Mehmet",
                "Profile": "https://ayse.example.org",
                "Vergi no": "5550101",
            },
            note="Kapı gıcırdıyor,\nakşam arayın",
        ),
        2,
    )
    assert number == Contact(Customer(phones=(Labelled(value="+90 532 555 01 14", label="mobile"),)), 6)


def test_googles_new_layout_comes_in_whole() -> None:
    giorgos, shop, photo, minjun = read(SAMPLES / "google-new.csv")
    assert giorgos == Contact(
        Customer(
            name="Γιώργος Παπαδόπουλος",
            company="Ποδήλατα Ερμού",
            phones=(Labelled(value="+30 210 555 0104", label="mobile"),),
            emails=(Labelled(value="giorgos@example.org", label="work"),),
            addresses=(
                PostalAddress(label="work", street="Ερμού 5", city="Αθήνα", postal_code="105 63", country="GR"),
            ),
            dates=(
                MarkedDate(label="birthday", month=4, day=12),
                MarkedDate(label="anniversary", month=6, day=1, year=2015),
            ),
            tags=("Τακτικοί",),
            fields={
                "title": "Ιδιοκτήτης",
                "Blog": "https://giorgos.example.org",
                "Brother": "Νίκος",
                "ΑΦΜ": "5550104",
            },
            note="Τρίζει η αλυσίδα, πριν την Παρασκευή",
        ),
        2,
    )
    assert isinstance(shop, Contact)
    assert (shop.customer.name, shop.customer.company) == ("", "Elektro Şahin")
    assert photo == Unread(4, "There is nothing in this row that can be kept.")
    assert isinstance(minjun, Contact)
    assert minjun.customer.name == "김민준"
    assert [phone.value for phone in minjun.customer.phones] == ["010-555-0106", "02-555-0106"]


def test_outlooks_table_loses_nothing_and_guesses_no_date() -> None:
    jutta, max_ = read(SAMPLES / "outlook.csv")
    assert isinstance(jutta, Contact)
    assert jutta.customer.name == "Jutta Weiß"
    assert jutta.customer.dates == (MarkedDate(label="birthday", month=4, day=25, year=1985),)
    assert jutta.customer.addresses[0].city == "Fürth"
    assert jutta.customer.tags == ("Kunde", "Blumen")
    assert jutta.customer.fields == {"title": "Frau, Owner", "web": "https://weiss.example.org", "Spouse": "Karl"}
    assert isinstance(max_, Contact)
    assert max_.customer.gender == "male"
    assert max_.customer.fields == {"birthday": "10/11/1985"}


def test_the_owners_own_table_in_windows_1254(tmp_path: Path) -> None:
    path = tmp_path / "müşteriler.csv"
    path.write_bytes((SAMPLES / "own-table.csv").read_text().encode("cp1254"))
    cigdem, sukru = read(path)
    assert isinstance(cigdem, Contact)
    assert cigdem.customer.name == "Çiğdem Işık"
    assert cigdem.customer.note == "Öğleden sonra"
    assert cigdem.customer.fields == {"Bisiklet": "mavi şehir"}
    assert names([cigdem, sukru]) == ["Çiğdem Işık", "Şükrü Öztürk"]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Όνομα,Επώνυμο,Κινητό", "Γιώργος,Παπαδόπουλος,210 555 0104"),
        ("ΟΝΟΜΑΤΕΠΩΝΥΜΟ\tΤΗΛΕΦΩΝΟ", "Γιώργος Παπαδόπουλος\t210 555 0104"),
        ("Име;Фамилия;Телефон", "Георги;Иванов;02 555 0105"),
        ("이름|전화번호", "김민준|02-555-0106"),
        ('"AD SOYAD","CEP TELEFONU"', '"Ayşe Yılmaz","0532 555 01 01"'),
        ("full name,e-mail", "Anna Vogel,anna@example.org"),
    ],
)
def test_headings_in_the_five_languages(heading: str, row: str, tmp_path: Path) -> None:
    (contact,) = table(tmp_path, heading, row)
    assert isinstance(contact, Contact)
    assert contact.customer.name
    assert contact.customer.phones or contact.customer.emails
    assert not contact.customer.fields


def test_a_row_cut_off_at_the_end_is_named(tmp_path: Path) -> None:
    rows = table(tmp_path, "Name,Phone,Notes", "Anna,555 0100,a", 'Bruno,555 0101,"calls in the')
    assert names(rows) == ["Anna"]
    assert rows[1] == Unread(3, "The file ends in the middle of this row.")
    rows = table(tmp_path, "Name,Phone,Notes", "Anna,555 0100,a", "Bruno,555")
    assert rows[1] == Unread(3, "The file ends in the middle of this row.")


def test_a_stray_quote_costs_one_row_and_no_other(tmp_path: Path) -> None:
    rows = table(
        tmp_path, "Name,Phone,Notes",
        "Anna,555 0100,a",
        '"Bruno,555 0101,b', "Clara,555 0102,c", 'Dora,555 0103,"two', 'lines"', "Emil,555 0104,e", "",
    )  # fmt: skip
    assert names(rows) == ["Anna", "Clara", "Dora", "Emil"]
    assert [row for row in rows if isinstance(row, Unread)] == [Unread(3, NOT_MATCHING)]


def test_a_table_full_of_stray_quotes_is_refused_in_the_end(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstoodError, match="do not match"):
        table(tmp_path, "Name,Phone,Notes", *(f'"Anna {number},555,x' for number in range(4_001)))


def test_too_long_a_row_is_named_and_the_next_one_is_read(tmp_path: Path) -> None:
    began = time.perf_counter()
    rows = table(
        tmp_path, "Name,Phone,Notes", f"Anna,555 0100,{'x' * 200_000}", f"Bruno,555 0101,{'y' * 9_000_000}",
        "Clara,555 0102,c",
    )  # fmt: skip
    assert rows[:2] == [Unread(2, "This row is too long."), Unread(3, "This row is too long.")]
    assert names(rows) == ["Clara"]
    assert time.perf_counter() - began < 3


def test_more_cells_than_headings_and_fewer_lose_nothing(tmp_path: Path) -> None:
    more, fewer = table(tmp_path, "Name,Phone,Notes", "Anna,555 0100,a,extra", "Bruno", "")
    assert isinstance(more, Contact)
    assert more.customer.fields == {"column 4": "extra"}
    assert isinstance(fewer, Contact)
    assert fewer.customer == Customer(name="Bruno")


@pytest.mark.parametrize("sample", ["google-old.csv", "google-new.csv", "own-table.csv"])
def test_a_table_cut_off_anywhere_gives_its_complete_rows(sample: str, tmp_path: Path) -> None:
    whole = (SAMPLES / sample).read_bytes()
    rows = read(SAMPLES / sample)
    starts = [0]
    for line in whole.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    path = tmp_path / "cut.csv"
    for length in range(starts[rows[0].line - 1], len(whole), 3):
        path.write_bytes(whole[:length])
        cut = read(path)
        complete = [row for row, after in pairwise(rows) if starts[after.line - 1] <= length]
        assert cut[: len(complete)] == complete
        assert len(cut) <= len(complete) + 1


def test_what_could_steer_a_terminal_never_comes_in(tmp_path: Path) -> None:
    evil = "\x1b]52;c;aGk=\x07\x1b[31mAn\u202ena\x9b2J"
    (row,) = table(
        tmp_path, f"Name,Phone,Custom Field 1 - Label,Custom Field 1 - Value,{evil}", f"{evil},555,{evil},{evil},{evil}"
    )
    assert isinstance(row, Contact)
    assert row.customer.name == "Anna"
    assert row.customer.fields == {"Anna": "Anna"}


def test_formulas_are_plain_text(tmp_path: Path) -> None:
    (row,) = table(tmp_path, "Name,Phone,Notes", '"=HYPERLINK(""x"")",555 0100,@SUM(1)')
    assert isinstance(row, Contact)
    assert (row.customer.name, row.customer.note) == ('=HYPERLINK("x")', "@SUM(1)")
