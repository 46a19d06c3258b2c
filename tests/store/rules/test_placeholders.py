"""The grammar of a phrase: placeholders, forms, fallbacks and braces, and what is refused and why."""

from __future__ import annotations

import pytest

from store.errors import NotUnderstoodError
from store.rules.placeholders import Placeholder, parse, placeholders_of


def test_a_phrase_is_read_in_pieces():
    assert parse("Dear {name}, {company|your company} …", "en") == (
        "Dear ",
        Placeholder("name", start=5),
        ", ",
        Placeholder("company", fallback="your company", start=13),
        " …",
    )


def test_form_and_fallback_stand_together():
    assert placeholders_of("{item:acc|siparişinizi}", "tr") == (Placeholder("item", "acc", "siparişinizi"),)
    assert placeholders_of("{item:이/가|물건이}", "ko") == (Placeholder("item", "이/가", "물건이"),)


def test_an_empty_fallback_is_one():
    assert placeholders_of("{promise.condition|}", "en")[0].fallback == ""


def test_due_is_what_was_promised_for():
    assert placeholders_of("{due:в} {promise.due}", "bg") == (
        Placeholder("promise.due", "в"),
        Placeholder("promise.due", start=8),
    )


def test_a_doubled_brace_is_a_brace():
    assert parse("{{name}} and {{{name}}}", "en") == ("{name} and {", Placeholder("name", start=15), "}")


@pytest.mark.parametrize("name", ["field.shoe size", "ask.price", "field.ΑΦΜ"])
def test_own_fields_and_what_is_asked_for_have_any_name(name):
    assert placeholders_of("{" + name + "}", "el")[0].name == name


def test_gender_has_two_words_or_three():
    assert placeholders_of("{g:доволен/доволна/доволни}", "bg")[0].genders == ("доволен", "доволна", "доволни")
    assert placeholders_of("{owner.g:βέβαιος/βέβαιη}", "el")[0].genders == ("βέβαιος", "βέβαιη")


@pytest.mark.parametrize(
    ("text", "language", "sentence"),
    [
        ("Hello {nmae}", "en", "There is no placeholder {nmae}, at character 7. Did you mean {name}?"),
        ("Hello {Name}", "en", "Did you mean {name}?"),
        ("Hello {zzzzzz}", "en", "There is no placeholder {zzzzzz}, at character 7. Write {ask.word}"),
        ("Hello {}", "en", "There is no placeholder {}, at character 7."),
        ("Hello {field.}", "en", "There is no placeholder {field.}"),
        ("a\nb {nmae}", "en", "at line 2, character 3"),
        ("Hello {name", "en", "The brace of {name at character 7 is not closed."),
        ("Hello {name and {item}", "en", "The brace of {name at character 7 is not closed."),
        ("Hello name}", "en", "The brace } at character 11 closes nothing."),
        ("{shop:abll}", "tr", "There is no form abll for {shop}, at character 1. Did you mean {shop:abl}?"),
        ("{shop:xyz}", "tr", "There are: abl, acc"),
        ("{shop:abl}", "en", "this language has none"),
        ("{g:glad}", "bg", "needs the words for a man and a woman"),
        ("{g}", "bg", "needs the words for a man and a woman"),
        ("{g:a/b/c/d}", "bg", "needs the words for a man and a woman"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_and_place(text, language, sentence):
    with pytest.raises(NotUnderstoodError) as refused:
        parse(text, language)
    assert sentence in refused.value.sentence
    assert "\n" not in refused.value.sentence
