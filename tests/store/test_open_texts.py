"""Texts for everybody: away texts with the next opening, and the answers to frequent questions as one page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from store.book import Book
from store.errors import BookUnavailableError, NotUnderstoodError
from store.open_texts import acknowledgement_texts, away_texts, question_page, write_question_page
from store.phrase_keeping import add_phrase
from store.phrase_values import next_opening
from store.records.phrase import Phrase
from tests.books import Clock, open_book


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    opened = open_book(tmp_path / "book", clock)
    opened.set_shop(
        {
            "language": "en", "name": "<Fırın> & Usta", "owner": "Ayşe", "phone": "0212", "address": "1 High St\nTown",
            "email": "a@b.c", "web": "b.c", "hours.sat": "10:00-14:00",
        }
    )  # fmt: skip
    yield opened
    opened.close()


def keep(book: Book, title: str, text: str, language: str = "en") -> None:
    with book.transact("phrase.add") as change:
        add_phrase(book, change, Phrase(language=language, category="answer", title=title, text=text))


def test_away_texts_say_when_the_shop_opens_next(book: Book, clock: Clock) -> None:
    clock.now += timedelta(hours=10)  # a Wednesday evening
    for one in away_texts(book, "en"):
        assert one.filled.text is not None, one.filled.missing
        assert "{" not in one.filled.text
    (email, *_rest) = away_texts(book, "en", "email")
    assert "Thursday 5 March, 09:00" in (email.filled.text or "")
    assert [one.phrase.key for one in away_texts(book, "en", "phone")] == ["away-phone"]


def test_acknowledgements_promise_an_answer_as_for_a_message_of_now(book: Book, clock: Clock) -> None:
    clock.now += timedelta(hours=10)  # a Wednesday evening
    found = acknowledgement_texts(book, "en")
    assert {one.phrase.category for one in found} == {"ack"}
    for one in found:
        assert one.filled.text is not None, one.filled.missing
    (email, *_rest) = acknowledgement_texts(book, "en", "email")
    assert "Thursday 5 March" in (email.filled.text or "")
    (email, *_rest) = acknowledgement_texts(book, "en", "email", {"promise.due": "monday"})
    assert "Monday 9 March" in (email.filled.text or "")
    for language in ("tr", "ko", "el", "bg"):
        assert all(one.filled.language == language for one in acknowledgement_texts(book, language))


@pytest.mark.parametrize(
    ("hours_on", "expected"),
    [
        (0, "2026-03-05 09:00"),
        (10, "2026-03-05 09:00"),
        (-3, "2026-03-04 09:00"),
        (72, "2026-03-07 10:00"),
        (74, "2026-03-09 09:00"),
    ],
)
def test_the_next_opening(book: Book, clock: Clock, hours_on: int, expected: str) -> None:
    clock.now += timedelta(hours=hours_on)
    opening = next_opening(book)
    assert opening is not None
    assert f"{opening:%Y-%m-%d %H:%M}" == expected


def test_an_afternoon_break_is_no_closing(book: Book) -> None:
    book.set_shop({"hours.wed": "09:00-13:00,14:00-18:00"})
    opening = next_opening(book)
    assert opening is not None
    assert f"{opening:%d %H:%M}" == "05 09:00"


def test_a_shop_that_never_opens_has_no_next_opening(book: Book) -> None:
    book.set_shop({f"hours.{day}": "" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
    assert next_opening(book) is None
    assert all("opens" in one.filled.missing for one in away_texts(book, "en", "email"))


def test_answers_are_one_page_and_what_is_missing_is_left_out(book: Book) -> None:
    page = question_page(book, "en")
    assert page.text.startswith("# \\<Fırın\\> &amp; Usta: Frequent questions\n\n## When are you open?\n")
    assert "Mon-Fri 09:00-18:00, Sat 10:00-14:00" in page.text
    assert "1 High St, Town" in page.text
    assert ("Where can I park?", ("ask.parking",)) in page.left_out
    keep(book, "Where can I park?", "Behind the shop.")
    assert question_page(book, "en").answers == page.answers + 1


def test_hostile_answers_are_text_in_markdown(book: Book) -> None:
    keep(book, "# Evil <b>", "[x](javascript:alert(1))\n- one\n<script>`_*")
    text = question_page(book, "en").text
    assert "## \\# Evil \\<b\\>" in text
    assert "\\[x\\](javascript" in text
    assert "\n\\- one" in text
    assert "<script>" not in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.tags.append(tag)


def test_hostile_answers_are_text_in_html(book: Book) -> None:
    keep(book, "Evil </h2><script>", "<img src=x onerror=alert(1)>\nsecond\n\nnew & paragraph")
    page = question_page(book, "en", "html")
    parser = _Tags()
    parser.feed(page.text)
    assert set(parser.tags) == {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "br"}
    assert '<html lang="en">' in page.text
    assert "<title>&lt;Fırın&gt; &amp; Usta: Frequent questions</title>" in page.text
    assert "new &amp; paragraph" in page.text


def test_answers_older_than_six_months_are_named(book: Book, clock: Clock) -> None:
    keep(book, "Do you deliver?", "Yes.")
    assert question_page(book, "en").stale == ()
    clock.now += timedelta(days=184)
    assert question_page(book, "en").stale == ("Do you deliver?",)


def test_a_page_in_another_language_has_its_words(book: Book) -> None:
    keep(book, "Πού;", "Εδώ.", "el")
    text = question_page(book, "el").text
    assert "Συχνές ερωτήσεις" in text
    assert "When are you open" not in text


def test_the_file_is_written_in_the_form_of_its_name(book: Book, tmp_path: Path) -> None:
    write_question_page(book, tmp_path / "faq.HTML", "en")
    assert (tmp_path / "faq.HTML").read_text(encoding="utf-8").startswith("<!doctype html>")
    write_question_page(book, tmp_path / "faq.md", "en")
    assert (tmp_path / "faq.md").read_text(encoding="utf-8").startswith("# ")
    with pytest.raises(NotUnderstoodError, match=r"neither in \.md nor in \.html"):
        write_question_page(book, tmp_path / "faq.txt", "en")
    with pytest.raises(BookUnavailableError, match="cannot be written"):
        write_question_page(book, tmp_path / "no" / "faq.md", "en")
