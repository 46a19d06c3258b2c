"""The cards of the owner's phones, as they really are: all that can be used comes in, the rest is named."""

from __future__ import annotations

import base64
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import RegularsError
from store.exchange.contact import Contact, Unread
from store.exchange.importing import read_contacts
from store.records.contact_person import Labelled
from store.records.customer import Customer, MarkedDate, PostalAddress

SAMPLES = Path(__file__).parent / "samples"
VCARDS = ("phone-2.1-turkish.vcf", "iphone-3.0.vcf", "desk-4.0.vcf")


def read(path: Path) -> list[Contact | Unread]:
    """Every row of a file."""
    return list(read_contacts(path).entries)


def card(tmp_path: Path, *properties: str, version: str = "3.0", encoding: str = "utf-8") -> Customer:
    """The one customer of a card with these properties."""
    path = tmp_path / "card.vcf"
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD", ""])
    path.write_bytes(text.encode(encoding))
    (row,) = read(path)
    assert isinstance(row, Contact), row
    return row.customer


def test_an_iphone_card_comes_in_whole() -> None:
    anna, shop, number, group = read(SAMPLES / "iphone-3.0.vcf")
    assert isinstance(anna, Contact)
    assert anna.line == 1
    assert anna.customer == Customer(
        name="Dr. Anna Vogel",
        company="Bäckerei Vogel",
        phones=(
            Labelled(value="+49 30 555 0107", label="mobile"),
            Labelled(value="+49 30 555 0108", label="work fax"),
            Labelled(value="+49 30 555 0109", label="assistant"),
        ),
        emails=(
            Labelled(value="anna@example.org", label="Backstube"),
            Labelled(value="vogel@example.net", label="home"),
        ),
        addresses=(
            PostalAddress(
                label="home", street="Lange Zeile 5\nHinterhof", city="Erlangen", postal_code="91054", country="DE"
            ),
        ),
        handles=(Labelled(value="annav", label="twitter"), Labelled(value="anna.v", label="skype")),
        dates=(
            MarkedDate(label="birthday", month=4, day=12),
            MarkedDate(label="anniversary", month=6, day=1, year=2015),
        ),
        tags=("Stammkunde", "Brot"),
        fields={
            "nickname": "Anni",
            "department": "Backstube",
            "title": "Owner",
            "web": "https://vogel.example.org/",
            "spouse": "Jonas",
        },
        note="Rye, no seeds, please\nCalls before eight: never",
        uids=("2F1A7A34-0001-4C3A-9A7B-000000000001",),
    )
    assert isinstance(shop, Contact)
    assert (shop.customer.name, shop.customer.company) == ("", "Elektro Şahin")
    assert shop.customer.shown_name == "Elektro Şahin"
    assert isinstance(number, Contact)
    assert number.customer == Customer(phones=(Labelled(value="+49 171 555 0111", label="mobile"),))
    assert group == Unread(49, "This is a group of contacts, not a contact.")


def test_a_version_4_card_comes_in_whole() -> None:
    mariya, bakery, group = read(SAMPLES / "desk-4.0.vcf")
    assert isinstance(mariya, Contact)
    assert mariya.customer == Customer(
        name="Мария Петрова",
        gender="female",
        language="bg",
        second_language="en",
        phones=(Labelled(value="+359-2-555-0112 x12", label="home"),),
        emails=(Labelled(value="mariya@example.org", label="work"),),
        addresses=(
            PostalAddress(label="home", street="ул. „Шипка“ 1", city="София", postal_code="1504", country="BG"),
        ),
        handles=(Labelled(value="mariya_p", label="telegram"), Labelled(value="mariya.p", label="instagram")),
        dates=(
            MarkedDate(label="birthday", month=4, day=12),
            MarkedDate(label="anniversary", month=6, day=1, year=2015),
        ),
        tags=("редовен",),
        fields={"spouse": "Иван"},
        note="Синьо колело",
        uids=("urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",),
    )
    assert isinstance(bakery, Contact)
    assert bakery.customer.company == "Αρτοποιείο Νίκος"
    assert bakery.customer.handles == (Labelled(value="+30 210 555 0113", label="whatsapp"),)
    assert isinstance(group, Unread)


@pytest.mark.parametrize(
    ("sample", "name", "note"),
    [
        (
            "phone-2.1-turkish.vcf",
            "Ayşe Yılmaz",
            "Gıcırdayan kapı, fırın menteşesi; öğleden sonra arayınız.\nŞubat ayında uğrayacak = söz verdik",
        ),
        (
            "phone-2.1-greek.vcf",
            "Γιώργος Παπαδόπουλος",
            "Το ποδήλατο τρίζει, θα περάσει την Παρασκευή το απόγευμα",
        ),
        (
            "phone-2.1-bulgarian.vcf",
            "Георги Иванов",
            "Верига и спирачки; да се обади преди петък следобед, моля",
        ),
        ("phone-2.1-korean.vcf", "김민준", "자전거 체인 교체, 다음 주 월요일 오후에 방문 예정입니다"),
    ],
)
def test_old_phones_cards_with_soft_breaks_and_a_charset(sample: str, name: str, note: str) -> None:
    first = read(SAMPLES / sample)[0]
    assert isinstance(first, Contact)
    assert first.customer.name == name
    assert first.customer.note == note
    assert first.customer.phones[0].label == "mobile"


def test_what_phones_write_without_asking_anybody(tmp_path: Path) -> None:
    customer = card(
        tmp_path,
        "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=96zt=C3=BCrk;=C5=9E=C3=BCkr=C3=BC;;;",
        "TEL;CELL:05325550103",
        "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=96zel):05325550104",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--04-12;3;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Usta;1;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Mehmet;2;;;;;;;;;;;;;",
        "x-skype-username:sukru.o",
        version="2.1",
    )
    assert customer.name == "Şükrü Öztürk"
    assert [phone.label for phone in customer.phones] == ["mobile", "Özel"]
    assert customer.dates == (MarkedDate(label="birthday", month=4, day=12),)
    assert customer.fields == {"nickname": "Usta", "relation": "Mehmet"}
    assert customer.handles == (Labelled(value="sukru.o", label="skype"),)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("NOTE:bread, rye; no seeds", "bread, rye; no seeds"),
        (r"NOTE:bread\, rye\; no seeds\nplease", "bread, rye; no seeds\nplease"),
        ("note;encoding=quoted-printable:=C3=A7ay, l=C3=BCtfen", "çay, lütfen"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:" + "çay, lütfen".encode("cp1254").hex("=", 1).upper(), None),
        ("NOTE;CHARSET=ISO-8859-9;ENCODING=QUOTED-PRINTABLE:=FEeker", "şeker"),
        ("NOTE;CHARSET=WINDOWS-1251;ENCODING=QUOTED-PRINTABLE:=EC=E0=F1=EB=EE", "масло"),
        ("NOTE;CHARSET=nonsense;ENCODING=QUOTED-PRINTABLE:=C3=A7ay", "çay"),
        ("NOTE;CHARSET=unicode_escape;ENCODING=QUOTED-PRINTABLE:=5Cx1b[31m", r"\x1b[31m"),
        ("NOTE;ENCODING=BASE64:" + base64.b64encode("çay".encode()).decode(), "çay"),
        ("NOTE;ENCODING=b:not base64 at all!", None),
        ('NOTE;X-ODD="a;b:c":plain', "plain"),
        ("NOTE;X=a=a=a:plain", "plain"),
        ("item1.NOTE:plain", "plain"),
    ],
)
def test_a_note_is_read_whole_however_it_is_written(line: str, value: str | None, tmp_path: Path) -> None:
    customer = card(tmp_path, "FN:Anna", line)
    if value is not None:
        assert customer.note == value


def test_lines_folded_in_the_middle_of_a_letter(tmp_path: Path) -> None:
    raw = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Γιώργος\r\nEND:VCARD\r\n".encode()
    at = raw.index("ώ".encode()) + 1
    path = tmp_path / "card.vcf"
    path.write_bytes(raw[:at] + b"\r\n " + raw[at:])
    (row,) = read(path)
    assert isinstance(row, Contact)
    assert row.customer.name == "Γιώργος"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        (["TEL:0555 010 01 01"], Customer(phones=(Labelled(value="0555 010 01 01"),))),
        (["ORG:Fırın"], Customer(company="Fırın")),
        (["FN:Fırın", "ORG:Fırın"], Customer(company="Fırın")),
        (["FN:Fırın", "N:Yılmaz;Ayşe;;;", "ORG:Fırın"], Customer(name="Ayşe Yılmaz", company="Fırın")),
        (["N:Yılmaz;Ayşe;;;"], Customer(name="Ayşe Yılmaz")),
        (["N:Ayşe Yılmaz"], Customer(name="Ayşe Yılmaz")),
        (["N:김;민준;;;"], Customer(name="김민준")),
        (["FN:ayse@example.org", "EMAIL:ayse@example.org"], Customer(emails=(Labelled(value="ayse@example.org"),))),
        (["NICKNAME:Ayşo"], Customer(name="Ayşo", fields={"nickname": "Ayşo"})),
        (["NOTE:the tall one"], Customer(note="the tall one")),
        (["IMPP:telegram:ayse"], Customer(handles=(Labelled(value="ayse", label="telegram"),))),
        (["FN:Ayşe", "TEL:not given"], Customer(name="Ayşe", fields={"phone": "not given"})),
        (["FN:Ayşe", "EMAIL:none"], Customer(name="Ayşe", fields={"e-mail": "none"})),
        (["FN:Ayşe", "BDAY:10/11/1985"], Customer(name="Ayşe", fields={"birthday": "10/11/1985"})),
        (["FN:Ayşe", "BDAY:19850231"], Customer(name="Ayşe", fields={"birthday": "19850231"})),
        (["FN:Ayşe", "BDAY:2000-02-29"], Customer(
            name="Ayşe", dates=(MarkedDate(label="birthday", month=2, day=29, year=2000),))),
        (["FN:Ayşe", "BDAY:--0229"], Customer(name="Ayşe", dates=(MarkedDate(label="birthday", month=2, day=29),))),
        (["FN:Ayşe", "X-FOO-BAR:kept"], Customer(name="Ayşe", fields={"foo bar": "kept"})),
        (["FN:Ayşe", "LABEL;HOME:Moda Cad. 5\\nİstanbul"], Customer(
            name="Ayşe", addresses=(PostalAddress(label="home", street="Moda Cad. 5\nİstanbul"),))),
        (["FN:Ayşe", "GENDER:N"], Customer(name="Ayşe")),
    ],
)  # fmt: skip
def test_a_card_is_kept_for_whatever_it_holds(properties: list[str], expected: Customer, tmp_path: Path) -> None:
    assert card(tmp_path, *properties) == expected


def test_a_bad_card_spoils_no_other_and_each_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text(
        "\n".join([
            "BEGIN:VCARD", "FN:Anna", "this is no property", ";;;:::", "TEL", "END:VCARD",
            "BEGIN:VCARD", "VERSION:3.0", "REV:20260101", "PHOTO;ENCODING=b:AAAA", "END:VCARD",
            "what is this", "END:VCARD",
            "BEGIN:VCARD", "FN:Bruno", "TEL:555 0101",
            "BEGIN:VCARD", "FN:Clara", "AGENT:", "BEGIN:VCARD", "FN:Agent", "END:VCARD", "TEL:555 0102", "END:VCARD",
            "BEGIN:VCARD", "FN:Dora", "TEL:555 01",
        ])
    )  # fmt: skip
    anna, nothing, bruno, clara, dora = read(path)
    assert isinstance(anna, Contact)
    assert anna.customer.name.startswith("Anna")
    assert nothing == Unread(7, "There is nothing in this card that can be kept.")
    assert bruno == Contact(Customer(name="Bruno", phones=(Labelled(value="555 0101"),)), 14)
    assert clara == Contact(Customer(name="Clara", phones=(Labelled(value="555 0102"),)), 17)
    assert dora == Unread(25, "The file ends in the middle of this card.")


@pytest.mark.parametrize("sample", VCARDS)
def test_a_file_cut_off_anywhere_gives_all_its_complete_cards(sample: str, tmp_path: Path) -> None:
    whole = (SAMPLES / sample).read_bytes()
    rows = read(SAMPLES / sample)
    ends = [at + len(b"END:VCARD") for at in range(len(whole)) if whole.startswith(b"END:VCARD", at)]
    path = tmp_path / "cut.vcf"
    for length in range(len(b"BEGIN:VCARD"), len(whole)):
        path.write_bytes(whole[:length])
        complete = sum(end <= length for end in ends)
        cut = read(path)
        assert cut[:complete] == rows[:complete]
        assert len(cut) <= complete + 1
        assert all(isinstance(row, Unread) for row in cut[complete:])


HOSTILE = ("[/foo]", "Bob [red]Smith", "$name {0} %s", "a\u0301" * 3, "\u0301", "שלום", "x" * 10_000, "'; DROP TABLE")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_what_they_are(name: str, tmp_path: Path) -> None:
    assert card(tmp_path, f"FN:{name}").name == unicodedata.normalize("NFC", name)


def test_what_could_steer_a_terminal_never_comes_in(tmp_path: Path) -> None:
    evil = "\x1b]52;c;aGk=\x07\x1b[31mAn\u202ena\x00\x9b2J\u200f"
    customer = card(
        tmp_path, f"FN:{evil}", f"NOTE:{evil}", f"ORG:{evil};{evil}", f"TEL;TYPE={evil}:555 0101{evil}",
        f"CATEGORIES:{evil}", f"X-{evil}:1", f"UID:{evil}", f"ADR:;;{evil};{evil};;;",
        "NICKNAME;ENCODING=QUOTED-PRINTABLE:=1B[31mA=00nna=E2=80=AE",
    )  # fmt: skip
    assert customer.name == "Anna"
    assert customer.fields["nickname"] == "Anna"
    assert all(character not in repr(customer) for character in ("\\x1b", "\\x00", "\\u202e", "\\x9b", "52;c"))


def test_enormous_lines_and_photographs_cost_nearly_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\n ".join(["A" * 74] * 60_000)
    path.write_text(
        f"BEGIN:VCARD\nFN:Anna\n{photo}\nNOTE:{'x' * 8_000_000}\nTEL:555 0101\nEND:VCARD\n"
        f"BEGIN:VCARD\nFN:Bruno\nNOTE:{'y' * 70}\n" + f" {'y' * 70}\n" * 60_000 + "END:VCARD\n"
        "BEGIN:VCARD\nFN:Clara\n" + "TEL:555 0101\n" * 60_000 + "END:VCARD\n"
    )
    began = time.perf_counter()
    anna, bruno, clara = read(path)
    assert time.perf_counter() - began < 5
    assert isinstance(anna, Contact)
    assert isinstance(bruno, Contact)
    assert isinstance(clara, Contact)
    assert [len(row.customer.note) for row in (anna, bruno)] == [50_000, 50_000]
    assert anna.customer.phones == (Labelled(value="555 0101"),)
    assert anna.customer.fields == {"import": "Too long to be taken whole: note."}
    assert clara.customer.fields == {"import": "Too long to be taken whole: tel."}


def test_lines_made_to_exhaust_a_pattern_are_read_at_once(tmp_path: Path) -> None:
    began = time.perf_counter()
    for line in (
        "TEL;X" + "=a" * 5_000,
        "TEL;X" + '="' * 5_000,
        "a." * 5_000,
        "ADR:" + ";" * 50_000,
        "N:" + "\\" * 50_000,
    ):
        card(tmp_path, "FN:Anna", line)
    assert time.perf_counter() - began < 3


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=80), max_size=12))
def test_no_card_is_a_crash(tmp_path_factory: pytest.TempPathFactory, properties: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "card.vcf"
    path.write_text("\n".join(["BEGIN:VCARD", *properties, "END:VCARD", ""]))
    try:
        rows = read(path)
    except RegularsError:
        return
    assert len(rows) >= 1
