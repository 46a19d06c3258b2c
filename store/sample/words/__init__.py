"""The sentences of the sample shop, a file a language, in which customers write and the owner notes.

A sentence is found by its story and role (`stories.py`); a role that a story does not word itself is common to
all. Translators edit the TOML files alone; the tests say what is missing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

Variants = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said and noted in one language.

    `price` writes an amount of euros, with the placeholder `{amount}`. `people` holds names and what is noted
    about people, `plain` contacts that belong to no matter, `reminders` what follow-ups say.
    """

    language: str
    price: str
    people: Mapping[str, Variants]
    plain: Mapping[str, Variants]
    reminders: Mapping[str, Variants]
    common: Mapping[str, Variants]
    stories: Mapping[str, Mapping[str, Variants]]

    def said(self, story: str, role: str) -> Variants:
        """Return the variants of what is said at `role` in `story`; none if nothing is."""
        return self.stories[story].get(role) or self.common.get(role, ())

    def in_euros(self, amount: int) -> str:
        """Return `amount`, in euros, as it is written in the language."""
        return self.price.replace("{amount}", str(amount))


@cache
def words_in(language: str) -> Words:
    """Return the sentences in `language`, an ISO 639-1 code; read once."""
    content = resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    plain = tomllib.loads(content)
    return Words(
        language=language,
        price=plain["price"],
        people=_variants(plain["people"]),
        plain=_variants(plain["plain"]),
        reminders=_variants(plain["reminders"]),
        common=_variants(plain["common"]),
        stories={key: _variants(table) for key, table in plain["stories"].items()},
    )


def _variants(table: Mapping[str, Any]) -> dict[str, Variants]:
    return {key: (value,) if isinstance(value, str) else tuple(value) for key, value in table.items()}
