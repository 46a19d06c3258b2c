"""Today and waiting: what they say, and that they say it without opening the book."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import store.book
from store.database.agenda_file import VERSION
from store.rules.desk import by_pressing, read_today
from tests.tui.conftest import EARLIER, NOW, Run

ROOT = Path(__file__).parent.parent.parent
BANNED = ("textual", "rich", "asyncio", "dateutil.parser", "msgspec")
HEAVY = ("argparse", "dataclasses", "inspect", "tinydb", "pathlib", "store.book", "platformdirs")


def modules_after(folder: Path, *words: str) -> set[str]:
    """Run a command in a process of its own and return the modules that it has imported."""
    script = "import sys; from tui.__main__ import main; s = main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", f"{script}; sys.exit(s)", *words],
        cwd=ROOT,
        env={**os.environ, "REGULARS_BOOK": str(folder), "REGULARS_NOW": NOW},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ended.stderr.split())


@pytest.fixture
def busy_shop(shop: Run) -> Run:
    """A shop with somebody waiting, promises in every state, and follow-ups."""
    shop("log", "@ayse /email :( oven door squeaks", now="2026-03-02T10:00:00+03:00")
    shop("log", "@2 /phone +promise tomorrow 12:00: send a hinge", now="2026-03-03T11:00:00+03:00")
    shop("log", "@2 /phone +promise today 18:00: call back", now="2026-03-03T11:00:00+03:00")
    shop("log", "@2 /phone +promise in 9 days: order a lamp")
    shop("followup", "add", "--customer", "1", "--what", "ask about the oven", "--due", "today")
    shop("followup", "add", "--customer", "1", "--what", "ask again", "--due", "in 2 weeks")
    return shop


def test_a_new_shop_has_nothing_to_do_and_is_told_kindly(shop: Run) -> None:
    assert shop("today") == (0, "Nothing is waiting for you.\n", "")
    assert shop("waiting") == (0, "Nobody is waiting for an answer.\n", "")
    assert shop("waiting", "--json").json == []


def test_today_says_who_and_what_and_until_when(busy_shop: Run) -> None:
    said = busy_shop("today")
    assert said.out.splitlines() == [
        "Waiting and promised:",
        "  Ayşe Yılmaz: oven door squeaks (by e-mail since Monday 2 March, 10:00, for 1 day; late by "
        "13 h 30 m; conversation 1)",
        "  Γιώργος Παπαδόπουλος: call back (overdue by 15 h 30 m, was due yesterday, 18:00; promise 2)",
        "  Γιώργος Παπαδόπουλος: send a hinge (promised by today, 12:00, at risk; promise 1)",
        "  Γιώργος Παπαδόπουλος: order a lamp (promised by Friday 13 March; promise 3)",
        "",
        "To come back to:",
        "  Ayşe Yılmaz: ask about the oven (from today; follow-up 1)",
    ]


def test_the_glance_and_the_open_book_say_the_same(busy_shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_shop("compact")
    busy_shop("log", "@2 /chat is it ready +promise in 2 days: look")
    commands = (["today"], ["today", "--json"], ["waiting"], ["waiting", "--json"], ["today", "--quiet"])
    glances = [busy_shop(*command) for command in commands]
    monkeypatch.setattr("tui.glance.glance", lambda *_, **__: False)
    assert [busy_shop(*command) for command in commands] == glances
    assert glances[1].json["waiting"][0]["customer_name"] == "Ayşe Yılmaz"
    assert len(glances[1].json["promises"]) == 4


def test_many_rows_stand_in_the_same_order_at_a_glance_in_the_open_book_and_on_the_screen(
    shop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(18):
        mood = (":( ", ":) ", "")[number % 3]
        channel = ("email", "chat", "phone", "letter")[number % 4]
        shop("customer", "add", "--name", f"Customer {number:02}", now=EARLIER)
        when = f"2026-03-0{2 + number % 2}T{9 + number % 7:02}:10:00+03:00"
        shop("log", f"@{number + 3} /{channel} ? {mood}matter {number}", now=when)
        shop("log", f"@{number + 3} > /email =third Carrier {number} +promise today 18:00: part {number}", now=when)
    said = shop("today").out
    assert "with Carrier" in said
    monkeypatch.setattr("tui.glance.glance", lambda *_, **__: False)
    assert shop("today").out == said
    book = store.book.Book.open(folder, clock=lambda: datetime.fromisoformat(NOW))
    mixed = by_pressing(read_today(book.agenda(), book.now(), book.calendar.between))
    book.close()
    ids = [int(line.rpartition(" ")[2].rstrip(")")) for line in said.splitlines()[1:26]]
    assert len(mixed) > 25
    assert ids == [row["conversation"] if kind == "waiting" else row["id"] for kind, row in mixed[:25]]
    assert {row["status"] for _kind, row in mixed} >= {"overdue", "at_risk"}


def test_json_has_the_keys_of_the_contract(busy_shop: Run) -> None:
    today = busy_shop("today", "--json").json
    assert list(today) == ["now", "waiting", "promises", "follow_ups", "quiet", "thanks", "drafts"]
    assert today["now"] == NOW
    (waiting,) = today["waiting"]
    assert (
        waiting.items()
        >= {
            "conversation": 1,
            "customer": 1,
            "customer_name": "Ayşe Yılmaz",
            "clock": "first_answer",
            "channel": "email",
            "started": "2026-03-02T10:00:00+03:00",
            "due": "2026-03-02T14:00:00+03:00",
            "status": "overdue",
            "target_s": 4 * 3600,
            "elapsed_working_s": (8 + 9) * 3600 + 30 * 60,
            "margin_s": -(13 * 60 + 30) * 60,
            "elapsed_real_s": (47 * 60 + 30) * 60,
        }.items()
    )
    assert [(one["id"], one["status"]) for one in today["promises"]] == [(2, "overdue"), (1, "at_risk"), (3, "open")]
    assert [one["what"] for one in today["follow_ups"]] == ["ask about the oven"]


@pytest.mark.parametrize(
    ("line", "presses"),
    [
        ("@1 /email is it ready", True),
        ("@1 /phone hello", False),
        ("@1 /phone +promise in 9 days: order a lamp", False),
        ("@1 /phone +promise today 18:00: call", True),
        ("@1 /phone hello +follow today: ask", True),
        ("@1 /phone hello +follow tomorrow: ask", False),
    ],
)
def test_quiet_speaks_only_when_something_presses(shop: Run, line: str, presses: bool) -> None:
    shop("log", line)
    said = shop("today", "--quiet")
    assert said.status == 0
    assert bool(said.out) is presses
    assert bool(shop("today", "--quiet", "--json").out) is presses
    if presses:
        assert said.out == shop("today").out


def test_a_question_presses_from_the_day_on_which_its_answer_is_due(shop: Run) -> None:
    shop("log", "@1 /email is it ready", now="2026-03-06T17:30:00+03:00")
    assert shop("today", "--quiet", now="2026-03-06T17:40:00+03:00").out == "", "due on Monday at 12:30"
    assert shop("today", "--quiet", now="2026-03-09T09:00:00+03:00").out


def test_waiting_lists_every_clock_that_runs_what_presses_most_first(shop: Run) -> None:
    shop("log", "@1 /email is it ready", now="2026-03-03T17:00:00+03:00")
    shop("log", "@2 /chat hello", now="2026-03-04T09:10:00+03:00")
    clocks = shop("waiting", "--json").json
    assert [(one["conversation"], one["clock"], one["margin_s"]) for one in clocks] == [
        (2, "first_answer", 40 * 60),
        (1, "first_answer", 150 * 60),
        (1, "update", 870 * 60),
        (2, "update", 940 * 60),
    ]
    assert [one["status"] for one in clocks] == ["running"] * 4
    lines = shop("waiting").out.splitlines()
    assert lines[0].split() == ["No", "Customer", "By", "What", "Waits", "for", "Since", "Left"]
    assert lines[1].endswith("40 m left of 1 h")


def test_news_from_us_stand_on_today_when_they_are_at_risk(shop: Run) -> None:
    shop("log", "@1 /email is it ready", now="2026-03-02T10:00:00+03:00")
    shop("log", "@1 > /email we ask them =third ACS", now="2026-03-02T11:00:00+03:00")
    assert shop("today", now="2026-03-03T13:00:00+03:00").out == "Nothing is waiting for you.\n"
    for _look in range(2):
        said = shop("today", now="2026-03-03T15:00:00+03:00").out
        words = (
            "is it ready, with ACS (news from us, since yesterday, 11:00; at risk, 3 h left of 16 h; conversation 1)"
        )
        assert words in said
    (row,) = shop("today", "--json", now="2026-03-03T15:00:00+03:00").json["waiting"]
    assert (row["clock"], row["status"], row["third_party"]) == ("update", "at_risk", "ACS")


def test_an_agenda_in_an_older_form_is_written_anew(shop: Run, folder: Path) -> None:
    shop("log", "@1 /email is it ready")
    shop("today")
    agenda = folder / "agenda.jsonl"
    now, former = agenda.read_bytes(), agenda.read_bytes().replace(b'"agenda":%d' % VERSION, b'"agenda":1')
    assert former != now
    agenda.write_bytes(former)
    assert "is it ready" in shop("waiting").out
    assert b'"agenda":%d' % VERSION in agenda.read_bytes()


def test_a_look_long_after_the_agenda_was_written_is_right_and_makes_ready_for_quick_ones(
    shop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop("log", "@1 /email is it ready")
    shop("today")
    later = "2028-03-01T10:00:00+03:00"
    (first, _update) = shop("waiting", "--json", now=later).json
    shop("today", now=later)  # closing the book the first time brought the holidays of the new years
    assert first["margin_s"] < -490 * 9 * 3600
    monkeypatch.setattr(store.book.Book, "open", None)
    assert shop("waiting", "--json", now=later).json[0] == first


def test_what_is_backdated_beyond_the_agenda_is_right(shop: Run) -> None:
    shop("today")
    shop("log", "@1 /email *2024-03-04 is it ready")
    for _look in range(2):
        assert shop("waiting", "--json").json[0]["elapsed_working_s"] > 500 * 9 * 3600


def test_a_slip_in_the_year_makes_it_slow_but_right_and_writes_nothing_at_every_look(shop: Run, folder: Path) -> None:
    shop("log", "@1 /email *1926-03-04 is it ready")
    for _look in range(2):  # closing the book the first time may bring the holidays of a new year
        shop("today")
    written = (folder / "agenda.jsonl").read_bytes()
    assert len(written) < 400_000
    assert shop("waiting", "--json").json[0]["elapsed_real_s"] > 99 * 365 * 24 * 3600
    assert (folder / "agenda.jsonl").read_bytes() == written


def test_a_promise_with_time_left_presses_once_its_aim_has_passed(shop: Run) -> None:
    shop("log", "@1 /phone +promise in 9 days: order a lamp")
    assert shop("today", "--quiet").out == ""
    assert "promised by tomorrow, at risk" in shop("today", "--quiet", now="2026-03-12T09:30:00+03:00").out


def test_what_is_too_long_for_a_glance_is_counted(shop: Run) -> None:
    for number in range(30):
        shop("log", f"@1 /phone +promise 2026-03-{10 + number % 9:02}: lamp {number}")
    said = shop("today").out.splitlines()
    assert len(said) == 1 + 25 + 1
    assert said[-1] == "  … and 5 more: regulars waiting, regulars promise list"
    assert said[1].startswith("  Ayşe Yılmaz: lamp 0 (promised by Tuesday 10 March; ")
    assert len(shop("today", "--json").json["promises"]) == 30


@pytest.mark.parametrize("words", [["today"], ["today", "--json", "--quiet"], ["waiting"], ["waiting", "--json"], []])
def test_a_glance_opens_no_book(shop: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    shop("log", "@1 /email is it ready")
    shop("today")  # writes the agenda, so that the next look is a glance

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the book was opened")

    monkeypatch.setattr(store.book.Book, "open", refuse)
    assert "is it ready" in shop(*words).out


def test_today_imports_nothing_that_takes_time(shop: Run, folder: Path) -> None:
    shop("log", "@1 /email is it ready")
    shop("today")
    assert not modules_after(folder, "today").intersection((*BANNED, *HEAVY, "zoneinfo"))
    assert not modules_after(folder, "today", "--json", "--book", str(folder)).intersection((*BANNED, *HEAVY))
    assert not modules_after(folder, "waiting").intersection((*BANNED, *HEAVY))


def test_today_and_log_import_no_terminal_where_there_is_none(shop: Run, folder: Path) -> None:
    (folder / "agenda.jsonl").unlink(missing_ok=True)
    assert not modules_after(folder, "today").intersection(BANNED)
    assert not modules_after(folder, "log", "@1 /phone hello +promise fri 17:00: call").intersection(BANNED)


def test_a_change_of_the_zone_is_seen_at_once(shop: Run) -> None:
    shop("log", "@1 /email is it ready", now="2026-03-04T09:00:00+03:00")
    shop("today")
    shop("shop", "set", "zone=Asia/Seoul")
    for _look in range(2):
        assert shop("today", "--json").json["now"] == "2026-03-04T15:30:00+09:00"
        assert "since today, 15:00" in shop("today").out


def test_hours_are_shown_as_the_shops_clock_had_them(shop: Run) -> None:
    shop("shop", "set", "zone=Europe/Athens")
    shop("log", "@1 /phone +promise 2026-04-20 17:00: order a lamp")
    for _look in range(2):  # the clocks go forward on 29 March
        assert "by Monday 20 April, 17:00" in shop("today").out


def test_a_zone_that_the_system_lacks_comes_from_the_package(shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shop("log", "@1 /email is it ready")
    here = [shop("today"), shop("today")]
    monkeypatch.setattr("tui.glance._SYSTEM_ZONES", "/nowhere")
    assert shop("today") == here[1] == here[0]


def test_the_process_keeps_its_own_zone(shop: Run) -> None:
    shop("shop", "set", "zone=Asia/Seoul")
    shop("today")
    shop("today")
    assert os.environ["TZ"] == "Europe/Istanbul"


def test_a_folder_that_others_can_read_is_closed_and_that_is_said(shop: Run, folder: Path) -> None:
    shop("today")
    folder.chmod(0o755)
    said = shop("today")
    assert said.err == "Others could read the book's folder; now only you can.\n"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert shop("today").err == ""


def test_a_clock_that_was_set_back_is_said_and_accepted(shop: Run) -> None:
    shop("log", "@1 /email is it ready")
    for _look in range(2):
        said = shop("today", now="2026-03-03T09:30:00+03:00")
        assert said.status == 0
        assert said.err.count("\n") == 1
        assert "clock is behind the last change" in said.err


def test_a_book_that_is_not_there_yet_is_made(run: Run, folder: Path) -> None:
    said = run("today")
    assert said.out == "Nothing is waiting for you.\n"
    assert "new, empty book" in said.err
    assert folder.stat().st_mode & 0o777 == 0o700
    assert run("today").err == ""


def test_a_damaged_agenda_costs_nothing_but_time(shop: Run, folder: Path) -> None:
    shop("log", "@1 /email is it ready")
    whole = shop("today")
    data = bytearray((folder / "agenda.jsonl").read_bytes())
    data[len(data) // 2] ^= 4
    (folder / "agenda.jsonl").write_bytes(data)
    assert shop("today") == whole
    assert shop("waiting").out.count("\n") == 3


def test_of_many_follow_ups_the_first_stand_there_and_the_others_are_counted(shop: Run) -> None:
    for number in range(30):
        due = "2026-02-20" if number % 3 else "2026-02-21 09:30"
        shop("followup", "add", "--customer", "1", "--what", f"ask {number}", "--due", due, now=EARLIER)
    for number in (3, 4, 5):
        shop("followup", "snooze", str(number), "in 5 days")
    shop("followup", "snooze", "6", "today 08:00")
    open_ones = [one["what"] for one in shop("today", "--json").json["follow_ups"]]
    assert len(open_ones) == 27
    lines = shop("today").out.splitlines()
    assert [line.split(": ")[1].split(" (")[0] for line in lines[1:26]] == open_ones[:25]
    assert lines[26] == "  … and 2 more: regulars followup list"
