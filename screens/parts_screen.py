"""The parts of a reply: added from all phrases, seen in the text before they are taken, swapped, moved, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from screens.composition import compose
from screens.half_typed import HalfTyped
from screens.part_rows import Item
from screens.reply_keeping import Wanted
from screens.sending_screen import SendingScreen
from screens.widgets.phrase_picker import PhrasePicker
from screens.widgets.rows import Cell
from store.composing import next_variant, ranked
from store.errors import RegularsError
from store.phrases import KnownPhrase, category_words, phrases_in
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book


class PartsScreen(SendingScreen):
    """What the owner has written is not touched by any of it: what is added goes behind."""

    def __init__(self, book: Book, half_typed: HalfTyped, wanted: Wanted, draft: int | None = None) -> None:
        """Put a reply together, as `ReplyScreen` does."""
        super().__init__(book, half_typed, wanted, draft)
        self._picker: PhrasePicker | None = None
        self._previewed_at = 0

    @property
    def is_picking(self) -> bool:
        """Whether a phrase is being chosen."""
        return self._picker is not None and bool(self._picker.display)

    # Adding

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

    # Swapping, moving, taking out

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
