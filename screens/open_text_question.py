"""What is asked about texts for everybody: which are shown, what is missing in one, and how it goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.gap_question import sentence_around
from screens.placeholder_words import asked_sentence
from screens.shown import one_line
from screens.widgets.question_bar import Choice, Question
from screens.words import channel_word
from store.open_texts import OpenText, fill_for_everybody
from store.phrases import language_words
from store.records.interaction import CHANNELS
from store.records.shop import LANGUAGES
from store.rules.placeholders import GENDERED
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book


def view_question(shop: str, language: str, channel: str) -> Question:
    """Return the question which texts are shown.

    Args:
        shop: the shop's language.
        language: the one that is shown; the shop's where empty.
        channel: the one that is shown; all where empty.
    """
    on = [Choice(f"channel:{channel}", channel_word(channel), _("on; Enter takes it off"))] if channel else []
    others = [
        Choice(f"language:{one}", language_words(one), _("in this language"))
        for one in dict.fromkeys((shop, *LANGUAGES))
        if one != (language or shop)
    ]
    channels = [Choice(f"channel:{one}", channel_word(one), _("only these")) for one in CHANNELS if one != channel]
    return Question(
        sentence=_("Show which texts?"),
        choices=(*on, *others, *channels),
        placeholder=_("a language or a channel"),
    )


def gap_question(book: Book, text: OpenText, name: str) -> Question:
    """Return the question that asks for what is missing in a text, with the text as it reads while one types."""
    plain, _colon, form = name.partition(":")
    if plain in GENDERED:
        return Question(
            sentence=asked_sentence(name),
            about=one_line(text.phrase.title),
            choices=tuple(Choice(one, one) for one in form.split("/")),
        )

    def read(typed: str) -> str:
        return sentence_around(fill_for_everybody(book, text.phrase, "", {name: typed}).pieces, name)

    return Question(
        sentence=asked_sentence(name),
        about=one_line(text.phrase.title),
        read=read,
        placeholder=_("as it is to stand in the text"),
    )


def out_question(about: str) -> Question:
    """Return the question how a text goes out."""
    return Question(
        sentence=_("How does it go out?"),
        about=about,
        choices=(
            Choice("clipboard", _("to your terminal's clipboard"), _("to paste it; some terminals do not take it")),
            Choice("plain", _("show it plain"), _("to select it by hand")),
            Choice("file", _("write it to a file")),
        ),
    )
