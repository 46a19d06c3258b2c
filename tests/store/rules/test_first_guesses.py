"""What the first questions begin with, on the machines that owners have."""

from __future__ import annotations

import pytest

from store.rules.first_guesses import first_guesses
from store.rules.machine import LocaleDefaults, locale_defaults


@pytest.mark.parametrize(
    ("locale", "machine", "zone", "country", "language"),
    [
        # a desktop at home
        ("tr_TR.UTF-8", "Europe/Istanbul", "Europe/Istanbul", "TR", "tr"),
        ("en_US.UTF-8", "Europe/Athens", "Europe/Athens", "GR", "el"),
        ("en_IE.UTF-8", "Europe/Dublin", "Europe/Dublin", "IE", "en"),
        ("de_DE.UTF-8", "Europe/Berlin", "Europe/Berlin", "DE", "en"),
        ("en_US.UTF-8", "America/New_York", "America/New_York", "US", "en"),
        # a server, which says less
        ("tr_TR.UTF-8", "UTC", "Europe/Istanbul", "TR", "tr"),
        ("ko_KR.UTF-8", "Etc/UTC", "Asia/Seoul", "KR", "ko"),
        ("el_CY.UTF-8", "UTC", "", "CY", "el"),
        ("en_US.UTF-8", "UTC", "", "", "en"),
        ("C.UTF-8", "UTC", "", "", "en"),
        ("C.UTF-8", "Europe/Sofia", "Europe/Sofia", "BG", "bg"),
        ("", "UTC", "", "", "en"),
        ("bg", "UTC", "Europe/Sofia", "BG", "bg"),
        ("[/red]_\x1b[2J", "UTC", "", "", "en"),
    ],
)
def test_the_guess(locale: str, machine: str, zone: str, country: str, language: str) -> None:
    environ = {"LANG": locale, "TZ": machine}
    guessed = first_guesses(environ)
    assert (guessed.zone, guessed.country, guessed.language) == (zone, country, language)
    assert guessed.machine_zone == machine == locale_defaults(environ).zone
    assert guessed.is_zone_of_machine == (zone == machine)


def test_a_zone_without_a_country_gives_none() -> None:
    assert first_guesses({}, LocaleDefaults(zone="Antarctica/Troll", language="en")).country in ("", "AQ")
