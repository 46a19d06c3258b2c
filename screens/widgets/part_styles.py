"""How the parts of a widget look that draws its lines itself, by the names of its component classes."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


class PartStyles:
    """Each look is asked of the stylesheet once, until the colours change.

    A part keeps the ground that it stands on; the one that is `whole`, under the cursor, has its own.
    """

    def __init__(self, widget: Widget, prefix: str, whole: str) -> None:
        """Stand for the component classes of `widget` that begin with `prefix` and two hyphens."""
        self._widget = widget
        self._prefix = prefix
        self._whole = whole
        self._known: dict[str, Style] = {}

    def of(self, name: str) -> Style:
        """Return the look of a part; of the widget itself where there is no name."""
        style = self._known.get(name)
        if style is None:
            if not name:
                style = self._widget.rich_style
            else:
                style = self._widget.get_component_rich_style(f"{self._prefix}--{name}", partial=True)
                if name != self._whole:
                    style = Style(color=style.color, bold=style.bold)
            self._known[name] = style
        return style

    def forget(self) -> None:
        """Ask the stylesheet anew: the colours have changed."""
        self._known.clear()
