"""`regulars phrase`: the right words, shipped and your own, filled for a customer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from store.book import Book
from store.composing import FilledPhrase, fill_phrase, reply_to
from store.errors import NotUnderstoodError
from store.packs import shipped
from store.phrase_keeping import add_phrase, copy_phrase, drop_phrase, edit_phrase, mark_phrase
from store.phrase_search import search_phrases
from store.phrase_uses import NEVER, Uses, felt_words
from store.phrases import KnownPhrase, category_words, find_phrase, languages_for, phrases_in
from store.records.interaction import CHANNELS
from store.records.phrase import CATEGORIES, CAUSES, TROUBLES, Phrase
from store.records.shop import LANGUAGES
from store.sentences import _, ngettext
from store.wording import day_words
from tui.command import IN_PART, Arguments, Command, Outcome, identity, one_of
from tui.commands.phrase_pages import away, away_arguments, page, page_arguments
from tui.documents import phrase_document
from tui.output import printable
from tui.standard_input import whole_input
from tui.tables import Table

_WORDS = ("title", "text", "familiar", "sms", "sms_familiar", "plain", "plain_familiar")


def _list_arguments(arguments: Arguments) -> None:
    arguments.option("--language", "L", _("in this language; else the shop's"), one_of(*LANGUAGES))
    arguments.flag("--all", _("the hidden ones too"))
    arguments.option(
        "--category", "C", _("only these: {names}").format(names=", ".join(CATEGORIES)), one_of(*CATEGORIES)
    )
    arguments.option("--find", "TEXT", _("only those with these words, in any spelling"))


def _list(book: Book, given: Namespace) -> Outcome:
    languages = languages_for(book, None, given.language or "")
    known = phrases_in(book, languages, hidden=given.all)
    problems = [printable(problem.words) for problem in shipped().problems(languages)]
    if given.category:
        known = [one for one in known if one.category == given.category]
    if given.find:
        known = search_phrases(known, given.find)
    uses, today = book.phrase_uses.all(), book.now().date()
    table = Table(
        (_("No"), _("Category"), _("Title"), _("Used"), _("Last"), _("Felt afterwards"), _("Shortcut")),
        [
            (
                one.key,
                category_words(one.category),
                _("{title} (not looked at for six months)").format(title=one.title)
                if one.is_stale(today)
                else one.title,
                *_used(book, uses.get(one.key, NEVER)),
                f";{one.shortcut}" if one.shortcut else "",
            )
            for one in known
        ],
        _("No phrase is like that."),
    )
    return Outcome(
        document=[phrase_document(book, one) for one in known],
        parts=[table],
        remarks=problems,
        status=IN_PART if problems else 0,
    )


def _used(book: Book, uses: Uses) -> tuple[str, str, str]:
    """Return how often a phrase went out, when last, and how customers felt when they next wrote."""
    if not uses.times or uses.last is None:
        return "", "", ""
    last = day_words(uses.last.astimezone(book.zone).date(), book.now().date())
    return str(uses.times), last, felt_words(uses)


def _id_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the phrase: its id, its number, or its shortcut"))


def _show_arguments(arguments: Arguments) -> None:
    _id_arguments(arguments)
    arguments.option("--language", "L", _("in this language; else the shop's"), one_of(*LANGUAGES))


def _show(book: Book, given: Namespace) -> Outcome:
    phrase = find_phrase(book, given.id, languages_for(book, None, given.language or ""))
    return Outcome(document=phrase_document(book, phrase), parts=[*_as_written(phrase)])


def _as_written(phrase: KnownPhrase) -> list[str]:
    lines = [printable(f"{phrase.key}: {phrase.title}")]
    for name in (*_WORDS[1:], "questions"):
        value = getattr(phrase.wording, name)
        if value:
            text = "\n".join(value) if isinstance(value, tuple) else value
            lines += ["", f"{name}:", *map(printable, text.split("\n"))]
    return lines


def _fill_arguments(arguments: Arguments) -> None:
    _id_arguments(arguments)
    arguments.option("--customer", "WHO", _("for whom"), needed=True)
    arguments.option("--set", "KEY=VALUE", _("what a placeholder stands for, such as item=oven"), many=True)
    arguments.option("--channel", "C", _("on which channel it goes out"), one_of(*CHANNELS))
    arguments.option("--language", "L", _("in this language; else the customer's"), one_of(*LANGUAGES))
    arguments.option(
        "--formality", "F", _("formal or familiar; else as the customer is addressed"), one_of("formal", "familiar")
    )
    arguments.option("--conversation", "ID", _("what it is about; else what waits longest"), identity)
    arguments.option("--promise", "ID", _("which promise it speaks of; else the next one due"), identity)


def _fill(book: Book, given: Namespace) -> Outcome:
    customer = book.who(given.customer)
    reply = reply_to(
        book,
        customer.id,
        conversation=given.conversation,
        promise=given.promise,
        channel=given.channel or "",
        language=given.language or "",
    )
    if given.formality:
        reply = replace(reply, formality=given.formality)
    phrase = find_phrase(book, given.id, reply.languages)
    if not given.channel and phrase.channels and reply.channel not in phrase.channels:
        reply = replace(reply, channel=phrase.channels[0])
    filled = fill_phrase(book, reply, phrase, _settings(given.set or []))
    return Outcome(
        document={
            **phrase_document(book, phrase),
            "customer": customer.id,
            "customer_name": customer.shown_name,
            "language": filled.filled.language,
            "formality": filled.filled.formality,
            "text": filled.filled.text,
            "missing": list(filled.filled.missing),
        },
        parts=[] if filled.filled.text is None else [*map(printable, filled.filled.text.split("\n"))],
        remarks=[printable(note) for note in (*filled.notes, *_length_words(filled), *_missing_words(filled))],
        status=IN_PART if filled.filled.missing else 0,
    )


def _missing_words(filled: FilledPhrase) -> list[str]:
    missing = filled.filled.missing
    if not missing:
        return []
    return [
        ngettext(
            "{names} is missing. Say what it stands for: --set {first}=…",
            "{names} are missing. Say what they stand for: --set {first}=… --set …",
            len(missing),
        ).format(names=", ".join(missing), first=missing[0])
    ]


def _length_words(filled: FilledPhrase) -> list[str]:
    length = filled.length
    if length is None or length.is_one:
        return []
    return [
        _("This takes {count} text messages: {units} characters, {alone} go into one.").format(
            count=length.parts, units=length.units, alone=160 if length.alphabet == "gsm7" else 70
        )
    ]


def _settings(given: list[str]) -> dict[str, str]:
    wanted: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals:
            raise NotUnderstoodError(_("“{text}” is not KEY=VALUE, such as item=oven.").format(text=text[:60]))
        wanted[key.strip()] = value
    return wanted


def _word_options(arguments: Arguments) -> None:
    arguments.option("--title", "TEXT", _("a few words for lists; of an answer, the question"))
    arguments.option("--text", "TEXT", _("the words, with placeholders such as {name}; -: from standard input"))
    arguments.option("--familiar", "TEXT", _("the words for those you are on familiar terms with"))
    arguments.option("--sms", "TEXT", _("a short wording for a text message"))
    arguments.option("--sms-familiar", "TEXT", _("the same in the familiar form"))
    arguments.option("--plain", "TEXT", _("a sibling without gender and case"))
    arguments.option("--plain-familiar", "TEXT", _("the same in the familiar form"))
    arguments.option("--question", "TEXT", _("one of a set of questions, in the place of a text"), many=True)
    arguments.option(
        "--category", "C", _("what it is: {names}").format(names=", ".join(CATEGORIES)), one_of(*CATEGORIES)
    )
    arguments.option("--cause", "C", _("whose doing: {names}").format(names=", ".join(CAUSES)), one_of("", *CAUSES))
    arguments.option(
        "--trouble", "T", _("which trouble: {names}").format(names=", ".join(TROUBLES)), one_of("", *TROUBLES)
    )
    arguments.option("--mood", "M", _("happy, neutral or upset"), one_of("", "happy", "neutral", "upset"))
    arguments.option("--channel", "C", _("a channel for which it is; none: all"), one_of(*CHANNELS), many=True)
    arguments.option("--shortcut", "WORD", _("a short word that finds it, such as ;sorry"))


def _add_arguments(arguments: Arguments) -> None:
    arguments.option("--language", "L", _("its language; else the shop's"), one_of(*LANGUAGES))
    _word_options(arguments)


def _add(book: Book, given: Namespace) -> Outcome:
    language = given.language or languages_for(book, None)[0]
    if not given.category:
        raise NotUnderstoodError(_("What is it for? Give its category: {names}.").format(names=", ".join(CATEGORIES)))
    with book.transact("phrase.add") as change:
        phrase = add_phrase(book, change, replace(Phrase(language=language), **_written(given)))
    return _told(book, phrase, _("Kept: {title}; phrase {key}."))


def _edit_arguments(arguments: Arguments) -> None:
    _id_arguments(arguments)
    arguments.option("--language", "L", _("of a shipped one: the language of the copy"), one_of(*LANGUAGES))
    _word_options(arguments)
    arguments.option("--favourite", "yes|no", _("whether it stands first in its category"), _yes_or_no)
    arguments.option("--hidden", "yes|no", _("whether lists leave it out"), _yes_or_no)
    arguments.flag("--checked", _("an answer that you have just found right"))


def _edit(book: Book, given: Namespace) -> Outcome:
    """Change an own phrase; of a shipped one other words make a copy, and marks are kept beside it."""
    written = _written(given)
    shortcut = written.pop("shortcut", None)
    marks: dict[str, Any] = {
        name: getattr(given, name) for name in ("favourite", "hidden") if getattr(given, name) is not None
    }
    if given.checked:
        marks["checked"] = book.now().date()
    if not written and not marks and shortcut is None:
        raise NotUnderstoodError(_("Say what is to be changed, such as --text or --shortcut."))
    with book.transact("phrase.edit") as change:
        known = find_phrase(book, given.id, languages_for(book, None, given.language or ""))
        sentence = _("Changed: {title}; phrase {key}.")
        phrase: Phrase | None = None
        if written and known.own is None:
            phrase = copy_phrase(book, change, known, **written)
            sentence = _("Copied and changed: {title}; phrase {key}. The shipped one stays.")
        elif written:
            phrase = edit_phrase(book, change, known.own.id, **written)  # type: ignore[union-attr]
        if phrase is not None:
            known = find_phrase(book, phrase.key, (phrase.language,))
        if marks or shortcut is not None:
            phrase = mark_phrase(book, change, known, shortcut=shortcut, **marks)
    assert phrase is not None
    return _told(book, phrase, sentence, known.language)


def _drop(book: Book, given: Namespace) -> Outcome:
    with book.transact("phrase.drop") as change:
        known = find_phrase(book, given.id, languages_for(book, None))
        if known.own is None:
            raise NotUnderstoodError(
                _(
                    "{key} came with Regulars and stays. Leave it out of lists: regulars phrase edit {key} --hidden yes"
                ).format(key=known.key)
            )
        document = phrase_document(book, known)
        drop_phrase(book, change, known.own.id)
    line = _("Taken out: {title}; phrase {key}. “regulars undo” brings it back.").format(
        title=known.title, key=known.key
    )
    return Outcome(document=document, parts=[printable(line)])


def _written(given: Namespace) -> dict[str, Any]:
    names = (*_WORDS, "category", "cause", "trouble", "mood", "shortcut")
    written = {name: getattr(given, name) for name in names if getattr(given, name) is not None}
    if written.get("text") == "-":
        written["text"] = whole_input()
    if given.channel:
        written["channels"] = tuple(dict.fromkeys(given.channel))
    if given.question:
        written["questions"] = tuple(given.question)
    return written


def _yes_or_no(text: str) -> bool:
    return one_of("yes", "no")(text) == "yes"


def _told(book: Book, phrase: Phrase, sentence: str, language: str = "") -> Outcome:
    known = find_phrase(book, phrase.key, languages_for(book, None, language or phrase.language))
    line = sentence.format(title=known.title, key=known.key)
    return Outcome(document=phrase_document(book, known), parts=[printable(line)])


_ARGUMENTS: Mapping[str, tuple[str, Callable[[Arguments], None], Callable[[Book, Namespace], Outcome]]] = {
    "list": (_("phrases, category by category"), _list_arguments, _list),
    "show": (_("one phrase as it is written"), _show_arguments, _show),
    "fill": (_("a phrase filled for a customer"), _fill_arguments, _fill),
    "add": (_("keep a phrase of your own"), _add_arguments, _add),
    "edit": (_("change your own; of a shipped one it makes a copy, and notes marks"), _edit_arguments, _edit),
    "drop": (_("take out one of your own"), _id_arguments, _drop),
    "page": (_("the answers to frequent questions as one page"), page_arguments, page),
    "away": (_("what to paste for while you are closed"), away_arguments, away),
}
COMMANDS = tuple(
    Command(words=f"phrase {word}", summary=summary, arguments=arguments, run=run)
    for word, (summary, arguments, run) in _ARGUMENTS.items()
)
