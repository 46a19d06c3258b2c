"""The channel plan: how soon a customer is to hear from us, by channel and response clock."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import Literal

from store.errors import NotUnderstoodError
from store.records.interaction import Channel
from store.records.shop import DatedTargets, Shop
from store.sentences import _

Clock = Literal["first_answer", "next_answer", "update", "resolution"]
CLOCKS: tuple[Clock, ...] = ("first_answer", "next_answer", "update", "resolution")

_MINUTE = 60
_HOUR = 60 * _MINUTE
_LONGEST = 1000 * _HOUR

_FIRST_ANSWER = MappingProxyType[Channel, int](
    {
        "counter": 5 * _MINUTE,
        "phone": 5 * _MINUTE,
        "visit": 5 * _MINUTE,
        "chat": _HOUR,
        "social": _HOUR,
        "sms": 2 * _HOUR,
        "email": 4 * _HOUR,
        "letter": 16 * _HOUR,
    }
)
_UPDATE = 16 * _HOUR

_DURATION = re.compile(r"(?:([0-9]{1,4})h)? ?(?:([0-9]{1,5})m)?")


def target_of(shop: Shop, channel: Channel, clock: Clock, day: date) -> int | None:
    """Return the target in seconds of working time that holds on `day`; None where it is off.

    Until it is set, the next answer has the target of the first.
    """
    target = plan_of(shop, day)[f"{channel}.{clock}"]
    return target or None


def plan_of(shop: Shop, day: date) -> dict[str, int]:
    """Return every target that holds on `day`.

    `email.first_answer` and so on to seconds of working time, 0 for off.
    """
    set_targets = _in_force(shop, day).targets
    plan: dict[str, int] = {}
    for channel, first in _FIRST_ANSWER.items():
        first_answer = set_targets.get(f"{channel}.first_answer", first)
        until_set: dict[Clock, int] = {
            "first_answer": first_answer,
            "next_answer": first_answer,
            "update": _UPDATE,
            "resolution": 0,
        }
        for clock, seconds in until_set.items():
            key = f"{channel}.{clock}"
            plan[key] = set_targets.get(key, seconds)
    return plan


def parse_target(text: str) -> int:
    """Return the seconds that `30m`, `4h`, `1h30m` name; 0 for `off`.

    Raises:
        NotUnderstoodError: it is none of these, nothing at all, or over a thousand hours.
    """
    plain = text.strip().lower()
    if plain == "off":
        return 0
    match = _DURATION.fullmatch(plain)
    seconds = int(match[1] or 0) * _HOUR + int(match[2] or 0) * _MINUTE if match else 0
    if not 0 < seconds <= _LONGEST:
        raise NotUnderstoodError(
            _("The target {text} cannot be read. Write working time as 30m, 4h or 1h30m, up to 1000h, or off.").format(
                text=text[:40]
            )
        )
    return seconds


def target_text(seconds: int) -> str:
    """Return a target of whole minutes as `parse_target` reads it."""
    if not seconds:
        return "off"
    hours, rest = divmod(seconds, _HOUR)
    return (f"{hours}h" if hours else "") + (f"{rest // _MINUTE}m" if rest else "")


def _in_force(shop: Shop, day: date) -> DatedTargets:
    return next(
        (dated for dated in reversed(shop.targets) if dated.since is None or dated.since <= day),
        DatedTargets(),
    )
