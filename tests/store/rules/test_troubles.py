"""Which trouble a customer writes of, in five languages."""

from __future__ import annotations

import pytest

from store.rules.troubles import trouble_in


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("Where is my oven? It is three days late", "late"),
        ("The hinge broke again", "broken"),
        ("It doesn't work any more", "broken"),
        ("You sent me the wrong size", "wrong_item"),
        ("That is not what I ordered!", "wrong_item"),
        ("I was charged twice what we said", "price"),
        ("My card was declined", "payment"),
        ("The parcel is lost", "delivery"),
        ("The parcel is late", "late"),
        ("No reply since Monday", "no_answer"),
        ("You refused to take it back", "refusal"),
        ("See you later, the latest one is lovely", ""),
        ("The cardigan is warm", ""),
        ("Siparişim hâlâ gelmedi", "late"),
        ("Ekmek çok geç geldi", "late"),
        ("Makine bozuldu", "broken"),
        ("FIRIN KIRIK", "broken"),
        ("Yanlış ürün geldi", "wrong_item"),
        ("Kartımı çekmedi", "payment"),
        ("Fatura yüksek", "price"),
        ("Kargo kayıp", "delivery"),
        ("Bir haftadır cevap yok", "no_answer"),
        ("Geçen ay aldığım çok güzel", ""),
        ("배송이 안 왔어요", "late"),
        ("자전거가 고장 났어요", "broken"),
        ("택배가 없어졌어요", "delivery"),
        ("카드 결제가 안 돼요", "payment"),
        ("잘못된 물건이 왔어요", "wrong_item"),
        ("답장이 없네요", "no_answer"),
        ("빵이 맛있어요", ""),
        ("Το ψωμί δεν ήρθε", "late"),
        ("ΧΑΛΑΣΕ ΠΑΛΙ", "broken"),
        ("Μου στείλατε λάθος προϊόν", "wrong_item"),
        ("Δεν πέρασε η κάρτα μου", "payment"),
        ("Χάθηκε το δέμα", "delivery"),
        ("Δεν πήρα απάντηση", "no_answer"),
        ("Πολύ ωραίο", ""),
        ("Закъснявате с хляба", "late"),
        ("Счупи се пак", "broken"),
        ("Грешен размер", "wrong_item"),
        ("Цената е друга", "price"),
        ("Пратката я няма", "delivery"),
        ("Още няма отговор", "no_answer"),
        ("Много вкусно", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_trouble(text, trouble):
    assert trouble_in(text) == trouble


def test_a_long_hostile_text_is_looked_at_in_part():
    assert trouble_in("a" * 100_000 + " broken") == ""
