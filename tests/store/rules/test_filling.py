"""A phrase filled: values and fallbacks, forms, the sibling without them, and nothing left open."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from store.rules.filling import Filled, Values, Wording, fill, with_answers
from store.rules.forms.word import Word

_TODAY = date(2026, 3, 3)
_DUE = Word(kind="moment", moment=datetime(2026, 3, 6, 17), today=_TODAY)


def filled(text: str, language: str = "en", formality: str = "formal", **words: Word | str) -> Filled:
    """Fill one text with words by name; a plain one is a thing."""
    named = {
        name.replace("_", ".", 1) if name.startswith("promise_") else name: Word(text=word, kind="common")
        if isinstance(word, str)
        else word
        for name, word in words.items()
    }
    return fill(Wording(language=language, text=text), Values(words=named), formality)


def test_what_is_known_is_put_in_as_it_is_kept():
    assert filled("Dear {name}, {item}.", name=Word(text="iPek ŞEN", kind="person"), item="eski saat").text == (
        "Dear iPek ŞEN, eski saat."
    )


def test_what_is_missing_is_named_once_and_there_is_no_text():
    answer = filled("{item} and {item}, {reason}", name="x")
    assert answer.text is None
    assert answer.missing == ("item", "reason")


def test_the_filled_pieces_show_where_something_is_missing():
    answer = filled("Hello {name}, {item}!", name="Ayşe")
    assert [(piece.text, piece.placeholder, piece.is_missing) for piece in answer.pieces] == [
        ("Hello ", "", False), ("Ayşe", "name", False), (", ", "", False), ("", "item", True), ("!", "", False),
    ]  # fmt: skip


def test_a_fallback_stands_where_there_is_no_value():
    assert filled("for {company|your company}").text == "for your company"
    assert filled("for {company|your company}", company="Acme").text == "for Acme"
    assert filled("{item:acc|siparişinizi} aldık", "tr").text == "siparişinizi aldık"
    assert filled("so{promise.condition|}.").text == "so."


def test_a_blank_value_is_none():
    assert filled("{item}", item="  ").missing == ("item",)


@pytest.mark.parametrize("hostile", ["{name}", "{", "}}", "%s", "[red]x[/]", "{item:acc|x}", "\\n", "{0.__class__}"])
def test_text_inside_values_is_text(hostile):
    assert filled("Dear {name}.", name=hostile).text == f"Dear {hostile}."


def test_answers_are_taken_without_control_characters():
    values = with_answers(Values(), {"item": "bike\x1b]52;c;eA==\x07\x00 {name}"})
    assert fill(Wording(language="en", text="Your {item}."), values).text == "Your bike {name}."


def test_forms_and_dates_go_by_the_language_of_the_phrase():
    shop = Word(text="Fırın Usta", kind="proper")
    assert filled("{shop:abl} {due:dat} kadar", "tr", shop=shop, promise_due=_DUE).text == (
        "Fırın Usta'dan 6 Mart Cuma 17.00'ye kadar"
    )
    assert filled("до {due:в}", "bg", promise_due=_DUE).text == "до в петък, 6 март, в 17:00 ч."
    assert filled("Ready by {due}.", promise_due=_DUE).text == "Ready by Friday 6 March, 17:00."


def test_one_full_stop_is_enough():
    assert filled("Обещаваме го {due:в}.", "bg", promise_due=_DUE).text == "Обещаваме го в петък, 6 март, в 17:00 ч."
    assert filled("Thank you, {company}.", company="Acme Ltd.").text == "Thank you, Acme Ltd."
    assert filled("So, {item}...", item="x.").text == "So, x...."


def test_a_form_that_cannot_be_known_takes_the_sibling():
    wording = Wording(language="tr", text="{name:dat} teşekkürler", plain="Teşekkürler, {name}")
    values = Values(words={"name": Word(text="Γιώργος", kind="person")})
    answer = fill(wording, values)
    assert (answer.text, answer.is_sibling) == ("Teşekkürler, Γιώργος", True)
    known = fill(wording, Values(words={"name": Word(text="Ayşe", kind="person")}))
    assert (known.text, known.is_sibling) == ("Ayşe'ye teşekkürler", False)


def test_a_form_without_a_sibling_is_asked_for_as_it_stands():
    wording = Wording(language="tr", text="{item:acc} aldık")
    values = Values(words={"item": Word(text="uzun kollu", kind="common")})
    assert fill(wording, values).missing == ("item:acc",)
    answered = with_answers(values, {"item:acc": "uzun kolluyu"})
    assert fill(wording, answered).text == "uzun kolluyu aldık"


@pytest.mark.parametrize(
    ("gender", "is_business", "text"),
    [
        ("male", False, "Ако не сте доволен"),
        ("female", False, "Ако не сте доволна"),
        ("unknown", True, "Ако не сте доволни"),
        ("unknown", False, "Ако нещо не е наред"),
        ("other", False, "Ако нещо не е наред"),
    ],
)
def test_words_that_go_by_gender(gender, is_business, text):
    wording = Wording(language="bg", text="Ако не сте {g:доволен/доволна/доволни}", plain="Ако нещо не е наред")
    assert fill(wording, Values(gender=gender, is_business=is_business)).text == text


def test_the_owners_gender_is_their_own():
    wording = Wording(language="el", text="Είμαι {owner.g:βέβαιος/βέβαιη}", plain="Ξέρω")
    assert fill(wording, Values(gender="male", owner_gender="female")).text == "Είμαι βέβαιη"
    assert fill(wording, Values(gender="male")).text == "Ξέρω"


def test_a_gendered_word_without_a_sibling_is_asked_for():
    wording = Wording(language="bg", text="Ако сте {g:доволен/доволна}")
    assert fill(wording, Values()).missing == ("g:доволен/доволна",)
    assert fill(wording, with_answers(Values(), {"g": "female"})).text == "Ако сте доволна"
    assert fill(wording, with_answers(Values(), {"g:доволен/доволна": "доволни"})).text == "Ако сте доволни"


def test_formality_and_the_short_one():
    wording = Wording(language="tr", text="Siz", familiar="Sen", sms="Kısa siz", sms_familiar="Kısa sen")
    assert fill(wording, Values(), "familiar").text == "Sen"
    assert fill(wording, Values(), "formal", is_sms=True).text == "Kısa siz"
    assert fill(wording, Values(), "familiar", is_sms=True).text == "Kısa sen"
    only = Wording(language="tr", text="Siz")
    assert fill(only, Values(), "familiar").text == "Siz"
    assert fill(only, Values(), "familiar").formality == "formal"


def test_money_goes_by_the_language():
    wording = Wording(language="el", text="{amount}")
    assert fill(wording, with_answers(Values(currency="EUR"), {"amount": "12,50"})).text == "12,50 €"
    assert fill(wording, with_answers(Values(currency="EUR"), {"amount": "δέκα ευρώ"})).text == "δέκα ευρώ"


@pytest.mark.parametrize(
    ("called", "form", "expected"),
    [
        ("Γιώργο", "voc", "Γιώργο"),
        ("Γιώργο", "τον", "τον Γιώργο"),
        ("Γιώργο", "του", "του Γιώργου"),
        ("κύριε Παπαδόπουλε", "τον", "τον κύριο Παπαδόπουλο"),
        ("Γιωργάκη", "τον", "τον Γιωργάκη"),
    ],
)
def test_what_somebody_is_called_by_is_found_in_their_name(called, form, expected):
    name = Word(text=called, full="Γιώργος Παπαδόπουλος", kind="person", gender="male", given={"voc": called})
    assert filled("{name:" + form + "}", "el", name=name).text == expected


def test_a_set_of_questions_is_filled_a_line_each():
    wording = Wording(language="en", questions=("What broke?", "Since when, {name|please}?"))
    assert fill(wording, Values()).text == "What broke?\nSince when, please?"


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("Yes", "It is: Yes. Bye"),
        ("Yes.", "It is: Yes. Bye"),
        ("Yes!", "It is: Yes! Bye"),
        ("Is it?", "It is: Is it? Bye"),
        ("Well…", "It is: Well… Bye"),
        ("(yes)", "It is: (yes). Bye"),
    ],
)
def test_what_ends_a_sentence_gets_no_full_stop_behind_it(answer: str, text: str) -> None:
    wording = Wording(language="en", text="It is: {answer}. Bye")
    assert fill(wording, with_answers(Values(), {"answer": answer})).text == text
