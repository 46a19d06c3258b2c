"""How rules are matched: a rule is a row of kinds of words and what it says once they are found in that order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.rules.when_words.lexicon import Atom, Token
from store.rules.when_words.said import Said


class Item(NamedTuple):
    """One place in a pattern: the kinds that may stand there, and whether it may be left out."""

    kinds: tuple[str, ...]
    optional: bool


class Found:
    """The words that a pattern found, asked for by kind."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        """Keep the atoms in the order in which they stood."""
        self.atoms = atoms

    def has(self, kind: str) -> bool:
        """Whether a word of this kind stood there."""
        return any(atom.kind == kind for atom in self.atoms)

    def all(self, *kinds: str) -> list[Atom]:
        """The words of these kinds, in order."""
        return [atom for atom in self.atoms if atom.kind in kinds]

    def one(self, *kinds: str) -> Atom:
        """The first word of these kinds; a pattern that needs it has it."""
        return self.all(*kinds)[0]

    def number(self, *kinds: str) -> int:
        """The number of the first word of these kinds."""
        return self.one(*kinds).n

    def optional(self, *kinds: str) -> int | None:
        """The number of the first word of these kinds, or None if there is none."""
        atoms = self.all(*kinds)
        return atoms[0].n if atoms else None


Says = Callable[[Found], Said | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it says; `says` gives None where the words stand in order but mean nothing."""

    items: tuple[Item, ...]
    says: Says


def rule(pattern: str, says: Says) -> Rule:
    """A rule from its pattern: kinds separated by spaces, `a|b` for either, `?` behind what may be left out."""
    items = (Item(tuple(word.rstrip("?").split("|")), word.endswith("?")) for word in pattern.split())
    return Rule(tuple(items), says)


def matches(items: Sequence[Item], tokens: Sequence[Token], start: int) -> Iterator[tuple[int, list[Atom]]]:
    """Every way in which the items fit the tokens from `start` on: where it ends, and the atoms found."""
    if not items:
        yield start, []
        return
    item, rest = items[0], items[1:]
    if start < len(tokens):
        for atom in tokens[start]:
            if atom.kind in item.kinds:
                for end, atoms in matches(rest, tokens, start + 1):
                    yield end, [atom, *atoms]
    if item.optional:
        yield from matches(rest, tokens, start)


def phrases(tokens: Sequence[Token], rules: Sequence[Rule]) -> list[Said]:
    """Everything that the tokens can say when each of them is used once, in order, without contradiction."""
    # what can be said up to each place: places are few, and equal sayings meet, so this stays small
    reached: list[dict[Said, None]] = [{} for _place in range(len(tokens) + 1)]
    reached[0][Said()] = None
    for start in range(len(tokens)):
        if not reached[start]:
            continue
        for each in rules:
            for end, atoms in matches(each.items, tokens, start):
                said = each.says(Found(atoms))
                if said is None:
                    continue
                for before in list(reached[start]):
                    joined = before.joined(said)
                    if joined is not None:
                        reached[end][joined] = None
    return list(reached[-1])
