"""The form of an entry of the history, to put right what was written down wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from screens.form_parts import choice_part, moment_part, tags_part, text_part, yes_part
from screens.form_screen import FieldError
from screens.owned_form import OwnedForm
from screens.record_form import Part
from screens.shown import one_line
from screens.widgets.form import Field
from screens.widgets.question_bar import Choice
from store.correcting import put_right_interaction
from store.errors import NotFoundError
from store.moments import read_past
from store.records.interaction import CHANNELS, KINDS, Interaction
from store.records.text import clean_line
from store.rules.capture_lookup import fold_word
from store.rules.field_texts import lines_of, read_each
from store.sentences import _
from store.wording import channel_words, kind_words

if TYPE_CHECKING:
    from store.change import Change


class InteractionForm(OwnedForm[Interaction]):
    """An entry; a new one is logged with the capture line or its form."""

    form_kind: ClassVar[str] = "interaction"
    add_key: ClassVar[str] = "interaction.edit"
    edit_key: ClassVar[str] = "interaction.edit"

    def title_words(self) -> str:
        """Return with whom it was."""
        return self.of_customer(_("Contact with {name}"), _("Contact"))

    def former(self) -> Interaction:
        """Return the entry as the book has it."""
        return self.known()

    def blank(self) -> Interaction:
        """There is nothing to put right yet."""
        raise NotFoundError(_("A contact is logged first. Press c to log one."))

    def known(self) -> Interaction:
        """Return the entry as the book has it."""
        return self.blank() if self.is_new else self.open_to.interaction(self.record)

    def own_parts(self) -> Sequence[Part[Interaction]]:
        """Return every field of the record that is not worked out."""
        book = self.open_to
        return [
            text_part("text", _("What happened"), kind="text", section=_("What happened")),
            Part(
                field=Field(
                    key="words", label=_("Their words"), kind="text", hint=_("what they said themselves, one a line")
                ),
                write=lambda record: "\n".join(clean_line(one) for one in record.words),
                read=lambda text, record: read_each(lines_of(text), clean_line, clean_line, record.words),
            ),
            choice_part("kind", _("Kind"), [("", _("none")), *((kind, kind_words(kind)) for kind in KINDS)]),
            choice_part(
                "mood",
                _("Mood"),
                (("", _("not noted")), ("happy", _("happy")), ("neutral", _("neutral")), ("upset", _("upset"))),
            ),
            tags_part(book, "tags", _("Tags"), hint=_("such as oven, delivery")),
            moment_part(
                "when",
                _("When"),
                lambda text: read_past(book, text),
                book,
                hint=_("such as yesterday 16:20"),
                section=_("How it came"),
            ),
            choice_part("direction", _("Who"), (("in", _("they contacted us")), ("out", _("we contacted them")))),
            choice_part("channel", _("Channel"), [(channel, channel_words(channel)) for channel in CHANNELS]),
            text_part("channel_name", _("Known as"), hint=_("your name for the channel, such as whatsapp")),
            self._answer(),
            text_part("contact", _("Person"), hint=_("who of them it was"), complete=self._people),
            *self._thing(),
            yes_part("public", _("Public"), _("between you and them"), _("for all to read")),
            text_part("link", _("Link"), hint=_("where it can be read")),
        ]

    def keep(self, change: Change, former: Interaction, edited: Interaction) -> str:
        """Put the entry right, and what hangs on it."""
        if edited.direction == "out" and edited.wants_answer:
            if former.wants_answer:
                edited = replace(edited, wants_answer=False, answered=False)
            else:
                raise FieldError("answer", _("What you said yourself waits for no answer of yours."))
        put_right_interaction(self.open_to, change, edited)
        return _("Saved: {text}.").format(text=one_line(edited.text) or _("the entry"))

    def _answer(self) -> Part[Interaction]:
        """Return the field for whether it wants an answer, which is two of the record's."""
        choices = (
            ("", _("needs none")),
            ("wanted", _("wants one")),
            ("answered", _("answered on the spot")),
        )
        return Part(
            field=Field(key="answer", label=_("Answer"), kind="choice", choices=choices),
            write=lambda record: "wanted" if record.wants_answer else "answered" if record.answered else "",
            read=lambda text, _record: text,
            put=lambda record, text: replace(record, wants_answer=text == "wanted", answered=text == "answered"),
        )

    def _thing(self) -> Sequence[Part[Interaction]]:
        """Return the field for the thing that it was about, where the customer has any."""
        try:
            things = self.open_to.things(self.former().customer)
        except NotFoundError:
            return ()
        if not things:
            return ()
        choices = (("", _("none")), *((str(thing.id), one_line(thing.name)) for thing in things))
        return [
            Part(
                field=Field(key="thing", label=_("Thing"), kind="choice", choices=choices),
                write=lambda record: str(record.thing or ""),
                read=lambda text, _record: int(text) if text else None,
            )
        ]

    def _people(self, text: str) -> list[Choice]:
        """Return the contact persons whose name has a word that begins like `text`."""
        wanted = fold_word(text)
        try:
            people = self.open_to.customer(self.former().customer).contacts
        except NotFoundError:
            return []
        return [
            Choice(one_line(person.name), one_line(person.name), one_line(person.role))
            for person in people
            if any(fold_word(word).startswith(wanted) for word in person.name.split())
        ]
