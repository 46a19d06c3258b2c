"""A reply whose gaps are asked for one after the other, and a promise in it, with the sentence in view."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime
from inspect import isawaitable

from screens.asking_screen import Answered
from screens.composition import CONDITION, DUE, WHAT, Composition, Gap, Promising, moved_promise, says_due
from screens.gap_question import (
    due_question,
    gap_question,
    moment_answer,
    read_promised_due,
    read_what,
    what_question,
)
from screens.part_rows import Item
from screens.placeholder_words import placeholder_words
from screens.reply_screen import ReplyScreen
from screens.shown import one_line, shown
from screens.widgets.question_bar import Choice, Question
from screens.widgets.typed_line import TypedLine
from store.composing import promised_with
from store.errors import NotFoundError, RegularsError
from store.phrases import find_phrase
from store.records.promise import Promise
from store.sentences import _

Then = Callable[[], Awaitable[None] | None]
_VALUE_SHOWN = 40
# What says a promise in a reply that does not say one yet.
_SAYS_PROMISE, _SAYS_CONDITION = "update-promise", "update-promise-condition"


async def nothing_more() -> None:
    """Do nothing after the last answer."""


class GapAskingScreen(ReplyScreen):
    """What has neither value nor fallback is asked for in place; nothing goes out before."""

    _answer_field: TypedLine | None = None

    def half_answers(self) -> dict[str, str]:
        """Return what was typed where something is asked for and was not answered yet, with what is typed now."""
        if self.asked and self._answer_field is not None:
            self.half[self.asked] = self._answer_field.value
        return {name: text for name, text in self.half.items() if text.strip()}

    async def fill_gaps(self, then: Then = nothing_more) -> None:
        """Ask for what is missing, one after the other, then do `then`."""
        composed, reply = self.composed, self.reply
        if composed is None or reply is None:
            return
        if not composed.gaps:
            done = then()
            if isawaitable(done):
                await done
            return
        gap = composed.gaps[0]
        self._stand_on_part(gap.part)
        if gap.name == DUE:
            await self.ask_promise(lambda: self.fill_gaps(then))
        else:
            await self._ask_for(gap, lambda: self.fill_gaps(then))

    async def action_fill_in(self) -> None:
        """Ask for what is missing; where nothing is, for something else in the place of what stands there."""
        composed = self.composed
        if composed is None:
            return
        if composed.gaps:
            await self.fill_gaps()
            return
        at = self.current_part
        if not 0 <= at < len(composed.filled) or at < self.composition.covered:
            self.note(_("Nothing is missing."))
            return
        values = {
            piece.placeholder: one_line(piece.text)
            for piece in composed.filled[at].filled.pieces
            if piece.placeholder and piece.text.strip()
        }
        if not values:
            self.note(_("Nothing is filled in here. e writes in your own words."))
            return
        choices = tuple(
            Choice(name, placeholder_words(name), shown(text, _VALUE_SHOWN)) for name, text in values.items()
        )
        question = Question(
            sentence=_("Write something else in the place of what?"),
            about=one_line(composed.filled[at].phrase.title),
            choices=choices,
        )

        async def answered(name: str) -> None:
            if name in (DUE, WHAT, CONDITION):
                await self.ask_promise()
            else:
                await self._ask_for(Gap(at, name), nothing_more)

        await self.ask(question, answered)

    async def _ask_for(self, gap: Gap, then: Then) -> None:
        reply = self.reply
        if reply is None:
            return

        async def answered(answer: str) -> None:
            try:
                kept = moment_answer(self.open_to, gap.name, answer)
            except RegularsError as problem:
                self.note(problem.sentence, refusal=True)
                return
            if self.put(self.composition.answered(gap.name, kept)):
                done = then()
                if isawaitable(done):
                    await done

        await self._ask_in_place(gap_question(self.open_to, reply, self.composition, gap), gap.name, answered)

    async def _ask_in_place(self, question: Question, name: str, answered: Callable[[str], Awaitable[None]]) -> None:
        """Ask, with the gap of that name marked in the text and brought into view."""
        if self.half.get(name, "").strip():
            # What was typed there before, and left.
            question = replace(question, start=self.half[name])

        async def answered_it(answer: str) -> None:
            self.half.pop(name, None)
            await answered(answer)

        await self.ask(question, answered_it)
        self.asked = name
        # Held here: when the screen goes, the bar has lost it already, and what stands in it counts.
        self._answer_field = self._question_bar.field if self._question_bar is not None else None
        self._draw_text()

    async def ask(self, question: Question, answered: Answered) -> None:
        """Ask; on a narrow screen the parts make room for the text meanwhile."""
        self.set_class(True, "-asking")
        await super().ask(question, answered)

    def _close_question(self) -> None:
        self.half_answers()
        self.asked = ""
        self.set_class(False, "-asking")
        super()._close_question()
        self._draw_text()

    # A promise

    async def action_promise(self) -> None:
        """Promise something in the reply, by when and what; again, something else."""
        await self.ask_promise()

    async def ask_promise(self, then: Then = nothing_more) -> None:
        """Ask by when, with how long such have taken so far, and what; both go into the text at once."""
        composed, reply, former = self.composed, self.reply, self.composition.promising
        if composed is None or reply is None:
            return
        moves: Promise | None = None
        if former is not None and former.moves is not None:
            moves = self.open_to.promise(former.moves)
        elif former is None and any(gap.name == DUE for gap in composed.gaps):
            moves = moved_promise(self.open_to, reply, self.composition, DUE)

        async def answered(answer: str) -> None:
            try:
                due = read_promised_due(self.open_to, answer, moves)
            except RegularsError as problem:
                self.note(problem.sentence, refusal=True)
                return
            if moves is None:
                await self._ask_what(due, then)
            else:
                await self._take(Promising(what=moves.what, due=due, condition=moves.condition, moves=moves.id), then)

        question = due_question(self.open_to, reply, former.due if former is not None else None, moves)
        await self._ask_in_place(question, DUE, answered)

    async def _ask_what(self, due: date | datetime, then: Then) -> None:
        assert self.reply is not None
        former = self.composition.promising
        offered = [promised_with(self.open_to, self.reply, part) for part in self.composition.parts if part.promise]
        subject = self.reply.matter.conversation.subject if self.reply.matter.conversation is not None else ""
        suggested = [one.what for one in offered if one is not None] + ([one_line(subject)] if subject else [])
        start = " ".join(filter(None, (former.what, former.condition))) if former is not None else ""

        async def answered(answer: str) -> None:
            what, condition = read_what(answer)
            await self._take(Promising(what=what, due=due, condition=condition), then)

        question = what_question(list(dict.fromkeys(suggested)), start)
        await self._ask_in_place(question, WHAT, answered)

    async def _take(self, promising: Promising, then: Then) -> None:
        """Have it promised; where no part says so yet, one that does goes before the closing."""
        composition = self.composition.promised(promising)
        if not says_due(composition):
            composition = self._saying(promising)
        if not self.put(composition):
            return
        if not says_due(composition):
            self.note(_("It is promised, but the text does not say so yet. e writes it in your own words."))
        self.draw(stand_on=Item("promise", 0))
        done = then()
        if isawaitable(done):
            await done

    def _saying(self, promising: Promising) -> Composition:
        """Return the reply with the promise and a part that says it; without that where none fits the channel."""
        composition = self.composition.promised(promising)
        if self.reply is None:
            return composition
        try:
            key = _SAYS_CONDITION if promising.condition else _SAYS_PROMISE
            phrase = find_phrase(self.open_to, key, self.reply.languages)
        except NotFoundError:
            return composition
        if not phrase.fits(self.reply.channel):
            return composition
        closing = next((at for at, one in enumerate(composition.parts) if one.category == "closing"), None)
        return composition.added(phrase, closing)

    def _stand_on_part(self, part: int) -> None:
        self.draw(stand_on=Item("part", part))
