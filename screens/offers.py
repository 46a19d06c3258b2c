"""What can be done now, read from the bindings: for the footer, the help and the palette."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen


class Offer(NamedTuple):
    """One thing that can be done now.

    `key` is how its key is written for people, `word` its word in the footer, `sentence` what it does, `group` under
    which heading it stands; `node` is where `action` is to be run.
    """

    id: str
    key: str
    word: str
    sentence: str
    group: str
    footer: bool
    action: str
    node: DOMNode


class SaidHere(NamedTuple):
    """How a key is said on a screen where what it does has another word than elsewhere."""

    word: str
    sentence: str


def offers(screen: Screen[Any]) -> list[Offer]:
    """Return what can be done on `screen` now, in the order of the table of keys, each action once."""
    found: dict[str, Offer] = {}
    said_here: Mapping[str, SaidHere] = getattr(screen, "SAID_HERE", {})
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.id is None or not active.enabled or binding.action in found:
            continue
        said = said_here.get(binding.id, SaidHere(binding.description, binding.tooltip))
        found[binding.action] = Offer(
            id=binding.id,
            key=binding.key_display or screen.app.get_key_display(binding),
            word=said.word,
            sentence=said.sentence,
            group=binding.group.description if binding.group else "",
            footer=binding.show,
            action=binding.action,
            node=active.node,
        )
    table = [binding.id for binding in screen.app.BINDINGS if isinstance(binding, Binding)]
    return sorted(found.values(), key=lambda offer: table.index(offer.id) if offer.id in table else len(table))
