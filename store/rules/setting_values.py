"""The values of single settings, read from what was typed; a refusal says what is allowed."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from store.errors import NotUnderstoodError
from store.records.shop import LANGUAGES
from store.rules.dated import days_between
from store.sentences import _

LONGEST_CLOSURE_DAYS = 3 * 366
MOST_LEAD_DAYS = 60

# Names that machines give to whatever they are set to.
_NO_PLACES = frozenset(("Factory", "localtime"))
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHARE = re.compile(r"[0-9]?[.,][0-9]{1,6}|1")
_MONEY = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,2})?")


@lru_cache(maxsize=1)
def zones_known() -> tuple[str, ...]:
    """Return the IANA names of the time zones that this machine knows, sorted."""
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones() - _NO_PLACES))


def read_zone(text: str) -> str:
    """Return the IANA name of a time zone; raises NotUnderstoodError where there is none."""
    names = {name.lower(): name for name in zones_known()}
    wanted = text.strip().lower().replace(" ", "_")
    if wanted in names:
        return names[wanted]
    # Many know their city and not its continent; where a city has two names the later is the usual one.
    cities = {name.rpartition("/")[2]: name for name in sorted(names)}
    near = [cities[wanted]] if wanted in cities else get_close_matches(wanted, names, n=1)
    near = near or [cities[city] for city in get_close_matches(wanted, cities, n=1)]
    if near:
        raise NotUnderstoodError(
            _("No time zone is called {zone}. Did you mean {nearest}?").format(zone=text[:60], nearest=names[near[0]])
        )
    raise NotUnderstoodError(
        _("No time zone is called {zone}. Give an IANA name, such as Europe/Athens.").format(zone=text[:60])
    )


def read_language(text: str) -> str:
    """Return one of the languages of the product; raises NotUnderstoodError for another."""
    language = text.strip().lower()
    if language not in LANGUAGES:
        raise NotUnderstoodError(
            _("The language {language} is not known. Give one of {languages}.").format(
                language=text[:40], languages=", ".join(LANGUAGES)
            )
        )
    return language


def read_languages(text: str) -> tuple[str, ...]:
    """Return the languages that `text` lists, parted by commas or spaces, each once."""
    return tuple(dict.fromkeys(read_language(part) for part in re.split(r"[,\s]+", text.strip())))


def read_share(key: str, text: str) -> float:
    """Return a share from 0.1 to 1; raises NotUnderstoodError for anything else."""
    plain = text.strip()
    share = float(plain.replace(",", ".")) if _SHARE.fullmatch(plain) else 0.0
    if not 0.1 <= share <= 1:
        raise NotUnderstoodError(
            _("{key} is a share from 0.1 to 1, such as 0.5; {text} is not.").format(key=key, text=text[:40])
        )
    return share


def read_lead_days(key: str, text: str) -> int:
    """Return a number of days from 0 to `MOST_LEAD_DAYS`; raises NotUnderstoodError for anything else."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 3 and int(plain) <= MOST_LEAD_DAYS):
        raise NotUnderstoodError(
            _("{key} is a number of days from 0 to {most}, such as 7; {text} is not.").format(
                key=key, most=MOST_LEAD_DAYS, text=text[:40]
            )
        )
    return int(plain)


def read_money(text: str) -> str:
    """Return an amount with a point for its cents; raises NotUnderstoodError for anything else."""
    plain = text.strip()
    if not _MONEY.fullmatch(plain):
        raise NotUnderstoodError(
            _(
                "The amount {text} cannot be read. Give figures alone, without a mark for "
                "thousands, such as 1500 or 499.90."
            ).format(text=text[:40])
        )
    return plain.replace(",", ".")


def read_currency(text: str) -> str:
    """Return an ISO 4217 code in capitals; raises NotUnderstoodError where there is none."""
    from babel.numbers import list_currencies

    code = text.strip().upper()
    if code not in list_currencies():
        raise NotUnderstoodError(
            _("No currency has the code {code}. Give three letters, such as EUR or TRY.").format(code=text[:40])
        )
    return code


def read_gender(text: str) -> Literal["female", "male"]:
    """Return the owner's gender, for phrases whose words depend on it; raises NotUnderstoodError for another word."""
    match text.strip().lower():
        case "female" | "f":
            return "female"
        case "male" | "m":
            return "male"
    raise NotUnderstoodError(
        _("owner_gender is female or male, or empty: then phrases do without. {given} is neither.").format(
            given=text[:40]
        )
    )


def read_date(text: str) -> date:
    """Return a date written `2026-03-04`; raises NotUnderstoodError where there is none."""
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise NotUnderstoodError(_("There is no {date} in the calendar.").format(date=text)) from None
    raise NotUnderstoodError(_('The date "{date}" cannot be read. Write it as 2026-03-04.').format(date=text[:40]))


def read_days(text: str) -> list[date]:
    """Return the days of `2026-08-01` or `2026-08-01..2026-08-14`, first and last included.

    Raises:
        NotUnderstoodError: no such dates, the last before the first, or more than three years of
            them.
    """
    first, dots, last = text.partition("..")
    begin = read_date(first)
    end = read_date(last) if dots else begin
    if end < begin:
        raise NotUnderstoodError(
            _("{first}..{last} runs backwards. Write the earlier date first.").format(first=first, last=last)
        )
    if (end - begin).days >= LONGEST_CLOSURE_DAYS:
        raise NotUnderstoodError(
            _("{first}..{last} is more than three years. Give a shorter time.").format(first=first, last=last)
        )
    return days_between(begin, end)
