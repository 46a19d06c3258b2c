"""Follow-ups on their way into another book: with their things and promises, and none that Today could not read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from store.book import Book
from store.exchange.book_json import export_json
from store.exchange.importing import import_files
from store.looking_after import keep_thing
from store.promising import keep_promise, make_promise
from store.records.thing import Thing
from store.reminding import make_follow_up
from store.rules.desk import read_today
from tests.books import Clock, add_customer, open_book
from tests.store.exchange.imports import outcome


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Ayşe's oven wants its service, a promise to her was kept, and she was asked about it."""
    book = open_book(tmp_path / "book", Clock())
    add_customer(book, "Ayşe Yılmaz")
    with book.transact("fill") as change:
        keep_thing(book, change, Thing(customer=1, name="oven", service_next=date(2026, 10, 1)))
        promise = make_promise(book, change, 1, "deliver the tins", date(2026, 3, 6))
        keep_promise(book, change, promise.id)
        make_follow_up(
            book, change, 1, "did they arrive?", date(2026, 3, 4), kind="check_in", source="promise", promise=promise.id
        )
        make_follow_up(book, change, 1, "tyres", None, season="12-01..01-15", lead_days=7, on_closed="previous")
    book.log("@ayse > +done 2 they did")
    return book


def test_they_refer_to_what_they_did_in_the_new_book(book: Book, tmp_path: Path) -> None:
    path, other = tmp_path / "book.json", open_book(tmp_path / "other", Clock())
    export_json(book, path)
    for name in ("Somebody", "Zoe"):
        add_customer(other, name)
    with other.transact("fill") as change:
        keep_thing(other, change, Thing(customer=1, name="mixer", service_next=date(2026, 10, 1)))
        make_promise(other, change, 1, "something else", date(2026, 3, 6))
    other.log("@zoe hello")
    import_files(other, [path])
    ayse = other.who("ayse").id
    found = {one.what: one for one in other.follow_ups(ayse, settled=True)}
    assert other.thing(found["oven: service"].thing or 0).name == "oven"
    asked = found["did they arrive?"]
    assert other.promise(asked.promise or 0).what == "deliver the tins"
    assert other.interaction(asked.done_by or 0).text == "they did"
    tyres = found["tyres"]
    assert (tyres.season, tyres.lead_days, tyres.on_closed, tyres.due) == (
        "12-01..01-15", 7, "previous", date(2026, 12, 1),
    )  # fmt: skip
    assert outcome(import_files(other, [path]))[0] == 0, "a second time adds nothing"


@pytest.mark.parametrize(
    ("field", "value"),
    [("season", "13-01..14-01"), ("season", "spring"), ("lead_days", 10**9), ("lead_days", -3), ("on_closed", "never")],
)
def test_what_today_could_not_count_with_is_left_out_with_its_reason(
    book: Book, tmp_path: Path, field: str, value: object
) -> None:
    path, other = tmp_path / "book.json", open_book(tmp_path / "other", Clock())
    export_json(book, path)
    content = json.loads(path.read_bytes())
    for one in content["follow_ups"]:
        if one["what"] == "tyres":
            one[field] = value
    path.write_text(json.dumps(content), encoding="utf-8")
    result = import_files(other, [path])
    (left_out,) = result.skipped
    assert f"“{field}” is not as it should be" in left_out.reason
    assert {one.what for one in other.follow_ups(1, settled=True)} == {"oven: service", "did they arrive?"}


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "nonsense", "freq=weekly", "FREQ=X"]
)
def test_a_rule_that_another_program_wrote_stops_nothing(book: Book, tmp_path: Path, rule: str) -> None:
    path, other = tmp_path / "book.json", open_book(tmp_path / "other", Clock())
    export_json(book, path)
    content = json.loads(path.read_bytes())
    for one in content["follow_ups"]:
        if one["what"] == "oven: service":
            one |= {"rule": rule, "due": "2020-03-04", "counts_from": "plan"}
    path.write_text(json.dumps(content), encoding="utf-8")
    import_files(other, [path])
    rows = read_today(other.agenda(), other.now())["follow_ups"]
    assert [(row["what"], row["missed"]) for row in rows] == [("oven: service", 0)]
