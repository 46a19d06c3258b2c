"""A file is known by what is in it, in whatever encoding the owner's old phone wrote it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import NotFoundError, NotUnderstoodError, RegularsError
from store.exchange.contact import Contact
from store.exchange.csv_columns import is_table
from store.exchange.importing import read_contacts
from store.exchange.recognise import lines, recognise

SAMPLES = Path(__file__).parent / "samples"
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:+49 30 555 0100\nEND:VCARD\n"


def names(path: Path) -> list[str]:
    """The names in a file, as they would stand in the book."""
    return [row.customer.name for row in read_contacts(path).entries if isinstance(row, Contact)]


@pytest.mark.parametrize(
    ("sample", "kind"),
    [
        ("phone-2.1-turkish.vcf", "vcard"),
        ("iphone-3.0.vcf", "vcard"),
        ("desk-4.0.vcf", "vcard"),
        ("google-old.csv", "csv"),
        ("google-new.csv", "csv"),
        ("outlook.csv", "csv"),
        ("own-table.csv", "csv"),
    ],
)
def test_the_content_counts_and_not_the_name(sample: str, kind: str, tmp_path: Path) -> None:
    misnamed = tmp_path / "holiday.jpg"
    misnamed.write_bytes((SAMPLES / sample).read_bytes())
    assert recognise(misnamed, is_table).kind == kind


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str, line_end: str, tmp_path: Path) -> None:
    cards, table = tmp_path / "cards", tmp_path / "table"
    text = CARD.format(name="Ayşe Γιώργος Мария 김민준")
    cards.write_bytes(text.replace("\n", line_end).encode(encoding))
    table.write_bytes(f"Name,Phone{line_end}김민준,010-555-0106{line_end}".encode(encoding))
    assert names(cards) == ["Ayşe Γιώργος Мария 김민준"]
    assert names(table) == ["김민준"]


@pytest.mark.parametrize(
    ("encoding", "people"),
    [
        ("cp1254", ["Ayşe Yılmaz", "Şükrü Öztürk", "Çiğdem Işık", "İbrahim Çelik", "Jürgen Weiß"]),
        ("cp1253", ["Γιώργος Παπαδόπουλος", "Μαρία Νικολάου", "ΕΛΕΝΗ ΑΛΕΞΙΟΥ", "Άννα Ζωή"]),
        ("cp1251", ["Георги Иванов", "Мария Петрова", "ЦВЕТЕЛИНА ЯНЕВА", "Щилян Кръстев"]),
        ("cp949", ["김민준", "이서연", "박지훈", "최수아 꽃집"]),
        ("cp1250", ["Łukasz Żółć", "Jiří Dvořák"]),
        ("koi8-r", ["Иван Петров", "Людмила Щукина"]),
    ],
)
def test_an_old_phones_encoding_is_found_out(encoding: str, people: list[str], tmp_path: Path) -> None:
    cards, table = tmp_path / "cards", tmp_path / "table"
    cards.write_bytes("".join(CARD.format(name=name) for name in people).encode(encoding))
    rows = "".join(f"{name};0555 010 {number}\n" for number, name in enumerate(people))
    table.write_bytes(f"Name;Phone\n{rows}".encode(encoding))
    assert names(cards) == people
    assert names(table) == people


def test_one_line_in_another_encoding_does_not_spoil_the_rest(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    first, second = CARD.format(name="Ayşe Yılmaz"), CARD.format(name="Şükrü Öztürk")
    cards.write_bytes(first.encode() + second.encode("cp1254"))
    assert names(cards) == ["Ayşe Yılmaz", "Şükrü Öztürk"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04" + bytes(200), "packed"),
        (b"\x1f\x8b\x08" + bytes(200), "packed"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00\x01", "not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "not text"),
        (bytes(range(256)) * 40, "not text"),
        (b"Dear Anna,\nthank you for the bread.\n", "no contacts"),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "no contacts"),
        (b'{"format":"else","customers":[]}', "no contacts"),
        (b"<html><body>Name, Phone</body></html>", "no contacts"),
        (b"colour,price\nred,5\n", "no contacts"),
    ],
)
def test_what_is_no_address_book_is_said_in_one_sentence(content: bytes, word: str, tmp_path: Path) -> None:
    path = tmp_path / "thing"
    path.write_bytes(content)
    with pytest.raises(NotUnderstoodError, match=word) as refusal:
        recognise(path, is_table)
    assert "\n" not in refusal.value.sentence
    assert "thing" in refusal.value.sentence


def test_a_file_that_is_missing_or_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"no file “friends\.vcf”"):
        recognise(tmp_path / "friends.vcf", is_table)
    with pytest.raises(NotUnderstoodError, match="is no file"):
        recognise(tmp_path, is_table)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NotUnderstoodError, match="is no file"):
        recognise(pipe, is_table)
    with pytest.raises(NotUnderstoodError, match="is no file"):
        recognise(Path("/dev/zero"), is_table)
    with pytest.raises(NotUnderstoodError, match="cannot be read"):
        recognise(tmp_path / "a\0b", is_table)


def test_a_hostile_file_name_is_shown_harmless(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as refusal:
        recognise(tmp_path / "\x1b[31m[red]\u202etxt.\nvcf", is_table)
    assert refusal.value.sentence == "There is no file “[red]txt. vcf”."


def test_a_table_of_over_100_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "table"
    path.write_bytes(b"Name,Phone\n" + b"Anna,5550100\n" * 6_000)
    os.truncate(path, 100_000_001)
    with pytest.raises(NotUnderstoodError, match="larger than 100 MB"):
        recognise(path, is_table)


def test_more_cards_than_a_phone_can_hold_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "cards"
    path.write_bytes(CARD.format(name="Anna").encode() * 50_001)
    with pytest.raises(NotUnderstoodError, match="more than 50000 contacts"):
        recognise(path, is_table)


def test_a_line_without_end_is_given_in_its_beginning_only(tmp_path: Path) -> None:
    path = tmp_path / "cards"
    path.write_bytes(b"BEGIN:VCARD\nNOTE:" + b"x" * 3_000_000 + b"\nFN:Anna\nEND:VCARD\n")
    read = list(lines(recognise(path, is_table)))
    assert [(number, len(text) < 300_000, cut) for number, text, cut in read] == [
        (1, True, False), (2, True, True), (3, True, False), (4, True, False),
    ]  # fmt: skip


@given(st.binary(max_size=600))
def test_bytes_without_sense_are_refused_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes"
    path.write_bytes(raw)
    with suppress(RegularsError):
        list(read_contacts(path).entries)
