"""One contact as an address book tells it: gathered its parts, cleaned, as a customer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from store.database.hangul import is_hangul
from store.exchange.marked_date import read_date
from store.records.contact_person import Gender, Labelled
from store.records.customer import Customer, MarkedDate, PostalAddress
from store.records.text import clean_line, clean_text
from store.sentences import _

# More than twice the customers of the largest book intended; no phone holds as many.
MOST_CONTACTS = 50_000
# Characters: more than a person writes into one part of a contact. The rest is not taken.
MOST_TEXT = 50_000

_LABELS = {
    "home": "home", "work": "work", "mobile": "mobile", "main": "main", "other": "other",
    "fax": "fax", "pager": "pager", "car": "car", "video": "video", "school": "school",
    "birthday": "birthday", "anniversary": "anniversary", "cell": "mobile",
    "homefax": "home fax", "workfax": "work fax", "otherfax": "other fax", "homepage": "",
    "assistantphone": "assistant",
    "voice": "", "pref": "", "preferred": "", "internet": "", "x-internet": "", "msg": "",
    "text": "", "smtp": "", "textphone": "", "dom": "", "intl": "", "postal": "", "parcel": "",
}  # fmt: skip
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][\w-]*)?")
_GENDERS: dict[str, Gender] = {
    "m": "male", "male": "male", "f": "female", "female": "female", "o": "other", "other": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """One read contact: a customer without an id, and the line (from 1) on which it begins."""

    customer: Customer
    line: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that was not taken: the line (from 1) on which it begins, and why, in a sentence.

    `place` says where it stands in a file in which lines say nothing.
    """

    line: int
    reason: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ContactFile:
    """A recognised file of contacts; `total` is how many it holds, None where nobody counted."""

    kind: Literal["vcard", "csv"]
    total: int | None
    entries: Iterator[Contact | Unread]


class ContactParts:
    """The parts of one contact, gathered in the order in which they are read.

    Every text is cleaned here and kept once. What is no value of its kind (a phone without a digit,
    a birthday that can be read in two ways) is kept as it is among the customer's own fields, so
    that nothing is lost.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._full_name = ""
        self._family = ""
        self._given = ""
        self._built_name = ""
        self._nickname = ""
        self._company = ""
        self._gender: Gender = "unknown"
        self._languages: dict[str, None] = {}
        self._phones: dict[str, Labelled] = {}
        self._emails: dict[str, Labelled] = {}
        self._handles: dict[tuple[str, str], Labelled] = {}
        self._addresses: dict[PostalAddress, None] = {}
        self._dates: dict[MarkedDate, None] = {}
        self._tags: dict[str, None] = {}
        self._notes: dict[str, None] = {}
        self._fields: dict[str, dict[str, None]] = {}
        self._uids: dict[str, None] = {}
        self._cut: dict[str, None] = {}

    def full_name(self, text: str) -> None:
        """Take the name as it is written out; a second one is kept among the fields."""
        name = self._line("name", text)
        if not self._full_name:
            self._full_name = name
        elif name != self._full_name:
            self.field("name", name)

    def name(
        self,
        family: str = "",
        given: str = "",
        additional: str = "",
        prefix: str = "",
        suffix: str = "",
    ) -> None:
        """Take the name in its parts, each as it is written."""
        self._family, self._given = self._line("name", family), self._line("name", given)
        between, title, ending = (self._line("name", text) for text in (additional, prefix, suffix))
        if is_hangul(self._family + self._given + between):
            words = [title, self._family + self._given + between, ending]
        else:
            words = [title, self._given, between, self._family, ending]
        self._built_name = " ".join(word for word in words if word)

    def nickname(self, text: str) -> None:
        """Take a nickname: a field, and the name where there is no other."""
        self._nickname = self._nickname or self._line("nickname", text)
        self.field("nickname", text)

    def company(self, text: str, department: str = "") -> None:
        """Take the business; a second one is kept among the fields."""
        company = self._line("company", text)
        if self._company and company:
            self.field("company", company if company != self._company else "")
        else:
            self._company = self._company or company
        self.field("department", department)

    def gender(self, text: str) -> None:
        """Take a gender as `M`, `F`, `O` or written out; other words are kept among the fields."""
        first = clean_line(text).partition(";")[0]
        if first.casefold() in _GENDERS:
            self._gender = _GENDERS[first.casefold()]
        elif first.casefold() not in {"", "n", "u", "unknown", "unspecified"}:
            self.field("gender", text)

    def language(self, text: str) -> None:
        """Take a language such as `tr` or `tr-TR`; any other name is kept among the fields."""
        tag = _LANGUAGE.fullmatch(clean_line(text))
        if tag:
            self._languages[tag[1].lower()] = None
        else:
            self.field("language", text)

    def phone(self, text: str, label: str = "") -> None:
        """Take a phone number as it is written."""
        number = self._line("phone", text)
        if any(character.isdigit() for character in number):
            self._phones.setdefault(number, Labelled(value=number, label=clean_line(label)))
        else:
            self.field("phone", number)

    def email(self, text: str, label: str = "") -> None:
        """Take an e-mail address."""
        address = self._line("e-mail", text)
        if "@" in address:
            self._emails.setdefault(address.casefold(), Labelled(value=address, label=clean_line(label)))
        else:
            self.field("e-mail", address)

    def handle(self, text: str, service: str = "") -> None:
        """Take a name or number under which somebody is found on a service."""
        value, label = self._line("handle", text), clean_line(service).lower()
        if value:
            self._handles.setdefault((label, value.casefold()), Labelled(value=value, label=label))

    def address(
        self,
        *,
        label: str = "",
        street: Iterable[str] = (),
        city: str = "",
        region: str = "",
        postal_code: str = "",
        country: str = "",
    ) -> None:
        """Take a postal address; `street` is its lines, and two letters of country an ISO code."""
        lines = (self._line("address", line) for text in street for line in clean_text(text).split("\n"))
        named = clean_line(country)
        label = clean_line(label)
        address = PostalAddress(
            label=label,
            street="\n".join(line for line in lines if line),
            city=self._line("address", city),
            region=self._line("address", region),
            postal_code=self._line("address", postal_code),
            country=named.upper() if re.fullmatch("[A-Za-z]{2}", named) else named[:MOST_TEXT],
        )
        if address != PostalAddress(label=label):
            self._addresses[address] = None

    def date(self, text: str, label: str) -> None:
        """Take a date worth remembering; one in doubt is kept among the fields as it is written."""
        label = clean_line(label) or "date"
        parts = read_date(clean_line(text))
        if parts:
            year, month, day = parts
            self._dates[MarkedDate(label=label, month=month, day=day, year=year)] = None
        else:
            self.field(label, text)

    def tag(self, text: str) -> None:
        """Take a tag, with or without its `#`."""
        tag = self._line("tag", text).removeprefix("#").strip()
        if tag:
            self._tags[tag] = None

    def note(self, text: str) -> None:
        """Take a note, which may have several lines; several notes stand one under the other."""
        note = clean_text(text).strip()
        if len(note) > MOST_TEXT:
            self.cut("note")
        if note:
            self._notes[note[:MOST_TEXT].rstrip()] = None

    def field(self, key: str, text: str) -> None:
        """Take anything else under its own name; several values of one name stand side by side."""
        name, value = clean_line(key)[:100], clean_text(text).strip()
        if len(value) > MOST_TEXT:
            self.cut(name)
        if name and value:
            self._fields.setdefault(name, {})[value[:MOST_TEXT].rstrip()] = None

    def uid(self, text: str) -> None:
        """Take the identifier that the address book gave."""
        uid = clean_line(text)[:500]
        if uid:
            self._uids[uid] = None

    def cut(self, part: str) -> None:
        """Note that only the beginning of a part was taken."""
        self._cut[clean_line(part)[:100]] = None

    def customer(self) -> Customer | None:
        """Return what was gathered, or None where there is nothing to keep."""
        if self._cut:
            parts = ", ".join(self._cut)
            self.field("import", _("Too long to be taken whole: {parts}.").format(parts=parts))
        languages = (*self._languages, "", "")
        gathered = Customer(
            name=self._chosen_name(),
            company=self._company,
            gender=self._gender,
            language=languages[0],
            second_language=languages[1],
            phones=tuple(self._phones.values()),
            emails=tuple(self._emails.values()),
            addresses=tuple(self._addresses),
            handles=tuple(self._handles.values()),
            dates=tuple(self._dates),
            tags=tuple(self._tags),
            fields={key: ", ".join(values) for key, values in self._fields.items()},
            note="\n\n".join(self._notes),
        )
        return None if gathered == Customer() else replace(gathered, uids=tuple(self._uids))

    def _chosen_name(self) -> str:
        # Phones write the company, the number or the e-mail where a name is missing.
        stand_ins = {self._company.casefold(), *self._emails, *map(str.casefold, self._phones)}
        if self._full_name and self._full_name.casefold() not in stand_ins:
            return self._full_name
        is_person = bool(self._family and self._given)
        if self._built_name and (is_person or self._built_name.casefold() not in stand_ins):
            return self._built_name
        return self._nickname

    def _line(self, part: str, text: str) -> str:
        line = clean_line(text)
        if len(line) > MOST_TEXT:
            self.cut(part)
            line = line[:MOST_TEXT].rstrip()
        return line


def plain_label(words: Iterable[str]) -> str:
    """Return the plain word for an address book's `HOME`, `CELL,pref` or `_$!<Mobile>!$_`."""
    labels: dict[str, None] = {}
    for word in words:
        system = _APPLE_LABEL.fullmatch(word.strip())
        plain = clean_line(system[1].lower() if system else word).removeprefix("* ").strip()
        known = _LABELS.get(plain.casefold(), plain)
        if known:
            labels[known] = None
    return " ".join(labels)
