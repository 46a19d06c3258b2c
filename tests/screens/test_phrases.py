"""Phrases: by category, found in any spelling, with what became of each; marked, copied, hidden, looked at again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from screens.phrase import PhraseScreen
from screens.phrase_form import PhraseForm
from screens.phrases import PhrasesScreen
from screens.today import TodayScreen
from store.book import Book
from store.packs import Packs, shipped
from store.phrase_keeping import add_phrase
from store.records.customer import Customer
from store.records.phrase import Phrase
from store.replying import Outgoing, log_reply
from tests.books import Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import go_to, put, said
from tests.screens.test_hostile import HOSTILE

CARDS = "Can I pay by card?"
PICKLES = "Turşu ne zaman hazır?"


def added(book: Book, **fields: object) -> str:
    with book.transact("phrase.add") as change:
        return add_phrase(book, change, Phrase(**{"language": "en", **fields})).key  # type: ignore[arg-type]


def replied(book: Book, customer: int, *keys: str) -> None:
    with book.transact("reply.log") as change:
        log_reply(book, change, Outgoing(customer=customer, text="hello", channel="email", phrases=keys))


@pytest.fixture
def wordy(empty_book: Book, clock: Clock) -> Book:
    """A baker's half year of replies: an answer of August, three apologies, and how Ayşe and Zoe felt after those."""
    book = empty_book
    book.set_shop({"name": "Fırın Usta", "owner": "Deniz Usta", "language": "en", "phone": "0212 555 12 34"})
    now = clock.now
    clock.now = now - timedelta(days=200)
    added(book, category="answer", title=CARDS, text="Yes, also for small sums.")
    added(book, language="tr", category="answer", title=PICKLES, text="Cuma günü.")
    with book.transact("customer.add") as change:
        ayse = change.add(Customer(name="Ayşe Yılmaz")).id
        zoe = change.add(Customer(name="Zoe")).id
    clock.now = now - timedelta(days=3)
    replied(book, ayse, "apology-late-ours", "#1")
    replied(book, zoe, "apology-late-ours")
    clock.now += timedelta(hours=2)
    book.log("@ayse /email that was kind :)")
    book.log("@zoe /email still no bread :(")
    clock.now = now
    return book


async def open_phrases(owner: Counter) -> None:
    await owner.press("6")
    assert isinstance(owner.app.screen, PhrasesScreen)
    for _turn in range(40):
        await owner.pilot.pause(0.01)
        if owner.app.screen._uses or not owner.app.screen._is_gathering:
            return


async def look_for(owner: Counter, typed: str) -> None:
    await owner.press("/")
    await owner.type(typed)


async def choose(owner: Counter, key: str, words: str) -> None:
    await owner.press(key)
    await owner.type(words)
    await owner.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_phrases_stand_by_category_with_what_became_of_them(wordy: Book, size: tuple[int, int]) -> None:
    async with counter(wordy, size) as owner:
        await open_phrases(owner)
        await choose(owner, "v", "used")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"phrases-{size[0]}")
        await owner.stand_on("Late, our doing")
        await owner.press("enter")
        assert isinstance(owner.app.screen, PhraseScreen)
        for _turn in range(5):
            await owner.pilot.pause(0.01)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"phrase-{size[0]}")


async def test_a_phrase_tells_how_often_it_went_out_and_how_they_felt_then(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await choose(owner, "v", "used")
        assert "Phrases  2 · English · used so far" in owner.lines[0]
        assert "2 times · last 1 Mar" in owner.line("Late, our doing")
        await owner.stand_on("Late, our doing")
        await owner.press("enter")
        await owner.pilot.pause(0.05)
        assert "2 times, last 1 Mar" in said(owner)
        assert "how they felt when they next wrote: 1 happy, 1 upset" in said(owner)


async def test_a_phrase_is_shown_whole_in_every_variant_and_language(wordy: Book) -> None:
    wordings = {language: shipped().wordings(language)["ack-sms"] for language in ("en", "tr", "ko", "el", "bg")}
    wordy.set_shop({"name": "Usta"})
    async with counter(wordy, (100, 200)) as owner:
        await open_phrases(owner)
        await look_for(owner, "ack sms")
        await owner.press("enter")
        assert isinstance(owner.app.screen, PhraseScreen)
        words = said(owner)
        for wording in wordings.values():
            assert " ".join(wording.text.split()) in words
            assert wording.sms in words
        assert wordings["tr"].familiar in words
        assert "of 160 characters, one message." in words
        assert "of 70 characters, one message" in words, "Korean needs the longer alphabet"
        assert "Korean: text message, familiar" in words
        assert "You hear from me by [by when]. Usta" in words


async def test_what_the_shop_knows_is_filled_and_what_is_asked_for_is_named(wordy: Book) -> None:
    async with counter(wordy, (100, 60)) as owner:
        await open_phrases(owner)
        await look_for(owner, "picking up the phone")
        await owner.press("enter")
        filled, written = owner.text.split("As it is written")
        assert "Hello, this is Deniz Usta at Fırın Usta." in filled
        assert "{owner}" not in filled
        assert "{owner}" in written
        await owner.press("escape")
        await look_for(owner, "where can i park")
        await owner.press("enter")
        assert "[parking]" in owner.text.split("As it is written")[0]


@pytest.mark.parametrize(
    ("shop", "typed", "found"),
    [
        ("en", "sorry our", "Sorry, our doing"),
        ("tr", "ozur", "özür"),
        ("el", "signomi", "Συγγνώμη"),
        ("bg", "izvinete", "Извинете"),
        ("ko", "joesong", "죄송"),
    ],
)
async def test_search_follows_every_key_in_any_spelling(empty_book: Book, shop: str, typed: str, found: str) -> None:
    empty_book.set_shop({"language": shop})
    async with counter(empty_book, (80, 40)) as owner:
        await open_phrases(owner)
        await look_for(owner, typed)
        assert owner.app.screen._shown, owner.text  # type: ignore[attr-defined]
        first = owner.app.screen._shown[0]  # type: ignore[attr-defined]
        assert found in f"{first.title} {first.wording.text}"
        await owner.press("enter")
        assert isinstance(owner.app.screen, PhraseScreen)
        await owner.press("escape", "escape")
        assert "125" in owner.lines[0], "Escape empties the search before it leads back"


async def test_escape_leaves_the_search_then_the_filter_then_the_screen(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await choose(owner, "v", "apology")
        await look_for(owner, "late")
        await owner.press("escape")
        assert owner.app.focused is None
        await owner.press("escape", "escape")
        assert "Phrases  126 · English" in owner.lines[0]
        await owner.press("escape")
        assert isinstance(owner.app.screen, TodayScreen)


async def test_a_slash_on_a_phrase_leads_back_to_the_search_over_all(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await owner.press("enter")
        assert isinstance(owner.app.screen, PhraseScreen)
        await look_for(owner, "pay by card")
        assert isinstance(owner.app.screen, PhrasesScreen)
        assert CARDS in owner.line("›")


async def test_v_shows_another_language_with_the_own_ones_in_it(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await choose(owner, "v", "turkish")
        assert "Phrases  126 · Turkish" in owner.lines[0]
        await choose(owner, "v", "your own")
        assert PICKLES in owner.text
        assert CARDS not in owner.text


async def test_an_answer_of_august_is_to_be_checked_and_d_says_that_it_is_right(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await choose(owner, "v", "to be checked")
        assert "older than 6 months: check" in owner.line(CARDS)
        await owner.stand_on(CARDS)
        await owner.press("d")
        assert "Checked today" in owner.text
        assert CARDS not in "\n".join(owner.lines[:10])
        await owner.press("u")
        assert "older than 6 months: check" in owner.line(CARDS)
        await owner.press("d", "escape")
        await look_for(owner, "pay by card")
        await owner.press("enter")
        assert "Checked 4 Mar" in said(owner)


async def test_o_puts_them_by_what_became_of_them(wordy: Book, clock: Clock) -> None:
    replied(wordy, 1, "thanks-first")
    clock.now += timedelta(hours=1)
    wordy.log("@zoe /email fine :)")
    async with counter(wordy) as owner:
        await open_phrases(owner)
        for words, first in (
            ("most used", "Late, our doing"),
            ("last used", "Thank you"),
            ("upset", "Late, our doing"),
        ):
            await choose(owner, "o", words)
            assert words in owner.lines[0]
            await owner.press("home")
            assert first.split()[0] in owner.line("›")
        await choose(owner, "o", "by category")
        await owner.press("home")
        assert "Hello, by name" in owner.line("›")


async def test_only_answers_are_checked(wordy: Book) -> None:
    before = wordy.sequence
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await owner.stand_on("Hello, by name")
        await owner.press("d")
    assert wordy.sequence == before


async def test_a_favourite_stands_first_in_its_category(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await owner.stand_on("At the counter")
        await owner.press("*")
        assert "A favourite" in owner.text
        await owner.press("home")
        assert "* At the counter" in owner.line("›")
        await owner.press("u")
        await owner.press("home")
        assert "Hello, by name" in owner.line("›")
        await owner.press("space", "space", "*")
        assert "2 rows" in owner.text
        await choose(owner, "v", "favourites")
        assert "Phrases  2 · English · favourites" in owner.lines[0]


async def test_a_shortcut_is_checked_while_it_is_typed_and_finds_its_phrase(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await owner.stand_on("Hello, by name")
        await choose(owner, "S", ";hi")
        assert "Found by ;hi: Hello, by name. u undoes it." in owner.text
        await owner.stand_on("Hello, first time")
        await owner.press("S")
        await owner.type(";hi")
        assert "is that of phrase greeting-name already" in said(owner)
        await owner.press("enter")
        assert owner.app.shown_screen().is_asking
        await owner.press("escape")
        await look_for(owner, ";hi")
        assert "Hello, by name ;hi" in owner.line("›")
        await owner.press("escape", "u")
        assert ";hi" not in "\n".join(owner.lines[2:])


async def test_a_shipped_one_is_hidden_and_comes_back(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await owner.stand_on("At the counter")
        await owner.press("x")
        assert "take it out" not in owner.text, "it came with Regulars"
        await owner.press("enter")
        assert "Phrases  125 · English" in owner.lines[0]
        assert "At the counter  " not in owner.text
        await choose(owner, "v", "hidden")
        assert "Phrases  1 · English · hidden" in owner.lines[0]
        await owner.press("x", "enter", "escape")
        assert "Phrases  126 · English" in owner.lines[0]


async def test_ones_own_is_taken_out_and_undone(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await choose(owner, "v", "your own")
        await owner.stand_on(CARDS)
        await owner.press("enter", "x", "enter")
        assert "no longer in the book" in said(owner)
        await owner.press("u")
        assert CARDS in owner.lines[0]


async def test_e_on_a_shipped_one_makes_a_copy_and_says_so(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await owner.stand_on("Hello, by name")
        await owner.press("e")
        assert isinstance(owner.app.screen, PhraseForm)
        assert "Your copy of greeting-name" in owner.lines[0]
        assert "The one that came with Regulars stays as it is." in said(owner)
        await put(owner, "title", "Hello from Fırın")
        await owner.press("f2")
        assert "your copy. The one that came with Regulars stays." in said(owner)
        assert "Phrases  127 · English" in owner.lines[0]
        assert "your own" in owner.line("Hello from Fırın  ")
        assert "Hello, by name" in owner.text
        await owner.press("u")
        assert "Phrases  126 · English" in owner.lines[0]


async def test_a_new_one_is_checked_where_it_is_typed(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await choose(owner, "v", "thanks")
        await owner.press("N")
        await put(owner, "title", "Thank you, gift")
        await go_to(owner, "text")
        await owner.type("Thank you, {nam}!")
        await owner.press("tab")
        assert "There is no placeholder {nam}, at character 12. Did you mean {name}?" in said(owner)
        await owner.press("shift+tab", *["backspace"] * 6)
        await owner.type("{name")
        await owner.press("f2")
        assert "1 field needs another look" in said(owner)
        await owner.type("|there}!")
        await owner.press("enter")
        await owner.type("Come again.")
        await go_to(owner, "shortcut")
        await owner.type(";ty")
        await go_to(owner, "sms")
        await owner.type("Thanks, {name|you}!")
        assert "of 160 characters, one message." in said(owner)
        await owner.press("f2")
        assert "Kept: Thank you, gift. u undoes it." in owner.text
        phrase = next(one for one in wordy.phrases() if one.title == "Thank you, gift")
        assert (phrase.category, phrase.language, phrase.shortcut) == ("thanks", "en", "ty")
        assert phrase.text == "Thank you, {name|there}!\nCome again."


async def test_a_form_that_is_left_waits_on_today_with_all_that_stood_in_it(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await owner.stand_on("Hello, by name")
        await owner.press("e")
        await put(owner, "title", "Hello from Fırın")
        await owner.press("escape")
        assert "It waits on Today" in said(owner)
        await owner.press("1")
        await owner.stand_on("Hello from Fırın")
        await owner.press("enter")
        assert isinstance(owner.app.screen, PhraseForm)
        assert "Your copy of greeting-name" in owner.lines[0]
        await owner.press("f2")
        kept = next(one for one in wordy.phrases() if one.title == "Hello from Fırın")
        assert kept.shipped == "greeting-name"
        assert kept.text == shipped().wordings("en")["greeting-name"].text
        assert not wordy.drafts()


async def test_ones_own_is_changed_in_its_form(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await look_for(owner, "pay by card")
        await owner.press("escape", "e")
        assert "Phrase: Can I pay by card?" in owner.lines[0]
        await put(owner, "shortcut", ";card")
        await owner.press("f2")
        assert "Saved: Can I pay by card?. u undoes it." in owner.text
        assert wordy.phrase(1).shortcut == "card"
        await owner.press("u")
        assert wordy.phrase(1).shortcut == ""


async def test_what_is_wrong_in_a_pack_is_one_quiet_line(wordy: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        "index.toml": '[hello]\ncategory = "greeting"\n[bye]\ncategory = "closing"\n',
        "en.toml": 'language = "en"\nversion = 1\n[phrases.hello]\ntitle = "Hello"\ntext = "Hello {nam}"\n'
        '[phrases.bye]\ntitle = "Bye"\ntext = "Bye."\n',
    }
    broken = Packs(texts.get)
    for module in ("store.phrases", "screens.phrases", "screens.phrase_lines"):
        monkeypatch.setattr(f"{module}.shipped", lambda: broken)
    async with counter(wordy) as owner:
        await open_phrases(owner)
        assert "en.toml" in owner.line("hello")
        assert "Bye" in owner.text, "the rest holds"


async def test_hostile_words_are_only_words(empty_book: Book) -> None:
    for number, text in enumerate(HOSTILE):
        added(
            empty_book, category="closing", title=text, text=f"{text[:50].replace('{', '').replace('}', '')} {number}"
        )
    for size in SIZES:
        async with counter(empty_book, size) as owner:
            await open_phrases(owner)
            await choose(owner, "v", "your own")
            for _row in range(len(HOSTILE)):
                assert_fits(owner.lines, size)
                await owner.press("enter")
                assert_fits(owner.lines, size)
                await owner.press("escape", "down")


async def test_the_marks_of_a_reader_go_with_what_is_gone(wordy: Book) -> None:
    async with counter(wordy) as owner:
        await open_phrases(owner)
        await choose(owner, "v", "your own")
        await owner.press("space")
        assert owner.app.screen.marked  # type: ignore[attr-defined]
        with wordy.transact("phrase.drop") as change:
            change.drop(wordy.phrase(1))
        owner.app.book_changed()
        await owner.pilot.pause()
        assert not owner.app.screen.marked  # type: ignore[attr-defined]
