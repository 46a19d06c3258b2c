"""A customer's page: how to greet them, what is open, and everything that happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.book import Book
from store.merging import merge_customers
from store.records.contact_person import ContactPerson, Labelled
from store.records.customer import Allowance, Customer, MarkedDate, PostalAddress
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.records.thing import Thing
from tests.books import Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter


def know_everything(book: Book) -> Customer:
    """Fill in every field of Ayşe's, and let things happen with her for two years."""
    ayse = book.customer(1)
    with book.transact("import") as change:
        ayse = change.put(
            Customer(
                id=ayse.id,
                name=ayse.name,
                call_by=ayse.call_by,
                name_forms={"accusative": "Ayşe Hanım'ı"},
                gender="female",
                company="Yılmaz Pastanesi",
                recognise_by="red Vespa, always in a hurry, brings her own bags",
                language="tr",
                second_language="en",
                formality="formal",
                stage="regular",
                since=date(2024, 5, 2),
                referred_by=2,
                preferences="call before noon, never on Fridays",
                terms="pays by the month",
                allowances=(
                    Allowance(what="visits", total=5, used=2),
                    Allowance(what="free gaskets", total=2, used=2),
                ),
                phones=(*ayse.phones, Labelled(value="+90 212 555 01 02", label="shop")),
                emails=ayse.emails,
                handles=(Labelled(value="@ayse.bakes", label="instagram"),),
                addresses=(
                    PostalAddress(
                        label="shop", street="Bağdat Cad. 12", city="İstanbul", postal_code="34710", country="TR"
                    ),
                ),
                dates=(MarkedDate(label="birthday", month=5, day=14),),
                tags=ayse.tags,
                fields={"Parking": "behind the mosque"},
                note="Her father founded the bakery; ask about the new branch.",
                contacts=(
                    ContactPerson(name="Deniz Yılmaz", role="accounts", call_by="Deniz Bey"),
                    ContactPerson(name="Elif", role="night shift"),
                ),
            )
        )
        change.add(Thing(customer=ayse.id, name="Mixer", serial="MX-12", warranty_until=date(2025, 1, 31)))
        for number in range(30):
            change.add(
                Interaction(
                    customer=ayse.id,
                    when=book.now() - timedelta(days=5 + number * 23),
                    channel="chat" if number % 3 else "visit",
                    channel_name="whatsapp" if number % 3 else "",
                    text=f"asked about burner {number}",
                    mood="upset" if number % 5 == 0 else "",
                    thing=1,
                )
            )
    book.log("@ayse /phone > will be there *today 09:05 +follow in 2 weeks: ask how it holds")
    book.log("@ayse /whatsapp can you also bring a gasket? =new *today 09:10")
    return ayse


async def open_page(owner: Counter, customer: int) -> None:
    """Open a customer's page."""
    await owner.app.run_action(f"app.show_customer({customer})")
    await owner.pilot.pause()


async def stand_on(owner: Counter, words: str) -> None:
    """Move down to the row that holds `words`."""
    await owner.press("home")
    for _row in range(100):
        if words in "".join(line for line in owner.lines if line.startswith("›")):
            return
        await owner.press("down")
    raise AssertionError(f"{words!r} is not found:\n{owner.text}")


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_greets_recognises_and_tells_the_history(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await owner.press("2", "enter")
        assert_fits(owner.lines, size)
        top = owner.text
        await owner.press("end")
        assert_fits(owner.lines, size)
        assert_snapshot(f"{top}\n{'=' * size[0]}\n{owner.text}", f"customer-{size[0]}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_customer_of_whom_everything_is_known_is_greeted_first(book: Book, size: tuple[int, int]) -> None:
    ayse = know_everything(book)
    async with counter(book, size) as owner:
        await open_page(owner, ayse.id)
        assert_fits(owner.lines, size)
        folded = owner.text
        await owner.press("home", "enter")
        assert_fits(owner.lines, size)
        assert_snapshot(f"{folded}\n{'=' * size[0]}\n{owner.text}", f"customer-full-{size[0]}")


async def test_greeting_open_matters_and_the_last_entries_are_seen_together(book: Book) -> None:
    ayse = know_everything(book)
    async with counter(book) as owner:
        await open_page(owner, ayse.id)
        first = next(line for line in owner.lines[1:] if line.strip())
        assert "Ayşe Hanım" in first
        assert "formal, Turkish / English" in first
        assert "red Vespa" in owner.text
        assert "unanswered since today 09:10" in owner.line("› can you also bring a gasket?")
        assert "promised by Fri 17:00" in owner.line("send a new hinge")
        assert "follow-up due 18 Mar" in owner.line("ask how it holds")
        assert "will be there" in owner.line("> phone      will")


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_without_a_name_is_a_customer(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await owner.press("slash")
        await owner.type("4930")
        await owner.press("enter")
        assert "+49 30 1234567" in owner.lines[0]
        assert "No contact yet. Press c to log one." in owner.text
        await owner.press("v")
        assert "Show which entries?" not in owner.text
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"customer-bare-{size[0]}")


async def test_somebody_who_asked_not_to_be_contacted_is_marked_in_words(book: Book) -> None:
    with book.transact("customer.add") as change:
        change.add(Customer(name="Aaron", do_not_contact=True))
    async with counter(book) as owner:
        await owner.press("2", "enter")
        assert "They asked not to be contacted." in owner.text
        await owner.press("c")
        await owner.type("hello")
        assert owner.text.count("They asked not to be contacted.") >= 1


async def test_quieter_facts_are_a_key_away(book: Book) -> None:
    ayse = know_everything(book)
    async with counter(book) as owner:
        await open_page(owner, ayse.id)
        assert "Bağdat Cad. 12" not in owner.text
        assert "Enter shows Phone" in owner.text
        await owner.press("home", "enter")
        for fact in ("Bağdat Cad. 12, 34710 İstanbul, TR (shop)", "birthday 14 May", "behind the mosque", "accusative"):
            assert fact in owner.text
        await owner.press("enter")
        assert "Bağdat Cad. 12" not in owner.text


async def test_a_visit_is_used_up_with_one_key_and_given_back(book: Book) -> None:
    ayse = know_everything(book)
    async with counter(book) as owner:
        await open_page(owner, ayse.id)
        await stand_on(owner, "3 of 5 visits left")
        await owner.press("d")
        assert "2 of 5 visits left" in owner.line("›")
        assert "One used up: visits" in owner.text
        await owner.press("u")
        assert "3 of 5 visits left" in owner.line("›")
        await owner.press("down", "d")
        assert "Nothing is left of free gaskets." in owner.text
        assert [allowance.used for allowance in book.customer(ayse.id).allowances] == [2, 2]


async def test_a_thing_is_taken_off_after_a_question_and_comes_back_with_its_entries(book: Book) -> None:
    ayse = know_everything(book)
    about_the_oven = sum(entry.thing == 1 for entry in book.timeline(ayse.id))
    async with counter(book) as owner:
        await open_page(owner, ayse.id)
        await stand_on(owner, "Stone oven")
        await owner.press("x")
        assert "Take this thing off?  Stone oven" in owner.text
        await owner.press("escape")
        assert len(book.things(ayse.id)) == 2
        await owner.press("x", "enter")
        assert [thing.name for thing in book.things(ayse.id)] == ["Mixer"]
        assert not any(entry.thing for entry in book.timeline(ayse.id))
        await owner.press("u")
        assert sum(entry.thing == 1 for entry in book.timeline(ayse.id)) == about_the_oven


async def test_of_several_people_one_can_be_taken_off(book: Book) -> None:
    ayse = know_everything(book)
    async with counter(book) as owner:
        await open_page(owner, ayse.id)
        await stand_on(owner, "Deniz Yılmaz")
        assert "and 1 more" in owner.line("›")
        await owner.press("enter", "down")
        assert "Elif" in owner.line("›")
        await owner.press("x", "enter")
        assert [person.name for person in book.customer(ayse.id).contacts] == ["Deniz Yılmaz"]


async def test_the_new_key_asks_what_is_to_be_added(book: Book) -> None:
    async with counter(book) as owner:
        await open_page(owner, 1)
        await owner.press("N")
        for word in ("contact", "promise", "follow-up", "person", "thing"):
            assert any(f" {word} " in line for line in owner.lines[-9:])
        await owner.press("escape")
        assert "Add what?" not in owner.text


async def test_each_row_leads_to_its_own_form(book: Book) -> None:
    ayse = know_everything(book)
    async with counter(book) as owner:
        await open_page(owner, ayse.id)
        for words, title in (
            ("Ayşe Hanım", "Customer: Ayşe Yılmaz"),
            ("3 of 5 visits left", "Customer: Ayşe Yılmaz"),
            ("Deniz Yılmaz", "Deniz Yılmaz at Ayşe Yılmaz"),
            ("Stone oven", "Stone oven of Ayşe Yılmaz"),
            ("send a new hinge", "Promise to Ayşe Yılmaz"),
            ("told her", "Contact with Ayşe Yılmaz"),
        ):
            await stand_on(owner, words)
            await owner.press("e")
            assert title in owner.lines[0]
            await owner.press("escape")
            assert words in owner.line("›")
        await owner.press("N", *"person", "enter")
        assert "New person at Ayşe Yılmaz" in owner.lines[0]


async def test_a_promise_is_kept_on_the_page(book: Book) -> None:
    async with counter(book) as owner:
        await open_page(owner, 1)
        await stand_on(owner, "send a new hinge")
        await owner.press("d")
        assert "promised by" not in owner.text
        assert book.promises(1) == []


async def test_many_open_matters_are_folded_to_the_most_pressing(book: Book) -> None:
    with book.transact("import") as change:
        for number in range(12):
            due = book.now() + timedelta(days=number - 1)
            change.add(
                Promise(
                    customer=2, what=f"bread {number}", made=book.now() - timedelta(days=9),
                    due=due, original_due=due, aim=due,
                )
            )  # fmt: skip
    async with counter(book) as owner:
        await open_page(owner, 2)
        assert "Open matters 13" in owner.text
        assert "promise overdue, yesterday 09:30" in owner.line("bread 0")
        await stand_on(owner, "8 more: Enter")
        await owner.press("enter")
        assert "bread 1" in owner.text
        assert "more: Enter" not in owner.text


async def test_of_follow_ups_that_do_not_press_the_soonest_stands_first(book: Book) -> None:
    lines = ("today: ring back", "3 june: look at the oven", "when frost: cover the pipes", "6 march: send the tray")
    for words in lines:
        book.log(f"@2 hi +follow {words}")
    async with counter(book) as owner:
        await open_page(owner, 2)
        rows = [
            owner.text.index(what) for what in ("ring back", "send the tray", "look at the oven", "cover the pipes")
        ]
        assert rows == sorted(rows)


async def test_all_channels_stand_in_one_timeline_with_words_mood_and_quotes(book: Book) -> None:
    book.log('@김민준 /phone > explained "진짜 늦었어요" :| ')
    async with counter(book) as owner:
        await open_page(owner, 3)
        assert "> phone" in owner.line("explained “진짜 늦었어요” :|")
        assert "< chat" in owner.line("chat       언제 와요 :(")


async def test_a_long_entry_is_shown_whole_on_a_screen_of_its_own(book: Book) -> None:
    book.log("@ayse /letter first line", text="\n".join(f"line {number}" for number in range(2, 9)))
    async with counter(book) as owner:
        await open_page(owner, 1)
        await stand_on(owner, "letter")
        assert "line 2" in owner.text
        assert "line 8" not in owner.text
        await owner.press("enter")
        assert "line 8" in owner.text
        await owner.press("escape")
        assert "letter" in owner.line("›")


def long_history(book: Book, count: int) -> None:
    with book.transact("import") as change:
        for number in range(count):
            when = book.now() - timedelta(days=number + 10)
            change.add(Interaction(customer=2, when=when, channel="counter", text=f"visit {number}"))


async def test_a_long_history_is_read_on_the_way_down(book: Book) -> None:
    long_history(book, 450)
    async with counter(book) as owner:
        await open_page(owner, 2)
        assert "History 451" in owner.text
        for _page in range(40):
            await owner.press("pagedown")
        assert "visit 449" in owner.line("›")
        assert "2024" in owner.text


async def test_end_leads_to_the_very_first_entry(book: Book) -> None:
    long_history(book, 450)
    async with counter(book) as owner:
        await open_page(owner, 2)
        await owner.press("end")
        assert "visit 449" in owner.line("›")
        await owner.press("home")
        assert "Γιώργος" in owner.line("›")


async def test_the_page_opens_on_an_entry_however_long_ago(book: Book) -> None:
    long_history(book, 450)
    wanted = next(entry for entry in book.timeline(2) if entry.text == "visit 333")
    async with counter(book) as owner:
        await owner.app.run_action(f"app.show_customer(2, {wanted.id})")
        await owner.pilot.pause()
        assert "visit 333" in owner.line("›")


# Which part of the history is shown


async def show_part(owner: Counter, words: str) -> None:
    await owner.press("v")
    await owner.type(words)
    await owner.press("enter")


async def test_a_part_of_the_history_is_asked_for_in_the_words_of_the_line(book: Book) -> None:
    ayse = know_everything(book)
    async with counter(book) as owner:
        await open_page(owner, ayse.id)
        await owner.press("v")
        assert "21 whatsapp" in owner.line("/whatsapp")
        await owner.type("/wa :( burner")
        assert "4 of 34: whatsapp · upset :( · “burner”" in owner.text
        await owner.press("enter")
        assert "4 of 34 · whatsapp · upset :( · “burner”" in owner.line("History ")
        assert owner.text.count("asked about burner") == 4
        assert "gasket?" not in "".join(owner.lines[owner.lines.index(owner.line("History ")) :])
        await owner.press("escape")
        assert "of 34" not in owner.text
        await owner.press("home")
        assert "History 34" in owner.text


async def test_a_choice_narrows_what_is_shown_already(book: Book) -> None:
    ayse = know_everything(book)
    async with counter(book) as owner:
        await open_page(owner, ayse.id)
        await show_part(owner, "2025")
        assert "16 of 34 · 2025" in owner.line("History ")
        await owner.press("v")
        assert "everything" in owner.text
        await owner.type("2025 :(")
        await owner.press("enter")
        assert "3 of 34 · upset :( · 2025" in owner.line("History ")


async def test_other_languages_are_known_and_what_is_wrong_is_said(book: Book) -> None:
    ayse = know_everything(book)
    async with counter(book) as owner:
        await open_page(owner, ayse.id)
        await show_part(owner, "/τηλέφωνο")
        assert "2 of 34 · phone" in owner.line("History ")
        await owner.press("escape")
        await show_part(owner, "/fone")
        assert "/fone is not known. Did you mean /phone?" in owner.text
        await owner.press("escape")
        assert "of 34" not in owner.text
        await show_part(owner, "gargoyle")
        assert "0 of 34 · “gargoyle”" in owner.line("History ")
        assert "Nothing is like that." in owner.text
        await owner.press("escape", "escape")
        assert "Today" in owner.lines[0]


async def test_the_part_stays_when_the_book_changes(book: Book) -> None:
    async with counter(book) as owner:
        await open_page(owner, 1)
        await show_part(owner, "/email")
        await owner.press("c")
        await owner.type("/email . invoice paid")
        await owner.press("enter")
        assert "2 of 3 · e-mail" in owner.line("History ")
        assert "invoice paid" in owner.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_history_in_part(book: Book, size: tuple[int, int]) -> None:
    ayse = know_everything(book)
    async with counter(book, size) as owner:
        await open_page(owner, ayse.id)
        await owner.press("v")
        assert_fits(owner.lines, size)
        asked = owner.text
        await owner.type("/whatsapp")
        await owner.press("enter")
        assert_fits(owner.lines, size)
        assert_snapshot(f"{asked}\n{'=' * size[0]}\n{owner.text}", f"customer-part-{size[0]}")


# Other sessions


async def test_a_customer_who_is_gone_says_so(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    elsewhere.log("@new Aaron /phone hello")
    book.follow()
    async with counter(book) as owner:
        await owner.press("2", "enter")
        assert "Aaron" in owner.lines[0]
        elsewhere.undo()
        owner.app.follow()
        await owner.pilot.pause()
        assert "This customer is no longer in the book." in owner.text
        await owner.press("N", "v", "e", "x", "d", "p", "end", "enter", "c")
        await owner.type("hello")
        await owner.press("enter")
        assert "Saved" not in owner.text
        await owner.press("escape", "escape")
        assert "Aaron" not in owner.text
    elsewhere.close()


async def test_a_customer_who_was_made_one_with_another_leads_there(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        await open_page(owner, 2)
        merge_customers(elsewhere, 1, 2)
        owner.app.follow()
        await owner.pilot.pause()
        assert "Enter goes to Ayşe Yılmaz, who has their history." in owner.line("›")
        await owner.press("enter")
        assert "Ayşe Yılmaz" in owner.lines[0]
        assert "bought bread" in owner.text
    elsewhere.close()


async def test_a_change_by_another_session_is_shown_and_said(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        await open_page(owner, 1)
        await stand_on(owner, "told her")
        elsewhere.log("@ayse /counter picked up the bread")
        owner.app.follow()
        await owner.pilot.pause()
        assert "Another session has just changed what you see here." in owner.text
        assert "picked up the bread" in owner.text
        assert "told her" in owner.line("›")
        await owner.press("d", "c")
        await owner.type("/phone hello")
        await owner.press("enter")
        assert "Saved" in owner.text
        assert "Another session" not in owner.text
    elsewhere.close()


async def test_words_made_to_break_things_are_only_words(book: Book) -> None:
    from tests.screens.test_hostile import HOSTILE

    size = SIZES[-1]
    async with counter(book, size) as owner:
        for hostile in HOSTILE:
            with book.transact("import") as change:
                customer = change.add(
                    Customer(
                        call_by=hostile, recognise_by=hostile, terms=hostile, fields={hostile: hostile},
                        name_forms={hostile: hostile}, dates=(MarkedDate(label=hostile, month=13, day=99),),
                        addresses=(PostalAddress(street=hostile, country=hostile, label=hostile),),
                        allowances=(Allowance(what=hostile, total=1), Allowance(what=hostile, total=-1)),
                        contacts=tuple(ContactPerson(name=hostile, call_by=hostile) for _one in range(3)),
                    )
                )  # fmt: skip
                change.add(Thing(customer=customer.id, name=hostile, note=hostile))
                change.add(
                    Interaction(
                        customer=customer.id, when=change.now, channel="social", channel_name=hostile,
                        tags=(hostile,), contact=hostile, text=hostile,
                    )
                )  # fmt: skip
                change.add(Interaction(customer=customer.id, when=change.now, channel="phone", text=hostile))
            await open_page(owner, customer.id)
            assert_fits(owner.lines, size)
            await owner.press("home", "enter")
            assert_fits(owner.lines, size)
            await owner.press("v")
            assert_fits(owner.lines, size)
            await owner.press("escape", "escape")
