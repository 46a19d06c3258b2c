"""Every change has words: whatever key the code opens a transaction with, undo and the change log can say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from store.change_words import describe

_ROOT = Path(__file__).parents[2]
_NOUNS = "customer|person|thing|interaction|conversation|promise|followup|rows|draft|shop|doctor"
# A key is behind the noun of what is changed, wherever it is written down; or right where a transaction is opened.
_KEY = re.compile(rf'"((?:{_NOUNS})\.[a-z_-]+)"')
_OPENED_WITH = re.compile(r'\b(?:transact|saving|Deed)\(\s*(f?)"([^"]+)"')
_OPENED_BY_DEFAULT_WITH = re.compile(r'\bwhat: str = "([^"]+)"')
# A setting of the shop, and placeholders of phrases.
_NO_KEYS = {"promise.aim", "promise.condition", "promise.due", "promise.what"}


def sources() -> Iterator[tuple[str, str]]:
    """Give every module that may open a transaction, with its text."""
    for part in ("store", "screens", "tui"):
        for path in sorted((_ROOT / part).rglob("*.py")):
            if path.name != "change_words.py":
                yield str(path.relative_to(_ROOT)), path.read_text(encoding="utf-8")


def test_no_key_is_without_words() -> None:
    keys = {
        key: path
        for path, text in sources()
        for key in (
            *_KEY.findall(text),
            *(key for _f, key in _OPENED_WITH.findall(text)),
            *_OPENED_BY_DEFAULT_WITH.findall(text),
        )
        if key not in _NO_KEYS and not key.endswith(".tcss")
    }
    assert keys.keys() >= {"log", "import", "customer.add", "shop.holidays", "rows.done", "followup.snooze"}
    del keys["import"]  # whose word it is itself
    without = [f"{key} in {path}" for key, path in keys.items() if describe({"what": key}, {}) == key]
    assert without == [], "give it words in store/change_words.py"


def test_keys_are_written_whole_so_that_they_can_be_found() -> None:
    assert [path for path, text in sources() for is_parts, _key in _OPENED_WITH.findall(text) if is_parts] == []


def test_a_change_names_whom_it_is_about_and_counts_many() -> None:
    content = {"what": "rows.done"}
    assert describe(content, {1: "Ayşe", 2: "Zoe"}) == "several done: Ayşe, Zoe"
    assert describe(content, dict.fromkeys(range(12), "x")) == "several done: 12 customers"
