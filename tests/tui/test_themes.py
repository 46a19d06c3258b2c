"""The looks: legible, in colours that every terminal of 256 has, or in the sixteen where there are no more."""

from __future__ import annotations

import pytest
from rich.console import Console
from textual.color import Color
from textual.theme import Theme

from tui.themes import DARK, DARK_16, LIGHT, LIGHT_16, OTHER_SIDE, THEMES, has_16_colours, theme_for

LEVELS = (0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF)
GREYS = tuple(8 + 10 * step for step in range(24))
# The sixteen as xterm and as the Linux console have them, from black to bright white.
SIXTEEN = {
    "xterm": (
        "#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5 "
        "#7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff"
    ),
    "linux": (
        "#000000 #aa0000 #00aa00 #aa5500 #0000aa #aa00aa #00aaaa #aaaaaa "
        "#555555 #ff5555 #55ff55 #ffff55 #5555ff #ff55ff #55ffff #ffffff"
    ),
}
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


OF_256 = [theme for theme in THEMES if not theme.ansi]
OF_16 = [theme for theme in THEMES if theme.ansi]


@pytest.mark.parametrize("theme", OF_256, ids=lambda theme: theme.name)
def test_every_colour_is_one_of_the_256(theme: Theme) -> None:
    for colour in colours(theme):
        rgb = Color.parse(colour).rgb
        assert all(part in LEVELS for part in rgb) or (len(set(rgb)) == 1 and rgb[0] in GREYS), colour


@pytest.mark.parametrize("theme", OF_256, ids=lambda theme: theme.name)
def test_every_text_is_legible_on_everything_it_stands_on(theme: Theme) -> None:
    quiet = theme.variables["text-muted"]
    raised = theme.variables["block-cursor-background"]
    for ground in (theme.background, theme.surface, theme.panel, raised):
        assert ground
        for text in (theme.foreground, theme.warning, theme.error, theme.success, theme.primary, quiet):
            assert text
            wanted = LEGIBLE if ground in (theme.background, theme.surface) or text == theme.foreground else 3.0
            assert contrast(text, ground) >= wanted, (text, ground)


@pytest.mark.parametrize("terminal", SIXTEEN)
@pytest.mark.parametrize("theme", OF_16, ids=lambda theme: theme.name)
def test_in_16_colours_no_text_is_lost_on_its_ground(theme: Theme, terminal: str) -> None:
    shown = SIXTEEN[terminal].split()

    def colour(name: str | None) -> str:
        number = Color.parse(name or "").ansi
        assert number is not None
        return shown[number]

    on_page = (theme.foreground, theme.primary, theme.warning, theme.error, theme.variables["text-muted"])
    for text in on_page:
        for ground in (theme.background, theme.surface):
            assert contrast(colour(text), colour(ground)) >= 3.0, (text, ground)
    for text in (theme.foreground, theme.primary, theme.variables["text-muted"]):
        assert contrast(colour(text), colour(theme.panel)) >= LEGIBLE, text


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({}, DARK),
        ({"COLORFGBG": "15;0"}, DARK),
        ({"COLORFGBG": "0;15"}, LIGHT),
        ({"COLORFGBG": "0;default;15"}, LIGHT),
        ({"TERM": "linux"}, DARK_16),
        ({"TERM": "screen"}, DARK_16),
        ({"TERM": "xterm-16color", "COLORFGBG": "0;15"}, LIGHT_16),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, DARK),
        ({"TERM": "tmux-256color"}, DARK),
        ({"TERM": "xterm-kitty"}, DARK),
        ({"NO_COLOR": "1"}, DARK_16),
    ],
)
def test_the_look_follows_the_terminal(environ: dict[str, str], name: str) -> None:
    assert theme_for({"TERM": "xterm-256color", **environ}) == name


@pytest.mark.parametrize("term", ["linux", "screen", "xterm", "xterm-16color", "xterm-256color", "xterm-kitty", ""])
def test_how_many_colours_there_are_is_what_rich_sends(term: str) -> None:
    sent = Console(force_terminal=True, _environ={"TERM": term}).color_system
    assert has_16_colours({"TERM": term}) == (sent == "standard")


def test_what_the_owner_chose_comes_before_the_terminals_background() -> None:
    assert theme_for({"TERM": "linux", "COLORFGBG": "0;15"}, "dark") == DARK_16
    assert theme_for({"TERM": "xterm-256color"}, "light") == LIGHT
    assert {OTHER_SIDE[OTHER_SIDE[theme.name]] for theme in THEMES} == {theme.name for theme in THEMES}
