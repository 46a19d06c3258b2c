"""Which Regulars this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

_NAME = "regulars"
_PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def version() -> str:
    """Return the version: of the clone that this runs from, else of what is installed."""
    if _PROJECT.is_file():
        import tomllib

        project = tomllib.loads(_PROJECT.read_text(encoding="utf-8")).get("project", {})
        if project.get("name") == _NAME:
            return str(project["version"])
    try:
        return metadata(_NAME)["Version"]
    except PackageNotFoundError:
        return "?"
