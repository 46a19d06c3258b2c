"""What can be done to rows, each as one step on an open transaction, so that all that are marked are one undo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from screens.attentions import attention_of
from screens.target import Kind, Target
from store.answering import answer, need_no_reply, resolve, wait_on
from store.correcting import take_out_interaction
from store.joining import join_conversations
from store.promising import break_promise, keep_promise, move_promise, release_promise
from store.records.conversation import WaitingOn
from store.reminding import Finished, drop_follow_up, finish_follow_up, skip_follow_up, snooze_follow_up
from store.rules.follow_up_words import missed_words
from store.sentences import _
from store.thanking import greet, pass_over, post_card
from store.wording import exact_when_words

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


class Deed(NamedTuple):
    """One thing to do to every target.

    Attributes:
        what: its key in the change log.
        words: what to say once it is done, before what it was done to.
        do: does it to one of them, on an open transaction.
    """

    what: str
    words: str
    do: Callable[[Book, Change, Target], object]


def done(kinds: Collection[Kind]) -> Deed:
    """Return the deed of `d`: a message is answered, a promise kept, a follow-up done, a card posted, a day marked."""
    thanked: set[int | None] = set()

    def do(book: Book, change: Change, target: Target) -> object:
        match target.kind:
            case "conversation":
                answer(book, change, target.id)
            case "promise":
                keep_promise(book, change, target.id)
            case "card":
                # One card thanks for everything, so that of several rows of a customer the first has done it.
                if target.customer not in thanked:
                    post_card(book, change, attention_of(target))
                thanked.add(target.customer)
            case "greeting":
                greet(book, change, attention_of(target))
            case _:
                return finish_follow_up(book, change, target.id)
        return None

    if set(kinds) == {"conversation"}:
        return Deed("conversation.answer", _("Answered"), do)
    if set(kinds) == {"promise"}:
        return Deed("promise.keep", _("Kept"), do)
    if set(kinds) == {"card"}:
        return Deed("thanks.posted", _("Posted"), do)
    if set(kinds) == {"greeting"}:
        return Deed("thanks.greeted", _("Greeted"), do)
    return Deed("followup.done" if set(kinds) == {"follow_up"} else "rows.done", _("Done"), do)


def coming_words(results: Iterable[object], now: datetime) -> str:
    """Return what to say of follow-ups that were finished: what was missed meanwhile, and when one comes again."""
    words = "; ".join(coming_parts([one for one in results if isinstance(one, Finished)], now))
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def coming_parts(finished: Sequence[Finished], now: datetime) -> list[str]:
    """Return how many more dues had passed of what was finished, and when it comes again where it was one."""
    parts = []
    missed = sum(one.follow_up.missed for one in finished)
    if missed:
        kind = "season" if all(one.follow_up.season for one in finished) else ""
        parts.append(missed_words(missed, kind))
    if len(finished) == 1 and finished[0].coming is not None and finished[0].coming.due is not None:
        parts.append(_("again {day}").format(day=exact_when_words(_in_zone(finished[0].coming.due, now), now.date())))
    return parts


def _in_zone(due: date | datetime, now: datetime) -> date | datetime:
    return due.astimezone(now.tzinfo) if isinstance(due, datetime) else due


def joined(keep: int) -> Deed:
    """Return the deed of `J`: what was said in the others is part of the conversation `keep` from now on."""

    def do(book: Book, change: Change, target: Target) -> None:
        if target.id != keep:
            join_conversations(book, change, keep, target.id)

    return Deed("conversation.merge", _("Made one"), do)


def no_reply() -> Deed:
    """Return the deed of `n`."""
    return Deed(
        "conversation.no-reply",
        _("No reply needed"),
        lambda book, change, target: need_no_reply(book, change, target.id),
    )


def waiting(whom: WaitingOn, name: str = "") -> Deed:
    """Return the deed of `t`: it waits on `whom`, a third party by `name`."""
    words = {"customer": _("the customer"), "us": _("you")}.get(whom, name)
    return Deed(
        "conversation.wait",
        _("Waits on {whom}").format(whom=words),
        lambda book, change, target: wait_on(book, change, target.id, whom, name=name),
    )


def postponed(kinds: Collection[Kind], due: date | datetime, today: date, *, told: bool) -> Deed:
    """Return the deed of `m`: promises are moved to `due`, told or not; follow-ups are put off until then."""

    def do(book: Book, change: Change, target: Target) -> None:
        if target.kind == "promise":
            move_promise(book, change, target.id, due, told)
        else:
            snooze_follow_up(book, change, target.id, due)

    when = exact_when_words(due, today)
    if set(kinds) == {"promise"}:
        return Deed("promise.move", _("Moved to {when}").format(when=when), do)
    what = "followup.snooze" if set(kinds) == {"follow_up"} else "rows.postpone"
    return Deed(what, _("Put off until {when}").format(when=when), do)


def released() -> Deed:
    """Return the deed of a promise that the customer wants no more."""
    return Deed("promise.release", _("Released"), lambda book, change, target: release_promise(book, change, target.id))


def broken() -> Deed:
    """Return the deed of a promise that will not be kept."""
    return Deed("promise.break", _("Broken"), lambda book, change, target: break_promise(book, change, target.id))


def dropped() -> Deed:
    """Return the deed of a follow-up that is not needed any more."""
    return Deed("followup.drop", _("Dropped"), lambda book, change, target: drop_follow_up(book, change, target.id))


def skipped() -> Deed:
    """Return the deed of a follow-up that is left out this time."""
    return Deed("followup.skip", _("Skipped"), lambda book, change, target: skip_follow_up(book, change, target.id))


def passed_over() -> Deed:
    """Return the deed of a day that is not marked this time, or a card that is not written."""
    return Deed(
        "thanks.passed",
        _("Not this time"),
        lambda book, change, target: pass_over(book, change, attention_of(target)),
    )


def resolved(outcome: str) -> Deed:
    """Return the deed of a matter that is closed, with what the customer got."""
    return Deed(
        "conversation.resolve",
        _("Closed"),
        lambda book, change, target: resolve(book, change, target.id, outcome=outcome),
    )


def draft_dropped() -> Deed:
    """Return the deed of a parked line that is dropped."""
    return Deed("draft.drop", _("Dropped"), lambda book, change, target: change.drop(book.draft(target.id)))


def entry_deleted() -> Deed:
    """Return the deed of an entry that is taken out of the history."""
    return Deed(
        "interaction.delete",
        _("Deleted"),
        lambda book, change, target: take_out_interaction(book, change, target.id),
    )
