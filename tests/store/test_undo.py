"""Undo and redo: a new transaction each, refused where somebody else has changed the same record since."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from store.errors import ChangedSinceError, WrongStateError
from store.records.customer import Customer
from store.records.interaction import Interaction
from store.records.thing import Thing
from tests.books import add_customer, add_interaction, open_book, texts


def test_a_logged_line_is_taken_back_whole_and_made_again(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe Yılmaz")
    logged = book.log("@ayse /phone door squeaks !complaint +promise fri 17:00: hinge +follow 2 weeks: ask")[0]
    before = book.agenda()
    assert book.undo().sentence == "Undone: contact logged: Ayşe Yılmaz."
    assert (book.timeline(1), book.conversations(), book.promises(), book.follow_ups()) == ([], [], [], [])
    assert book.agenda() == []
    book.redo()
    assert [one.id for one in book.timeline(1)] == [logged.interaction]
    assert [one.id for one in book.promises(1)] == list(logged.promises)
    assert book.agenda() == before


def test_undo_goes_back_step_by_step_and_redo_forward_again(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    for text in "abc":
        add_interaction(book, 1, text)
    for left in (["a", "b"], ["a"]):
        book.undo()
        assert texts(book, 1) == left
    for there in (["a", "b"], ["a", "b", "c"]):
        book.redo()
        assert texts(book, 1) == there
    with pytest.raises(WrongStateError, match="nothing to redo"):
        book.redo()


def test_a_new_change_ends_the_redo(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    add_interaction(book, 1, "a")
    book.undo()
    add_interaction(book, 1, "b")
    with pytest.raises(WrongStateError):
        book.redo()
    assert texts(book, 1) == ["b"]


def test_undo_reaches_behind_a_compaction_and_a_restart(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe", recognise_by="red helmet")
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(1), recognise_by="blue helmet"))
    book.compact()
    book.close()
    again = open_book(tmp_path / "book")
    again.undo()
    assert again.customer(1).recognise_by == "red helmet"
    again.compact()
    again.redo()
    assert again.customer(1).recognise_by == "blue helmet"


def test_the_screen_takes_back_its_own_change_and_not_the_others(tmp_path: Path) -> None:
    counter, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    add_customer(counter, "Ayşe")
    add_interaction(home, 1, "from home")
    add_interaction(counter, 1, "from the counter")
    home.undo(own=True)
    counter.follow()
    assert texts(counter, 1) == ["from the counter"]
    counter.undo(own=True)
    assert texts(counter, 1) == []


def test_what_has_changed_since_is_refused_by_name_and_nothing_changes(tmp_path: Path) -> None:
    counter, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    add_customer(counter, "Ayşe")
    with home.transact("customer.edit") as change:
        change.put(replace(home.customer(1), terms="pays monthly"))
    with pytest.raises(ChangedSinceError, match="customer 1 has changed") as refused:
        counter.undo(own=True)
    assert refused.value.exit_code == 4
    assert counter.customer(1).terms == "pays monthly"


def test_an_empty_book_has_nothing_to_undo(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    book.undo()  # the zone that the test set
    with pytest.raises(WrongStateError, match="nothing to undo"):
        book.undo()


def test_a_dropped_record_comes_back_with_its_id(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    add_interaction(book, 1, "kept")
    book.compact()
    with book.transact("interaction.delete") as change:
        change.drop(book.interaction(1))
    assert texts(book, 1) == []
    book.undo()
    assert texts(book, 1) == ["kept"]


def test_the_change_log_says_what_was_undone(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    add_interaction(book, 1, "a")
    book.undo()
    newest, logged, added, *_ = book.changes()
    assert (newest.undoes, logged.undone, added.undone) == (logged.sequence, True, False)
    assert added.touched == {("customers", 1)}


def test_one_import_is_one_step_back(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    with book.transact("import") as change:
        for number in range(300):
            change.add(Customer(name=f"Customer {number}"))
    assert book.customer_count == 300
    book.undo()
    assert book.customer_count == 0


def test_with_nothing_of_ones_own_the_log_of_years_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    for number in range(30):
        add_interaction(book, 1, str(number))
    book.compact()
    for number in range(30):
        add_interaction(book, 1, str(number))
    counter = open_book(tmp_path / "book")
    add_interaction(book, 1, "from home, meanwhile")
    decoded: list[object] = []
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda text: decoded.append(text) or loads(text))
    for refused in (counter.undo, counter.redo):
        with pytest.raises(WrongStateError):
            refused(own=True)
    assert len(decoded) < 10


def test_own_changes_are_found_behind_a_compaction_and_after_an_older_book_was_restored(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    book.back_up(str(tmp_path / "backup.zip"))
    for text in "abc":
        add_interaction(book, 1, text)
    counter = open_book(tmp_path / "book")
    add_interaction(counter, 1, "d")
    counter.compact()
    counter.undo(own=True)
    assert texts(counter, 1) == ["a", "b", "c"]
    counter.restore(str(tmp_path / "backup.zip"))
    add_interaction(counter, 1, "e")
    counter.undo(own=True)
    assert texts(counter, 1) == []
    counter.redo(own=True)
    assert texts(counter, 1) == ["e"]


def test_the_change_log_says_what_each_change_was_with_whom_and_by_whom(tmp_path: Path) -> None:
    book, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    add_customer(home, "Zoe")
    book.log("@ayse @zoe /email > we move on Monday")
    book.undo(own=True)
    book.redo(own=True)
    book.undo(own=True)
    lines = book.changes()
    assert [(line.sentence, line.customers, line.undone, line.is_own) for line in lines] == [
        ("undone: contact logged: Ayşe, Zoe", (1, 2), False, True),
        ("done again: contact logged: Ayşe, Zoe", (1, 2), False, True),
        ("undone: contact logged: Ayşe, Zoe", (1, 2), False, True),
        ("contact logged: Ayşe, Zoe", (1, 2), True, True),
        ("customer added: Zoe", (2,), False, False),
        ("customer added: Ayşe", (1,), False, True),
        ("settings changed", (), False, True),
    ]


def test_the_change_log_can_be_read_on_and_by_customer_across_a_compaction(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    for name in ("Ayşe", "Zoe", *(f"Customer {number}" for number in range(3, 13))):
        add_customer(book, name)
    book.log("@ayse /phone hello", text="a very long letter " * 40_000)
    taken_back = book.log("@zoe /phone hello")[0]
    book.compact()
    book.undo()
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(12), fields={"undoes": "1", "customer": "2"}))
    everything = book.changes(100)
    assert [line.sequence for line in everything] == list(range(book.sequence, 0, -1))
    pages = [book.changes(4, before=before) for before in (None, *(line.sequence for line in everything[3::4]))]
    assert [line for page in pages for line in page] == everything
    for customer in (1, 2, 12):
        own = [line for line in everything if customer in line.customers]
        assert own
        assert book.changes(100, customer=customer) == own
        assert book.changes(1, customer, own[0].sequence) == own[1:2]
    [undone] = [line for line in book.changes(100, customer=2) if line.undone]
    assert ("interactions", taken_back.interaction) in undone.touched
    assert book.changes(0) == book.changes(5, customer=99) == book.changes(5, before=1) == []


def test_a_line_that_is_damaged_is_left_out_of_the_change_log(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    for name in ("Ayşe", "Zoe", "Defne"):
        add_customer(book, name)
    book.compact()
    [log] = (tmp_path / "book" / "changes").iterdir()
    lines = log.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"seq":3', b'"seq":0').replace(b"Zoe", b"Zo3")
    log.write_bytes(b"".join(lines))
    for about in (None, 2):
        assert 3 not in [line.sequence for line in book.changes(customer=about)]
    assert [line.sentence for line in book.changes(3)] == [
        "customer added: Defne", "customer added: Ayşe", "settings changed",
    ]  # fmt: skip


def test_what_others_have_come_to_refer_to_is_not_taken_away(tmp_path: Path) -> None:
    counter, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    add_customer(counter, "Ayşe")
    add_customer(counter, "Zoe")
    home.park("half a line", home.now(), 2)
    with pytest.raises(ChangedSinceError, match="customer added: Zoe” cannot be taken back"):
        counter.undo(own=True)
    home.undo(own=True)
    with home.transact("customer.edit") as change:
        change.put(replace(home.customer(1), referred_by=2))
    with pytest.raises(ChangedSinceError, match="customer 1 came after it"):
        counter.undo(own=True)
    home.undo(own=True)
    with counter.transact("thing.add") as change:
        change.add(Thing(customer=2, name="Oven"))
    with home.transact("log") as change:
        change.add(Interaction(customer=2, when=change.now, channel="phone", text="about the oven", thing=1))
    with pytest.raises(ChangedSinceError, match="interaction 1 came after it"):
        counter.undo(own=True)
    home.undo(own=True)
    for _step in range(2):
        counter.undo(own=True)
    assert [one.shown_name for one in counter.customers()] == ["Ayşe"]


def test_nothing_is_put_back_without_what_it_belongs_to(tmp_path: Path) -> None:
    counter, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    add_customer(counter, "Ayşe")
    add_interaction(home, 1, "from home")
    home.undo(own=True)
    counter.undo(own=True)
    with pytest.raises(ChangedSinceError, match="cannot be put back: customer 1 is no longer there"):
        home.redo(own=True)
    counter.redo(own=True)
    home.redo(own=True)
    assert texts(home, 1) == ["from home"]
