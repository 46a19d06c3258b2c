"""Turkish: the words of times as they are typed at a counter; case endings are added to them by rule."""

from collections.abc import Mapping

from store.rules.when_words.lexicon import Table, WordTable

_WORDS: WordTable = {
    "day": {
        -2: "evvelsi_gün evvelki_gün önceki_gün dünden_önceki_gün",
        -1: "dün dünkü",
        0: "bugün bu_gün bugünkü bugünden",
        1: "yarın yarınki",
        2: "öbür_gün öbürgün öbürsü_gün öbürkü_gün yarından_sonraki_gün",
    },
    "weekday": {
        0: "pazartesi pzt pts",
        1: "salı sal",
        2: "çarşamba çar çrş",
        3: "perşembe per prş",
        4: "cuma cum",
        5: "cumartesi cmt cts",
        6: "pazar paz",
    },
    "month": {
        1: "ocak ocağ oca",
        2: "şubat şub",
        3: "mart mar",
        4: "nisan nis",
        5: "mayıs may",
        6: "haziran haz",
        7: "temmuz tem",
        8: "ağustos ağu",
        9: "eylül eyl",
        10: "ekim eki",
        11: "kasım kas",
        12: "aralık aralığ ara",
    },
    "number": {
        1: "bir bire biri",
        2: "iki ikiye ikiyi",
        3: "üç üçe üçü",
        4: "dört dörde dördü",
        5: "beş beşe beşi",
        6: "altı altıya altıyı",
        7: "yedi yediye yediyi",
        8: "sekiz sekize sekizi",
        9: "dokuz dokuza dokuzu",
        10: "on ona onu",
        11: "on_bir onbir on_bire on_biri",
        12: "on_iki oniki on_ikiye on_ikiyi",
        15: "on_beş onbeş",
        20: "yirmi",
        30: "otuz",
        45: "kırk_beş kırkbeş",
        90: "doksan",
    },
    "hour": {
        1: "birde",
        2: "ikide",
        3: "üçte",
        4: "dörtte",
        5: "beşte",
        6: "altıda",
        7: "yedide",
        8: "sekizde",
        9: "dokuzda",
        10: "onda",
        11: "on_birde onbirde",
        12: "on_ikide onikide",
    },
    "ordinal": {
        -1: "son",
        1: "ilk birinci",
        2: "ikinci",
        3: "üçüncü",
        4: "dördüncü",
    },
    "unit": {
        "minute": "dakika dk dak",
        "hour": "saat sa h",
        "day": "gün güne günde günden",
        "week": "hafta hf haftaya haftaki",
        "month": "ay aya ayı ayda aydan ayki ayın",
        "year": "yıl yıla yılı yılda yıldan yılın yılki sene",
    },
    "ofmonth": {0: "ayın"},
    "weeks": {1: "haftaya"},
    "years": {1: "seneye"},
    "rel": {
        "this": "bu",
        "coming": "önümüzdeki",
        "next": "gelecek sonraki bir_sonraki",
        "last": "geçen geçtiğimiz son önceki",
        "after": "öbür öbürkü",
    },
    "part": {
        "dawn": "sabaha_karşı",
        "morning": "sabah sabahleyin",
        "noon": "öğle öğlen öğleyin öğle_vakti",
        "am": "öğleden_önce öö am",
        "pm": "ös pm",
        "afternoon": "öğleden_sonra ikindi",
        "evening": "akşam akşamüstü akşamleyin akşam_üstü akşam_üzeri",
        "night": "gece geceleyin",
    },
    "fixed": {"noon": "öğle_on_iki", "midnight": "gece_yarısı geceyarısı"},
    "now": {0: "şimdi hemen_şimdi şu_an"},
    "edge": {
        "start": "başı başında başına başından",
        "end": "sonu sonuna sonunda sonundan son_günü son_gününde son_gününe",
    },
    "dayend": {0: "gün_sonu gün_sonuna günün_sonu günün_sonuna gün_bitimi mesai_sonu mesai_bitimi"},
    "weekend": {0: "hafta_sonu haftasonu hafta_sonuna haftasonuna hafta_sonunda haftasonunda hafta_sonları"},
    "half": {0: "yarım buçuk buçukta buçuğa buçuktan"},
    "quarter": {0: "çeyrek"},
    "gone": {0: "geçe geçiyor"},
    "short": {0: "kala var"},
    "later": {0: "sonra sonraya sonrasına içinde içerisinde"},
    "ago": {0: "önce evvel öncesine öncesinde önceden"},
    "at": {0: "saat saati"},
    "oclock": {"h": "h"},
    "until": {0: "kadar dek değin en_geç içinde içerisinde"},
    "since": {0: "beri itibaren itibariyle başlayarak"},
    "and": {0: "ve ile"},
    "every": {1: "her"},
    "everyunit": {
        "day": "günde_bir",
        "week": "haftada_bir",
        "month": "ayda_bir",
        "year": "yılda_bir senede_bir",
    },
    "workday": {0: "iş_günü iş_günleri hafta_içi"},
    "fill": {
        0: "günü gününe gününden gününde günleri gibi civarı civarında sularında yaklaşık için tam "
        "tarihi tarihinde tarihine vakti defa kez kere arası de da te ta yılı yılında ayı ayında"
    },
}

# Case endings, added to whole words only (from short forms they would make words such as perde and kasa). Vowel
# harmony is not checked: an ending in the wrong vowel still says the same day.
_ENDINGS = (
    *("a", "e", "i", "u", "ya", "ye", "yi", "yu", "na", "ne", "ni", "nu"),
    *("da", "de", "ta", "te", "dan", "den", "tan", "ten", "in", "un", "nin", "nun"),
    *("si", "su", "sina", "sine", "sinda", "sinde", "sini", "sunu", "ki", "lari", "leri"),
    *("daki", "deki", "taki", "teki", "lik", "luk"),
)
_INFLECTED = frozenset({"day", "weekday", "month", "unit", "part", "fixed"})

_GLUED: Mapping[str, str] = {
    "hour_mark": "te ta de da",
    "ordinal_mark": "inci ıncı uncu üncü nci ncı ncu ncü ine ına une una üne sine sına inde ında unda "
    "ünde sinde sında si sı",
    "case_mark": "e a ye ya i ı u ü yi yı yu yü den dan ten tan deki daki teki taki lik luk",
}

_MACROS: Mapping[str, str] = {
    "hafta başı": "haftabaşı haftabaşında haftabaşına",
    "ay başı": "aybaşı aybaşında aybaşına",
    "ay sonu": "aysonu aysonuna aysonunda",
    "1 ocak": "yılbaşı yılbaşında yılbaşına",
    "her gün": "hergün günlük",
    "her 2 gün": "gün_aşırı",
    "her hafta": "haftalık",
    "her ay": "aylık",
    "her yıl": "yıllık senelik",
    "her iş günü": "hafta_içi_her_gün",
}

TABLE = Table(words=_WORDS, macros=_MACROS, glued=_GLUED, inflected=_INFLECTED, endings=_ENDINGS)
