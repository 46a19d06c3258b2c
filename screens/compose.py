"""The composer: a reply put together from phrases, filled for the customer, and logged with its promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.types import CSSPathType
from textual.widgets import TextArea

from screens.composition import Composition, compose
from screens.half_typed import HalfTyped
from screens.part_rows import Item
from screens.reply_keeping import Wanted, in_other_words
from screens.reply_questions import channel_question, language_question, purpose_question, with_language, with_purpose
from screens.reply_warnings import own_length
from screens.sending_screen import SendingScreen
from screens.widgets.note import Note
from screens.widgets.phrase_picker import PhrasePicker
from screens.widgets.question_bar import Choice, Question
from screens.widgets.rows import Cell
from store.composing import next_variant, ranked
from store.errors import RegularsError
from store.phrases import category_words, phrases_in
from store.sentences import _

if TYPE_CHECKING:
    from screens.widgets.field_text import TextField
    from store.book import Book
    from store.phrases import KnownPhrase

_WHILE_WRITING = frozenset(("end_writing", "save_form"))
_WHILE_PICKING = frozenset(("take_phrase", "leave_phrases", "choose_phrase", "narrow_phrases"))
_OF_A_REPLY = frozenset(
    (
        "finish_reply", "add_part", "add_by_shortcut", "swap_part", "move_part", "fill_in", "choose_channel",
        "choose_language", "choose_purpose", "fill_anew", "edit", "drop", "promise", "new",
    )
)  # fmt: skip
_ON_OTHER_SCREENS = frozenset(
    (
        "answer", "done", "postpone", "no_reply", "skip", "wait_on", "follow_up", "check_in", "mark", "go_to",
        "open_row", "view", "order", "neighbour", "related", "write", "questions", "undo", "redo",
    )
)  # fmt: skip


class ComposeScreen(SendingScreen):
    """Parts are added, swapped, moved and taken out by keys; the text is always there, and may be written freely."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "compose.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped, wanted: Wanted, draft: int | None = None) -> None:
        """Put a reply together, as `ReplyScreen` does."""
        super().__init__(book, half_typed, wanted, draft)
        self._writing: TextField | None = None
        self._picker: PhrasePicker | None = None
        self._previewed_at = 0

    # What can be done

    @property
    def is_writing(self) -> bool:
        """Whether the owner is writing in the text."""
        return self._writing is not None and bool(self._writing.display)

    @property
    def is_picking(self) -> bool:
        """Whether a phrase is being chosen."""
        return self._picker is not None and bool(self._picker.display)

    @property
    def is_typed_on(self) -> bool:
        """Whether anything is typed here."""
        return self.is_picking or self.is_writing or super().is_typed_on

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now: while one writes or chooses, there are few keys."""
        if self.is_writing:
            return action in _WHILE_WRITING
        if self.is_picking:
            return action in _WHILE_PICKING
        if action in _WHILE_WRITING or action in _WHILE_PICKING or action in _ON_OTHER_SCREENS:
            return False
        if action in _OF_A_REPLY:
            return not self.is_typed_on and self.composed is not None and self._can(action)
        return super().check_action(action, parameters)

    def _can(self, action: str) -> bool:
        item, composition = self.current, self.composition
        match action:
            case "drop":
                return item is not None
            case "swap_part" | "move_part":
                return item is not None and item.kind == "part" and composition.can_change(item.at)
            case "fill_anew":
                return composition.is_own
        return True

    # Parts

    async def action_new(self) -> None:
        """Add a phrase."""
        await self.action_add_part()

    async def action_add_part(self, typed: str = "") -> None:
        """Choose a phrase from all there are, seen in the text before it is taken."""
        reply = self.reply
        if reply is None:
            return
        phrases = [
            one
            for one in phrases_in(self.open_to, reply.languages)
            if one.fits(reply.channel) and not one.wording.questions
        ]
        if self._picker is None:
            self._picker = PhrasePicker(detail=self._picked_detail)
            self._picker.display = False
            await self.mount(self._picker, before=self.done_note)
        self.note("")
        self.set_class(True, "-picking")
        used = {part.key for part in self.composition.parts}
        wanted = {part.category for part in self.composition.parts}
        best = [one for one in ranked(reply, phrases) if one.category in wanted and one.key not in used]
        fitting = [
            next(one for one in best if one.category == kind) for kind in dict.fromkeys(x.category for x in best)
        ]
        self._picker.open(phrases, fitting, typed=typed, title=_("Add a phrase"))
        self.refresh_bindings()

    async def action_add_by_shortcut(self) -> None:
        """Add a phrase by its shortcut."""
        await self.action_add_part(";")

    async def action_take_phrase(self) -> None:
        """Add the phrase under the cursor, behind the part that one stood on."""
        if self._picker is None:
            return
        phrase = await self._picker.in_turn(self._chosen)
        if phrase is None:
            return
        there = next((at for at, part in enumerate(self.composition.parts) if part.key == phrase.key), -1)
        if there >= self.composition.covered:
            self.draw(stand_on=Item("part", there))
            self.note(_("That is in the reply already."))
            return
        at = self._place_to_add(phrase)
        if self.put(self.composition.added(phrase, at)):
            self.draw(stand_on=Item("part", min(at, len(self.composition.parts) - 1)))
            if self.composition.is_own:
                self.note(_("Added behind your own words."))

    async def action_leave_phrases(self) -> None:
        """Add none."""
        if self._picker is not None:
            await self._picker.in_turn(self._close_picker)

    async def action_choose_phrase(self, steps: int) -> None:
        """Go to another phrase."""
        if self._picker is not None:
            await self._picker.in_turn(partial(self._picker.choose, steps))

    async def action_narrow_phrases(self, steps: int) -> None:
        """Show those of the next category."""
        if self._picker is not None:
            await self._picker.in_turn(partial(self._picker.narrow, steps))

    @on(PhrasePicker.Highlighted)
    def _preview(self, event: PhrasePicker.Highlighted) -> None:
        """Show the text as it would be with the phrase under the cursor."""
        event.stop()
        if self.reply is None or not self.is_picking:
            return
        self.previewed = None
        if event.phrase is not None:
            try:
                self._previewed_at = self._place_to_add(event.phrase)
                composition = self.composition.added(event.phrase, self._previewed_at)
                self.previewed = compose(self.open_to, self.reply, composition)
            except RegularsError as problem:
                self.note(problem.sentence, refusal=True)
        self._draw_text()

    def shown_part(self) -> int:
        """Return the part that is marked in the text; of a phrase that is looked at, where it would stand."""
        return self._previewed_at if self.previewed is not None else super().shown_part()

    def _chosen(self) -> KnownPhrase | None:
        phrase = self._picker.phrase if self._picker is not None else None
        if phrase is not None:
            self._close_picker()
        return phrase

    def _close_picker(self) -> None:
        if self._picker is not None:
            self._picker.close()
        self.previewed = None
        self.set_class(False, "-picking")
        self._draw_text()
        self.refresh_bindings()

    def _place_to_add(self, phrase: KnownPhrase) -> int:
        """Return the place of a new part: behind the one under the cursor, a greeting first and a closing last."""
        parts, at = self.composition.parts, self.current_part
        if phrase.category == "closing":
            return len(parts)
        if phrase.category == "greeting":
            return self.composition.covered
        place = at + 1 if at >= 0 else len(parts)
        closing = next((number for number, one in enumerate(parts) if one.category == "closing"), len(parts))
        return max(self.composition.covered, min(place, closing))

    def _picked_detail(self, phrase: KnownPhrase) -> Cell:
        if self.reply is not None and phrase.key in self.reply.given:
            return Cell(_("they got it"), "warning")
        return Cell(category_words(phrase.category), "quiet")

    def action_swap_part(self, steps: int) -> None:
        """Put the next variant in the place of a part, or the one before."""
        reply, item = self.reply, self.current
        if reply is None or item is None:
            return
        phrase = self.composition.parts[item.at]
        other = next_variant(self.open_to, reply, phrase) if steps > 0 else self._variant_before(phrase)
        if other is None or other.key == phrase.key:
            self.note(_("There is no other phrase for this. + looks through all."))
        else:
            self.put(self.composition.swapped(item.at, other))

    def _variant_before(self, phrase: KnownPhrase) -> KnownPhrase | None:
        assert self.reply is not None
        alike = self._alike(phrase)
        at = next((number for number, one in enumerate(alike) if one.key == phrase.key), 0)
        return alike[at - 1] if alike else None

    def _alike(self, phrase: KnownPhrase) -> Sequence[KnownPhrase]:
        assert self.reply is not None
        reply = self.reply
        return [
            one
            for one in phrases_in(self.open_to, reply.languages)
            if one.category == phrase.category and one.cause == phrase.cause and one.fits(reply.channel)
        ]

    def action_move_part(self, steps: int) -> None:
        """Move a part down or up."""
        item = self.current
        if item is not None:
            to = max(self.composition.covered, min(len(self.composition.parts) - 1, item.at + steps))
            if to != item.at and self.put(self.composition.moved(item.at, steps)):
                self.draw(stand_on=Item("part", to))

    async def action_drop(self) -> None:
        """Take out a part, or what is promised."""
        item = self.current
        if item is None:
            return
        if item.kind == "part":
            was_covered = item.at < self.composition.covered
            if self.put(self.composition.removed(item.at)) and was_covered:
                self.note(_("Your own words stay as they are."))
        elif self.composition.promising is not None:
            self.put(self.composition.promised(None))
        else:
            part = next((one for one in self.composition.parts if one.promise), None)
            title = part.title if part is not None else ""
            self.note(
                _("It goes with “{title}”. Take that out, or → for another one.").format(title=title), refusal=True
            )

    # Own words

    async def action_edit(self) -> None:
        """Write freely in the text, once nothing is missing in it."""
        await self.fill_gaps(self._begin_writing)

    async def _begin_writing(self) -> None:
        from screens.widgets.field_text import TextField

        if self.composed is None or self.composed.text is None:
            return
        if self._writing is None:
            self._writing = TextField(_("write here"), id="writing")
            self._writing.display = False
            await self.query_one("#reply").mount(self._writing, after=self.reply_text)
        self.note("")
        self._writing.put(self.composed.text)
        self._writing.display = True
        self.reply_text.display = False
        self.set_class(True, "-writing")
        self.set_focus(self._writing)
        self.refresh_bindings()

    @on(TextArea.Changed)
    def _was_written(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.is_writing and self.reply is not None:
            if self._begun is None and self.written_now() != self.composition:
                self._begun = self.open_to.now()
            length = own_length(self.written_text(), self.reply.channel)
            if length:
                self.query_one("#warning", Note).say(length)

    def written_text(self) -> str:
        """Return what stands in the text while it is written."""
        return self._writing.typed.strip() if self._writing is not None else ""

    def written_now(self) -> Composition:
        """Return what was put together, with what is being written at this moment."""
        if not self.is_writing or self.composed is None or self.written_text() == self.composed.text:
            return self.composition
        return self.composition.written(self.written_text())

    async def action_end_writing(self) -> None:
        """Go back to the parts; what was written stays."""
        if self._writing is not None:
            await self._writing.in_turn(self._end_writing)

    async def action_save_form(self) -> None:
        """Have done writing, and ask how it goes out."""
        await self.action_end_writing()
        await self.action_finish_reply()

    async def _end_writing(self) -> None:
        if self._writing is None or not self.is_writing:
            return
        composition = self.written_now()
        self._writing.display = False
        self.reply_text.display = True
        self.set_class(False, "-writing")
        self.set_focus(None)
        is_other = composition != self.composition
        if is_other and self.put(composition):
            self.note(_("The text is yours now. What you add goes behind it; z fills it anew from the parts."))
        else:
            self.draw()

    async def action_fill_anew(self) -> None:
        """Have the text say what the parts say, whatever was written; asks first."""
        await self._ask_before_anew(lambda: self.put(self.composition.anew()))

    async def _ask_before_anew(self, do: object) -> None:
        """Do what fills the text anew; where the owner has written in it, ask first."""
        assert callable(do)
        if not self.composition.is_own:
            do()
            return
        question = Question(
            sentence=_("You have written in this text. Fill it anew?"),
            choices=(
                Choice("no", _("keep what I wrote")),
                Choice("anew", _("fill it anew"), _("what you wrote is gone")),
            ),
        )
        await self.ask(question, lambda answer: (do() and None) if answer == "anew" else None)

    # Channel, language, tone, purpose

    async def action_choose_channel(self) -> None:
        """Choose on which channel it goes out; the text is filled anew for it."""
        if self.reply is not None:
            await self.ask(
                channel_question(self.reply), lambda answer: self._other(replace(self.wanted, channel=answer))
            )

    async def action_choose_language(self) -> None:
        """Choose the language, and whether the tone is formal or familiar; the text is filled anew."""
        if self.reply is not None:
            question = language_question(self.reply)
            await self.ask(question, lambda answer: self._other(with_language(self.wanted, answer)))

    async def action_choose_purpose(self) -> None:
        """Choose what it is for, whose doing the trouble is, and what the trouble is; what fits is put together."""
        if self.reply is None:
            return

        async def answered(answer: str) -> None:
            wanted = with_purpose(self.wanted, answer)
            await self._ask_before_anew(partial(self._fit_anew, wanted))

        await self.ask(purpose_question(self.reply), answered)

    def _fit_anew(self, wanted: Wanted) -> bool:
        """Put together what fits what is wanted now; what was answered stays."""
        try:
            reply = wanted.reply(self.open_to)
            fitting = replace(
                self.fitting(reply), answers=self.composition.answers, promising=self.composition.promising
            )
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return False
        return self.put(fitting, reply, wanted)

    async def _other(self, wanted: Wanted) -> None:
        await self._ask_before_anew(partial(self._in_other_words, wanted))

    def _in_other_words(self, wanted: Wanted) -> bool:
        """Fill the text anew in another language or tone, or for another channel: parts that fit stay."""
        if self.composition.parts == self.suggested_parts:
            return self._fit_anew(wanted)
        try:
            reply, composition = in_other_words(self.open_to, wanted, self.composition)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return False
        if not composition.parts:
            return self._fit_anew(wanted)
        left_out = len(self.composition.parts) - len(composition.parts)
        if not self.put(composition, reply, wanted):
            return False
        if left_out:
            self.note(_("What does not fit there was left out. + adds others."))
        return True
