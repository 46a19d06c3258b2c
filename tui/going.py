"""Going from screen to screen: each is imported when it is first gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.app import App

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.offers import Offer, offers
from store.errors import RegularsError

if TYPE_CHECKING:
    from screens.customers import CustomersScreen
    from store.book import Book

# What the app gives where its owner wants to look at the sample shop.
SAMPLE = "sample"


class GoingApp(App[object]):
    """The half of the app that leads to its screens.

    Attributes:
        book: the open book; None for the moment between the first paint and its opening.
        half_typed: the line that is being typed, one for all screens.
        offered: what could be done where the palette was opened.
        customers: the screen of all customers, kept as it was left, once it was gone to.
    """

    book: Book | None
    half_typed: HalfTyped
    offered: list[Offer]
    customers: CustomersScreen | None

    def note(self, sentence: str, *, refusal: bool = False) -> None:
        """Say something on the screen that is shown; see `BookScreen.note`."""
        self.shown_screen().note(sentence, refusal=refusal)

    def shown_screen(self) -> BookScreen:
        """Return the screen that is shown, under the palette where that is open."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, BookScreen))

    async def action_show_today(self) -> None:
        """Go to Today."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    async def action_show_customers(self) -> None:
        """Go to Customers, as they were left."""
        if self.customers is None:
            from screens.customers import CustomersScreen

            self.customers = CustomersScreen(self.book, self.half_typed)
            self.install_screen(self.customers, "customers")
        if self.screen is not self.customers:
            await self.action_show_today()
            await self.push_screen(self.customers)

    async def action_search(self) -> None:
        """Type in the search of the screen that is shown; where it has none, in that of Customers."""
        if self.shown_screen().search_here():
            return
        await self.action_show_customers()
        if self.customers is not None:
            self.customers.search_again()

    async def action_show_customer(self, customer: int, interaction: int = 0) -> None:
        """Go to the page of the customer with this id, and there to an entry of the history."""
        if self.book is not None:
            from screens.customer import CustomerScreen

            await self.push_screen(CustomerScreen(self.book, self.half_typed, customer, interaction))

    async def action_show_entry(self, interaction: int) -> None:
        """Show an entry of the history whole."""
        if self.book is not None:
            from screens.entry import EntryScreen

            await self.push_screen(EntryScreen(self.book, self.half_typed, interaction))

    async def action_show_conversation(self, conversation: int) -> None:
        """Show a conversation from start to end."""
        if self.book is not None:
            from screens.conversation import ConversationScreen

            await self.push_screen(ConversationScreen(self.book, self.half_typed, conversation))

    async def action_show_promises(self) -> None:
        """Go to Promises."""
        if self.book is not None:
            from screens.promises import PromisesScreen

            await self.action_show_today()
            await self.push_screen(PromisesScreen(self.book, self.half_typed))

    async def action_show_promises_caught(self, promises: tuple[int, ...]) -> None:
        """Show the promises with these ids, which fall on closed days, marked to be moved."""
        if self.book is not None:
            from screens.promises import PromisesScreen
            from screens.promises_together import caught_together

            together = caught_together(self.book, promises)
            await self.push_screen(PromisesScreen(self.book, self.half_typed, together))

    async def action_show_follow_ups(self) -> None:
        """Go to Follow-ups."""
        if self.book is not None:
            from screens.follow_ups import FollowUpsScreen

            await self.action_show_today()
            await self.push_screen(FollowUpsScreen(self.book, self.half_typed))

    async def action_show_reconnect(self) -> None:
        """Go to Reconnect."""
        if self.book is not None:
            from screens.reconnect import ReconnectScreen

            await self.action_show_today()
            await self.push_screen(ReconnectScreen(self.book, self.half_typed))

    async def action_show_phrases(self) -> None:
        """Go to Phrases."""
        if self.book is not None:
            from screens.phrases import PhrasesScreen

            await self.action_show_today()
            await self.push_screen(PhrasesScreen(self.book, self.half_typed))

    async def action_show_open_texts(self) -> None:
        """Show the texts for everybody; Escape leads back to where they were asked for."""
        if self.book is not None:
            from screens.open_texts import OpenTextsScreen

            await self.push_screen(OpenTextsScreen(self.book, self.half_typed))

    async def action_show_phrase(self, key: str, language: str = "") -> None:
        """Show a phrase whole; `key` is the id of a shipped one or `#12`, `language` the one that is wanted first."""
        if self.book is not None:
            from screens.phrase import PhraseScreen

            await self.push_screen(PhraseScreen(self.book, self.half_typed, key, language))

    async def action_show_thanks(self) -> None:
        """Go to Thanks."""
        if self.book is not None:
            from screens.thanks import ThanksScreen

            await self.action_show_today()
            await self.push_screen(ThanksScreen(self.book, self.half_typed))

    async def action_show_card(self, kind: Literal["greeting", "card"], sent: int, customer: int, key: str) -> None:
        """Show a day to mark or a card to write, with all that the pen needs; see `Target`."""
        if self.book is not None:
            from screens.card import CardScreen
            from screens.target import Target

            await self.push_screen(CardScreen(self.book, self.half_typed, Target(kind, sent, customer, key)))

    async def action_show_closing(self) -> None:
        """Go to the day's closing."""
        if self.book is not None:
            from screens.closing import ClosingScreen

            await self.action_show_today()
            await self.push_screen(ClosingScreen(self.book, self.half_typed))

    async def action_show_month(self) -> None:
        """Show the month; Escape leads back to where it was asked for."""
        if self.book is not None:
            from screens.month import MonthScreen

            await self.push_screen(MonthScreen(self.book, self.half_typed))

    async def action_show_shop(self) -> None:
        """Go to the shop's settings."""
        if self.book is not None:
            from screens.shop import ShopScreen

            await self.action_show_today()
            await self.push_screen(ShopScreen(self.book, self.half_typed))

    async def action_show_changes(self) -> None:
        """Show what was changed: with the customer of the screen, or everything."""
        if self.book is not None:
            from screens.changes import ChangesScreen

            shown = self.shown_screen()
            await self.push_screen(ChangesScreen(self.book, self.half_typed, customer=shown.line_customer))

    async def action_import_file(self) -> None:
        """Bring in an address book."""
        if self.book is not None:
            from screens.import_file import ImportFileScreen

            await self.push_screen(ImportFileScreen(self.book, self.half_typed))

    async def action_export_file(self) -> None:
        """Write a file for other programs: a calendar, or everything."""
        if self.can_export:
            from screens.exporting import ask_for_export

            await ask_for_export(self.shown_screen())

    @property
    def can_export(self) -> bool:
        """Whether the question can be asked: there is a book, and nothing is typed or asked, as in a form."""
        return self.book is not None and self.shown_screen().check_action("go_to", ()) is True

    async def action_open_form(self, kind: str, record: int = 0, customer: int = 0, draft: int = 0) -> None:
        """Open a form.

        Args:
            kind: of what, as `screens/forms.py` names it.
            record: the id of what is to be changed, 0 for something new.
            customer: whose it is, 0 for nobody's.
            draft: the id of the parked form to go on with, 0 for none.
        """
        if self.book is None:
            return
        if kind == "compose":
            await self.action_compose(customer, draft=draft)
            return
        if kind == "questions":
            await self.action_run_questions(customer, draft=draft)
            return
        from screens.forms import form_screen

        try:
            form = form_screen(
                self.book, self.half_typed, kind, record=record, customer=customer or None, draft=draft or None
            )
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        await self.push_screen(form)

    async def action_compose(
        self,
        customer: int,
        conversation: int = 0,
        promise: int = 0,
        follow_up: int = 0,
        purpose: str = "",
        contact: str = "",
        draft: int = 0,
    ) -> None:
        """Write a reply.

        Args:
            customer: to whom.
            conversation: the id of the matter that it is about, 0 for what is open.
            promise: the id of the promise that it is about.
            follow_up: the id of the follow-up that it is written for.
            purpose: what it is for, as `store.composing.PURPOSES` has it; empty for what is open.
            contact: the name of the contact person at a business.
            draft: the id of the parked reply to go on with, 0 for none.
        """
        if self.book is not None:
            from screens.compose import ComposeScreen
            from screens.reply_keeping import Wanted

            wanted = Wanted(
                customer=customer,
                conversation=conversation,
                promise=promise,
                follow_up=follow_up,
                purpose=purpose,
                contact=contact,
            )
            await self.push_screen(ComposeScreen(self.book, self.half_typed, wanted, draft or None))

    async def action_run_questions(self, customer: int, key: str = "", conversation: int = 0, draft: int = 0) -> None:
        """Run through a set of questions with a customer.

        Args:
            customer: with whom.
            key: of the set.
            conversation: the id of the matter that it belongs to, 0 for where such an entry goes by itself.
            draft: the id of a parked run to go on with, 0 for none.
        """
        if self.book is not None:
            from screens.question_run import begin_run, run_of
            from screens.question_run_screen import QuestionRunScreen

            try:
                book = self.book
                run = run_of(book.draft(draft)) if draft else begin_run(book, customer, key, conversation)
            except RegularsError as problem:
                self.note(problem.sentence, refusal=True)
                return
            await self.push_screen(QuestionRunScreen(book, self.half_typed, run, draft or None))

    def action_show_sample(self) -> None:
        """Leave for the sample shop, and come back when that is left."""
        self.exit(SAMPLE)

    async def action_show_help(self) -> None:
        """Explain the keys that work on the screen that is shown."""
        from screens.help import HelpScreen

        await self.push_screen(HelpScreen(self.book, self.half_typed, offers(self.screen)))

    def action_command_palette(self) -> None:
        """Open the palette, on what can be done now."""
        from tui.palette import Commands, QuietPalette

        if not QuietPalette.is_open(self):
            self.offered = offers(self.screen)
            self.push_screen(QuietPalette([Commands], id="--command-palette"))
