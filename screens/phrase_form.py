"""The form of a phrase of the owner's: its words in every variant, and what it is for; checked where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from screens.form_screen import FieldError
from screens.marks import DOT
from screens.phrase_parts import PhraseParts
from screens.record_form import Part, RecordForm
from screens.shown import one_line, shown
from store.phrase_keeping import WRITTEN, add_phrase, edit_phrase
from store.phrases import shop_language
from store.records.phrase import Phrase
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change

_TITLE_SHOWN = 40


class PhraseForm(RecordForm[Phrase]):
    """One of the owner's own, or a new one, which may be begun as a copy of a shipped one."""

    form_kind: ClassVar[str] = "phrase"

    def title_words(self) -> str:
        """Return which phrase it is."""
        copied = self._texts().get("shipped", "") if self.is_new else ""
        if copied:
            return _("Your copy of {key}").format(key=one_line(copied))
        if self.is_new:
            return _("New phrase")
        former = self.former()
        return _("Phrase: {title}").format(title=one_line(former.title or former.key))

    @property
    def what(self) -> str:
        """The key of the change."""
        if not self.is_new:
            return "phrase.edit"
        return "phrase.copy" if self._texts().get("shipped") else "phrase.add"

    def summary(self) -> str:
        """Return what was typed of its title, and what this form is."""
        title = one_line(self._texts()["title"])
        return f"{title} {DOT} {self._title}" if title else super().summary()

    def former(self) -> Phrase:
        """Return the phrase as the book has it, or a blank one in the shop's language."""
        if self.is_new:
            return Phrase(language=shop_language(self.open_to))
        return self.open_to.phrase(self.record)

    def keep(self, change: Change, former: Phrase, edited: Phrase) -> str:
        """Add or change the phrase."""
        if not edited.has_words:
            raise FieldError("text", _("Write the words of the phrase, or questions further down."))
        if self.is_new:
            kept = add_phrase(self.open_to, change, edited)
            title = shown(kept.title or kept.text or kept.key, _TITLE_SHOWN)
            if kept.shipped:
                return _("Kept: {title}, your copy. The one that came with Regulars stays.").format(title=title)
            return _("Kept: {title}.").format(title=title)
        written = {name: getattr(edited, name) for name in (*WRITTEN, "shipped", "shortcut")}
        kept = edit_phrase(self.open_to, change, edited.id, **written)
        return _("Saved: {title}.").format(title=shown(kept.title or kept.text or kept.key, _TITLE_SHOWN))

    def parts(self) -> Sequence[Part[Phrase]]:
        """Return every field of the record that is written."""
        return PhraseParts(self.open_to, self._language, self._key).all()

    def _language(self) -> str:
        """Return the language that stands in the form now, by which the forms of words are checked."""
        return (self._texts().get("language") if self._is_filled else "") or self.former().language

    def _key(self) -> str:
        return "" if self.is_new else self.former().key
