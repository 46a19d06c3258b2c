"""The manual says what the program does: what is made from it is up to date, and nothing is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.rules.settings import KEYS as SETTINGS
from tests.terminal import ROOT
from tui.commands import all_commands
from tui.keys import KEYS
from tui.manual import FOLDER, filled, pages, parts

DOCS = ROOT / FOLDER
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def manual() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md")))


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_what_is_made_from_the_program_is_up_to_date() -> None:
    stale = [str(page) for page in pages() if filled(page.read_text(encoding="utf-8")) != page.read_text("utf-8")]
    assert stale == [], "make manual"


def test_every_part_that_can_be_made_stands_somewhere(manual: str) -> None:
    assert [name for name in parts() if f"<!-- made: {name} -->" not in manual] == []


def test_every_key_is_explained(manual: str) -> None:
    for key in KEYS:
        assert f"| `{key.id}` |" in manual
        assert key.sentence in manual


def test_every_command_is_explained_with_all_that_it_takes(manual: str) -> None:
    for command in all_commands():
        assert f"### {command.words}\n\n`{command.takes().usage}`: {command.summary}." in manual
        for option in re.findall(r"^  (--[a-z-]+)", command.takes().help(), re.MULTILINE):
            if option not in ("--json", "--book"):
                section = manual.partition(f"### {command.words}\n")[2].partition("\n### ")[0]
                assert option in section, (command.words, option)


def test_every_setting_is_explained(manual: str) -> None:
    for key in SETTINGS:
        channel = re.fullmatch(r"(channel\.[a-z]+)\.[a-z_]+", key)
        assert f"| `{channel[1]}.…` |" in manual if channel else f"| `{key}` |" in manual


def test_every_page_is_in_the_contents(manual: str) -> None:
    contents = (DOCS / "README.md").read_text(encoding="utf-8")
    for page in DOCS.glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in contents


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda page: page.stem)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
