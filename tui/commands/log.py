"""`regulars log`: a line of capture, or a line after the other from standard input."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator

from store.advising import offered_with, words_beside
from store.book import Book
from store.capturing import Logged
from store.errors import BookUnavailableError, NotUnderstoodError, RegularsError
from store.moments import said
from store.records.text import clean_text
from store.sentences import _
from store.wording import with_condition
from tui.check_in_offer import check_in_remarks
from tui.command import DONE, IN_PART, Arguments, Command, Outcome
from tui.documents import Document
from tui.output import printable
from tui.standard_input import decoded, whole_input

_STDIN = "-"


def _arguments(arguments: Arguments) -> None:
    arguments.take_rest("line", "LINE", _("what happened, as in the app; - reads lines from standard input"))
    arguments.option("--text", "-", _("a longer text that goes with the line; - reads it from standard input"))


def _run(book: Book, given: Namespace) -> Outcome:
    line = " ".join(given.line)
    if line == _STDIN:
        if given.text is not None:
            raise NotUnderstoodError(_("Lines from standard input take no --text. Leave one of the two out."))
        return _log_lines(book)
    text = whole_input() if given.text == _STDIN else given.text or ""
    logged = book.log(line, text=text)
    documents = [_document(book, one) for one in logged]
    return Outcome(
        document=documents[0] if len(documents) == 1 else documents,
        parts=[_sentence(book, one) for one in logged],
        remarks=[*_beside(book, logged), *_offers(book, logged), *_check_ins(book, logged)],
    )


def _log_lines(book: Book) -> Outcome:
    """Save each line in a transaction of its own; what is refused is named, and the others are saved."""
    saved: list[Logged] = []
    refused: list[str] = []
    failure: BookUnavailableError | None = None
    for number, line in _input_lines():
        try:
            saved += book.log(decoded(line))
        except BookUnavailableError as problem:
            failure = problem
            refused.append(_line_said(number, problem))
            break
        except RegularsError as problem:
            refused.append(_line_said(number, problem))
    if not saved and failure is not None:
        raise failure
    if refused and not saved:
        return Outcome.refused(refused)
    return Outcome(
        document=[_document(book, one) for one in saved],
        parts=[_sentence(book, one) for one in saved],
        remarks=refused,
        status=IN_PART if refused else DONE,
    )


def _beside(book: Book, logged: Iterable[Logged]) -> list[str]:
    return words_beside(book, [book.promise(identity) for one in logged for identity in one.promises])


def _offers(book: Book, logged: Iterable[Logged]) -> Iterator[str]:
    """Give the promise that goes with each acknowledgement, where none is open in the conversation."""
    for one in logged:
        if one.interaction is None:
            continue
        offered = offered_with(book, book.interaction(one.interaction), one.conversation)
        if offered is None:
            continue
        words = ["regulars promise add", f"--customer {one.customer}", "--kind ack", f"--what {_('answer')}"]
        words += [f"--due {offered.due}", *([f"--conversation {one.conversation}"] if one.conversation else [])]
        yield _("Say by when they will have an answer: {command} ({due}; the aim would be {aim}).").format(
            command=" ".join(words), due=said(book, offered.due), aim=said(book, offered.aim)
        )


def _check_ins(book: Book, logged: Iterable[Logged]) -> list[str]:
    """Return the check-ins that the promises offer which the line has kept."""
    return check_in_remarks(book, [book.promise(one.kept) for one in logged if one.kept is not None])


def _input_lines() -> Iterator[tuple[int, bytes]]:
    """Give the number and the bytes of each line that is not blank."""
    if sys.stdin is not None:
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if line.strip():
                yield number, line


def _line_said(number: int, problem: RegularsError) -> str:
    return _("Line {number} was not saved: {problem}").format(number=number, problem=problem.sentence)


def _document(book: Book, logged: Logged) -> Document:
    return {
        "customer": logged.customer,
        "customer_name": book.customer(logged.customer).shown_name,
        "interaction": logged.interaction,
        "conversation": logged.conversation,
        "promises": list(logged.promises),
        "follow_ups": list(logged.follow_ups),
        **({} if logged.done is None else {"done": logged.done, "next": logged.coming}),
    }


def _sentence(book: Book, logged: Logged) -> str:
    parts = [] if logged.interaction is None else [_("interaction {id}").format(id=logged.interaction)]
    if logged.conversation is not None:
        parts.append(_("conversation {id}").format(id=logged.conversation))
    for identity in logged.promises:
        promise = book.promise(identity)
        parts.append(
            _("promise {id}, due {due}: {what}").format(
                id=identity, due=said(book, promise.due), what=with_condition(promise.what, promise.condition)
            )
        )
    for identity in logged.follow_ups:
        follow_up = book.follow_up(identity)
        due = said(book, follow_up.due) or follow_up.occasion
        parts.append(_("follow-up {id}, {due}: {what}").format(id=identity, due=due, what=follow_up.what))
    if logged.kept is not None:
        parts.append(_("promise {id} kept").format(id=logged.kept))
    if logged.done is not None:
        done = _("follow-up {id} done: {what}")
        parts.append(done.format(id=logged.done, what=book.follow_up(logged.done).what))
    if logged.coming is not None:
        coming = book.follow_up(logged.coming)
        parts.append(_("again {due}, follow-up {id}").format(due=said(book, coming.due), id=coming.id))
    return printable(
        _("Saved for {name}: {parts}.").format(
            name=book.customer(logged.customer).shown_name, parts=clean_text("; ".join(parts))
        )
    )


COMMANDS = (Command(words="log", summary=_("save what happened: one line of capture"), arguments=_arguments, run=_run),)
