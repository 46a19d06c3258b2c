"""What tests of exports need: the keys that were promised, and what a file holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from store.book import Book
from store.exchange.book_json import export_json

KEYS = [
    "format", "version", "shop", "customers", "things", "interactions", "conversations", "promises", "follow_ups",
    "phrases", "feedback", "gestures", "surveys", "drafts",
]  # fmt: skip


def exported(book: Book, path: Path) -> dict[str, Any]:
    """What an export of the book holds."""
    export_json(book, path)
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content
