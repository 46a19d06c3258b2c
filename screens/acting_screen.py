"""What is done to a row, or to all that are marked: the same keys do the same things on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from screens.row_states_screen import OF_THANKS, RowStatesScreen
from screens.shown import shown
from screens.target import Target
from store.errors import RegularsError
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from screens.deeds import Deed

_LONGEST_SHOWN = 40


class ActingScreen(RowStatesScreen):
    """A screen whose rows stand for things in the book."""

    # What the keys do

    async def action_capture(self) -> None:
        """Open the line; for the customers that are marked, if any are."""
        if self.marked and any(target.customer for target in self.marked):
            await self._write(self.targets, "")
        else:
            await super().action_capture()

    async def action_answer(self) -> None:
        """Write down what was answered, in the line; a follow-up is done with it."""
        targets = self.targets
        start = "> "
        if targets[0].kind == "follow_up":
            start = "> +done " if len(targets) > 1 else f"> +done {targets[0].id} "
        elif len(targets) == 1:
            with suppress(RegularsError):
                start = f"> {self._channel_token(targets[0])}={targets[0].id} "
        await self._write(targets, start)

    async def action_write(self) -> None:
        """Write a reply, put together from phrases for what is under the cursor."""
        from screens.writing import reply_action

        targets = self.targets
        if self.book is not None:
            target = targets[0] if targets else Target("customer", self.line_customer or 0, self.line_customer)
            await self.run_action(reply_action(self.book, target, self.write_purpose(target)))

    async def action_questions(self) -> None:
        """Choose a set of questions, and run through it with the customer."""
        from screens.question_sets import matter_of, set_question

        book, targets = self.book, self.targets
        if book is None:
            return
        customer = (targets[0].customer if targets else self.line_customer) or 0
        conversation = matter_of(book, targets[0]) if targets else 0
        await self.ask(
            set_question(book, self._about(targets)),
            lambda key: self.run_action(f"app.run_questions({customer}, {key!r}, {conversation})"),
        )

    def write_purpose(self, target: Target) -> str:
        """Return what a reply written from here is for, as `store.composing` has it; empty for what is open."""
        return ""

    async def action_promise(self) -> None:
        """Note a new promise."""
        await self._note_new("promise", "+promise ")

    async def action_follow_up(self) -> None:
        """Note a new follow-up."""
        await self._note_new("follow_up", "+follow ")

    async def action_done(self) -> None:
        """It is done: the promise kept, the follow-up done, the message answered, the matter closed."""
        from screens.deeds import done

        if self._may_be_closed(self.targets):
            await self.action_drop()
            return
        self.do_to_targets(done({target.kind for target in self.targets}))

    def action_join(self) -> None:
        """Make one conversation of those that are marked: the one that was opened first."""
        from screens.deeds import joined

        book = self.book
        if book is None:
            return
        with suppress(RegularsError):
            first = min(self.targets, key=lambda target: book.conversation(target.id).opened)
            self.do_to_targets(joined(first.id))

    def action_no_reply(self) -> None:
        """Say that no reply is needed."""
        from screens.deeds import no_reply

        self.do_to_targets(no_reply())

    def action_skip(self) -> None:
        """Leave a follow-up that recurs out this time."""
        from screens.deeds import skipped

        self.do_to_targets(skipped())

    async def action_wait_on(self) -> None:
        """Ask whom it waits on, and note that."""
        from screens.deeds import waiting
        from screens.waiting_question import on_whom, waiting_question

        await self.ask(
            waiting_question(self._about(self.targets)), lambda answer: self.do_to_targets(waiting(*on_whom(answer)))
        )

    async def action_postpone(self) -> None:
        """Ask until when, and move the promise or put the follow-up off."""
        from screens.postpone_question import postpone_question

        targets = self.targets
        if self.book is None:
            return
        has_promise = any(target.kind == "promise" for target in targets)

        async def answered(answer: str) -> None:
            if has_promise:
                await self._ask_whether_told(answer)
            else:
                self._postpone(answer, told=False)

        await self.ask(postpone_question(self.book, targets, self._about(targets)), answered)

    async def _ask_whether_told(self, due: str) -> None:
        from screens.widgets.question_bar import Choice, Question

        question = Question(
            sentence=_("Do they know of it?"),
            about=self._about(self.targets),
            choices=(
                Choice("told", _("yes"), _("they were told")),
                Choice("not", _("not yet"), _("the old date still counts")),
            ),
        )
        await self.ask(question, lambda answer: self._postpone(due, told=answer == "told"))

    def _postpone(self, typed: str, *, told: bool) -> None:
        from screens.deeds import postponed
        from store.moments import read_due

        assert self.book is not None
        try:
            due = read_due(self.book, typed)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        kinds = {target.kind for target in self.targets}
        self.do_to_targets(postponed(kinds, due, self.book.now().date(), told=told))

    async def action_edit(self) -> None:
        """Open the form of what is under the cursor; take up a line that was parked."""
        target = self.targets[0]
        if target.kind == "draft":
            await self.take_up(target.id)
        elif target.kind in OF_THANKS:
            await self.run_action(f"app.open_form('customer', {target.customer}, {target.customer})")
        else:
            customer = target.customer or 0
            await self.run_action(f"app.open_form({target.kind!r}, {target.id}, {customer})")

    async def action_drop(self) -> None:
        """Ask in which way, and drop it."""
        from screens.drop_question import drop_question

        targets = self.targets
        asked = drop_question(targets[0].kind, self._about(targets), recurs=self._any_recurs(targets))
        await self.ask(asked.question, lambda answer: self.do_to_targets(asked.deed(answer)))

    def do_to_targets(self, deed: Deed) -> None:
        """Do it to all targets in one transaction, and say so; or say why not, and nothing is changed."""
        from screens.deeds import coming_words

        book, targets = self.book, self.targets
        if book is None or not targets:
            return
        about = self._about(targets)
        try:
            with book.transact(deed.what) as change:
                results = [deed.do(book, change, target) for target in targets]
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self.read_only_note.say(book.read_only)
            return
        self.forget_marks()
        done = _("{words}: {about}.").format(words=deed.words, about=about) if about else f"{deed.words}."
        done = " ".join(filter(None, (done, coming_words(results, book.now()))))
        self.note(_("{done} u undoes it.").format(done=done))
        # Offered for what is kept now, nothing for what was moved or dropped.
        self.offer_check_ins(target.id for target in targets if target.kind == "promise")
        self.post_message(self.Changed())

    async def _note_new(self, kind: str, start: str) -> None:
        """Open the form for something new with one customer, or the line for several.

        The line would log a contact as well: one that never was, on which the clocks of who waits for whom go by.
        """
        targets = self.targets
        customers = {target.customer for target in targets if target.customer}
        if len(customers) == 1:
            self.forget_marks()
            await self.run_action(f"app.open_form({kind!r}, 0, {customers.pop()})")
        else:
            await self._write(targets, start)

    async def _write(self, targets: Sequence[Target], start: str) -> None:
        """Open the line for the customers of `targets`, begun with `start`; a half-typed line is parked first."""
        customers = list(dict.fromkeys(target.customer for target in targets if target.customer))
        if self.book is None or (self.half_typed and not self.park_line()):
            return
        self.half_typed.clear()
        if len(customers) == 1:
            self.half_typed.customer = customers[0]
            self.half_typed.line = start
        else:
            self.half_typed.line = " ".join(f"@{customer}" for customer in customers) + " " + start
        self.forget_marks()
        await self.open_line()

    def _channel_token(self, target: Target) -> str:
        """Return the token of the channel on which the customer waits, with a space behind it."""
        assert self.book is not None
        waiting = [one for one in self.book.interactions_in(self.book.conversation(target.id)) if one.direction == "in"]
        return f"/{waiting[-1].channel_name or waiting[-1].channel} " if waiting else ""

    def _about(self, targets: Sequence[Target]) -> str:
        """Return what is acted on: its words, or how many they are; empty where it has no words."""
        if len(targets) > 1:
            return _how_many(targets)
        return shown(self._words_of(targets[0]), _LONGEST_SHOWN) if targets else ""

    def _words_of(self, target: Target) -> str:
        book = self.book
        with suppress(RegularsError):
            if book is not None:
                match target.kind:
                    case "promise":
                        return book.promise(target.id).what
                    case "follow_up":
                        return book.follow_up(target.id).what
                    case "conversation":
                        return book.conversation(target.id).subject
                    case "draft":
                        return book.draft(target.id).line
                    case "interaction":
                        return book.interaction(target.id).text
                    case "customer":
                        return book.customer(target.id).shown_name
                    case "greeting" | "card":
                        return book.customer(target.customer or 0).shown_name
                    case "gesture":
                        return book.gesture(target.id).kind
        return ""


def _how_many(targets: Sequence[Target]) -> str:
    """Return how many they are, by what they are: "2 promises"; rows where they are of several kinds."""
    count, kinds = len(targets), {target.kind for target in targets}
    words = ngettext("{count} row", "{count} rows", count)
    if kinds == {"promise"}:
        words = ngettext("{count} promise", "{count} promises", count)
    elif kinds == {"conversation"}:
        words = ngettext("{count} conversation", "{count} conversations", count)
    elif kinds == {"follow_up"}:
        words = ngettext("{count} follow-up", "{count} follow-ups", count)
    return words.format(count=count)
