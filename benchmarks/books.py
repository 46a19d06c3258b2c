"""The books that are measured: the sample shop at three sizes, made once and kept in `.bench`."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import store.sample
from store.database.migrations import SCHEMA
from store.sample.generate import LARGE, MEDIUM, SMALL, SampleSize, build_sample_book

KEPT = Path(__file__).parent.parent / ".bench"
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Sofia"))
SIZES: dict[str, SampleSize] = {"small": SMALL, "medium": MEDIUM, "large": LARGE}
_SEED = 1


def sample_book(name: str) -> Path:
    """Return the folder of the sample shop at that size, making it where it is missing or made otherwise."""
    folder = KEPT / name
    size = SIZES[name]
    made_with = {
        "schema": SCHEMA,
        "customers": size.customers,
        "interactions": size.interactions,
        "seed": _SEED,
        "generator": _generator(),
    }
    note = KEPT / f"{name}.made"
    if not note.exists() or json.loads(note.read_text()) != made_with:
        shutil.rmtree(folder, ignore_errors=True)
        KEPT.mkdir(exist_ok=True)
        build_sample_book(folder, size, now=NOW, seed=_SEED)
        note.write_text(json.dumps(made_with))
    return folder


def _generator() -> str:
    """Return what stands for the present generator: a book made by another one is made anew."""
    files = sorted(path for path in Path(store.sample.__file__).parent.rglob("*") if path.suffix in (".py", ".toml"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def copy_of(name: str, target: Path) -> Path:
    """Return a copy of that book to write in."""
    folder = target / name
    shutil.copytree(sample_book(name), folder)
    return folder
