"""What a placeholder is called where it is asked for: in the owner's words, never in the braces of a phrase."""

from __future__ import annotations

from store.rules.placeholders import ASK, FIELD, GENDERED
from store.sentences import _


def placeholder_words(name: str) -> str:
    """Return what is missing, in a word or two.

    Args:
        name: as `Filled.missing` has it: with a form behind a colon where that is what is missing.
    """
    plain, _colon, form = name.partition(":")
    if plain in GENDERED:
        return " / ".join(form.split("/"))
    if plain.startswith(ASK):
        return plain.removeprefix(ASK)
    if plain.startswith(FIELD):
        return plain.removeprefix(FIELD)
    return _KNOWN.get(plain, lambda: plain)()


def asked_sentence(name: str) -> str:
    """Return the question that asks for something that is missing."""
    plain, _colon, form = name.partition(":")
    if plain == "g":
        return _("Which word fits the customer?")
    if plain == "owner.g":
        return _("Which word fits you?")
    if form:
        return _("How is it written in this sentence: {what}?").format(what=placeholder_words(plain))
    asked = _ASKED.get(plain)
    return asked() if asked is not None else _("What stands here: {what}?").format(what=placeholder_words(plain))


# Translated when they are asked for: the language is known only once the book is open.
_KNOWN = {
    "name": lambda: _("the name"),
    "company": lambda: _("the business"),
    "owner": lambda: _("your name"),
    "shop": lambda: _("the shop"),
    "address": lambda: _("the shop's address"),
    "hours": lambda: _("the opening hours"),
    "phone": lambda: _("the shop's phone"),
    "email": lambda: _("the shop's e-mail"),
    "web": lambda: _("the shop's web page"),
    "review": lambda: _("where to leave a review"),
    "item": lambda: _("what it is about"),
    "their_words": lambda: _("their words"),
    "waited": lambda: _("how long they waited"),
    "promise.what": lambda: _("what you promise"),
    "promise.due": lambda: _("by when"),
    "promise.condition": lambda: _("on what it depends"),
    "third_party": lambda: _("who has it"),
    "opens": lambda: _("the next opening"),
    "years": lambda: _("years with you"),
    "occasion": lambda: _("the occasion"),
    "problem": lambda: _("the problem"),
    "solution": lambda: _("the solution"),
    "benefit": lambda: _("the benefit"),
    "reason": lambda: _("the reason"),
    "amount": lambda: _("the amount"),
    "gesture": lambda: _("what you give"),
    "answer": lambda: _("the answer"),
}
_ASKED = {
    "problem": lambda: _("What is the problem?"),
    "solution": lambda: _("How do you solve it?"),
    "benefit": lambda: _("What do they gain by it?"),
    "reason": lambda: _("What is the reason?"),
    "amount": lambda: _("How much is it?"),
    "gesture": lambda: _("What do you give them?"),
    "answer": lambda: _("What is the answer?"),
    "item": lambda: _("What is it about?"),
    "their_words": lambda: _("What did they say, in their words?"),
    "waited": lambda: _("How long did they wait?"),
    "promise.what": lambda: _("What do you promise?"),
    "promise.due": lambda: _("By when?"),
    "promise.condition": lambda: _("On what does it depend?"),
    "third_party": lambda: _("Who has it now?"),
    "opens": lambda: _("When are you open again?"),
    "occasion": lambda: _("What is the occasion?"),
}
