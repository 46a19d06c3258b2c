"""A name is found however it is typed: in the wrong case, without accents, in Latin letters, by its sound."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.database.folding import fold, latin, letter_by_letter, sound, spellings

# Each name with what people type for it, and what must not be taken for it.
GREEK = [
    ("Γιώργος", "ΓΙΩΡΓΟΣ γιωργος giorgos yiorgos yorgos Giorgos", "giannis giorgia georgi"),
    ("Παπαδόπουλος", "παπαδοπουλος papadopoulos papadopulos papadopoylos", "papadakis papas"),
    ("Μπάμπης", "ΜΠΑΜΠΗΣ babis mpampis bampis mpabis", "mamis papis"),
    ("Χρήστος", "christos hristos xristos khristos", "kristos chrysa"),
    ("Ευάγγελος", "evangelos evaggelos", "angelos evelos"),
    ("Παύλος", "pavlos paulos", "palos pavlis"),
    ("Ευθύμιος", "efthymios efthimios", "thymios evios"),
    ("Αλέξανδρος", "alexandros aleksandros", "alexandra alekos"),
    ("Ξένια", "xenia ksenia", "senia zenia"),
    ("Ντίνα", "ntina dina", "tina nina"),
    ("Αντώνης", "antonis andonis adonis anthonis", "antonios tonis"),
    ("Γκίκας", "gkikas gikas", "kikas nikas"),
    ("Άγγελος", "angelos aggelos ΑΓΓΕΛΟΣ", "alegos"),
    ("Χατζηγιάννης", "chatzigiannis hatzigiannis chatziyiannis xatzigiannis", "hatzis giannis"),
    ("Οικονόμου", "oikonomou ikonomou oikonomu", "konomou economides"),
    ("Αικατερίνη", "aikaterini ekaterini ekateríni", "katerina"),
    ("Ειρήνη", "eirini irini", "erini rini"),
    ("Σπύρος", "spyros spiros", "spros pyros"),
    ("Ψαρράς", "psarras psaras", "saras paras"),
    ("Θεόδωρος", "theodoros Theódoros teodoros", "theodora doros"),
    ("Φωτεινή", "foteini fotini photini", "fani fotis"),
    ("Δημήτρης", "dimitris dimitrys", "dimitra mitris"),
    ("Ιωάννα", "ioanna ioana", "anna ioannis"),
    ("Χαράλαμπος", "charalampos haralampos charalabos haralambos", "lampros charis"),
    ("Βασίλης", "vasilis vassilis vasilys", "basilis vasiliki"),
    ("Τζένη", "tzeni jeni", "teni geni"),
    ("Παναγιώτης", "panagiotis panayiotis panayotis", "giotis panos"),
    ("Ηλίας", "ilias ylias", "elias alias"),
    ("Κώστας", "kostas costas", "kostis kota"),
    ("Υπατία", "ypatia ipatia", "patia"),
    ("Μαΐου", "maiou maiu", "meou"),
    ("Αΰλος", "aylos ailos", "avlos aflos"),
    ("Ὀδυσσεύς", "οδυσσευς odysseus odisseus odyssefs", "odys"),
]
BULGARIAN = [
    ("Христо", "hristo christo khristo ХРИСТО", "kristo risto"),
    ("Йордан", "yordan jordan iordan йордан", "ordan jordi"),
    ("Щерев", "shterev shcherev", "sherev shtorev"),
    ("Цветан", "tsvetan cvetan tzvetan", "svetan vetan"),
    ("Живко", "zhivko jivko zivko", "givko shivko"),
    ("Александър", "aleksandar alexandar aleksandur", "aleksandra sander"),
    ("Юлия", "yulia julia iulia yuliya", "ulia lia"),
    ("Яна", "yana jana iana", "ana dana"),
    ("Търново", "tarnovo turnovo", "tornovo ternovo"),
    ("Чавдар", "chavdar", "kavdar havdar"),
    ("Шишман", "shishman", "chichman sisko"),
    ("Николай", "nikolay nikolai nicolay", "nikola kolay"),
    ("Мария", "maria mariya mariia", "marina mara"),
    ("Георги", "georgi ГЕОРГИ", "giorgi georgia"),
    ("Димитър", "dimitar dimitur DIMITAR", "dimitra mitar"),
    ("Красимир", "krasimir crasimir", "krasi kasimir"),
    ("Жана", "zhana jana", "gana shana"),
    ("Кольо", "kolyo kolio", "kolo kole"),
    ("Джорджев", "dzhordzhev jorjev djordjev", "gorgev"),
    ("Виолетка", "violetka violetca", "violeta letka"),
    ("Хасково", "haskovo khaskovo", "kaskovo"),
    ("Ъгъл", "agal ugul", "ogol egel"),
    ("Пейо", "peyo peio", "pero peo"),
    ("Цонка", "tsonka conka", "sonka tonka"),
    ("Любомир", "lyubomir liubomir", "lubo mir"),
    ("Стоянка", "stoyanka stoianka", "stanka yanka"),
    ("Ненчев", "nenchev", "nenkev nechev"),
    ("Ксения", "ksenia xenia kseniya", "senia zenia"),
    ("Сергей", "sergey sergei", "serge gergey"),
    ("Юрий", "yuriy yuri yurii", "uri yurka"),
    ("Ѝлия", "ilia iliya", "lia"),
]
KOREAN = [
    ("김민준", "kimminjun gimminjun ㄱㅁㅈ", "leeminjun kimminsu ㄱㅁㅅ"),
    ("이", "lee yi i rhee 이", "lim il ie"),
    ("박", "park bak pak", "bag bok"),
    ("최", "choi choe", "cho chae"),
    ("정", "jung jeong chung", "jong jang"),
    ("강", "kang gang", "gam kan"),
    ("조", "cho jo", "joo chu"),
    ("윤", "yoon yun", "yeon young"),
    ("장", "jang chang", "jeong zang"),
    ("임", "lim im", "kim in"),
    ("한", "han hahn", "ham hwan"),
    ("오", "oh o", "u ho"),
    ("서", "seo suh", "sa se"),
    ("신", "shin sin", "jin chin"),
    ("권", "kwon gwon", "won kwan"),
    ("황", "hwang", "wang hong"),
    ("안", "ahn an", "in on"),
    ("유", "yoo yu ryu", "yeo yo"),
    ("고", "ko go koh", "ku gu"),
    ("문", "moon mun", "min man"),
    ("배", "bae pae", "be baek"),
    ("백", "baek paik", "bak back"),
    ("허", "heo hur huh", "ha ho"),
    ("노", "noh roh no", "na nam"),
    ("곽", "kwak gwak", "kwon gak"),
    ("주", "joo ju", "jo zu"),
    ("이영희", "이영희 ㅇㅇㅎ leeyounghee yiyounghee", "leeyounghwa ㅇㅎㅇ"),
    ("남궁민수", "namgungminsu ㄴㄱㅁㅅ namkoongminsoo", "namminsu"),
    ("민준", "minjun minjoon ㅁㅈ", "minju minsu"),
    ("정우", "jungwoo jeongu ㅈㅇ", "jungsu"),
]
TURKISH = [
    ("IŞIL", "isil ışıl Işıl işil ISIL", "asil isli"),
    ("Işıl", "isil IŞIL ishil", "isa sil"),
    ("İrem", "irem IREM İREM ırem", "erem iram"),
    ("Çağla", "cagla ÇAĞLA chagla", "cala cigla"),
    ("Gülşen", "gulsen GULSEN gülşen guelsen", "gulse golsen"),
    ("Özge", "ozge OZGE oezge", "ozgur uzge"),
    ("Uğur", "ugur UĞUR", "uur ogur"),
    ("Ömer", "omer oemer ÖMER", "amer umer"),
    ("Ayşe", "ayse AYŞE ayshe aise", "aysel ayla"),
    ("Yıldız", "yildiz YILDIZ yıldız", "yaldiz yilmaz"),
    ("Kılıç", "kilic KILIÇ kilich", "kalic kil"),
    ("Doğan", "dogan DOĞAN", "duman doan"),
    ("Şahin", "sahin shahin ŞAHİN", "sahan tahin"),
    ("Hüseyin", "huseyin hueseyin HÜSEYİN husseyin", "hasan hosein"),
    ("İbrahim", "ibrahim IBRAHIM ıbrahım", "abraham ebru"),
    ("Çetin", "cetin ÇETİN chetin", "metin ceten"),
    ("Gökçe", "gokce goekce GÖKÇE", "gokhan gece"),
    ("Tuğba", "tugba TUĞBA", "tuba tugce"),
    ("Barış", "baris BARIŞ barish", "bora barut"),
    ("Yağmur", "yagmur YAĞMUR", "yamur yag"),
    ("Sıla", "sila SILA", "sala sela"),
    ("Ünlü", "unlu UNLU", "onlu unal"),
    ("Büşra", "busra bushra BÜŞRA", "basra esra"),
    ("Oğuz", "oguz OĞUZ", "ouz ozgur"),
    ("Şükrü", "sukru shukru ŞÜKRÜ", "sakru sukur"),
    ("Hâlâ", "hala HALA", "hale hila"),
]
LATIN = [
    ("Łukasz", "lukasz LUKASZ łukasz", "lukas luca"),
    ("Søren", "soren soeren SØREN", "saren sore"),
    ("Müller", "muller mueller MÜLLER", "miller moller"),
    ("Đorđe", "dorde ĐORĐE", "gorde jorje"),
    ("Straße", "strasse STRASSE strase", "strate straus"),
    ("Åse", "ase aase ÅSE", "ose asa"),
    ("Æbelø", "aebelo AEBELO aebeloe", "ebelo abelo"),
    ("François", "francois FRANCOIS franchois", "francis franco"),
    ("O'Brien", "obrien o’brien O`Brien OBRIEN", "brian obri"),
    ("Jean-Luc", "jeanluc JEAN-LUC jean-luc", "jean luc"),
    ("Zoë", "zoe ZOË", "zo zoa"),
    ("José", "jose JOSÉ", "josef rose"),
    ("Sarah", "sara SARAH", "sari zara"),
    ("Philip", "filip phillip FILIP", "flip pilip"),
    ("Nicolas", "nikolas NICOLAS nicollas", "nicola klaus"),
    ("Schmidt", "schmidt smidt shmidt", "schmitz mid"),
    ("Weiss", "weiss veis weis", "wess wise"),
    ("Thomas", "tomas THOMAS thommas", "toma tom"),
    ("Þór", "thor tor THOR", "hor por"),
    ("Œuvre", "oeuvre OEUVRE", "ouvre euvre"),
    ("Dvořák", "dvorak DVORAK dworak", "dvora borak"),
    ("Škoda", "skoda shkoda ŠKODA", "scuda koda"),
    ("Žižek", "zizek zhizhek", "sisek zisk"),
    ("Ｔｏｋｙｏ", "tokyo TOKYO tokio", "kyoto toky"),
    ("Ştefan", "stefan shtefan", "stepan tefan"),
    ("Ñuñez", "nunez NUNEZ", "nuno unez"),
    ("Lee", "lee LEE li", "leo lie"),
    ("Ali", "ali ALİ alı", "ala all"),
]
OTHER = [
    ("王伟", "王伟 wangwei", "wang li"),
    ("გიორგი", "giorgi გიორგი", "giorga"),
    ("Արամ", "aram", "arma"),
]


def is_found(name: str, typed: str) -> bool:
    """Whether `typed` is the whole of `name` in one of its spellings, or sounds like one."""
    keys = spellings(name)
    return fold(typed) in keys or sound(fold(typed)) in {*map(sound, keys)} - {""}


@pytest.mark.parametrize(("name", "typed", "others"), GREEK + BULGARIAN + KOREAN + TURKISH + LATIN + OTHER)
def test_a_name_is_found_as_people_type_it(name, typed, others):
    assert [spelling for spelling in typed.split() if not is_found(name, spelling)] == []
    assert [other for other in others.split() if is_found(name, other)] == []


@pytest.mark.parametrize("table", [GREEK, BULGARIAN, KOREAN, TURKISH, LATIN])
def test_the_tables_stay_as_long_as_they_were_asked_for(table):
    assert len({name for name, _, _ in table}) >= 25


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Γιώργος", "γιωργοσ"),
        ("  Ayşe\tYILMAZ \n", "ayse yilmaz"),
        ("İı Iİ", "ii ii"),
        ("Ｆｕｌｌ　Ｗｉｄｔｈ", "full width"),
        ("Jean-Luc O’Brien & Sons (Ltd.)", "jean luc obrien sons ltd"),
        ("#1234, №5", "1234 5"),
        ("김민준", "김민준"),
        ("ㄱㅁㅈ", "ㄱㅁㅈ"),
        ("a\u0301\u0300", "a"),
        ("\u0301", ""),
        ("\x00\x1b[31m\u202e", "31m"),
        ("🚲 ☎️", ""),
        ("\ud800x", "x"),
        ("", ""),
    ],
)
def test_a_key_is_plain_lower_case_in_single_spaces(text, key):
    assert fold(text) == key


@given(st.text())
@example("ǅ ŉ İ ẞ ﬃ ᾳ")
@example("ㄱ'ㅏ")
@example("\u1100\u0301\u1161")
@example("각\u11a8ᄀ")
@example("´a ΄α")
def test_folding_twice_changes_nothing_more(text):
    key = fold(text)
    assert fold(key) == key
    assert key == " ".join(key.split())


@given(st.text())
@example("\ufb1d\u0591 ﷺ ㈱ ½")
@example("김" * 300)
@example("Γ" * 10_000)
@example("a" * 10_000 + " " + "é " * 10_000)
def test_every_text_has_folded_spellings_with_the_plain_one_first(text):
    keys = spellings(text)
    assert keys[:1] == ((fold(text),) if fold(text) else ())
    assert len(keys) <= 48
    assert all(fold(key) == key for key in keys)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz"))
def test_a_sound_key_is_shorter_or_nearly_as_long_as_the_word(word):
    assert len(sound(word)) <= 2 * len(word)
    assert sound(word).isascii()


def test_full_korean_names_are_spelled_with_the_surname_apart_and_every_part_apart():
    keys = spellings("김민준")
    assert keys[0] == "김민준"
    assert {"김 민준", "kim minjun", "gim minjun", "kim min jun", "kimminjun", "ㄱㅁㅈ"} <= {*keys}
    assert {"이영희", "lee younghee", "lee young hee"} <= {*spellings("이 영희")}


def test_a_syllable_still_being_typed_stands_at_the_start_of_the_name():
    name = letter_by_letter("김민준")
    for typed in ("ㄱ", "기", "김", "김ㅁ", "김미", "김민", "김민ㅈ"):
        assert name.startswith(letter_by_letter(fold(typed))), typed
    assert not name.startswith(letter_by_letter(fold("김밥")))


def test_hyphenated_names_are_found_written_as_one():
    assert spellings("Min-jun Kim") == ("min jun kim", "minjun kim")


def test_the_most_usual_latin_spelling_is_what_people_would_write():
    assert latin("Γιώργος Παπαδόπουλος") == "giorgos papadopoulos"
    assert latin("Щерю Йорданов") == "shteryu yordanov"
    assert latin("김민준") == "kim minjun"
    assert latin("ㄱㅁㅈ") == ""
    assert latin("") == ""


def test_composed_and_decomposed_letters_are_the_same():
    for name, _, _ in GREEK + BULGARIAN + KOREAN + TURKISH:
        assert spellings(unicodedata.normalize("NFD", name)) == spellings(name)


def test_importing_the_folding_loads_nothing_heavy():
    code = """
import sys
import store.database.search
from store.database.folding import spellings
for name in ("Γιώργος", "Христо", "김민준", "Işıl", "Łukasz"):
    spellings(name)
print(sorted({"textual", "rich", "asyncio", "dateutil", "msgspec", "phonenumbers", "anyascii"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
