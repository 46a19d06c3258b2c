"""Phone numbers: one key for a number, however it is written."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_FEWEST, _MOST = 5, 20
_SHORTEST_WHOLE = 6
# International numbers have at most 15 digits (ITU-T E.164); 00 may stand before them.
_LONGEST = 15
_LONGEST_WRITTEN = _LONGEST + 2
_NUMBER = re.compile(r"\+?[\d(][\d\s()./+‐‑‒–—-]*")
_WRITTEN = re.compile(r"(?:tel:)?\s*\+?[\d(][\d\s()./‐‑‒–—-]*", re.IGNORECASE)
_DATE = re.compile(r"\s*(?:\d{1,2}|\d{4})([-./ ])\d{1,2}\1(?:\d{4}|\d{1,2})\s*")
# Calling codes: those of one and two digits (ITU-T E.164, list of assigned codes); all others have three.
_CODE = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")
# What is dialled inside a country before the number, where it is not 0.
_TRUNKS = {"7": "8", "36": "06"}


class PhoneNumber(NamedTuple):
    """A number as read: its `digits`, which begin with the calling code where `international`."""

    digits: str
    international: bool


def read_number(text: str, country: str | None) -> PhoneNumber | None:
    """Return the number that `text` holds, or None where there are fewer than 5 or more than 20 digits.

    `country` is the shop's ISO code, a region after it counts for nothing (`DE-BY`); with None only numbers with their
    calling code are international. What cannot be a number of that country keeps its digits as they are.
    """
    match = _NUMBER.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    written = match[0].replace("(0)", "") if match[0].startswith(("+", "00")) else match[0]
    digits = "".join(str(unicodedata.digit(sign)) for sign in written if sign.isdecimal())
    if not _FEWEST <= len(digits) <= _MOST:
        return None
    abroad = written.startswith("+")
    if country is None and digits.startswith("00"):
        abroad, digits = True, digits[2:]
    if abroad and _is_plain(digits):
        return PhoneNumber(digits, international=True)
    if abroad or country is not None:
        whole = _international(f"+{digits}" if abroad else digits, country)
        if whole is not None:
            return PhoneNumber(whole, international=True)
    return PhoneNumber(digits, international=False)


def phone_key(text: str, country: str | None) -> str | None:
    """Return the key of the number in `text`: its digits with the calling code ("905321234567") if it can be read so.

    Otherwise the digits as written, from 5 to 20 of them; else None. `country` is the shop's ISO code, or None.
    """
    number = read_number(text, country)
    return number.digits if number else None


def phones_match(a: str, b: str) -> bool:
    """Return whether `a` and `b` are one number: 0532 123 45 67, +90 532 123 45 67 and 5321234567 are.

    Without knowing the country: a number without a calling code equals every one that only adds such a code.
    """
    first, second = read_number(a, None), read_number(b, None)
    return first is not None and second is not None and same_number(first, second)


def same_number(a: PhoneNumber, b: PhoneNumber) -> bool:
    """Return whether two numbers are one, where at least one may lack its calling code."""
    if a.digits == b.digits:
        return True
    if a.international and b.international:
        return False
    shorter, longer = sorted((a, b), key=lambda number: (number.international, len(number.digits)))
    if shorter.international:
        return False
    return any(
        _is_code_before(longer.digits, shorter.digits.removeprefix(trunk), trunk)
        for trunk in ("", "0", "8", "06")
        if shorter.digits.startswith(trunk)
    )


def looks_like_phone(text: str) -> bool:
    """Return whether the whole of `text` is written like a phone number: 5 to 17 digits and the signs among them."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _WRITTEN.fullmatch(plain) or _DATE.fullmatch(plain):
        return False
    return _FEWEST <= sum(map(str.isdecimal, plain)) <= _LONGEST_WRITTEN


def typed_digits(text: str) -> str:
    """Return the digits that any way of writing the begun number `text` shares: no +, no zeros in front; or nothing.

    Nothing too where `text` holds anything that no phone number has, or fewer than 3 such digits.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _WRITTEN.fullmatch(plain):
        return ""
    digits = "".join(str(unicodedata.digit(sign)) for sign in plain.replace("(0)", "") if sign.isdecimal())
    return digits.lstrip("0") if len(digits.lstrip("0")) > 2 else ""


def _is_plain(digits: str) -> bool:
    """Return whether international `digits` need no second look: right in length, no trunk zero after the code."""
    code = _code_length(digits)
    return 8 <= len(digits) <= _LONGEST and digits[0] != "0" and digits[code] != "0"


def _code_length(digits: str) -> int:
    match = _CODE.match(digits)
    return match.end() if match else 0


def _is_code_before(longer: str, national: str, trunk: str) -> bool:
    if len(national) < _SHORTEST_WHOLE or not longer.endswith(national):
        return False
    before = longer[: len(longer) - len(national)]
    if before in {"", "0"}:
        return trunk in {"", "0"}
    usual = _TRUNKS.get(before, "0")
    return len(before) == _code_length(before) and trunk in {"", usual}


def _international(number: str, country: str | None) -> str | None:
    import phonenumbers  # 50 ms, for the numbers that need the country's rules

    try:
        read = phonenumbers.parse(number, (country or "")[:2].upper() or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(read):
        return None
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164).lstrip("+")
