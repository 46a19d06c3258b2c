"""Zones and countries as people name them: a city for its zone, a country by its name in the product's languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from store.errors import NotUnderstoodError
from store.records.shop import LANGUAGES
from store.rules.holidays_of import check_country, countries_known
from store.rules.setting_values import read_zone, zones_known
from store.rules.when_words.folding import spelling
from store.sentences import _

# The folders of older names for zones that have another one.
_OLDER = ("Etc/", "SystemV/", "US/", "posix/", "right/")


def zones_like(text: str) -> list[str]:
    """Return the zones whose city, or whose whole name, begins with `text`, then those that hold it; a city once."""
    wanted = _key(text)
    if not wanted:
        return []
    whole, first, inside = [], [], []
    for key, city, zone in _zone_keys():
        if wanted in (key, city):
            whole.append(zone)
        elif city.startswith(wanted) or key.startswith(wanted):
            first.append(zone)
        elif wanted in key:
            inside.append(zone)
    return [*whole, *first, *inside]


def read_place(text: str) -> str:
    """Return the zone that `text` names: by its IANA name, by its city, or by a beginning that only one city has.

    Raises:
        NotUnderstoodError: none is called so, or several are.
    """
    plain = text.strip()
    exact = {zone.lower(): zone for zone in zones_known()}
    if plain.lower().replace(" ", "_") in exact:
        return exact[plain.lower().replace(" ", "_")]
    wanted = _key(plain)
    cities = [zone for _whole, city, zone in _zone_keys() if city == wanted]
    begun = cities or [zone for _whole, city, zone in _zone_keys() if wanted and city.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise NotUnderstoodError(
            _("Several time zones begin like {text}: {zones}. Type a little more.").format(
                text=plain[:40], zones=", ".join(begun[:4])
            )
        )
    return read_zone(plain)


def is_utc(zone: str) -> bool:
    """Return whether a zone is no place's, but the time that servers are set to."""
    return zone in ("UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich") or zone.startswith("Etc/")


def country_name(country: str, language: str) -> str:
    """Return the name in `language` of a country given by its ISO code, with its region where it has one."""
    code, _dash, region = country.partition("-")
    name = _names(language).get(code, code)
    return f"{name}-{region}" if region else name


def countries_like(text: str, language: str) -> list[str]:
    """Return the codes of the countries that `text` may begin, by code or by name in any of the product's languages.

    Those that begin so in `language` come first.
    """
    wanted = _key(text)
    if not wanted:
        return []
    own = [code for code in countries_known() if code.lower() == wanted]
    for one in (language, *LANGUAGES):
        names = sorted((_key(name), code) for code, name in _names(one).items())
        own += [code for key, code in names if key.startswith(wanted)]
    own += [code for code, name in _names(language).items() if wanted in _key(name)]
    return list(dict.fromkeys(code for code in own if code in countries_known()))


def read_country(text: str, language: str) -> str:
    """Return the ISO code of the country that `text` names, with its region where it names one: `DE-BY`.

    Raises:
        NotUnderstoodError: no country is called so, several begin so, or it has no such region.
    """
    plain = text.strip()
    name, dash, region = plain.rpartition("-")
    if dash and len(region) <= 3 and region.isalnum() and name.strip():
        named = _country_called(name, language)
        if named:
            return check_country(f"{named}-{region}")
    return _country_called(plain, language) or check_country(plain)


def _country_called(text: str, language: str) -> str:
    wanted = _key(text)
    found = countries_like(text, language)
    for code in found:
        if code.lower() == wanted or any(_key(_names(one).get(code, "")) == wanted for one in LANGUAGES):
            return code
    if len(found) > 1:
        names = ", ".join(country_name(code, language) for code in found[:4])
        raise NotUnderstoodError(
            _("Several countries are like {text}: {names}. Type a little more.").format(text=text[:40], names=names)
        )
    return found[0] if found else ""


@lru_cache(maxsize=len(LANGUAGES))
def _names(language: str) -> dict[str, str]:
    from babel import Locale

    territories = Locale.parse(language).territories
    return {code: territories[code] for code in countries_known() if code in territories}


@lru_cache(maxsize=1)
def _zone_keys() -> tuple[tuple[str, str, str], ...]:
    """Return whole name and city, both as they are compared, with the zone; of a city with two names the usual one."""
    return tuple(_usual_zones())


def _usual_zones() -> Iterator[tuple[str, str, str]]:
    usual: dict[str, str] = {}
    for zone in zones_known():
        if "/" in zone and not zone.startswith(_OLDER):
            usual[zone.rpartition("/")[2]] = zone
    for city, zone in sorted(usual.items()):
        yield _key(zone), _key(city), zone


def _key(text: str) -> str:
    return spelling(text.replace("_", " ").strip()[:80])
