"""The agenda beside the book: after whatever was done it is what the records say, in every session and file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from store.correcting import take_out_interaction
from store.database.agenda_file import AgendaOutdatedError, read_agenda
from store.database.agenda_lines import read_agenda_lines
from store.errors import WrongStateError
from store.promising import make_promise
from store.records.customer import MarkedDate
from store.rules.desk import read_today
from store.rules.promises import keep
from store.thanking import attention_of, attentions_of, greet, post_card
from tests.books import Clock, add_customer, campaign, open_book

LINES = (
    "/email is it ready",
    "/phone :( it squeaks !complaint",
    "> !ack we look into it",
    "> it is ready",
    "/email thanks .",
    "/phone needs a hinge +promise fri: send it",
    "/counter talked +follow 2 weeks: ask",
    "> asked them =third ACS",
    "/counter :) a bell !sale",
    "/counter :) lovely work !compliment",
    "/counter a lock, last week !sale *3 days ago",
    "/sms when then ?",
)


def _from_files(folder: Path) -> list[dict[str, object]]:
    _header, rows, _quiet = read_agenda(str(folder / "agenda.jsonl"), str(folder / "journal.jsonl"))
    return sorted(rows.values(), key=lambda row: (row["from"], row["row"]))


def test_the_file_and_the_journal_give_the_same_as_the_open_book(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe Yılmaz")
    book.compact()
    book.log("@ayse /email is it ready +promise fri: look +follow monday: ask")
    assert _from_files(tmp_path / "book") == book.agenda()
    assert [row["row"] for row in book.agenda()] == ["c1", "p1", "u1", "f1"]


def test_a_new_name_reaches_the_rows(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe Yılmaz")
    book.log("@ayse /email is it ready +promise fri: look")
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(1), name="Ayşe Demir"))
    assert {row["customer_name"] for row in book.agenda()} == {"Ayşe Demir"}


def test_a_change_of_hours_rewrites_the_dues(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe Yılmaz")
    book.log("@ayse /phone needs it +promise fri: look")
    promised, update = book.agenda()
    assert promised["due"].startswith("2026-03-06T18:00")
    assert update["due"].startswith("2026-03-05T16:30")
    book.set_shop({"hours.thu": "09:00-13:00", "hours.fri": "09:00-13:00"})
    promised, update = book.agenda()
    assert promised["due"].startswith("2026-03-06T13:00")
    assert update["due"].startswith("2026-03-06T12:30")
    assert book.agenda() == open_book(tmp_path / "book").agenda()


def test_a_promise_wakes_a_matter_that_was_filed_as_silent(tmp_path: Path) -> None:
    clock = Clock()
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz")
    book.log("@ayse /email where is it")
    book.log("@ayse /email > sent, did it arrive")
    clock.now += timedelta(days=30)
    book.compact()
    with book.transact("promise.add") as change:
        make_promise(book, change, 1, "send it again", clock.now + timedelta(days=3), conversation=1)
    assert {row["row"] for row in book.agenda()} == {"u1", "p1"}
    book.set_shop({"name": "Oven and Co"})
    assert {row["row"] for row in book.agenda()} == {"u1", "p1"}


def test_what_has_fallen_silent_moves_to_its_year(tmp_path: Path) -> None:
    clock = Clock()
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz")
    book.log("@ayse /email is it ready")
    book.log("@ayse > yes")
    book.compact()
    assert b'"opened"' in (tmp_path / "book" / "book.json").read_bytes()
    clock.now += timedelta(days=15)
    book.compact()
    assert b'"opened"' not in (tmp_path / "book" / "book.json").read_bytes()
    assert book.conversation_state(1).settled
    assert book.log("@ayse /email and the bell?")[0].conversation == 1


class AgendaMachine(RuleBasedStateMachine):
    """Whatever two sessions do, the agenda that is kept is the one that the records give."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = Path(tempfile.mkdtemp()) / "book"
        self.clock = Clock()
        self.books = [open_book(self.folder, self.clock) for _session in range(2)]
        add_customer(self.books[0], "Ayşe Yılmaz")
        add_customer(self.books[0], "Γιώργος", tags=("Oven",))

    @rule(session=st.integers(0, 1), line=st.sampled_from(LINES), hours=st.integers(0, 200))
    def log(self, session: int, line: str, hours: int) -> None:
        self.clock.now += timedelta(hours=hours)
        with suppress(WrongStateError):  # nothing is open that could be handed off
            self.books[session].log(f"@{session + 1} {line}")

    @rule(session=st.integers(0, 1), customer=st.integers(1, 2), cadence=st.sampled_from(["", "off", "2w", "1mo"]))
    def set_a_cadence(self, session: int, customer: int, cadence: str) -> None:
        book = self.books[session]
        book.follow()
        with book.transact("customer.edit") as change:
            until = change.now.date() + timedelta(days=30) if cadence else None
            change.put(replace(book.customer(customer), cadence=cadence, leave_until=until))

    @rule(session=st.integers(0, 1), cadence=st.sampled_from(["", "1w", "3mo"]))
    def set_the_cadence_of_a_tag(self, session: int, cadence: str) -> None:
        self.books[session].set_shop({"cadence.oven": cadence})

    @rule(session=st.integers(0, 1))
    def keep_a_promise(self, session: int) -> None:
        book = self.books[session]
        book.follow()
        for promise in book.promises()[:1]:
            with book.transact("promise.keep") as change:
                change.put(keep(promise, change.now))

    @rule(session=st.integers(0, 1), days=st.integers(0, 366))
    def note_a_birthday(self, session: int, days: int) -> None:
        book = self.books[session]
        birthday = self.clock.now.date() + timedelta(days=days)
        marked = MarkedDate(label="birthday", month=birthday.month, day=birthday.day)
        with book.transact("customer.edit") as change:
            change.put(replace(book.customer(1), dates=(marked,)))

    @rule(session=st.integers(0, 1), is_posted=st.booleans())
    def tick_an_attention(self, session: int, is_posted: bool) -> None:
        book = self.books[session]
        book.follow()
        for row in attentions_of(book)[:1]:
            with book.transact("thanks.done") as change:
                if is_posted and row["kind"] == "card":
                    post_card(book, change, attention_of(row))
                else:
                    greet(book, change, attention_of(row))

    @rule(session=st.integers(0, 1))
    def send_somebody(self, session: int) -> None:
        book = self.books[session]
        add_customer(book, "Zeynep", since=self.clock.now.date(), referred_by=1)

    @rule(session=st.integers(0, 1), is_left_alone=st.booleans())
    def leave_alone(self, session: int, is_left_alone: bool) -> None:
        book = self.books[session]
        with book.transact("customer.edit") as change:
            change.put(replace(book.customer(1), do_not_contact=is_left_alone))

    @rule(session=st.integers(0, 1))
    def undo(self, session: int) -> None:
        book = self.books[session]
        newest = book.changes(1)[0]
        if newest.what not in ("customer.add", "shop.set") and not newest.undoes:
            book.undo()

    @rule(session=st.integers(0, 1))
    def delete_an_entry(self, session: int) -> None:
        book = self.books[session]
        book.follow()
        for interaction in book.timeline(1)[:1]:
            with book.transact("interaction.delete") as change:
                take_out_interaction(book, change, interaction.id)

    @rule(session=st.integers(0, 1))
    def compact(self, session: int) -> None:
        self.books[session].compact()

    @invariant()
    def it_is_what_the_records_say(self) -> None:
        for book in self.books:
            book.follow()
        worked_out = sorted(self.books[0]._agenda.worked_out().values(), key=lambda row: (row["from"], row["row"]))
        quiet = self.books[0]._agenda.quiet.worked_out()
        assert self.books[0]._agenda.quiet.lines.rows() == quiet
        assert self.books[1]._agenda.quiet.lines.rows() == quiet
        assert self.books[0].agenda() == self.books[1].agenda()
        if (self.folder / "agenda.jsonl").exists():
            with suppress(AgendaOutdatedError):  # the settings have changed since
                assert _from_files(self.folder) == worked_out
            paths = str(self.folder / "agenda.jsonl"), str(self.folder / "journal.jsonl")
            _header, _lines, in_files = read_agenda_lines(*paths, of_customers=True)
            assert in_files.rows() == quiet
        if not (self.folder / "agenda.jsonl").exists() or self.books[0].agenda_reaches_today:
            assert self.books[0].agenda() == worked_out

    @invariant()
    def the_desk_that_is_kept_up_is_the_one_that_is_worked_out(self) -> None:
        for book in self.books:
            book.follow()
            quiet, _count = book.quiet()
            assert book.today()[0] == read_today(book.agenda(), book.now(), book.calendar.between, quiet)


TestAgenda = AgendaMachine.TestCase
TestAgenda.settings = settings(max_examples=campaign(12, 200), stateful_step_count=campaign(20, 60), deadline=None)
