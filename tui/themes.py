"""The looks of Regulars: dark and light, in calm colours, each one of the 256 that terminals have.

Over SSH the wider range of colours is seldom known of (COLORTERM is not forwarded), so nothing here relies on it. A
terminal of 16 colours (the Linux console, `TERM=screen`) would draw several of these greys as one, so it has a look
of its own for each, in its own colours. No colour is the only sign of anything: with NO_COLOR every screen says the
same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.scrollbar import ScrollBarRender
from textual.theme import Theme

DARK = "regulars-dark"
LIGHT = "regulars-light"
DARK_16 = "regulars-dark-16"
LIGHT_16 = "regulars-light-16"
# What each look is called on the other side.
OTHER_SIDE = {DARK: LIGHT, LIGHT: DARK, DARK_16: LIGHT_16, LIGHT_16: DARK_16}

# COLORFGBG names the background as one of the 16 colours; these are the light ones.
_LIGHT_BACKGROUNDS = frozenset(("7", "15"))


def _theme(
    name: str,
    *,
    dark: bool,
    background: str,
    surface: str,
    panel: str,
    raised: str,
    text: str,
    quiet: str,
    faint: str,
    primary: str,
    secondary: str,
    warning: str,
    error: str,
    success: str,
    ansi: bool = False,
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        ansi=ansi,
        primary=primary,
        secondary=secondary,
        accent=primary,
        warning=warning,
        error=error,
        success=success,
        foreground=text,
        background=background,
        surface=surface,
        panel=panel,
        boost=panel,
        variables={
            # Textual makes these see-through in the sixteen colours, unless they are named again.
            "surface": surface,
            "panel": panel,
            "boost": panel,
            "ansi-foreground": text,
            "ansi-background": background,
            "text": text,
            "text-muted": quiet,
            "text-disabled": faint,
            "text-primary": primary,
            "text-secondary": secondary,
            "text-warning": warning,
            "text-error": error,
            "text-success": success,
            "foreground-muted": quiet,
            "block-cursor-foreground": text,
            "block-cursor-background": raised,
            "block-cursor-text-style": "bold",
            "block-hover-background": panel,
            # Reversed, so that the cursor is seen without colours as well.
            "input-cursor-foreground": text,
            "input-cursor-background": surface,
            "input-cursor-text-style": "reverse",
            "input-selection-foreground": text,
            "input-selection-background": raised,
            "border": primary,
            "border-blurred": faint,
            "scrollbar": raised,
            "scrollbar-hover": raised,
            "scrollbar-active": quiet,
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "scrollbar-corner-color": background,
        },
    )


THEMES: tuple[Theme, ...] = (
    _theme(
        DARK,
        dark=True,
        background="#1c1c1c",
        surface="#262626",
        panel="#303030",
        raised="#3a3a3a",
        text="#dadada",
        quiet="#9e9e9e",
        faint="#767676",
        primary="#87afaf",
        secondary="#afaf87",
        warning="#d7af5f",
        error="#ff8787",
        success="#87af87",
    ),
    _theme(
        LIGHT,
        dark=False,
        background="#eeeeee",
        surface="#e4e4e4",
        panel="#dadada",
        raised="#c6c6c6",
        text="#262626",
        quiet="#585858",
        faint="#767676",
        primary="#005f5f",
        secondary="#5f5f00",
        warning="#875f00",
        error="#af0000",
        success="#005f00",
    ),
    # Two whites part what matters from what is quiet; the row under the cursor is reversed, so nothing is raised.
    _theme(
        DARK_16,
        dark=True,
        ansi=True,
        background="ansi_black",
        surface="ansi_black",
        panel="ansi_blue",
        raised="ansi_blue",
        text="ansi_bright_white",
        quiet="ansi_white",
        faint="ansi_white",
        primary="ansi_bright_cyan",
        secondary="ansi_cyan",
        warning="ansi_bright_yellow",
        error="ansi_bright_red",
        success="ansi_bright_green",
    ),
    # On white only a few of the sixteen are legible everywhere: the Linux console's white is a grey.
    _theme(
        LIGHT_16,
        dark=False,
        ansi=True,
        background="ansi_white",
        surface="ansi_white",
        panel="ansi_bright_white",
        raised="ansi_bright_white",
        text="ansi_black",
        quiet="ansi_black",
        faint="ansi_black",
        primary="ansi_blue",
        secondary="ansi_blue",
        warning="ansi_red",
        error="ansi_red",
        success="ansi_black",
    ),
)


class WholeCells(ScrollBarRender):
    """A scrollbar of whole cells: the eighths of Textual's own are in few fonts of the Linux console."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8


def theme_for(environ: Mapping[str, str], wanted: str = "") -> str:
    """Return the name of the theme that suits the terminal.

    Args:
        environ: the environment, for TERM, COLORTERM, NO_COLOR and COLORFGBG.
        wanted: `dark` or `light`, what the owner chose; else it is the light one where COLORFGBG says so.
    """
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    is_light = wanted == "light" or (wanted != "dark" and background in _LIGHT_BACKGROUNDS)
    if has_16_colours(environ):
        return LIGHT_16 if is_light else DARK_16
    return LIGHT if is_light else DARK


def has_16_colours(environ: Mapping[str, str]) -> bool:
    """Return whether no more than the 16 colours are sent, by the rule that Rich goes by."""
    if "NO_COLOR" in environ:
        return True
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    _name, _dash, colours = environ.get("TERM", "").strip().lower().rpartition("-")
    return colours not in ("256color", "kitty")
