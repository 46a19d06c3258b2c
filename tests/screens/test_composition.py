"""A reply as it is put together: parts, answers, own words, and that nothing goes out with a gap in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from screens.composition import DUE, OWN, Composition, Promising, compose, moved_promise, says_due
from screens.reply_lines import reply_lines
from store.book import Book
from store.composing import Reply, joined, reply_to, suggested
from store.phrases import find_phrase
from store.records.customer import Customer
from tests.books import Clock, open_book


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    """A shop whose owner is Mia, with Emma, whose oven door squeaks."""
    book = open_book(tmp_path / "book", clock)
    book.set_shop({"name": "Mia's Ovens", "owner": "Mia", "language": "en"})
    with book.transact("customer.add") as change:
        change.add(Customer(name="Emma Stone", call_by="Emma", language="en"))
    book.log("@emma /email the oven door squeaks !complaint *yesterday 16:20")
    return book


def reply_for(book: Book, **wanted: object) -> Reply:
    return reply_to(book, 1, **wanted)  # type: ignore[arg-type]


def parts(book: Book, *keys: str) -> Composition:
    return Composition(parts=tuple(find_phrase(book, key, ("en",)) for key in keys))


def test_an_unanswered_complaint_is_answered_in_the_order_in_which_one_does(book: Book) -> None:
    reply = reply_for(book)
    categories = [part.category for part in suggested(book, reply)]
    assert categories == ["greeting", "apology", "empathy", "explanation", "update", "closing"]


def test_what_it_comes_to_is_the_parts_as_paragraphs(book: Book) -> None:
    reply = reply_for(book)
    composed = compose(book, reply, parts(book, "greeting-name", "apology-ours", "closing-regards"))
    assert composed.text == joined([one.filled.text or "" for one in composed.filled], "email")
    assert composed.text is not None
    assert composed.text.startswith("Hello Emma,\n\nI'm sorry about")
    assert composed.text.endswith("Mia\nMia's Ovens")


def test_a_short_message_runs_on(book: Book) -> None:
    reply = reply_for(book, channel="chat")
    composed = compose(book, reply, parts(book, "apology-ours", "update-working"))
    assert composed.text == joined([one.filled.text or "" for one in composed.filled], "chat")
    assert "\n\n" not in (composed.text or "")


@pytest.mark.parametrize(
    ("language", "keys"),
    [
        ("en", ("apology-ours", "update-no-news")),
        ("el", ("apology-ours", "update-no-news")),
        ("bg", ("update-no-news", "apology-ours")),
        ("ko", ("apology-ours", "update-no-news")),
        ("tr", ("apology-ours", "update-no-news", "apology-ours")),
    ],
)
def test_a_text_message_of_several_parts_is_signed_once(book: Book, language: str, keys: tuple[str, ...]) -> None:
    reply = reply_for(book, channel="sms", language=language)
    phrases = tuple(find_phrase(book, key, (language,)) for key in keys)
    text = compose(book, reply, Composition(parts=phrases)).text
    assert text is not None
    assert text.count("Mia's Ovens") == 1
    if language == "ko":
        assert text.startswith("[Mia's Ovens] ")
    else:
        assert text.endswith((". Mia's Ovens", "! Mia's Ovens"))
    assert "  " not in text


def test_with_a_gap_there_is_no_text_and_the_gap_is_named_once_and_in_order(book: Book) -> None:
    composition = parts(book, "greeting-name", "apology-ours-fix", "explanation-general")
    composed = compose(book, reply_for(book), composition)
    assert composed.text is None
    assert composed.length is None
    assert [gap.name for gap in composed.gaps] == ["solution", "problem", "benefit"]
    assert [gap.part for gap in composed.gaps] == [1, 2, 2]
    for gap in composed.gaps:
        composition = composition.answered(gap.name, f"the {gap.name}")
    text = compose(book, reply_for(book), composition).text
    assert text is not None
    assert text.count("the solution") == 2
    assert "{" not in text


@pytest.mark.parametrize(
    "answer", ["{name}", "{{", "}", "[/b]", "{promise.due|x}", "a \x1b]52;c;eA==\x07b", "x" * 10_000]
)
def test_an_answer_is_text_whatever_it_looks_like(book: Book, answer: str) -> None:
    composition = parts(book, "apology-ours-fix").answered("solution", answer)
    composed = compose(book, reply_for(book), composition)
    assert composed.text is not None
    assert "\x1b" not in composed.text
    assert answer.replace("\x1b]52;c;eA==\x07", "") in composed.text


def test_parts_are_added_swapped_moved_and_taken_out(book: Book) -> None:
    one = parts(book, "greeting-name", "closing-regards")
    apology, other = (find_phrase(book, key, ("en",)) for key in ("apology-ours", "apology-ours-fix"))

    def keys(composition: Composition) -> list[str]:
        return [part.key for part in composition.parts]

    one = one.added(apology, 1)
    assert keys(one) == ["greeting-name", "apology-ours", "closing-regards"]
    assert keys(one.swapped(1, other)) == ["greeting-name", "apology-ours-fix", "closing-regards"]
    assert keys(one.moved(1, 1)) == ["greeting-name", "closing-regards", "apology-ours"]
    assert keys(one.moved(0, -5)) == keys(one)
    assert keys(one.moved(2, -9)) == ["closing-regards", "greeting-name", "apology-ours"]
    assert keys(one.removed(1)) == ["greeting-name", "closing-regards"]


def test_own_words_are_never_touched_and_what_is_added_goes_behind_them(book: Book) -> None:
    one = parts(book, "greeting-name", "apology-ours").written("Hi Emma!\n\nSo sorry. {sorry} [b]")
    closing = find_phrase(book, "closing-regards", ("en",))
    added = one.added(closing, 0)
    assert [part.key for part in added.parts] == ["greeting-name", "apology-ours", "closing-regards"]
    composed = compose(book, reply_for(book), added)
    assert composed.text == "Hi Emma!\n\nSo sorry. {sorry} [b]\n\nKind regards\nMia\nMia's Ovens"
    assert composed.pieces[0].part == OWN
    assert not added.can_change(0)
    assert added.can_change(2)
    assert compose(book, reply_for(book), added.removed(0)).text == composed.text
    assert added.removed(0).covered == 1
    anew = compose(book, reply_for(book), added.anew()).text
    assert anew is not None
    assert anew.startswith("Hello Emma,")


def test_a_part_with_a_gap_behind_own_words_holds_it_back(book: Book) -> None:
    one = parts(book, "greeting-name").written("Hi!").added(find_phrase(book, "apology-ours-fix", ("en",)))
    composed = compose(book, reply_for(book), one)
    assert composed.text is None
    assert [gap.name for gap in composed.gaps] == ["solution"]
    assert compose(book, reply_for(book), one.answered("solution", "a new hinge")).text is not None


def test_a_promise_goes_into_the_text_at_once(book: Book) -> None:
    one = parts(book, "update-promise").promised(Promising(what="a new hinge", due=date(2026, 3, 6)))
    composed = compose(book, reply_for(book), one)
    assert composed.text == "This is what you can count on: a new hinge, by Friday 6 March."
    assert [(promised.what, promised.due) for promised in composed.promises] == [("a new hinge", date(2026, 3, 6))]
    assert says_due(one)
    none = compose(book, reply_for(book), one.promised(None))
    assert none.text is None
    assert none.promises == ()


def test_the_promise_of_an_acknowledgement_is_made_with_it(book: Book) -> None:
    composed = compose(book, reply_for(book, purpose="acknowledge"), parts(book, "greeting-name", "ack-email"))
    assert [promised.kind for promised in composed.promises] == ["ack"]
    assert composed.is_acknowledgement
    assert "Thursday 5 March" in (composed.text or "")
    answered = compose(book, reply_for(book), parts(book, "ack-email", "apology-ours"))
    assert not answered.is_acknowledgement


def test_a_due_that_has_passed_is_told_nobody_but_asked_for(book: Book, clock: Clock) -> None:
    book.log("@emma /phone > look into it +promise tomorrow: a new hinge")
    one = parts(book, "update-promise")
    assert "by tomorrow" in (compose(book, reply_for(book), one).text or "") or "Thursday" in (
        compose(book, reply_for(book), one).text or ""
    )
    clock.now += timedelta(days=3)
    reply = reply_for(book)
    composed = compose(book, reply, one)
    assert [gap.name for gap in composed.gaps] == [DUE]
    promise = moved_promise(book, reply, one, DUE)
    assert promise is not None
    moved = one.promised(Promising(what=promise.what, due=date(2026, 3, 12), moves=promise.id))
    composed = compose(book, reply, moved)
    assert composed.moves == promise.id
    assert composed.promises == ()
    assert "12 March" in (composed.text or "")


def test_where_the_plan_changes_the_old_due_is_not_the_new_one(book: Book) -> None:
    book.log("@emma /phone > look into it +promise fri: a new hinge")
    composed = compose(book, reply_for(book), parts(book, "change-later"))
    assert [gap.name for gap in composed.gaps] == ["reason", DUE]


def test_lines_are_as_wide_as_there_is_room_and_nothing_is_lost(book: Book) -> None:
    answer = "한국어 " * 30 + "x" * 100 + " Καλημέρα"
    one = parts(book, "greeting-name", "apology-ours-fix").answered("solution", answer)
    composed = compose(book, reply_for(book), one)
    assert composed.text is not None
    for width in (1, 7, 38, 60):
        lines = reply_lines(composed.pieces, width)
        assert "".join("".join(line.text.split()) for line in lines) == "".join(composed.text.split())
        if width > 1:
            from rich.cells import cell_len

            assert all(cell_len(line.text) <= width for line in lines)


def test_a_gap_is_drawn_in_words_and_the_one_that_is_asked_for_differs(book: Book) -> None:
    composed = compose(book, reply_for(book), parts(book, "apology-ours-fix"))
    [line] = [line for line in reply_lines(composed.pieces, 200, "solution") if "[the solution]" in line.text]
    assert "asked" in {run.look for run in line.runs}
    [line] = [line for line in reply_lines(composed.pieces, 200) if "[the solution]" in line.text]
    assert "gap" in {run.look for run in line.runs}


@pytest.mark.parametrize(
    ("written", "raw"),
    [
        ("By {promise.due}.", ("{promise.due}",)),
        ("{ due } and {item:acc|x}, {due}", ("{ due }", "{item:acc|x}", "{due}")),
        ("{ask.colour} {field.size}", ("{ask.colour}", "{field.size}")),
        ("{{item}}", ("{item}",)),
        ("a {set} of } braces { and {\nitem}", ()),
    ],
)
def test_a_placeholder_in_own_words_never_goes_out(book: Book, written: str, raw: tuple[str, ...]) -> None:
    composition = parts(book, "greeting-name", "apology-ours").written(f"Dear Emma,\n\n{written}")
    composed = compose(book, reply_for(book), composition)
    assert composed.raw == raw
    assert (composed.text is None) == bool(raw)


def test_braces_in_a_name_or_in_what_they_wrote_are_text_in_own_words_too(book: Book) -> None:
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(1), call_by="{name} {due}"))
    book.log("@emma /email what is {item}? !complaint")
    composition = parts(book, "greeting-name").written("Hello {name} {due},\n\nyou asked what {item} is.")
    text = compose(book, reply_for(book), composition).text
    assert text == "Hello {name} {due},\n\nyou asked what {item} is."
