"""The form of a gesture: what was given, what it cost, when and why, with what is left of the year's budget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from screens.form_parts import day_part, text_part
from screens.form_screen import FieldError
from screens.owned_form import OwnedForm
from screens.record_form import Part
from screens.shown import one_line
from screens.widgets.form import Field
from store.errors import NotUnderstoodError
from store.giving import checked, goodwill_of
from store.records.gesture import Gesture
from store.rules.goodwill import goodwill_words
from store.rules.setting_values import read_money
from store.rules.settings import effective_currency
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change


class GestureForm(OwnedForm[Gesture]):
    """A gesture, or a new one."""

    form_kind: ClassVar[str] = "gesture"
    add_key: ClassVar[str] = "gesture.add"
    edit_key: ClassVar[str] = "gesture.edit"

    def title_words(self) -> str:
        """Return which gesture it is, and to whom."""
        if self.is_new:
            return self.of_customer(_("New gesture to {name}"), _("New gesture"))
        return self.of_customer(_("{what} for {name}"), _("Gesture"), what=self.former().kind)

    def blank(self) -> Gesture:
        """Return a gesture of today of which nothing is known."""
        return Gesture(customer=self.customer or 0, kind="", on=self.open_to.now().date())

    def known(self) -> Gesture:
        """Return the gesture as the book has it."""
        return self.open_to.gesture(self.record)

    def own_parts(self) -> Sequence[Part[Gesture]]:
        """Return every field of the record."""
        return [
            text_part("kind", _("What it was"), hint=_("your word for it, such as voucher or free service")),
            Part(
                field=Field(
                    key="cost", label=_("What it cost"), hint=_("figures such as 12.50; nothing: only the thought")
                ),
                write=lambda record: "" if record.cost == "0" else record.cost,
                read=lambda text, _record: read_money(text) if text.strip() else "0",
                say=lambda cost: " ".join((cost, self._currency)).strip(),
            ),
            day_part(self.open_to, "on", _("When"), hint=_("such as today, last friday")),
            text_part("why", _("What for"), hint=_("such as the late wheel")),
        ]

    def keep(self, change: Change, former: Gesture, edited: Gesture) -> str:
        """Add or put the gesture, and say what is left of the budget."""
        self.check_whose(edited.customer)
        if not edited.kind:
            raise FieldError("kind", _("Write what you gave, such as voucher."))
        if edited.on is None:  # the field was emptied
            raise FieldError("on", _("Write the day on which you gave it, such as today."))
        try:
            gesture = checked(edited, change.now.date())
        except NotUnderstoodError as problem:
            raise FieldError("on", problem.sentence) from problem
        if self.is_new:
            change.add(gesture)
        else:
            change.put(gesture)
        words = _("Noted: {what}. {goodwill}") if self.is_new else _("Saved: {what}. {goodwill}")
        goodwill = goodwill_words(goodwill_of(self.open_to, gesture.on.year), self._currency)
        return words.format(what=one_line(gesture.kind), goodwill=goodwill)

    @property
    def _currency(self) -> str:
        return effective_currency(self.open_to.shop, self.open_to.now().date())
