"""A reply from phrases: what fits what is open, filled for the customer, and what they got before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.composing import (
    fill_phrase,
    joined,
    next_variant,
    promised_with,
    ranked,
    reply_to,
    suggested,
)
from store.errors import NotFoundError, NotUnderstoodError
from store.phrase_keeping import add_phrase, mark_phrase
from store.phrase_values import suggestions
from store.phrases import find_phrase, phrases_in
from store.records.phrase import Phrase
from store.replying import Outgoing, log_reply
from tests.books import Clock, add_customer, open_book


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    opened = open_book(tmp_path / "book", clock)
    opened.set_shop({"language": "en", "name": "Fırın Usta", "owner": "Ayşe", "country": "TR"})
    yield opened
    opened.close()


@pytest.fixture
def jane(book: Book) -> int:
    return add_customer(book, "Jane Miller", language="en").id


def parts(book: Book, customer: int, **more: object) -> list[str]:
    """The categories that are suggested."""
    return [part.category for part in suggested(book, reply_to(book, customer, **more))]  # type: ignore[arg-type]


def send(book: Book, customer: int, key: str, text: str = "x", **more: object) -> None:
    with book.transact("reply.log") as change:
        log_reply(
            book, change, Outgoing(customer=customer, text=text, channel="email", phrases=(key,), **more)  # type: ignore[arg-type]
        )  # fmt: skip


def test_an_unanswered_complaint_gets_apology_empathy_explanation_promise_closing(book: Book, jane: int) -> None:
    book.log("/email my oven is still not here :( !complaint", customer=jane)
    reply = reply_to(book, jane)
    assert (reply.purpose, reply.channel, reply.cause, reply.mood) == ("complaint", "email", "ours", "upset")
    found = suggested(book, reply)
    assert [part.category for part in found] == [
        "greeting", "apology", "empathy", "explanation", "update", "closing",
    ]  # fmt: skip
    assert found[1].choices[0].cause == "ours"
    assert found[2].choices[0].mood == "upset"
    assert {one.cause for one in found[1].choices} == {"ours"}


@pytest.mark.parametrize(
    ("line", "purpose", "main"),
    [
        ("/email where are you?", "answer", "answer"),
        ("/email lovely bread !compliment", "thanks", "thanks"),
        ("/email it broke :(", "complaint", "apology"),
        ("/email is it ready? =third ACS", "answer", "answer"),
    ],
)
def test_what_is_open_decides(book: Book, jane: int, line: str, purpose: str, main: str) -> None:
    book.log(line, customer=jane)
    assert reply_to(book, jane).purpose == purpose
    assert main in parts(book, jane)


def test_a_promise_that_has_passed_gives_a_change_of_plan_and_one_to_come_an_update(
    book: Book, jane: int, clock: Clock
) -> None:
    book.log("/phone > will bring it +promise thu: bring the hinge", customer=jane)
    assert reply_to(book, jane).purpose == "update"
    clock.now += timedelta(days=3)
    reply = reply_to(book, jane)
    assert (reply.purpose, reply.trouble) == ("change", "late")
    assert "late" in suggested(book, replace(reply, channel="email"))[1].choices[0].trouble


def test_nothing_open_gives_thanks_and_a_lapsed_customer_a_hello(book: Book, jane: int) -> None:
    assert parts(book, jane) == ["greeting", "thanks", "closing"]
    lapsed = add_customer(book, "Old Friend", stage="lapsed")
    assert reply_to(book, lapsed.id).purpose == "reconnect"


def test_good_wishes_for_their_day_speak_of_nothing_that_a_follow_up_waits_for(book: Book, jane: int) -> None:
    book.log("+follow when frost: take the battery indoors", customer=jane)
    reply = reply_to(book, jane, purpose="wishes", channel="email")
    best = suggested(book, reply)[1].choices[0]
    assert best.key == "season-wishes"
    text = fill_phrase(book, reply, best).filled.text or ""
    assert "for the day" in text
    assert "frost" not in text


def test_thanks_for_their_years_come_before_thanks_for_an_order(book: Book, jane: int) -> None:
    reply = reply_to(book, jane, purpose="years", channel="email")
    assert suggested(book, reply)[1].choices[0].key == "thanks-years"


def test_a_third_party_has_it(book: Book, jane: int) -> None:
    book.log("/email my parcel is lost !complaint =third ACS", customer=jane)
    reply = reply_to(book, jane)
    assert reply.cause == "third_party"
    assert suggested(book, reply)[1].choices[0].cause == "third_party"


def test_a_text_message_is_only_what_it_is_about(book: Book, jane: int) -> None:
    book.log("/sms my oven is late :( !complaint", customer=jane)
    found = suggested(book, reply_to(book, jane))
    assert [part.category for part in found] == ["apology", "update"]
    assert all(one.wording.sms for part in found for one in part.choices)


def test_what_fits_comes_first_and_what_they_got_last(book: Book, jane: int) -> None:
    book.log("/email it is late :( !complaint", customer=jane)
    reply = reply_to(book, jane)
    first = suggested(book, reply)[1].choices[0]
    send(book, jane, first.key)
    again = suggested(book, replace(reply_to(book, jane), purpose="complaint"))[1].choices
    assert again[0].key != first.key
    assert again[-1].key == first.key


def test_favourites_and_own_ones_come_before_shipped_ones(book: Book, jane: int) -> None:
    with book.transact("phrase.add") as change:
        add_phrase(book, change, Phrase(language="en", category="closing", title="Mine", text="Yours, {owner}"))
    assert suggested(book, reply_to(book, jane, channel="email"))[-1].choices[0].key == "#1"
    with book.transact("phrase.mark") as change:
        mark_phrase(book, change, find_phrase(book, "closing-call", ("en",)), favourite=True)
    assert suggested(book, reply_to(book, jane, channel="email"))[-1].choices[0].key == "closing-call"


def test_they_got_this_very_phrase_already(book: Book, jane: int, clock: Clock) -> None:
    send(book, jane, "apology-ours")
    clock.now += timedelta(days=2)
    reply = reply_to(book, jane, channel="email")
    filled = fill_phrase(book, reply, find_phrase(book, "apology-ours", reply.languages))
    assert filled.given is not None
    assert filled.given.date() == date(2026, 3, 4)
    assert "They got this very phrase already: Wednesday 4 March." in filled.notes
    other = find_phrase(book, "apology-ours-fix", reply.languages)
    assert fill_phrase(book, reply, other).given is None


def test_the_next_variant_is_one_that_they_never_got_and_all_come_round(book: Book, jane: int) -> None:
    send(book, jane, "closing-call")
    reply = reply_to(book, jane, channel="email")
    phrase = find_phrase(book, "closing-regards", reply.languages)
    seen = [phrase.key]
    for _step in range(4):
        following = next_variant(book, reply, phrase)
        assert following is not None
        phrase = following
        seen.append(phrase.key)
    assert seen[1] != "closing-call"
    assert len(set(seen[:3])) == 3


def test_a_question_in_a_language_that_the_owner_does_not_read_is_warned_of(book: Book) -> None:
    kim = add_customer(book, "김민준", language="ko").id
    reply = reply_to(book, kim, channel="email")
    survey = fill_phrase(book, reply, find_phrase(book, "survey-one", reply.languages))
    assert any("which you do not read" in note for note in survey.notes)
    book.set_shop({"languages.read": "en,ko"})
    again = fill_phrase(book, reply, find_phrase(book, "survey-one", reply.languages))
    assert not any("which you do not read" in note for note in again.notes)


def test_a_customer_of_another_language_gets_it_and_fallback_is_said(book: Book) -> None:
    odd = add_customer(book, "Jean", language="fr").id
    reply = reply_to(book, odd, channel="email")
    filled = fill_phrase(book, reply, find_phrase(book, "greeting-name", reply.languages))
    assert filled.filled.language == "en"
    assert any("this is English" in note for note in filled.notes)


def test_answers_fill_what_is_missing_and_times_are_read(book: Book, jane: int) -> None:
    reply = reply_to(book, jane, channel="email")
    phrase = find_phrase(book, "apology-late-ours-date", reply.languages)
    assert fill_phrase(book, reply, phrase).filled.missing == ("promise.due",)
    text = fill_phrase(book, reply, phrase, {"due": "fri 17:00"}).filled.text
    assert text is not None
    assert "Friday 6 March, 17:00" in text
    with pytest.raises(NotUnderstoodError):
        fill_phrase(book, reply, phrase, {"due": "someday maybe"})
    with pytest.raises(NotUnderstoodError, match="There is no placeholder"):
        fill_phrase(book, reply, phrase, {"deu": "fri"})


def test_the_promise_that_goes_with_a_phrase_has_its_due_in_the_text(book: Book, jane: int, clock: Clock) -> None:
    book.log("/email my oven is late !complaint", customer=jane)
    reply = reply_to(book, jane)
    phrase = find_phrase(book, "ack-email", reply.languages)
    promised = promised_with(book, reply, phrase)
    assert promised is not None
    assert (promised.due, promised.kind) == (date(2026, 3, 5), "ack")
    assert "my oven is late" in promised.what
    text = fill_phrase(book, reply, phrase).filled.text
    assert text is not None
    assert "Thursday 5 March" in text
    assert promised_with(book, reply, find_phrase(book, "closing-regards", reply.languages)) is None


def test_a_promise_falls_on_a_day_on_which_the_shop_is_open(book: Book, jane: int, clock: Clock) -> None:
    clock.now += timedelta(days=2)  # a Friday
    reply = reply_to(book, jane, channel="email")
    promised = promised_with(book, reply, find_phrase(book, "update-no-news", reply.languages))
    assert promised is not None
    assert promised.due == date(2026, 3, 9)


def test_a_length_stands_beside_a_text_message(book: Book, jane: int) -> None:
    reply = reply_to(book, jane, channel="sms")
    filled = fill_phrase(book, reply, find_phrase(book, "apology-ours", reply.languages), {"item": "x" * 200})
    assert filled.length is not None
    # The shop's own name needs the longer alphabet.
    assert (filled.length.parts, filled.length.because_of) == (5, "ı")


def test_formality_goes_by_the_customer(book: Book) -> None:
    ayse = add_customer(book, "Ayşe Yılmaz", language="tr", formality="familiar").id
    reply = reply_to(book, ayse, channel="email")
    phrase = find_phrase(book, "apology-late-ours", reply.languages)
    familiar, formal = fill_phrase(book, reply, phrase), fill_phrase(book, replace(reply, formality="formal"), phrase)
    assert familiar.filled.text != formal.filled.text


def test_suggestions_for_what_is_asked(book: Book, jane: int) -> None:
    book.log('/email the oven door "it squeaks" !complaint +promise fri: send a hinge', customer=jane)
    found = suggestions(book, book.customer(jane), reply_to(book, jane).matter)
    assert found["item"][0] == "send a hinge"
    assert found["their_words"][0] == "it squeaks"


def test_parts_are_paragraphs_or_one_after_the_other() -> None:
    assert joined(["Hello ", "", " Bye"], "email") == "Hello\n\nBye"
    assert joined(["Hello", "Bye"], "sms") == "Hello Bye"


def test_ranked_leaves_out_what_does_not_fit(book: Book, jane: int) -> None:
    reply = replace(reply_to(book, jane, channel="email"), cause="theirs", trouble="late", mood="upset")
    found = ranked(reply, phrases_in(book, reply.languages))
    assert {one.cause for one in found if one.category == "apology"} == {"theirs"}
    assert "happy" not in {one.mood for one in found}
    assert all(not one.channels or "email" in one.channels for one in found)
    apologies = [one.key for one in found if one.category == "apology"]
    assert apologies[0] == "apology-late-theirs"


def test_the_trouble_that_they_write_of_is_apologised_for(book: Book, jane: int) -> None:
    book.log("/email the hinge broke again :( !complaint", customer=jane)
    reply = reply_to(book, jane)
    assert reply.trouble == "broken"
    assert suggested(book, reply)[1].choices[0].key == "apology-broken-ours"


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("are you open on saturday?", "answer-hours"),
        ("can I park somewhere near you, is there parking?", "answer-parking"),
        ("do you wrap gifts?", "answer-gift-wrapping"),
    ],
)
def test_the_answer_that_shares_words_with_the_question_stands_first(
    book: Book, jane: int, question: str, key: str
) -> None:
    book.log(f"/email {question}", customer=jane)
    assert suggested(book, reply_to(book, jane))[1].choices[0].key == key


def test_who_is_not_there_is_said(book: Book) -> None:
    with pytest.raises(NotFoundError):
        reply_to(book, 99)


@pytest.mark.parametrize("language", ["en", "tr", "ko", "el", "bg"])
def test_a_question_by_text_message_gets_at_least_that_it_has_arrived(book: Book, jane: int, language: str) -> None:
    book.log("/sms do you sharpen skates", customer=jane)
    assert parts(book, jane, language=language) == ["ack"]


@pytest.mark.parametrize("language", ["en", "tr", "ko", "el", "bg"])
def test_of_a_promise_that_is_late_nothing_says_that_its_day_is_yet_to_come(
    book: Book, clock: Clock, jane: int, language: str
) -> None:
    book.log("/email the saw +promise tomorrow: sharpen the saw", customer=jane)
    clock.now += timedelta(days=3)
    reply = reply_to(book, jane, language=language, purpose="change")
    change = next(part.choices[0] for part in suggested(book, reply) if part.category == "change")
    said = " ".join((change.wording.text, change.wording.familiar))
    for too_late in ("before the day", "Günü gelmeden", "날이 오기 전", "πριν έρθει η μέρα", "преди да е дошъл"):
        assert too_late not in said


def test_one_is_called_as_one_is_called_whatever_forms_of_the_whole_name_are_kept(book: Book) -> None:
    mark = add_customer(
        book, "Μάρκος Σταματόπουλος", language="el", call_by="κύριε Σταματόπουλε",
        name_forms={"vocative": "Μάρκο Σταματόπουλε"},
    )  # fmt: skip
    reply = reply_to(book, mark.id)
    greeting = find_phrase(book, "greeting-name", ("el",))
    assert fill_phrase(book, reply, greeting).filled.text == "Γεια σας κύριε Σταματόπουλε,"


@pytest.mark.parametrize(
    ("thing", "said"), [("Tarandel", "για το Tarandel."), ("επισκευή", "για την επισκευή."), ("φρένα", ": φρένα.")]
)
def test_a_thing_stands_in_its_case_or_beside_the_sentence(book: Book, thing: str, said: str) -> None:
    customer = add_customer(book, "Νίκος Παππάς", language="el")
    reply = reply_to(book, customer.id)
    one = fill_phrase(book, reply, find_phrase(book, "apology-ours", ("el",)), {"item": thing})
    assert one.filled.text is not None
    assert f"Σας ζητώ συγγνώμη{said if said[0] == ':' else ' ' + said}" in one.filled.text


@pytest.mark.parametrize("channel", ["email", "chat"])
def test_a_question_that_no_answer_knows_is_answered_in_own_words(book: Book, jane: int, channel: str) -> None:
    with book.transact("phrase.add") as change:
        add_phrase(
            book, change,
            Phrase(language="en", category="answer", title="Do you repair e-bikes?", text="Yes, but the motor."),
        )  # fmt: skip
    book.log(f"/{channel} have you got 28 inch tubes ?", customer=jane)
    answers = next(part.choices for part in suggested(book, reply_to(book, jane)) if part.category == "answer")
    assert answers[0].key == "answer-own-words"
    assert fill_phrase(book, reply_to(book, jane), answers[0]).filled.missing == ("answer",)


def test_a_text_message_never_gets_an_answer_that_has_nothing_to_do_with_the_question(book: Book, jane: int) -> None:
    with book.transact("phrase.add") as change:
        add_phrase(
            book, change,
            Phrase(
                language="en", category="answer", title="Do you repair e-bikes?", text="Yes, but the motor.",
                sms="Yes, but the motor.",
            ),
        )  # fmt: skip
    book.log("/sms have you got 28 inch tubes ?", customer=jane)
    assert parts(book, jane) == ["ack"]
    kim = add_customer(book, "Kim Lee", language="en")
    book.log("/sms do you repair e-bikes ?", customer=kim.id)
    assert parts(book, kim.id) == ["answer"]


@pytest.mark.parametrize("channel", ["phone", "counter", "visit"])
def test_whom_one_speaks_with_is_not_asked_again_what_one_can_do_for_them(book: Book, jane: int, channel: str) -> None:
    book.log("/email the oven squeaks !complaint", customer=jane)
    assert "greeting" not in parts(book, jane, channel=channel)
    assert "greeting" in parts(book, jane, channel="letter")
