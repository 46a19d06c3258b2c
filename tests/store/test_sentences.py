"""Sentences come out in the owner's language where there is a catalogue, and cost nothing where there is none."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from store.sentences import _, speak

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def catalogues(tmp_path: Path) -> Iterator[Path]:
    catalogue = Catalog(locale="tr")
    catalogue.add("today", "bugün")
    made = io.BytesIO()
    write_mo(made, catalogue)
    folder = tmp_path / "tr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "regulars.mo").write_bytes(made.getvalue())
    yield tmp_path
    speak("", "")


def test_a_catalogue_is_spoken_and_what_it_lacks_stays_english(catalogues: Path) -> None:
    assert _("today") == "today"
    assert speak("tr", str(catalogues))
    assert (_("today"), _("tomorrow")) == ("bugün", "tomorrow")
    assert not speak("ko", str(catalogues))
    assert _("today") == "today"


def test_english_loads_no_gettext() -> None:
    program = "import sys; from store.sentences import _; _('today'); sys.exit('gettext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_no_module_goes_round_it() -> None:
    for folder in ("store", "screens", "tui"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.name != "sentences.py":
                assert not re.search(r"^\s*(from|import) gettext", path.read_text(), re.MULTILINE), path
