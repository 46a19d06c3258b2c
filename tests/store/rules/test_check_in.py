"""What was delivered or repaired is asked about a week later; a bill that was sent is not."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from store.records.promise import Promise
from store.records.shop import DatedHours, Shop
from store.rules.check_in import brings_a_thing, check_in_day, check_in_words
from store.rules.working_time import Calendar
from tests.books import ISTANBUL, WEDNESDAY

WEEKDAYS = Calendar.of(Shop(hours=(DatedHours(),), closed={"2026-03-16": "fair"}), ISTANBUL)


def promised(what: str, kind: str = "") -> Promise:
    due = date(2026, 3, 6)
    return Promise(customer=1, what=what, kind=kind, made=WEDNESDAY, due=due, original_due=due, aim=WEDNESDAY)


@pytest.mark.parametrize(
    "what",
    [
        "send a new hinge", "Deliver 3 loaves", "have it repaired", "mend the door", "fit the hinge",
        "it will be shipped",
        "yeni menteşe göndereceğim", "fırını TAMİR ederiz", "kargoya verilecek", "kapıyı değiştirmek", "takılacak",
        "경첩을 보내 드리기", "오븐 수리", "내일 배송", "문짝을 고쳐 놓기",
        "να στείλω τον μεντεσέ", "επισκευή φούρνου", "θα το ΦΕΡΩ αύριο", "να φτιάξω την πόρτα",
        "да изпратя пантата", "ремонт на фурната", "ще го доставя", "смяна или подмяна: ще сменя вратата",
    ],
)  # fmt: skip
def test_a_thing_brought_or_repaired_is_asked_about(what: str) -> None:
    assert brings_a_thing(promised(what))


@pytest.mark.parametrize(
    "what",
    [
        "call back", "answer", "send the invoice", "send a quote by e-mail", "bring the price down", "send photos",
        "fatura göndereceğim", "teklif yollamak", "arayıp söyleyeceğim", "takip etmek", "kurabiye ayırmak",
        "견적 보내기", "문자 보내기", "전화하기",
        "να στείλω την προσφορά", "να τηλεφωνήσω", "να στείλω τιμολόγιο",
        "да изпратя фактура", "да се обадя", "",
    ],
)  # fmt: skip
def test_words_and_papers_are_not(what: str) -> None:
    assert not brings_a_thing(promised(what))


@pytest.mark.parametrize("kind", ["repair", "Delivery", "tamir", "배송", "επισκευή", "доставка"])
def test_the_kind_alone_says_it_too(kind: str) -> None:
    assert brings_a_thing(promised("the blue one", kind))


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("2026-03-04 10:00", "2026-03-11"),
        # Saturday: the shop opens on Monday, which is closed, so Tuesday.
        ("2026-03-07 12:00", "2026-03-17"),
        ("2026-03-08 23:59", "2026-03-17"),
    ],
)
def test_it_is_asked_a_week_later_when_the_shop_is_open(kept: str, asked: str) -> None:
    moment = datetime.fromisoformat(kept).replace(tzinfo=ISTANBUL)
    assert check_in_day(moment, WEEKDAYS) == date.fromisoformat(asked)


def test_a_shop_without_hours_asks_after_a_week_all_the_same() -> None:
    never = Calendar.of(Shop(hours=(DatedHours(days=("",) * 7),)), ISTANBUL)
    assert check_in_day(WEDNESDAY, never) == date(2026, 3, 11)


def test_it_says_what_it_is_about() -> None:
    assert check_in_words(promised("send a new hinge")) == "did it arrive, does it work? send a new hinge"
