"""The reader's page of the shipped phrases: every one in every language beside the others, for speakers to review."""

from __future__ import annotations

from collections.abc import Iterator

from store.packs import Head, shipped
from store.phrases import category_words, cause_words, language_words, trouble_words
from store.records.phrase import CATEGORIES
from store.rules.filling import Wording
from store.wording import channel_words

_MARKUP = str.maketrans({one: f"\\{one}" for one in "\\`*_[]<>#"})
_VARIANTS = (
    ("text", ""),
    ("familiar", "familiar"),
    ("sms", "text message"),
    ("sms_familiar", "text message, familiar"),
    ("plain", "without gender and case"),
    ("plain_familiar", "without gender and case, familiar"),
)


def phrases_page() -> str:
    """Return all shipped phrases as Markdown, category by category."""
    packs = shipped()
    parts = []
    for category in CATEGORIES:
        parts.append(f"## {category_words(category).capitalize()}")
        for head in packs.heads.values():
            if head.category == category:
                parts += [f"### {head.id}", *_about(head)]
                for language in packs.languages():
                    wording = packs.wordings(language).get(head.id)
                    parts += [f"**{language_words(language)}** · missing"] if wording is None else _worded(wording)
    return "\n\n".join(parts)


def _about(head: Head) -> Iterator[str]:
    known = [cause_words(head.cause), trouble_words(head.trouble), head.mood]
    if head.channels:
        known.append(", ".join(channel_words(channel) for channel in head.channels))
    if head.promise:
        known.append(f"promises within {head.promise}")
    if any(known):
        yield " · ".join(filter(None, known))


def _worded(wording: Wording) -> Iterator[str]:
    yield f"**{language_words(wording.language)}** · {_plain(wording.title)}"
    for name, said in _VARIANTS:
        text = getattr(wording, name)
        if text:
            if said:
                yield f"*{said}*"
            yield _quoted(text)
    if wording.questions:
        yield "\n".join(f"1. {_plain(question)}" for question in wording.questions)


def _quoted(text: str) -> str:
    return "\n".join(f"> {_plain(line)}".rstrip() for line in text.split("\n"))


def _plain(text: str) -> str:
    return text.translate(_MARKUP)
