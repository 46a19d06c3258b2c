"""The form of a promise. When one is due is told to the customer: so that is moved by its own key, not here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from screens.form_parts import moment_part, text_part
from screens.form_screen import FieldError
from screens.owned_form import OwnedForm
from screens.record_form import Part
from screens.shown import one_line
from screens.terms_beside import TermsBeside
from screens.widgets.question_bar import Choice
from store.advising import Advice, advice_on
from store.causes import cause_names
from store.errors import NotFoundError, RegularsError
from store.moments import read_due, said
from store.promising import edit_promise, make_promise
from store.records.promise import Promise
from store.rules.capture_lookup import fold_word
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change

# The due of a new promise that nobody has given yet.
_NOT_SAID = date.max


class PromiseForm(TermsBeside, OwnedForm[Promise]):
    """A promise, or a new one."""

    form_kind: ClassVar[str] = "promise"
    add_key: ClassVar[str] = "promise.add"
    edit_key: ClassVar[str] = "promise.edit"

    def title_words(self) -> str:
        """Return to whom it was made."""
        words = _("New promise to {name}") if self.is_new else _("Promise to {name}")
        return self.of_customer(words, _("New promise") if self.is_new else _("Promise"))

    def blank(self) -> Promise:
        """Return a promise of which nothing is known."""
        now = self.open_to.now()
        return Promise(customer=self.customer or 0, what="", made=now, due=_NOT_SAID, original_due=_NOT_SAID, aim=now)

    def known(self) -> Promise:
        """Return the promise as the book has it."""
        return self.open_to.promise(self.record)

    def own_parts(self) -> Sequence[Part[Promise]]:
        """Return its fields; of a known one the due is left to its own key."""
        due = replace(
            moment_part(
                "due",
                _("Due"),
                lambda text: read_due(self.open_to, text),
                self.open_to,
                hint=_("such as fri 17:00, in 3 days, end of month"),
            ),
            write=lambda _record: "",
        )
        return [
            text_part("what", _("What"), hint=_("what you said you would do")),
            *([due] if self.is_new else ()),
            text_part("kind", _("Kind"), hint=_("your word for such things, such as repair")),
            text_part("condition", _("Condition"), hint=_("what it hangs on, such as if the part arrives")),
            text_part(
                "cause",
                _("Cause"),
                hint=_("what several promises may wait for, such as the wholesaler"),
                complete=self._causes,
            ),
        ]

    def keep(self, change: Change, former: Promise, edited: Promise) -> str:
        """Make the promise, or put it; how long it may take follows from its kind."""
        customer = self.check_whose(edited.customer)
        if not edited.what:
            raise FieldError("what", _("Write what was promised."))
        book = self.open_to
        if not self.is_new:
            edit_promise(book, change, edited)
            return _("Saved: {what}.").format(what=one_line(edited.what))
        if edited.due == _NOT_SAID:
            raise FieldError("due", _("Write by when, such as fri 17:00."))
        kind, condition, cause = edited.kind, edited.condition, edited.cause
        made = make_promise(book, change, customer, edited.what, edited.due, kind, condition, cause=cause)
        return _("Promised: {what}, by {due}.").format(what=one_line(made.what), due=said(book, made.due))

    def _causes(self, text: str) -> list[Choice]:
        """Return what other promises hang on that is called so, so that the same is named alike."""
        wanted = fold_word(text)
        return [Choice(name, one_line(name)) for name in self._known_causes if wanted in fold_word(name)]

    @cached_property
    def _known_causes(self) -> list[str]:
        """What open promises hang on, looked up when the first letter is typed."""
        with suppress(RegularsError):
            return cause_names(self.open_to)
        return []

    # What stands beside it

    def promised_to(self) -> int | None:
        """Return to whom it is, or would be, promised, as far as that is one customer."""
        if not self.is_new:
            with suppress(NotFoundError):
                return self.known().customer
            return None
        if self.customer:
            return self.customer
        with suppress(RegularsError):
            return self.open_to.who(self._texts()["customer"]).id
        return None

    def advice(self) -> Advice | None:
        """Return how long such promises have taken so far, once there is a due to set that beside."""
        if not self.is_new:
            return None
        texts = self._texts()
        try:
            due = read_due(self.open_to, texts["due"])
        except RegularsError:
            return None
        return advice_on(self.open_to, texts["kind"], self.open_to.now(), due)
