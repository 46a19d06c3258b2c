"""Today and waiting at a glance: from the agenda and the time of looking, without opening the book.

`regulars today` is asked by cron, prompts and status bars, so what it imports is counted in milliseconds: no argparse,
no dataclasses, no TinyDB, no zoneinfo. Where the agenda cannot be read, or something has to be put right first, the
book is opened.
"""

from __future__ import annotations

import gc
import os
import time
from datetime import datetime, timedelta

from store.clock import read_clock
from store.database.agenda_file import AgendaUnreadableError
from store.database.agenda_lines import decoded, read_agenda_lines
from store.rules.desk import CLOCK_LETTERS, read_today, waiting_rows
from store.rules.desk_rows import promise_row, waiting_row
from store.rules.open_time import OpenTime
from store.sentences import _, speak
from tui.output import is_terminal, say, write_json, write_lines
from tui.places import CATALOGUES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo
    from typing import Any

    from store.database.agenda_lines import AgendaLines
    from store.database.quiet_lines import QuietLines
    from store.rules.desk import Today
    from store.rules.desk_rows import Between, Row, Shown

_SYSTEM_ZONES = "/usr/share/zoneinfo"


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
        agenda = _read(folder, clock, "" if command == "today" else "".join(CLOCK_LETTERS))
        if agenda is None:
            return False
        header, lines, customers = agenda
        speak(header.get("language", ""), CATALOGUES)
        zone = _enter_zone(header["zone"])
        now = clock.astimezone(zone)
        since, until = header["thanks"]
        if not since <= now.date().isoformat() <= until:
            return False  # the days to mark have to be worked out afresh
        between = OpenTime(header["open"]).between
        if header["at"] and datetime.fromisoformat(header["at"]) > now:
            say(_("The clock is behind the last change of this book, which was at {at}.").format(at=header["at"][:16]))
        if command == "today":
            _write_today(lines, customers, now, zone, between, quiet=quiet, as_json=as_json)
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


def waiting_of(rows: Iterable[Row], now: datetime, between: Between) -> list[Shown]:
    """Return the running clocks of the agenda, what presses most first."""
    return waiting_rows([row for row in rows if row["kind"] == "conversation"], now, between)


def _read(folder: str, clock: datetime, letters: str) -> tuple[dict[str, Any], AgendaLines, QuietLines] | None:
    """Return header and rows of the agenda, those of customers too; None where the book has to be opened.

    Args:
        folder: the book's.
        clock: now.
        letters: as for `read_agenda_lines`.
    """
    # In no zone is it later than a day from now in this one.
    tonight = (clock + timedelta(days=1)).date().isoformat()
    try:
        if os.stat(folder).st_mode & 0o077 or os.path.exists(os.path.join(folder, "restore-ready")):
            return None
        paths = os.path.join(folder, "agenda.jsonl"), os.path.join(folder, "journal.jsonl")
        return read_agenda_lines(*paths, tonight, letters=letters)
    except (OSError, AgendaUnreadableError):
        return None


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
    lines: AgendaLines,
    customers: QuietLines,
    now: datetime,
    zone: tzinfo | None,
    between: Between,
    *,
    quiet: bool,
    as_json: bool,
) -> None:
    from store.rules.quiet import MOST_QUIET, quiet_row

    now_s = int(now.timestamp())
    if as_json or quiet:
        found = [quiet_row(row, now, zone) for row in customers.due(now_s)] if as_json else []
        today = read_today(decoded(lines.values()), now, between, found)
        if quiet and not presses(today, now):
            return
        if as_json:
            write_json(today)
            return
    from tui.desk_lines import MOST, today_lines
    from tui.desk_order import first_follow_ups, first_pressing, first_thanks

    keys, count = first_pressing(lines, now, MOST)
    pressing = [_shown(key, lines, now, between) for key in keys]
    first, quiet_count = customers.first(now_s, MOST_QUIET)
    thanks, thanks_count = first_thanks(lines, now, MOST)
    due, follow_up_count = first_follow_ups(lines, now, MOST)
    rows = decoded([*due, *lines.of("d").values(), *thanks])
    today = read_today(rows, now, between, [quiet_row(row, now, zone) for row in first])
    write_lines(
        today_lines(
            today,
            now,
            zone,
            pressing=pressing,
            count=count,
            follow_up_count=follow_up_count,
            quiet_count=quiet_count,
            thanks_count=thanks_count,
        )
    )


def _write_waiting(lines: AgendaLines, now: datetime, zone: tzinfo | None, between: Between, *, as_json: bool) -> None:
    clocks = [line for letter in CLOCK_LETTERS for line in lines.of(letter).values()]
    waiting = waiting_of(decoded(clocks), now, between)
    if as_json:
        write_json(waiting)
    else:
        from tui.waiting_lines import waiting_table

        waiting_table(waiting, now, zone).write()


def _shown(key: str, lines: AgendaLines, now: datetime, between: Between) -> tuple[str, Shown]:
    """Return the entry of a row, as `desk.by_pressing` gives it."""
    (row,) = decoded([lines.of(key[0])[key]])
    if key[0] != "p":
        return "waiting", waiting_row(row, now, between)
    matter = str(row.get("conversation", 0))
    clocks = [lines.of(letter).get(letter + matter) for letter in reversed(CLOCK_LETTERS)]
    known = [clock for clock in clocks if clock is not None]
    return "promise", promise_row(row, now, decoded(known[:1])[0] if known else None)
