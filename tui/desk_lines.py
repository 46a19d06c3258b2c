"""The lines of `regulars today`: what needs the owner, in words.

Imported where every millisecond counts; see `glance.py`.
"""

from __future__ import annotations

from datetime import date, datetime

from store.rules.desk import by_pressing
from store.rules.desk_rows import agreed_of, was_told_too_late
from store.rules.follow_up_words import lateness_words
from store.rules.quiet import MOST_QUIET
from store.rules.reconnect_words import why_words
from store.sentences import _
from store.wording import (
    channel_words,
    clock_words,
    left_words,
    on_whom_words,
    span_words,
    thanks_words,
    when_words,
    with_condition,
)
from tui.output import cut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from store.rules.desk import Today
    from store.rules.desk_rows import Shown

# More than this in a section is no glance any more; another command lists them all.
MOST = 25
_NAME_WIDTH = 60
_WHAT_WIDTH = 160


def today_lines(
    today: Today,
    now: datetime,
    zone: tzinfo | None,
    *,
    pressing: Sequence[tuple[str, Shown]] | None = None,
    count: int = 0,
    follow_up_count: int = 0,
    quiet_count: int = 0,
    thanks_count: int = 0,
) -> list[str]:
    """Return what needs the owner as short sections in words, in the order of the app's Today.

    Args:
        today: what `read_today` gave.
        now: aware, in the shop's zone.
        zone: the shop's; None where it is the process's own.
        pressing: the first of who waits and of what is promised, where `today` does not hold them (`by_pressing`).
        count: how many those are in all; only read with `pressing`.
        follow_up_count: how many follow-ups there are in all, where `today` holds the first of them only.
        quiet_count: the same of those to reconnect with.
        thanks_count: the same of days to mark and cards to write.
    """
    if pressing is None:
        pressing = by_pressing(today)
        count = len(pressing)
    shown = pressing[:MOST]
    lines = [
        _waiting_line(one, now, zone) if kind == "waiting" else _promise_line(one, now, zone) for kind, one in shown
    ]
    parts = (
        (_("Waiting and promised:"), lines, count, "regulars waiting, regulars promise list"),
        (
            _("To come back to:"),
            [_follow_up_line(one, now, zone) for one in today["follow_ups"][:MOST]],
            max(follow_up_count, len(today["follow_ups"])),
            "regulars followup list",
        ),
        (
            _("Gone quiet, to reconnect with:"),
            [_quiet_line(one) for one in today["quiet"][:MOST_QUIET]],
            max(quiet_count, len(today["quiet"])),
            "regulars reconnect list",
        ),
        (
            _("To greet and to thank:"),
            [_thanks_line(one, now, zone) for one in today["thanks"][:MOST]],
            max(thanks_count, len(today["thanks"])),
            "regulars thanks list",
        ),
        (
            _("Begun and not saved:"),
            [_draft_line(one, now, zone) for one in today["drafts"][:MOST]],
            len(today["drafts"]),
            "regulars",
        ),
    )
    said: list[str] = []
    for heading, entries, in_all, more in parts:
        if entries:
            said += [*([""] if said else []), heading, *(f"  {line}" for line in entries)]
            if in_all > len(entries):
                said.append("  " + _("… and {count} more: {command}").format(count=in_all - len(entries), command=more))
    return said or [_("Nothing is waiting for you.")]


def _waiting_line(one: Shown, now: datetime, zone: tzinfo | None) -> str:
    since, left = _when(one["started"], now, zone), left_words(one["margin_s"], one["target_s"])
    if one["status"] == "at_risk":
        left = _("at risk, {left}").format(left=left)
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
    agreed = agreed_of(one)
    due = _when(agreed, now, zone)
    if one["status"] == "overdue":
        over = span_words(max(60, int((now - datetime.fromisoformat(one["due_at"])).total_seconds())))
        stands = _("overdue by {span}, was due {due}").format(span=over, due=due)
    elif one["status"] == "at_risk":
        stands = _("promised by {due}, at risk").format(due=due)
    else:
        stands = _("promised by {due}").format(due=due)
    if agreed != one["due"]:
        words = _("{stands}, told too late of {due}") if was_told_too_late(one) else _("{stands}, not told of {due}")
        stands = words.format(stands=stands, due=_when(one["due"], now, zone))
    return _("{who} ({stands}; promise {id})").format(who=_who_and_what(one), stands=stands, id=one["id"])


def _follow_up_line(one: Shown, now: datetime, zone: tzinfo | None) -> str:
    words = cut(lateness_words(one, now.date(), zone), _WHAT_WIDTH)
    if not words:
        return _("{who} (follow-up {id})").format(who=_who_and_what(one), id=one["id"])
    return _("{who} ({words}; follow-up {id})").format(who=_who_and_what(one), words=words, id=one["id"])


def _quiet_line(one: Shown) -> str:
    words = _("{name}: {why} (customer {id})")
    if one["mood"] == "upset":
        words = _("{name}, upset: {why} (customer {id})")
    if one["unresolved"]:
        words = _("{name}: {why}; conversation {conversation} is unresolved (customer {id})")
        if one["mood"] == "upset":
            words = _("{name}, upset: {why}; conversation {conversation} is unresolved (customer {id})")
    return words.format(
        name=cut(one["customer_name"], _NAME_WIDTH),
        why=cut(why_words(one), _WHAT_WIDTH),
        conversation=one["unresolved"],
        id=one["customer"],
    )


def _thanks_line(one: Shown, now: datetime, zone: tzinfo | None) -> str:
    words = _("{who}: {what} (card)") if one["kind"] == "card" else _("{who}: {what} ({when})")
    return words.format(
        who=cut(one["customer_name"], _NAME_WIDTH),
        what=cut(thanks_words(one["reason"], one["label"], one["what"], one["years"]), _WHAT_WIDTH),
        when=_when(one["on"], now, zone),
    )


def _draft_line(one: Shown, now: datetime, zone: tzinfo | None) -> str:
    return _("{line} (begun {when})").format(line=cut(one["line"], _WHAT_WIDTH), when=_when(one["begun"], now, zone))


def _who_and_what(one: Shown) -> str:
    name = cut(one["customer_name"], _NAME_WIDTH)
    what = cut(with_condition(one["what"], one.get("condition", "")), _WHAT_WIDTH)
    words = _("{name}: {what}").format(name=name, what=what) if what else name
    on_whom = on_whom_words(one.get("waiting_on", "us"), cut(one.get("third_party", ""), _NAME_WIDTH))
    return _("{words}, {on_whom}").format(words=words, on_whom=on_whom) if on_whom else words


def _when(text: str, now: datetime, zone: tzinfo | None) -> str:
    """Return a date, or an instant in the shop's zone, in words."""
    if "T" in text:
        return when_words(datetime.fromisoformat(text).astimezone(zone), now.date())
    return when_words(date.fromisoformat(text), now.date())
