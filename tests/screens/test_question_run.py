"""Questions run through at the counter: question, answer, next; left and taken up; logged in their words, one undo."""

from __future__ import annotations

import pytest

from screens.phrases import PhrasesScreen
from screens.question_run_screen import QuestionRunScreen
from screens.today import TodayScreen
from store.book import Book
from store.packs import shipped
from store.phrase_keeping import add_phrase
from store.records.phrase import Phrase
from tests.books import Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import said
from tests.screens.test_hostile import HOSTILE

HINGE = "send a new hinge"


async def begin(owner: Counter, words: str = "a complaint") -> None:
    """Run through a set with the customer of the row under the cursor."""
    await owner.press("A")
    assert "Run through which questions?" in owner.text
    await owner.type(words)
    await owner.press("enter")
    assert isinstance(owner.app.screen, QuestionRunScreen), owner.text


def answer_field(owner: Counter) -> str:
    screen = owner.app.screen
    assert isinstance(screen, QuestionRunScreen)
    return screen.field.typed


@pytest.fixture
def shop(book: Book) -> Book:
    book.set_shop({"language": "en"})
    return book


async def test_from_a_row_of_today_to_an_entry_in_their_words_with_one_undo(shop: Book) -> None:
    before = len(shop.timeline(1))
    async with counter(shop) as owner:
        await owner.stand_on(HINGE)
        await begin(owner)
        questions = shipped().wordings("tr")["questions-complaint"].questions
        assert " ".join(questions[0].split()) in said(owner), "Ayşe is asked in Turkish"
        assert "1 of" in owner.lines[0]
        assert "A complaint · Turkish" in owner.lines[0], "the set is named in the shop's language"
        await owner.type("it squeaked on sunday")
        await owner.press("enter", "tab")
        await owner.type("louder than the mixer")
        await owner.press("f2")
        assert "How did you ask?  2 answers" in owner.text
        await owner.type("phone")
        await owner.press("enter")
        await owner.type("upset")
        await owner.press("enter")
        assert isinstance(owner.app.screen, TodayScreen)
        assert "Logged: what Ayşe Yılmaz said. u undoes it." in said(owner)
        entry = shop.timeline(1)[0]
        assert entry.words == ("it squeaked on sunday", "louder than the mixer")
        assert (entry.direction, entry.channel, entry.mood) == ("in", "phone", "upset")
        assert entry.phrases == ("questions-complaint",)
        assert entry.conversation == 1, "it belongs to the matter of the row"
        assert questions[2] in entry.text
        assert questions[1] not in entry.text, "what was skipped is not there"
        assert not shop.drafts()
        await owner.press("u")
        assert len(shop.timeline(1)) == before


async def test_enter_goes_on_and_behind_the_last_question_logs(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.press("2")
        await owner.stand_on("Γιώργος")
        await begin(owner, "taking in a repair")
        count = len(shipped().wordings("el")["questions-repair"].questions)
        for number in range(count):
            assert f"{number + 1} of {count}" in owner.lines[0]
            await owner.type(f"answer {number}")
            await owner.press("enter")
        await owner.press("enter", "enter")
        entry = shop.timeline(2)[0]
        assert entry.words == tuple(f"answer {number}" for number in range(count))
        assert (entry.channel, entry.mood) == ("counter", "")


async def test_back_and_on_again_keeps_what_was_answered(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.stand_on(HINGE)
        await begin(owner)
        await owner.type("first")
        await owner.press("tab")
        await owner.type("second")
        await owner.press("shift+tab")
        assert answer_field(owner) == "first"
        assert "2. " in owner.text
        assert "second" in owner.text
        await owner.press("up")
        assert "1 of" in owner.lines[0]
        await owner.press("down")
        assert answer_field(owner) == "second"
        for _step in range(9):
            await owner.press("tab")
        assert "That was the last question. F2 logs what they said." in said(owner)


async def test_keys_that_arrive_together_do_their_work_in_turn(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.stand_on(HINGE)
        await begin(owner)
        await owner.arrive(*"one", "enter", *"two", "tab", *"three", "shift+tab")
        assert owner.app.screen.run.answers[:3] == ("one", "two", "three")  # type: ignore[attr-defined]
        assert answer_field(owner) == "two"


async def test_left_in_the_middle_it_waits_on_today_and_goes_on_where_it_was(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.stand_on(HINGE)
        await begin(owner)
        await owner.type("on sunday")
        await owner.press("enter")
        await owner.type("half an ans")
        await owner.press("escape")
        assert isinstance(owner.app.screen, TodayScreen)
        assert "Parked: Questions: A complaint. It waits on Today." in said(owner)
        await owner.stand_on("Questions: A complaint")
        await owner.press("enter")
        assert isinstance(owner.app.screen, QuestionRunScreen)
        assert "2 of" in owner.lines[0]
        assert answer_field(owner) == "half an ans"
        await owner.type("wer")
        await owner.press("f2")
        await owner.press("enter", "enter")
        assert shop.timeline(1)[0].words == ("on sunday", "half an answer")
        assert shop.timeline(1)[0].conversation == 1
        assert not shop.drafts(), "what was parked goes with it"
        await owner.press("u")
        assert len(shop.drafts()) == 1, "and comes back with the undo"


async def test_left_without_an_answer_nothing_is_parked_and_nothing_logged(shop: Book) -> None:
    before = shop.sequence
    async with counter(shop) as owner:
        await owner.stand_on(HINGE)
        await begin(owner)
        await owner.press("f2")
        assert "No question has an answer yet." in said(owner)
        assert isinstance(owner.app.screen, QuestionRunScreen)
        await owner.press("escape")
        assert isinstance(owner.app.screen, TodayScreen)
    assert shop.sequence == before


async def test_from_phrases_one_chooses_the_customer(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.press("6", "/")
        await owner.type("choosing a gift")
        await owner.press("escape", "A")
        assert "With whom?" in owner.text
        await owner.type("민준")
        assert "김민준" in owner.text
        await owner.press("enter")
        assert isinstance(owner.app.screen, QuestionRunScreen)
        assert shipped().wordings("ko")["questions-gift"].questions[0] in said(owner)
        await owner.press("escape")
        assert isinstance(owner.app.screen, PhrasesScreen)
        await owner.press("escape")
        await owner.stand_on("Hello, by name")
        await owner.press("A")
        assert not owner.app.shown_screen().is_asking, "a greeting has no questions"


async def test_ones_own_set_is_run_through_as_it_is_written(shop: Book) -> None:
    with shop.transact("phrase.add") as change:
        questions = ("How many loaves, {name}?", "Sliced?")
        add_phrase(shop, change, Phrase(language="en", category="questions", title="Wholesale", questions=questions))
    async with counter(shop) as owner:
        await owner.stand_on(HINGE)
        await begin(owner, "wholesale")
        assert "How many loaves, Ayşe Hanım?" in said(owner)
        await owner.type("40")
        await owner.press("f2")
        await owner.press("enter", "enter")
        assert shop.timeline(1)[0].text == "How many loaves, Ayşe Hanım? 40"


async def test_from_the_page_of_a_customer_and_from_their_matter(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.press("2")
        await owner.stand_on("Γιώργος")
        await owner.press("enter")
        await begin(owner, "how it went")
        await owner.type("καλά")
        await owner.press("f2")
        await owner.press("enter", "enter")
        assert shop.timeline(2)[0].words == ("καλά",)
        await owner.app.action_show_conversation(1)
        await owner.pilot.pause()
        await begin(owner)
        await owner.type("ikide bir")
        await owner.press("f2")
        await owner.press("enter", "enter")
        assert shop.timeline(1)[0].conversation == 1


async def test_that_the_questions_are_in_another_language_is_said(shop: Book) -> None:
    with shop.transact("phrase.add") as change:
        add_phrase(shop, change, Phrase(language="en", category="questions", title="Loaves", questions=("How many?",)))
    shop.set_shop({"languages.read": "en"})
    async with counter(shop) as owner:
        await owner.stand_on(HINGE)
        await begin(owner, "loaves")
        assert "There are no words for this in Turkish; this is English." in said(owner)
        await owner.press("escape")
        await begin(owner)
        assert "You do not read Turkish: their answer may come in it." in said(owner)


async def test_a_lost_line_in_the_middle_of_the_questions(shop: Book, clock: Clock) -> None:
    async with counter(shop) as owner:
        await owner.stand_on(HINGE)
        await begin(owner)
        await owner.type("on sun")
        owner.app.hang_up(1)
        await owner.pilot.pause()
    again = Book.open(shop.folder, clock=clock)
    async with counter(again) as owner:
        await owner.stand_on("Questions: A complaint")
        await owner.press("enter")
        assert answer_field(owner) == "on sun"
    again.close()


@pytest.mark.parametrize("size", SIZES)
async def test_a_run_fits_every_terminal(shop: Book, size: tuple[int, int]) -> None:
    async with counter(shop, size) as owner:
        await owner.press("2")
        await owner.stand_on("김민준")
        await begin(owner, "taking in a repair")
        await owner.type("밥솥이 켜지지 않아요")
        await owner.press("enter")
        await owner.type("어제")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"question-run-{size[0]}")
        await owner.press("f2")
        assert_fits(owner.lines, size)


async def test_hostile_answers_are_only_words(shop: Book) -> None:
    for size in SIZES:
        async with counter(shop, size) as owner:
            await owner.press("2")
            await owner.stand_on("Ayşe")
            await begin(owner)
            for text in HOSTILE[:5]:
                await owner.paste(text)
                await owner.press("tab")
                assert_fits(owner.lines, size)
            await owner.press("escape", "1")
            assert_fits(owner.lines, size)
