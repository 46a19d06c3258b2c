"""The fields in which a contact is logged: those of the capture line, each with what is understood of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from screens.completions import who_words
from screens.form_parts import customers_for
from screens.line_preview import new_customer_words
from screens.open_choices import follow_up_choices, follow_up_words, promise_choices, promise_words
from screens.shown import one_line
from screens.widgets.form import Field
from screens.widgets.question_bar import Choice
from screens.words import channel_word, moment_words
from store.advising import advice_on
from store.book import Book
from store.errors import NotFoundError, NotUnderstoodError, RegularsError
from store.moments import read_due, read_past, said, when_context
from store.records.customer import Customer
from store.records.interaction import CHANNELS, KINDS
from store.rules.capture_arguments import read_name
from store.rules.capture_names import names_text, read_names
from store.rules.capture_times import read_follow_when
from store.rules.capture_tokens import WhoToken
from store.rules.capture_words import CHANNEL_NAMES
from store.rules.follow_up_words import season_words
from store.sentences import _
from store.wording import exact_when_words, kind_words

_USUAL = "~"


class ContactFields:
    """The fields, and what they know of each other; `texts` gives what stands in them now."""

    def __init__(self, book: Book, texts: Callable[[], Mapping[str, str]]) -> None:
        """Read by what `book` says."""
        self._book = book
        self._texts = texts
        self._asked = ("", 0)
        self._named: Customer | None = None

    def fields(self) -> Sequence[Field]:
        """Return the fields, in order; their keys are those of `store.rules.capture_fields`."""
        return [*self._who(), *self._what(), *self._matter(), *self._promise(), *self._follow_up()]

    def named(self) -> Customer | None:
        """Return the one customer of the book whom the form names; None for nobody, a new one, or several."""
        asked = (self._texts().get("who", ""), self._book.sequence)
        if asked != self._asked:
            self._asked, self._named = asked, self._find(asked[0])
        return self._named

    def _find(self, text: str) -> Customer | None:
        names = list(read_names(text))
        if len(names) != 1 or names[0].new:
            return None
        try:
            return self._book.who(names[0].text)
        except RegularsError:
            return None

    def _who(self) -> Iterator[Field]:
        yield Field(
            key="who",
            label=_("Who"),
            hint=_("a name, a phone number; several with commas; new NAME for somebody new"),
            section=_("The contact"),
            check=self._who_words,
            complete=self._customers,
        )
        names = [(name, name.capitalize()) for name in CHANNEL_NAMES]
        yield Field(
            key="channel",
            label=_("Channel"),
            kind="choice",
            choices=(("", _("as last time")), *((one, channel_word(one)) for one in CHANNELS), *names),
        )
        yield Field(
            key="direction",
            label=_("Who began"),
            kind="choice",
            choices=(("in", _("they did")), ("out", _("you did"))),
        )
        yield Field(
            key="answer",
            label=_("Wants an answer"),
            kind="choice",
            choices=(("", _("as the channel goes")), ("yes", _("yes")), ("no", _("no"))),
        )
        yield Field(key="when", label=_("When"), hint=_("now, or such as yesterday 16:20"), check=self._past_words)

    def _what(self) -> Iterator[Field]:
        yield Field(
            key="happened",
            label=_("What happened"),
            kind="text",
            hint=_("in as many lines as you like"),
            section=_("What it was about"),
        )
        yield Field(key="words", label=_("Their words"), kind="text", hint=_("as they said it; a line for each"))
        kinds = ((kind, kind_words(kind)) for kind in KINDS)
        yield Field(key="kind", label=_("Kind"), kind="choice", choices=(("", _("none")), *kinds))
        yield Field(
            key="mood",
            label=_("They felt"),
            kind="choice",
            choices=(
                ("", _("not said")),
                ("happy", _("happy :)")),
                ("neutral", _("neutral :|")),
                ("upset", _("upset :(")),
            ),
        )
        yield Field(key="tags", label=_("Tags"), hint=_("such as oven, wholesale"))

    def _matter(self) -> Iterator[Field]:
        yield Field(
            key="conversation",
            label=_("Conversation"),
            hint=_("where it belongs; new, or part of its subject"),
            section=_("The matter"),
            check=self._conversation_words,
            complete=self._conversations,
        )
        yield Field(
            key="waiting",
            label=_("Waits on"),
            kind="choice",
            choices=(
                ("", _("as it follows")),
                ("us", _("you")),
                ("customer", _("them")),
                ("third_party", _("somebody else")),
                ("resolved", _("nobody: resolved")),
            ),
        )
        yield Field(key="third_party", label=_("Who else"), hint=_("such as the courier"))
        yield Field(
            key="done",
            label=_("Done follow-up"),
            hint=_("part of what it was about"),
            check=lambda text: follow_up_words(self._book, self.named(), text),
            complete=lambda text: follow_up_choices(self._book, self.named(), text),
        )
        yield Field(
            key="kept",
            label=_("Kept promise"),
            hint=_("part of what was promised"),
            check=lambda text: promise_words(self._book, self.named(), text),
            complete=lambda text: promise_choices(self._book, self.named(), text),
        )
        yield Field(
            key="moved",
            label=_("Moved promise"),
            hint=_("part of what was promised"),
            check=lambda text: promise_words(self._book, self.named(), text),
            complete=lambda text: promise_choices(self._book, self.named(), text),
        )
        yield Field(key="moved_when", label=_("Moved to"), hint=_("such as mon 12:00"), check=self._due_words)

    def _promise(self) -> Iterator[Field]:
        yield Field(
            key="promise_what", label=_("You promise"), hint=_("what you will do"), section=_("A promise, a reminder")
        )
        yield Field(
            key="promise_when",
            label=_("By when"),
            hint=_("such as fri 17:00; ~ for what is usual"),
            check=self._promised_words,
        )
        yield Field(key="promise_if", label=_("If"), hint=_("such as if the part arrives"))

    def _follow_up(self) -> Iterator[Field]:
        yield Field(key="follow_what", label=_("Remind me to"), hint=_("such as ask how it went"))
        yield Field(
            key="follow_when",
            label=_("When then"),
            hint=_("such as in 2 weeks, every year, when frost"),
            check=self._follow_words,
        )

    # Who

    def _who_words(self, text: str) -> str:
        words = []
        for name in read_names(text):
            if not name.new:
                customer = self._book.who(name.text)
                words.append(", ".join(part for part in (customer.shown_name, who_words(customer)) if part))
            elif name.quoted:
                words.append(_("New customer: {who}").format(who=name.text))
            else:
                who = read_name(name.text.split())
                words.append(new_customer_words(who.name, (*who.phones, *who.emails)))
        return "; ".join(words)

    def _customers(self, text: str) -> Sequence[Choice]:
        names = list(read_names(text))
        if not names or names[-1].new or text.rstrip().endswith((",", ";", '"')):
            return []
        *before, last = names
        start = [_token(name.text, name.new) for name in before]
        return [
            choice._replace(value=names_text([*start, WhoToken(text=choice.value)]))
            for choice in customers_for(self._book, last.text)
        ]

    # Times

    def _past_words(self, text: str) -> str:
        return said(self._book, read_past(self._book, text)) if text else ""

    def _due_words(self, text: str) -> str:
        return self._when_words(read_due(self._book, text)) if text else ""

    def _promised_words(self, text: str) -> str:
        if not text:
            return ""
        now, kind = self._book.now(), self._texts().get("kind", "")
        if text == _USUAL:
            usual = self._book.usual_times.of(kind)
            if usual is None:
                raise NotUnderstoodError(
                    _("There are too few kept promises yet to know what is usual. Write a day instead of ~.")
                )
            return self._when_words(self._book.calendar.add(now, usual.p80_s))
        due = read_due(self._book, text)
        advice = advice_on(self._book, kind, now, due)
        return ". ".join(part for part in (self._when_words(due), advice.words if advice else "") if part)

    def _follow_words(self, text: str) -> str:
        if not text:
            return ""
        meant = read_follow_when(text, when_context(self._book, past=False))
        if meant.due is None:
            return _("when {occasion}").format(occasion=meant.occasion)
        if meant.season:
            return _("each year, {season}").format(season=season_words(meant.season))
        return self._when_words(meant.due) + (_(" (comes again)") if meant.rule else "")

    def _when_words(self, when: date | datetime) -> str:
        return exact_when_words(when, self._book.now().date())

    # Matters

    def _conversation_words(self, text: str) -> str:
        if not text:
            return ""
        if text == "new":
            return _("opens one of its own")
        customer = self.named()
        for conversation in self._book.conversations(customer.id, settled=True) if customer is not None else ():
            if str(conversation.id) == text:
                opened = moment_words(conversation.opened, self._book.now())
                return _("{about}, opened {opened}").format(
                    about=one_line(conversation.subject) or _("no subject"), opened=opened
                )
        raise NotFoundError(_("Choose one of their conversations from the list, or write new."))

    def _conversations(self, text: str) -> Sequence[Choice]:
        customer = self.named()
        is_new = any(word.startswith(text.casefold()) for word in ("new", _("new")))
        found = [Choice("new", _("new"), _("a conversation of its own"))] if is_new else []
        for conversation in self._book.conversations(customer.id) if customer is not None else ():
            opened = moment_words(conversation.opened, self._book.now())
            subject = one_line(conversation.subject) or _("no subject")
            if text.casefold() in subject.casefold() or str(conversation.id).startswith(text):
                found.append(Choice(str(conversation.id), subject, _("opened {opened}").format(opened=opened)))
        return found


def _token(text: str, new: bool) -> WhoToken:
    return read_name(text.split()) if new else WhoToken(text=text)
