"""What the owner types at the counter, and what is understood: worked lines in five languages.

It is Wednesday 4 March 2026, ten in the morning; the shop is open from nine to six.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from store.rules.capture import (
    CaptureLine,
    FollowToken,
    KeptToken,
    MovedToken,
    PromiseToken,
    WhoToken,
    read_line,
)
from store.rules.when import WhenContext

ZONE = ZoneInfo("Europe/Istanbul")
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=ZONE)
FRIDAY = date(2026, 3, 6)
YESTERDAY_AT_3 = datetime(2026, 3, 3, 15, 0, tzinfo=ZONE)
NAMES = ("ayse", "ayşe", "mehmet", "민준", "νίκος", "мария", "info@kafe.com", "+905321234567")


def is_open(instant: datetime) -> bool:
    return 9 <= instant.hour < 18


def is_customer(text: str) -> bool:
    return text.casefold() in map(str.casefold, NAMES)


def read(line: str, language: str = "en", *, current_customer: bool = False) -> CaptureLine:
    return read_line(
        line,
        when=WhenContext(now=NOW, is_open=is_open, language=language),
        is_customer=is_customer,
        current_customer=current_customer,
    )


def understood(line: CaptureLine) -> dict[str, Any]:
    """Everything that the line says, without what it leaves open."""
    return {
        field.name: getattr(line, field.name)
        for field in fields(line)
        if field.name not in ("line", "tokens", "problems") and getattr(line, field.name) != field.default
    }


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def who(*names: str) -> tuple[WhoToken, ...]:
    return tuple(WhoToken(text=name) for name in names)


def new(text: str, name: str, *phones: str, emails: tuple[str, ...] = ()) -> tuple[WhoToken, ...]:
    return (WhoToken(text=text, new=True, name=name, phones=phones, emails=emails),)


def promise(what: str, due: date | datetime | None, condition: str = "") -> tuple[PromiseToken, ...]:
    return (PromiseToken(what=what, due=due, condition=condition),)


def follow(what: str, due: date | datetime | None, **more: str) -> tuple[FollowToken, ...]:
    return (FollowToken(what=what, due=due, **more),)


ENGLISH: list[tuple[str, dict[str, Any]]] = [
    (
        "@ayse /phone :( oven door still squeaks !complaint #oven"
        " +promise fri 17:00: send a new hinge +follow 2 weeks: ask",
        {
            "who": who("ayse"),
            "channel": "phone",
            "mood": "upset",
            "text": "oven door still squeaks",
            "kind": "complaint",
            "tags": ("oven",),
            "promises": promise("send a new hinge", at(6, 17)),
            "follow_ups": follow("ask", date(2026, 3, 18)),
        },
    ),
    # Who it is about.
    ("@ayse door squeaks", {"who": who("ayse"), "text": "door squeaks"}),
    ("@ayse, door squeaks", {"who": who("ayse"), "text": "door squeaks"}),
    ("@ayse: door squeaks", {"who": who("ayse"), "text": "door squeaks"}),
    ("door squeaks @ayse", {"who": who("ayse"), "text": "door squeaks"}),
    ("@ayse @mehmet sale starts", {"who": who("ayse", "mehmet"), "text": "sale starts"}),
    ("@ayse /sms @mehmet sale starts", {"who": who("ayse", "mehmet"), "channel": "sms", "text": "sale starts"}),
    ('@"Ayşe Yılmaz" came by', {"who": who("Ayşe Yılmaz"), "text": "came by"}),
    ("@“Ayşe Yılmaz” came by", {"who": who("Ayşe Yılmaz"), "text": "came by"}),
    ('@"new" came by', {"who": who("new"), "text": "came by"}),
    ("@12 came by", {"who": who("12"), "text": "came by"}),
    ("@+905321234567 came by", {"who": who("+905321234567"), "text": "came by"}),
    ("@info@kafe.com came by", {"who": who("info@kafe.com"), "text": "came by"}),
    ("ayse door squeaks", {"who": who("ayse"), "text": "door squeaks"}),
    ("Ayşe: door squeaks", {"who": who("Ayşe"), "text": "door squeaks"}),
    ("info@kafe.com wants beans", {"who": who("info@kafe.com"), "text": "wants beans"}),
    ("+905321234567 wants beans", {"who": who("+905321234567"), "text": "wants beans"}),
    ("ayse came with @mehmet", {"who": who("mehmet"), "text": "ayse came with"}),
    ("@ayse write to x@y.com", {"who": who("ayse"), "text": "write to x@y.com"}),
    ("@ayse 2 @ 5 each", {"who": who("ayse"), "text": "2 @ 5 each"}),
    # New customers.
    ("@new Bob Smith", {"who": new("Bob Smith", "Bob Smith")}),
    ("@new Bob Smith ; bike stolen", {"who": new("Bob Smith", "Bob Smith"), "text": "bike stolen"}),
    ("@new Bob Smith > called back", {"who": new("Bob Smith", "Bob Smith"), "direction": "out", "text": "called back"}),
    ("@new Bob /visit tall", {"who": new("Bob", "Bob"), "channel": "visit", "text": "tall"}),
    ('@new "Bob Smith" bike stolen', {"who": new("Bob Smith", "Bob Smith"), "text": "bike stolen"}),
    ("@new 0532 123 45 67", {"who": new("0532 123 45 67", "", "0532 123 45 67")}),
    ("@new Bob +90 (532) 123-45-67 /wa", {
        "who": new("Bob +90 (532) 123-45-67", "Bob", "+90 (532) 123-45-67"),
        "channel": "chat", "channel_name": "whatsapp",
    }),
    ("@new Bob, 0532 1234567, 0216 1234567", {
        "who": new("Bob, 0532 1234567, 0216 1234567", "Bob", "0532 1234567", "0216 1234567"),
    }),
    ("@new Bob <bob@x.com> Smith", {"who": new("Bob <bob@x.com> Smith", "Bob Smith", emails=("bob@x.com",))}),
    ("@new Studio 54 Ltd", {"who": new("Studio 54 Ltd", "Studio 54 Ltd")}),
    ("@new Bob ; @ayse hello", {"who": new("Bob", "Bob") + who("ayse"), "text": "hello"}),
    # Channels, kinds, moods, tags.
    ("@ayse /wa hi", {"who": who("ayse"), "channel": "chat", "channel_name": "whatsapp", "text": "hi"}),
    ("@ayse /ig hi", {"who": who("ayse"), "channel": "social", "channel_name": "instagram", "text": "hi"}),
    ("@ayse /x hi", {"who": who("ayse"), "channel": "social", "channel_name": "x", "text": "hi"}),
    ("@ayse /E-Mail, hi", {"who": who("ayse"), "channel": "email", "text": "hi"}),
    ("@ayse /PHONE hi", {"who": who("ayse"), "channel": "phone", "text": "hi"}),
    ("@ayse /let hi", {"who": who("ayse"), "channel": "letter", "text": "hi"}),
    ("@ayse 1/2 inch and/or / 3/4", {"who": who("ayse"), "text": "1/2 inch and/or / 3/4"}),
    ("@ayse !thanks. See you", {"who": who("ayse"), "kind": "thanks", "text": "See you"}),
    ("@ayse wow! !! !", {"who": who("ayse"), "text": "wow! !! !"}),
    ("@ayse !ack we have it", {"who": who("ayse"), "kind": "ack", "direction": "out", "text": "we have it"}),
    ("@ayse < !ack has it", {"who": who("ayse"), "kind": "ack", "text": "has it"}),
    ("@ayse :) fine", {"who": who("ayse"), "mood": "happy", "text": "fine"}),
    ("@ayse :-( bad", {"who": who("ayse"), "mood": "upset", "text": "bad"}),
    ("@ayse :))) fine", {"who": who("ayse"), "mood": "happy", "text": "fine"}),
    ("@ayse so so :|", {"who": who("ayse"), "mood": "neutral", "text": "so so"}),
    ("@ayse 🙂 fine", {"who": who("ayse"), "mood": "happy", "text": "fine"}),
    ("@ayse 🙁\ufe0f bad", {"who": who("ayse"), "mood": "upset", "text": "bad"}),
    ("@ayse 😐 so", {"who": who("ayse"), "mood": "neutral", "text": "so"}),
    ("@ayse ( a | b ) : c", {"who": who("ayse"), "text": "( a | b ) : c"}),
    ("@ayse =) 😀 :D (:", {"who": who("ayse"), "text": "=) 😀 :D (:"}),
    ("@ayse #oven, #Door #oven squeaks", {"who": who("ayse"), "tags": ("oven", "Door"), "text": "squeaks"}),
    ("@ayse order #1234 №77 # #-", {"who": who("ayse"), "text": "order #1234 №77 # #-"}),
    ("@ayse №oven squeaks", {"who": who("ayse"), "tags": ("oven",), "text": "squeaks"}),
    ("@ayse +90 532 is new, +1 and 2 + 3", {"who": who("ayse"), "text": "+90 532 is new, +1 and 2 + 3"}),
    # Marks.
    ("@ayse > called her", {"who": who("ayse"), "direction": "out", "text": "called her"}),
    ("@ayse < called", {"who": who("ayse"), "text": "called"}),
    ("> @ayse called her", {"who": who("ayse"), "direction": "out", "text": "called her"}),
    ("@ayse ? is it ready", {"who": who("ayse"), "answer_mark": "?", "text": "is it ready"}),
    ("@ayse is it ready ?", {"who": who("ayse"), "answer_mark": "?", "text": "is it ready"}),
    ("@ayse is it ready?", {"who": who("ayse"), "text": "is it ready?"}),
    ("@ayse is it ready ? #oven /sms", {
        "who": who("ayse"), "answer_mark": "?", "text": "is it ready", "tags": ("oven",), "channel": "sms",
    }),
    ("@ayse is it ready ? *yesterday 15:00", {
        "who": who("ayse"), "answer_mark": "?", "text": "is it ready", "when": YESTERDAY_AT_3,
    }),
    ("@ayse what ? *yesterday 15:00 no", {"who": who("ayse"), "text": "what ? no", "when": YESTERDAY_AT_3}),
    ("@ayse told him . >", {"who": who("ayse"), "answer_mark": ".", "direction": "out", "text": "told him"}),
    ("@ayse 5 > 3 and 2 < 4. Fine", {"who": who("ayse"), "text": "5 > 3 and 2 < 4. Fine"}),
    ("@ayse who ? me", {"who": who("ayse"), "text": "who ? me"}),
    ("@ayse bolt 5 ; nut 6", {"who": who("ayse"), "text": "bolt 5 ; nut 6"}),
    # Their own words.
    ('@ayse "it never worked" angry', {"who": who("ayse"), "words": ("it never worked",), "text": "angry"}),
    ('@ayse said "too loud", then "too late".', {
        "who": who("ayse"), "words": ("too loud", "too late"), "text": "said then",
    }),
    ("@ayse “so  slow” «lento» „langsam“", {"who": who("ayse"), "words": ("so slow", "lento", "langsam")}),
    ('@ayse "@mehmet +promise" x', {"who": who("ayse"), "words": ("@mehmet +promise",), "text": "x"}),
    ('@ayse a 5" pipe', {"who": who("ayse"), "text": 'a 5" pipe'}),
    # Promises.
    ("@ayse +promise ~: clamp", {"who": who("ayse"), "promises": promise("clamp", None)}),
    ("@ayse +promise fri: hinge if the part arrives tue", {
        "who": who("ayse"), "promises": promise("hinge", FRIDAY, "if the part arrives tue"),
    }),
    (r"@ayse +promise fri: see \if it fits", {"who": who("ayse"), "promises": promise("see if it fits", FRIDAY)}),
    ("@ayse +promise fri 17:00 : hinge ; very kind", {
        "who": who("ayse"), "promises": promise("hinge", at(6, 17)), "text": "very kind",
    }),
    ("@ayse +promise fri: a > b . c #x", {
        "who": who("ayse"), "promises": promise("a > b . c", FRIDAY), "tags": ("x",),
    }),
    ("@ayse +promise fri: note: fragile", {"who": who("ayse"), "promises": promise("note: fragile", FRIDAY)}),
    ("@ayse +promise yesterday: late already", {
        "who": who("ayse"), "promises": promise("late already", date(2026, 3, 3)),
    }),
    ("@ayse +promise fri: a +promise tomorrow at 5: b", {
        "who": who("ayse"), "promises": promise("a", FRIDAY) + promise("b", at(5, 17)),
    }),
    ("@ayse +kept", {"who": who("ayse"), "kept": KeptToken(promise=None)}),
    ("@ayse +kept 12 all well", {"who": who("ayse"), "kept": KeptToken(promise=12), "text": "all well"}),
    ("@ayse +kept ; 12 bolts", {"who": who("ayse"), "kept": KeptToken(promise=None), "text": "12 bolts"}),
    ("@ayse +kept sent 12 bolts", {"who": who("ayse"), "kept": KeptToken(promise=None), "text": "sent 12 bolts"}),
    ("@ayse +moved fri 17:00", {"who": who("ayse"), "moved": MovedToken(promise=None, due=at(6, 17))}),
    ("@ayse +moved fri 17:00 told her", {
        "who": who("ayse"), "moved": MovedToken(promise=None, due=at(6, 17)), "text": "told her",
    }),
    ("@ayse +moved 12: fri told her", {
        "who": who("ayse"), "moved": MovedToken(promise=12, due=FRIDAY), "text": "told her",
    }),
    ("@ayse +moved 7 2026-03-06", {"who": who("ayse"), "moved": MovedToken(promise=7, due=FRIDAY)}),
    ("@ayse +moved 12 march", {"who": who("ayse"), "moved": MovedToken(promise=None, due=date(2026, 3, 12))}),
    ('@ayse +moved "fri 17:00" 3 boxes', {
        "who": who("ayse"), "moved": MovedToken(promise=None, due=at(6, 17)), "text": "3 boxes",
    }),
    # Follow-ups.
    ("@ayse +follow in 9 days: ask", {"who": who("ayse"), "follow_ups": follow("ask", date(2026, 3, 13))}),
    ("@ayse +follow when frost: winter tyres", {
        "who": who("ayse"), "follow_ups": follow("winter tyres", None, occasion="frost"),
    }),
    ("@ayse +follow-up fri: ask #x", {
        "who": who("ayse"), "follow_ups": follow("ask", FRIDAY), "tags": ("x",),
    }),
    # Conversations.
    ("@ayse =12 more", {"who": who("ayse"), "conversation": 12, "text": "more"}),
    ("@ayse =new other matter", {"who": who("ayse"), "new_conversation": True, "text": "other matter"}),
    ("@ayse =12 =done", {"who": who("ayse"), "conversation": 12, "resolve": True}),
    ("@ayse =us", {"who": who("ayse"), "waiting_on": "us"}),
    ("@ayse =them", {"who": who("ayse"), "waiting_on": "customer"}),
    ("@ayse =third ACS", {"who": who("ayse"), "waiting_on": "third_party", "third_party": "ACS"}),
    ("@ayse =third ACS Courier ; parcel lost", {
        "who": who("ayse"), "waiting_on": "third_party", "third_party": "ACS Courier", "text": "parcel lost",
    }),
    ('@ayse =third "ACS Courier" parcel lost', {
        "who": who("ayse"), "waiting_on": "third_party", "third_party": "ACS Courier", "text": "parcel lost",
    }),
    ("@ayse 2 + 2 = 4 =12.50 ==", {"who": who("ayse"), "text": "2 + 2 = 4 =12.50 =="}),
    # When it happened.
    ("@ayse *yesterday 15:00 oven door", {"who": who("ayse"), "when": YESTERDAY_AT_3, "text": "oven door"}),
    ("@ayse *yesterday: 5 boxes came", {"who": who("ayse"), "when": date(2026, 3, 3), "text": "5 boxes came"}),
    ('@ayse *"yesterday 15:00" 5 boxes', {"who": who("ayse"), "when": YESTERDAY_AT_3, "text": "5 boxes"}),
    ("@ayse oven door *2026-03-02", {"who": who("ayse"), "when": date(2026, 3, 2), "text": "oven door"}),
    ("@ayse *yesterday ; 15:00 is fine", {"who": who("ayse"), "when": date(2026, 3, 3), "text": "15:00 is fine"}),
    ("@ayse 5 * 3 ** *", {"who": who("ayse"), "text": "5 * 3 ** *"}),
    # A backslash makes any of these plain text.
    (r"@ayse \@mehmet \/phone \! \:) \+promise \=12 \#x \*today", {
        "who": who("ayse"), "text": "@mehmet /phone ! :) +promise =12 #x *today",
    }),
    (r'@ayse \"open \? \. \; C:\tmp', {"who": who("ayse"), "text": r'"open ? . ; C:\tmp'}),
    (r"@ayse \\server\bikes \ x", {"who": who("ayse"), "text": r"\server\bikes \ x"}),
]  # fmt: skip

TURKISH: list[tuple[str, dict[str, Any]]] = [
    ("@ayse /telefon :( fırın kapağı gıcırdıyor !şikayet #fırın +söz cuma 17:00: menteşe gönder", {
        "who": who("ayse"), "channel": "phone", "mood": "upset", "text": "fırın kapağı gıcırdıyor",
        "kind": "complaint", "tags": ("fırın",), "promises": promise("menteşe gönder", at(6, 17)),
    }),
    ("@ayse /TELEFON !ŞİKAYET +SÖZ ~: menteşe", {
        "who": who("ayse"), "channel": "phone", "kind": "complaint", "promises": promise("menteşe", None),
    }),
    ("@ayse /dükkan !sikayet", {"who": who("ayse"), "channel": "counter", "kind": "complaint"}),
    ("@ayse /e-posta hazır mı ?", {
        "who": who("ayse"), "channel": "email", "answer_mark": "?", "text": "hazır mı",
    }),
    ("@ayse /wp selam", {"who": who("ayse"), "channel": "chat", "channel_name": "whatsapp", "text": "selam"}),
    ("@yeni Işıl Şahin 0532 123 45 67 ; bisiklet", {
        "who": new("Işıl Şahin 0532 123 45 67", "Işıl Şahin", "0532 123 45 67"), "text": "bisiklet",
    }),
    ("@ayse +söz yarın saat 15:00: ara eğer parça gelirse", {
        "who": who("ayse"), "promises": promise("ara", at(5, 15), "eğer parça gelirse"),
    }),
    ("@ayse +takip 2 hafta sonra: sor", {"who": who("ayse"), "follow_ups": follow("sor", date(2026, 3, 18))}),
    ("@ayse +takip don olunca: kış lastiği", {
        "who": who("ayse"), "follow_ups": follow("kış lastiği", None, occasion="don"),
    }),
    ("@ayse *dün 15:00 fırın kapağı", {"who": who("ayse"), "when": YESTERDAY_AT_3, "text": "fırın kapağı"}),
    ("@ayse =bitti !teşekkür", {"who": who("ayse"), "resolve": True, "kind": "thanks"}),
    ("@ayse =üçüncü Yurtiçi Kargo ; paket", {
        "who": who("ayse"), "waiting_on": "third_party", "third_party": "Yurtiçi Kargo", "text": "paket",
    }),
    ("@ayse +tutuldu 3 =onlar", {"who": who("ayse"), "kept": KeptToken(promise=3), "waiting_on": "customer"}),
    ("@ayse “olmaz böyle” dedi", {"who": who("ayse"), "words": ("olmaz böyle",), "text": "dedi"}),
    ("@ayse !;'kayet", {"who": who("ayse"), "kind": "complaint"}),
    ("@ayse /vısıt !öneri", {"who": who("ayse"), "channel": "visit", "kind": "suggestion"}),
]  # fmt: skip

KOREAN: list[tuple[str, dict[str, Any]]] = [
    ("@민준 /전화 :( 오븐 문 소리 !불만 #오븐 +약속 금요일 17:00: 경첩 보내기 만약 부품이 오면", {
        "who": who("민준"), "channel": "phone", "mood": "upset", "text": "오븐 문 소리", "kind": "complaint",
        "tags": ("오븐",), "promises": promise("경첩 보내기", at(6, 17), "만약 부품이 오면"),
    }),
    ("@민준， ／전화， #오븐。 왔음", {"who": who("민준"), "channel": "phone", "tags": ("오븐",), "text": "왔음"}),
    ("민준 왔음", {"who": who("민준"), "text": "왔음"}),
    ("＠민준 ／전화 ！질문 ＃오븐 ＝신규 언제 되나요 ？", {
        "who": who("민준"), "channel": "phone", "kind": "question", "tags": ("오븐",), "new_conversation": True,
        "text": "언제 되나요", "answer_mark": "?",
    }),
    ("@민준 ＋약속 내일 오후 3시： 연락", {"who": who("민준"), "promises": promise("연락", at(5, 15))}),
    ("@신규 김민준 010-1234-5678 /카톡", {
        "who": new("김민준 010-1234-5678", "김민준", "010-1234-5678"), "channel": "chat", "channel_name": "kakao",
    }),
    ('@민준 "소리가 나요"라고 하심', {"who": who("민준"), "words": ("소리가 나요",), "text": "라고 하심"}),
    ("@민준 ：） 감사\u3000합니다", {"who": who("민준"), "mood": "happy", "text": "감사 합니다"}),
    ("@민준 +후속 서리 때: 타이어", {"who": who("민준"), "follow_ups": follow("타이어", None, occasion="서리")}),
    ("@민준 *어제 오후 3시 오븐", {"who": who("민준"), "when": YESTERDAY_AT_3, "text": "오븐"}),
    ("@민준 =완료 !감사", {"who": who("민준"), "resolve": True, "kind": "thanks"}),
    ("@민준 =제3자 우체국 ; 소포", {
        "who": who("민준"), "waiting_on": "third_party", "third_party": "우체국", "text": "소포",
    }),
    ("@민준 /ㅔㅙㅜㄷ 왔음", {"who": who("민준"), "channel": "phone", "text": "왔음"}),
    ("@민준 /ㅔㅗㅐㅜㄷ 왔음", {"who": who("민준"), "channel": "phone", "text": "왔음"}),
    ("@민준 /wjsghk +dirthr ~: 경첩", {"who": who("민준"), "channel": "phone", "promises": promise("경첩", None)}),
    ("@ㅜㄷㅈ 이서연 ; 왔음", {"who": new("이서연", "이서연"), "text": "왔음"}),
    ("@민준 +지킴 +연기 금요일", {
        "who": who("민준"), "kept": KeptToken(promise=None), "moved": MovedToken(promise=None, due=FRIDAY),
    }),
]  # fmt: skip

GREEK: list[tuple[str, dict[str, Any]]] = [
    ("@νίκος /τηλ :( τρίζει η πόρτα !παράπονο #φούρνος +υπόσχεση την Παρασκευή 17:00: μεντεσέ", {
        "who": who("νίκος"), "channel": "phone", "mood": "upset", "text": "τρίζει η πόρτα", "kind": "complaint",
        "tags": ("φούρνος",), "promises": promise("μεντεσέ", at(6, 17)),
    }),
    ("@νίκος /ΤΗΛΕΦΩΝΟ !ΠΑΡΑΠΟΝΟ", {"who": who("νίκος"), "channel": "phone", "kind": "complaint"}),
    ("@νίκος /τηλεφωνο !ερωτηση", {"who": who("νίκος"), "channel": "phone", "kind": "question"}),
    ("νίκος είναι έτοιμο ;", {"who": who("νίκος"), "answer_mark": "?", "text": "είναι έτοιμο"}),
    ("νίκος είναι έτοιμο \u037e", {"who": who("νίκος"), "answer_mark": "?", "text": "είναι έτοιμο"}),
    ("νίκος είναι έτοιμο;", {"who": who("νίκος"), "text": "είναι έτοιμο;"}),
    ("@νίκος +υπόσχεση αύριο 12:00: κλειδί αν έρθει", {
        "who": who("νίκος"), "promises": promise("κλειδί", at(5, 12), "αν έρθει"),
    }),
    ("@νέος Γιώργος Παπαδόπουλος +30 210 1234567 /μαγαζί", {
        "who": new("Γιώργος Παπαδόπουλος +30 210 1234567", "Γιώργος Παπαδόπουλος", "+30 210 1234567"),
        "channel": "counter",
    }),
    ("@νίκος «δεν δουλεύει» λέει", {"who": who("νίκος"), "words": ("δεν δουλεύει",), "text": "λέει"}),
    ("@νίκος *χτες 15:00 πόρτα", {"who": who("νίκος"), "when": YESTERDAY_AT_3, "text": "πόρτα"}),
    ("@νίκος +υπενθύμιση όταν παγωνιά: λάστιχα", {
        "who": who("νίκος"), "follow_ups": follow("λάστιχα", None, occasion="παγωνιά"),
    }),
    ("@νίκος =έγινε !ευχαριστώ", {"who": who("νίκος"), "resolve": True, "kind": "thanks"}),
    ("@νίκος /πηονε !ψομπλαιντ", {"who": who("νίκος"), "channel": "phone", "kind": "complaint"}),
    ("@νίκος !;θεστιον", {"who": who("νίκος"), "kind": "question"}),
    ("@νίκος /thl +yposxesh ~: x", {"who": who("νίκος"), "channel": "phone", "promises": promise("x", None)}),
    ("@νίκος +τηρήθηκε =τρίτος ACS", {
        "who": who("νίκος"), "kept": KeptToken(promise=None), "waiting_on": "third_party", "third_party": "ACS",
    }),
]  # fmt: skip

BULGARIAN: list[tuple[str, dict[str, Any]]] = [
    ("@мария /тел :( вратата скърца !жалба #фурна +обещание в петък 17:00: панта ако дойде частта", {
        "who": who("мария"), "channel": "phone", "mood": "upset", "text": "вратата скърца", "kind": "complaint",
        "tags": ("фурна",), "promises": promise("панта", at(6, 17), "ако дойде частта"),
    }),
    ("@мария /ТЕЛЕФОН !ЖАЛБА", {"who": who("мария"), "channel": "phone", "kind": "complaint"}),
    ("мария готово ли е ?", {"who": who("мария"), "answer_mark": "?", "text": "готово ли е"}),
    ("@нов Иван Петров 088 812 3456 ; колело", {
        "who": new("Иван Петров 088 812 3456", "Иван Петров", "088 812 3456"), "text": "колело",
    }),
    ("@мария „не става“ каза", {"who": who("мария"), "words": ("не става",), "text": "каза"}),
    ("@мария /вайбър поръчка №123 №гуми", {
        "who": who("мария"), "channel": "chat", "channel_name": "viber", "text": "поръчка №123", "tags": ("гуми",),
    }),
    ("@мария *вчера в 15:00 вратата", {"who": who("мария"), "when": YESTERDAY_AT_3, "text": "вратата"}),
    ("@мария +напомняне когато слана: гуми", {
        "who": who("мария"), "follow_ups": follow("гуми", None, occasion="слана"),
    }),
    ("@мария +обещание утре: звъня", {"who": who("мария"), "promises": promise("звъня", date(2026, 3, 5))}),
    ("@мария =готово !благодаря", {"who": who("мария"), "resolve": True, "kind": "thanks"}),
    ("@мария /пхоне +промисе ~: x", {"who": who("мария"), "channel": "phone", "promises": promise("x", None)}),
    ("@мария /згдхе /", {"who": who("мария"), "channel": "phone", "text": "/"}),
    ("@мария +изпълнено 4 =тях", {"who": who("мария"), "kept": KeptToken(promise=4), "waiting_on": "customer"}),
    ("@мария +отложено петък казах", {
        "who": who("мария"), "moved": MovedToken(promise=None, due=FRIDAY), "text": "казах",
    }),
    ("@хеу Петя ; колело", {"who": new("Петя", "Петя"), "text": "колело"}),
    ("@мария !молба /имейл .", {"who": who("мария"), "kind": "request", "channel": "email", "answer_mark": "."}),
]  # fmt: skip

LINES = [
    (language, line, expected)
    for language, lines in (
        ("en", ENGLISH),
        ("tr", TURKISH),
        ("ko", KOREAN),
        ("el", GREEK),
        ("bg", BULGARIAN),
    )
    for line, expected in lines
]


@pytest.mark.parametrize(("language", "line", "expected"), LINES, ids=[line for _, line, _ in LINES])
def test_a_line_as_it_is_typed_is_understood(language: str, line: str, expected: dict[str, Any]):
    result = read(line, language)
    assert result.problems == ()
    assert understood(result) == expected


def test_there_are_enough_worked_lines_in_every_language():
    assert len(LINES) >= 160
    assert all(len(lines) >= 15 for lines in (ENGLISH, TURKISH, KOREAN, GREEK, BULGARIAN))


def test_on_a_customers_page_nobody_needs_to_be_named():
    result = read("door squeaks", current_customer=True)
    assert (result.problems, result.who, result.text) == ((), (), "door squeaks")


def test_on_a_customers_page_a_first_word_that_is_somebody_elses_name_is_text():
    result = read("mehmet recommended us to her", current_customer=True)
    assert (result.who, result.text) == ((), "mehmet recommended us to her")


def test_on_a_customers_page_somebody_else_can_still_be_named():
    assert read("@mehmet called", current_customer=True).who == who("mehmet")


@pytest.mark.parametrize("line", ["12 wheels came", "5 > 3", r"\ayse came", '"ayse" came', ""])
def test_a_first_word_that_is_no_name_is_never_looked_up(line: str):
    asked: list[str] = []

    def everybody(text: str) -> bool:
        asked.append(text)
        return True

    context = WhenContext(now=NOW, is_open=is_open)
    assert read_line(line, when=context, is_customer=everybody).who == ()
    assert asked == []


def test_a_recurring_follow_up_keeps_its_rule():
    (follow_up,) = read("@ayse +follow every year: service").follow_ups
    assert follow_up.rule.startswith("FREQ=YEARLY")
    assert (follow_up.what, follow_up.occasion) == ("service", "")
    assert follow_up.due is not None


def test_every_token_says_where_it_stands():
    line = "@ayse  /phone door\t squeaks +promise fri: hinge ; “too late”, ok ?"
    tokens = [(token.kind, line[token.start : token.end], token.text) for token in read(line).tokens]
    assert tokens == [
        ("who", "@ayse", "@ayse"),
        ("channel", "/phone", "/phone"),
        ("text", "door\t squeaks", "door squeaks"),
        ("promise", "+promise fri: hinge ;", "+promise fri: hinge ;"),
        ("words", "“too late”,", "“too late”,"),
        ("text", "ok", "ok"),
        ("answer", "?", "?"),
    ]


def test_a_decomposed_line_is_the_same_line():
    composed = read("@Ayşe /τηλέφωνο !şikayet 소리가 й")
    decomposed = read("@Ays\u0327e /τηλε\u0301φωνο !s\u0327ikayet 소리가 и\u0306")
    assert understood(decomposed) == understood(composed)


def test_white_space_of_any_kind_parts_words():
    result = read("@ayse\u00a0/phone\tdoor\u2003squeaks\n+kept\u30003")
    assert (result.channel, result.text, result.kept) == ("phone", "door squeaks", KeptToken(promise=3))


def test_escape_sequences_and_direction_marks_do_not_enter_the_book():
    result = read("\x1b[31m@ayse\u202e \u200edoor\x00 \x1b]52;c;aGk=\x07squeaks \u200b")
    assert (result.problems, result.who, result.text) == ((), who("ayse"), "door squeaks")


SIGNS_IN_TEXT = (
    *(sign for sign in map(chr, range(0x21, 0x7F)) if sign not in '"'),
    "–", "…", "·", "№", "€", "₺", "₩", "😀", "~~", "--", "->", "=>", "<3", "<-", ">>", "<<", "..", "...",
    "??", "?!", "!?", "!!!", "(1)", "+/-", "**", "***", "*/", "//", "#!", "@@", "@_", "+=", "==", ":-/",
    ";)", "^^", "ㅠㅠ",
)  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS_IN_TEXT)
def test_signs_that_people_write_between_words_are_text(sign: str):
    result = read(f"@ayse so {sign} then")
    assert (result.problems, result.text) == ((), f"so {sign} then")
