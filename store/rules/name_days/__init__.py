"""Name days: which day belongs to a first name, in Greek and in Bulgarian; one file of facts a language beside this."""

from __future__ import annotations

from store.rules.name_days.calendar import NameDay, name_day_of

__all__ = ["NameDay", "name_day_of"]
