"""What is known of a customer, read from what a person writes, and written so that it reads back to the same.

Phones and the like have a label before a colon: `home: 0532 123 45 67`. Addresses are parted by semicolons:
`home: street; postal code city; region; country`. Allowances are named before an =: `visits = 5/2`, and dates
too (`date_fields.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.errors import NotUnderstoodError
from store.records.contact_person import Labelled
from store.records.customer import Allowance, PostalAddress
from store.records.text import clean_line, clean_text
from store.rules.field_texts import first_that_reads, part_label, with_label
from store.sentences import _

_SHOWN = 60
_TAG = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))(?:,|$)')
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ALLOWANCE = re.compile(r"(.+)=\s*(\d{1,6})\s*(?:/\s*(\d{1,6}))?")
# A postal code is the words with figures before the city.
_CODE_AND_CITY = re.compile(r"((?:\S*\d\S* )*\S*\d\S*)(?: (.*))?", re.DOTALL)
_PARTED = re.compile(r"(?:[^;\\]|\\.|\\$)*", re.DOTALL)
_BEFORE_BAR = re.compile(r"(?:[^|\\]|\\.|\\$)*")
_MOST_PARTS = 4


# Phones, e-mail addresses, names on other services


def read_labelled(text: str) -> Labelled:
    """Part `home: 0532 …` at its first colon, where what stands before can be a label."""
    label, value = part_label(clean_line(text))
    return Labelled(label=label, value=value)


def read_phone(text: str) -> Labelled:
    """Return a phone number with its label.

    Raises:
        NotUnderstoodError: there is no figure in it.
    """
    phone = read_labelled(text)
    if not any(one.isdecimal() for one in phone.value):
        raise NotUnderstoodError(_("“{text}” is no phone number.").format(text=phone.value[:_SHOWN]))
    return phone


def read_email(text: str) -> Labelled:
    """Return an e-mail address with its label.

    Raises:
        NotUnderstoodError: it is none.
    """
    email = read_labelled(text)
    before, at, after = email.value.partition("@")
    if not (before and at and after) or " " in email.value:
        raise NotUnderstoodError(_("“{text}” is no e-mail address.").format(text=email.value[:_SHOWN]))
    return email


def write_labelled(one: Labelled) -> str:
    """Return the line that `read_labelled` reads back to `one`."""
    return first_that_reads(with_label(clean_line(one.label), clean_line(one.value)), read_labelled, one)


# Addresses


def read_address(text: str) -> PostalAddress:
    """Return the address that `label: street; postal code city; region; country` says; the street may have lines.

    Raises:
        NotUnderstoodError: it has more parts than that.
    """
    label, rest = part_label(clean_text(text).strip())
    parts = [part.strip() for part in _split_parts(rest)]
    if len(parts) > _MOST_PARTS:
        raise NotUnderstoodError(
            _(
                "An address has four parts at most: street; postal code city; region; country. “{text}” has more."
            ).format(text=clean_line(text)[:_SHOWN])
        )
    street, place, region, country = [*parts, "", "", ""][:_MOST_PARTS]
    code, city = _code_and_city(clean_line(place))
    return PostalAddress(
        label=label,
        street="\n".join(clean_line(line) for line in _unescaped(street).split("\n")),
        postal_code=code,
        city=city,
        region=_unescaped(clean_line(region)),
        country=_unescaped(clean_line(country)),
    )


def write_address(address: PostalAddress) -> str:
    """Return the text that `read_address` reads back to `address`."""
    street = "\n".join(filter(None, (clean_line(line) for line in clean_text(address.street).split("\n"))))
    code, city = _escaped(clean_line(address.postal_code)), _escaped(clean_line(address.city))
    candidates = []
    for place in (f"{code} {city}".strip(), f"{code}|{city}"):
        parts = [
            _escaped(street),
            place,
            _escaped(clean_line(address.region)),
            _escaped(clean_line(address.country)),
        ]
        while parts and not parts[-1]:
            parts.pop()
        candidates += with_label(clean_line(address.label), "; ".join(parts).strip())
    return first_that_reads(candidates, read_address, address)


# Allowances, dates, own fields, tags, languages


def read_allowance(text: str) -> Allowance:
    """Return what `visits = 5/2` says: 5 were agreed, 2 of them are used.

    Raises:
        NotUnderstoodError: it cannot be read, or more are used than were agreed.
    """
    match = _ALLOWANCE.fullmatch(clean_line(text))
    if match is None or int(match[3] or 0) > int(match[2]):
        raise NotUnderstoodError(
            _("The allowance “{text}” cannot be read. Write WHAT=TOTAL/USED, such as visits=5/2.").format(
                text=text[:_SHOWN]
            )
        )
    return Allowance(what=match[1].strip(), total=int(match[2]), used=int(match[3] or 0))


def write_allowance(allowance: Allowance) -> str:
    """Return the line that `read_allowance` reads back to `allowance`."""
    total = f"{allowance.total}/{allowance.used}" if allowance.used else f"{allowance.total}"
    return f"{clean_line(allowance.what)} = {total}"


def read_tags(text: str) -> tuple[str, ...]:
    """Return the tags in `oven, wholesale` or `#oven #wholesale`; one with a comma stands in quotes."""
    tags: list[str] = []
    for match in _TAG.finditer(clean_text(text).replace("\n", ", ")):
        if match[1] is not None:
            tags.append(clean_line(match[1].replace('""', '"')))
        else:
            tags += [clean_line(one).removeprefix("#").strip() for one in re.split(r"\s+(?=#)", match[2])]
    return tuple(dict.fromkeys(filter(None, tags)))


def write_tags(tags: Iterable[str]) -> str:
    """Return the line that `read_tags` reads back to `tags`."""
    return ", ".join(_written_tag(clean_line(tag)) for tag in tags)


def read_language(text: str) -> str:
    """Return the code of a language, empty for none.

    Raises:
        NotUnderstoodError: it is no code.
    """
    code = text.strip().lower()
    if code and not _LANGUAGE.fullmatch(code):
        raise NotUnderstoodError(
            _("“{text}” is no language. Write its code, such as en, tr, ko, el or bg.").format(text=text[:_SHOWN])
        )
    return code


# Reading and writing the parts


def _code_and_city(place: str) -> tuple[str, str]:
    """Part the postal code from the city: by a bar, else as the words with figures at the beginning."""
    code, bar, city = _partition_bar(place)
    if not bar:
        match = _CODE_AND_CITY.fullmatch(place)
        code, city = (match[1], match[2] or "") if match is not None else ("", place)
    return _unescaped(code.strip()), _unescaped(city.strip())


def _partition_bar(place: str) -> tuple[str, str, str]:
    before = _BEFORE_BAR.match(place)
    end = len(place) if before is None else before.end()
    return place[:end], place[end : end + 1], place[end + 1 :]


def _split_parts(text: str) -> list[str]:
    parts: list[str] = []
    at = 0
    while True:
        match = _PARTED.match(text, at)
        assert match is not None
        parts.append(match[0])
        at = match.end() + 1
        if at > len(text):
            return parts


def _escaped(text: str) -> str:
    return re.sub(r"([;|\\])", r"\\\1", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([;|\\])", r"\1", text)


def _written_tag(tag: str) -> str:
    quoted = tag.replace('"', '""')
    wanted: tuple[str, ...] = (tag,)
    return first_that_reads([tag, f"#{tag}", f'"{quoted}"'], read_tags, wanted)
