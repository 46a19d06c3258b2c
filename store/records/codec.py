"""Records to plain JSON values and back.

A field at its default is left out, so that a line of the book holds what is known and nothing else. Times are
ISO 8601 with offset, dates ISO dates; where a field holds either, a value without a `T` is a date.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from store.records.text import clean_text

Plain = dict[str, Any]
Convert = Callable[[Any], Any]
Layout = tuple[tuple[str, Any, Convert | None, Convert | None], ...]
RecordType = TypeVar("RecordType")

_LAYOUTS: dict[type[Any], Layout] = {}


class MalformedRecordError(ValueError):
    """A stored value does not fit its field: `field` names it."""

    def __init__(self, field: str, value: object) -> None:
        """Name the field and show the start of the value."""
        super().__init__(f"{field}: {str(value)[:60]!r}")
        self.field = field


def to_plain(record: object) -> Plain:
    """Return `record` as a dictionary of JSON values without its `id` and without fields at their default."""
    plain: Plain = {}
    for name, default, encode, _decode in _layout(type(record)):
        value = getattr(record, name)
        if value != default:
            plain[name] = value if encode is None else encode(value)
    return plain


def from_plain(kind: type[RecordType], plain: Mapping[str, Any], identity: int | None = None) -> RecordType:
    """Return the record of `kind` that `plain` describes; keys that `kind` does not know are passed over.

    Args:
        kind: a record class.
        plain: what `to_plain` gave.
        identity: the record's id, for kinds that have one.

    Raises:
        MalformedRecordError: a value does not fit its field, or a needed one is missing.
    """
    values: Plain = {} if identity is None else {"id": identity}
    for name, default, _encode, decode in _layout(kind):
        if name in plain:
            value = plain[name]
            try:
                values[name] = value if decode is None else decode(value)
            except (ValueError, TypeError, KeyError, AttributeError) as problem:
                raise MalformedRecordError(name, value) from problem
        elif default is MISSING:
            raise MalformedRecordError(name, "")
    return kind(**values)


def _layout(kind: type[Any]) -> Layout:
    layout = _LAYOUTS.get(kind)
    if layout is None:
        layout = _LAYOUTS[kind] = tuple(_work_out(kind))
    return layout


def _work_out(kind: type[Any]) -> Iterator[tuple[str, Any, Convert | None, Convert | None]]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        if field.name == "id":
            continue
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        encode, decode = _converters(hints[field.name])
        yield field.name, default, encode, decode


def _converters(hint: object) -> tuple[Convert | None, Convert | None]:
    if hint is str:
        return clean_text, _checked(str)
    if hint is bool:
        return None, _checked(bool)
    if hint is int:
        return None, _checked(int)
    if hint is float:
        return None, float
    if hint is datetime:
        return _instant_text, _instant
    if hint is date:
        return date.isoformat, date.fromisoformat
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return None, _one_of(arguments)
    if origin in (Union, types.UnionType):
        return _union_converters([one for one in arguments if one is not type(None)])
    if origin is tuple:
        return _tuple_converters(arguments[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return (None, _counts) if arguments[1] is int else (_mapping_text, _mapping)
    if is_dataclass(hint) and isinstance(hint, type):
        return to_plain, lambda plain: from_plain(hint, plain)
    raise TypeError(hint)


def _union_converters(kinds: list[object]) -> tuple[Convert | None, Convert | None]:
    if len(kinds) == 1:
        encode, decode = _converters(kinds[0])
        return (
            None if encode is None else (lambda value: None if value is None else encode(value)),
            None if decode is None else (lambda value: None if value is None else decode(value)),
        )
    return (
        lambda value: _instant_text(value) if isinstance(value, datetime) else value.isoformat(),
        lambda value: _instant(value) if "T" in value else date.fromisoformat(value),
    )


def _tuple_converters(kind: object) -> tuple[Convert, Convert]:
    encode, decode = _converters(kind)
    return (
        list if encode is None else lambda values: [encode(value) for value in values],
        tuple if decode is None else lambda values: tuple(decode(value) for value in values),
    )


def _instant_text(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError(value)
    return value.isoformat(timespec="seconds")


def _instant(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(text)
    return value


def _mapping_text(values: Mapping[str, str]) -> dict[str, str]:
    return {clean_text(key): clean_text(value) for key, value in values.items()}


def _mapping(values: Mapping[str, str]) -> dict[str, str]:
    return {str(key): str(value) for key, value in values.items()}


def _counts(values: Mapping[str, int]) -> dict[str, int]:
    return {str(key): int(value) for key, value in values.items()}


def _checked(kind: type[object]) -> Convert:
    def check(value: object) -> object:
        if type(value) is not kind:
            raise TypeError(value)
        return value

    return check


def _one_of(allowed: tuple[object, ...]) -> Convert:
    def check(value: object) -> object:
        if value not in allowed:
            raise ValueError(value)
        return value

    return check
