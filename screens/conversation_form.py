"""The form of a conversation: what it is about, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from screens.form_parts import text_part
from screens.owned_form import OwnedForm
from screens.record_form import Part
from store.errors import NotFoundError
from store.records.conversation import Conversation
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change


class ConversationForm(OwnedForm[Conversation]):
    """A conversation; a new one is opened by what is said in it."""

    form_kind: ClassVar[str] = "conversation"
    add_key: ClassVar[str] = "conversation.edit"
    edit_key: ClassVar[str] = "conversation.edit"

    def title_words(self) -> str:
        """Return with whom it is."""
        return self.of_customer(_("Conversation with {name}"), _("Conversation"))

    def former(self) -> Conversation:
        """Return the conversation as the book has it."""
        return self.known()

    def blank(self) -> Conversation:
        """There is no conversation without anything said in it."""
        raise NotFoundError(_("A conversation begins with a contact. Press c to log one."))

    def known(self) -> Conversation:
        """Return the conversation as the book has it."""
        return self.blank() if self.is_new else self.open_to.conversation(self.record)

    def own_parts(self) -> Sequence[Part[Conversation]]:
        """Return its fields."""
        return [
            text_part("subject", _("About"), hint=_("in a few words")),
            text_part("outcome", _("Outcome"), kind="text", hint=_("what the customer got")),
        ]

    def keep(self, change: Change, former: Conversation, edited: Conversation) -> str:
        """Put the conversation."""
        change.put(edited)
        return _("Saved.")
