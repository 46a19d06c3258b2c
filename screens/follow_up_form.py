"""The form of a follow-up: about what, when, how often, or what has to happen first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from screens.form_parts import moment_part, text_part
from screens.form_screen import FieldError
from screens.owned_form import OwnedForm
from screens.record_form import Part
from screens.shown import one_line
from screens.widgets.form import Field
from store.moments import read_due, said, when_context
from store.records.follow_up import FollowUp
from store.reminding import make_follow_up
from store.rules.recurrence_words import Again, read_rule, write_rule
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change


class FollowUpForm(OwnedForm[FollowUp]):
    """A follow-up, or a new one."""

    form_kind: ClassVar[str] = "follow_up"
    add_key: ClassVar[str] = "followup.add"
    edit_key: ClassVar[str] = "followup.edit"

    def title_words(self) -> str:
        """Return with whom it is."""
        words = _("New follow-up with {name}") if self.is_new else _("Follow-up with {name}")
        return self.of_customer(words, _("New follow-up") if self.is_new else _("Follow-up"))

    def blank(self) -> FollowUp:
        """Return a follow-up of which nothing is known."""
        return FollowUp(customer=self.customer or 0, what="", made=self.open_to.now())

    def known(self) -> FollowUp:
        """Return the follow-up as the book has it."""
        return self.open_to.follow_up(self.record)

    def own_parts(self) -> Sequence[Part[FollowUp]]:
        """Return its fields."""
        book = self.open_to
        due = moment_part(
            "due",
            _("When"),
            lambda text: read_due(book, text),
            book,
            hint=_("such as in 2 weeks; empty where something has to happen first"),
        )
        return [
            text_part("what", _("About what"), hint=_("such as ask how the oven bakes")),
            replace(due, read=lambda text, _record: read_due(book, text) if text else None),
            Part(
                field=Field(
                    key="rule",
                    label=_("Again"),
                    is_whole=True,
                    hint=_("such as every 2 weeks, every 1 march; empty for once"),
                ),
                write=lambda record: write_rule(record.rule, when_context(book, past=False)),
                read=lambda text, _record: read_rule(text, when_context(book, past=False)),
                say=lambda again: _("next {day}").format(day=said(book, again.first)) if again.first else "",
                put=_come_again,
            ),
            text_part("occasion", _("When it happens"), hint=_("what has to happen first, such as frost")),
        ]

    def keep(self, change: Change, former: FollowUp, edited: FollowUp) -> str:
        """Note the follow-up, or put it."""
        customer = self.check_whose(edited.customer)
        if not edited.what:
            raise FieldError("what", _("Write what it is about."))
        if edited.due is None and not edited.occasion:
            raise FieldError("due", _("Write when, or below what has to happen first."))
        if edited.due is None and edited.rule:
            raise FieldError("due", _("Write when it comes first."))
        if edited.due is not None and edited.occasion:
            raise FieldError("occasion", _("Write either when it is, or what has to happen first, not both."))
        if self.is_new:
            edited = make_follow_up(
                self.open_to, change, customer, edited.what, edited.due, edited.rule, occasion=edited.occasion
            )
            return _("Noted: {what}.").format(what=one_line(edited.what))
        if edited.due != former.due:
            # What is put off until a time is that only as long as it is due when it was.
            edited = replace(edited, snoozed_until=None)
        change.put(edited)
        return _("Saved: {what}.").format(what=one_line(edited.what))


def _come_again(follow_up: FollowUp, again: Again) -> FollowUp:
    """Return `follow_up` with a rule, which says when it comes first where nothing else does."""
    return replace(follow_up, rule=again.rule, due=follow_up.due or again.first)
