"""What the machine suggests until the owner sets it: the time zone and the language."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from store.records.shop import LANGUAGES

_LOCALTIME = Path("/etc/localtime")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleDefaults:
    """An IANA time zone, and one of the languages that the product speaks."""

    zone: str = "UTC"
    language: str = "en"


def locale_defaults(environ: Mapping[str, str] = os.environ, localtime: Path = _LOCALTIME) -> LocaleDefaults:
    """Return the zone by `TZ` or `localtime`, else UTC; the locale's language, else English."""
    return LocaleDefaults(zone=_zone(environ, localtime), language=_language(environ))


def _zone(environ: Mapping[str, str], localtime: Path) -> str:
    candidates = [environ.get("TZ", "").removeprefix(":")]
    try:
        candidates.append(str(localtime.resolve()).partition("/zoneinfo/")[2])
    except OSError:
        candidates.append("")
    for name in candidates:
        if name and not name.startswith("/") and _exists(name):
            return name
    return "UTC"


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _language(environ: Mapping[str, str]) -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environ.get(variable, "")
        if locale:
            language = locale.partition("_")[0].partition(".")[0].lower()
            return language if language in LANGUAGES else "en"
    return "en"
