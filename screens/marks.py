"""The few signs that are no letters, plainer ones where the terminal's font has few (the Linux console)."""

from __future__ import annotations

import os

_PLAIN = os.environ.get("TERM", "") in ("linux", "dumb", "vt100", "vt220", "ansi")

CURSOR = ">" if _PLAIN else "›"
ELLIPSIS = "~" if _PLAIN else "…"
RULE = "-" if _PLAIN else "─"
DOT = "·"

# How they felt, as it is typed in the capture line.
MOODS = {"happy": ":)", "neutral": ":|", "upset": ":(", "": ""}
# They contacted us, we contacted them; as it is typed.
DIRECTIONS = {"in": "<", "out": ">"}
