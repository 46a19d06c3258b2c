"""What a reply can be changed in as a whole: its channel, its language and tone, and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from screens.reply_keeping import Wanted
from screens.widgets.question_bar import Choice, Question
from store.composing import PURPOSES, Reply
from store.phrases import cause_words, language_words, trouble_words
from store.records.interaction import CHANNELS
from store.records.phrase import CAUSES, TROUBLES
from store.records.shop import LANGUAGES
from store.sentences import _
from store.wording import channel_words

_TONES = ("formal", "familiar")


def channel_question(reply: Reply) -> Question:
    """Return the question on which channel it goes out."""
    choices = (Choice(one, channel_words(one), _now(one == reply.channel)) for one in CHANNELS)
    return Question(sentence=_("On which channel?"), choices=tuple(choices))


def language_question(reply: Reply) -> Question:
    """Return the question in which language and tone it is written."""

    def choices() -> Iterator[Choice]:
        tones = {"formal": _("formal"), "familiar": _("familiar")}
        other = "familiar" if reply.formality == "formal" else "formal"
        yield Choice(other, tones[other], _("now {tone}").format(tone=tones[reply.formality]))
        theirs = (reply.customer.language, reply.customer.second_language)
        for one in dict.fromkeys((*reply.languages, *LANGUAGES)):
            detail = _now(one == reply.languages[0]) or (_("theirs") if one in theirs else "")
            yield Choice(one, language_words(one), detail)

    return Question(sentence=_("In which language or tone?"), choices=tuple(choices()))


def with_language(wanted: Wanted, answer: str) -> Wanted:
    """Return what is wanted, with the language or the tone that was chosen."""
    return replace(wanted, formality=answer) if answer in _TONES else replace(wanted, language=answer)


def purpose_question(reply: Reply) -> Question:
    """Return the question what it is for; for an apology also whose doing it is, and what the trouble is."""

    def choices() -> Iterator[Choice]:
        for one in PURPOSES:
            yield Choice(f"purpose:{one}", purpose_words(one), _now(one == reply.purpose))
        for cause in CAUSES:
            is_now = cause == reply.cause and reply.purpose == "complaint"
            yield Choice(f"cause:{cause}", cause_words(cause), _now(is_now) or _("an apology"))
        for trouble in TROUBLES:
            yield Choice(
                f"trouble:{trouble}", trouble_words(trouble), _now(trouble == reply.trouble) or _("the trouble")
            )

    return Question(sentence=_("What is it for?"), choices=tuple(choices()))


def with_purpose(wanted: Wanted, answer: str) -> Wanted:
    """Return what is wanted, with the purpose, cause or trouble that was chosen; the latter two are apologies."""
    kind, _colon, value = answer.partition(":")
    if kind == "purpose":
        return replace(wanted, purpose=value)
    apologising = wanted if wanted.purpose in ("complaint", "change") else replace(wanted, purpose="complaint")
    return replace(apologising, cause=value) if kind == "cause" else replace(apologising, trouble=value)


def purpose_words(purpose: str) -> str:
    """Return what a reply is for, in a few words."""
    return {
        "complaint": _("answer a complaint"),
        "answer": _("answer a question"),
        "acknowledge": _("acknowledge that it has arrived"),
        "update": _("say how it stands"),
        "change": _("say that the plan changes"),
        "thanks": _("say thank you"),
        "reconnect": _("say hello again"),
        "renewal": _("remind of a renewal"),
        "season": _("write for a season or an occasion"),
        "wishes": _("wish them well for their day"),
        "years": _("thank them for their years with you"),
    }[purpose]


def _now(is_so: bool) -> str:
    return _("as now") if is_so else ""
