"""The form in which a contact is logged: the capture line, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from screens.contact_fields import ContactFields
from screens.form_parts import naming
from screens.form_screen import FieldError
from screens.half_typed import HalfTyped
from screens.line_offer import promise_with
from screens.line_preview import saved_sentence
from screens.shown import one_line
from screens.terms_beside import TermsBeside
from screens.widgets.form import Field
from store.advising import Advice
from store.errors import NotUnderstoodError
from store.rules.acknowledgement import KIND as ACKNOWLEDGES
from store.rules.capture_fields import KEYS, WrongFieldError, fields_of, line_of
from store.rules.capture_names import names_text
from store.rules.capture_tokens import WhoToken
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book


class CaptureFormScreen(TermsBeside):
    """A contact; a half-typed line goes into the fields as far as it is understood, and the rest into the text."""

    form_kind: ClassVar[str] = "contact"

    def __init__(
        self,
        book: Book,
        half_typed: HalfTyped,
        *,
        record: int = 0,
        customer: int | None = None,
        draft: int | None = None,
        start: Mapping[str, str] | None = None,
    ) -> None:
        """Fill in a contact, beginning with the half-typed line unless a parked form is taken up."""
        self._handed: HalfTyped | None = None
        self._as_handed: Mapping[str, str] = {}
        self._takes_line = bool(half_typed) and draft is None
        if self._takes_line:
            customer, draft = half_typed.customer, half_typed.draft
        super().__init__(book, half_typed, record=record, customer=customer, draft=draft, start=start)
        self._fields = ContactFields(book, self._now_typed)

    def title_words(self) -> str:
        """Return what is filled in."""
        return _("Log a contact")

    def summary(self) -> str:
        """Return who it is about, and how what happened begins."""
        texts = self._texts()
        said = (texts["who"], one_line(texts["happened"]), texts["promise_what"], texts["follow_what"])
        words = ", ".join(part for part in said if part)
        return _("Contact: {words}").format(words=words) if words else _("Contact")

    def fields(self) -> Sequence[Field]:
        """Return the fields of the line."""
        return self._fields.fields()

    def values(self) -> Mapping[str, str]:
        """Return what stands in the fields at first: whose page it was opened on."""
        return {**dict.fromkeys(KEYS, ""), "direction": "in", "who": self._page_names()}

    def save(self, values: Mapping[str, str]) -> str:
        """Log the line that the fields make."""
        try:
            line, text = line_of(values)
        except WrongFieldError as problem:
            raise FieldError(problem.key, problem.sentence) from problem
        if not values["who"].strip(" ,;"):
            raise FieldError("who", _("Write who it was, or new and a name for somebody new."))
        book = self.open_to
        understood = book.understand(line, text=text)
        if understood.line.problems:
            raise NotUnderstoodError(understood.line.problems[0].sentence)
        if line_of(fields_of(understood.line, text)) != (line, text):
            raise NotUnderstoodError(
                _("One of the times is not understood as a whole. Look at what stands behind each, then save again.")
            )
        logged = book.log(line, text=text, draft=self.draft)
        return saved_sentence(book, logged)

    def show_book(self) -> None:
        """Take what the book says now, and at first what was typed in the line."""
        super().show_book()
        if self._takes_line and self._is_filled:
            self._takes_line = False
            # Only now, when the fields hold it: what is half-typed is somewhere at every moment.
            self._handed = self.half_typed.hand_over()
            self._begun = self._handed.begun
            for key, text in self._read(self._handed).items():
                self.form.row_of(key).put(text)
            self._as_handed = self._texts()
            if self._as_handed["who"]:
                self.form.go_to(self.form.row_of("happened"))

    def _read(self, handed: HalfTyped) -> Mapping[str, str]:
        book = self.open_to
        understood = book.understand(handed.line, text=handed.text, customer=handed.customer)
        values = fields_of(understood.line, handed.text)
        entry = understood.entries[0] if len(understood.entries) == 1 else None
        if values["done"] == "any" and entry is not None and entry.done is not None:
            values["done"] = str(entry.done.id)
        if values["kept"] == "any" and entry is not None and entry.kept is not None:
            values["kept"] = str(entry.kept.id)
        if values["moved_when"] and not values["moved"] and entry is not None and entry.moved is not None:
            values["moved"] = str(entry.moved.id)
        return values | {"who": values["who"] or self._page_names()}

    def _may_leave(self) -> bool:
        """Give the line back where nothing was changed here."""
        row = self.form.row
        is_offering = row is not None and row.is_offering
        if self._handed is None or is_offering or self._texts() != self._as_handed:
            return super()._may_leave()
        self.half_typed.take_back(self._handed)
        self._is_closed = True
        self._parked_words = _("What you typed is kept. c parks it on Today and begins a new line.")
        return True

    def advice(self) -> Advice | None:
        """Return the promise that goes with an acknowledgement, until something is promised."""
        texts = self._now_typed()
        if texts.get("kind") != ACKNOWLEDGES or texts.get("promise_what") or not texts.get("who"):
            return None
        try:
            line, text = line_of(texts)
        except WrongFieldError:
            return None
        offer = promise_with(self.open_to, self.open_to.understand(line, text=text), line)
        if offer is None:
            return None
        words = _("An answer by {due}? Write it under “You promise” and “By when”.")
        return Advice(words.format(due=offer.due), False, None)

    def promised_to(self) -> int | None:
        """Return to whom something is promised here: nobody while nothing is."""
        texts = self._now_typed()
        is_promised = any(texts.get(key) for key in ("promise_what", "promise_when"))
        return self._known_customer() if is_promised else None

    def _known_customer(self) -> int | None:
        """Return whom it is about, as far as that is one customer of the book."""
        named = self._fields.named()
        return super()._known_customer() if named is None else named.id

    def _page_names(self) -> str:
        named = naming(self.open_to, super()._known_customer())
        return names_text([WhoToken(text=named)]) if named else ""

    def _now_typed(self) -> Mapping[str, str]:
        return self._texts() if self._is_filled else {}
