"""Texts for everybody: shown whole with the next opening, what is missing asked for, sent out; the answers' page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from screens.open_texts import OpenTextsScreen
from store.book import Book
from store.phrase_keeping import add_phrase
from store.records.phrase import Phrase
from tests.books import Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import said


@pytest.fixture
def shop(empty_book: Book) -> Book:
    empty_book.set_shop({"name": "Fırın Usta", "language": "en", "phone": "0212 555 12 34"})
    return empty_book


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


async def open_texts(owner: Counter) -> None:
    await owner.press("O")
    assert isinstance(owner.app.screen, OpenTextsScreen)


async def choose(owner: Counter, key: str, words: str) -> None:
    await owner.press(key)
    await owner.type(words)
    await owner.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_every_text_is_shown_whole(shop: Book, size: tuple[int, int]) -> None:
    async with counter(shop, size) as owner:
        await open_texts(owner)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"open-texts-{size[0]}")
        await owner.press("end")
        assert_fits(owner.lines, size)


async def test_the_next_opening_is_worked_out_and_follows_the_clock_and_the_hours(shop: Book, clock: Clock) -> None:
    clock.now += timedelta(hours=10)
    async with counter(shop, (80, 60)) as owner:
        await open_texts(owner)
        assert "I'm open again from Thursday 5 March, 09:00" in said(owner)
        clock.now += timedelta(days=1)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "I'm open again from Friday 6 March, 09:00" in said(owner)
        shop.set_shop({"hours.fri": "11:30-18:00"})
        owner.app.book_changed()
        await owner.pilot.pause()
        assert "I'm open again from Friday 6 March, 11:30" in said(owner)


async def test_what_is_missing_is_asked_for_and_nothing_goes_out_before(
    shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    async with counter(shop, (80, 60)) as owner:
        monkeypatch.setattr(owner.app, "copy_to_clipboard", sent.append)
        await open_texts(owner)
        assert "Missing: your name. Enter asks for it." in said(owner)
        await owner.press("enter")
        assert "your name" in owner.line("What stands here")
        await owner.press("escape")
        assert sent == []
        await owner.press("enter")
        await owner.type("Deniz {name}")
        await owner.press("enter")
        assert "How does it go out?" in owner.text
        await owner.press("enter")
        assert "Sent to your terminal's clipboard. If it does not arrive there" in said(owner)
        assert len(sent) == 1
        assert sent[0].startswith("Thank you for your mail. This reply is automatic;")
        assert sent[0].endswith("Deniz {name}, Fırın Usta"), "what is typed is text"
        await owner.stand_on("Away: phone announcement")
        await owner.press("enter")
        assert "How does it go out?" in owner.text, "asked once, known for all"


async def test_it_is_shown_on_a_plain_screen(shop: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    plain: list[str] = []
    monkeypatch.setattr("screens.handing_out_screen.show_on_plain_screen", plain.append)

    @contextmanager
    def suspended() -> Iterator[None]:
        yield

    async with counter(shop, (80, 60)) as owner:
        monkeypatch.setattr(owner.app, "suspend", suspended)
        await open_texts(owner)
        await owner.stand_on("Away: text message")
        await owner.press("enter")
        await owner.type("show")
        await owner.press("enter")
    assert plain == [
        "Thanks for your message. The shop is closed; open again from Thursday, 09:00. I'll answer then. Fırın Usta"
    ]


async def test_it_is_written_to_a_file_and_over_another_only_when_told(shop: Book, home: Path) -> None:
    async with counter(shop, (80, 60)) as owner:
        await open_texts(owner)
        await owner.stand_on("Away: text message")
        for _time in range(2):
            await owner.press("enter")
            await owner.type("write")
            await owner.press("enter", "enter")
        path = home / "away-sms.txt"
        assert path.read_text(encoding="utf-8").startswith("Thanks for your message.")
        assert path.stat().st_mode & 0o777 == 0o600
        assert "A file stands there already." in owner.text
        await owner.press("escape")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("turkish", "5 Mart Perşembe"),
        ("korean", "3월 5일 목요일"),
        ("greek", "Πέμπτη 5 Μαρτίου"),
        ("bulgarian", "четвъртък, 5 март"),
    ],
)
async def test_v_shows_them_in_another_language_and_for_one_channel(shop: Book, language: str, words: str) -> None:
    async with counter(shop, (80, 100)) as owner:
        await open_texts(owner)
        await choose(owner, "v", language)
        assert words in said(owner)
        await choose(owner, "v", "letter")
        assert f"{language.capitalize()} · letter" in owner.lines[0]
        texts = owner.app.screen._texts  # type: ignore[attr-defined]
        assert [one.phrase.key for one in texts] == ["ack-letter", "ack-complaint"]
        await owner.press("escape", "escape")
        assert "Texts for everybody  English" in owner.lines[0]
        await owner.press("escape")
        assert not isinstance(owner.app.screen, OpenTextsScreen)


async def test_the_palette_leads_there(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.press(":")
        await owner.pilot.pause()
        await owner.type("texts for everybody")
        for _turn in range(20):
            await owner.pilot.pause(0.02)
        await owner.press("enter")
        for _turn in range(10):
            await owner.pilot.pause(0.02)
        assert isinstance(owner.app.screen, OpenTextsScreen)


async def test_the_answers_are_written_as_a_page_and_what_is_left_out_is_said(
    shop: Book, home: Path, clock: Clock
) -> None:
    now = clock.now
    clock.now = now - timedelta(days=200)
    with shop.transact("phrase.add") as change:
        add_phrase(
            shop, change, Phrase(language="en", category="answer", title="Do you bake <rye>?", text="Yes, on Fridays.")
        )
    clock.now = now
    async with counter(shop) as owner:
        await owner.press("6", "P", "enter")
        path = home / "questions.html"
        page = path.read_text(encoding="utf-8")
        assert "<h2>Do you bake &lt;rye&gt;?</h2>" in page
        assert "answers written to" in said(owner)
        assert "are left out, since something is missing in them" in said(owner)
        assert "1 is older than six months; v shows it." in said(owner)
        await owner.press("P", "enter")
        assert "A file stands there already." in owner.text
        await owner.type("leave")
        await owner.press("enter")
        await owner.press("P")
        await owner.type("~/answers.txt")
        assert "ends neither in .md nor in .html" in said(owner)
        await owner.press("enter")
        assert owner.app.shown_screen().is_asking
        await owner.press(*["backspace"] * 3)
        await owner.type("md")
        await owner.press("enter")
    assert (home / "answers.md").read_text(encoding="utf-8").startswith("# Fırın Usta: Frequent questions")


async def test_the_page_is_in_the_language_that_is_shown(shop: Book, home: Path) -> None:
    async with counter(shop) as owner:
        await owner.press("6")
        await choose(owner, "v", "greek")
        await owner.press("P", "enter")
    assert 'lang="el"' in (home / "questions.html").read_text(encoding="utf-8")
