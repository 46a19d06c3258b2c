"""What to put into the first questions: zone, country and language, as far as the machine lets one guess."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from store.records.shop import LANGUAGES
from store.rules.holidays_of import countries_known, country_of_zone
from store.rules.machine import LocaleDefaults, locale_defaults
from store.rules.places import is_utc

_LANGUAGE_OF = {"TR": "tr", "KR": "ko", "KP": "ko", "GR": "el", "CY": "el", "BG": "bg"}
# Machines come set to these, wherever they stand.
_NOBODYS = frozenset(("en_US", "en_GB", "C", "POSIX", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstGuesses:
    """What the machine suggests; empty where it says nothing that can be relied on.

    `machine_zone` is the zone that the machine itself runs in.
    """

    zone: str
    country: str
    language: str
    machine_zone: str

    @property
    def is_zone_of_machine(self) -> bool:
        """Whether the guess is the machine's own zone, so that nothing needs to be said of it."""
        return self.zone == self.machine_zone


def first_guesses(environ: Mapping[str, str] = os.environ, defaults: LocaleDefaults | None = None) -> FirstGuesses:
    """Return the best guesses; a machine that runs in UTC says nothing of where the shop is.

    Args:
        environ: the environment, for the locale.
        defaults: zone and language of the machine; found out where None.
    """
    defaults = defaults or locale_defaults(environ)
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    locale = locale.partition(".")[0].partition("@")[0]
    said = "" if locale in _NOBODYS else _territory(locale)
    is_anywhere = is_utc(defaults.zone)
    zone = _only_zone(said) if is_anywhere else defaults.zone
    country = (country_of_zone(zone) if zone else "") or said
    language = defaults.language
    if locale in _NOBODYS and country in _LANGUAGE_OF:
        language = _LANGUAGE_OF[country]
    return FirstGuesses(zone=zone, country=country, language=language, machine_zone=defaults.zone)


def _territory(locale: str) -> str:
    territory = locale.partition("_")[2].upper()
    if not territory and locale in LANGUAGES:
        territory = next((code for code, language in _LANGUAGE_OF.items() if language == locale), "")
    return territory if territory in countries_known() else ""


def _only_zone(country: str) -> str:
    """Return the time zone of a country that has one; of several there is none to prefer."""
    if not country:
        return ""
    from babel.core import get_global

    zones: list[str] = [zone for zone, code in get_global("zone_territories").items() if code == country]
    return zones[0] if len(zones) == 1 else ""
