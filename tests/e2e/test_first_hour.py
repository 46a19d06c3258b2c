"""The first three minutes with only the README, on a real terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import ROOT, Terminal

NOW = "2026-03-04T09:30:00+02:00"
ADDRESS_BOOK = """BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Y=C4=B1lmaz;Ay=C5=9Fe;;;\r
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ay=C5=9Fe Y=C4=B1lmaz\r
TEL;CELL:+905321234567\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
FN:Γιώργος Παπαδόπουλος\r
TEL;TYPE=WORK:+30 21 0123 4567\r
END:VCARD\r
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"REGULARS_BOOK": str(tmp_path / "book"), "REGULARS_NOW": NOW, "TZ": "Europe/Istanbul"}


@pytest.fixture
def shop(environment: dict[str, str]) -> dict[str, str]:
    """A shop that has answered the first questions."""
    assert run(environment, "shop", "set", "zone=Europe/Istanbul").returncode == 0
    return environment


def run(environment: dict[str, str], *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        input=text,
        check=False,
    )


def test_import_then_a_first_contact_in_the_app(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "phone.vcf").write_text(ADDRESS_BOOK, newline="")
    imported = run(environment, "import", str(tmp_path / "phone.vcf"))
    assert imported.returncode == 0, imported.stderr
    with Terminal([], environment) as terminal:
        terminal.wait_for("Welcome to Regulars", "Europe/Istanbul", "10:30 there now")
        terminal.press("enter")
        terminal.wait_for("Today")
        terminal.press("c")
        terminal.press("@ays /phone is my oven ready ?")
        terminal.wait_for("Ayşe Yılmaz")
        terminal.press("enter")
        terminal.wait_for("Ayşe Yılmaz", "is my oven ready")
        terminal.press("q")
        assert terminal.wait() == 0
    today = run(environment, "today")
    assert "Ayşe Yılmaz" in today.stdout
    assert run(environment, "show", "ayse").stdout.count("is my oven ready") >= 1


def test_a_line_that_is_cut_keeps_what_was_typed(shop: dict[str, str]) -> None:
    assert run(shop, "log", "@new Ayşe Yılmaz /phone hello").returncode == 0
    with Terminal([], shop) as terminal:
        terminal.wait_for("Today")
        terminal.press("c")
        terminal.press("@ays half a sent")
        terminal.wait_for("half a sent")
        terminal.kill(signal.SIGHUP)
    with Terminal([], shop) as terminal:
        terminal.wait_for("half a sent")
        terminal.press("q")
        assert terminal.wait() == 0


def test_a_change_from_the_command_line_shows_in_the_open_app_within_a_second(shop: dict[str, str]) -> None:
    run(shop, "log", "@new Ayşe Yılmaz /phone hello")
    with Terminal([], shop) as terminal:
        terminal.wait_for("Today")
        terminal.settle()
        run(shop, "log", "@ayse /email where is my parcel")
        terminal.wait_for("e-mail: where is my", seconds=2)


def test_a_screen_at_rest_sends_nothing(shop: dict[str, str]) -> None:
    run(shop, "log", "@new Ayşe Yılmaz /email hello")
    with Terminal([], shop) as terminal:
        terminal.wait_for("Ayşe Yılmaz")
        terminal.settle()
        before = terminal.received
        terminal.settle(quiet=3)
        assert terminal.received == before


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20), (40, 20)])
def test_a_hostile_name_is_only_a_name(shop: dict[str, str], columns: int, rows: int) -> None:
    for name in ("[/foo] Bob [red]Smith", "$name", "‮evil‬", "x" * 300):
        assert run(shop, "customer", "add", "--name", name).returncode == 0
    run(shop, "log", "@1 /email [/bold] where is it")
    with Terminal([], shop, columns=columns, rows=rows) as terminal:
        terminal.wait_for("[/foo] Bob")
        terminal.press("2")
        terminal.wait_for("$name")
        terminal.press("1")
        terminal.wait_for("[/foo] Bob")
        terminal.press("q")
        assert terminal.wait() == 0
