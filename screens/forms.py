"""Which form is for what: each is loaded when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from store.errors import NotFoundError
from store.sentences import _

if TYPE_CHECKING:
    from screens.form_screen import FormScreen
    from screens.half_typed import HalfTyped
    from store.book import Book


def form_screen(
    book: Book,
    half_typed: HalfTyped,
    kind: str,
    *,
    record: int = 0,
    customer: int | None = None,
    draft: int | None = None,
    start: Mapping[str, str] | None = None,
) -> FormScreen:
    """Return the form for `kind`, on a record or for a new one.

    Args:
        book: the open book.
        half_typed: the capture line that is being typed meanwhile.
        kind: "customer", "person", "thing", "gesture", "interaction", "promise", "follow_up", "conversation", "phrase",
            "contact" or "first_run".
        record: the id of what is to be changed, 0 for something new; of a contact person its place, -1 for a new one.
        customer: whose it is.
        draft: the id of a parked form to take up.
        start: what stands in the fields of something new.

    Raises:
        NotFoundError: there is no such form.
    """
    return _class_of(kind)(book, half_typed, record=record, customer=customer, draft=draft, start=start)


def _class_of(kind: str) -> type[FormScreen]:
    match kind:
        case "customer":
            from screens.customer_form import CustomerForm

            return CustomerForm
        case "person":
            from screens.person_form import PersonForm

            return PersonForm
        case "thing":
            from screens.thing_form import ThingForm

            return ThingForm
        case "gesture":
            from screens.gesture_form import GestureForm

            return GestureForm
        case "interaction":
            from screens.interaction_form import InteractionForm

            return InteractionForm
        case "promise":
            from screens.promise_form import PromiseForm

            return PromiseForm
        case "follow_up":
            from screens.follow_up_form import FollowUpForm

            return FollowUpForm
        case "conversation":
            from screens.conversation_form import ConversationForm

            return ConversationForm
        case "phrase":
            from screens.phrase_form import PhraseForm

            return PhraseForm
        case "contact":
            from screens.capture_form import CaptureFormScreen

            return CaptureFormScreen
        case "first_run":
            from screens.first_run import FirstRunScreen

            return FirstRunScreen
    raise NotFoundError(_("There is no form for “{kind}”.").format(kind=kind[:40]))
