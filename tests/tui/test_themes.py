"""The two looks: legible, in colours that every terminal of 256 has."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from tui.themes import DARK, LIGHT, THEMES, theme_for

LEVELS = (0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF)
GREYS = tuple(8 + 10 * step for step in range(24))
LEGIBLE = 4.5
"""The contrast that WCAG 2.2 (1.4.3) asks of text."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2, from 1 to 21."""

    def luminance(name: str) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in Color.parse(name).normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours(theme: Theme) -> set[str]:
    """Every colour that the theme names."""
    named = {value for value in vars(theme).values() if isinstance(value, str) and value.startswith("#")}
    return named | {value for value in theme.variables.values() if value.startswith("#")}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_is_one_of_the_256(theme: Theme) -> None:
    for colour in colours(theme):
        rgb = Color.parse(colour).rgb
        assert all(part in LEVELS for part in rgb) or (len(set(rgb)) == 1 and rgb[0] in GREYS), colour


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_is_legible_on_everything_it_stands_on(theme: Theme) -> None:
    quiet = theme.variables["text-muted"]
    raised = theme.variables["block-cursor-background"]
    for ground in (theme.background, theme.surface, theme.panel, raised):
        assert ground
        for text in (theme.foreground, theme.warning, theme.error, theme.success, theme.primary, quiet):
            assert text
            wanted = LEGIBLE if ground in (theme.background, theme.surface) or text == theme.foreground else 3.0
            assert contrast(text, ground) >= wanted, (text, ground)


@pytest.mark.parametrize(
    ("environ", "name"),
    [({}, DARK), ({"COLORFGBG": "15;0"}, DARK), ({"COLORFGBG": "0;15"}, LIGHT), ({"COLORFGBG": "0;default;15"}, LIGHT)],
)
def test_the_look_follows_the_terminals_background(environ: dict[str, str], name: str) -> None:
    assert theme_for(environ) == name
