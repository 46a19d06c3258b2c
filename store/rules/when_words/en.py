"""English: the words of times as they are typed at a counter, short forms included."""

from collections.abc import Mapping

from store.rules.when_words.lexicon import Table, WordTable

_WORDS: WordTable = {
    "day": {
        -2: "day_before_yesterday",
        -1: "yesterday yday",
        0: "today tdy today's",
        1: "tomorrow tmrw tmr tmrow tomorow tommorow tommorrow 2moro tomorrow's",
        2: "day_after_tomorrow overmorrow",
    },
    "weekday": {
        0: "monday mondays mon monday's",
        1: "tuesday tuesdays tue tues tuesday's",
        2: "wednesday wednesdays wed weds wednesday's",
        3: "thursday thursdays thu thur thurs thursday's",
        4: "friday fridays fri friday's",
        5: "saturday saturdays sat saturday's",
        6: "sunday sundays sun sunday's",
    },
    "month": {
        1: "january jan",
        2: "february feb",
        3: "march mar",
        4: "april apr",
        5: "may",
        6: "june jun",
        7: "july jul",
        8: "august aug",
        9: "september sep sept",
        10: "october oct",
        11: "november nov",
        12: "december dec",
    },
    "number": {
        1: "one a an",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        14: "fourteen",
        15: "fifteen",
        20: "twenty",
        25: "twenty_five",
        30: "thirty",
        45: "forty_five",
        90: "ninety",
    },
    "ordinal": {
        -1: "last",
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
    },
    "unit": {
        "minute": "minute minutes min mins minute's minutes' m",
        "hour": "hour hours hr hrs h hour's hours'",
        "day": "day days d day's days'",
        "week": "week weeks wk wks w week's weeks'",
        "fortnight": "fortnight fortnights",
        "month": "month months mth mths mo mos month's months'",
        "month_m": "m",
        "year": "year years yr yrs y year's years'",
    },
    "rel": {
        "this": "this",
        "coming": "coming this_coming",
        "next": "next following",
        "last": "last past previous",
        "after": "after_next",
    },
    "part": {
        "morning": "morning mornings first_thing first_thing_in_the_morning",
        "noon": "lunchtime lunch",
        "afternoon": "afternoon afternoons arvo",
        "evening": "evening evenings",
        "tonight": "tonight_part",
        "night": "night nights",
        "am": "am",
        "pm": "pm",
    },
    "fixed": {"noon": "noon midday mid_day", "midnight": "midnight"},
    "now": {0: "now right_now"},
    "edge": {
        "start": "start beginning start_of beginning_of",
        "end": "end end_of",
    },
    "dayend": {
        0: "end_of_day end_of_the_day eod close_of_business cob closing closing_time close_of_day"
    },
    "weekend": {0: "weekend"},
    "half": {0: "half"},
    "quarter": {0: "quarter"},
    "past": {0: "past"},
    "to": {0: "to"},
    "oclock": {"": "o'clock oclock", "h": "h"},
    "in": {0: "in within after"},
    "later": {0: "later hence from_now from_today"},
    "ago": {0: "ago before"},
    "at": {0: "at"},
    "until": {
        0: "until untill till til by within latest at_the_latest no_later_than not_later_than up_to"
    },
    "since": {0: "from since starting as_of"},
    "and": {0: "and"},
    "every": {
        1: "every each once",
        2: "every_other every_second every_2nd",
    },
    "workday": {0: "weekday weekdays workday workdays working_day working_days business_day"},
    "fill": {0: "the of on for around about approx roughly time sharp"},
}

# What may follow a figure without a space.
_GLUED: Mapping[str, str] = {"ordinal_mark": "st nd rd th"}

_MACROS: Mapping[str, str] = {
    "today tonight_part": "tonight tonite",
    "yesterday night": "last_night",
    "end of month": "eom month_end",
    "end of week": "eow",
    "end of year": "eoy year_end",
    "every day": "daily",
    "every week": "weekly",
    "every 2 week": "fortnightly",
    "every month": "monthly",
    "every 3 month": "quarterly every_quarter",
    "every 6 month": "half_yearly every_half_year every_half_a_year",
    "every year": "yearly annually",
    "after_next week": "week_after_next",
}

TABLE = Table(words=_WORDS, macros=_MACROS, glued=_GLUED)
