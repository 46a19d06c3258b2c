"""What is not understood is said, with the nearest that is known, and nothing is taken by guess."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from store.rules.capture import CaptureLine, read_line
from store.rules.when import WhenContext

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))


def read(line: str, language: str = "en") -> CaptureLine:
    context = WhenContext(now=NOW, is_open=lambda instant: 9 <= instant.hour < 18, language=language)
    return read_line(line, when=context, is_customer=lambda text: text == "ayse")


def refused(line: str, language: str = "en") -> tuple[str, str, str]:
    """The stretch that is refused, the sentence about it, and the token suggested: of the one problem there is."""
    (problem,) = read(line, language).problems
    return line[problem.start : problem.end], problem.sentence, problem.suggestion


@pytest.mark.parametrize(
    ("token", "nearest"),
    [
        ("/fone", "/phone"),
        ("/phoen", "/phone"),
        ("/emial", "/email"),
        ("/whatsup", "/whatsapp"),
        ("!complant", "!complaint"),
        ("!thx", "!thanks"),
        ("+promse", "+promise"),
        ("+folow", "+follow"),
        ("=doen", "=done"),
        ("=thrid", "=third"),
        ("/telfon", "/telefon"),
        ("!şikayt", "!şikayet"),
        ("+söyz", "+söz"),
        ("/전와", "/전화"),
        ("+υποσχση", "+υπόσχεση"),
        ("/телфон", "/телефон"),
        ("+обещаие", "+обещание"),
        ("/πηονι", "/phone"),
        ("/пхнне", "/phone"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest_known_one(token: str, nearest: str):
    stretch, sentence, suggestion = refused(f"@ayse {token} door")
    assert (stretch, suggestion) == (token, nearest)
    assert token in sentence
    assert nearest in sentence


@pytest.mark.parametrize("token", ["/q", "/fax", "!zzzz", "+я", "=ㅋㅋㅋ", "/etc/passwd", "=D"])
def test_an_unknown_word_without_a_near_one_is_refused_with_what_there_is(token: str):
    stretch, sentence, suggestion = refused(f"@ayse {token} door")
    assert (stretch, suggestion) == (token, "")
    assert token in sentence


def test_the_known_words_are_named_in_the_language_of_the_shop():
    assert "/τηλέφωνο" in refused("@ayse /q", "el")[1]
    assert "/телефон" in refused("@ayse /q", "bg")[1]


def test_the_nearest_word_of_the_shops_language_comes_first():
    assert refused("@ayse /telephonn", "en")[2] == "/telephone"
    assert refused("@ayse /tellefon", "tr")[2] == "/telefon"


@pytest.mark.parametrize(("token", "choices"), [("!com", "!complaint, !compliment"), ("/tele", "/phone, /telegram")])
def test_the_beginning_of_several_words_is_refused_and_names_them(token: str, choices: str):
    stretch, sentence, suggestion = refused(f"@ayse {token} door")
    assert stretch == token
    assert choices in sentence
    assert suggestion == choices.split(", ")[0]


@pytest.mark.parametrize("token", ["/ph", "!qu", "+pr"])
def test_two_letters_are_no_word(token: str):
    assert refused(f"@ayse {token} door")[0] == token


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/phone", "/email"),
        ("/phone", "/phone"),
        ("/wa", "/τηλ"),
        ("!complaint", "!request"),
        (":)", ":("),
        ("<", ">"),
        ("?", "."),
        ("=12", "=13"),
        ("=12", "=new"),
        ("=us", "=them"),
        ("=done", "=us"),
        ("+kept 3", "+kept 4"),
        ("*yesterday", "*yesterday"),
        ("+moved fri", "+moved tomorrow"),
    ],
)
def test_a_token_that_can_stand_once_and_comes_twice_is_refused(first: str, second: str):
    line = f"@ayse {first} {second}"
    (problem,) = read(line).problems
    assert line[problem.start :].startswith(second.split()[0])
    assert first.split()[0] in problem.sentence


def test_the_same_customer_twice_is_refused():
    assert refused("@ayse @Ayse door")[0] == "@Ayse"


@pytest.mark.parametrize(
    ("line", "stretch"),
    [
        ("@ayse came with @mehmet", "@mehmet"),
        ("@ayse came with @new Bob", "@new Bob"),
        ("@ayse +promise fri: call @mehmet", "@mehmet"),
        ("@ayse @mehmet met @berk", "@berk"),
    ],
)
def test_a_second_customer_behind_the_text_is_not_logged_by_guess(line: str, stretch: str):
    assert refused(line)[0] == stretch


@pytest.mark.parametrize("line", ["door squeaks", "Mehmet came", "12 came", "/phone", ""])
def test_a_line_that_names_nobody_is_refused(line: str):
    assert "@new" in refused(line)[1]


@pytest.mark.parametrize("line", ["@new", "@new /phone", "@new , ; x", "@new # #oven"])
def test_a_new_customer_needs_a_name_or_a_number(line: str):
    assert refused(line)[0].startswith("@new")


def test_two_telephone_numbers_in_a_row_are_not_taken_for_one():
    assert "0532 123 45 67 0216 123 45 67" in refused("@new Bob 0532 123 45 67 0216 123 45 67")[1]


@pytest.mark.parametrize(
    ("line", "stretch"),
    [
        ("@ayse +promise", "+promise"),
        ("@ayse +promise fri 17:00", "+promise fri 17:00"),
        ("@ayse +promise fri 17:00 send hinge #x", "+promise fri 17:00 send hinge"),
        ("@ayse +promise fri:send hinge", "+promise fri:send hinge"),
        ("@ayse +promise fri: #x", "+promise fri:"),
        ("@ayse +promise : send hinge", "+promise : send hinge"),
        ("@ayse +promise: send hinge", "+promise: send hinge"),
        ("@ayse +promise blah: send hinge", "blah:"),
        ("@ayse +promise every week: send hinge", "every week:"),
        ("@ayse +promise 10/11: send hinge ; x", "10/11:"),
        ("@ayse +follow ~: ask", "~:"),
        ("@ayse +follow when: ask", "when:"),
        ("@ayse +follow 2 weeks ask", "+follow 2 weeks ask"),
        ("@ayse +moved", "+moved"),
        ("@ayse +moved soonish I said", "+moved soonish"),
        ("@ayse +moved 10/11 I said", "+moved 10/11"),
        ("@ayse =third", "=third"),
        ("@ayse =third ; x", "=third ;"),
        ("@ayse *blah door", "*blah"),
        ("@ayse *tomorrow door", "*tomorrow"),
        ("@ayse *2030-01-01 door", "*2030-01-01"),
    ],
)
def test_a_token_without_what_it_needs_is_refused(line: str, stretch: str):
    assert refused(line)[0] == stretch


def test_a_time_that_is_not_clear_is_refused_with_both_readings():
    sentence = refused("@ayse +promise 10/11: send hinge")[1]
    assert "10 November" in sentence
    assert "11 October" in sentence


def test_a_number_behind_a_day_is_not_taken_for_its_hour_where_text_goes_on():
    assert "5" in refused("@ayse *yesterday 5 boxes came")[1]
    assert read("@ayse boxes came *yesterday 5").problems == ()


def test_a_number_before_a_time_may_be_a_promise_or_part_of_it():
    assert "+moved 12:" in refused("@ayse +moved 12 akşam", "tr")[1]
    assert read("@ayse +moved 12: akşam", "tr").problems == ()


@pytest.mark.parametrize(
    "line", ['@ayse "too loud', "@ayse “too loud", "@ayse «too loud", '@"Ayşe Yılmaz door', '@ayse x "']
)
def test_an_open_quotation_mark_is_refused(line: str):
    assert any("quotation mark" in problem.sentence for problem in read(line).problems)


def test_what_is_refused_is_not_understood_as_anything_else():
    line = read("@ayse +promise blah: hinge /fone !com *tomorrow +moved never =third door")
    assert (line.promises, line.channel, line.kind, line.when, line.moved) == ((), None, "", None, None)
    assert len(line.problems) == 5


def test_problems_stand_in_the_order_of_the_line():
    starts = [problem.start for problem in read("/q @ayse !q +q =q x @b").problems]
    assert starts == sorted(starts)
    assert len(starts) == 5


def test_a_word_of_ten_thousand_letters_is_shown_cut():
    (problem,) = read("@ayse /" + "q" * 10_000).problems
    assert len(problem.sentence) < 300


def test_a_page_of_wrong_words_gives_a_list_that_can_be_read_and_covers_them_all():
    line = "@ayse " + " ".join(f"/q{number}" for number in range(1000))
    problems = read(line).problems
    assert len(problems) == 50
    assert problems[-1].end == len(line)


def test_a_line_full_of_promises_is_refused_before_it_takes_long():
    line = read("@ayse " + "+promise fri: x " * 21)
    assert len(line.promises) == 20
    assert len(line.problems) == 1
