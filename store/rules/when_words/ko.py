"""Korean: the words of times as they are typed at a counter, with particles, spaced or not."""

from collections.abc import Mapping

from store.rules.when_words.lexicon import Table, WordTable

_SINO = ("", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")


def _sino(number: int) -> str:
    """A number from 1 to 99 in Sino-Korean, as it is read before days, weeks, minutes and months."""
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "십" if tens == 1 else _SINO[tens] + "십") + _SINO[units]


_WORDS: WordTable = {
    "day": {
        -2: "그저께 그제 엊그저께",
        -1: "어제 어저께 작일",
        0: "오늘 금일 당일 이따 이따가",
        1: "내일 낼 명일",
        2: "모레 낼모레 내일모레",
        3: "글피",
    },
    "weekday": {
        0: "월요일 월욜",
        1: "화요일 화욜",
        2: "수요일 수욜",
        3: "목요일 목욜",
        4: "금요일 금욜",
        5: "토요일 토욜",
        6: "일요일 일욜",
    },
    "number": {
        1: "한",
        2: "두",
        3: "세 석",
        4: "네 넉",
        5: "다섯",
        6: "여섯",
        7: "일곱",
        8: "여덟",
        9: "아홉",
        10: "열",
        11: "열한",
        12: "열두",
    },
    "ordinal": {
        -1: "마지막 마지막주",
        1: "첫째 첫번째 첫 첫째주 첫번째주",
        2: "둘째 두번째 둘째주 두번째주",
        3: "셋째 세번째 셋째주 세번째주",
        4: "넷째 네번째 넷째주 네번째주",
    },
    "days": {
        1: "하루",
        2: "이틀",
        3: "사흘",
        4: "나흘",
        5: "닷새",
        6: "엿새",
        7: "이레",
        10: "열흘",
    },
    "unit": {
        "minute": "분",
        "hour": "시간",
        "day": "일",
        "week": "주 주일",
        "month": "달 개월",
        "year": "년 해",
    },
    "monthmark": {0: "월"},
    "yearmark": {0: "년 년도"},
    "dom": {0: "일 일날"},
    "oclock": {"": "시 시경 시쯤"},
    "minutes": {0: "분"},
    "rel": {
        "this": "이번",
        "coming": "오는 돌아오는 다가오는",
        "next": "다음 담",
        "last": "지난 저번",
        "after": "다다음",
    },
    "weeks": {-1: "지난주 저번주", 0: "이번주 금주", 1: "다음주 담주 차주", 2: "다다음주"},
    "months": {-1: "지난달 저번달", 0: "이번달 이달 금월", 1: "다음달 담달 내달"},
    "years": {-1: "작년 지난해", 0: "올해 금년", 1: "내년", 2: "내후년"},
    "part": {
        "dawn": "새벽",
        "morning": "아침",
        "noon": "낮 점심 점심때 대낮",
        "am": "오전 am",
        "pm": "오후 pm",
        "evening": "저녁",
        "night": "밤",
    },
    "fixed": {"noon": "정오", "midnight": "자정"},
    "now": {0: "지금 지금바로 당장"},
    "edge": {"end": "말 말일 끝 마지막_날 마지막날"},
    "weekend": {0: "주말"},
    "half": {0: "반"},
    "later": {0: "후 뒤 후에 뒤에 이후 이후에 안에 내 내에 내로 이내 이내에 안으로"},
    "ago": {0: "전 전에"},
    "until": {0: "까지 까지는 까지만 까지요 안에 내로 내에 안으로 이내에 중 중으로 중에"},
    "since": {0: "부터"},
    "and": {0: "와 과 하고 랑"},
    "every": {1: "매 마다 에한번 에한번씩", 2: "격"},
    "workday": {0: "평일"},
    "fill": {0: "에 에는 에요 의 은 는 로 으로 쯤 쯤에 경 경에 정도 정도에 날 때 요 엔 정각 정각에"},
}

_GLUED: Mapping[str, str] = {}

# Spellings put right before a text is cut into words: (금) behind a date is its weekday.
# 5일까지 and 5일에 are the 5th, and not 5 days.
_RESPELLED = (
    (r"\(([월화수목금토일])\)", r" \1요일 "),
    (r"에 ?한 ?번", "에한번"),
    (r"(?<=\d)일 ?까지", "일날까지"),
    (r"(?<=\d)일에(?!한번)", "일날에"),
)

_MACROS: Mapping[str, str] = {
    "이번달 말": "월말",
    "올해 말": "연말",
    "어제 밤": "어젯밤 간밤 지난밤",
    "1주": "일주일 일주",
    "6개월": "반년",
    "매 하루": "매일 날마다",
    "매 이틀": "격일 격일로",
    "매 1주": "매주",
    "매 1개월": "매달 매월 다달이 달마다",
    "매 1년": "매년 해마다 매해",
    "매 2주": "격주 격주로",
    "매 2개월": "격월",
    "매 3개월": "분기마다 매분기",
    **{f"{n}일": f"{_sino(n)}일" for n in range(2, 32) if n not in (10,)},
    **{f"{n}주": f"{_sino(n)}주 {_sino(n)}주일" for n in range(2, 13)},
    **{f"{n}개월": f"{_sino(n)}개월" for n in range(1, 13)},
    **{f"{n}년": f"{_sino(n)}년" for n in range(1, 11)},
    **{f"{n}분": f"{_sino(n)}분" for n in range(1, 60)},
    **{f"{n}월": f"{_sino(n)}월" for n in range(1, 13) if n not in (6, 10)},
    "6월": "유월",
    "10월": "시월",
}

TABLE = Table(words=_WORDS, macros=_MACROS, glued=_GLUED, respelled=_RESPELLED)
