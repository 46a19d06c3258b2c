"""A form on something that belongs to a customer; of a new one it asks whose it is, where nobody has said."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from screens.form_parts import who_part
from screens.form_screen import FieldError
from screens.marks import DOT
from screens.record_form import Part, RecordForm
from screens.shown import one_line
from store.errors import NotFoundError
from store.sentences import _

Record = TypeVar("Record")


class OwnedForm(RecordForm[Record]):
    """Something of a customer."""

    add_key: ClassVar[str]
    edit_key: ClassVar[str]

    @abstractmethod
    def blank(self) -> Record:
        """Return what a new one is like before anything is typed."""

    @abstractmethod
    def known(self) -> Record:
        """Return the one that is changed, as the book has it.

        Raises:
            NotFoundError: it is no longer there.
        """

    @abstractmethod
    def own_parts(self) -> Sequence[Part[Record]]:
        """Return its fields, but for whose it is."""

    @property
    def what(self) -> str:
        """The key of the change."""
        return self.add_key if self.is_new else self.edit_key

    def former(self) -> Record:
        """Return the record as the book has it, or a blank one."""
        return self.blank() if self.is_new else self.known()

    def parts(self) -> Sequence[Part[Record]]:
        """Return its fields; where it is nobody's yet, whose it is comes first."""
        if not self._asks_whose:
            return self.own_parts()
        whose = who_part(self.open_to, "customer", _("Customer"), hint=_("a name, a phone number, an e-mail"))
        return [whose, *self.own_parts()]

    def summary(self) -> str:
        """Return what was typed of what it is about, and what this form is."""
        about = next(part.field.key for part in self._parts if part.field.key != "customer")
        words = one_line(self._texts()[about])
        return f"{words} {DOT} {self._title}" if words else super().summary()

    def check_whose(self, customer: int | None) -> int:
        """Return the customer, who has to be somebody.

        Raises:
            FieldError: nobody was named.
        """
        if not customer:
            raise FieldError("customer", _("Write whose it is: a name, a phone number, an e-mail."))
        return customer

    def of_customer(self, words: str, without: str, **more: str) -> str:
        """Return `words` with the customer's name in the place of {name}, `without` where nobody is known."""
        customer = self.customer if self.is_new else getattr(self.former(), "customer", None)
        shown = {key: one_line(text) for key, text in more.items()}
        try:
            if customer:
                return words.format(name=one_line(self.open_to.customer(customer).shown_name), **shown)
        except NotFoundError:
            pass
        return without

    @property
    def _asks_whose(self) -> bool:
        return self.is_new and not self.customer
