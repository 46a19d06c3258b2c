"""Today and waiting at a glance: from the agenda and the time of looking, without opening the book.

`regulars today` is asked by cron, prompts and status bars, so what it imports is counted in milliseconds: no argparse,
no dataclasses, no TinyDB, no zoneinfo. Where the agenda cannot be read, or something has to be put right first, the
book is opened.
"""

from __future__ import annotations

import gc
import os
import time
from datetime import date, datetime, timedelta

from store.clock import read_clock
from store.database.agenda_file import AgendaUnreadableError
from store.database.agenda_lines import decoded, instant_in, read_agenda_lines
from store.rules.desk import read_today, waiting_rows
from store.rules.open_time import OpenTime
from store.sentences import _, speak
from store.wording import channel_words, clock_words, left_words, span_words, when_words
from tui.output import cut, is_terminal, say, write_json, write_lines
from tui.places import CATALOGUES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo
    from typing import Any

    from store.database.agenda_lines import Line
    from store.rules.desk import Between, Row, Shown, Today
    from tui.tables import Table

_CLOCK_LETTERS = ("c", "u", "r")
_SYSTEM_ZONES = "/usr/share/zoneinfo"
_NAME_WIDTH = 60
_WHAT_WIDTH = 160
# More than this in a section is no glance any more; another command lists them all.
_MOST = 25


def glance(command: str, folder: str, *, quiet: bool, as_json: bool) -> bool:
    """Print what `today` or `waiting` has to say; False, and nothing printed, where the book has to be opened.

    Args:
        command: `today` or `waiting`.
        folder: the book's.
        quiet: whether `today` is to print nothing when nothing presses.
        as_json: whether to print JSON.

    Raises:
        NotUnderstoodError: `REGULARS_NOW` is no instant.
        OutputLostError: it cannot be printed.
    """
    if command == "waiting" and not as_json and is_terminal():
        return False  # Rich draws a table there
    clock = read_clock()
    collecting = gc.isenabled()
    gc.disable()  # the collector would walk over the rows again and again while they are loaded
    own_zone = os.environ.get("TZ")
    try:
        agenda = _read(folder, clock)
        if agenda is None:
            return False
        header, lines = agenda
        speak(header.get("language", ""), CATALOGUES)
        zone = _enter_zone(header["zone"])
        now = clock.astimezone(zone)
        between = OpenTime(header["open"]).between
        if header["at"] and datetime.fromisoformat(header["at"]) > now:
            say(_("The clock is behind the last change of this book, which was at {at}.").format(at=header["at"][:16]))
        if command == "today":
            _write_today(lines, now, zone, between, quiet=quiet, as_json=as_json)
        else:
            _write_waiting(lines, now, zone, between, as_json=as_json)
    except LookupError:  # a zone that this machine does not know, or a time that the header does not reach
        return False
    finally:
        _leave_zone(own_zone)
        if collecting:
            gc.enable()
    return True


def presses(today: Today, now: datetime) -> bool:
    """Return whether something should not wait until tomorrow.

    That is somebody who waits and is due to hear from us by tonight, or whose time is running out, or has no target at
    all; a promise that is late, late to be begun or due by tonight, a follow-up
    of today, or a line that was begun and is not saved. A promise with time left does not press.
    """
    tonight = now.date().isoformat()
    return bool(
        any(one["status"] != "running" or not one["due"] or one["due"][:10] <= tonight for one in today["waiting"])
        or today["follow_ups"]
        or today["drafts"]
        or any(one["status"] != "open" or one["due_at"][:10] <= tonight for one in today["promises"])
    )


def today_lines(today: Today, now: datetime, zone: tzinfo | None, totals: Mapping[str, int] | None = None) -> list[str]:
    """Return what needs the owner as short sections in words.

    Args:
        today: what `read_today` gave.
        now: aware, in the shop's zone.
        zone: the shop's; None where it is the process's own.
        totals: how many waiting and promises there are in all, where `today` holds the first of them only.
    """
    more = {
        "waiting": "regulars waiting",
        "promises": "regulars promise list",
        "follow_ups": "regulars followup list",
        "drafts": "regulars",
    }
    parts = (
        ("waiting", _("Waiting for an answer:"), today["waiting"], _waiting_line),
        ("promises", _("Promised:"), today["promises"], _promise_line),
        ("follow_ups", _("To come back to:"), today["follow_ups"], _follow_up_line),
        ("drafts", _("Begun and not saved:"), today["drafts"], _draft_line),
    )
    lines: list[str] = []
    for name, heading, entries, line_of in parts:
        if entries:
            lines += [*([""] if lines else []), heading]
            lines += [f"  {line_of(one, now, zone)}" for one in entries[:_MOST]]
            left = (totals or {}).get(name, len(entries)) - min(len(entries), _MOST)
            if left > 0:
                lines.append("  " + _("… and {count} more: {command}").format(count=left, command=more[name]))
    return lines or [_("Nothing is waiting for you.")]


def waiting_of(rows: Iterable[Row], now: datetime, between: Between) -> list[Shown]:
    """Return the running clocks of the agenda, what presses most first."""
    return waiting_rows([row for row in rows if row["kind"] == "conversation"], now, between)


def waiting_table(waiting: Iterable[Shown], now: datetime, zone: tzinfo | None) -> Table:
    """Return running clocks as a table; `zone` as for `today_lines`."""
    from tui.tables import Table

    return Table(
        (_("No"), _("Customer"), _("By"), _("What"), _("Waits for"), _("Since"), _("Left")),
        [
            (
                str(one["conversation"]),
                one["customer_name"],
                channel_words(one["channel"]),
                one["what"],
                clock_words(one["clock"]),
                _when(one["started"], now, zone),
                left_words(one["margin_s"], one["target_s"]),
            )
            for one in waiting
        ],
        _("Nobody is waiting for an answer."),
    )


def _read(folder: str, clock: datetime) -> tuple[dict[str, Any], dict[str, Line]] | None:
    """Return header and rows of the agenda; None where the book has to be opened."""
    # In no zone is it later than a day from now in this one.
    tonight = (clock + timedelta(days=1)).date().isoformat()
    try:
        if os.stat(folder).st_mode & 0o077 or os.path.exists(os.path.join(folder, "restore-ready")):
            return None
        header, lines, _quiet = read_agenda_lines(
            os.path.join(folder, "agenda.jsonl"), os.path.join(folder, "journal.jsonl"), tonight
        )
    except (OSError, AgendaUnreadableError):
        return None
    return header, lines


def _enter_zone(name: str) -> tzinfo | None:
    """Make the shop's zone the process's own, and return None: importing zoneinfo takes longer than all the rows.

    Where the system does not have the zone, it comes from zoneinfo.

    Raises:
        LookupError: there is no such zone.
    """
    if "TZDIR" not in os.environ and os.path.isfile(os.path.join(_SYSTEM_ZONES, name)):
        os.environ["TZ"] = name
        time.tzset()
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except ValueError as problem:
        raise LookupError(name) from problem


def _leave_zone(own: str | None) -> None:
    if os.environ.get("TZ") != own:
        if own is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = own
        time.tzset()


def _write_today(
    lines: dict[str, Line],
    now: datetime,
    zone: tzinfo | None,
    between: Between,
    *,
    quiet: bool,
    as_json: bool,
) -> None:
    if as_json or quiet:
        today = read_today(decoded(lines.values()), now, between)
        if quiet and not presses(today, now):
            return
        if as_json:
            write_json(today)
            return
    waiting, promises, others = _sorted_out(lines, now)
    totals = {"waiting": len(waiting), "promises": len(promises)}
    rows = decoded([*waiting[:_MOST], *promises[:_MOST], *others])
    write_lines(today_lines(read_today(rows, now, between), now, zone, totals))


def _write_waiting(
    lines: dict[str, Line], now: datetime, zone: tzinfo | None, between: Between, *, as_json: bool
) -> None:
    clocks = [line for key, line in lines.items() if key.startswith(_CLOCK_LETTERS)]
    waiting = waiting_of(decoded(clocks), now, between)
    if as_json:
        write_json(waiting)
    else:
        waiting_table(waiting, now, zone).write()


def _sorted_out(lines: dict[str, Line], now: datetime) -> tuple[list[Line], list[Line], list[Line]]:
    """Return conversations that want the owner and promises, each with what presses most first, and the others.

    Which clocks want the owner is told from the undecoded rows just as `desk.wanting` does.
    """
    wanting: dict[str, tuple[bool, datetime, str]] = {}
    for key, line in lines.items():
        if not key.startswith(_CLOCK_LETTERS):
            continue
        at_risk = "" if key.startswith("c") else instant_in(line, "at_risk", "")
        if key.startswith("c") or (at_risk and datetime.fromisoformat(at_risk) <= now):
            due = instant_in(line, "due", "")
            pressing = (not due, datetime.fromisoformat(due or instant_in(line, "started")), key)
            wanting[key[1:]] = min(pressing, wanting.get(key[1:], pressing))
    promises = [(instant_in(line, "due"), key) for key, line in lines.items() if key.startswith("p")]
    others = [line for key, line in lines.items() if not key.startswith((*_CLOCK_LETTERS, "p"))]
    return (
        [lines[key] for _late, _when, key in sorted(wanting.values(), key=_by_pressing)],
        [lines[key] for _due, key in sorted(promises)],
        others,
    )


def _by_pressing(one: tuple[bool, datetime, str]) -> tuple[bool, datetime, int]:
    return one[0], one[1], int(one[2][1:])


def _waiting_line(one: Shown, now: datetime, zone: tzinfo | None) -> str:
    since, left = _when(one["started"], now, zone), left_words(one["margin_s"], one["target_s"])
    who, channel = _who_and_what(one), channel_words(one["channel"])
    if one["clock"].endswith("answer"):
        words = _("{who} (by {channel} since {since}, for {span}; {left}; conversation {id})")
        if not left:
            words = _("{who} (by {channel} since {since}, for {span}; conversation {id})")
    else:
        words = _("{who} ({clock}, since {since}; {left}; conversation {id})")
    return words.format(
        who=who,
        channel=channel,
        clock=clock_words(one["clock"]),
        since=since,
        span=span_words(one["elapsed_real_s"]),
        left=left,
        id=one["conversation"],
    )


def _promise_line(one: Shown, now: datetime, zone: tzinfo | None) -> str:
    words = {
        "overdue": _("{who} (was due {due}; promise {id})"),
        "at_risk": _("{who} (by {due}, time to do it; promise {id})"),
    }.get(one["status"], _("{who} (by {due}; promise {id})"))
    return words.format(who=_who_and_what(one), due=_when(one["due"], now, zone), id=one["id"])


def _follow_up_line(one: Shown, now: datetime, zone: tzinfo | None) -> str:
    if not one["due"]:
        return _("{who} (follow-up {id})").format(who=_who_and_what(one), id=one["id"])
    return _("{who} (from {due}; follow-up {id})").format(
        who=_who_and_what(one), due=_when(one["due"], now, zone), id=one["id"]
    )


def _draft_line(one: Shown, now: datetime, zone: tzinfo | None) -> str:
    return _("{line} (begun {when})").format(line=cut(one["line"], _WHAT_WIDTH), when=_when(one["begun"], now, zone))


def _who_and_what(one: Shown) -> str:
    name, what = cut(one["customer_name"], _NAME_WIDTH), cut(one["what"], _WHAT_WIDTH)
    return _("{name}: {what}").format(name=name, what=what) if what else name


def _when(text: str, now: datetime, zone: tzinfo | None) -> str:
    """Return a date, or an instant in the shop's zone, in words."""
    if "T" in text:
        return when_words(datetime.fromisoformat(text).astimezone(zone), now.date())
    return when_words(date.fromisoformat(text), now.date())
