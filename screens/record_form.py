"""A form on one record: each field is written from the record, and read back into it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from screens.form_screen import FieldError, FormScreen
from screens.widgets.form import Field
from store.errors import RegularsError
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change

Record = TypeVar("Record", bound=Any)


@dataclass(frozen=True, kw_only=True)
class Part(Generic[Record]):
    """One field of a record in a form.

    Attributes:
        field: how it stands in the form; its key is the record's field.
        write: returns the text for what the record holds.
        read: returns what a text means for the record's field, given the record as it is; raises a RegularsError
            where that cannot be read.
        say: returns in words what was understood of a text that can be read.
        put: returns the record with what was read; by itself it goes into the field of the record that the key names.
    """

    field: Field
    write: Callable[[Record], str]
    read: Callable[[str, Record], Any]
    say: Callable[[Any], str] | None = None
    put: Callable[[Record, Any], Record] | None = None

    def read_into(self, record: Record, text: str, former: Record) -> Record:
        """Return `record` with what `text` says.

        Args:
            record: with what the other fields say.
            text: as it was typed.
            former: the record as it is in the book.

        Raises:
            FieldError: the text cannot be read.
        """
        try:
            value = self.read(text, former)
        except RegularsError as problem:
            raise FieldError(self.field.key, problem.sentence) from problem
        return replace(record, **{self.field.key: value}) if self.put is None else self.put(record, value)


class RecordForm(FormScreen, Generic[Record]):
    """A form that changes one record, or makes one."""

    _made: Sequence[Part[Record]] | None = None

    @abstractmethod
    def parts(self) -> Sequence[Part[Record]]:
        """Return what stands in the form."""

    @abstractmethod
    def former(self) -> Record:
        """Return the record as the book has it; for something new, what it is like before anything is typed.

        Raises:
            NotFoundError: it is no longer in the book.
        """

    @abstractmethod
    def keep(self, change: Change, former: Record, edited: Record) -> str:
        """Save `edited` in the open transaction, and return a sentence on it.

        Raises:
            FieldError: a field cannot be saved as it stands.
            RegularsError: it cannot be saved.
        """

    @property
    @abstractmethod
    def what(self) -> str:
        """The key of the change, for the change log."""

    def fields(self) -> Sequence[Field]:
        """Return the fields, each with the check that reads it."""
        return [replace(part.field, check=self._check(part)) for part in self._parts]

    def values(self) -> Mapping[str, str]:
        """Return what the book has in the fields."""
        record = self.former()
        return {part.field.key: part.write(record) for part in self._parts}

    def save(self, values: Mapping[str, str]) -> str:
        """Read the fields that were typed over into the record, and save it."""
        with self.saving(self.what) as change:
            former = self.former()
            changes = self.changes(values)
            edited = former
            for part in self._parts:
                if part.field.key in changes:
                    edited = part.read_into(edited, changes[part.field.key], former)
            if edited == former and not self.is_new:
                return _("Nothing was changed.")
            saved = self.keep(change, former, edited)
        return _("{saved} u undoes it.").format(saved=saved)

    @property
    def _parts(self) -> Sequence[Part[Record]]:
        if self._made is None:
            self._made = self.parts()
        return self._made

    def _check(self, part: Part[Record]) -> Callable[[str], str]:
        def check(text: str) -> str:
            read = part.read(text, self.former())
            return part.say(read) if part.say is not None and text else ""

        return check
