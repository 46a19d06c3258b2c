"""A contact person of a business that the shop serves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Gender = Literal["unknown", "female", "male", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A value with the owner's word for it: a phone, an e-mail address or a handle.

    `label` is free text ("home", "work", "instagram"); empty where nobody said.
    """

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPerson:
    """Somebody to talk to at a business: how to call them, and how to reach them."""

    name: str
    role: str = ""
    call_by: str = ""
    gender: Gender = "unknown"
    recognise_by: str = ""
    phones: tuple[Labelled, ...] = ()
    emails: tuple[Labelled, ...] = ()
