"""The composer: a reply put together from phrases in a few keys, filled, asked for what is missing, and logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from screens.compose import ComposeScreen
from store.book import Book
from store.records.contact_person import ContactPerson
from store.records.customer import Customer
from tests.books import Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import said
from tests.screens.test_reconnect import quiet_shop
from tests.screens.test_thanks import march

__all__ = ["march", "quiet_shop"]


@pytest.fixture
def shop(book: Book) -> Book:
    """The baker's book, whose owner reads all that is asked here, with Emma, whose oven door squeaks."""
    book.set_shop({"owner": "Usta", "language": "en", "languages.read": "en,tr,ko,el,bg"})
    with book.transact("customer.add") as change:
        change.add(Customer(name="Emma Stone", call_by="Emma", language="en", formality="formal"))
    book.log("@emma /email the oven door squeaks !complaint *yesterday 16:20")
    return book


def composer(owner: Counter) -> ComposeScreen:
    """The composer that is shown."""
    screen = owner.app.screen
    assert isinstance(screen, ComposeScreen)
    return screen


def text_of(owner: Counter) -> str:
    """The reply as it is, empty while something is missing."""
    return composer(owner).whole_text


async def write_to(owner: Counter, name: str) -> None:
    """Open the composer from the row of Today that holds `name`."""
    await owner.stand_on(name)
    await owner.press("w")
    assert isinstance(owner.app.screen, ComposeScreen), owner.text


@pytest.mark.parametrize("size", SIZES)
async def test_it_opens_with_what_fits_and_the_whole_text_in_view(shop: Book, size: tuple[int, int]) -> None:
    async with counter(shop, size) as owner:
        await write_to(owner, "Emma")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"compose-{size[0]}")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_missing_is_asked_for_with_its_sentence_in_view(shop: Book, size: tuple[int, int]) -> None:
    async with counter(shop, size) as owner:
        await write_to(owner, "Emma")
        await owner.press("enter")
        assert_fits(owner.lines, size)
        assert "[the problem]" in said(owner).replace("› ", "")
        await owner.type("the hinge came late")
        assert "What happened: the hinge came late." in said(owner)
        assert_snapshot(owner.text, f"compose-asking-{size[0]}")


async def test_a_personal_promised_reply_takes_under_ten_keys_from_today(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.stand_on("Emma")
        owner.keys = 0
        await owner.press("w", "y", "a", "c", "enter", "enter", "enter")
        assert owner.keys < 10
        assert "Logged: reply to Emma Stone. Promised: answer: the oven door squeaks, by tomorrow." in said(owner)
        [entry, *_older] = shop.timeline(5, limit=1)
        assert entry.direction == "out"
        assert entry.kind == "ack"
        assert entry.channel == "email"
        assert entry.text.startswith("Hello Emma,")
        assert "You hear from me by Thursday 5 March" in entry.text
        assert entry.phrases == ("greeting-name", "ack-email", "closing-regards")
        assert [promise.kind for promise in shop.promises(5)] == ["ack"]
        # One change, one undo.
        await owner.press("u")
        assert shop.promises(5) == []
        assert shop.timeline(5, limit=1)[0].direction == "in"


async def test_apology_empathy_explanation_and_promise_are_one_change(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        assert [part.category for part in composer(owner).composition.parts] == [
            "greeting", "apology", "empathy", "explanation", "update", "closing",
        ]  # fmt: skip
        await owner.press("p")
        assert "Promised by when?" in owner.text
        await owner.type("fri 17:00")
        assert "Friday 6 March, 17:00" in owner.text
        await owner.press("enter")
        assert "What do you promise?" in owner.text
        await owner.type("fit a new hinge if the part arrives")
        assert "on condition: if the part arrives" in said(owner)
        await owner.press("enter")
        assert "fit a new hinge" in owner.text
        await owner.press("enter")
        for question, answer in (
            ("What is the problem?", "the hinge came late"),
            ("How do you solve it?", "a new one is on its way"),
            ("What do they gain by it?", "it never squeaks again"),
        ):
            assert question in owner.text
            await owner.type(answer)
            await owner.press("enter")
        assert "How does it go out?" in owner.text
        await owner.press("enter")
        [promise] = shop.promises(5)
        assert promise.what == "fit a new hinge"
        assert promise.condition == "if the part arrives"
        assert (promise.due.isoformat(), promise.interaction) == ("2026-03-06T17:00:00+03:00", shop.timeline(5)[0].id)
        text = shop.timeline(5, limit=1)[0].text
        assert "What happened: the hinge came late." in text
        assert "by Friday 6 March" in text
        assert "17:00" in text
        assert "{" not in text
        assert "[" not in text
        await owner.press("u")
        assert shop.promises(5) == []
        assert shop.timeline(5, limit=1)[0].direction == "in"


async def test_escape_at_a_question_goes_nowhere_and_nothing_is_logged(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        before = shop.sequence
        await owner.press("enter", "escape")
        assert composer(owner)
        assert text_of(owner) == ""
        assert shop.sequence == before


async def test_parts_are_swapped_taken_out_moved_and_added(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x")
        assert [part.category for part in composer(owner).composition.parts] == [
            "greeting", "apology", "empathy", "update", "closing",
        ]  # fmt: skip
        first = composer(owner).composition.parts[1].key
        await owner.press("home", "down", "right")
        second = composer(owner).composition.parts[1].key
        assert second != first
        await owner.press("left")
        assert composer(owner).composition.parts[1].key == first
        await owner.press("greater_than_sign")
        assert [part.category for part in composer(owner).composition.parts][1:3] == ["empathy", "apology"]
        await owner.press("less_than_sign", "+")
        await owner.type("gesture")
        assert "Something of" in owner.text or "goodwill" in owner.text
        await owner.press("enter")
        assert composer(owner).composition.parts[2].category == "goodwill"


async def test_a_phrase_is_seen_in_the_text_before_it_is_taken(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        before = composer(owner).composition
        await owner.press("+")
        await owner.type("no news yet")
        assert "A quick word about" in owner.text
        await owner.press("escape")
        assert composer(owner).composition == before


async def test_own_words_stay_and_what_is_added_goes_behind_them(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "e")
        await owner.press(*["up"] * 30, "home")
        await owner.type("Dear all: {all} [b] ")
        await owner.press("escape")
        assert text_of(owner).startswith("Dear all: {all} [b] Hello Emma,")
        assert "The text is yours now" in said(owner)
        await owner.press("+")
        await owner.type("gesture")
        await owner.press("enter")
        assert composer(owner).composition.own is not None
        assert "Added behind your own words." in said(owner)
        await owner.press("enter")
        await owner.type("a cake")
        await owner.press("enter")
        await owner.press("escape")
        text = text_of(owner)
        assert text.startswith("Dear all: {all} [b] Hello Emma,")
        assert "a cake" in text


async def test_the_text_is_filled_anew_in_another_language_and_asks_where_it_was_written_in(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "l")
        await owner.type("greek")
        await owner.press("enter")
        assert composer(owner).composition.parts[0].language == "el"
        assert text_of(owner)
        await owner.press("e")
        await owner.type("!")
        await owner.press("escape", "l")
        await owner.type("english")
        await owner.press("enter")
        assert "Fill it anew?" in owner.text
        await owner.press("enter")
        assert composer(owner).composition.own is not None
        await owner.press("l")
        await owner.type("english")
        await owner.press("enter")
        await owner.type("fill")
        await owner.press("enter")
        assert composer(owner).composition.own is None
        assert text_of(owner).startswith("Hello Emma")


async def test_on_another_channel_only_what_fits_goes_out(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("b")
        await owner.type("sms")
        await owner.press("enter")
        assert composer(owner).reply is not None
        assert composer(owner).reply.channel == "sms"  # type: ignore[union-attr]
        assert "of 160 characters, one message" in said(owner) or "messages" in said(owner)
        assert "\n\n" not in text_of(owner)


async def test_this_very_phrase_given_before_is_warned_of(shop: Book, clock: Clock) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "enter", "enter")
        clock.now += timedelta(hours=1)
        shop.log("@emma /email it squeaks again !complaint")
        owner.app.book_changed()
        await write_to(owner, "Emma")
        # What they never got comes first; a greeting is no repetition.
        assert [part.key for part in composer(owner).composition.parts][:2] == ["greeting-name", "apology-ours-fix"]
        await owner.press("down", "left")
        assert composer(owner).composition.parts[1].key == "apology-ours"
        assert "They got this very phrase already: today. → takes another one." in said(owner)
        assert "they got it" in owner.text
        await owner.press("right")
        assert "They got this very phrase" not in said(owner)


async def test_the_page_of_a_customer_and_a_conversation_lead_there_too(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.app.action_show_customer(5)
        await owner.press("w")
        assert "Hello Emma" in said(owner)
        await owner.press("escape", "escape")
        conversation = shop.conversations(5)[0].id
        await owner.app.action_show_conversation(conversation)
        await owner.press("w")
        assert composer(owner).wanted.conversation == conversation


async def test_a_follow_up_is_done_with_what_was_written_for_it(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Γιώργος")
        assert composer(owner).wanted.follow_up == 1
        await owner.press("enter")
        for _gap in composer(owner).composed.gaps if composer(owner).composed else ():
            await owner.type("η καινούργια σόμπα")
            await owner.press("enter")
        assert "the follow-up is done" in owner.text
        await owner.press("enter")
        assert shop.follow_up(1).state == "done"
        assert shop.follow_up(1).done_by == shop.timeline(2, limit=1)[0].id
        await owner.press("u")
        assert shop.follow_up(1).state == "open"


async def test_what_was_answered_or_is_known_can_be_written_otherwise(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "home", "tab")
        assert "Write something else in the place of what?" in owner.text
        await owner.press("enter")
        await owner.type("Em")
        await owner.press("enter")
        assert text_of(owner).startswith("Hello Em,")
        await owner.press("tab", "enter")
        assert "Hello Em," in said(owner)
        await owner.press("escape")
        assert text_of(owner).startswith("Hello Em,")


async def test_the_text_is_filled_anew_only_where_that_is_wanted(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "z")
        before = text_of(owner)
        assert before.startswith("Hello Emma,")
        await owner.press("e")
        await owner.type("!!")
        await owner.press("escape", "z", "enter")
        assert text_of(owner) == before + "!!"
        await owner.press("z", "down", "enter")
        assert text_of(owner) == before


async def test_own_words_are_left_alone_by_taking_out_swapping_and_moving(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "e")
        await owner.type("!!")
        await owner.press("escape")
        text = text_of(owner)
        count = len(composer(owner).composition.parts)
        await owner.press("home", "right", "greater_than_sign", "x")
        assert text_of(owner) == text
        assert "Your own words stay as they are." in said(owner)
        assert len(composer(owner).composition.parts) == count - 1


async def test_a_promise_of_an_acknowledgement_goes_only_with_it(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("y", "a", "c", "enter", "end", "x")
        assert "It goes with “Got your mail”." in said(owner)
        assert composer(owner).composed is not None
        assert len(composer(owner).composed.promises) == 1  # type: ignore[union-attr]
        await owner.press("p")
        await owner.type("mon")
        await owner.press("enter")
        await owner.type("an answer")
        await owner.press("enter")
        assert "You hear from me by Monday 9 March" in text_of(owner)
        assert [(one.what, one.kind) for one in composer(owner).composed.promises] == [("an answer", "ack")]  # type: ignore[union-attr]
        await owner.press("end", "x")
        assert "by Thursday 5 March" in text_of(owner)


@pytest.mark.parametrize("typed", ["yesterday", "blub", "2026-02-31"])
async def test_a_due_that_is_none_is_refused_where_it_is_typed(shop: Book, typed: str) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("p")
        await owner.type(typed)
        await owner.press("enter")
        assert "Promised by when?" in owner.text
        assert composer(owner).composition.promising is None
        await owner.press("escape")


async def test_a_change_by_another_session_is_filled_in_and_what_was_done_stays(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "home")
        with shop.transact("customer.edit") as change:
            change.put(replace(shop.customer(5), call_by="Ms Stone"))
        owner.app.book_changed()
        await owner.pilot.pause()
        assert text_of(owner).startswith("Hello Ms Stone,")
        assert len(composer(owner).composition.parts) == 5
        await owner.press("e")
        await owner.type("!!")
        with shop.transact("customer.edit") as change:
            change.put(replace(shop.customer(5), call_by="Emma"))
        owner.app.book_changed()
        await owner.pilot.pause()
        await owner.press("escape")
        assert text_of(owner).startswith("Hello Ms Stone,")
        assert text_of(owner).endswith("!!")


async def test_somebody_at_a_business_is_written_to_by_their_own_name(shop: Book) -> None:
    with shop.transact("customer.add") as change:
        customer = change.add(
            Customer(
                company="Nord Ltd",
                language="en",
                contacts=(ContactPerson(name="Ada Byron", call_by="Ada"), ContactPerson(name="Max", call_by="Max")),
            )
        )
    async with counter(shop) as owner:
        await owner.app.action_show_customer(customer.id)
        for _turn in range(3):
            await owner.pilot.pause()
        await owner.stand_on("Ada")
        await owner.press("w")
        assert composer(owner).wanted.contact == "Ada Byron"
        assert "Hello Ada" in said(owner)


async def test_a_tone_is_chosen_with_the_language(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.app.action_compose(1)
        for _turn in range(3):
            await owner.pilot.pause()
        assert composer(owner).reply is not None
        formal = "".join(piece.text for piece in composer(owner).composed.pieces)  # type: ignore[union-attr]
        await owner.press("l")
        await owner.type("famil")
        await owner.press("enter")
        assert composer(owner).reply.formality == "familiar"  # type: ignore[union-attr]
        familiar = "".join(piece.text for piece in composer(owner).composed.pieces)  # type: ignore[union-attr]
        assert familiar != formal


async def test_from_who_has_gone_quiet_it_says_hello_again(quiet_shop: Book) -> None:
    quiet_shop.set_shop({"language": "en", "owner": "Usta"})
    async with counter(quiet_shop) as owner:
        await owner.press("5", "w")
        assert composer(owner).wanted.purpose == "reconnect"
        assert "reconnect" in [part.category for part in composer(owner).composition.parts]
        await owner.press("1")
        await owner.stand_on("Ayşe")
        await owner.press("w")
        assert composer(owner).wanted.purpose == "reconnect"


async def test_from_a_card_it_says_thank_you(march: Book) -> None:
    async with counter(march) as owner:
        await owner.press("T")
        await owner.stand_on("Zeynep")
        await owner.press("w")
        assert composer(owner).wanted.purpose == "thanks"


async def test_a_placeholder_typed_into_the_text_is_said_and_kept_from_going_out_until_it_is_written_out(
    shop: Book,
) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "e", *["down"] * 30, "end")
        await owner.type(" by {due}")
        await owner.press("escape", "enter")
        assert "{due} would go out as it stands." in said(owner), owner.text
        assert text_of(owner) == ""
        await owner.press("e", *["down"] * 30, "end", *["backspace"] * len("{due}"), *"noon", "escape")
        assert text_of(owner).endswith("by noon")
