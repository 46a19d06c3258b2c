"""A screen whose rows are phrases: the same keys change, mark and take out one in the list and one shown whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from screens.book_screen import BookScreen
from screens.offers import SaidHere
from screens.shown import one_line
from screens.target import Target
from store.errors import RegularsError
from store.phrases import KnownPhrase, find_phrase, languages_for
from store.sentences import _

_ON_PHRASES = frozenset(("favourite", "shortcut"))


class PhraseActingScreen(BookScreen):
    """Shipped phrases never change: what is written otherwise is a copy, and marks are kept beside them.

    Attributes:
        language: in which phrases are wanted here; the shop's where empty.
    """

    SAID_HERE: ClassVar[Mapping[str, SaidHere]] = {
        "new": SaidHere(_("New"), _("Write a phrase of your own")),
        "edit": SaidHere(_("Edit"), _("Change it; of one that came with Regulars, a copy")),
        "drop": SaidHere(_("Hide"), _("Hide it, or take your own out")),
        "done": SaidHere(_("Checked"), _("You looked at the answer today, and it is right")),
        "questions": SaidHere(_("Ask"), _("Run through the questions with a customer; the answers are logged")),
        "search": SaidHere(_("Search"), _("Search the phrases")),
        "view": SaidHere(_("Filter"), _("Show only some of them, or another language")),
    }

    language = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """In which languages phrases are looked for, the most wanted first."""
        assert self.book is not None
        return languages_for(self.book, None, self.language)

    @property
    def phrases(self) -> list[KnownPhrase]:
        """The phrases that are marked, else the one under the cursor; none that are gone meanwhile."""
        found = map(self.phrase_of, self.targets)
        return [one for one in found if one is not None]

    def phrase_of(self, target: Target) -> KnownPhrase | None:
        """Return the phrase that a row stands for, None where it is gone meanwhile."""
        with suppress(RegularsError):
            if self.book is not None:
                return find_phrase(self.book, target.key, self.languages)
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now; marks are for phrases, and there is one under the cursor."""
        if action in _ON_PHRASES:
            is_one = action == "favourite" or (self.is_mounted and len(self.targets) == 1)
            return is_one and super().check_action("go_to", ()) is True and self.is_mounted and bool(self.targets)
        if action == "write_page":
            return super().check_action("go_to", ())
        return super().check_action(action, parameters)

    def can_be_done(self, action: str) -> bool:
        """Whether `action` can be pressed here; only answers are looked at again."""
        if action == "questions":
            found = self.phrases
            return len(found) == 1 and bool(found[0].wording.questions)
        if action == "done" and not all(one.category == "answer" for one in self.phrases):
            return False
        return super().can_be_done(action)

    def _words_of(self, target: Target) -> str:
        if target.kind != "phrase":
            return super()._words_of(target)
        phrase = self.phrase_of(target)
        return one_line(phrase.title) if phrase is not None else ""

    # What the keys do

    async def action_new(self) -> None:
        """Write a phrase of one's own, in the language and category that are shown."""
        await self._open_form(self.new_values())

    def new_values(self) -> Mapping[str, str]:
        """Return what stands in the form of a new one."""
        return {"language": self.languages[0]}

    async def action_edit(self) -> None:
        """Change an own phrase; of a shipped one, write a copy, and say so."""
        found = self.phrases
        if self.book is None or not found:
            return
        if found[0].own is not None:
            await self.run_action(f"app.open_form('phrase', {found[0].own.id})")
            return
        from screens.phrase_parts import copied_values

        await self._open_form(copied_values(self.book, found[0]))
        form = self.app.screen
        if isinstance(form, BookScreen):
            form.note(_("This is a copy for you to change. The one that came with Regulars stays as it is."))

    async def _open_form(self, start: Mapping[str, str]) -> None:
        if self.book is not None:
            from screens.forms import form_screen

            await self.app.push_screen(form_screen(self.book, self.half_typed, "phrase", start=start))

    async def action_drop(self) -> None:
        """Ask how it goes: hidden, or taken out."""
        from screens.phrase_deeds import out_deed, out_question

        found = self.phrases
        if found:
            languages = self.languages
            question = out_question(found, self._about(self.targets))
            await self.ask(question, lambda answer: self.do_to_targets(out_deed(answer, languages)))

    async def action_done(self) -> None:
        """Note that an answer was found right today."""
        from screens.phrase_deeds import found_right

        if self.book is not None:
            self.do_to_targets(found_right(self.languages, self.book.now().date()))

    def action_favourite(self) -> None:
        """Make it a favourite, or no favourite any more; of several, all of them."""
        from screens.phrase_deeds import favoured

        found: Sequence[KnownPhrase] = self.phrases
        if found:
            is_favourite = not all(one.favourite for one in found)
            self.do_to_targets(favoured(self.languages, is_favourite=is_favourite))

    async def action_questions(self) -> None:
        """Ask with whom, and run through the set under the cursor."""
        from screens.question_sets import whom_question

        book, found = self.book, self.phrases
        if book is None or not found:
            return
        key = found[0].key

        async def answered(typed: str) -> None:
            try:
                customer = book.who(typed).id
            except RegularsError as problem:
                self.note(problem.sentence, refusal=True)
                return
            await self.run_action(f"app.run_questions({customer}, {key!r})")

        await self.ask(whom_question(book, self._about(self.targets)), answered)

    async def action_shortcut(self) -> None:
        """Ask for its shortcut."""
        from screens.phrase_deeds import shortcut_question, shortened
        from store.phrase_keeping import read_shortcut

        book, found = self.book, self.phrases
        if book is None or not found:
            return
        phrase, languages = found[0], self.languages

        def answered(answer: str) -> None:
            try:
                shortcut = read_shortcut(book, answer, except_for=phrase.key)
            except RegularsError as problem:
                self.note(problem.sentence, refusal=True)
                return
            self.do_to_targets(shortened(languages, shortcut))

        await self.ask(shortcut_question(book, phrase, self._about(self.targets)), answered)

    async def action_write_page(self) -> None:
        """Write the answers to frequent questions as one page, in the language that is shown."""
        from screens.page_question import ask_for_page

        await ask_for_page(self, self.languages[0])


def target_of(phrase: KnownPhrase) -> Target:
    """Return what the row of a phrase stands for."""
    return Target("phrase", phrase.own.id if phrase.own is not None else 0, None, phrase.key)
