"""The footer: the few keys that matter here, as many as there is room for."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from screens.offers import Offer, offers

_GAP = 2
# Help leads to all the others, a customer is standing there, and nobody should be stuck: these stay the longest.
_STAY = ("app.show_help", "screen.capture", "screen.back")


class KeyLine(Widget):
    """One line of keys with a word each, from the bindings that can be used now."""

    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text-muted;
        & > .key-line--key { color: $foreground; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key"}

    def __init__(self) -> None:
        """Begin without keys; they are read when it is first drawn."""
        super().__init__()
        self._offers: list[Offer] = []

    def on_mount(self) -> None:
        """Follow what can be done on the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[Any]) -> None:
        found = [offer for offer in offers(screen) if offer.footer]
        if found != self._offers:
            self._offers = found
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.content_size.width
        style = self.rich_style
        key_style = style + self.get_component_rich_style("key-line--key", partial=True)
        segments: list[Segment] = []
        for offer in fitting(self._offers, width):
            segments += [Segment(f"{offer.key} ", key_style), Segment(offer.word + " " * _GAP, style)]
        return Strip(segments).adjust_cell_length(width, style)


def fitting(found: list[Offer], width: int) -> list[Offer]:
    """Return the offers that have room in `width` cells: the last ones go first, those that stay late, help never."""
    kept = list(found)
    while len(kept) > 1 and sum(_width(offer) + _GAP for offer in kept) - _GAP > width:
        del kept[min(range(len(kept)), key=lambda index: (_stays(kept[index]), -index))]
    return kept


def _stays(offer: Offer) -> int:
    """Return how long an offer stays: 0 goes first."""
    return len(_STAY) - _STAY.index(offer.action) if offer.action in _STAY else 0


def _width(offer: Offer) -> int:
    return cell_len(offer.key) + 1 + cell_len(offer.word)
