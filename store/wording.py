"""Days, times and spans in words, for the sentences that the store and the commands say."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from store.sentences import _, ngettext

_HOUR = 3600
_DAY = 24 * _HOUR


def day_words(day: date, today: date) -> str:
    """Return a day as one says it: "today", "tomorrow", else "Friday 6 March", with the year where it is another."""
    if day == today:
        return _("today")
    if day == today + timedelta(days=1):
        return _("tomorrow")
    if day == today - timedelta(days=1):
        return _("yesterday")
    words = _("{weekday} {day} {month}").format(
        weekday=weekday_name(day.weekday()), day=day.day, month=month_name(day.month)
    )
    return words if day.year == today.year else _("{day} {year}").format(day=words, year=day.year)


def when_words(when: date | datetime, today: date) -> str:
    """Return a date or an instant in words, the latter with its time of day: "Friday 6 March, 17:00"."""
    if not isinstance(when, datetime):
        return day_words(when, today)
    return _("{day}, {time}").format(day=day_words(when.date(), today), time=f"{when:%H:%M}")


def exact_day_words(day: date, today: date) -> str:
    """Return a day with its weekday and date even where it is near: "today, Friday 6 March"."""
    near = day_words(day, today)
    whole = _("{weekday} {day} {month}").format(
        weekday=weekday_name(day.weekday()), day=day.day, month=month_name(day.month)
    )
    if abs((day - today).days) <= 1:
        return _("{near}, {day}").format(near=near, day=whole)
    return near


def exact_when_words(when: date | datetime, today: date) -> str:
    """Return a date or instant with weekday and date even where it is near."""
    if not isinstance(when, datetime):
        return exact_day_words(when, today)
    return _("{day}, {time}").format(day=exact_day_words(when.date(), today), time=f"{when:%H:%M}")


def span_words(seconds: int) -> str:
    """Return a span in one or two units: "35 m", "2 h 10 m", "3 days"."""
    seconds = abs(seconds)
    if seconds < _HOUR:
        return _("{minutes} m").format(minutes=seconds // 60)
    if seconds < _DAY:
        hours, minutes = divmod(seconds // 60, 60)
        if minutes:
            return _("{hours} h {minutes} m").format(hours=hours, minutes=minutes)
        return _("{hours} h").format(hours=hours)
    days = seconds // _DAY
    return _("1 day") if days == 1 else _("{days} days").format(days=days)


def open_time_words(seconds: int) -> str:
    """Return a span of opening hours: minutes under an hour, else hours."""
    if seconds < _HOUR:
        return _("{minutes} open minutes").format(minutes=max(0, seconds) // 60)
    hours = round(seconds / _HOUR)
    return ngettext("{hours} open hour", "{hours} open hours", hours).format(hours=hours)


def kind_words(kind: str) -> str:
    """Return the word for the kind of a contact or a promise; the owner's own word as it is."""
    return {
        "complaint": _("complaint"),
        "compliment": _("compliment"),
        "suggestion": _("suggestion"),
        "question": _("question"),
        "request": _("request"),
        "sale": _("sale"),
        "ack": _("acknowledged"),
        "thanks": _("thanks"),
    }.get(kind, kind)


def _whole_day(day: date) -> str:
    return _("{weekday} {day} {month}").format(
        weekday=weekday_name(day.weekday()), day=day.day, month=month_name(day.month)
    )


def weekday_name(weekday: int) -> str:
    """Return the name of a weekday, Monday being 0."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[weekday]


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )[month - 1]


def clock_words(clock: str) -> str:
    """Return what a response clock waits for."""
    return {
        "first_answer": _("a first answer"),
        "next_answer": _("an answer"),
        "update": _("news from us"),
        "resolution": _("a solution"),
    }.get(clock, clock)


def left_words(margin_s: int | None, target_s: int | None) -> str:
    """Return how much of a target is left, in working time: "2 h 10 m left of 4 h", "late by 35 m"; else empty."""
    if margin_s is None or target_s is None:
        return ""
    if margin_s < 0:
        return _("late by {span}").format(span=working_words(margin_s))
    return _("{left} left of {target}").format(left=working_words(margin_s), target=working_words(target_s))


def working_words(seconds: int) -> str:
    """Return a span of working time in hours and minutes, however long it is: a day of work has no fixed length."""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    if not hours:
        return _("{minutes} m").format(minutes=minutes)
    if not minutes:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} m").format(hours=hours, minutes=minutes)


def on_whom_words(waiting_on: str, third_party: str) -> str:
    """Return who has a matter at present: "with ACS", "their turn"; empty where that is the shop."""
    if waiting_on == "third_party":
        return _("with {name}").format(name=third_party or _("somebody else"))
    return _("their turn") if waiting_on == "customer" else ""


def channel_words(channel: str) -> str:
    """Return the word for a channel."""
    return {
        "counter": _("counter"),
        "phone": _("phone"),
        "visit": _("visit"),
        "email": _("e-mail"),
        "letter": _("letter"),
        "sms": _("SMS"),
        "chat": _("chat"),
        "social": _("social"),
    }.get(channel, channel)


def label_words(label: str) -> str:
    """Return the word for a date of a customer's record: of a birthday and the like in the shop's language."""
    return {"birthday": _("birthday"), "anniversary": _("anniversary")}.get(label.casefold(), label)


def thanks_words(reason: str, label: str, what: str, years: int | None) -> str:
    """Return what is to be marked or thanked for: "birthday, 46", "3 years with you", "first purchase: a bell"."""
    if reason == "since":
        return ngettext("{count} year with you", "{count} years with you", years or 0).format(count=years or 0)
    if reason == "referral":
        return _("sent you {name}").format(name=what)
    if reason == "date":
        words = label_words(label)
        return _("{what}, {years}").format(what=words, years=years) if years else words
    words = {"name_day": _("name day"), "first_sale": _("first purchase"), "compliment": _("compliment")}[reason]
    return _("{reason}: {what}").format(reason=words, what=what) if what else words


def with_condition(what: str, condition: str) -> str:
    """Return what was promised with what it hangs on, if anything: "a new hinge, if the part arrives"."""
    return ", ".join(part for part in (what, condition) if part)
