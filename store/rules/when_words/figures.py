"""In which orders a date in figures can be read: 10/11, 10.11, 4/3/26, 2026/3/4."""

from __future__ import annotations

from store.rules.when_words.context import WhenContext

# A year (None if there is none), a month and a day, in the order of the calendar, not yet known to exist.
DateOrder = tuple[int | None, int, int]

# How far a year of two figures may lie from the present.
_NEAR_YEARS = 15


def date_orders(numbers: tuple[int, ...], typed: str, context: WhenContext) -> list[DateOrder]:
    """The readings of a date in figures, the shop's own first; none of them need exist.

    Dots mean day before month everywhere but in Korea, where 3.4 is 4 March; slashes and dashes could be either, so
    that 3/4 is asked about in every shop. A year of four figures in front is followed by month and day.
    """
    korean = context.language == "ko"
    dotted = "." in typed
    if len(numbers) == 2:
        first, second = numbers
        yearless: list[DateOrder] = [(None, second, first), (None, first, second)]
        if korean:
            return yearless[::-1]
        return yearless[:1] if dotted else yearless
    first, second, third = numbers
    if first > 99:
        return [(first, second, third)]
    if third > 99:
        full: list[DateOrder] = [(third, second, first), (third, first, second)]
        return full[:1] if dotted else full
    this_year = context.today.year
    century = this_year // 100 * 100
    short = [(century + third, second, first), (century + third, first, second)]
    if dotted:
        short = short[:1]
    if korean:
        short = [(century + first, second, third), *reversed(short)]
    return [order for order in short if abs(order[0] - this_year) <= _NEAR_YEARS]


def could_be_date(numbers: tuple[int, ...], typed: str, context: WhenContext) -> bool:
    """Whether the figures look like a day and a month in some order, if perhaps a day that the month lacks."""
    return any(1 <= month <= 12 and 1 <= day <= 31 for _year, month, day in date_orders(numbers, typed, context))
