"""The forms that words take inside a phrase, one grammar a language: pure functions, None where a form is not known."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from store.rules.forms.word import Word

_GRAMMARS = {"tr": "turkish", "ko": "korean", "el": "greek", "bg": "bulgarian"}
_loaded: dict[str, ModuleType] = {}


def forms_known(language: str) -> frozenset[str]:
    """Return the forms that a phrase in `language` may ask for; none for a language without cases."""
    grammar = _grammar(language)
    return frozenset() if grammar is None else grammar.FORMS


def inflect(word: Word, form: str, language: str, *, formal: bool = True) -> str | None:
    """Return `word` in a form of `language`, with its preposition or article where the form has one.

    A form that the record itself brings wins over every rule. None where the form cannot be known; the phrase's
    sibling without it has to do then.
    """
    if form in word.given:
        return word.given[form]
    grammar = _grammar(language)
    if grammar is None or not (word.text.strip() or word.moment is not None):
        return None
    found: str | None = grammar.inflect(word, form, formal=formal)
    return found


def _grammar(language: str) -> ModuleType | None:
    if language not in _GRAMMARS:
        return None
    if language not in _loaded:
        _loaded[language] = import_module(f"store.rules.forms.{_GRAMMARS[language]}")
    return _loaded[language]
