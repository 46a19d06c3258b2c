"""A kept promise of a thing delivered or repaired: when to ask whether it arrived and works, and in which words.

Whether a promise is one is read off the words in which it was made, and off its kind, in the five languages of the
book. Where that is wrong nothing happens by itself: a check-in is only offered. Source: the practice "make sure that
it arrived and is rightly used" (E8).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from store.records.promise import Promise
from store.rules.capture_lookup import fold_word
from store.rules.working_time import Calendar, start_of_day
from store.sentences import _

_AFTER = timedelta(days=7)
_WORDS = re.compile(r"\w+")

# How words begin that say that something is brought to the customer or made to work again, folded as `fold_word` does.
_BEGINNINGS = (
    # English
    "deliver", "send", "sent", "ship", "bring", "brought", "courier", "repair", "fix", "mend", "replac", "install",
    "assembl", "fitted", "fitting", "refit",
    # Turkish
    "gonder", "yolla", "teslim", "getir", "gotur", "kargo", "tamir", "onar", "degistir", "duzelt", "kurulum", "montaj",
    "takil", "takacag", "taktir",
    # Greek
    "στειλ", "στελν", "αποστολ", "αποστειλ", "παραδο", "παραδω", "παραδιδ", "φερω", "φερου", "φερν", "επισκευ",
    "διορθω", "φτιαξ", "φτιαχ", "αλλαξ", "αντικαταστ", "εγκαταστ", "τοποθετ",
    # Bulgarian
    "изпрат", "изпращ", "пратк", "достав", "донес", "донас", "занес", "предам", "предаде", "ремонт", "поправ", "оправ",
    "смен", "подмен", "монтир", "инсталир", "постав",
)  # fmt: skip
_WHOLE = frozenset(("fit", "tak", "post", "kur"))
# Korean verbs stand inside of longer words.
_INSIDE = (
    "배송", "배달", "보내", "발송", "전달", "택배", "납품", "갖다", "가져다",
    "수리", "고치", "고쳐", "수선", "교체", "설치",
)  # fmt: skip
# What is sent, and yet is nothing that could arrive broken: a bill, an offer, a message.
_NO_THINGS = (
    "bill", "invoice", "quot", "estimat", "offer", "price", "email", "mail", "message", "text", "link", "photo",
    "picture", "reply", "answer", "word", "receipt",
    "fatura", "teklif", "fiyat", "mesaj", "eposta", "foto", "cevap", "yanit", "makbuz",
    "τιμολ", "προσφορ", "τιμη", "τιμε", "μηνυμ", "φωτογραφ", "απαντησ", "αποδειξ",
    "фактур", "оферт", "цена", "цени", "съобщ", "имеил", "снимк", "отговор", "бележк",
)  # fmt: skip
_NO_THINGS_INSIDE = ("견적", "청구서", "영수증", "메일", "메시지", "문자", "사진", "가격", "답장", "답변")


def brings_a_thing(promise: Promise) -> bool:
    """Return whether something was to be delivered or repaired by `promise`, going by its kind and its words."""
    kind = [fold_word(word) for word in _WORDS.findall(promise.kind)]
    if any(map(_is_such, kind)):
        return True
    words = [fold_word(word) for word in _WORDS.findall(promise.what.replace("-", ""))]
    return any(map(_is_such, words)) and not any(map(_is_no_thing, words))


def check_in_day(kept: datetime, calendar: Calendar) -> date:
    """Return the day on which to ask: a week after it was kept, or the next day after that on which the shop opens.

    Args:
        kept: when the promise was kept, aware.
        calendar: the shop's; one that never opens again leaves it at the week.
    """
    day = kept.astimezone(calendar.zone).date() + _AFTER
    if calendar.intervals_on(day):
        return day
    opening = calendar.next_opening(start_of_day(day, calendar.zone))
    return day if opening is None else opening.astimezone(calendar.zone).date()


def check_in_words(promise: Promise) -> str:
    """Return what to ask: "did it arrive, does it work? send a new hinge"."""
    return _("did it arrive, does it work? {what}").format(what=promise.what)


def _is_such(word: str) -> bool:
    return word in _WHOLE or word.startswith(_BEGINNINGS) or any(part in word for part in _INSIDE)


def _is_no_thing(word: str) -> bool:
    return word.startswith(_NO_THINGS) or any(part in word for part in _NO_THINGS_INSIDE)
