"""Recurrence rules in words."""

from __future__ import annotations

import pytest

from store.rules.rule_words import again_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", ""),
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=9", "every 9 days"),
        ("FREQ=WEEKLY", "every week"),
        ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
        ("FREQ=WEEKLY;BYDAY=FR", "every Friday"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "every Monday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every day from Monday to Friday"),
        ("FREQ=WEEKLY;INTERVAL=6;BYDAY=FR", "every 6 weeks on Friday"),
        ("FREQ=MONTHLY", "every month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU,-2MO", "every 2 months on the second Tuesday and last Monday but 1"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "every month, day 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month, on its last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "every month, on its last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "every month, day 30"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-3", "every month, day 1 and day 3 from its end"),
        ("FREQ=YEARLY", "every year"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "every 1 March"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "every 29 February"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=1", "every 2 years in March, day 1"),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "every year on the second Sunday of May"),
        ("FREQ=YEARLY;BYMONTH=5", "every year in May"),
        ("FREQ=WEEKLY;COUNT=3", "every week, 3 times"),
        ("FREQ=WEEKLY;UNTIL=20260801", "every week, until 1 August 2026"),
        ("FREQ=YEARLY;BYWEEKNO=20", "by a rule of its own"),
        ("FREQ=SOMETIMES", "by a rule of its own"),
        ("nonsense", "by a rule of its own"),
    ],
)
def test_a_rule_is_said_as_a_person_says_it(rule: str, words: str) -> None:
    assert again_words(rule) == words
