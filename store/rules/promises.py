"""Promises: the aim and the agreed due, how they stand, and how long such a thing usually takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Literal, NamedTuple

from store.errors import NotUnderstoodError, WrongStateError
from store.records.promise import Move, Promise
from store.records.shop import Shop
from store.rules.working_time import Calendar
from store.sentences import _

PromiseStatus = Literal["open", "at_risk", "overdue", "kept_early", "kept_on_time", "late", "broken", "released"]

LOOKED_BACK = timedelta(days=90)
CASES_NEEDED = 8
_FARTHEST_YEARS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """How long promises took from being made to being kept, in seconds of working time.

    `median_s` and `p80_s` are cases that really were: half and four fifths of the `n` took no
    longer. `of_all_kinds` where the kind alone had too few.
    """

    median_s: int
    p80_s: int
    n: int
    of_all_kinds: bool


class KeptCase(NamedTuple):
    """A promise that was kept: its kind, casefolded, when it was kept, and the working seconds it took."""

    kind: str
    kept: datetime
    seconds: int


def check_due(made: datetime, due: date | datetime, calendar: Calendar) -> None:
    """Check that a promise made at `made` can be due at `due`; one already past by now can.

    Raises:
        WrongStateError: it was due before it was made.
        NotUnderstoodError: it is more than a hundred years away, which is a slip.
    """
    if due.year > made.year + _FARTHEST_YEARS:
        raise NotUnderstoodError(
            _("The year {year} is too far away for a promise. Give an earlier due.").format(year=due.year)
        )
    instant = calendar.due_instant(due)
    if not _is_after(made, instant):
        return
    made_text, due_text = _minute(made, calendar), _minute(instant, calendar)
    if not isinstance(due, datetime) and made.astimezone(calendar.zone).date() == due:
        raise WrongStateError(
            _("That was promised on {made}, after the day's closing at {due}. Give an hour or a later day.").format(
                made=made_text, due=due_text
            )
        )
    raise WrongStateError(
        _("Due {due} is before it was promised, {made}. Give a later due.").format(due=due_text, made=made_text)
    )


def aim_of(made: datetime, due: date | datetime, kind: str, shop: Shop, calendar: Calendar) -> datetime:
    """Return by when we mean to be done: after the shop's share of the working time to the due.

    Where there is no working time in between, it is the due itself. An acknowledgement (`kind`
    "ack") has its own share.
    """
    instant = calendar.due_instant(due)
    share = shop.promise_aim_ack if kind == "ack" else shop.promise_aim
    working = calendar.between(made, instant)
    if working <= 0:
        return instant
    return calendar.add(made, round(working * share))


def agreed_due(promise: Promise, calendar: Calendar) -> date | datetime:
    """Return the due that the customer was told in time, as it was said.

    Each move that the customer was told of before the due agreed so far had passed takes its place;
    one told later, or not at all, does not.
    """
    agreed = promise.original_due
    for move in sorted(promise.moves, key=lambda move: move.at.timestamp()):
        if move.told and not _is_after(move.at, calendar.due_instant(agreed)):
            agreed = move.to
    return agreed


def status_of(promise: Promise, calendar: Calendar, now: datetime) -> PromiseStatus:
    """Return how `promise` stands at `now`, by its agreed due.

    Aim and due are met up to and including their very second.
    """
    return status_by(promise, calendar.due_instant(agreed_due(promise, calendar)), now)


def status_by(promise: Promise, due: datetime, now: datetime) -> PromiseStatus:
    """Return how `promise` stands at `now`, `due` being the instant of its agreed due."""
    if promise.state == "broken" or promise.state == "released":
        return promise.state
    if promise.state == "kept":
        kept = promise.settled or now
        if _is_after(kept, due):
            return "late"
        return "kept_on_time" if _is_after(kept, promise.aim) else "kept_early"
    if _is_after(now, due):
        return "overdue"
    return "at_risk" if _is_after(now, promise.aim) else "open"


def margin_s(promise: Promise, calendar: Calendar) -> int | None:
    """Return the real seconds from keeping to agreed due, negative if late; None unless kept."""
    return _margin(promise, agreed_due(promise, calendar), calendar)


def margin_original_s(promise: Promise, calendar: Calendar) -> int | None:
    """Return the real seconds from keeping to original due, negative if late; None unless kept."""
    return _margin(promise, promise.original_due, calendar)


def margin_to(promise: Promise, due: datetime) -> int | None:
    """Return the real seconds from keeping to the instant `due`, negative if late; None unless kept."""
    if promise.state != "kept" or promise.settled is None:
        return None
    return round(due.timestamp() - promise.settled.timestamp())


def usual_time(kind: str, settled: Iterable[Promise], calendar: Calendar, now: datetime) -> Usual | None:
    """Return how long `kind` has taken over the last 90 days, in working time.

    From 8 cases up; with fewer, or without a kind, all kinds; with fewer still, None.

    Args:
        kind: the promise's kind, in any case.
        settled: settled promises; those not kept, or kept before that time or after `now`, are
            passed over.
        calendar: the shop's.
        now: aware.
    """
    cases = (
        KeptCase(promise.kind.casefold(), promise.settled, calendar.between(promise.made, promise.settled))
        for promise in settled
        if promise.state == "kept" and promise.settled is not None and now - LOOKED_BACK <= promise.settled <= now
    )
    return usual_of(kind, cases, now)


def usual_of(kind: str, cases: Iterable[KeptCase], now: datetime) -> Usual | None:
    """Return the same as `usual_time`, from what every kept promise took."""
    times_of = [(case.kind, case.seconds) for case in cases if now - LOOKED_BACK <= case.kept <= now]
    wanted = kind.casefold()
    own = [seconds for case, seconds in times_of if case == wanted] if wanted else []
    of_all_kinds = len(own) < CASES_NEEDED
    times = sorted(seconds for _case, seconds in times_of) if of_all_kinds else sorted(own)
    n = len(times)
    if n < CASES_NEEDED:
        return None
    # The nearest-rank percentile, in whole numbers: the first case that 80 of 100 do not exceed.
    p80 = times[(n * 80 + 99) // 100 - 1]
    return Usual(median_s=median_low(times), p80_s=p80, n=n, of_all_kinds=of_all_kinds)


def move(
    promise: Promise,
    to: date | datetime,
    at: datetime,
    told: bool,
    *,
    shop: Shop,
    calendar: Calendar,
) -> Promise:
    """Return `promise` moved to `to` at the instant `at`, its aim worked out again.

    A move to the same due is taken too: that is how telling the customer afterwards is noted. Without telling them
    nothing is moved, and nothing is noted.

    Raises:
        WrongStateError: the promise is settled, or `to` or `at` is before it was made.
        NotUnderstoodError: `to` is more than a hundred years away.
    """
    _check_open(promise)
    _check_made(promise, at)
    check_due(promise.made, to, calendar)
    if to == promise.due and not told:
        return promise
    return replace(
        promise,
        due=to,
        aim=aim_of(promise.made, to, promise.kind, shop, calendar),
        moves=(*promise.moves, Move(at=at, former=promise.due, to=to, told=told)),
    )


def keep(promise: Promise, at: datetime) -> Promise:
    """Return `promise` kept at `at`.

    Raises:
        WrongStateError: it is settled already, or was made only after `at`.
    """
    return _settle(promise, "kept", at)


def release(promise: Promise, at: datetime) -> Promise:
    """Return `promise` as released by the customer at `at`; raises as `keep` does."""
    return _settle(promise, "released", at)


def break_off(promise: Promise, at: datetime) -> Promise:
    """Return `promise` as broken at `at`; raises as `keep` does."""
    return _settle(promise, "broken", at)


def _settle(promise: Promise, state: Literal["kept", "broken", "released"], at: datetime) -> Promise:
    _check_open(promise)
    _check_made(promise, at)
    return replace(promise, state=state, settled=at)


def _check_made(promise: Promise, at: datetime) -> None:
    if _is_after(promise.made, at):
        raise WrongStateError(
            _("That promise was made only on {made}. Give a later time.").format(
                made=promise.made.strftime("%Y-%m-%d %H:%M")
            )
        )


def _check_open(promise: Promise) -> None:
    if promise.state == "open":
        return
    sentences = {
        "kept": _("That promise was already kept on {day}: {what}."),
        "broken": _("That promise was already given up on {day}: {what}."),
        "released": _("The customer already released us from that promise on {day}: {what}."),
    }
    day = promise.settled.date().isoformat() if promise.settled else "?"
    raise WrongStateError(sentences[promise.state].format(day=day, what=promise.what))


def _margin(promise: Promise, due: date | datetime, calendar: Calendar) -> int | None:
    return margin_to(promise, calendar.due_instant(due))


def _minute(moment: datetime, calendar: Calendar) -> str:
    return moment.astimezone(calendar.zone).strftime("%Y-%m-%d %H:%M")


def _is_after(later: datetime, earlier: datetime) -> bool:
    """Whether one instant is after another; two of one zone would be compared as its clocks show them."""
    return later.timestamp() > earlier.timestamp()
