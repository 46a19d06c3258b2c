"""What the book knows for the placeholders of a phrase: of the customer, the shop, the matter and the promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from store.entry import conversations_by_state
from store.moments import read_due
from store.records.contact_person import ContactPerson, Gender
from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.records.shop import DEFAULT_HOURS
from store.rules.conversations import ConversationState
from store.rules.filling import Values, with_answers
from store.rules.forms.moments import span_text
from store.rules.forms.opening_hours import hours_text
from store.rules.forms.word import Word
from store.rules.placeholders import FIELD, check_name
from store.rules.promises import agreed_due
from store.rules.settings import effective_currency
from store.rules.working_time import start_of_day

if TYPE_CHECKING:
    from store.book import Book

_BRIEF = frozenset(("sms", "chat"))
_MOMENTS = ("promise.due", "opens")
# The names under which a record keeps its forms, and what phrases call them.
_FORMS = {
    "nominative": "nom", "accusative": "acc", "genitive": "gen", "dative": "dat", "vocative": "voc", "locative": "loc",
    "ablative": "abl", "instrumental": "ins", "plural": "pl",
}  # fmt: skip
_YEAR = 365.2425
# Nobody wants to be told that they have waited for a minute.
_WORTH_SAYING = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a reply is about: the conversation with its entries (the oldest first) and state, and the promise."""

    conversation: Conversation | None = None
    state: ConversationState | None = None
    entries: Sequence[Interaction] = ()
    promise: Promise | None = None

    @property
    def unanswered(self) -> Interaction | None:
        """The message that waits for an answer, None where none does."""
        since = self.state.wants_answer_since if self.state is not None else None
        if since is None:
            return None
        return next((one for one in self.entries if one.direction == "in" and one.when == since), None)

    @property
    def last_heard(self) -> Interaction | None:
        """What came in last."""
        return next((one for one in reversed(self.entries) if one.direction == "in"), None)


def matter_of(book: Book, customer: int, conversation: int | None = None, promise: int | None = None) -> Matter:
    """Return what a reply to a customer is about.

    Without a conversation it is the one whose message waits longest for an answer, else the one with the latest entry;
    without a promise the one in it that falls due first, else the customer's only open one.

    Raises:
        NotFoundError: there is no such customer, conversation or promise.
    """
    given = None if promise is None else book.promise(promise)
    if conversation is None and given is not None:
        conversation = given.conversation
    if conversation is None:
        open_ones, _settled = conversations_by_state(book, customer)
        waiting = {one: state.wants_answer_since for one, state in open_ones.items() if state.wants_answer_since}
        if waiting:
            conversation = min(waiting, key=lambda one: (waiting[one], one))
        elif open_ones:
            conversation = max(open_ones, key=lambda one: (open_ones[one].latest, one))
    record = None if conversation is None else book.conversation(conversation)
    promises = [one for one in book.promises(customer) if record is not None and one.conversation == record.id]
    if given is None:
        promises = promises or (book.promises(customer) if len(book.promises(customer)) == 1 else [])
        given = min(promises, key=lambda one: (book.calendar.due_instant(one.due), one.id), default=None)
    return Matter(
        conversation=record,
        state=None if record is None else book.conversation_state(record.id),
        entries=() if record is None else book.interactions_in(record),
        promise=given,
    )


def values_for(
    book: Book,
    customer: Customer | None,
    language: str,
    *,
    matter: Matter | None = None,
    channel: str = "",
    contact: str = "",
) -> Values:
    """Return what the book knows for a phrase.

    Args:
        book: the open book.
        customer: for whom it is; None for a text to everybody.
        language: of the phrase, ISO 639-1.
        matter: what it is about, as `matter_of` gives it.
        channel: on which it goes out; days are shorter where a message is read at once.
        contact: the name of the contact person at a business whom it is for.
    """
    matter = matter or Matter()
    words = dict(_of_shop(book, language, brief=channel in _BRIEF))
    gender: Gender = "unknown"
    is_business = False
    if customer is not None:
        person = _person(customer, contact)
        is_business = person is None and not customer.name.strip() and bool(customer.company.strip())
        gender = person.gender if person is not None else customer.gender
        words |= _of_customer(book, customer, person, language)
        words |= _of_matter(book, customer, matter, language, brief=channel in _BRIEF)
    return Values(
        words=words,
        gender=gender,
        owner_gender=book.shop.owner_gender,
        is_business=is_business,
        currency=effective_currency(book.shop, book.now().date()),
    )


def answered(book: Book, values: Values, answers: Mapping[str, str], *, channel: str = "") -> Values:
    """Return `values` with what the owner answered or set; a due or an opening is read as a time.

    Raises:
        PlaceholderError: there is no placeholder of that name.
        NotUnderstoodError: a time cannot be read.
    """
    plain: dict[str, str] = {}
    moments: dict[str, date | datetime] = {}
    for asked, answer in answers.items():
        name, _colon, form = asked.partition(":")
        name = check_name(name.strip())
        if name in _MOMENTS and not form and answer.strip():
            moments[name] = read_due(book, answer)
        else:
            plain[f"{name}:{form}" if form else name] = answer
    return with_moments(book, with_answers(values, plain), moments, channel=channel)


def with_moments(book: Book, values: Values, moments: Mapping[str, date | datetime], *, channel: str = "") -> Values:
    """Return `values` with other dues or openings, by the names of their placeholders."""
    if not moments:
        return values
    words = dict(values.words)
    for name, moment in moments.items():
        words[name] = _moment(book, moment, brief=channel in _BRIEF)
    return Values(
        words=words,
        gender=values.gender,
        owner_gender=values.owner_gender,
        is_business=values.is_business,
        currency=values.currency,
        chosen=values.chosen,
    )


def suggestions(book: Book, customer: Customer, matter: Matter) -> dict[str, list[str]]:
    """Return what may be answered where something is asked for, the likeliest first, by the names of placeholders."""
    things = [one.name for one in book.things(customer.id) if one.name.strip()]
    subject = matter.conversation.subject if matter.conversation is not None else ""
    promised = [matter.promise.what] if matter.promise is not None else []
    words = [one for entry in reversed(matter.entries) for one in entry.words]
    third = matter.state.third_party if matter.state is not None else ""
    found = {
        "item": [*things, *promised, subject],
        "their_words": [*words, *(entry.text for entry in matter.entries[-1:] if entry.direction == "in")],
        "promise.what": promised,
        "third_party": [third, matter.promise.cause if matter.promise is not None else ""],
    }
    return {name: list(dict.fromkeys(filter(str.strip, texts))) for name, texts in found.items() if any(texts)}


def next_opening(book: Book) -> datetime | None:
    """Return when the shop opens next after it is closed: now, or after what is left of today."""
    now = book.now()
    opening = book.calendar.next_opening(now)
    if opening is not None and book.calendar.is_open(now) and opening.date() == now.date():
        # It only closes for lunch: who reads this tonight wants to know of tomorrow.
        tomorrow = start_of_day(now.date() + timedelta(days=1), book.calendar.zone)
        opening = book.calendar.next_opening(tomorrow)
    return opening


def _of_shop(book: Book, language: str, *, brief: bool) -> dict[str, Word]:
    shop = book.shop
    words = {
        "owner": Word(text=shop.owner, kind="person", gender=shop.owner_gender or "unknown"),
        "shop": Word(text=shop.name, kind="proper"),
        "address": Word(text=_one_line(shop.address)),
        "phone": Word(text=shop.phone),
        "email": Word(text=shop.email),
        "web": Word(text=shop.web),
        "review": Word(text=shop.review),
        "hours": Word(text=hours_text(_week(book), language)),
    }
    opening = next_opening(book)
    if opening is not None:
        words["opens"] = _moment(book, opening, brief=brief)
    return words


def _week(book: Book) -> tuple[str, ...]:
    today = book.now().date()
    holding = [dated for dated in book.shop.hours if dated.since is None or dated.since <= today]
    return holding[-1].days if holding else DEFAULT_HOURS


def _person(customer: Customer, contact: str) -> ContactPerson | None:
    """Return the person at a business whom a phrase speaks to; None where the customer is that person."""
    if contact:
        return next((one for one in customer.contacts if one.name == contact), None)
    if not customer.name.strip() and len(customer.contacts) == 1:
        return customer.contacts[0]
    return None


def _of_customer(book: Book, customer: Customer, person: ContactPerson | None, language: str) -> dict[str, Word]:
    call_by, name, gender = (
        (person.call_by, person.name, person.gender)
        if person is not None
        else (customer.call_by, customer.name, customer.gender)
    )
    given = {} if person is not None else {_FORMS.get(key, key): form for key, form in customer.name_forms.items()}
    if call_by:
        # That is how one says it to their face; the forms kept beside are those of the whole name.
        given["voc"] = call_by
    words = {
        "name": Word(text=call_by or name, kind="person", gender=gender, full=name if call_by else "", given=given),
        "company": Word(text=customer.company, kind="proper"),
    }
    if not words["name"].text.strip() and customer.company.strip():
        words["name"] = words["company"]
    years = int((book.now().date() - customer.since).days / _YEAR) if customer.since is not None else 0
    if years > 0:
        words["years"] = Word(text=str(years), kind="common")
    for key, value in customer.fields.items():
        words[f"{FIELD}{key}"] = Word(text=value, kind="common")
    return words


def _of_matter(book: Book, customer: Customer, matter: Matter, language: str, *, brief: bool) -> dict[str, Word]:
    words: dict[str, Word] = {}
    state, promise, now = matter.state, matter.promise, book.now()
    things = [one.thing for one in reversed(matter.entries) if one.thing is not None]
    known = book.things(customer.id)
    named = next((one.name for one in known if things and one.id == things[0]), "")
    if named or (len(known) == 1 and matter.conversation is not None):
        words["item"] = Word(text=named or known[0].name, kind="common")
    said = next((one.words[-1] for one in reversed(matter.entries) if one.direction == "in" and one.words), "")
    words["their_words"] = Word(text=said)
    since = state.wants_answer_since if state is not None else None
    if since is None and promise is not None:
        due = book.calendar.due_instant(agreed_due(promise, book.calendar))
        since = due if due < now else None
    if since is not None and now - since >= _WORTH_SAYING:
        words["waited"] = Word(text=span_text(int((now - since).total_seconds()), language), kind="common")
    third = (state.third_party if state is not None else "") or (promise.cause if promise is not None else "")
    words["third_party"] = Word(text=third, kind="proper")
    if promise is not None:
        words["promise.what"] = Word(text=promise.what, kind="common")
        words["promise.condition"] = Word(text=promise.condition)
        words["promise.due"] = _moment(book, promise.due, brief=brief)
    occasion = next((one.occasion for one in book.follow_ups(customer.id) if one.occasion), "")
    words["occasion"] = Word(text=occasion, kind="common")
    return words


def _moment(book: Book, moment: date | datetime, *, brief: bool) -> Word:
    zone = book.calendar.zone
    local = moment.astimezone(zone) if isinstance(moment, datetime) else moment
    country = book.shop.country.partition("-")[0]
    return Word(kind="moment", moment=local, today=book.now().date(), brief=brief, country=country)


def _one_line(text: str) -> str:
    return ", ".join(line.strip() for line in text.splitlines() if line.strip())
