"""`regulars import` and `export`: an address book from the phone, and everything out again."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.tui.conftest import Run
from tui.commands.import_file import _Progress

CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ayşe Yılmaz\r\nTEL:+905321234567\r\nEMAIL:ayse@example.org\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoe\r\nTEL:+302101234567\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
)


@pytest.fixture
def cards(tmp_path: Path) -> str:
    (tmp_path / "phone.vcf").write_text(CARDS, encoding="utf-8", newline="")
    return str(tmp_path / "phone.vcf")


def test_what_was_taken_is_counted_and_what_was_not_is_named(shop: Run, cards: str) -> None:
    said = shop("import", cards)
    assert said.status == 1
    assert said.out == "1 added, 1 updated, 0 were here already.\n"
    assert said.err.startswith("Left out, line 1")
    again = shop("import", cards, "--json")
    assert again.status == 1
    assert again.json.items() >= {"read": 3, "added": 0, "updated": 0, "unchanged": 2}.items()
    (skipped,) = again.json["skipped"]
    assert f"Left out, {skipped['where']}: {skipped['reason']}\n" == said.err


def test_one_undo_takes_the_whole_import_back(shop: Run, cards: str) -> None:
    before = shop("customer", "list", "--all", "--json").json
    shop("import", cards)
    shop("undo")
    assert shop("customer", "list", "--all", "--json").json == before


def test_a_dry_run_changes_nothing(shop: Run, cards: str) -> None:
    said = shop("import", "--dry-run", cards)
    assert said.out == "This would add 1 and update 1; 0 are here already. Nothing is changed.\n"
    assert len(shop("customer", "list", "--json").json) == 2


def test_of_many_that_were_left_out_the_first_twenty_are_named(shop: Run, tmp_path: Path) -> None:
    (tmp_path / "many.vcf").write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n" * 30, newline="")
    said = shop("import", str(tmp_path / "many.vcf"))
    assert said.status == 1
    assert len(said.err.splitlines()) == 21
    assert said.err.splitlines()[-1] == "30 were left out in all; --json names each."
    assert len(shop("import", str(tmp_path / "many.vcf"), "--json").json["skipped"]) == 30


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.vcf", None), ("picture.vcf", b"\x89PNG\r\n\x1a\n\x00\x00\x01"), ("empty.csv", b"")],
)
def test_a_file_that_is_no_address_book_changes_nothing(
    shop: Run, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    failed = shop("import", str(tmp_path / name))
    assert failed.status == 2
    assert name in failed.err


def test_progress_is_shown_to_who_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, shown in ((Terminal(), "\r100 rows read\r1,100 of 2,000 rows"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", stream)
        progress = _Progress()
        progress.show(100, None)
        progress.show(1100, 2000)
        progress.end()
        assert stream.getvalue().startswith(shown)
        assert stream.getvalue().endswith("\r" if shown else "")


def test_everything_goes_out_as_json_and_comes_back(shop: Run, tmp_path: Path) -> None:
    shop("log", "@1 /email is it ready +promise fri 17:00: look")
    path = tmp_path / "all.json"
    written = shop("export", str(path), "--json").json
    assert written["written"] == str(path)
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert {"format", "version", "shop", "customers", "interactions", "promises"} <= whole.keys()
    assert path.stat().st_mode & 0o077 == 0
    other = str(tmp_path / "other")
    assert shop("import", str(path), "--book", other).status == 0
    here, there = shop("show", "1", "--json").json, shop("show", "1", "--json", "--book", other).json
    assert there["timeline"] == here["timeline"]
    assert there["promises"] == here["promises"]
    assert shop("export", str(tmp_path / "one.json"), "--customer", "2").status == 0


def test_what_lies_ahead_goes_out_as_a_calendar(shop: Run, tmp_path: Path) -> None:
    shop("log", "@1 /phone > told her +promise fri 17:00: send a hinge +follow in 2 weeks: ask how it bakes")
    shop("followup", "add", "--customer", "2", "--what", "service", "--due", "2026-04-01", "--rule", "FREQ=YEARLY")
    shop("log", "@2 /phone thanks +follow when frost: bring it in")
    path = tmp_path / "shop.ics"
    said = shop("export", str(path))
    assert said.out == f"3 events are in {path}.\n"
    assert said.err == "1 follow-up waits for something to happen, and has no day in it.\n"
    text = path.read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == 3
    assert "RRULE:FREQ=YEARLY" in text
    assert shop("export", str(path), "--customer", "2", "--json").json == {"written": str(path), "records": 1}
    assert path.stat().st_mode & 0o077 == 0


def test_the_customers_go_out_as_cards_and_as_a_table(shop: Run, tmp_path: Path) -> None:
    everybody = shop("customer", "list", "--json").json
    for name in ("all.vcf", "all.csv"):
        path = tmp_path / name
        said = shop("export", str(path))
        assert said.out == f"{len(everybody)} customers are in {path}.\n"
        other = str(tmp_path / f"from-{name}")
        assert shop("import", str(path), "--book", other).status == 0
        assert [one["name"] for one in shop("customer", "list", "--json", "--book", other).json] == [
            one["name"] for one in everybody
        ]
        assert shop("export", str(path), "--customer", "2", "--json").json["records"] == 1


def test_an_ending_that_is_not_known_yet_is_said(shop: Run, tmp_path: Path) -> None:
    for name in ("all.xlsx", "all"):
        failed = shop("export", str(tmp_path / name))
        assert failed.status == 2
        assert ".json" in failed.err
        assert not (tmp_path / name).exists()
    assert shop("export", str(tmp_path / "nowhere" / "all.json")).status == 3
