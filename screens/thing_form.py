"""The form of something that a customer owns or ordered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from screens.form_parts import day_part, read_day, rule_part, text_part
from screens.form_screen import FieldError
from screens.owned_form import OwnedForm
from screens.record_form import Part
from screens.shown import one_line
from store.looking_after import keep_thing
from store.moments import said
from store.records.thing import Thing
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change


class ThingForm(OwnedForm[Thing]):
    """A thing, or a new one."""

    form_kind: ClassVar[str] = "thing"
    add_key: ClassVar[str] = "thing.add"
    edit_key: ClassVar[str] = "thing.edit"

    def title_words(self) -> str:
        """Return which thing it is, and whose."""
        if self.is_new:
            return self.of_customer(_("New thing of {name}"), _("New thing"))
        return self.of_customer(_("{what} of {name}"), _("Thing"), what=self.former().name)

    def blank(self) -> Thing:
        """Return a thing of which nothing is known."""
        return Thing(customer=self.customer or 0, name="")

    def known(self) -> Thing:
        """Return the thing as the book has it."""
        return self.open_to.thing(self.record)

    def own_parts(self) -> Sequence[Part[Thing]]:
        """Return every field of the record."""
        return [
            text_part("name", _("What it is"), hint=_("such as stone oven")),
            text_part("serial", _("Serial number")),
            day_part(
                self.open_to,
                "warranty_until",
                _("Warranty until"),
                read_day,
                hint=_("the last day, such as 31 may 2028; a follow-up comes before"),
            ),
            day_part(
                self.open_to,
                "service_next",
                _("Next service"),
                read_day,
                hint=_("such as 1 october; a follow-up comes two weeks before"),
            ),
            rule_part(
                self.open_to,
                "service_every",
                _("Service every"),
                hint=_("such as every year, every 6 months; empty for once"),
            ),
            text_part("note", _("Note"), kind="text"),
        ]

    def keep(self, change: Change, former: Thing, edited: Thing) -> str:
        """Add or put the thing."""
        self.check_whose(edited.customer)
        if not edited.name:
            raise FieldError("name", _("Write what it is."))
        kept = keep_thing(self.open_to, change, edited)
        words = _("Added: {name}.") if self.is_new else _("Saved: {name}.")
        sentence = words.format(name=one_line(kept.name))
        if kept.service_next is not None and kept.service_next != former.service_next:
            service = said(self.open_to, kept.service_next)
            sentence = _("{sentence} Its next service is {day}.").format(sentence=sentence, day=service)
        return sentence
