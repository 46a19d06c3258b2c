"""What stands over the footer while something is typed there: a title, a field, and a panel of lines below it."""

from __future__ import annotations

from textual.containers import Vertical


class BottomBar(Vertical):
    """The look of the capture bar and of the question bar."""

    DEFAULT_CSS = """
    BottomBar {
        height: auto;
        background: $surface;
        border-top: solid $primary;
        padding: 0 1;
        & > OneLine { color: $primary; text-style: bold; }
        & > BookList {
            background: $surface;
            scrollbar-size-vertical: 0;
        }
    }
    """
