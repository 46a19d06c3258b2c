"""Handing a reply to the owner's mail program: run without a shell, the text on its standard input."""

from __future__ import annotations

import asyncio
from asyncio import subprocess
from collections.abc import Sequence
from typing import NamedTuple

from screens.shown import shown
from store.errors import NotUnderstoodError
from store.records.text import clean_line
from store.sentences import _, ngettext

SECONDS = 60
_REASON_SHOWN = 120


class Handed(NamedTuple):
    """What became of it, in a sentence; `is_refusal` where the program did not take it."""

    sentence: str
    is_refusal: bool = False


async def hand_over(words: Sequence[str], text: str, seconds: float = SECONDS) -> Handed:
    """Run the mail program, and return what became of it; one that goes on for longer is left to itself.

    Args:
        words: the program and its arguments.
        text: what it gets.
        seconds: how long it is waited for.
    """
    try:
        program = await asyncio.create_subprocess_exec(
            *words,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as problem:
        reason = (problem.strerror or str(problem)) if isinstance(problem, OSError) else str(problem)
        return Handed(_("Your mail program cannot be run: {reason}.").format(reason=reason), is_refusal=True)
    try:
        _out, complaint = await asyncio.wait_for(program.communicate(text.encode()), seconds)
    except TimeoutError:
        count = round(seconds)
        words_of_it = ngettext(
            "Your mail program did not end within {count} second; look there whether it was sent.",
            "Your mail program did not end within {count} seconds; look there whether it was sent.",
            count,
        )
        return Handed(words_of_it.format(count=count), is_refusal=True)
    if program.returncode:
        reason = shown(complaint.decode(errors="replace").strip(), _REASON_SHOWN) or "-"
        words_of_it = _("Your mail program refused it ({status}): {reason}")
        return Handed(words_of_it.format(status=program.returncode, reason=reason), is_refusal=True)
    return Handed(_("Handed to your mail program."))


def read_address(typed: str) -> str:
    """Return an e-mail address as it was typed, as far as it can be one.

    Raises:
        NotUnderstoodError: it is none.
    """
    address = clean_line(typed)
    before, at, behind = address.partition("@")
    if not (before and at and behind) or " " in address or address.startswith("-"):
        raise NotUnderstoodError(_("That is no e-mail address."))
    return address
