"""JSON for the commands that answer at a glance, without importing the json module.

`import json` brings `re` and `enum` along and takes longer than reading the whole agenda. The scanner and the encoder
that do its work are C functions of their own, and are used here in just the way in which the json module uses them;
where an interpreter lacks them, or has them otherwise, it is the json module after all.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Json = Any
    """What a JSON text can say: the caller knows which."""


class _Settings:
    """What the scanner is told: plain JSON into dictionaries, lists, strings and numbers."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = float


def _from_c() -> tuple[Callable[[str], Json], Callable[[object], str]]:
    from _json import encode_basestring, make_encoder, make_scanner

    scan = make_scanner(_Settings())  # type: ignore[arg-type]
    encode = make_encoder(None, _refuse, encode_basestring, None, ":", ",", False, False, False)

    def loads(text: str) -> Json:
        value, end = scan(text, 0)
        if end != len(text):
            raise ValueError(end)
        return value

    def dumps(document: object) -> str:
        return "".join(encode(document, 0))

    if loads('{"a":[1,"ä"]}') != {"a": [1, "ä"]} or dumps({"a": [1, "ä", None]}) != '{"a":[1,"ä",null]}':
        raise TypeError("not the scanner and encoder that are known here")
    return loads, dumps


def _from_json() -> tuple[Callable[[str], Json], Callable[[object], str]]:
    import json

    return json.loads, json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def _refuse(value: object) -> object:
    raise TypeError(f"{type(value).__name__} is no JSON")


try:
    _loads, _dumps = _from_c()
except (ImportError, AttributeError, TypeError):
    _loads, _dumps = _from_json()


def loads(text: str) -> Json:
    """Return what a JSON text says, which begins and ends without white space.

    Raises:
        ValueError: it is not JSON.
    """
    try:
        return _loads(text)
    except (StopIteration, ValueError) as problem:
        raise ValueError(f"no JSON: {text[:80]!r}") from problem


def dumps(document: object) -> str:
    """Return a document as JSON on one line, letters of all scripts as they are.

    Raises:
        TypeError: it holds something that JSON does not know.
        ValueError: it holds a number that JSON does not know.
    """
    return _dumps(document)
