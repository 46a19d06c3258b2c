"""Which trouble a customer writes of, by the words that people use for it, so that the right apology stands first.

A guess that only orders what is offered; the owner sees and changes it. Words are folded; one with a star is the
beginning of a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.records.phrase import Trouble
from store.rules.when_words.folding import spelling

_LOOKED_AT = 2000
# The more particular ones first: of a parcel that came late, the lateness is what hurts.
_WORDS: Mapping[Trouble, str] = {
    "wrong_item": (
        "wrong item, wrong one, wrong order, wrong size, wrong colour, wrong color, not what i ordered, "
        "yanlış*, başka ürün*, 잘못 온, 잘못 왔*, 잘못된*, 다른 게*, 다른 것*, λάθος προϊόν*, λάθος παραγγελία*, "
        "άλλο από*, λάθος, грешен*, грешна*, грешно*, друг артикул*, сгрешен*, сгрешили*"
    ),
    "payment": (
        "card, payment*, pay, paying, kart, kartım*, kartımı*, ödeme*, ödeyeme*, 카드*, 결제*, κάρτα*, "
        "πληρωμ*, πληρώσ*, карта, картата, плащан*, плати*, платя*"
    ),
    "price": (
        "price*, overcharge*, charged, invoice*, the bill, fiyat*, fatura*, 가격*, 요금*, 청구*, 비싸*, τιμή*, "
        "τιμολόγι*, χρέωσ*, χρεώ*, цена*, цени, цената, сметка*, фактура*, таксува*"
    ),
    "no_answer": (
        "no answer, no reply, no response, nobody answer*, nobody replied, never answered, cevap yok, "
        "cevap vermed*, cevap alama*, yanıt yok, yanıt vermed*, yanıt alama*, 답이 없*, 답장이 없*, 연락이 없*, "
        "답변이 없*, δεν απαντ*, καμία απάντηση, δεν πήρα απάντηση, няма отговор, не отговаря*, без отговор"
    ),
    "broken": (
        "broke, broken, breaks, broken down, damaged, defective, faulty, stopped working, does not work, "
        "doesnt work, not working, torn, cracked, kırık*, kırıl*, bozuk*, bozul*, çalışmıyor*, yırtı*, "
        "hasarl*, 고장*, 망가*, 깨졌*, 깨진*, 부서*, 작동*, χάλασ*, χαλασ*, σπασμ*, έσπασ*, ελαττωμ*, δεν δουλεύει, "
        "δεν λειτουργ*, счуп*, повред*, развал*, не работи, дефект*, скъса*"
    ),
    "late": (
        "late, delay*, still waiting, not here yet, still not here, overdue, hasnt arrived, "
        "has not arrived, where is my, geç, gecik*, hala gelmed*, gelmedi*, 늦*, 안 왔*, 안 와요, 언제 와*, "
        "언제 오*, 아직 안*, αργ*, άργησ*, καθυστ*, δεν ήρθ*, ακόμα να*, περιμένω ακόμ*, закъсн*, забав*, "
        "още чакам, не е дош*, още го няма, още я няма"
    ),
    "delivery": (
        "delivery, delivered, parcel*, package*, courier*, carrier*, kargo*, teslim*, paket*, kurye*, "
        "배송*, 택배*, 배달*, παράδοσ*, δέμα*, δέματ*, κούριερ*, μεταφορ*, доставк*, достави*, пратка*, "
        "куриер*, колет*"
    ),
    "refusal": (
        "refuse*, refused, you said no, turned me away, would not take, wouldnt take, reddet*, "
        "kabul etmed*, 거절*, 안 된다고*, αρνήθηκ*, δεν δεχ*, отказа*, не приех*"
    ),
}


def _pattern(words: str) -> re.Pattern[str]:
    parts = []
    for word in words.split(","):
        plain = spelling(word.strip().removesuffix("*"))
        parts.append(re.escape(plain) + ("" if word.strip().endswith("*") else r"(?!\w)"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(parts, key=len, reverse=True))})")


_PATTERNS: dict[Trouble, re.Pattern[str]] = {}


def trouble_in(text: str) -> Trouble:
    """Return the trouble that a message writes of, empty where no word says one."""
    if not _PATTERNS:
        _PATTERNS.update((trouble, _pattern(words)) for trouble, words in _WORDS.items())
    plain = spelling(text[:_LOOKED_AT])
    return next((trouble for trouble, pattern in _PATTERNS.items() if pattern.search(plain)), "")
