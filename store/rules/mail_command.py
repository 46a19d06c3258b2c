"""The owner's mail command: which words it is run with. There is no shell: text from people is an argument or input.

`{address}`, `{subject}` and `{mailto}` stand for the address, the subject and a `mailto:` address with both and the
text (RFC 6068). Where none of them stands in it, address and subject are put behind it. The text is on standard input.
"""

from __future__ import annotations

import shlex
from urllib.parse import quote

from store.errors import NotUnderstoodError, WrongStateError
from store.records.text import clean_line, clean_text
from store.sentences import _

_NAMES = ("{address}", "{subject}", "{mailto}")


def read_mail_command(text: str) -> str:
    """Return a mail command as it is kept, empty for none.

    Raises:
        NotUnderstoodError: its quotes do not match, or it begins with something that is filled in.
    """
    command = clean_line(text)
    if not command:
        return ""
    words = _split(command)
    if not words or any(name in words[0] for name in _NAMES):
        raise NotUnderstoodError(
            _("A mail command begins with a program, such as: mail -s {{subject}} {{address}}").format()
        )
    return command


def mail_words(command: str, address: str, subject: str, text: str) -> list[str]:
    """Return the words with which the command is run.

    Args:
        command: as `read_mail_command` gave it.
        address: to whom; may be empty for a program that asks.
        subject: in a few words.
        text: the reply.

    Raises:
        NotUnderstoodError: the command cannot be read.
        WrongStateError: the address would be taken for an option.
    """
    to, about = clean_line(address), clean_line(subject)
    if to.startswith("-"):
        raise WrongStateError(_("{address} is no e-mail address.").format(address=to[:60]))
    about = about.lstrip("- ")
    body = clean_text(text).replace("\n", "\r\n")
    query = f"subject={quote(about, safe='')}&body={quote(body, safe='')}"
    values = {"{address}": to, "{subject}": about, "{mailto}": f"mailto:{quote(to, safe='@')}?{query}"}
    words = _split(command)
    if not any(name in word for word in words for name in _NAMES):
        return [*words, to, about]
    return [_filled(word, values) for word in words]


def _filled(word: str, values: dict[str, str]) -> str:
    """Return a word with what stands in it filled in, once: a value is never looked through again."""
    filled, at = "", 0
    while at < len(word):
        name = next((one for one in _NAMES if word.startswith(one, at)), "")
        filled += values[name] if name else word[at]
        at += len(name) or 1
    return filled


def _split(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        raise NotUnderstoodError(_("The quotes of the mail command do not match.")) from None
