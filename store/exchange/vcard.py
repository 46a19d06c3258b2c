"""vCards 2.1, 3.0 and 4.0, read card by card, so that a bad one spoils no other.

RFC 2426 (3.0), RFC 6350 (4.0) and the vCard 2.1 specification of the Versit Consortium, as phones
really write them: folded in the middle of a letter, and with lines that break off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from store.exchange.contact import MOST_TEXT, Contact, ContactParts, Unread, plain_label
from store.exchange.recognise import Line, Recognised, lines
from store.exchange.vcard_property import HEAD, Property, is_quoted, read_property
from store.sentences import _

# Characters that are kept: in a text of a property, each may be two bytes, written =XX.
_MOST_VALUE = 6 * MOST_TEXT
_MOST_CARD = 4 * _MOST_VALUE
_MOST_PROPERTIES = 1_000

_FRAME = re.compile(r"(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_BINARY = frozenset(("PHOTO", "LOGO", "SOUND", "KEY"))
_TECHNICAL = frozenset((
    "BEGIN", "END", "VERSION", "PRODID", "REV", "CLASS", "MAILER", "PROFILE", "SOURCE", "XML",
    "CLIENTPIDMAP", "NAME", "SORT-STRING", "KIND", "LABEL", "X-ABADR", "X-ABLABEL", "X-ABSHOWAS",
    "X-ADDRESSBOOKSERVER-KIND", "X-IMAGETYPE", "X-IMAGEHASH", "X-SHARED-PHOTO-DISPLAY-PREF",
))  # fmt: skip
_SERVICE = re.compile(
    r"X-(?:IM-)?(AIM|ICQ|JABBER|XMPP|MSN|YAHOO|SKYPE|GOOGLE-TALK|GTALK|QQ|WHATSAPP|TELEGRAM|SIGNAL"
    r"|VIBER|KAKAO|KAKAOTALK|LINE|TWITTER|INSTAGRAM|FACEBOOK|LINKEDIN|THREEMA|WECHAT|MASTODON)"
    r"(?:-USERNAME|-ID)?"
)
_ANDROID_DATES = {"1": "anniversary", "3": "birthday"}


@dataclass(slots=True)
class _Card:
    """One card as it stands in the file: the line it begins on, and its properties, unfolded."""

    line: int
    properties: list[list[str]] = field(default_factory=list)
    cut: dict[str, None] = field(default_factory=dict)
    is_whole: bool = False
    is_soft: bool = False  # whether the last property is quoted-printable and broke off with a =
    is_dropped: bool = False
    value_size: int = 0
    size: int = 0

    @property
    def holds_agent(self) -> bool:
        """Whether a card that begins here is a part of this one: its agent's."""
        last = self.properties[-1] if self.properties else [""]
        return len(last) == 1 and bool(re.fullmatch("AGENT(;[^:]*)?:", last[0].strip().upper()))

    def begin(self, line: str, name: str, *, is_cut: bool) -> None:
        """Begin a property with its first line."""
        self.is_soft, self.value_size = False, 0
        self.is_dropped = name in _BINARY
        if not self.is_dropped and len(self.properties) >= _MOST_PROPERTIES:
            self._drop(name)
        if not self.is_dropped:
            self.properties.append([])
            self.extend(line, is_cut=is_cut)

    def extend(self, piece: str, *, is_cut: bool) -> None:
        """Add a further line to the property, as far as the limits go."""
        if self.is_dropped or not self.properties:
            return
        pieces = self.properties[-1]
        pieces.append(piece)
        self.value_size += len(piece)
        self.size += len(piece)
        head = pieces[0].partition(":")[0]
        self.is_soft = piece.endswith("=") and is_quoted(head)
        if self.is_soft:
            pieces[-1] = piece[:-1]
        if is_cut or self.value_size > _MOST_VALUE or self.size > _MOST_CARD:
            self._drop(head)

    def _drop(self, head: str) -> None:
        self.is_dropped, self.is_soft = True, False
        if len(self.cut) < 10:
            self.cut[head.partition(";")[0].lower()] = None


def read_cards(source: Recognised) -> Iterator[Contact | Unread]:
    """Give the contacts of a file of vCards, and those cards that were not taken, in their order.

    A card without its end is taken where another one follows; at the end of the file it was cut off.

    Raises:
        NotFoundError, NotUnderstoodError: the file can no longer be read.
    """
    for card in _cards(lines(source)):
        if card.is_whole:
            yield _contact(card, source.encoding)
        else:
            yield Unread(card.line, _("The file ends in the middle of this card."))


def _cards(numbered: Iterator[Line]) -> Iterator[_Card]:
    card: _Card | None = None
    agents = 0
    for number, text, is_cut in numbered:
        line = text.rstrip("\n")
        frame = _FRAME.fullmatch(line if card else line.strip(" \t")) if ":" in line[:16] else None
        begins = frame is not None and frame[1].upper() == "BEGIN"
        if card is None:
            card = _Card(number) if begins else None
        elif begins and card.holds_agent:
            agents += 1
        elif frame and not begins and agents:
            agents -= 1
        elif frame:
            card.is_whole = True
            yield card
            card, agents = _Card(number) if begins else None, 0
        elif not agents:
            _add_line(card, line, is_cut=is_cut)
    if card:
        yield card


def _add_line(card: _Card, line: str, *, is_cut: bool) -> None:
    if card.is_soft:
        card.extend(line, is_cut=is_cut)
    elif line[:1] in (" ", "\t"):
        card.extend(line[1:], is_cut=is_cut)
    elif head := HEAD.match(line):
        card.begin(line, head[2].upper(), is_cut=is_cut)
    elif line:
        # Some break their lines without folding them.
        card.extend("\\n" + line, is_cut=is_cut)


def _contact(card: _Card, encoding: str) -> Contact | Unread:
    read = (read_property("".join(pieces), encoding) for pieces in card.properties)
    properties = [one for one in read if one and one.value.strip()]
    kinds = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
    if any(one.name in kinds and one.text.strip().lower() == "group" for one in properties):
        return Unread(card.line, _("This is a group of contacts, not a contact."))
    # Apple's: item1.X-ABLabel names item1.TEL, item2.X-ABADR the country of item2.ADR.
    beside = {(one.name, one.group): one.text for one in properties if one.group}
    has_address = any(one.name == "ADR" for one in properties)
    parts = ContactParts()
    for one in properties:
        own = beside.get(("X-ABLABEL", one.group))
        label = plain_label([own] if own else one.types)
        if one.name == "ADR":
            _take_address(parts, one, label, beside.get(("X-ABADR", one.group), ""))
        elif one.name == "LABEL" and not has_address:
            parts.address(label=label, street=[one.text])
        elif one.name not in _TECHNICAL:
            _TAKE.get(one.name, _take_other)(parts, one, label)
    for name in card.cut:
        parts.cut(name)
    customer = parts.customer()
    if customer is None:
        return Unread(card.line, _("There is nothing in this card that can be kept."))
    return Contact(customer, card.line)


def _take_name(parts: ContactParts, one: Property, _label: str) -> None:
    parts.name(*one.split()[:5])


def _take_company(parts: ContactParts, one: Property, _label: str) -> None:
    company, *departments = one.split()
    parts.company(company, ", ".join(filter(None, departments)))


def _take_phone(parts: ContactParts, one: Property, label: str) -> None:
    number, _sign, extension = one.text.partition(";ext=")
    if number[:4].lower() == "tel:":
        number = unquote(number[4:]).partition(";")[0]
    parts.phone(f"{number} x{extension}" if extension else number, label)


def _take_address(parts: ContactParts, one: Property, label: str, likely: str) -> None:
    box, extended, street, city, region, code, country = (*one.split(), *[""] * 7)[:7]
    lines_of_street = (box, street, extended)
    if any((*lines_of_street, city, region, code, country)):
        parts.address(
            label=label, street=lines_of_street, city=city, region=region, postal_code=code,
            country=country or likely,
        )  # fmt: skip


def _take_date(parts: ContactParts, one: Property, label: str) -> None:
    names = {"BDAY": "birthday", "X-ABDATE": label}
    text = one.text.strip()
    year = one.parameter("X-APPLE-OMIT-YEAR")
    if year and text.startswith(year):
        text = "--" + text.removeprefix(year).lstrip("-")
    parts.date(text, names.get(one.name, "anniversary"))


def _take_handle(parts: ContactParts, one: Property, label: str) -> None:
    scheme, sign, rest = one.text.strip().partition(":")
    is_link = rest.startswith("//")
    service = one.parameter("X-SERVICE-TYPE") or one.parameter("SERVICE-TYPE")
    user = one.parameter("X-USER") or one.parameter("USERNAME")
    if one.name == "IMPP":
        label = service or (scheme if sign and not is_link else "") or label
    value = user or (unquote(rest) if sign and not is_link else one.text)
    parts.handle(value, service or label)


def _take_tags(parts: ContactParts, one: Property, _label: str) -> None:
    for tag in one.split(","):
        parts.tag(tag)


def _take_android(parts: ContactParts, one: Property, _label: str) -> None:
    kind, value, number, *rest = (*one.split(), "", "", "")
    kind = kind.rpartition("/")[2]
    if kind == "nickname":
        parts.nickname(value)
    elif kind == "contact_event":
        parts.date(value, _ANDROID_DATES.get(number) or rest[0])
    else:
        parts.field(kind.replace("_", " "), value)


def _take_other(parts: ContactParts, one: Property, label: str) -> None:
    service = _SERVICE.fullmatch(one.name)
    if service:
        parts.handle(one.text, service[1].replace("-", " "))
    else:
        name = one.name.removeprefix("X-").replace("-", " ").lower()
        parts.field(label if one.name == "X-ABRELATEDNAMES" and label else name, one.text)


_TAKE: dict[str, Callable[[ContactParts, Property, str], None]] = {
    "FN": lambda parts, one, _label: parts.full_name(one.text),
    "N": _take_name,
    "NICKNAME": lambda parts, one, _label: parts.nickname(one.text),
    "ORG": _take_company,
    "TITLE": lambda parts, one, _label: parts.field("title", one.text),
    "ROLE": lambda parts, one, _label: parts.field("role", one.text),
    "TEL": _take_phone,
    "EMAIL": lambda parts, one, label: parts.email(one.text.removeprefix("mailto:"), label),
    "BDAY": _take_date,
    "ANNIVERSARY": _take_date,
    "X-ANNIVERSARY": _take_date,
    "X-EVOLUTION-ANNIVERSARY": _take_date,
    "X-ABDATE": _take_date,
    "URL": lambda parts, one, _label: parts.field("web", one.text),
    "IMPP": _take_handle,
    "X-SOCIALPROFILE": _take_handle,
    "SOCIALPROFILE": _take_handle,
    "NOTE": lambda parts, one, _label: parts.note(one.text),
    "CATEGORIES": _take_tags,
    "GENDER": lambda parts, one, _label: parts.gender(one.text),
    "X-GENDER": lambda parts, one, _label: parts.gender(one.text),
    "LANG": lambda parts, one, _label: parts.language(one.text),
    "UID": lambda parts, one, _label: parts.uid(one.text),
    "X-ABUID": lambda parts, one, _label: parts.uid(one.text),
    "RELATED": lambda parts, one, label: parts.field(label or "related", one.text),
    "X-ANDROID-CUSTOM": _take_android,
}
