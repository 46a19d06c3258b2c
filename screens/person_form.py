"""The form of a contact person of a business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from screens.form_parts import choice_part, gender_choices, labelled_part, text_part
from screens.form_screen import FieldError
from screens.record_form import Part, RecordForm
from screens.shown import one_line
from store.errors import NotFoundError
from store.records.contact_person import ContactPerson
from store.records.customer import Customer
from store.records.draft import Draft
from store.rules.customer_fields import read_email, read_phone
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change


class PersonForm(RecordForm[ContactPerson]):
    """A contact person: `record` is their place among the customer's, from 0, and -1 for a new one."""

    form_kind: ClassVar[str] = "person"
    NEW: ClassVar[int] = -1

    _known: ContactPerson | None = None

    def title_words(self) -> str:
        """Return who it is, and where."""
        business = one_line(self._business().shown_name)
        if self.is_new:
            return _("New person at {name}").format(name=business)
        return _("{person} at {name}").format(person=one_line(self.former().name), name=business)

    @property
    def what(self) -> str:
        """The key of the change."""
        return "person.add" if self.is_new else "person.edit"

    def former(self) -> ContactPerson:
        """Return the person as the book has them, found again where others were added or taken out before them."""
        people = self._business().contacts
        if self.is_new:
            return ContactPerson(name="")
        at = self._place_among(people)
        if not 0 <= at < len(people):
            raise NotFoundError(_("This person is no longer in the book."))
        self.record, self._known = at, people[at]
        return people[at]

    def as_draft(self) -> Draft | None:
        """Return what was typed as it would be parked, with the name by which the person is found again."""
        draft = super().as_draft()
        if draft is None or self._known is None:
            return draft
        return replace(draft, former={**draft.former, "name": self._known.name})

    def parts(self) -> Sequence[Part[ContactPerson]]:
        """Return every field of the record."""
        return [
            text_part("name", _("Name"), hint=_("full name"), section=_("Who they are")),
            text_part("role", _("Role"), hint=_("such as buyer, caretaker")),
            text_part("call_by", _("You say"), hint=_("exactly what you say to them")),
            text_part("recognise_by", _("Know them by"), hint=_("what they look like, for when they walk in")),
            choice_part("gender", _("Gender"), gender_choices()),
            labelled_part(
                "phones",
                _("Phones"),
                read_phone,
                hint=_("one a line, such as office: 0532 123 45 67"),
                section=_("How to reach them"),
            ),
            labelled_part("emails", _("E-mail"), read_email, hint=_("one a line")),
        ]

    def keep(self, change: Change, former: ContactPerson, edited: ContactPerson) -> str:
        """Put the customer with the person among theirs."""
        if not edited.name:
            raise FieldError("name", _("Write the name of the person."))
        business = self._business()
        people = list(business.contacts)
        if self.is_new:
            people.append(edited)
        else:
            people[self.record] = edited
        change.put(replace(business, contacts=tuple(people)))
        sentence = _("Added: {name}.") if self.is_new else _("Saved: {name}.")
        return sentence.format(name=one_line(edited.name))

    def _business(self) -> Customer:
        if self.customer is None:
            raise NotFoundError(_("This customer is no longer in the book."))
        return self.open_to.customer(self.customer)

    def _place_among(self, people: Sequence[ContactPerson]) -> int:
        """Return where the person is now: as they were, else changed in that place, else by name; -1 where gone."""
        known, at = self._known, self.record
        if known is None:
            parked = self._parked()
            name = parked.former.get("name") if parked is not None else None
            if name is None or (at < len(people) and people[at].name == name):
                return at
            return _place_of(name, people)
        if known in people:
            return people.index(known)
        if at < len(people) and (people[at].name == known.name or _share_a_way(people[at], known)):
            return at
        return _place_of(known.name, people)


def _place_of(name: str, people: Sequence[ContactPerson]) -> int:
    return next((place for place, one in enumerate(people) if one.name == name), -1)


def _share_a_way(one: ContactPerson, other: ContactPerson) -> bool:
    """Whether two can be reached in the same way, and so are one, whatever they are called."""
    return bool({*one.phones, *one.emails} & {*other.phones, *other.emails})
