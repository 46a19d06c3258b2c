"""Undo and redo: a new transaction each, refused where somebody else has changed the same record since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.errors import ChangedSinceError, WrongStateError
from store.records.customer import Customer
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
