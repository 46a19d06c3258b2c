"""The form of a follow-up: about what, when, how often, or what has to happen first; and what few of them need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from screens.form_parts import choice_part, moment_part, text_part
from screens.form_screen import FieldError
from screens.owned_form import OwnedForm
from screens.record_form import Part
from screens.shown import one_line
from screens.widgets.form import Field
from store.errors import NotUnderstoodError
from store.moments import read_due, said, when_context
from store.records.follow_up import FollowUp
from store.reminding import change_follow_up, make_follow_up
from store.rules.fitting import MOST_LEAD_DAYS
from store.rules.follow_up_words import season_words
from store.rules.recurrence_words import Again, read_rule, write_rule
from store.rules.season_words import read_season, write_season
from store.sentences import _

if TYPE_CHECKING:
    from store.change import Change


class FollowUpForm(OwnedForm[FollowUp]):
    """A follow-up, or a new one."""

    form_kind: ClassVar[str] = "follow_up"
    add_key: ClassVar[str] = "followup.add"
    edit_key: ClassVar[str] = "followup.edit"

    def title_words(self) -> str:
        """Return with whom it is."""
        words = _("New follow-up with {name}") if self.is_new else _("Follow-up with {name}")
        return self.of_customer(words, _("New follow-up") if self.is_new else _("Follow-up"))

    def blank(self) -> FollowUp:
        """Return a follow-up of which nothing is known."""
        return FollowUp(customer=self.customer or 0, what="", made=self.open_to.now())

    def known(self) -> FollowUp:
        """Return the follow-up as the book has it."""
        return self.open_to.follow_up(self.record)

    def own_parts(self) -> Sequence[Part[FollowUp]]:
        """Return its fields."""
        book = self.open_to
        due = moment_part(
            "due",
            _("When"),
            lambda text: read_due(book, text),
            book,
            hint=_("such as in 2 weeks; empty where something has to happen first"),
        )
        return [
            text_part("what", _("About what"), hint=_("such as ask how the oven bakes")),
            replace(due, read=lambda text, _record: read_due(book, text) if text else None),
            Part(
                field=Field(
                    key="rule",
                    label=_("Again"),
                    is_whole=True,
                    hint=_("such as every 2 weeks, every 1 march; empty for once"),
                ),
                write=lambda record: write_rule(record.rule, when_context(book, past=False)),
                read=lambda text, _record: read_rule(text, when_context(book, past=False)),
                say=lambda again: _("next {day}").format(day=said(book, again.first)) if again.first else "",
                put=_come_again,
            ),
            text_part("occasion", _("When it happens"), hint=_("what has to happen first, such as frost")),
            *self._more_parts(),
        ]

    def _more_parts(self) -> Sequence[Part[FollowUp]]:
        """Return what few follow-ups need."""
        context = when_context(self.open_to, past=False)
        return [
            Part(
                field=Field(
                    key="season",
                    label=_("Season"),
                    is_whole=True,
                    hint=_("offered each year, such as 1 march to 15 april"),
                    section=_("If need be"),
                ),
                write=lambda record: write_season(record.season, context),
                read=lambda text, _record: read_season(text, context),
                say=lambda season: _("each year, {season}").format(season=season_words(season)) if season else "",
            ),
            Part(
                field=Field(key="lead_days", label=_("Days ahead"), hint=_("shown so many days before, such as 30")),
                write=lambda record: str(record.lead_days or ""),
                read=lambda text, _record: _read_days(text),
            ),
            choice_part(
                "kind",
                _("What it is"),
                [
                    ("", _("a reminder")),
                    ("renewal", _("a renewal: Again is its term")),
                    ("check_in", _("a check-in")),
                    ("warranty", _("the end of a warranty")),
                    ("service", _("a service")),
                ],
            ),
            choice_part(
                "counts_from",
                _("Counts from"),
                [("plan", _("when it is due")), ("completion", _("when it was done"))],
            ),
            choice_part(
                "on_closed",
                _("If closed"),
                [
                    ("same", _("on that day all the same")),
                    ("next", _("on the next working day")),
                    ("previous", _("on the working day before")),
                ],
            ),
        ]

    def keep(self, change: Change, former: FollowUp, edited: FollowUp) -> str:
        """Note the follow-up, or put it."""
        customer = self.check_whose(edited.customer)
        if not edited.what:
            raise FieldError("what", _("Write what it is about."))
        if edited.season:
            if edited.rule:
                raise FieldError("rule", _("A season comes every year by itself. Leave this empty."))
            if edited.occasion:
                raise FieldError("occasion", _("Write either its season, or what has to happen first, not both."))
        elif edited.due is None and not edited.occasion:
            raise FieldError("due", _("Write when, or below what has to happen first."))
        elif edited.due is None and edited.rule:
            raise FieldError("due", _("Write when it comes first."))
        elif edited.due is not None and edited.occasion and edited.fired is None:
            raise FieldError("occasion", _("Write either when it is, or what has to happen first, not both."))
        if edited.kind == "renewal" and not edited.rule:
            raise FieldError("rule", _("Write the term of the renewal, such as every year."))
        if edited.lead_days > MOST_LEAD_DAYS:
            raise FieldError("lead_days", _("At most {most} days.").format(most=MOST_LEAD_DAYS))
        if not self.is_new:
            kept = change_follow_up(self.open_to, change, edited)
            return _("Saved: {what}.").format(what=one_line(kept.what))
        noted = make_follow_up(
            self.open_to,
            change,
            customer,
            edited.what,
            edited.due,
            edited.rule,
            occasion=edited.occasion,
            kind=edited.kind,
            counts_from=edited.counts_from,
            on_closed=edited.on_closed,
            season=edited.season,
            lead_days=edited.lead_days,
        )
        return _("Noted: {what}.").format(what=one_line(noted.what))


def _come_again(follow_up: FollowUp, again: Again) -> FollowUp:
    """Return `follow_up` with a rule, which says when it comes first where nothing else does."""
    return replace(follow_up, rule=again.rule, due=follow_up.due or again.first)


def _read_days(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise NotUnderstoodError(_("“{text}” is no number of days.").format(text=text[:20]))
    return int(text)
