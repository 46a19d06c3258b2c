"""Text from people is data: what may not enter the book is taken out here, once, where it enters.

Control characters, escape sequences' introducers and the characters that turn the direction of a line could
move a terminal's cursor, write its clipboard or disguise a name; NUL and lone surrogates cannot be stored. The
joiners that scripts and emoji need (U+200C, U+200D) stay.
"""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_ESCAPE_SEQUENCE = re.compile(
    "\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?"  # an operating system command, such as one that writes the clipboard
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"  # a control sequence, such as a colour
    "|\x1b[PX^_][^\x1b]*(?:\x1b\\\\)?"
    "|\x1b[ -/]*[0-~]?"
)


def clean_text(text: str) -> str:
    """Return `text` in NFC with line ends as ``\\n`` and without control, escape and direction characters.

    Tabs and line breaks stay. Cleaning twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not plain.replace("\n", "").isprintable():
        plain = _FORBIDDEN.sub("", _ESCAPE_SEQUENCE.sub("", plain))
    return unicodedata.normalize("NFC", plain)


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line: every run of white space is one space, none at the ends."""
    return " ".join(clean_text(text).split())
