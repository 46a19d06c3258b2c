"""Latin spellings of Korean names: surnames as people write them, given names syllable by syllable.

Given names follow the Revised Romanization of 2000 (김민준 is gim-min-jun), beside the older spellings that passports
and business cards still show. Surnames have a table of their own, because hardly anybody writes theirs by the rule.
"""

from __future__ import annotations

from itertools import chain, islice, product

_FIRST, _LAST = "\uac00", "\ud7a3"
_MOST = 6

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
# Initial consonants, vowels and finals in the order of Unicode; a hyphen stands for none.
_LATIN_INITIALS, _VOWELS, _FINALS = (
    row.replace("-", "").split(" ")
    for row in (
        "g kk n d tt r m b pp s ss - j jj ch k t p h",
        "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
        "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t",
    )
)
# How people write the same sounds outside the rule; the sound key brings the rest (you, ou, eo, oo) together.
_USUAL_INITIALS = {"g": "k", "r": "l"}
_USUAL_VOWELS = {"eo": "u", "yeo": "yu", "u": "oo", "eu": "u", "ui": "ee"}
_USUAL_SYLLABLES = {
    "영": ("yeong", "young", "yung"),
    "우": ("u", "woo", "wu"),
    "이": ("i", "yi", "lee"),
    "아": ("a", "ah"),
    "시": ("si", "shi"),
    "신": ("sin", "shin"),
    "식": ("sik", "shik"),
    "유": ("yu", "yoo"),
    "윤": ("yun", "yoon"),
    "일": ("il", "ill"),
    "진": ("jin", "jean"),
}
_SURNAMES = {
    surname: tuple(spellings.split())
    for surname, spellings in {
        "김": "kim gim",
        "이": "lee yi i rhee ri li",
        "리": "ri lee rhee",
        "박": "park bak pak",
        "최": "choi choe choy",
        "정": "jung jeong chung cheong joung",
        "강": "kang gang",
        "조": "cho jo joe",
        "윤": "yoon yun youn",
        "장": "jang chang",
        "임": "lim im rim yim",
        "림": "lim rim",
        "한": "han hahn",
        "오": "oh o",
        "서": "seo suh so",
        "신": "shin sin",
        "권": "kwon gwon",
        "황": "hwang whang",
        "안": "ahn an",
        "송": "song",
        "전": "jeon jun chun chon",
        "홍": "hong",
        "유": "yoo yu you ryu",
        "류": "ryu yoo yu lyu",
        "고": "ko go koh",
        "문": "moon mun",
        "양": "yang",
        "손": "son sohn",
        "배": "bae pae bai",
        "백": "baek paik baik paek",
        "허": "heo hur huh her",
        "남": "nam",
        "심": "shim sim",
        "노": "noh no roh",
        "로": "roh ro noh",
        "하": "ha hah",
        "곽": "kwak gwak",
        "성": "sung seong",
        "차": "cha",
        "주": "joo ju chu",
        "우": "woo u wu",
        "구": "koo gu ku goo",
        "민": "min",
        "진": "jin chin",
        "나": "na ra",
        "라": "ra na",
        "지": "ji jee chi",
        "엄": "um eom uhm",
        "채": "chae chai",
        "원": "won",
        "천": "cheon chun chon",
        "방": "bang pang",
        "공": "kong gong",
        "현": "hyun hyeon",
        "함": "ham hahm",
        "변": "byun byeon",
        "염": "yeom yum youm",
        "여": "yeo yuh",
        "추": "choo chu",
        "도": "do doh",
        "소": "so soh",
        "석": "seok suk",
        "선": "sun seon",
        "설": "seol sul",
        "마": "ma mah",
        "길": "gil kil",
        "연": "yeon youn",
        "위": "wi wee",
        "표": "pyo",
        "명": "myung myeong",
        "기": "ki gi kee",
        "반": "ban pan",
        "왕": "wang",
        "금": "keum geum kum",
        "옥": "ok ock",
        "육": "yook yuk",
        "인": "in",
        "맹": "maeng",
        "제": "je jae",
        "모": "mo moh",
        "탁": "tak",
        "국": "kook guk kuk",
        "어": "eo uh",
        "은": "eun",
        "편": "pyun pyeon",
        "용": "yong",
        "예": "ye yeh",
        "봉": "bong",
        "경": "kyung gyeong",
        "사": "sa",
        "부": "boo bu",
        "가": "ka ga",
        "복": "bok pok",
        "태": "tae",
        "목": "mok",
        "형": "hyung hyeong",
        "피": "pi",
        "두": "doo du",
        "감": "kam gam",
        "호": "ho",
        "남궁": "namgung namkoong namkung",
        "황보": "hwangbo whangbo",
        "선우": "sunwoo seonu sunu",
        "제갈": "jegal jaegal",
        "독고": "dokgo dokko",
        "사공": "sagong sakong",
        "서문": "seomun seomoon suhmoon",
    }.items()
}


def is_hangul(word: str) -> bool:
    """Return whether `word` consists of whole Hangul syllables and nothing else."""
    return bool(word) and all(_FIRST <= letter <= _LAST for letter in word)


def initials(word: str) -> str:
    """Return the initial consonants of Hangul `word`: ㄱㅁㅈ for 김민준."""
    return "".join(INITIALS[(ord(syllable) - 0xAC00) // 588] for syllable in word)


def latin(word: str) -> str:
    """Return Hangul `word` in the Revised Romanization, each syllable for itself."""
    return "".join(_parts_joined(syllable) for syllable in word)


def name_spellings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the Latin spellings of a Korean name, as alternatives for each of its parts, surname first.

    김민준 gives (kim, gim), (min,), (jun, joon). `word` is Hangul of at least one syllable.
    """
    length = 2 if len(word) > 2 and word[:2] in _SURNAMES else 1
    surname = word[:length]
    first = _SURNAMES.get(surname, ()) or _syllable(surname)
    return (first, *map(_syllable, word[length:]))


def given_name(word: str) -> str:
    """Return what follows the surname in the Korean name `word`, in Hangul; empty where nothing does."""
    return word[2 if len(word) > 2 and word[:2] in _SURNAMES else 1 :]


def joined(parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the ways to write `parts` as one word, the most usual of each first, six at most."""
    alike = (tuple(part[min(number, len(part) - 1)] for part in parts) for number in range(max(map(len, parts))))
    return tuple(islice(dict.fromkeys(map("".join, chain(alike, product(*parts)))), _MOST))


def _parts(syllable: str) -> tuple[str, str, str]:
    number = ord(syllable) - 0xAC00
    return _LATIN_INITIALS[number // 588], _VOWELS[number // 28 % 21], _FINALS[number % 28]


def _parts_joined(syllable: str) -> str:
    return "".join(_parts(syllable))


def _syllable(syllable: str) -> tuple[str, ...]:
    if syllable in _USUAL_SYLLABLES:
        return _USUAL_SYLLABLES[syllable]
    initial, vowel, final = _parts(syllable)
    return tuple(
        dict.fromkeys(
            start + middle + final
            for start in (initial, _USUAL_INITIALS.get(initial, initial))
            for middle in (vowel, _USUAL_VOWELS.get(vowel, vowel))
        )
    )
