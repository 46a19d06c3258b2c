"""The public holidays of a country, to be written out into the shop's record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from store.errors import NotUnderstoodError
from store.sentences import _

if TYPE_CHECKING:
    from holidays import HolidayBase

_COUNTRY = re.compile(r"([A-Za-z]{2})(?:-([A-Za-z0-9]{1,3}))?")


def check_country(country: str) -> str:
    """Return `country`, an ISO code (`TR`) or one with a region (`DE-BY`), in its proper form.

    Raises:
        NotUnderstoodError: there is no such country, or it has no such region.
    """
    match = _COUNTRY.fullmatch(country.strip())
    if match is None:
        raise _unknown(country)
    known = _holidays(match[1].upper(), "", (), "")
    if match[2] is None:
        return known.country
    region = match[2].upper()
    regions = tuple(known.subdivisions)
    if region not in regions:
        if not regions:
            raise NotUnderstoodError(
                _("No regions are known of {country}. Give the country alone.").format(country=known.country)
            )
        raise NotUnderstoodError(
            _("{country} has no region {region}. Known are: {regions}.").format(
                country=known.country, region=region, regions=", ".join(regions)
            )
        )
    return f"{known.country}-{region}"


@lru_cache(maxsize=1)
def countries_known() -> tuple[str, ...]:
    """Return the ISO codes of the countries whose public holidays are known, sorted."""
    from holidays import list_supported_countries

    return tuple(sorted(list_supported_countries(include_aliases=False)))


def country_of_zone(zone: str) -> str:
    """Return the ISO code of the country that an IANA time zone belongs to, empty where its holidays are not known."""
    from babel.core import get_global

    code: str = get_global("zone_territories").get(zone, "")
    return code if code in countries_known() else ""


def public_holidays(country: str, years: Iterable[int], language: str) -> dict[str, str]:
    """Return the public holidays of `country` in `years`: ISO date to name, by date.

    Args:
        country: as `check_country` returns it; an empty one has none.
        years: calendar years.
        language: ISO 639-1; the names are in it where they are known in it, else in the country's
            own.

    Raises:
        NotUnderstoodError: there is no such country or region.
    """
    wanted = tuple(years)
    if not country or not wanted:
        return {}
    code, _dash, region = country.partition("-")
    known = _holidays(code, region, (), "")
    fitting = [name for name in known.supported_languages if name.partition("_")[0] == language]
    # Without a language the library would take that of the machine.
    found = _holidays(code, region, wanted, min(fitting, default=known.default_language or ""))
    return {day.isoformat(): found[day] for day in sorted(found)}


def _holidays(code: str, region: str, years: tuple[int, ...], language: str) -> HolidayBase:
    # Costs a tenth of a second, and is needed only when a country is set.
    from holidays import country_holidays

    try:
        return country_holidays(code, subdiv=region or None, years=years or None, language=language or None)
    except NotImplementedError:
        raise _unknown(f"{code}-{region}" if region else code) from None


def _unknown(country: str) -> NotUnderstoodError:
    return NotUnderstoodError(
        _(
            "No country is known as {country}. Give its ISO code, such as TR, GR or BG, "
            "or with a region, such as DE-BY."
        ).format(country=country[:40])
    )
