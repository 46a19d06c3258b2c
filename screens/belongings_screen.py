"""A screen on which what belongs to a customer has rows of its own: contact persons, things, allowances."""

from __future__ import annotations

from screens.lines_screen import LinesScreen
from screens.target import Target
from store.errors import NotFoundError, RegularsError
from store.sentences import _

_BELONGINGS = frozenset(("person", "thing", "allowance", "gesture"))


class BelongingsScreen(LinesScreen):
    """A screen about the customer who is its `line_customer`."""

    def can_be_done(self, action: str) -> bool:
        """Whether `action` can be done: what belongs to the customer can be taken off, of an allowance one used up."""
        targets = self.targets
        if targets and self.book is not None and action in ("done", "drop", "edit"):
            if len(targets) == 1 and targets[0].kind in _BELONGINGS:
                return action != "done" or targets[0].kind == "allowance"
            if any(target.kind in _BELONGINGS for target in targets):
                return False
        return super().can_be_done(action)

    async def action_done(self) -> None:
        """Use up one of an allowance; what else is done is done as everywhere."""
        from screens.customer_deeds import allowance_used

        if any(target.kind == "allowance" for target in self.targets):
            self.do_to_targets(allowance_used())
        else:
            await super().action_done()

    async def action_drop(self) -> None:
        """Ask, and take off what belongs to the customer; what else is dropped is dropped as everywhere."""
        from screens.customer_deeds import drop_belonging_question

        target = self.targets[0]
        if target.kind not in _BELONGINGS or self.book is None:
            await super().action_drop()
            return
        try:
            asked = drop_belonging_question(self.book, target, self._about(self.targets))
        except NotFoundError as problem:
            self.note(problem.sentence, refusal=True)
            return
        await self.ask(asked.question, lambda answer: self.do_to_targets(asked.deed(answer)))

    async def action_edit(self) -> None:
        """Open the form of what is under the cursor; an allowance is in the customer's."""
        if self.targets[0].kind == "allowance":
            customer = self.targets[0].customer
            await self.run_action(f"app.open_form('customer', {customer}, {customer})")
        else:
            await super().action_edit()

    async def action_new(self) -> None:
        """Ask what is to be added here, and open its form."""
        from screens.widgets.question_bar import Choice, Question

        async def answered(answer: str) -> None:
            record = -1 if answer == "person" else 0
            await self.run_action(f"app.open_form({answer!r}, {record}, {self.line_customer})")

        question = Question(
            sentence=_("Add what?"),
            choices=(
                Choice("contact", _("contact"), _("what was said, in a form; c takes a line")),
                Choice("promise", _("promise"), _("what you will do, and by when")),
                Choice("follow_up", _("follow-up"), _("when to come back to them")),
                Choice("person", _("person"), _("somebody to talk to there")),
                Choice("gesture", _("gesture"), _("what you gave for goodwill, and what it cost")),
                Choice("thing", _("thing"), _("what they own or ordered, and you look after")),
            ),
        )
        await self.ask(question, answered)

    def _words_of(self, target: Target) -> str:
        if self.book is None or target.kind not in _BELONGINGS:
            return super()._words_of(target)
        try:
            if target.kind == "thing":
                return self.book.thing(target.id).name
            customer = self.book.customer(target.customer or 0)
        except RegularsError:
            return ""
        if target.kind == "gesture":
            return super()._words_of(target)
        if target.kind == "person":
            return customer.contacts[target.id].name if target.id < len(customer.contacts) else ""
        return customer.allowances[target.id].what if target.id < len(customer.allowances) else ""
