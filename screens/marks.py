"""The few signs that are no letters, plainer ones where the terminal's font has few (the Linux console)."""

from __future__ import annotations

import os

_PLAIN = os.environ.get("TERM", "") in ("linux", "dumb", "vt100", "vt220", "ansi")

CURSOR = ">" if _PLAIN else "›"
ELLIPSIS = "~" if _PLAIN else "…"
RULE = "-" if _PLAIN else "─"
DOT = "·"
BAR_DONE = "#" if _PLAIN else "━"
BAR_LEFT = "-" if _PLAIN else "─"
# Where the due lies on a bar that goes both ways.
BAR_DUE = "|"
BACKWARD = "<" if _PLAIN else "‹"
FORWARD = ">" if _PLAIN else "›"
UNDERSTOOD = "="
WRONG = "!"
# A row that the next action takes together with the other marked ones.
MARK = "*"

# How they felt, as it is typed in the capture line.
MOODS = {"happy": ":)", "neutral": ":|", "upset": ":(", "": ""}
# They contacted us, we contacted them; as it is typed.
DIRECTIONS = {"in": "<", "out": ">"}
