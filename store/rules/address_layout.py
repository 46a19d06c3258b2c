"""A postal address as it is written on an envelope, laid out as its country does it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from store.errors import NotUnderstoodError
from store.records.customer import PostalAddress
from store.records.text import clean_line, clean_text
from store.rules.places import country_name, read_country

_PART = re.compile(r"[NOAZCS]")


class _Layout(NamedTuple):
    """The lines of an address, in a country's own letters and in Latin ones."""

    own: Sequence[str]
    latin: Sequence[str]


def envelope_lines(name: str, company: str, address: PostalAddress, *, home_country: str, language: str) -> list[str]:
    """Return the lines to write on an envelope; words stay as they are kept, capitals included.

    Args:
        name: of the person, as they like it; may be empty.
        company: where they are reached, empty for nowhere; left out where it is the name.
        address: where they live or work.
        home_country: the ISO code of the shop's country, with or without a region, empty where it is not known.
        language: of the shop, in which the country of a letter that goes abroad is named.
    """
    home = home_country.partition("-")[0]
    code = country_code(address.country, language) or ("" if address.country.strip() else home)
    parts = {
        "N": [name],
        "O": [company if clean_line(company) != clean_line(name) else ""],
        "A": clean_text(address.street).split("\n"),
        "Z": [address.postal_code],
        "C": [address.city],
        "S": [address.region],
    }
    lines = [line for pattern in _pattern(code, address) for line in _filled(pattern, parts)]
    abroad = address.country.strip() and code != home
    return [*lines, country_name(code, language) if code else clean_line(address.country)] if abroad else lines


def country_code(country: str, language: str) -> str:
    """Return the ISO code of a country given by that or by its name in any of our languages; empty where unknown."""
    plain = clean_line(country)
    if not plain:
        return ""
    try:
        return read_country(plain, language).partition("-")[0]
    except NotUnderstoodError:
        return ""


def countries_laid_out() -> frozenset[str]:
    """Return the codes of the countries whose layout is known."""
    return frozenset(_layouts()) - {""}


def _pattern(code: str, address: PostalAddress) -> Sequence[str]:
    layout = _layouts().get(code) or _layouts()[""]
    return layout.latin if _is_latin(f"{address.street} {address.city}") else layout.own


def _filled(pattern: str, parts: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the lines that a line of a layout makes: none where nothing of it is known, several of a street that has.

    What stands before a part goes where that is not known, and what stands between two where either is not.
    """
    if pattern in parts:
        return [line for line in map(clean_line, parts[pattern]) if line]
    said, at = "", 0
    for match in _PART.finditer(pattern):
        before, is_first, at = pattern[at : match.start()], not at, match.end()
        value = ", ".join(filter(None, map(clean_line, parts[match[0]])))
        if value:
            said += (before if said or is_first else "") + value
    return [said] if said else []


def _is_latin(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(one, "") for one in letters)


@cache
def _layouts() -> Mapping[str, _Layout]:
    text = resources.files("store.rules").joinpath("address_layouts.toml").read_text(encoding="utf-8")
    plain = tomllib.loads(text)
    found = {"": _Layout(plain["other"]["lines"], plain["other"]["lines"])}
    for layout in plain["layouts"]:
        made = _Layout(layout["lines"], layout.get("latin", layout["lines"]))
        found.update((code, made) for code in layout["countries"])
    return found
