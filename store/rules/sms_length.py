"""How long a text message is, by the alphabet that it needs: 160 septets of GSM 7-bit, or 70 units of UCS-2.

After 3GPP TS 23.038 (alphabets) and 23.040 (messages in several parts: 153 and 67 each, for the header that joins
them). Characters of the extension table cost two septets, and neither they nor a surrogate pair is parted.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_ROOM = {"gsm7": (160, 153), "ucs2": (70, 67)}
_FIRST_PAIR = 0x10000

SmsAlphabet = Literal["gsm7", "ucs2"]


class SmsLength(NamedTuple):
    """The length of a text message.

    Attributes:
        alphabet: which one it needs.
        units: septets or UCS-2 units in all.
        parts: how many messages it is sent and paid as; 0 for an empty text.
        left: units that still go into the last part.
        because_of: the first character that needs the longer alphabet, empty where none does.
    """

    alphabet: SmsAlphabet
    units: int
    parts: int
    left: int
    because_of: str

    @property
    def is_one(self) -> bool:
        """Whether it goes as one message."""
        return self.parts <= 1


def sms_length(text: str) -> SmsLength:
    """Return how long `text` is as a text message."""
    strange = next((one for one in text if one not in _BASIC and one not in _EXTENDED), "")
    alphabet: SmsAlphabet = "ucs2" if strange else "gsm7"
    if strange:
        costs = [2 if ord(one) >= _FIRST_PAIR else 1 for one in text]
    else:
        costs = [2 if one in _EXTENDED else 1 for one in text]
    alone, together = _ROOM[alphabet]
    units = sum(costs)
    if units <= alone:
        return SmsLength(alphabet, units, 1 if units else 0, alone - units, strange)
    parts, used = 1, 0
    for cost in costs:
        if used + cost > together:
            parts, used = parts + 1, 0
        used += cost
    return SmsLength(alphabet, units, parts, together - used, strange)
