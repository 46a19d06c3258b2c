"""Packs are read phrase by phrase: what is wrong in a file is said with its place, and the rest holds."""

from __future__ import annotations

import subprocess
import sys

import pytest

from store.packs import Packs, shipped
from store.packs.pack_file import read_pack_file

_INDEX = '[one]\ncategory = "greeting"\n\n[two]\ncategory = "closing"\nchannels = ["email"]\n'
_WORDS = """language = "en"
version = 1

[phrases.one]
title = "One"
text = \"\"\"
Hello {name},

there.
\"\"\"

[phrases.two]
title = "Two"
text = "Bye"
"""


def packs(words: str = _WORDS, index: str = _INDEX) -> Packs:
    """Packs with an English file alone."""
    return Packs({"index.toml": index, "en.toml": words}.get)


def said(made: Packs) -> list[str]:
    """What is said of the problems."""
    return [problem.words for problem in made.problems(("en",))]


def test_what_each_is_stands_once_and_its_words_a_language() -> None:
    made = packs()
    assert list(made.heads) == ["one", "two"]
    assert made.heads["two"].channels == ("email",)
    assert made.wordings("en")["one"].text == "Hello {name},\n\nthere."
    assert made.wordings("tr") == {}
    assert made.languages() == ("en",)
    assert said(made) == []


def test_a_syntax_error_costs_one_phrase_and_is_said_with_its_line() -> None:
    made = packs(_WORDS.replace('title = "Two"', 'title = "Two'))
    assert list(made.wordings("en")) == ["one"]
    (problem,) = made.problems(("en",))
    assert (problem.file, problem.line, problem.phrase) == ("en.toml", 13, "two")
    assert "en.toml, line 13, two: " in problem.words


def test_a_text_that_is_not_closed_costs_one_phrase() -> None:
    made = packs(_WORDS.replace('there.\n"""', "there.\n"))
    assert list(made.wordings("en")) == ["two"]
    assert made.problems(("en",))[0].phrase == "one"


def test_an_id_that_stands_twice_is_said_and_the_first_holds() -> None:
    made = packs(_WORDS + '\n[phrases.one]\ntitle = "Again"\ntext = "Again"\n')
    assert made.wordings("en")["one"].title == "One"
    assert said(made) == ["en.toml, line 16, one: this id stands on line 4 already; the first one holds."]


def test_an_id_twice_in_the_index_is_said() -> None:
    made = packs(index=_INDEX + '[one]\ncategory = "away"\n')
    assert made.heads["one"].category == "greeting"
    assert said(made) == ["index.toml, line 7, one: this id stands on line 1 already; the first one holds."]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("{name}", "{nmae}", "en.toml, line 4, one: There is no placeholder {nmae}"),
        ("{name}", "{name", "The brace of {name"),
        ("{name}", "{name:acc}", "this language has none"),
        ('title = "Two"', 'titel = "Two"', "en.toml, line 12, two: titel is not known here."),
        ('title = "Two"\n', "", "it has no title."),
        ('text = "Bye"', "", "it has neither a text nor questions."),
        ('text = "Bye"', "text = 3", "text is no text."),
        ('text = "Bye"', "questions = [1]", "questions are a list of texts."),
        ("[phrases.two]", "[phrases.three]", "en.toml, line 1, three: this id is not in index.toml."),
    ],
)
def test_what_makes_no_phrase_is_said_and_the_other_one_loads(old: str, new: str, sentence: str) -> None:
    made = packs(_WORDS.replace(old, new))
    assert len(made.wordings("en")) == 1
    (problem,) = said(made)
    assert sentence in problem


@pytest.mark.parametrize(
    ("index", "sentence"),
    [
        ('[one]\ncategory = "greetings"\n', "category is one of greeting,"),
        ('[one]\ncause = "ours"\n', "it has no category."),
        ('[one]\ncategory = "ack"\nchannels = ["fax"]\n', "channels are some of counter,"),
        ('[one]\ncategory = "ack"\nmood = "sad"\n', "mood is one of happy, neutral, upset."),
        ('[one]\ncategory = "ack"\nkind = "sad"\n', "kind is not known here."),
    ],
)
def test_an_index_says_only_what_is_known(index: str, sentence: str) -> None:
    made = packs(index=index)
    assert not made.heads
    assert sentence in said(made)[0]


def test_a_file_that_is_no_toml_at_all_gives_nothing_and_says_so() -> None:
    file = read_pack_file("en.toml", "\x00 what = = is [this")
    assert file.tables == ()
    assert file.problems[0].line == 1


def test_nothing_of_the_packs_is_read_on_the_way_to_today() -> None:
    code = (
        "import sys, tui.glance, tui.__main__; "
        "assert not [name for name in sys.modules if name.startswith(('store.packs', 'store.phrases', 'tomllib'))]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_shipped_has_no_problem() -> None:
    assert [problem.words for problem in shipped().problems()] == []
