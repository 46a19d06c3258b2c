"""What is asked where a reply has a gap: with what may stand there, and the sentence as it reads while one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from screens.composition import DUE, Composition, Gap
from screens.marks import ELLIPSIS
from screens.placeholder_words import asked_sentence
from screens.shown import one_line, shown
from screens.widgets.question_bar import Choice, Question
from store.advising import advice_on, offered_with_acknowledgement, warning_on_move
from store.composing import Reply, fill_phrase
from store.errors import NotUnderstoodError
from store.moments import read_due
from store.phrase_values import suggestions
from store.records.promise import Promise
from store.records.text import clean_line
from store.rules.capture_arguments import split_condition
from store.rules.capture_pieces import split_line
from store.rules.filling import FilledPiece
from store.rules.placeholders import GENDERED
from store.rules.promises import check_due
from store.rules.working_time import start_of_day
from store.sentences import _
from store.wording import exact_when_words

if TYPE_CHECKING:
    from store.book import Book

_MOST_OFFERED = 5
_LONGEST_OFFERED = 200
_ABOUT_SHOWN = 60
_ENDS = ".!?;。…"
_DAYS_AHEAD = (1, 2, 7)
_USUAL = "~"
_MOMENTS = (DUE, "opens")


def gap_question(book: Book, reply: Reply, composition: Composition, gap: Gap) -> Question:
    """Return the question that asks for what is missing, but for a promise's due, which `due_question` asks for.

    Args:
        book: the open book.
        reply: what the reply is made for.
        composition: what was put together so far.
        gap: what is missing, and in which part.
    """
    phrase = composition.parts[gap.part]
    plain, _colon, form = gap.name.partition(":")
    former = composition.answers.get(gap.name, "")

    def read(typed: str) -> str:
        answers = {**composition.answers, gap.name: moment_answer(book, gap.name, typed)}
        return sentence_around(fill_phrase(book, reply, phrase, answers).filled.pieces, gap.name)

    offered = form.split("/") if plain in GENDERED else suggestions(book, reply.customer, reply.matter).get(plain, [])
    texts = dict.fromkeys(clean_line(text)[:_LONGEST_OFFERED] for text in offered)
    choices = tuple(Choice(text, shown(text, _ABOUT_SHOWN)) for text in list(texts)[:_MOST_OFFERED])
    return Question(
        sentence=asked_sentence(gap.name),
        about=one_line(phrase.title),
        choices=() if former else choices,
        read=None if plain in GENDERED else read,
        start=former,
        placeholder=_("as it is to stand in the sentence"),
    )


def moment_answer(book: Book, name: str, typed: str) -> str:
    """Return an answer as it is kept: a time as the date or instant that is meant today, and everything else as typed.

    Raises:
        NotUnderstoodError: a time cannot be read, or can be read in several ways.
    """
    if name not in _MOMENTS or not typed.strip():
        return typed
    return read_due(book, typed).isoformat()


def due_question(book: Book, reply: Reply, former: date | datetime | None, moves: Promise | None) -> Question:
    """Return the question by when something is promised, with how long such have taken so far.

    Args:
        book: the open book.
        reply: what the reply is made for.
        former: the due that was said before in this reply.
        moves: the promise that gets another due; None for a new one.
    """
    today = book.now().date()

    def read(typed: str) -> str:
        due = read_promised_due(book, typed, moves)
        return ". ".join(filter(None, (exact_when_words(due, today), *due_advice(book, due, moves))))

    return Question(
        sentence=_("By when now?") if moves is not None else _("Promised by when?"),
        about=one_line(moves.what) if moves is not None else "",
        choices=() if former is not None else tuple(_dues(book, reply, moves)),
        read=read,
        start=_typed(former) if former is not None else "",
        placeholder=_("such as fri 17:00, in 3 days, next week; ~ is what you usually need"),
    )


def read_promised_due(book: Book, typed: str, moves: Promise | None) -> date | datetime:
    """Return the due that is meant; `~` is what is usually kept.

    Raises:
        NotUnderstoodError: it cannot be read, is more than a hundred years away, or nothing is usual yet.
        WrongStateError: it has passed.
    """
    now = book.now()
    if typed.strip() == _USUAL:
        advice = advice_on(book, moves.kind if moves is not None else "", now, now.date() + timedelta(days=1))
        if advice is None or advice.usually_by is None:
            raise NotUnderstoodError(_("It is not known yet how long you usually need. Write a day."))
        return advice.usually_by.astimezone(book.zone).date()
    due = read_due(book, typed)
    check_due(now, due, book.calendar)
    return due


def what_question(suggested: Sequence[str], former: str) -> Question:
    """Return the question what is promised; a condition may stand at its end.

    Args:
        suggested: what it may be, the likeliest first.
        former: what was said before in this reply.
    """

    def read(typed: str) -> str:
        what, condition = read_what(typed)
        return _("{what}, on condition: {condition}").format(what=what, condition=condition) if condition else what

    choices = () if former else tuple(Choice(text, shown(text, _ABOUT_SHOWN)) for text in suggested)
    return Question(
        sentence=_("What do you promise?"),
        choices=choices,
        read=read,
        start=former,
        placeholder=_("such as: send a new hinge if the part arrives"),
    )


def read_what(typed: str) -> tuple[str, str]:
    """Return what is promised, and what it hangs on, empty for nothing."""
    what, condition = split_condition(split_line(clean_line(typed)))
    return (what, condition) if condition else (clean_line(typed), "")


def sentence_around(pieces: Sequence[FilledPiece], name: str) -> str:
    """Return the sentence in which a placeholder stands, as it reads now; what is still missing is an ellipsis."""
    texts = [ELLIPSIS if piece.is_missing else piece.text for piece in pieces]
    found = next((at for at, piece in enumerate(pieces) if piece.placeholder in (name, name.partition(":")[0])), -1)
    if found < 0:
        return one_line("".join(texts))
    before, after = "".join(texts[:found]), "".join(texts[found + 1 :])
    begin = max((before.rfind(end) + 1 for end in (*_ENDS, "\n")), default=0)
    ends = [at + 1 for at in (after.find(end) for end in (*_ENDS, "\n")) if at >= 0]
    return one_line(before[begin:] + texts[found] + after[: min(ends, default=len(after))])


def due_advice(book: Book, due: date | datetime, moves: Promise | None) -> Iterator[str]:
    """Give what there is to say of a due beside itself: how long such have taken so far."""
    if moves is not None:
        yield warning_on_move(book, [moves], due)
        return
    advice = advice_on(book, "", book.now(), due)
    if advice is not None:
        yield advice.words


def _dues(book: Book, reply: Reply, moves: Promise | None) -> Iterator[Choice]:
    """Give what is usually kept, then days ahead on which the shop is open, with a warning where one is too soon."""
    today = book.now().date()
    days: dict[date, None] = {}
    advice = advice_on(book, "", book.now(), today + timedelta(days=1)) if moves is None else None
    if advice is not None and advice.usually_by is not None:
        days[advice.usually_by.astimezone(book.zone).date()] = None
    offered = offered_with_acknowledgement(book, reply.channel, book.now())  # type: ignore[arg-type]
    if offered is not None and not days:
        days[offered.due] = None
    for ahead in _DAYS_AHEAD:
        opening = book.calendar.next_opening(start_of_day(today + timedelta(days=ahead), book.zone))
        days[opening.date() if opening is not None else today + timedelta(days=ahead)] = None
    for day in days:
        yield Choice(day.isoformat(), exact_when_words(day, today), _warning(book, day, moves))


def _warning(book: Book, day: date, moves: Promise | None) -> str:
    if moves is not None:
        return warning_on_move(book, [moves], day)
    advice = advice_on(book, "", book.now(), day)
    return advice.words if advice is not None and advice.is_warning else ""


def _typed(due: date | datetime) -> str:
    return due.isoformat(timespec="minutes") if isinstance(due, datetime) else due.isoformat()
