"""The form of a customer: everything that is kept of them, but their contact persons, who have forms of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from screens.form_parts import (
    choice_part,
    day_part,
    gender_choices,
    labelled_part,
    language_part,
    read_day,
    tags_part,
    text_part,
    who_part,
    yes_part,
)
from screens.form_screen import FieldError
from screens.record_form import Part, RecordForm
from screens.shown import one_line
from screens.widgets.form import Field
from screens.words import stage_word
from store.moments import when_context
from store.records.customer import STAGES, Allowance, Customer, MarkedDate, PostalAddress
from store.rules.cadence import read_cadence
from store.rules.customer_fields import (
    read_address,
    read_allowance,
    read_email,
    read_labelled,
    read_phone,
    write_address,
    write_allowance,
)
from store.rules.date_fields import read_marked_date, write_marked_date
from store.rules.field_texts import blocks_of, lines_of, read_each, read_pairs, write_pairs
from store.rules.reconnect_words import cadence_words
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change

_REACHED_BY = ("name", "company", "phones", "emails", "handles")


class CustomerForm(RecordForm[Customer]):
    """A customer, or a new one."""

    form_kind: ClassVar[str] = "customer"

    def title_words(self) -> str:
        """Return whose form it is."""
        if self.is_new:
            return _("New customer")
        return _("Customer: {name}").format(name=one_line(self.former().shown_name))

    @property
    def what(self) -> str:
        """The key of the change."""
        return "customer.add" if self.is_new else "customer.edit"

    def former(self) -> Customer:
        """Return the customer as the book has them."""
        if self.is_new:
            return Customer(since=self.open_to.now().date())
        return self.open_to.customer(self.record)

    def leads_to(self) -> str:
        """A new customer is met on their page."""
        return f"app.show_customer({self._saved})" if self.is_new else ""

    def keep(self, change: Change, former: Customer, edited: Customer) -> str:
        """Add or put the customer."""
        if not any(getattr(edited, key) for key in _REACHED_BY):
            raise FieldError(
                "name", _("Write a name here, or a company, a phone number, an e-mail address or a handle.")
            )
        if edited.id and edited.referred_by == edited.id:
            raise FieldError("referred_by", _("Nobody sends themselves. Give another customer, or leave this empty."))
        if self.is_new:
            added = change.add(edited)
            self._saved = added.id
            return _("Added: {name}.").format(name=one_line(added.shown_name))
        change.put(edited)
        return _("Saved: {name}.").format(name=one_line(edited.shown_name))

    _saved = 0

    def parts(self) -> Sequence[Part[Customer]]:
        """Return every field of the record."""
        return [*self._who(), *self._reach(), *self._knowledge(), *self._dated()]

    def _who(self) -> Sequence[Part[Customer]]:
        book = self.open_to
        return [
            text_part("name", _("Name"), hint=_("full name"), section=_("Who they are")),
            text_part("call_by", _("You say"), hint=_("exactly what you say to them, such as Ayşe Hanım")),
            text_part("recognise_by", _("Know them by"), hint=_("what they look like, for when they walk in")),
            text_part("company", _("Company")),
            choice_part("gender", _("Gender"), gender_choices()),
            choice_part("stage", _("Stage"), [(stage, stage_word(stage)) for stage in STAGES]),
            day_part(book, "since", _("Customer since"), hint=_("such as march 2021")),
            who_part(book, "referred_by", _("Sent by"), hint=_("the customer who sent them")),
            tags_part(book, "tags", _("Tags"), hint=_("such as oven, wholesale")),
            Part(
                field=Field(
                    key="name_forms",
                    label=_("Forms of the name"),
                    kind="text",
                    hint=_("one a line, such as genitive = Ayşe'nin"),
                ),
                write=lambda record: write_pairs(record.name_forms),
                read=lambda text, record: read_pairs(text, record.name_forms),
            ),
        ]

    def _reach(self) -> Sequence[Part[Customer]]:
        return [
            labelled_part(
                "phones",
                _("Phones"),
                read_phone,
                hint=_("one a line, such as home: 0532 123 45 67"),
                section=_("How to reach them"),
            ),
            labelled_part("emails", _("E-mail"), read_email, hint=_("one a line, such as work: ayse@example.org")),
            labelled_part("handles", _("Online"), read_labelled, hint=_("one a line, such as instagram: @ayse")),
            Part(
                field=Field(
                    key="addresses",
                    label=_("Addresses"),
                    kind="text",
                    hint=_("home: street; postal code city; region; country"),
                ),
                write=lambda record: "\n\n".join(write_address(one) for one in record.addresses),
                read=lambda text, record: read_each(blocks_of(text), read_address, write_address, record.addresses),
                say=lambda addresses: " / ".join(_address_words(one) for one in addresses),
            ),
            language_part("language", _("Speaks")),
            language_part("second_language", _("Also speaks")),
            choice_part(
                "formality",
                _("Manner"),
                (("", _("not set")), ("formal", _("formal")), ("familiar", _("familiar"))),
            ),
            yes_part("do_not_contact", _("Contact"), _("may be contacted"), _("asked to be left alone")),
            Part(
                field=Field(
                    key="cadence",
                    label=_("Keep in touch"),
                    hint=_("such as 6 weeks, 3mo, 1y; off for never"),
                    is_whole=True,
                ),
                write=lambda record: record.cadence,
                read=lambda text, _record: read_cadence(text),
                say=cadence_words,
            ),
            day_part(
                self.open_to, "leave_until", _("Leave be until"), read_day, hint=_("such as 1 may; not listed before")
            ),
        ]

    def _knowledge(self) -> Sequence[Part[Customer]]:
        return [
            text_part(
                "preferences", _("Prefers"), kind="text", hint=_("how they like things"), section=_("What to know")
            ),
            text_part("terms", _("Terms"), kind="text", hint=_("what was agreed, such as pays by the month")),
            text_part("ideas", _("Ideas"), kind="text", hint=_("what would please them, such as walnut bread")),
            text_part("note", _("Note"), kind="text", hint=_("anything else")),
        ]

    def _dated(self) -> Sequence[Part[Customer]]:
        context = when_context(self.open_to, past=True)

        def write(marked: MarkedDate) -> str:
            return write_marked_date(marked, context)

        return [
            Part(
                field=Field(
                    key="dates",
                    label=_("Dates"),
                    kind="text",
                    hint=_("one a line, such as birthday = 4 march 1980; lunar 1960-08-15"),
                    section=_("Dates, allowances, your own fields"),
                ),
                write=lambda record: "\n".join(write(one) for one in record.dates),
                read=lambda text, record: read_each(
                    lines_of(text), lambda line: read_marked_date(line, context), write, record.dates
                ),
                say=lambda dates: "\n".join(write(one) for one in dates),
            ),
            Part(
                field=Field(
                    key="allowances",
                    label=_("Allowances"),
                    kind="text",
                    hint=_("one a line, agreed/used, such as visits = 5/2"),
                ),
                write=lambda record: "\n".join(write_allowance(one) for one in record.allowances),
                read=lambda text, record: read_each(lines_of(text), read_allowance, write_allowance, record.allowances),
                say=lambda allowances: ", ".join(_allowance_words(one) for one in allowances),
            ),
            Part(
                field=Field(
                    key="fields", label=_("Your own fields"), kind="text", hint=_("one a line, such as shoe size = 38")
                ),
                write=lambda record: write_pairs(record.fields),
                read=lambda text, record: read_pairs(text, record.fields),
            ),
        ]


def _address_words(address: PostalAddress) -> str:
    parts = (
        address.label,
        address.street,
        _("code {code}").format(code=address.postal_code) if address.postal_code else "",
        _("city {city}").format(city=address.city) if address.city else "",
        _("region {region}").format(region=address.region) if address.region else "",
        _("country {country}").format(country=address.country) if address.country else "",
    )
    return ", ".join(one_line(part) for part in parts if part)


def _allowance_words(allowance: Allowance) -> str:
    return _("{left} of {total} {what} left").format(
        left=allowance.left, total=allowance.total, what=one_line(allowance.what)
    )
