"""Names and texts that would like to be something else: data all the way, and never an escape on the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.records.codec import to_plain
from tests.books import Clock, add_customer, open_book
from tests.terminal import Terminal
from tests.tui.conftest import NOW, Run
from tui.output import json_text, printable
from tui.tables import Table, cut

HOSTILE = [
    "[/foo]",
    "Bob [red]Smith",
    "$name {name} %s %(x)d",
    "\u0301",
    "x" * 10_000,
    "שלום עולם",
    "\x1b[31mred\x1b[0m \x1b]52;c;aGFjaw==\x07",
    "back\u202ewards",
    "c1 \x9b31m control",
    "--json",
    "-",
    '"quoted" \\ and\nbroken\tlines',
    "𝕬𝖞ş𝖊 👩‍🔧",
]
STEERING = ("\x1b", "\x07", "\x9b", "\u202e", "\x00")


def quiet(text: str) -> bool:
    return not any(one in text for one in STEERING)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_a_name(shop: Run, name: str) -> None:
    added = shop("customer", "add", f"--name={name}", f"--note={name}", "--phone", "0700", "--json")
    assert added.status == 0, added.err
    kept = added.json["customer_name"]
    assert shop("log", "@3 /email is it ready +promise fri 17:00: look +follow today: ask").status == 0
    shop("customer", "edit", "3", f"--call-by={name}", f"--tag={name}", f"--field=key={name}")
    shop("interaction", "edit", "1", f"--text={name}")
    for words in (
        ("today",),
        ("waiting",),
        ("find", "ready"),
        ("show", "3"),
        ("customer", "list"),
        ("promise", "list"),
        ("followup", "list"),
        ("conversation", "list"),
        ("conversation", "show", "1"),
        ("undo",),
        ("redo",),
    ):
        said = shop(*words)
        assert said.status == 0
        assert quiet(said.out + said.err)
        assert len(said.out.splitlines()) < 60
        document = shop(*words, "--json")
        assert quiet(document.out)
        document.json  # noqa: B018
        if words[0] in ("today", "waiting"):
            assert kept in document.out or json.dumps(kept, ensure_ascii=False)[1:-1] in document.out


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_word_in_a_failure_is_shown_harmlessly(shop: Run, name: str) -> None:
    for words in (("show", f"?zz{name}"), (f"?{name}",), ("shop", "set", f"{name}=1"), ("promise", "keep", f"x{name}")):
        failed = shop(*words)
        assert failed.status == 2
        assert quiet(failed.err)
        assert len(failed.err) < 1_000


def test_nul_and_escapes_from_standard_input_stay_out_of_the_book(shop: Run) -> None:
    assert shop("log", "-", text="@1 /phone nul\x00 esc\x1b[2J bell\x07 back\u202ewards\n").status == 0
    assert shop("show", "1", "--json").json["timeline"][0]["text"] == "nul esc bell backwards"
    assert shop("log", "@1 /phone", "--text", "-", text="nul\x00\r\nsecond \x1b]0;title\x07line").status == 0
    assert quiet(shop("show", "1").out)


def test_a_book_written_by_another_program_cannot_steer_the_terminal(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "evil\x1b]52;c;aGFjaw==\x07\u202e name"
    book = open_book(folder, Clock())
    with monkeypatch.context() as patch:
        patch.setattr("store.change.to_plain", lambda record: {**to_plain(record), "name": evil, "note": "a\x9b2Jb"})
        add_customer(book, "as it is")
        patch.setattr("store.change.to_plain", lambda record: {**to_plain(record), "text": evil, "subject": evil})
        book.log("@1 /email is it ready")
    book.close()
    for words in (("today",), ("waiting",), ("customer", "list"), ("show", "1"), ("find", "evil")):
        for more in ((), ("--json",)):
            assert quiet(run(*words, *more).out)
    shown = run("show", "1", "--json").json
    assert (shown["customer"]["name"], shown["timeline"][0]["text"]) == (evil, evil)


@pytest.mark.parametrize("text", [*HOSTILE, "\ud800 lone", "tab\tand\u2028line", "\U000e0041 tag"])
def test_json_is_harmless_and_says_what_it_was(text: str) -> None:
    written = json_text({"text": text, "list": [text, 1, None, True]})
    assert quiet(written)
    assert "\n" not in written
    assert json.loads(written) == {"text": text, "list": [text, 1, None, True]}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_cell_is_one_line_and_not_too_wide(text: str) -> None:
    assert quiet(printable(text))
    assert "\n" not in printable(text)
    assert len(cut(text, 20)) <= 20
    table = Table(("Name", "What"), [(text, "what")], "nothing")
    assert len(table.plain_lines()) == 2
    assert quiet("\n".join(table.plain_lines()))


def test_on_a_terminal_tables_are_drawn_and_names_stay_names(shop: Run, folder: Path) -> None:
    for name in ("[/foo]", "Bob [red]Smith", "김민준", "evil\x1b[31m"):
        shop("customer", "add", f"--name={name}")
    with Terminal(["customer", "list"], {"REGULARS_BOOK": str(folder), "REGULARS_NOW": NOW}) as terminal:
        shown = terminal.wait_for("[/foo]", "Bob [red]Smith", "김민준", "evil", "Customer")
        assert "─" in shown
        assert terminal.wait() == 0
