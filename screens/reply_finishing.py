"""What can be done with a reply that is whole: how it may go out, and what becomes of the matter when it is logged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from screens.composition import Composed, Composition
from screens.reply_keeping import Wanted
from screens.shown import one_line, shown
from screens.widgets.question_bar import Choice, Question
from store.capturing import Logged
from store.composing import Reply
from store.errors import NotFoundError, RegularsError
from store.promising import keep_promise, move_promise
from store.records.conversation import WaitingOn
from store.records.interaction import Channel
from store.records.promise import Promise
from store.reminding import finish_follow_up
from store.replying import Outgoing, log_reply
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

LOGS = frozenset(("log", "kept", "done", "us", "resolved"))
_WHAT_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a reply is logged: `how` is one of `LOGS`; of a matter that is closed with it, what the customer got."""

    how: str
    outcome: str = ""


def finish_question(
    book: Book, wanted: Wanted, reply: Reply, composition: Composition, composed: Composed, *, has_mail: bool
) -> Question:
    """Return the question how the reply goes out; logged as answered comes first, so that Enter does that.

    Args:
        book: the open book.
        wanted: what the reply was asked for with.
        reply: what it is made for.
        composition: what was put together.
        composed: what that comes to.
        has_mail: whether the owner has set a mail command.
    """
    choices = (*_ways_to_log(book, wanted, reply, composition, composed), *_ways_out(has_mail=has_mail))
    sentence = _("How does it go out?")
    if _has_moved_on(book, reply):
        sentence = _("This matter has moved on since you began. How does it go out?")
    return Question(sentence=sentence, about=one_line(reply.customer.shown_name), choices=choices)


def _has_moved_on(book: Book, reply: Reply) -> bool:
    """Whether something was logged in the matter since the reply was begun, as by another session of the owner's."""
    record = reply.matter.conversation
    if record is None:
        return False
    try:
        now = book.interactions_in(book.conversation(record.id))
    except NotFoundError:
        return True
    return [one.id for one in now] != [one.id for one in reply.matter.entries]


def outcome_question(about: str) -> Question:
    """Return the question what the customer got, where the matter is closed with the reply."""
    return Question(
        sentence=_("Close the matter? Write what they got, or just press Enter."),
        about=about,
        read=lambda typed: _("they got: {outcome}").format(outcome=one_line(typed)),
        placeholder=_("such as: new hinge fitted, free of charge"),
        may_be_empty=True,
    )


def log(
    book: Book,
    change: Change,
    wanted: Wanted,
    reply: Reply,
    composition: Composition,
    composed: Composed,
    ending: Ending,
    channel_name: str,
) -> Logged:
    """In a transaction: log a reply with all that goes with it, and return what it made.

    Args:
        book: the open book.
        change: the open transaction, one change and one undo.
        wanted: what the reply was asked for with.
        reply: what it is made for.
        composition: what was put together.
        composed: what that comes to; it is whole.
        ending: how it is logged.
        channel_name: the owner's name for the channel.

    Raises:
        RegularsError: something of it cannot be saved; nothing is.
    """
    waiting_on: WaitingOn | None = "us" if ending.how == "us" else None
    last = reply.matter.unanswered or reply.matter.last_heard
    logged = log_reply(
        book,
        change,
        Outgoing(
            customer=reply.customer.id,
            text=composed.text or "",
            channel=cast("Channel", reply.channel),
            channel_name=channel_name,
            phrases=[part.key for part in composition.parts],
            kind="ack" if composed.is_acknowledgement else "",
            contact=reply.contact,
            public=last is not None and last.public and last.channel == reply.channel,
            conversation=_conversation(reply),
            promises=composed.promises,
            waiting_on=waiting_on,
            is_resolved=ending.how == "resolved",
            outcome=ending.outcome,
        ),
    )
    promising = composition.promising
    if promising is not None and promising.moves is not None:
        move_promise(book, change, promising.moves, promising.due, told=True)
    kept = kept_with(reply, composition)
    if ending.how == "kept" and kept is not None:
        keep_promise(book, change, kept.id)
    if ending.how == "done" and wanted.follow_up:
        finish_follow_up(book, change, wanted.follow_up, entry=logged.interaction)
    return logged


def kept_with(reply: Reply, composition: Composition) -> Promise | None:
    """Return the open promise that may be kept by this reply, such as that of an answer; None where there is none."""
    promise = reply.matter.promise
    moves = composition.promising is not None and composition.promising.moves is not None
    return promise if promise is not None and promise.state == "open" and not moves else None


def _ways_to_log(
    book: Book, wanted: Wanted, reply: Reply, composition: Composition, composed: Composed
) -> Iterator[Choice]:
    name = one_line(reply.customer.greeting_name)
    has_matter = reply.matter.conversation is not None
    if wanted.follow_up and _is_open(book, wanted.follow_up):
        yield Choice("done", _("log it, and the follow-up is done"), shown(_follow_up(book, wanted), _WHAT_SHOWN))
    kept = kept_with(reply, composition)
    if composed.is_acknowledgement:
        yield Choice("log", _("log it: it has arrived"), _("their question still waits for your answer"))
    elif composed.promises or composed.moves is not None or kept is not None:
        yield Choice("log", _("log it as answered"), _("a promise is open: it stays your turn"))
    elif has_matter:
        yield Choice("log", _("log it as answered"), _("then it waits on {name}").format(name=name))
    else:
        yield Choice("log", _("log it"), _("into their history"))
    if kept is not None:
        yield Choice("kept", _("log it, and the promise is kept"), shown(kept.what, _WHAT_SHOWN))
    if has_matter:
        if not (composed.is_acknowledgement or composed.promises or kept is not None):
            yield Choice("us", _("log it, still your turn"), _("it goes on waiting on you"))
        yield Choice("resolved", _("log it, the matter is closed"), _("asks what they got"))


def _ways_out(*, has_mail: bool) -> Iterator[Choice]:
    yield Choice("clipboard", _("to your terminal's clipboard"), _("to paste it; some terminals do not take it"))
    yield Choice("plain", _("show it plain"), _("to select it by hand"))
    yield Choice("say", _("read it aloud"), _("large, one paragraph at a time"))
    yield Choice("file", _("write it to a file"))
    if has_mail:
        yield Choice("mail", _("hand it to your mail program"))


def _conversation(reply: Reply) -> int | None:
    conversation = reply.matter.conversation
    return conversation.id if conversation is not None else None


def _is_open(book: Book, follow_up: int) -> bool:
    try:
        return book.follow_up(follow_up).state == "open"
    except RegularsError:
        return False


def _follow_up(book: Book, wanted: Wanted) -> str:
    try:
        return book.follow_up(wanted.follow_up).what
    except NotFoundError:
        return ""
