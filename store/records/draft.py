"""A capture line, or a form, that was parked half-typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A line or a form that waits to be finished; `begun` is the time of its first key, in the shop's zone.

    Of a form, `form` is its kind and `line` says in words which one it is; `record` is the id of the record that it
    changes (None for a new one; of a contact person the place on the customer, from 0, or -1). `values` holds what was
    typed, field by field, and `former` what the book said in those fields when they were typed over.
    """

    id: int = 0
    line: str
    begun: datetime
    customer: int | None = None
    form: str = ""
    record: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)
