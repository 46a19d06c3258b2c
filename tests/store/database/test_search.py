"""The owner types a few letters, and the customer at the counter stands on top."""

import mmap
import random
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.database.search import (
    CustomerIndex,
    CustomerKeys,
    WhoLevel,
    history_line,
    keys_of,
    search_history,
)


@dataclass(frozen=True)
class Known:
    names: tuple[str, ...]
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


SHOP = {
    1: Known(("Γιώργος Παπαδόπουλος", "Γιώργο"), ("g.pap@example.org",), ("+30 210 1234567",), ("κόκκινη πόρτα",)),
    2: Known(("김민준", "김 사장님"), (), ("010-1234-5678",), ("자전거",)),
    3: Known(("Işıl Yılmaz", "Işıl Hanım"), ("isil@example.com",), ("+90 532 123 45 67",), ("brown dog",)),
    4: Known(("Łukasz Kowalski",), ("lk@example.net",), (), ("oven",)),
    5: Known(("Христо Щерев",), (), ("+359 2 981 1234",), ("regular", "врата")),
    6: Known(("Maria Ivanova", "Maria"), ("maria.ivanova@example.com",)),
    7: Known(("Maria Schmidt",), ("post@schmidt.example",), (), ("Ivanova's neighbour",)),
    8: Known(("Bäckerei Maria", "Maria Bäcker"), (), (), ("oven 4711",)),
    9: Known(("Ana-Maria Popescu",)),
    10: Known(("Rosemarie Oven",)),
    11: Known(("", "", "Παύλος ΑΕ"), ("info@pavlos.example",)),
    12: Known((), (), ("0888 123 456",)),
    13: Known(("이영희",)),
    14: Known(("이민호",)),
    15: Known(("Yorgos Tailor",)),
    16: Known(("Müller GmbH", "Jörg Müller")),
    17: Known(("王伟",)),
}


def keys(customer: int, known: Known) -> CustomerKeys:
    return keys_of(
        customer, names=known.names, emails=known.emails, phones=known.phones, words=known.words, country="TR"
    )


def shop(*, prepared: bool) -> CustomerIndex:
    """The shop's index, fresh as a command meets it, or prepared and half of it changed as the app does."""
    index = CustomerIndex()
    for customer, known in SHOP.items():
        index.put(keys(customer, known))
    index = CustomerIndex.from_lines(index.to_lines())
    if prepared:
        index.prepare()
        for customer in list(SHOP)[::2]:
            index.drop(customer)
            index.put(keys(customer, SHOP[customer]))
    return index


@pytest.fixture(params=[False, True], ids=["fresh", "prepared"])
def index(request):
    return shop(prepared=request.param)


def found(index: CustomerIndex, query: str) -> list[int]:
    return [hit.customer for hit in index.search(query, country="TR")]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("giorgos", 1),
        ("yiorgos papadopulos", 1),
        ("papadopoulos", 1),
        ("ΠΑΠΑΔΟΠΟΥΛΟΣ ΓΙΩΡΓΟΣ", 1),
        ("kim", 2),
        ("gim", 2),
        ("ㄱㅁㅈ", 2),
        ("ㄱㅁ", 2),
        ("김ㅁ", 2),
        ("김미", 2),
        ("민준", 2),
        ("minjun", 2),
        ("kimminjun", 2),
        ("kim min jun", 2),
        ("min jun kim", 2),
        ("isil", 3),
        ("IŞIL", 3),
        ("ışıl yılm", 3),
        ("lukasz", 4),
        ("hristo", 5),
        ("christo shterev", 5),
        ("Ivanova", 6),
        ("lee young hee", 13),
        ("yi", 13),
        ("lee minho", 14),
        ("mueller", 16),
        ("wangwei", 17),
        ("0532 123", 3),
        ("+90532", 3),
        ("5321234567", 3),
        ("0888123456", 12),
        ("g.pap@example.org", 1),
        ("kokkini", 1),
        ("4711", 8),
        ("zzz isil", None),
        ("kim minsu", None),
    ],
)
def test_what_is_typed_brings_the_customer_to_the_top(index, query, first):
    assert found(index, query)[:1] == ([first] if first else [])


def test_each_letter_of_a_name_keeps_its_customer_in_the_list(index):
    for query in ("giorgos papadopoulos", "γιώργος παπαδόπουλος", "kim minjun", "김민준", "işıl", "shterev"):
        customer = found(index, query)[0]
        for length in range(1, len(query) + 1):
            assert customer in found(index, query[:length]), query[:length]


def test_full_name_then_whole_word_then_start_then_inside_then_other_words():
    index = CustomerIndex()
    for customer, known in {
        1: Known(("Peter Stone",), words=("oven",)),
        2: Known(("Rosehoven",)),
        3: Known(("Anna Peters",), emails=("oven@example.org",)),
        4: Known(("Ovenden Ltd",)),
        5: Known(("Oven Repairs",)),
        6: Known(("Oven",)),
        7: Known(("Owen Hart",)),
    }.items():
        index.put(keys(customer, known))
    hits = index.search("oven")
    assert [(hit.customer, hit.where) for hit in hits] == [
        (6, "name"),
        (5, "name"),
        (4, "name"),
        (3, "email"),
        (2, "name"),
        (7, "name"),
        (1, "word"),
    ]
    assert [hit.level for hit in hits] == sorted({hit.level for hit in hits})


def test_words_in_the_order_of_the_name_stand_first():
    index = CustomerIndex()
    for customer, name in enumerate(["Ali Can", "Can Ali", "Ali Can Demir", "Canan Alimoğlu", "Alican Candan"], 1):
        index.put(keys_of(customer, names=[name]))
    assert found(index, "can ali") == [2, 1, 3, 4, 5]
    assert found(index, "ali can") == [1, 3, 2, 5, 4]


def test_every_word_must_hit_though_each_in_its_own_place(index):
    assert found(index, "maria oven") == [8]
    assert found(index, "isil dog 532") == [3]
    assert found(index, "lukasz door") == []


def test_equal_hits_stand_in_order_of_id_and_no_more_than_the_limit():
    index = CustomerIndex()
    for customer in random.Random(7).sample(range(1, 500), 300):
        index.put(keys_of(customer, names=[f"Maria {customer}"]))
    everyone = [hit.customer for hit in index.search("maria", limit=1000)]
    assert everyone == sorted(everyone)
    assert len(everyone) == 300
    assert [hit.customer for hit in index.search("mar", limit=7)] == everyone[:7]
    assert index.search("mar", limit=0) == []


def test_a_name_typed_by_its_sound_stands_behind_one_typed_as_it_is():
    index = CustomerIndex()
    for customer, name in enumerate(["Philipp Klein", "Filip Klein"], 1):
        index.put(keys_of(customer, names=[name]))
    assert found(index, "filip") == [2, 1]
    assert found(index, "philip") == [1, 2]


def test_a_name_kept_in_latin_is_found_by_its_own_script():
    index = CustomerIndex()
    for customer, name in enumerate(["Giorgos Pappas", "Hristo Shterev", "Minjun Kim"], 1):
        index.put(keys_of(customer, names=[name]))
    assert found(index, "Γιώργος") == [1]
    assert found(index, "Христо") == [2]
    assert found(index, "김민준") == [3]
    assert found(index, "김민수") == []


def test_a_short_sound_finds_no_crowd():
    index = CustomerIndex()
    for customer, name in enumerate(["Lina", "Linda", "이영희"], 1):
        index.put(keys_of(customer, names=[name]))
    assert found(index, "lee") == [3]


WHO = [
    ("g.pap@example.org", WhoLevel.EMAIL, [1]),
    ("ISIL@EXAMPLE.COM", WhoLevel.EMAIL, [3]),
    ("0532 123 45 67", WhoLevel.PHONE, [3]),
    ("0090 532 1234567", WhoLevel.PHONE, [3]),
    ("+30 210 1234567", WhoLevel.PHONE, [1]),
    ("0888 123 456", WhoLevel.PHONE, [12]),
    ("giorgos papadopoulos", WhoLevel.FULL_NAME, [1]),
    ("yiorgos papadopoylos", WhoLevel.FULL_NAME, [1]),
    ("kim minjun", WhoLevel.FULL_NAME, [2]),
    ("김민준", WhoLevel.FULL_NAME, [2]),
    ("bäcker MARIA", WhoLevel.WHOLE_WORD, [8]),
    ("maria bäcker", WhoLevel.FULL_NAME, [8]),
    # What one Maria is called by does not decide among three.
    ("maria", WhoLevel.WHOLE_WORD, [6, 7, 8, 9]),
    ("yorgos", WhoLevel.WHOLE_WORD, [1, 15]),
    ("ivanova", WhoLevel.WHOLE_WORD, [6]),
    ("이", WhoLevel.WHOLE_WORD, [13, 14]),
    ("kowal", WhoLevel.START, [4]),
    ("mar schm", WhoLevel.START, [7]),
    ("ose", WhoLevel.INSIDE, [10]),
    ("smidt", WhoLevel.SOUND, [7]),
    ("0532 123 45 68", WhoLevel.NOBODY, []),
    ("oven@example.org", WhoLevel.NOBODY, []),
    ("neighbour", WhoLevel.NOBODY, []),
    ("nobody here", WhoLevel.NOBODY, []),
    ("", WhoLevel.NOBODY, []),
]


@pytest.mark.parametrize(("text", "level", "customers"), WHO)
def test_who_takes_the_first_level_that_has_hits(index, text, level, customers):
    assert index.who(text, "TR") == (level, customers)


def test_a_number_without_a_country_is_still_the_same_number():
    index = CustomerIndex()
    index.put(keys_of(1, names=["Işıl"], phones=["+90 532 123 45 67"]))
    index.put(keys_of(2, names=["Ayşe"], phones=["0533 123 45 67"]))
    assert index.who("0532 123 45 67") == (WhoLevel.PHONE, [1])
    assert index.who("+90 533 123 45 67", "TR") == (WhoLevel.PHONE, [2])


def test_a_changed_customer_is_found_by_what_holds_now(index):
    index.search("warm up")
    index.put(keys_of(4, names=["Ewa Nowak"]))
    index.drop(5)
    assert found(index, "lukasz") == []
    assert found(index, "ewa nowak") == [4]
    assert found(index, "hristo") == []
    assert index.who("lk@example.net") == (WhoLevel.NOBODY, [])
    assert len(index) == len(SHOP) - 1


HOSTILE = [
    "\x00",
    "a\x00b",
    "\u0301",
    "\u202eabc",
    "[/foo] $name .* (?P<x>",
    "a\tb\nc|d/e*f<g#h,i~j",
    "\t",
    "\ud800",
    "%b %s {0}",
    "x" * 10_000,
    "é " * 5_000,
    " ".join(map("".join, product(ascii_lowercase, repeat=2))) + " li",
    "김" * 10_000,
    "+" * 50,
    "@@@",
    "👩‍👩‍👧",
    "\\",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_kept_on_one_line_and_searched_for_without_harm(index, text):
    strange = keys_of(99, names=[text], emails=[text], phones=[text], words=[text])
    line = strange.to_line()
    assert line.count("\t") == 5
    assert "\n" not in line
    index.put(strange)
    again = CustomerIndex.from_lines(index.to_lines())
    again.prepare()
    for each in (index, again):
        for query in (text, text[:1], text[:3]):
            each.search(query, country="TR")
            each.who(query, "TR")
    assert found(again, "lukasz") == [4]


def test_a_name_of_ten_thousand_letters_is_found_and_costs_one_line():
    name = "Ö" * 5_000 + " " + "ж" * 5_000
    line = keys_of(1, names=[name]).to_line()
    assert len(line) < 25_000
    index = CustomerIndex.from_lines(line + "\n")
    assert found(index, name) == [1]
    assert found(index, "ooooo") == [1]


@pytest.mark.parametrize(
    "lines",
    ["1\t| a |\t\t\t\t", "1\t| a |\n", "x\t| a |\t\t\t\t\n", "\n", "1\t| a |\t\t\t\t\n2\t| b"],
)
def test_damaged_lines_are_refused_so_that_they_are_made_again(lines):
    with pytest.raises(ValueError, match=r"damaged|invalid literal"):
        CustomerIndex.from_lines(lines)


def test_an_empty_book_finds_nobody():
    for index in (CustomerIndex(), CustomerIndex.from_lines(b""), CustomerIndex.from_lines("")):
        index.prepare()
        assert index.search("a") == []
        assert index.who("a") == (WhoLevel.NOBODY, [])
        assert index.to_lines() == b""
        assert len(index) == 0


def test_lines_that_were_appended_later_replace_earlier_ones():
    old, new, other = keys_of(2, names=["Old"]), keys_of(2, names=["New"]), keys_of(1, names=["Other"])
    index = CustomerIndex.from_lines("".join(keys.to_line() + "\n" for keys in (old, other, new)))
    assert found(index, "old") == []
    assert found(index, "new") == [2]
    assert index.to_lines().decode() == f"{other.to_line()}\n{new.to_line()}\n"


NAMES = """
Γιώργος Μαρία Maria Marius Ana Anna Παπαδόπουλος Papadopoulos Иван Ivan Иванова 김민준 김민수 이영희 Kim Lee
Işıl Isil Müller Mueller Philip Filip Al Ali Alina Oven A
"""
NAME = st.sampled_from(NAMES.split())
TEXT = st.lists(NAME, min_size=1, max_size=3).map(" ".join) | st.text(max_size=8)
KNOWN = st.builds(
    Known,
    st.lists(TEXT, max_size=3).map(tuple),
    st.lists(st.sampled_from(["maria@example.org", "a.kim@example.com", "filip@x.example"]), max_size=2).map(tuple),
    st.lists(st.sampled_from(["0532 123 45 67", "+30 210 1234567", "12345"]), max_size=2).map(tuple),
    st.lists(TEXT, max_size=2).map(tuple),
)
QUERY = (
    st.lists(TEXT, min_size=1, max_size=3)
    .map(" ".join)
    .flatmap(lambda text: st.integers(1, 12).map(lambda length: text[:length]))
    | st.sampled_from(
        ["0532", "532 123", "maria@example.org", "exam", "김ㅁ", "ㄱㅁ", "a b", "m k", "filip maria", "ma al"]
    )
    | st.text(max_size=6)
)


@given(KNOWN, st.integers(0, 2**60))
def test_a_line_gives_back_the_keys_that_it_was_made_from(known, customer):
    made = keys(customer, known)
    assert CustomerKeys.from_line(made.to_line()) == made
    assert CustomerKeys.from_line(made.to_line() + "\n") == made


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.integers(1, 12), KNOWN, max_size=8),
    st.lists(st.tuples(st.integers(1, 12), KNOWN | st.none()), max_size=6),
    st.lists(QUERY, min_size=1, max_size=6),
    st.integers(1, 12),
)
def test_changes_laid_over_prepared_lines_give_what_a_fresh_index_gives(before, changes, queries, limit):
    """The prepared way, with its early stops, gives what looking at each line gives."""
    held = dict(before)
    fresh, changed = CustomerIndex(), CustomerIndex()
    for customer, known in before.items():
        changed.put(keys(customer, known))
    changed = CustomerIndex.from_lines(changed.to_lines())
    changed.prepare()
    for customer, known in changes:
        if known is None:
            held.pop(customer, None)
            changed.drop(customer)
        else:
            held[customer] = known
            changed.put(keys(customer, known))
    for customer, known in held.items():
        fresh.put(keys(customer, known))
    prepared = CustomerIndex.from_lines(changed.to_lines())
    prepared.prepare()
    assert fresh.to_lines() == changed.to_lines() == prepared.to_lines()
    for query in queries:
        line_by_line = CustomerIndex.from_lines(fresh.to_lines())
        hits = line_by_line.search(query, limit=limit, country="TR")
        assert changed.search(query, limit=limit, country="TR") == hits
        assert prepared.search(query, limit=limit, country="TR") == hits
        named = CustomerIndex.from_lines(fresh.to_lines()).who(query, "TR")
        assert changed.who(query, "TR") == named
        assert prepared.who(query, "TR") == named


@given(st.text(), st.text())
@example("김민준", "ㄱㅁㅈ김")
@example("ʼn", "ʼ")
def test_a_customer_is_found_by_their_own_name(name, other):
    index = CustomerIndex()
    index.put(keys_of(1, names=[name, other]))
    hits = index.search(name)
    assert [hit.customer for hit in hits] == ([1] if keys_of(1, names=[name]).names else [])


def test_many_changes_are_worked_in_and_nothing_is_lost():
    index = CustomerIndex()
    index.prepare()
    for customer in range(1, 1001):
        index.put(keys_of(customer, names=[f"Number{customer:04} Smith"]))
        if customer % 250 == 0:
            assert len(index.search("smith", limit=2000)) == customer
    index.drop(500)
    assert found(index, "number0500") == []
    assert len(index) == 999


def history(*texts: str) -> bytes:
    return b"".join(history_line(number, number % 7 + 1, text) for number, text in enumerate(texts, 1))


def test_history_is_found_newest_first():
    lines = history("Oven door squeaks", "Called about the oven", "Ο φούρνος χάλασε", "oven is fine, hinge too")
    assert search_history(lines, "OVEN", 10) == [(4, 5), (2, 3), (1, 2)]
    assert search_history(lines, "oven", 2) == [(4, 5), (2, 3)]
    assert search_history(lines, "hinge oven", 10) == [(4, 5)]
    assert search_history(lines, "φουρνοσ", 10) == [(3, 4)]
    assert search_history(lines, "oven door hinge", 10) == []
    assert search_history(lines, "", 10) == []
    assert search_history(lines, "oven", 0) == []


def test_a_number_is_looked_for_in_the_text_and_not_among_the_ids():
    lines = history("order #1234 came", "nothing", "№12 and 1234")
    assert search_history(lines, "1234", 10) == [(3, 4), (1, 2)]
    assert search_history(lines, "12", 10) == [(3, 4), (1, 2)]
    assert search_history(lines, "2", 10) == []
    assert search_history(b"", "1", 10) == []


def test_a_line_still_being_written_is_left_out():
    assert search_history(history("oven", "oven")[:-3], "oven", 10) == [(1, 2)]


def test_history_over_many_chunks_is_all_looked_at(tmp_path):
    chance = random.Random(5)
    texts = [" ".join(chance.choices(["oven", "door", "hinge", "bell", "tea", "frost"], k=9)) for _ in range(6_000)]
    texts[17], texts[3_000] = "a lone unicorn", "y" * 200_000 + " unicorn"
    path = tmp_path / "words"
    path.write_bytes(history(*texts))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert [number for number, _ in search_history(mapped, "unicorn", 10)] == [3_001, 18]
        both = [number for number, text in enumerate(texts, 1) if "bell" in text and "frost" in text]
        assert [number for number, _ in search_history(mapped, "bell frost", 10_000)] == both[::-1]


@given(st.text(), st.text(), st.integers(1, 10**9))
def test_no_text_breaks_a_line_of_history(text, query, number):
    lines = history_line(number, 1, text)
    assert lines.count(b"\n") == 1
    assert search_history(lines, query, 5) in ([], [(number, 1)])


def test_a_begun_email_address_is_found_at_every_letter() -> None:
    index = CustomerIndex()
    index.put(keys_of(1, names=["Ayşe Yılmaz"], emails=["ayse@example.org"]))
    index.put(keys_of(2, names=["Ayşe Demir"], emails=["info@firin.example"]))
    for _with_the_word_index in range(2):
        for length in range(len("ayse@"), len("ayse@example.org") + 1):
            typed = "ayse@example.org"[:length]
            best = index.search(typed)[0]
            assert best.customer == 1, typed
        assert [hit.where for hit in index.search("ayse@e")] == ["email"]
        assert [hit.customer for hit in index.search("firin@e")] == []
