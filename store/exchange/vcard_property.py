"""One property of a vCard, read from its line however phones write it.

With quoted-printable or base64, with a charset of its own or none at all, with parameters that no
standard knows. RFC 2426 (3.0), RFC 6350 (4.0) and the vCard 2.1 specification of the Versit Consortium.
"""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp
from dataclasses import dataclass

from store.exchange.encoding import decode

# How a property begins: the name of its group, if it has one, and its own.
HEAD = re.compile(r"(?:([\w-]+)\.)?([\w-]+)[ \t]*(?=[:;])", re.ASCII)
# The heads that vobject's own pattern reads in linear time: `;X=a=a=a=a` without a colon takes it
# twice as long for every further sign.
_PLAIN_HEAD = re.compile(
    r'(?:[\w-]+\.)?[\w-]+(?:;[\w-]+(?:=(?:"[^"]*"|[^";:,=]*)(?:,(?:"[^"]*"|[^";:,=]*))*)?)*:',
    re.ASCII,
)
_PARAMETER = re.compile(r';([^=;:"]+)(?:=((?:"[^"]*"|[^";:])*))?')
_QUOTED = re.compile("QUOTED-PRINTABLE", re.IGNORECASE)
_CHARSET = re.compile(r';CHARSET="?([\w.:-]+)', re.ASCII | re.IGNORECASE)
_CHARSETS = frozenset(("UTF-8", "ISO-8859-9", "ISO-8859-7", "ISO-8859-5", "EUC-KR"))
_ESCAPE = re.compile(r'\\([\\,;:"nN])')
_AT = {sign: re.compile(rf"((?:[^\\{sign}]|\\.?)*)(?:{sign}|$)", re.DOTALL) for sign in ";,"}


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card: its value decoded, with its backslashes; names in capitals."""

    name: str
    value: str
    parameters: dict[str, list[str]]
    group: str = ""

    @property
    def text(self) -> str:
        """The value without its backslashes."""
        return _unescape(self.value)

    @property
    def types(self) -> list[str]:
        """What it says about the value: `HOME`, `CELL`, a word of the owner's."""
        return [word for words in self.parameters.get("TYPE", ()) for word in words.split(",")]

    def split(self, sign: str = ";") -> list[str]:
        """Return the parts of the value between bare `sign`s, without their backslashes."""
        return [_unescape(match[1]).strip() for match in _AT[sign].finditer(self.value)]

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter, empty where there is none."""
        return next(iter(self.parameters.get(name, ())), "")


def read_property(line: str, encoding: str = "utf-8") -> Property | None:
    """Return the property on an unfolded `line`, one character a byte; None where it is none.

    `encoding` is tried for what is neither UTF-8 nor in the property's own charset.
    """
    head = HEAD.match(line)
    if head is None:
        return None
    charset = _CHARSET.search(line)
    hints = (charset[1], encoding) if charset else (encoding,)
    text = line if line.isascii() else decode(line.encode("latin-1"), *hints)
    return _read_by_vobject(text, hints[0]) or _read_by_hand(text, hints)


def is_quoted(head: str) -> bool:
    """Return whether the value of a property with this `head` is quoted-printable."""
    return bool(_QUOTED.search(head))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)


def _read_by_vobject(text: str, charset: str) -> Property | None:
    """Read a line with vobject; None where it refuses it, or would not read it whole.

    vobject's own cards are not used: they end a text at its first bare comma, as phones write it.
    """
    if not _PLAIN_HEAD.match(text) or (is_quoted(text) and charset.upper() not in _CHARSETS):
        return None
    from vobject.base import VObjectError, textLineToContentLine

    try:
        line = textLineToContentLine(text)
    except (VObjectError, UnicodeError, LookupError, TypeError):
        return None
    words = [*line.singletonparams, *(word for values in line.params.values() for word in values)]
    if any(word.upper() in {"QUOTED-PRINTABLE", "BASE64", "B"} for word in words):
        return None
    parameters: dict[str, list[str]] = dict(line.params)
    parameters["TYPE"] = [*parameters.get("TYPE", ()), *line.singletonparams]
    return Property(line.name, line.value, parameters, line.group or "")


def _read_by_hand(text: str, hints: tuple[str, ...]) -> Property | None:
    """Read a line that vobject does not: a strange head, a wrong charset, small letters."""
    head = HEAD.match(text)
    if head is None:
        return None
    parameters: dict[str, list[str]] = {"TYPE": []}
    at = head.end()
    while match := _PARAMETER.match(text, at):
        at = match.end()
        name, values = match[1].strip().upper(), match[2]
        if values and name.startswith("X-CUSTOM("):  # TEL;X-CUSTOM(CHARSET=UTF-8,…,=C3=96):
            word = values.rpartition(",")[2].rstrip(")")
            parameters["TYPE"].append(decode(a2b_qp(word.encode()), *hints))
        elif values is None:
            which = "ENCODING" if name in {"QUOTED-PRINTABLE", "BASE64"} else "TYPE"
            parameters.setdefault(which, []).append(match[1].strip())
        else:
            parameters.setdefault(name, []).extend(value.strip(' "') for value in re.findall(r'"[^"]*"|[^,]+', values))
    colon = text.find(":", at)
    value = text[colon + 1 :] if colon >= 0 else ""
    encodings = {word.upper() for word in parameters.get("ENCODING", ())}
    if "QUOTED-PRINTABLE" in encodings:
        value = decode(a2b_qp(value.encode()), *hints)
    elif encodings & {"BASE64", "B"}:
        try:
            value = decode(a2b_base64(value.encode()), *hints)
        except Base64Error:
            value = ""
    return Property(head[2].upper(), value, parameters, head[1] or "")
