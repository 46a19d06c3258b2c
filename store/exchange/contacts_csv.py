"""Contacts from a CSV: Google's old and new layout, Outlook's, and others whose headings say enough.

The columns are known by their headings. What stands under a heading that is not known becomes a
field of the customer's own, so that nothing is lost.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import filterfalse, islice

from store.database.folding import fold
from store.errors import NotUnderstoodError
from store.exchange.contact import MOST_CONTACTS, Contact, ContactParts, Unread, plain_label
from store.exchange.recognise import Recognised, lines, too_many
from store.records.text import clean_line
from store.sentences import _

Line = tuple[int, str, bool]

_SEPARATORS = ",;\t|"
_MOST_RESTARTS = 1_000
_HEAD_LINES = 50
# Google puts several values of one kind into one cell so.
_SEVERAL = re.compile(r"\s*:::\s*")

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
_ADDRESS_PARTS = {
    "street": "street", "street 2": "street", "street 3": "street", "address": "street",
    "po box": "box", "extended address": "extended", "city": "city", "state": "region",
    "region": "region", "province": "region", "postal code": "code", "zip": "code",
    "country": "country", "country region": "country", "formatted": "formatted",
}  # fmt: skip
_NUMBERED = re.compile(r"(phone|e ?mail|address|organi[sz]ation|relation|website|event|custom field|im) (\d+) (.+)")
_SIDED = re.compile(r"(home|business|work|other) (?:address )?(.+)")
_NAMES = ("full", "first", "middle", "last", "prefix", "suffix")
_IDENTITY = ("full", "first", "last", "company", "phone:", "email:")


@dataclass(frozen=True, slots=True)
class _Column:
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


class _Rows:
    """The rows of a table, each with the line it begins on, or why it cannot be taken.

    After a row whose quotes do not match, the lines that it swallowed are read anew, and those that
    have all columns are rows.
    """

    def __init__(self, numbered: Iterator[Line], separator: str) -> None:
        """Read from `numbered` lines."""
        self.width = 0  # how many columns the table has, once its headings are read
        self._numbered = numbered
        self._separator = separator
        self._pending: deque[Line] = deque()
        self._taken: list[Line] = []
        self._reread_to = 0
        self._restarts = 0

    def __iter__(self) -> Iterator[tuple[int, list[str], str]]:
        """Give line, cells and why they cannot be taken, empty where they can.

        Raises:
            NotUnderstoodError: the quotes are in disorder all over the file.
        """
        reader = self._reader()
        while True:
            self._taken.clear()
            try:
                cells = next(reader, [])
            except csv.Error:
                cells = None
            if not self._taken:
                return
            first, last = self._taken[0][0], self._taken[-1][0]
            reason = self._problem(cells)
            if first > self._reread_to or (not reason and len(cells or ()) == self.width):
                yield first, cells or [], reason
            elif last > self._reread_to and not reason:
                yield first, [], _("The quotes in this row do not match.")
            if reason:
                self._reread_to = max(self._reread_to, last)
                self._pending.extendleft(reversed(self._taken[1:]))
                self._restarts += len(self._taken) > 1
                reader = self._reader()
            if self._restarts > _MOST_RESTARTS:
                raise NotUnderstoodError(_("The quotes in this CSV do not match; save it anew, then import it."))

    def _reader(self) -> Iterator[list[str]]:
        def feed() -> Iterator[str]:
            while line := self._pending.popleft() if self._pending else next(self._numbered, None):
                self._taken.append(line)
                yield line[1]

        return csv.reader(feed(), delimiter=self._separator)

    def _problem(self, cells: list[str] | None) -> str:
        row = [text for _number, text, _is_cut in self._taken]
        if any(is_cut for _number, _text, is_cut in self._taken) or (cells is None and len(row) == 1):
            return _("This row is too long.")
        complaint = self._complaint(row)
        is_short = not row[-1].endswith("\n") and len(cells or ()) < self.width
        if is_short or "unexpected end" in complaint:
            return _("The file ends in the middle of this row.")
        if cells is None or (len(row) > 1 and (complaint or self._swallows_rows(cells, row))):
            return _("The quotes in this row do not match.")
        return ""

    def _complaint(self, row: list[str]) -> str:
        """Return what a strict reader says against a row, which a lenient one takes; empty if nothing."""
        if len(row) == 1 and row[0].count('"') % 2 == 0:
            return ""
        try:
            deque(csv.reader(row, delimiter=self._separator, strict=True), maxlen=0)
        except csv.Error as problem:
            return str(problem)
        return ""

    def _swallows_rows(self, cells: list[str], row: list[str]) -> bool:
        """Whether a row of several lines has other than all cells because a quote is stray."""
        if not self.width or len(cells) == self.width:
            return False
        with suppress(csv.Error):
            alone = (next(csv.reader([text], delimiter=self._separator), []) for text in row[1:])
            return any(cells[self.width :]) or any(len(other) == self.width for other in alone)
        return True


def is_table(text: str) -> bool:
    """Return whether `text` begins with headings of which two are known, one of them telling who."""
    columns = _headings(text.splitlines(keepends=True)[:_HEAD_LINES])[1]
    return sum(column.is_known for column in columns) > 1 and any(column.tells_who for column in columns)


def read_rows(source: Recognised) -> Iterator[Contact | Unread]:
    """Give the contacts of a table, and those rows that were not taken, in their order.

    Raises:
        NotFoundError, NotUnderstoodError: the file can no longer be read, has too many rows, or its
            quotes are in disorder.
    """
    separator, columns = _headings([text for _, text, _ in islice(lines(source), _HEAD_LINES)])
    rows = _Rows(lines(source), separator)
    count = 0
    for line, cells, reason in rows:
        if reason:
            yield Unread(line, reason)
        elif not rows.width:
            rows.width = 0 if _is_preface(cells) else len(columns)
        elif any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_CONTACTS:
                raise too_many(source.name)
            customer = _gather(columns, cells).customer()
            nothing = _("There is nothing in this row that can be kept.")
            yield Contact(customer, line) if customer else Unread(line, nothing)


def _headings(head: Sequence[str]) -> tuple[str, list[_Column]]:
    """Return the separator with which most headings are known, and the columns."""
    best: tuple[str, list[_Column]] = (",", [])
    for separator in _SEPARATORS:
        with suppress(csv.Error):
            rows = csv.reader(head, delimiter=separator)
            columns = [_column(text) for text in next(filterfalse(_is_preface, rows), [])]
            if sum(one.is_known for one in columns) > sum(one.is_known for one in best[1]):
                best = separator, columns
    return best


def _is_preface(cells: list[str]) -> bool:
    """Whether a row stands before the headings: an empty one, or the `sep=;` of spreadsheets."""
    return not any(cell.strip() for cell in cells) or cells[0].startswith("sep=")


def _column(text: str) -> _Column:
    heading = clean_line(text)[:100]
    key = fold(heading)
    if key in _TARGETS:
        return _Column(heading, _TARGETS[key])
    if match := _NUMBERED.fullmatch(key):
        kind = match[1].replace(" ", "").replace("organisation", "organization")
        return _Column(heading, f"{kind}:{match[2]}:{match[3]}", is_numbered=True)
    if (match := _SIDED.fullmatch(key)) and match[2] in _ADDRESS_PARTS:
        side = match[1].replace("business", "work")
        return _Column(heading, f"address:{side}:{_ADDRESS_PARTS[match[2]]}")
    return _Column(heading)


def _gather(columns: Sequence[_Column], cells: Sequence[str]) -> ContactParts:
    parts = ContactParts()
    names: dict[str, str] = {}
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    addresses: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, cell in enumerate(cells):
        text = cell.strip()
        column = columns[number] if number < len(columns) else _Column(f"column {number + 1}")
        if not text or column.target == "":
            continue
        kind, _sign, label = (column.target or f"field:{column.heading or number + 1}").partition(":")
        if column.is_numbered:
            which, _sign, part = label.partition(":")
            groups[kind, which][part] = text
        elif kind in _NAMES:
            names.setdefault(kind, text)
        elif kind == "address":
            side, _sign, part = label.partition(":")
            addresses[side, ""][part].append(text)
        else:
            _take(parts, kind, text, label)
    for (kind, which), group in groups.items():
        if kind == "address":
            label = plain_label([group.pop("type", "") or group.pop("label", "")])
            for part, text in group.items():
                addresses[label, which][_ADDRESS_PARTS.get(part, "street")].append(text)
        else:
            _take_group(parts, kind, group)
    parts.full_name(names.pop("full", ""))
    parts.name(
        names.get("last", ""), names.get("first", ""), names.get("middle", ""),
        names.get("prefix", ""), names.get("suffix", ""),
    )  # fmt: skip
    for (label, _which), address in addresses.items():
        written = address.pop("formatted", [])
        street = [*address.pop("box", []), *address.pop("street", []), *address.pop("extended", [])]
        only = {part: " ".join(texts) for part, texts in address.items()}
        parts.address(
            label=label,
            street=street or ([] if only else written),
            city=only.get("city", ""),
            region=only.get("region", ""),
            postal_code=only.get("code", ""),
            country=only.get("country", ""),
        )
    return parts


def _take(parts: ContactParts, kind: str, text: str, label: str) -> None:
    if kind in _SIMPLE:
        _SIMPLE[kind](parts, text)
    elif kind == "date":
        if text.strip("0/-. :"):
            parts.date(text, label)
    elif kind == "tags":
        for tag in re.split(r"\s*:::\s*|[;,]", text):
            # Every contact of Google's is in this group.
            if fold(tag) != "mycontacts" and fold(tag) != "my contacts":
                parts.tag(tag.strip().removeprefix("* "))
    else:
        take = {"phone": parts.phone, "email": parts.email, "handle": parts.handle}.get(kind)
        for value in _SEVERAL.split(text):
            if take:
                take(value, label)
            else:
                parts.field(label, value)


def _take_group(parts: ContactParts, kind: str, group: dict[str, str]) -> None:
    label = plain_label([group.pop("type", "") or group.pop("label", "")])
    if kind == "organization":
        parts.company(group.pop("name", ""), group.pop("department", ""))
        for part, text in group.items():
            parts.field(part, text)
        return
    text = group.pop("value", "") or group.pop("address", "")
    if kind == "im":
        _take(parts, "handle", text, group.pop("service", "") or label)
    elif kind in {"phone", "email"}:
        _take(parts, kind, text, label)
    elif kind == "event":
        _take(parts, "date", text, label or "date")
    else:
        _take(parts, "field", text, label or {"website": "web"}.get(kind, kind))


_SIMPLE: dict[str, Callable[[ContactParts, str], None]] = {
    "nickname": ContactParts.nickname,
    "company": ContactParts.company,
    "department": lambda parts, text: parts.company("", text),
    "note": ContactParts.note,
    "gender": ContactParts.gender,
    "language": ContactParts.language,
    "uid": ContactParts.uid,
}
