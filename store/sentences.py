"""Every sentence that the owner reads goes through here, on its way into the owner's language.

The catalogues are gettext's. `gettext.gettext` itself looks for a catalogue on disk at every call where there is none
(45 µs measured), and importing it takes longer than reading the agenda, so it is loaded only for a language that has
a catalogue, and what was asked once is remembered.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

DOMAIN = "regulars"

_spoken: dict[str, str] = {}
_translate: Callable[[str], str] | None = None
_translate_count: Callable[[str, str, int], str] | None = None


def _(sentence: str) -> str:
    """Return `sentence` in the language that `speak` chose, or as it is where that has no word for it."""
    spoken = _spoken.get(sentence)
    if spoken is None:
        spoken = _spoken[sentence] = sentence if _translate is None else _translate(sentence)
    return spoken


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a sentence that goes with `count`, in the language that `speak` chose."""
    if _translate_count is None:
        return singular if count == 1 else plural
    return _translate_count(singular, plural, count)


def speak(language: str, catalogues: str) -> bool:
    """Choose the language of all sentences from now on; false where it has no catalogue, and they stay English.

    Args:
        language: ISO 639-1 code.
        catalogues: the folder with `tr/LC_MESSAGES/regulars.mo` and the like.
    """
    global _translate, _translate_count
    _spoken.clear()
    _translate = _translate_count = None
    if not language or not os.path.exists(os.path.join(catalogues, language, "LC_MESSAGES", f"{DOMAIN}.mo")):
        return False
    from gettext import translation

    catalogue = translation(DOMAIN, catalogues, [language])
    _translate, _translate_count = catalogue.gettext, catalogue.ngettext
    return True
