"""What stands in the columns of a table of contacts, known by their headings.

Google's old and new layout, Outlook's, and headings in the words that owners of shops use for them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import filterfalse
from typing import Literal

from store.database.folding import fold
from store.records.text import clean_line

_SEPARATORS = ",;\t|"
HEAD_LINES = 50  # among which the headings stand

# What stands under a heading: a part of the name, or a kind and its label.
_HEADINGS = {
    "full": "name, full name, display name, contact name, contact, customer, customer name,"
    " ad soyad, adı soyadı, isim, isim soyisim, müşteri, 이름, 성명, 고객, 고객명, ονοματεπώνυμο, πελάτης,"
    " имена, име и фамилия, клиент, kunde",
    "first": "first name, given name, firstname, first, ad, adı, όνομα, име, vorname",
    "middle": "middle name, additional name, middle",
    "last": "last name, family name, surname, lastname, last, soyad, soyadı, soyisim, 성, επώνυμο,"
    " επίθετο, фамилия, nachname",
    "prefix": "name prefix, prefix",
    "suffix": "name suffix, suffix",
    "nickname": "nickname, short name, takma ad, lakap, 별명, παρατσούκλι, прякор, spitzname",
    "company": "company, company name, organization, organisation, organization name, business,"
    " firma, şirket, 회사, 회사명, 상호, εταιρεία, επιχείρηση, фирма, компания",
    "department": "department, organization department",
    "field:title": "title, job title, organization title",
    "phone:": "phone, phone number, phone no, telephone, telephone number, tel, phones, callback, isdn,"
    " telefon, telefon numarası, 전화, 전화번호, 연락처, τηλέφωνο, телефон, телефонен номер, telefonnummer",
    "phone:main": "primary phone, main phone",
    "phone:mobile": "mobile, mobile phone, mobile number, cell, cell phone, cellphone, gsm, cep,"
    " cep telefonu, 휴대폰, 휴대전화, 핸드폰, κινητό, мобилен, мобилен телефон, gsm номер, handy, mobil",
    "phone:home": "home phone, home phone 2, ev telefonu",
    "phone:work": "business phone, business phone 2, work phone, company main phone, iş telefonu",
    "phone:other": "other phone",
    "phone:car": "car phone, radio phone",
    "phone:assistant": "assistant's phone",
    "phone:pager": "pager",
    "phone:fax": "fax, fax number, faks, 팩스, φαξ, факс",
    "phone:home fax": "home fax",
    "phone:work fax": "business fax, work fax",
    "phone:other fax": "other fax",
    "email:": "email, e-mail, e-mail address, email address, mail, emails, primary email, eposta,"
    " e-posta, e-posta adresi, 이메일, ηλεκτρονική διεύθυνση, имейл, е-поща, поща",
    "email:home": "home email",
    "email:work": "work email, business email",
    "date:birthday": "birthday, date of birth, birth date, birthdate, doğum tarihi, doğum günü,"
    " 생일, 생년월일, γενέθλια, ημερομηνία γέννησης, рожден ден, дата на раждане, geburtstag",
    "date:anniversary": "anniversary, yıldönümü, 기념일, επέτειος, годишнина, jahrestag",
    "note": "notes, note, comments, comment, remarks, not, notlar, 메모, 비고, σημειώσεις, σημείωση,"
    " бележки, бележка, notizen, notiz",
    "gender": "gender, cinsiyet, 성별, φύλο, пол",
    "language": "language, dil, 언어, γλώσσα, език",
    "field:web": "website, web page, personal web page, url, web, homepage",
    "tags": "labels, group membership, categories, tags, groups, etiketler, 그룹, ετικέτες, етикети",
    "handle:whatsapp": "whatsapp",
    "handle:telegram": "telegram",
    "handle:viber": "viber",
    "handle:signal": "signal",
    "handle:kakao": "kakao, kakaotalk, 카카오톡",
    "handle:instagram": "instagram",
    "handle:facebook": "facebook",
    "handle:skype": "skype",
    "uid": "uid",
    "": "photo, sensitivity, priority, private, file as, initials, e-mail type, e-mail display name",
    "address::street": "street, street address, address, address 1, address line 1, street 2, street 3,"
    " address line 2, adres, 주소, διεύθυνση, οδός, адрес, улица, straße, anschrift",
    "address::city": "city, town, şehir, il, 도시, πόλη, град, ort, stadt",
    "address::region": "state, region, province, county",
    "address::code": "postal code, zip, zip code, postcode, posta kodu, 우편번호, τκ, пощенски код, plz",
    "address::country": "country, country/region, ülke, 국가, χώρα, държава, land",
}
_TARGETS = {fold(heading): target for target, headings in _HEADINGS.items() for heading in headings.split(",")}
# The parts of an address, by the names that they have in headings.
ADDRESS_PARTS = {
    "street": "street", "street 2": "street", "street 3": "street", "address": "street",
    "po box": "box", "extended address": "extended", "city": "city", "state": "region",
    "region": "region", "province": "region", "postal code": "code", "zip": "code",
    "country": "country", "country region": "country", "formatted": "formatted",
}  # fmt: skip
_NUMBERED = re.compile(r"(phone|e ?mail|address|organi[sz]ation|relation|website|event|custom field|im) (\d+) (.+)")
_SIDED = re.compile(r"(home|business|work|other) (?:address )?(.+)")
_GOOGLE = frozenset(fold(heading) for heading in ("Phone 1 - Value", "E-mail 1 - Value", "Group Membership"))
_OUTLOOK = frozenset(fold(heading) for heading in ("First Name", "Last Name", "E-mail Address"))
_IDENTITY = ("full", "first", "last", "company", "phone:", "email:")


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column: a target of `_HEADINGS`, of `phone:2:value` in numbered columns."""

    heading: str
    target: str | None = None
    is_numbered: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the heading says what stands in it."""
        return self.target is not None

    @property
    def tells_who(self) -> bool:
        """Whether a customer may be known by what stands in it."""
        return self.target is not None and self.target.startswith(_IDENTITY)


def is_table(text: str) -> bool:
    """Return whether `text` begins with headings of which two are known, one of them telling who."""
    columns = headings(text.splitlines(keepends=True)[:HEAD_LINES])[1]
    return sum(column.is_known for column in columns) > 1 and any(column.tells_who for column in columns)


def headings(head: Sequence[str]) -> tuple[str, list[Column]]:
    """Return the separator with which most headings are known, and the columns."""
    best: tuple[str, list[Column]] = (",", [])
    for separator in _SEPARATORS:
        with suppress(csv.Error):
            rows = csv.reader(head, delimiter=separator)
            columns = [_column(text) for text in next(filterfalse(is_preface, rows), [])]
            if sum(one.is_known for one in columns) > sum(one.is_known for one in best[1]):
                best = separator, columns
    return best


def layout_of(columns: Sequence[Column]) -> Literal["google", "outlook", "own"]:
    """Return whose layout a table has, by the headings that only one of them writes."""
    found = {fold(column.heading) for column in columns}
    if found & _GOOGLE:
        return "google"
    return "outlook" if found >= _OUTLOOK else "own"


def is_preface(cells: list[str]) -> bool:
    """Return whether a row stands before the headings: an empty one, or the `sep=;` of spreadsheets."""
    return not any(cell.strip() for cell in cells) or cells[0].startswith("sep=")


def _column(text: str) -> Column:
    heading = clean_line(text)[:100]
    key = fold(heading)
    if key in _TARGETS:
        return Column(heading, _TARGETS[key])
    if match := _NUMBERED.fullmatch(key):
        kind = match[1].replace(" ", "").replace("organisation", "organization")
        return Column(heading, f"{kind}:{match[2]}:{match[3]}", is_numbered=True)
    if (match := _SIDED.fullmatch(key)) and match[2] in ADDRESS_PARTS:
        side = match[1].replace("business", "work")
        return Column(heading, f"address:{side}:{ADDRESS_PARTS[match[2]]}")
    return Column(heading)
