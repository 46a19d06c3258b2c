"""What promises came to, by month and by customer, and what hangs together: `regulars promise list --by`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from store.book import Book
from store.causes import causes_of
from store.errors import NotFoundError
from store.moments import said
from store.rules.promise_ledger import LedgerRow, LedgerSummary, by_customer, by_month
from store.sentences import _
from store.wording import month_name, span_words
from tui.command import Outcome
from tui.documents import Document, promise_document
from tui.tables import Table

_FIGURES = ("kept_early", "kept_on_time", "late", "broken", "released", "open", "overdue")


def by_month_told(rows: Sequence[LedgerRow]) -> Outcome:
    """Return what each month's promises came to, the latest month first."""
    months = by_month(rows)
    return Outcome(
        document=[{"month": f"{month:%Y-%m}", **_figures(summary)} for month, summary in months],
        parts=[_table(_("Month"), [(_month_words(month), summary) for month, summary in months])],
    )


def by_customer_told(book: Book, rows: Sequence[LedgerRow]) -> Outcome:
    """Return what each customer's promises came to, most promises first."""
    customers = [(identity, _name(book, identity), summary) for identity, summary in by_customer(rows)]
    return Outcome(
        document=[
            {"customer": identity, "customer_name": name, **_figures(summary)} for identity, name, summary in customers
        ],
        parts=[_table(_("Customer"), [(name, summary) for _identity, name, summary in customers])],
    )


def by_cause_told(book: Book) -> Outcome:
    """Return the open promises that hang on the same thing, the hardest hit first."""
    causes = causes_of(book)
    documents = [
        {"cause": cause.name, "promises": [promise_document(book, promise) for promise in cause.promises]}
        for cause in causes
    ]
    lines = [
        (cause.name, str(one.id), _name(book, one.customer), one.what, said(book, one.due))
        for cause in causes
        for one in cause.promises
    ]
    columns = (_("Hangs on"), _("No"), _("Customer"), _("What"), _("Due"))
    return Outcome(document=documents, parts=[Table(columns, lines, _("No open promises hang on the same thing."))])


def margin_words(seconds: int | None) -> str:
    """Return a margin in words: "2 h 10 m before", "35 m after"; empty where there is none."""
    if seconds is None:
        return ""
    words = _("{span} after") if seconds < 0 else _("{span} before")
    return words.format(span=span_words(seconds))


def _table(heading: str, lines: Sequence[tuple[str, LedgerSummary]]) -> Table:
    columns = (
        heading,
        _("Early"),
        _("On time"),
        _("Late"),
        _("Broken"),
        _("Released"),
        _("Open"),
        _("Overdue"),
        _("In time"),
        _("Median margin"),
    )
    rows = [
        (
            name,
            *(str(getattr(summary, figure)) for figure in _FIGURES),
            "" if summary.share_kept is None else f"{summary.share_kept:.0%}",
            margin_words(summary.median_margin_s),
        )
        for name, summary in lines
    ]
    return Table(columns, rows, _("No promise was made yet."))


def _figures(summary: LedgerSummary) -> Document:
    return {"n": summary.n, **asdict(summary), "share_kept": summary.share_kept}


def _month_words(month: date) -> str:
    return _("{month} {year}").format(month=month_name(month.month), year=month.year)


def _name(book: Book, customer: int) -> str:
    try:
        return book.customer(customer).shown_name
    except NotFoundError:
        return f"#{customer}"
