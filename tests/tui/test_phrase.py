"""`regulars phrase`, to the letter of the contract."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from store.book import Book
from store.packs import Packs, shipped
from store.replying import Outgoing, log_reply
from tests.tui.conftest import Run


@pytest.fixture
def words(shop: Run) -> Run:
    """The shop with a name and an owner; Γιώργος is Greek and has complained by e-mail."""
    shop("shop", "set", "name=Kneipp", "owner=Ayşe", "language=en", "phone=0212 1")
    shop("customer", "edit", "2", "--language", "el")
    shop("log", "@γιώργος /email το ψωμί δεν ήρθε :( !complaint", now="2026-03-02T09:30:00+03:00")
    return shop


def test_list_has_every_phrase_in_a_language(words: Run) -> None:
    listed = words("phrase", "list", "--language", "tr", "--json")
    assert listed.status == 0
    assert len(listed.json) >= 90
    row = next(one for one in listed.json if one["id"] == "apology-late-ours")
    assert row.keys() >= {"id", "language", "formality", "text", "missing"}
    assert (row["language"], row["category"], row["cause"]) == ("tr", "apology", "ours")
    shown = words("phrase", "list")
    assert "apology-late-ours" in shown.out
    assert shown.err == ""


def test_list_can_be_narrowed(words: Run) -> None:
    categories = {one["category"] for one in words("phrase", "list", "--category", "ack", "--json").json}
    assert categories == {"ack"}
    found = words("phrase", "list", "--find", "parking", "--json")
    assert found.json[0]["id"] == "answer-parking"
    assert words("phrase", "list", "--language", "xx").status == 2


def test_list_says_how_often_when_last_and_how_they_felt(words: Run, folder: Path) -> None:
    book = Book.open(folder, clock=lambda: datetime.fromisoformat("2026-03-03T10:00:00+03:00"))
    with book.transact("reply.log") as change:
        log_reply(book, change, Outgoing(customer=2, text="Συγγνώμη", channel="email", phrases=("apology-ours",)))
    book.close()
    words("log", "@γιώργος /email ευχαριστώ :)", now="2026-03-03T12:00:00+03:00")
    line = next(one for one in words("phrase", "list").out.splitlines() if one.startswith("apology-ours "))
    assert line.split("  ")[-1].strip() == "1 happy"
    assert " 1  " in line
    assert "yesterday" in line
    row = next(one for one in words("phrase", "list", "--json").json if one["id"] == "apology-ours")
    assert (row["uses"], row["mood_after"]["happy"], row["last_used"]) == (1, 1, "2026-03-03T10:00:00+03:00")
    again = words("phrase", "fill", "apology-ours", "--customer", "2", "--channel", "email")
    assert "They got this very phrase already: yesterday." in again.err


def test_what_is_wrong_in_a_pack_is_said_and_the_rest_is_listed(words: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {name: shipped()._read(name) for name in ("index.toml", "en.toml")}
    texts["en.toml"] = (texts["en.toml"] or "").replace('title = "Hello, by name"', 'title = "Hello', 1)
    monkeypatch.setattr("tui.commands.phrase.shipped", lambda: broken)
    monkeypatch.setattr("store.phrases.shipped", lambda: broken)
    broken = Packs(texts.get)
    listed = words("phrase", "list", "--json")
    assert listed.status == 1
    assert listed.err.startswith("en.toml, line ")
    assert "greeting-name" in listed.err
    ids = [one["id"] for one in listed.json]
    assert "greeting-name" not in ids
    assert "greeting-first" in ids


def test_show_gives_the_words_as_they_are_written(words: Run) -> None:
    shown = words("phrase", "show", "apology-late-ours")
    assert "{item|your order}" in shown.out
    assert words("phrase", "show", "apology-late-ours", "--json").json["text"].startswith("I'm late with {item|")
    wrong = words("phrase", "show", "apology-late-our")
    assert (wrong.status, "Did you mean apology-late-ours?" in wrong.err) == (2, True)


def test_fill_gives_the_text_in_the_customers_language(words: Run) -> None:
    filled = words("phrase", "fill", "apology-late-ours", "--customer", "γιώργος", "--json")
    assert filled.status == 0
    assert (filled.json["language"], filled.json["formality"], filled.json["missing"]) == ("el", "formal", [])
    assert "2 ημέρες" in filled.json["text"]
    assert words("phrase", "fill", "apology-late-ours", "--customer", "2").out.count("\n\n") == 1


def test_fill_with_something_missing_is_done_in_part(words: Run) -> None:
    filled = words("phrase", "fill", "apology-price-ours", "--customer", "1", "--json")
    assert (filled.status, filled.json["text"], filled.json["missing"]) == (1, None, ["amount"])
    assert "amount is missing" in filled.err
    plain = words("phrase", "fill", "apology-price-ours", "--customer", "1")
    assert (plain.status, plain.out) == (1, "")


def test_set_fills_what_is_missing(words: Run) -> None:
    words("shop", "set", "currency=EUR")
    filled = words("phrase", "fill", "apology-price-ours", "--customer", "1", "--set", "amount=12,50", "--json")
    assert filled.status == 0
    assert "€12.50" in filled.json["text"]
    due = words(
        "phrase",
        "fill",
        "apology-late-ours-date",
        "--customer",
        "1",
        "--set",
        "due=fri 17:00",
        "--language",
        "en",
        "--json",
    )
    assert "Friday 6 March, 17:00" in due.json["text"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("amuont=3", "Did you mean {amount}?"),
        ("amount", "is not KEY=VALUE"),
        ("due=never ever", "no time that can be read"),
    ],
)
def test_what_cannot_be_set_is_refused(words: Run, given: str, sentence: str) -> None:
    refused = words("phrase", "fill", "apology-price-ours", "--customer", "1", "--set", given)
    assert refused.status == 2
    assert sentence in refused.err


def test_hostile_values_stay_text(words: Run) -> None:
    words("customer", "add", "--name", "{name} {item:acc|x}\x1b[31m")
    filled = words(
        "phrase", "fill", "greeting-name", "--customer", "3", "--channel", "email", "--language", "en", "--json"
    )
    assert filled.json["text"] == "Hello {name} {item:acc|x},"


def test_a_language_without_a_pack_falls_back_and_says_so(words: Run) -> None:
    words("customer", "edit", "1", "--language", "fr")
    filled = words("phrase", "fill", "greeting-name", "--customer", "1", "--json")
    assert filled.json["language"] == "en"
    assert "this is English" in filled.err


def test_add_keeps_an_own_phrase_and_undo_takes_it_back(words: Run) -> None:
    added = words(
        "phrase", "add", "--category", "apology", "--cause", "ours", "--title", "Mine", "--text", "Sorry, {name}!",
        "--shortcut", ";sorry", "--json",
    )  # fmt: skip
    assert (added.status, added.json["id"], added.json["shortcut"]) == (0, 1, "sorry")
    assert words("phrase", "fill", ";sorry", "--customer", "1").out == "Sorry, Ayşe Yılmaz!\n"
    assert words("undo").status == 0
    assert words("phrase", "show", "1").status == 2


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--text", "Hello"], "Give its category"),
        (["--category", "apology"], "Write the words"),
        (["--category", "apology", "--text", "{nmae}"], "Did you mean {name}?"),
        (["--category", "apology", "--text", "{name"], "is not closed"),
        (["--category", "sorry", "--text", "x"], "is none of greeting"),
    ],
)
def test_what_cannot_be_kept_is_refused(words: Run, more: list[str], sentence: str) -> None:
    refused = words("phrase", "add", *more)
    assert refused.status == 2
    assert sentence in refused.err
    assert words("phrase", "show", "1").status == 2


def test_edit_of_a_shipped_one_makes_a_copy_and_the_shipped_one_stays(words: Run) -> None:
    edited = words("phrase", "edit", "closing-regards", "--text", "Bye, {owner}", "--json")
    assert (edited.json["id"], edited.json["shipped"], edited.json["language"]) == (1, "closing-regards", "en")
    assert words("phrase", "show", "closing-regards", "--json").json["text"] != "Bye, {owner}"
    again = words("phrase", "edit", "1", "--title", "Bye")
    assert again.out == "Changed: Bye; phrase #1.\n"
    assert words("phrase", "drop", "1").status == 0
    assert words("phrase", "drop", "closing-regards").status == 2


def test_the_words_can_come_by_standard_input(words: Run) -> None:
    text = "Hello {name},\n\nthe {item} is here.\n"
    words("phrase", "add", "--category", "update", "--title", "Here", "--text", "-", text=text)
    filled = words("phrase", "fill", "1", "--customer", "1", "--language", "en", "--set", "item=oven")
    assert filled.out == "Hello Ayşe Yılmaz,\n\nthe oven is here.\n"


def test_marks_of_a_shipped_one(words: Run) -> None:
    marked = words("phrase", "edit", "closing-call", "--favourite", "yes", "--shortcut", ";bye", "--json")
    assert (marked.json["id"], marked.json["favourite"], marked.json["shortcut"]) == ("closing-call", True, "bye")
    assert words("phrase", "list", "--category", "closing", "--json").json[0]["id"] == "closing-call"
    words("phrase", "edit", ";bye", "--hidden", "yes")
    hidden = [one["id"] for one in words("phrase", "list", "--category", "closing", "--json").json]
    assert "closing-call" not in hidden
    shown = [one["id"] for one in words("phrase", "list", "--category", "closing", "--all", "--json").json]
    assert "closing-call" in shown
    assert words("phrase", "edit", "closing-call").status == 2
    assert words("phrase", "edit", "closing-call", "--favourite", "maybe").status == 2


def test_an_answer_that_was_found_right_says_so(words: Run) -> None:
    words("phrase", "add", "--category", "answer", "--title", "Parking?", "--text", "Behind the shop.")
    later = "2026-10-04T09:30:00+03:00"
    assert words("phrase", "show", "1", "--json", now=later).json["stale"] is True
    assert "not looked at for six months" in words("phrase", "list", "--category", "answer", now=later).out
    assert words("phrase", "edit", "1", "--checked", "--json", now=later).json["stale"] is False


def test_a_page_of_answers(words: Run, tmp_path: Path) -> None:
    page = words("phrase", "page", str(tmp_path / "faq.html"), "--language", "el", "--json")
    assert page.status == 1
    assert page.json["written"] >= 3
    assert "Left out: “Πού είστε;”. Missing: address." in page.err
    assert '<html lang="el">' in (tmp_path / "faq.html").read_text(encoding="utf-8")
    assert words("phrase", "page", str(tmp_path / "faq.doc")).status == 2
    assert words("phrase", "page", str(tmp_path / "none" / "faq.md")).status == 3


def test_away_texts(words: Run) -> None:
    away = words("phrase", "away", "--language", "en", "--json")
    assert {one["id"] for one in away.json} >= {"away-email", "away-sms"}
    email = words("phrase", "away", "--language", "bg", "--channel", "email")
    assert "четвъртък, 5 март" in email.out
    arrived = words("phrase", "away", "--language", "en", "--channel", "chat", "--arrived", "--json")
    assert {one["id"] for one in arrived.json} == {"ack-chat", "ack-complaint"}
    assert "you hear from me by Thursday" in arrived.json[0]["text"]
