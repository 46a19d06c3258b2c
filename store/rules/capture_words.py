"""The words of the capture line's tokens in all five languages: a table of data.

Of each list the first word is the one that completion and help show; the others are what people
type as well. Case, accents and hyphens do not matter (`capture_lookup.py`), so each word stands
here once, as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from store.records.interaction import Channel, Kind

Plus = Literal["promise", "follow", "done", "kept", "moved"]
Equals = Literal["new", "done", "us", "them", "third"]
Words = Mapping[str, str]

CHANNEL_WORDS: Mapping[Channel, Words] = {
    "phone": {
        "en": "phone tel telephone call",
        "tr": "telefon tel arama",
        "ko": "전화 통화",
        "el": "τηλέφωνο τηλ κλήση",
        "bg": "телефон тел обаждане",
    },
    "email": {
        "en": "email mail e-mail",
        "tr": "eposta e-posta mail",
        "ko": "이메일 메일 전자우편",
        "el": "ιμέιλ μέιλ ημέιλ",
        "bg": "имейл мейл е-поща",
    },
    "counter": {
        "en": "counter shop",
        "tr": "dükkan tezgah mağaza kasa",
        "ko": "매장 가게 카운터",
        "el": "μαγαζί κατάστημα ταμείο πάγκος",
        "bg": "магазин щанд гише каса",
    },
    "visit": {
        "en": "visit",
        "tr": "ziyaret",
        "ko": "방문",
        "el": "επίσκεψη",
        "bg": "посещение визита",
    },
    "letter": {
        "en": "letter post",
        "tr": "mektup posta",
        "ko": "편지 우편",
        "el": "γράμμα επιστολή ταχυδρομείο",
        "bg": "писмо поща",
    },
    "sms": {
        "en": "sms text",
        "tr": "sms",
        "ko": "문자 문자메시지",
        "el": "σμς",
        "bg": "смс есемес",
    },
    "chat": {
        "en": "chat",
        "tr": "sohbet",
        "ko": "채팅 톡",
        "el": "τσατ συνομιλία",
        "bg": "чат",
    },
    "social": {
        "en": "social",
        "tr": "sosyal",
        "ko": "소셜 sns",
        "el": "σόσιαλ",
        "bg": "социални соцмрежи",
    },
}

# Names under which owners know a channel; the name is kept for show.
CHANNEL_NAMES: Mapping[str, tuple[Channel, Words]] = {
    "whatsapp": (
        "chat",
        {"en": "whatsapp wa", "tr": "wp", "ko": "왓츠앱", "el": "γουάτσαπ", "bg": "уотсап ватсап"},
    ),
    "viber": ("chat", {"en": "viber", "ko": "바이버", "el": "βάιμπερ", "bg": "вайбър"}),
    "kakao": ("chat", {"en": "kakao kakaotalk", "ko": "카톡 카카오 카카오톡"}),
    "telegram": (
        "chat",
        {"en": "telegram tg", "ko": "텔레그램", "el": "τέλεγκραμ", "bg": "телеграм"},
    ),
    "signal": ("chat", {"en": "signal", "ko": "시그널", "el": "σίγκναλ", "bg": "сигнал"}),
    "messenger": (
        "chat",
        {"en": "messenger", "ko": "메신저", "el": "μέσεντζερ", "bg": "месинджър"},
    ),
    "instagram": (
        "social",
        {
            "en": "instagram insta ig",
            "ko": "인스타 인스타그램",
            "el": "ίνσταγκραμ ίνστα",
            "bg": "инстаграм инста",
        },
    ),
    "facebook": (
        "social",
        {"en": "facebook fb", "ko": "페이스북 페북", "el": "φέισμπουκ", "bg": "фейсбук фб"},
    ),
    "x": ("social", {"en": "x twitter", "ko": "트위터", "el": "τουίτερ", "bg": "туитър"}),
    "google": ("social", {"en": "google", "ko": "구글", "el": "γκουγκλ", "bg": "гугъл"}),
}

# The kinds, from "complaint" on; the empty kind has no word.
KIND_WORDS: Mapping[Kind, Words] = {
    "complaint": {
        "en": "complaint",
        "tr": "şikayet",
        "ko": "불만 항의 컴플레인",
        "el": "παράπονο παράπονα",
        "bg": "жалба оплакване рекламация",
    },
    "compliment": {
        "en": "compliment praise",
        "tr": "övgü iltifat",
        "ko": "칭찬",
        "el": "έπαινος κομπλιμέντο",
        "bg": "похвала комплимент",
    },
    "suggestion": {
        "en": "suggestion idea",
        "tr": "öneri",
        "ko": "제안 건의",
        "el": "πρόταση ιδέα",
        "bg": "предложение идея",
    },
    "question": {
        "en": "question",
        "tr": "soru",
        "ko": "질문 문의",
        "el": "ερώτηση απορία",
        "bg": "въпрос запитване",
    },
    "request": {
        "en": "request",
        "tr": "istek talep rica",
        "ko": "요청 부탁",
        "el": "αίτημα παράκληση",
        "bg": "молба заявка",
    },
    "sale": {
        "en": "sale",
        "tr": "satış",
        "ko": "판매",
        "el": "πώληση",
        "bg": "продажба",
    },
    "ack": {
        "en": "ack acknowledgement",
        "tr": "alındı",
        "ko": "접수 접수확인",
        "el": "ελήφθη λήψη",
        "bg": "получено прието",
    },
    "thanks": {
        "en": "thanks thankyou",
        "tr": "teşekkür teşekkürler",
        "ko": "감사",
        "el": "ευχαριστώ ευχαριστίες",
        "bg": "благодаря благодарност",
    },
}

PLUS_WORDS: Mapping[Plus, Words] = {
    "promise": {
        "en": "promise",
        "tr": "söz",
        "ko": "약속",
        "el": "υπόσχεση",
        "bg": "обещание",
    },
    "follow": {
        "en": "follow followup follow-up",
        "tr": "takip hatırlat hatırlatma",
        "ko": "후속 재연락 팔로업",
        "el": "υπενθύμιση συνέχεια",
        "bg": "напомняне проследяване",
    },
    "done": {
        "en": "done",
        "tr": "yapıldı yaptım",
        "ko": "완료 했음",
        "el": "έγινε έκανα",
        "bg": "готово направено",
    },
    "kept": {
        "en": "kept",
        "tr": "tutuldu tuttum",
        "ko": "지킴 이행",
        "el": "τηρήθηκε τήρησα",
        "bg": "изпълнено спазено",
    },
    "moved": {
        "en": "moved",
        "tr": "ertelendi erteledim",
        "ko": "연기 변경 미룸",
        "el": "μεταφέρθηκε αναβλήθηκε",
        "bg": "преместено отложено",
    },
}

EQUALS_WORDS: Mapping[Equals, Words] = {
    "new": {
        "en": "new",
        "tr": "yeni",
        "ko": "신규 새건",
        "el": "νέο νέα νέος",
        "bg": "ново нов нова",
    },
    "done": {
        "en": "done",
        "tr": "bitti tamam çözüldü",
        "ko": "완료 해결 끝",
        "el": "έγινε τέλος λύθηκε",
        "bg": "готово решено край",
    },
    "us": {
        "en": "us",
        "tr": "biz bizde",
        "ko": "우리",
        "el": "εμείς εμάς",
        "bg": "ние нас",
    },
    "them": {
        "en": "them customer",
        "tr": "onlar müşteri",
        "ko": "고객 손님",
        "el": "αυτοί πελάτης",
        "bg": "тях те клиент",
    },
    "third": {
        "en": "third",
        "tr": "üçüncü",
        "ko": "제3자 외부",
        "el": "τρίτος τρίτοι",
        "bg": "трети трета",
    },
}

NEW_CUSTOMER_WORDS: Mapping[Literal["new"], Words] = {
    "new": {
        "en": "new",
        "tr": "yeni",
        "ko": "신규 새고객 새손님",
        "el": "νέος νέα νέο",
        "bg": "нов нова ново",
    },
}

# What begins the condition of a promise, and the event that a follow-up waits for; in Turkish and
# Korean the event stands before its word.
CONDITION_WORDS = "if eğer αν εάν ако 만약 만일"
OCCASION_BEGINS = "when όταν μόλις когато щом"
OCCASION_ENDS = "olunca olduğunda gelince başlayınca 때 오면 되면 하면"

# No time ends in one of these, although a reader of dates may pass over them.
NEVER_LAST = (
    "a an and at by for from in of on or she he the they to we with "
    "bir ve ile και κι η ο το τη την τον στις στο στη η από για и в във на за от с до 그리고 및"
)
