"""The book's agenda: rows of what may need the owner, kept up to date by every transaction that touches them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from store.clocks import standing_of
from store.database.agenda_file import AgendaUnreadableError, read_agenda
from store.database.rows import Plain
from store.database.transaction import AgendaChange, Applied
from store.errors import NotFoundError
from store.quiet_agenda import QuietAgenda
from store.records.codec import from_plain
from store.records.conversation import Conversation
from store.rules.agenda import row_of_draft, rows_of_conversation, rows_of_follow_up, rows_of_promise
from store.rules.conversations import SETTLED_AFTER
from store.rules.open_time import LONGEST_BACK
from store.rules.thanks import Reach
from store.thanks_rows import ThanksRows

if TYPE_CHECKING:
    from store.book import Book
    from store.database.storage import JournalStorage

# The letters that the rows of a record of each table begin with.
_LETTERS = {"conversations": "cur", "promises": "p", "follow_ups": "f", "drafts": "d"}
# The kinds of rows that `ThanksRows` works out, for a stretch of days.
_OF_DAYS = frozenset(("days", "card"))
# The header tells for so long before and after it was written when the shop is open, and since the oldest clock runs.
_WRITTEN_BACK = timedelta(days=100)
_WRITTEN_AHEAD = timedelta(days=400)
Keys = set[tuple[str, int]]


class Agenda:
    """The agenda of one open book."""

    def __init__(self, book: Book, storage: JournalStorage) -> None:
        """Follow the changes of `storage`; the rows are loaded when they are first asked for."""
        self._book = book
        self._storage = storage
        self._rows: dict[str, Plain] | None = None
        self.quiet = QuietAgenda(book, storage)
        self._thanks = ThanksRows(book, storage)
        self._beyond: tuple[tuple[date, int], dict[str, Plain]] | None = None
        # For which days, and at which change, the rows were last worked out because the file would not do.
        self._fresh: tuple[Reach, int] | None = None
        storage.on_change(self._notice)

    def forget(self) -> None:
        """Load the rows anew when they are next asked for."""
        self._rows = self._fresh = None
        self.quiet.forget()
        self._thanks.forget()

    def rows(self) -> list[Plain]:
        """Return all rows, in the order from which they are to be shown."""
        return _in_order(self._for_today().values())

    def by_key(self) -> Mapping[str, Plain]:
        """Return all rows by key; not to be kept, since the next change changes it, but for the rows themselves."""
        return self._for_today()

    @property
    def is_short(self) -> bool:
        """Whether the days to mark that the file holds run out soon, so that it has to be written anew."""
        return self._thanks.is_short

    @property
    def reaches(self) -> bool:
        """Whether the file holds the days to mark of today."""
        return self._thanks.holds

    def written_anew(self) -> tuple[Plain, list[Plain]]:
        """Return the header and the rows of the agenda's file as they are to be written now."""
        rows, reach = self._known(), self._thanks.renewed()
        if reach is not None and self._fresh != (reach, self._storage.sequence):
            rows = self._with_days(rows, reach)
        return self._header(reach or self._thanks.reach), _in_order(rows.values())

    def _known(self) -> dict[str, Plain]:
        if self._rows is None:
            self._rows = self._loaded()
        return self._rows

    def _for_today(self) -> dict[str, Plain]:
        """Return the rows by key; where the file does not have the days to mark of today, with those worked out."""
        rows, today = self._known(), self._book.now().date()
        if self._thanks.holds:
            return rows
        mark = (today, self._storage.sequence)
        if self._beyond is None or self._beyond[0] != mark:
            self._beyond = mark, self._with_days(rows, Reach.on(today))
        return self._beyond[1]

    def _with_days(self, rows: dict[str, Plain], reach: Reach) -> dict[str, Plain]:
        kept = {key: row for key, row in rows.items() if row["kind"] not in _OF_DAYS}
        fresh: list[Any] = list(self._thanks.all(reach))
        return {**kept, **{row["row"]: row for row in fresh}}

    def _header(self, reach: Reach) -> Plain:
        """Return what readers of the agenda's file need to know of the shop, and for which days it is written."""
        shop = self._book.shop
        return {
            "schema": self._storage.header["schema"],
            "zone": self._book.zone.key,
            "language": shop.language,
            "shop": shop.name,
            "thanks": reach.written(),
            "hours": [[hours.since.isoformat() if hours.since else "", *hours.days] for hours in shop.hours],
            "open": self._book.calendar.written_out(self._oldest(), self._book.now() + _WRITTEN_AHEAD),
        }

    def _oldest(self) -> datetime:
        """Return from when on a reader of the agenda's file has to know when the shop was open."""
        now = self._book.now().astimezone(UTC)  # so far back in seconds, whatever the clocks of the zone did since
        rows = self._known().values()
        started = (datetime.fromisoformat(row["started"]) for row in rows if row["kind"] == "conversation")
        return max(min((now - _WRITTEN_BACK, *started)), now - timedelta(seconds=LONGEST_BACK))

    def worked_out(self) -> dict[str, Plain]:
        """Return every row by key, worked out from the records alone."""
        rows: dict[str, Plain] = {}
        for table in _LETTERS:
            staged = (self._storage.staged or {}).get(table)
            known = {*self._storage.rows[table].live, *(staged.puts if staged is not None else ())}
            if table == "conversations":
                known |= self._promised_about()
            for identity in known:
                for row in self._rows_for(table, identity):
                    rows[row["row"]] = row
        return self._with_days(rows, self._thanks.reach)

    def _promised_about(self) -> set[int]:
        """Return the conversations that an open promise is about: one that was filed as silent waits for us again."""
        return {one.conversation for one in self._book.promises() if one.conversation is not None}

    def changes(self) -> AgendaChange:
        """In a transaction: return what it changes in the agenda."""
        staged = self._storage.staged or {}
        touched: Keys = {(name, identity) for name, rows in staged.items() for identity in (*rows.puts, *rows.drops)}
        if ("shop", 1) in touched:
            fresh = self.worked_out()
            known = set(self._known())
            return AgendaChange(list(fresh.values()), sorted(known - set(fresh)), self.quiet.changes(touched))
        rows: list[Plain] = []
        dropped: list[str] = []
        for table, identity in sorted(self._affected(touched)):
            found = self._rows_for(table, identity)
            rows += found
            keys = {row["row"] for row in found}
            dropped += [key for letter in _LETTERS[table] if (key := f"{letter}{identity}") not in keys]
        for letter, identity in sorted(self._thanks.affected(touched)):
            row: Any = self._thanks.row(letter, identity)
            if row is None:
                dropped.append(f"{letter}{identity}")
            else:
                rows.append(row)
        return AgendaChange(rows, dropped, self.quiet.changes(touched))

    def home_of(self, table: str, text: bytes) -> int | None:
        """Return the year in whose file a record belongs; None for what is open, which stays in `book.json`.

        A conversation that has fallen silent is settled too, in the year of its last entry.
        """
        plain = json.loads(text)
        if table == "interactions":
            return int(plain["when"][:4])
        settled: str = plain.get("settled", "")
        if not settled and table == "conversations":
            conversation = from_plain(Conversation, plain, 0)
            if conversation.latest + SETTLED_AFTER < self._book.now() and self._is_silent(text):
                settled = plain["latest"]
        return int(settled[:4]) if settled else None

    def _is_silent(self, text: bytes) -> bool:
        rows = self._storage.rows["conversations"]
        plain = json.loads(text)
        identity = next((one for one, live in rows.live_of_customer(plain["customer"]).items() if live == text), None)
        return identity is not None and self._book.conversation_state(identity).settled

    def _affected(self, touched: Keys) -> Keys:
        affected: Keys = {(table, identity) for table, identity in touched if table in _LETTERS}
        staged = self._storage.staged or {}
        for table, identity in touched:
            former = self._storage.rows[table].text(identity)
            versions: Iterable[Any] = (
                json.loads(former) if former else None,
                staged[table].puts.get(identity),
            )
            plains = [plain for plain in versions if plain]
            if table in ("interactions", "promises"):
                affected.update(
                    ("conversations", plain["conversation"]) for plain in plains if plain.get("conversation")
                )
            elif table == "customers":
                affected |= self._open_items_of(identity)
        return affected

    def _open_items_of(self, customer: int) -> Keys:
        return {
            (table, identity) for table in _LETTERS for identity in self._storage.rows[table].live_of_customer(customer)
        }

    def _rows_for(self, table: str, identity: int) -> list[Any]:
        book = self._book
        try:
            match table:
                case "conversations":
                    if book.conversation(identity).settled is not None:
                        return []
                    conversation, entries, state, clocks = standing_of(book, identity)
                    inbound = [entry for entry in entries if entry.direction == "in"]
                    return list(
                        rows_of_conversation(
                            conversation,
                            clocks,
                            book.customer(conversation.customer),
                            inbound[-1] if inbound else None,
                            state.third_party,
                            state.waiting_on,
                        )
                    )
                case "promises":
                    promise = book.promise(identity)
                    return list(rows_of_promise(promise, book.customer(promise.customer), book.calendar))
                case "follow_ups":
                    follow_up = book.follow_up(identity)
                    return list(rows_of_follow_up(follow_up, book.customer(follow_up.customer), book.calendar))
                case _:
                    draft = book.draft(identity)
                    return [row_of_draft(draft, book.customer(draft.customer) if draft.customer else None)]
        except NotFoundError:
            return []

    def _loaded(self) -> dict[str, Plain]:
        with suppress(AgendaUnreadableError):
            header, rows, _quiet = read_agenda(self._storage.folder.agenda, self._storage.folder.journal)
            if header["sequence"] == self._storage.sequence and header["zone"] == self._book.zone.key:
                return rows
        if self._storage.staged is None:
            self._fresh = self._thanks.reach, self._storage.sequence
        return self.worked_out()

    def _notice(self, applied: Applied) -> None:
        self.quiet.notice(applied)
        if self._rows is not None:
            for key in applied.agenda.dropped:
                self._rows.pop(key, None)
            for row in applied.agenda.rows:
                self._rows[row["row"]] = row


def _in_order(rows: Iterable[Plain]) -> list[Plain]:
    return sorted(rows, key=lambda row: (row["from"], row["row"]))
