"""`regulars log`, `find` and `show`: from the counter into the book, and found again."""

from __future__ import annotations

from itertools import count

import pytest

from store.book import Book
from store.errors import BookReadOnlyError
from tests.tui.conftest import NOW, Run

CLAMP = "@ayse /phone :( oven door squeaks !complaint #oven +promise fri 17:00: send a hinge +follow 2 weeks: ask"


def test_one_line_saves_contact_promise_and_follow_up(shop: Run) -> None:
    said = shop("log", CLAMP)
    assert said.out == (
        "Saved for Ayşe Yılmaz: interaction 1; conversation 1; promise 1, due Friday 6 March, 17:00: send a hinge; "
        "follow-up 1, Wednesday 18 March: ask.\n"
    )
    shown = shop("show", "ayse", "--json").json
    assert shown["customer"]["name"] == "Ayşe Yılmaz"
    (entry,) = shown["timeline"]
    assert (
        entry.items()
        >= {
            "id": 1,
            "when": NOW,
            "direction": "in",
            "channel": "phone",
            "kind": "complaint",
            "mood": "upset",
            "text": "oven door squeaks",
            "tags": ["oven"],
            "conversation": 1,
            "customer": 1,
            "customer_name": "Ayşe Yılmaz",
        }.items()
    )
    assert [one["due"] for one in shown["promises"]] == ["2026-03-06T17:00:00+03:00"]
    assert [one["due"] for one in shown["follow_ups"]] == ["2026-03-18"]
    assert [one["status"] for one in shown["conversations"]] == ["open"]


def test_json_is_one_document_or_one_for_each_customer(shop: Run) -> None:
    assert shop("log", CLAMP, "--json").json == {
        "customer": 1,
        "customer_name": "Ayşe Yılmaz",
        "interaction": 1,
        "conversation": 1,
        "promises": [1],
        "follow_ups": [1],
    }
    both = shop("log", "@1 @2 > /letter the shop has moved", "--json").json
    assert [(one["customer"], one["conversation"]) for one in both] == [(1, 1), (2, None)]
    shop("undo")
    assert len(shop("show", "1", "--json").json["timeline"]) == 1


def test_words_need_no_quotes_where_the_shell_leaves_them_alone(shop: Run) -> None:
    assert shop("log", "@ayse", "/phone", "was", "here").status == 0
    assert "phone: was here" in shop("show", "ayse").out


def test_a_longer_text_comes_from_standard_input(shop: Run) -> None:
    mail = "Dear shop,\n\n  is my oven ready?\n+promise is just a word here\n\nAyşe\n"
    assert shop("log", "@ayse /email", "--text", "-", text=mail).status == 0
    assert shop("show", "1", "--json").json["timeline"][0]["text"] == mail.strip("\n")
    failed = shop("log", "@ayse /email", "--text", "-", text=b"caf\xe9")
    assert failed.status == 2
    assert "UTF-8" in failed.err


def test_each_line_of_standard_input_is_saved_by_itself(shop: Run) -> None:
    said = shop("log", "-", text="@ayse /phone one\n\n@nobody /phone two\n@2 /phone three\n@2 /fone four\n")
    assert said.status == 1
    assert said.out.count("Saved for") == 2
    assert said.err.splitlines() == [
        "Line 3 was not saved: No customer is called “nobody”. To add one, log a line with @new and the name.",
        said.err.splitlines()[1],
    ]
    assert said.err.splitlines()[1].startswith("Line 5 was not saved: ")
    assert "/phone" in said.err
    shop("undo")
    assert shop("find", "three", "--json").json == []
    assert len(shop("find", "one", "--json").json) == 1


def test_where_every_line_is_refused_nothing_is_printed(shop: Run) -> None:
    refused = shop("log", "-", "--json", text="@nobody one\n")
    assert (refused.status, refused.out) == (2, "")
    assert shop("log", "-", "--json", text="").json == []
    assert shop("log", "-", text=b"@ayse caf\xe9\n").status == 2
    assert shop("log", "-", "--text", "-", text="").status == 2


@pytest.mark.parametrize(("saved_before", "status"), [(1, 1), (0, 3)])
def test_a_disk_that_fills_up_halfway_leaves_what_was_saved(
    shop: Run, monkeypatch: pytest.MonkeyPatch, saved_before: int, status: int
) -> None:
    save, lines = Book.log, count()

    def fill_up(book: Book, line: str) -> object:
        if next(lines) == saved_before:
            raise BookReadOnlyError("Saving failed: No space left on device.")
        return save(book, line)

    monkeypatch.setattr(Book, "log", fill_up)
    said = shop("log", "-", "--json", text="@1 /phone one\n@1 /phone two\n@1 /phone three\n")
    assert said.status == status
    assert "No space left on device" in said.err
    assert said.err.count("\n") == 1
    assert len(shop("show", "1", "--json").json["timeline"]) == saved_before


def test_what_cannot_be_saved_changes_nothing(shop: Run) -> None:
    for line in ("@ayse /phone +promise yesterday: call", "@ayse /phone +promise 10/11: call", "@ayse", "@ayse =99 hm"):
        assert shop("log", line).status == 2
    assert shop("show", "1", "--json").json["timeline"] == []


def test_finding_customers_and_history_by_any_spelling(shop: Run) -> None:
    shop("log", CLAMP)
    assert [one["customer"] for one in shop("find", "giorgos", "--json").json] == [2]
    assert [one["customer"] for one in shop("find", "05321234567", "--json").json] == [1]
    (history,) = shop("find", "squeaks", "--json").json
    assert history.items() >= {"customer": 1, "name": "Ayşe Yılmaz", "where": "history"}.items()
    assert "oven door squeaks" in history["excerpt"]
    listed = shop("find", "ayşe").out.splitlines()
    assert listed[0].split() == ["No", "Customer", "Found", "in"]
    assert listed[1].startswith("1   Ayşe Yılmaz  name")
    assert shop("find", "zzzz") == (0, "Nothing is found.\n", "")


def test_show_takes_anything_that_names_one_customer(shop: Run) -> None:
    for who in ("1", "ayşe", "AYSE YILMAZ", "+90 532 123 45 67", "yıl"):
        assert shop("show", who).out.startswith("1 Ayşe Yılmaz\n")
    for words in (["Ayşe", "Yılmaz"], ["--json", "Ayşe", "Yılmaz"]):
        assert "Ayşe Yılmaz" in shop("show", *words).out
    assert shop("show", "giorgos@example.org", "--json").json["customer"]["id"] == 2


def test_show_prints_a_customer_whole(shop: Run) -> None:
    shop(
        *("customer", "edit", "1", "--call-by", "Ayşe Hanım", "--recognise-by", "red bicycle", "--language", "tr"),
        *("--phone", "home: 0532 123 45 67", "--date", "birthday=4 march", "--allowance", "visits=5/2"),
        *("--note", "two lines\nof a note", "--referred-by", "2", "--do-not-contact", "--tag", "oven"),
    )
    shop("log", CLAMP)
    out = shop("show", "1").out
    for line in (
        "Do not contact them.",
        "Call them: Ayşe Hanım",
        "Recognise them by: red bicycle",
        "home: 0532 123 45 67",
        "Language: Turkish",
        "visits: 3 of 5 left",
        "birthday: 4 March",
        "Referred by: Γιώργος Παπαδόπουλος",
        "Note: two lines\n  of a note",
        "1 today, 09:30 < phone: complaint: oven door squeaks :( #oven",
    ):
        assert f"\n{line}\n" in out
    assert "send a hinge" in out
    assert "There is no contact in the history yet." in shop("show", "2").out


def test_show_lists_the_last_twenty_contacts_and_all_on_request(shop: Run) -> None:
    shop("log", "-", text="".join(f"@1 /phone number {number}\n" for number in range(25)))
    assert "… and 5 more; --all shows them." in shop("show", "1").out
    assert "number 24" in shop("show", "1").out
    assert "number 0" not in shop("show", "1").out
    assert "number 0" in shop("show", "1", "--all").out
    assert len(shop("show", "1", "--json").json["timeline"]) == 25
