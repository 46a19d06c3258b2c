"""A field for searching while typing."""

from __future__ import annotations

from screens.widgets.typed_line import TypedLine


class SearchField(TypedLine):
    """One quiet line."""

    DEFAULT_CSS = """
    SearchField.-textual-compact { padding: 0 2; }
    """
