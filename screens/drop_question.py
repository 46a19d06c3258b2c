"""What `x` asks before something is dropped: in which way, as there may be several."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from screens import deeds
from screens.deeds import Deed
from screens.shown import one_line
from screens.target import Kind
from screens.widgets.question_bar import Choice, Question
from store.sentences import _


class DropQuestion(NamedTuple):
    """A question, and what its answer does."""

    question: Question
    deed: Callable[[str], Deed]


def drop_question(kind: Kind, about: str, *, recurs: bool) -> DropQuestion:
    """Return what to ask before something of `kind` is dropped.

    Args:
        kind: what it is.
        about: what it is about, for people.
        recurs: whether it comes again by its rule.
    """
    match kind:
        case "promise":
            return _choose(_("What became of it?"), about,
                (Choice("released", _("they released you"), _("they want it no more")),
                 deeds.released),
                (Choice("broken", _("it will not be done"), _("it counts as broken; tell them")), deeds.broken),
            )  # fmt: skip
        case "follow_up":
            drop = (Choice("drop", _("drop it"), _("it is not needed any more")), deeds.dropped)
            skip = (Choice("skip", _("only this time"), _("it comes again by its rule")), deeds.skipped)
            return _choose(_("Drop the follow-up?"), about, *((skip, drop) if recurs else (drop,)))
        case "conversation":
            question = Question(
                sentence=_("Close the matter? Write what they got, or just press Enter."),
                about=about,
                read=lambda typed: _("they got: {outcome}").format(outcome=one_line(typed)),
                placeholder=_("such as: new hinge fitted, free of charge"),
                may_be_empty=True,
            )
            return DropQuestion(question, lambda answer: deeds.resolved(one_line(answer)))
        case "card":
            return _choose(_("Write no card for this?"), about,
                (Choice("pass", _("not this time"), _("it is not suggested again")), deeds.passed_over),
            )  # fmt: skip
        case "greeting":
            return _choose(_("Let the day pass?"), about,
                (Choice("pass", _("not this time"), _("it comes again next year")), deeds.passed_over),
            )  # fmt: skip
        case "draft":
            return _choose(_("Drop the parked line?"), about, (Choice("drop", _("drop it")), deeds.draft_dropped))
        case _:
            return _choose(
                _("Delete the entry?"),
                about,
                (Choice("delete", _("delete it"), _("what was promised with it stays")), deeds.entry_deleted),
            )


def _choose(sentence: str, about: str, *ways: tuple[Choice, Callable[[], Deed]]) -> DropQuestion:
    found = {choice.value: deed for choice, deed in ways}
    question = Question(sentence=sentence, about=about, choices=tuple(choice for choice, _deed in ways))
    return DropQuestion(question, lambda answer: found[answer]())
