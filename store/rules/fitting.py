"""Whether the fields of a follow-up go together: each sort has those that it needs, and none that contradict it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from store.errors import NotUnderstoodError
from store.records.follow_up import FollowUp
from store.records.text import clean_line
from store.rules.repetition import check_course, check_rule
from store.rules.season import check_season, window_at
from store.sentences import _

MOST_LEAD_DAYS = 366
_FARTHEST_YEARS = 100


def fitted(follow_up: FollowUp, now: datetime) -> FollowUp:
    """Return a follow-up with its fields tidied, if they go together.

    Of a season the due is the day on which the window opens that is open on its due, or today, or comes next.

    Args:
        follow_up: as it was written.
        now: aware, in the shop's zone.

    Raises:
        NotUnderstoodError: it says neither about what nor when; the rule cannot be read, ends before it starts or never
            comes; it is more than a hundred years away; a part of it contradicts another.
    """
    what, occasion = clean_line(follow_up.what), clean_line(follow_up.occasion)
    due, zone = follow_up.due, now.tzinfo
    assert zone is not None
    season = check_season(follow_up.season) if follow_up.season else ""
    rule = check_rule(follow_up.rule) if follow_up.rule else ""
    if not what:
        raise NotUnderstoodError(_("What is it about? Write it in a few words."))
    if not 0 <= follow_up.lead_days <= MOST_LEAD_DAYS:
        raise NotUnderstoodError(_("It is shown 0 to {most} days ahead.").format(most=MOST_LEAD_DAYS))
    if season and (rule or occasion):
        raise NotUnderstoodError(_("A season comes every year by itself. Leave out how often, and what has to happen."))
    if season:
        day = due.astimezone(zone).date() if isinstance(due, datetime) else due
        due = window_at(season, day or now.date()).opens
    if due is None and (rule or not occasion):
        raise NotUnderstoodError(_("When is it? Give a day, or what has to happen first."))
    if due is not None and due.year > now.year + _FARTHEST_YEARS:
        raise NotUnderstoodError(
            _("That is in more than {years} years. Give an earlier day.").format(years=_FARTHEST_YEARS)
        )
    if follow_up.kind == "renewal" and not rule:
        raise NotUnderstoodError(_("How long is the term of the renewal? Write it like every year or every 6 months."))
    if rule and due is not None:
        check_course(rule, due, zone)
    return replace(follow_up, what=what, due=due, rule=rule, occasion=occasion, season=season)
