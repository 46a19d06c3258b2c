"""The two looks of Regulars: calm colours, each one of the 256 that terminals have, so that none is drawn as another.

Over SSH the wider range of colours is seldom known of (COLORTERM is not forwarded), so nothing here relies on it. No
colour is the only sign of anything: with NO_COLOR, or in 16 colours, every screen says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.scrollbar import ScrollBarRender
from textual.theme import Theme

DARK = "regulars-dark"
LIGHT = "regulars-light"

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
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
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
)


class WholeCells(ScrollBarRender):
    """A scrollbar of whole cells: the eighths of Textual's own are in few fonts of the Linux console."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8


def theme_for(environ: Mapping[str, str]) -> str:
    """Return the name of the theme that suits the terminal: the light one where COLORFGBG says so, else the dark."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if background in _LIGHT_BACKGROUNDS else DARK
