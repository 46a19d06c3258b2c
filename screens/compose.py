"""The composer: a reply put together from phrases, filled for the customer, and logged with its promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.types import CSSPathType

from screens.offers import SaidHere
from screens.own_words_screen import OwnWordsScreen
from screens.reply_keeping import Wanted, in_other_words
from screens.reply_questions import channel_question, language_question, purpose_question, with_language, with_purpose
from store.errors import RegularsError
from store.sentences import _

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


class ComposeScreen(OwnWordsScreen):
    """Parts are added, swapped, moved and taken out by keys; the text is always there, and may be written freely."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "compose.tcss"]
    SAID_HERE: ClassVar[Mapping[str, SaidHere]] = {
        "edit": SaidHere(_("Edit"), _("Write in your own words, once nothing is missing")),
        "drop": SaidHere(_("Drop"), _("Take out the phrase, or what is promised")),
        "promise": SaidHere(_("Promise"), _("Promise something in the reply")),
        "new": SaidHere(_("Add"), _("Add a phrase, found while you type")),
        "form.save": SaidHere(_("Save"), _("Have done writing, and ask how it goes out")),
    }

    # What can be done

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
            await self.ask_before_anew(partial(self._fit_anew, wanted))

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
        await self.ask_before_anew(partial(self._in_other_words, wanted))

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
