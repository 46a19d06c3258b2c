"""A reply that goes out: to the clipboard, onto a plain screen, aloud, into a file, by mail; and how it is logged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.book_screen import BookScreen
from screens.gap_asking_screen import GapAskingScreen
from screens.handing_out_screen import HandingOutScreen
from screens.mailing import hand_over, read_address
from screens.reply_finishing import LOGS, Ending, finish_question, kept_with, log, outcome_question
from screens.shown import one_line, shown
from screens.widgets.question_bar import Choice, Question
from store.errors import RegularsError
from store.rules.mail_command import mail_words
from store.sentences import _

if TYPE_CHECKING:
    from store.capturing import Logged
    from store.records.contact_person import Labelled

_SUBJECT_SHOWN = 78


class SendingScreen(HandingOutScreen, GapAskingScreen):
    """Nothing goes out while anything is missing: it is asked for first."""

    async def action_finish_reply(self) -> None:
        """Ask for what is missing, then how it goes out; logging it as answered comes first."""
        await self.fill_gaps(self._ask_how)

    async def _ask_how(self) -> None:
        reply, composed = self.reply, self.composed
        if reply is None or composed is None:
            return
        if composed.raw:
            words = _("{placeholder} would go out as it stands. e writes there what it is to say.")
            self.note(words.format(placeholder=one_line(composed.raw[0])), refusal=True)
            return
        if not composed.text:
            self.note(_("The reply is empty. + adds a phrase, e writes in your own words."), refusal=True)
            return
        has_mail = bool(self.open_to.shop.mail_command)
        question = finish_question(self.open_to, self.wanted, reply, self.composition, composed, has_mail=has_mail)
        await self.ask(question, self._goes_out)

    async def _goes_out(self, how: str) -> None:
        match how:
            case "resolved":
                about = one_line(self._subject_words())
                await self.ask(outcome_question(about), lambda outcome: self.log_it(Ending(how=how, outcome=outcome)))
            case _ if how in LOGS:
                await self.log_it(Ending(how=how))
            case "clipboard":
                self.to_clipboard()
            case "plain":
                self.show_plain()
            case "say":
                await self.say()
            case "file":
                await self.ask_file()
            case "mail":
                await self.mail()

    # Logging it

    async def log_it(self, ending: Ending) -> None:
        """Log it with all that goes with it, and leave; where that cannot be saved, say why, and stay."""
        reply, composition, composed = self.reply, self.composition, self.composed
        if reply is None or composed is None or composed.text is None:
            return
        try:
            with self.saving("reply.log") as change:
                logged = log(
                    self.open_to,
                    change,
                    self.wanted,
                    reply,
                    composition,
                    composed,
                    ending,
                    self.channel_name(),
                )
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self.read_only_note.say(self.open_to.read_only)
            return
        kept = kept_with(reply, composition) if ending.how == "kept" else None
        self.leave(self._logged_words(logged, ending))
        below = self.app.screen
        if kept is not None and isinstance(below, BookScreen):
            below.offer_check_ins([kept.id])

    def _logged_words(self, logged: Logged, ending: Ending) -> str:
        book, composition = self.open_to, self.composition
        name = one_line(book.customer(logged.customer).shown_name)
        said = [_("Logged: reply to {name}.").format(name=name)]
        for identity in logged.promises:
            promise = book.promise(identity)
            words = _("Promised: {what}, by {due}.")
            said.append(words.format(what=one_line(promise.what), due=self.due_words(promise.due)))
        if composition.promising is not None and composition.promising.moves is not None:
            due = self.due_words(composition.promising.due)
            said.append(_("Moved to {due}, and they know.").format(due=due))
        match ending.how:
            case "resolved":
                said.append(_("The matter is closed."))
            case "kept":
                said.append(_("The promise is kept."))
            case "done":
                said.append(_("The follow-up is done."))
        return _("{done} u undoes it.").format(done=" ".join(said))

    def _subject_words(self) -> str:
        conversation = self.reply.matter.conversation if self.reply is not None else None
        return conversation.subject if conversation is not None else ""

    # Out of the terminal

    @property
    def whole_text(self) -> str:
        """The reply as it goes out; empty while anything is missing."""
        return (self.composed.text or "") if self.composed is not None else ""

    def what_next(self) -> str:
        """Return what to press once it went out."""
        return _("Enter logs it.")

    async def say(self) -> None:
        """Show it large, to be read aloud."""
        from screens.say import SayScreen

        if self.reply is not None and self.whole_text:
            name = one_line(self.reply.customer.greeting_name)
            await self.app.push_screen(SayScreen(self.open_to, self.half_typed, name, self.whole_text))

    # By mail

    async def mail(self) -> None:
        """Hand it to the owner's mail program, to the address that they choose where there are several."""
        reply = self.reply
        if reply is None:
            return
        addresses = list(dict.fromkeys(one.value.strip() for one in self._emails() if one.value.strip()))
        if len(addresses) == 1:
            self._mail_to(addresses[0])
            return
        question = Question(
            sentence=_("To which address?"),
            about=one_line(reply.customer.shown_name),
            choices=tuple(Choice(one, shown(one, _SUBJECT_SHOWN)) for one in addresses),
            read=read_address,
        )
        await self.ask(question, self._mail_to)

    def _mail_to(self, address: str) -> None:
        try:
            words = mail_words(self.open_to.shop.mail_command, address, self._subject(), self.whole_text)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        self.note(_("Handing it to your mail program…"))
        # One goes on meanwhile: it may take as long as its line to the world.
        self.app.run_worker(self._hand_over(words, self.whole_text))

    async def _hand_over(self, words: Sequence[str], text: str) -> None:
        handed = await hand_over(words, text)
        screen = self.app.screen
        if self.is_active and not handed.is_refusal:
            self._out(handed.sentence)
        elif isinstance(screen, BookScreen):
            screen.note(handed.sentence, refusal=handed.is_refusal)

    def _emails(self) -> list[Labelled]:
        reply = self.reply
        if reply is None:
            return []
        person = next((one for one in reply.customer.contacts if one.name == reply.contact), None)
        theirs = [*person.emails] if person is not None else []
        return [*theirs, *reply.customer.emails]

    def _subject(self) -> str:
        about = self._subject_words()
        return shown(_("Re: {subject}").format(subject=about) if about else self.open_to.shop.name, _SUBJECT_SHOWN)
