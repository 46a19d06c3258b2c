"""Tables of worked cases, as plain data: times with their weekday, spans as `1h30m`, shops by their settings."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from store.records.shop import WEEKDAYS, Shop
from store.rules.machine import LocaleDefaults
from store.rules.settings import apply_settings, effective_zone
from store.rules.working_time import Calendar

FOLDER = Path(__file__).parent
DEFAULTS = LocaleDefaults(zone="Europe/Istanbul", language="en")
BEGUN = "2026-01-02"
"""The day on which the shops of the tables are set up."""

_UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}


def table(name: str) -> dict[str, Any]:
    """Return the table of that name, as it is written."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def shop_of(settings: dict[str, Any]) -> Shop:
    """Return the shop with these settings, and then those that were set on later days."""
    given = dict(settings)
    steps = [{"on": BEGUN, **given}] if "then" not in given else [{"on": BEGUN, **given}, *given["then"]]
    shop = Shop()
    for step in steps:
        changes = {key: value for key, value in step.items() if key not in ("on", "then")}
        noon = datetime.combine(date.fromisoformat(step["on"]), time(12), ZoneInfo(settings["zone"]))
        shop = apply_settings(shop, changes, noon, DEFAULTS)
    return shop


def calendar_of(shop: Shop) -> Calendar:
    """Return when a shop is open."""
    return Calendar.of(shop, effective_zone(shop, DEFAULTS))


def day(text: str) -> date:
    """Return a date written `Mon 2026-03-02`; the weekday has to be the one of the date."""
    weekday, written = text.split()
    found = date.fromisoformat(written)
    assert WEEKDAYS[found.weekday()] == weekday.lower(), f"{written} is no {weekday}"
    return found


def instant(text: str, zone: ZoneInfo) -> datetime:
    """Return an instant written `Mon 2026-03-02 09:00`; `again` behind it is the second of two that look alike."""
    weekday, written, clock, *again = text.split()
    assert again in ([], ["again"]), text
    moment = datetime.combine(day(f"{weekday} {written}"), time.fromisoformat(clock), zone)
    return moment.replace(fold=len(again))


def day_or_instant(text: str, zone: ZoneInfo) -> date | datetime:
    """Return a date, or an instant where an hour is said."""
    return instant(text, zone) if ":" in text else day(text)


@lru_cache
def seconds(text: str) -> int:
    """Return the seconds of a span written `1d2h30m5s`, with `-` in front of a negative one."""
    parts = re.findall(r"([0-9]+)([dhms])", text)
    assert parts, text
    assert "".join(f"{count}{unit}" for count, unit in parts) == text.lstrip("-"), text
    total = sum(int(count) * _UNITS[unit] for count, unit in parts)
    return -total if text.startswith("-") else total
