"""What a change was, in the owner's words: "contact logged: Ayşe Yılmaz"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.sentences import _, ngettext

_MOST_NAMES = 3
_MOST_OF_A_NAME = 60


def describe(content: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Return what a journal line did, with whom.

    Args:
        content: the line.
        names: the names of the customers it is about, by id.
    """
    what = _word(content["what"])
    if not names:
        return what
    if len(names) > _MOST_NAMES:
        count = len(names)
        people = ngettext("{count} customer", "{count} customers", count).format(count=count)
    else:
        people = ", ".join(name[:_MOST_OF_A_NAME] for name in names.values())
    return _("{what}: {people}").format(what=what, people=people)


def customers_in(content: Mapping[str, Any]) -> dict[int, str]:
    """Return the ids of the customers that a journal line is about, with the name it knows, empty where none.

    A parked line is about somebody only where nothing else was changed: one may be finished for somebody else.
    """
    found: dict[int, str] = {}
    on_whose_page: dict[int, str] = {}
    for part in ("former", "records"):
        for table, records in content.get(part, {}).items():
            for key, plain in records.items():
                if table == "customers":
                    found[int(key)] = plain.get("name") or plain.get("company") or found.get(int(key), "")
                elif plain.get("customer"):
                    (on_whose_page if table == "drafts" else found).setdefault(plain["customer"], "")
    return found or on_whose_page


def _word(what: str) -> str:
    return {
        "log": _("contact logged"),
        "customer.add": _("customer added"),
        "customer.allowance": _("allowance used"),
        "customer.edit": _("customer changed"),
        "customer.cadence": _("cadence set"),
        "customer.former": _("customer let go"),
        "customer.leave-be": _("customer left be"),
        "customer.merge": _("customers made one"),
        "person.add": _("contact person added"),
        "person.edit": _("contact person changed"),
        "thing.add": _("thing added"),
        "thing.drop": _("thing taken out"),
        "thing.edit": _("thing changed"),
        "thing.noted": _("follow-ups of things noted"),
        "interaction.edit": _("entry corrected"),
        "interaction.delete": _("entry deleted"),
        "conversation.answer": _("answered"),
        "conversation.edit": _("conversation changed"),
        "conversation.wait": _("conversation handed on"),
        "conversation.resolve": _("conversation resolved"),
        "conversation.reopen": _("conversation reopened"),
        "conversation.merge": _("conversations merged"),
        "conversation.no_reply": _("no reply needed"),
        "conversation.no-reply": _("no reply needed"),
        "promise.add": _("promise made"),
        "promise.break": _("promise broken"),
        "promise.edit": _("promise changed"),
        "promise.keep": _("promise kept"),
        "promise.move": _("promise moved"),
        "promise.release": _("promise released"),
        "followup.add": _("follow-up added"),
        "followup.done": _("follow-up done"),
        "followup.drop": _("follow-up dropped"),
        "followup.dropped": _("follow-up dropped"),
        "followup.edit": _("follow-up changed"),
        "followup.fire": _("what was waited for has happened"),
        "followup.skip": _("follow-up skipped"),
        "followup.skipped": _("follow-up skipped"),
        "followup.snooze": _("follow-up put off"),
        "rows.done": _("several done"),
        "rows.drop": _("several dropped"),
        "rows.postpone": _("several put off"),
        "gesture.add": _("gesture noted"),
        "gesture.drop": _("gesture taken out"),
        "gesture.edit": _("gesture changed"),
        "thanks.done": _("greeted and thanked"),
        "thanks.greeted": _("greeted"),
        "thanks.passed": _("passed over"),
        "thanks.posted": _("card posted"),
        "draft.add": _("line parked"),
        "draft.drop": _("parked line dropped"),
        "draft.edit": _("parked line changed"),
        "draft.rescue": _("half-typed line kept"),
        "phrase.add": _("phrase added"),
        "phrase.copy": _("phrase copied"),
        "phrase.drop": _("phrase taken out"),
        "phrase.edit": _("phrase changed"),
        "phrase.mark": _("phrase marked"),
        "questions.log": _("answers to questions logged"),
        "reply.log": _("reply logged"),
        "import": _("import"),
        "shop.holidays": _("public holidays noted"),
        "shop.identity": _("number given to the book for calendars"),
        "shop.set": _("settings changed"),
        "doctor.repair": _("repair"),
    }.get(what, what)
