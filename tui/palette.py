"""The command palette: what can be done now, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from store.sentences import _
from tui.keys import IN_LISTS, IN_THE_LINE

if TYPE_CHECKING:
    from tui.app import RegularsApp

# Moving about is quicker by its keys than by its names, and the palette is where one is.
_LEFT_OUT = frozenset(("app.command_palette", "screen.back", "screen.open_row"))
# What may be typed: nothing that would steer the terminal, nor what changes how wide its neighbours are drawn.
_TYPED = (
    "[^\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]*"
)
_LONGEST_TYPED = 80


class Command(NamedTuple):
    """One line of the palette, also found by the `word` that the footer has for it."""

    name: str
    run: Callable[[], object]
    word: str = ""


class Commands(Provider):
    """What the keys of the screen below can do now, and the two looks; one palette runs one of them, once."""

    _is_chosen = False

    async def discover(self) -> Hits:
        """Give everything, while nothing is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(command.name), command.run, text=command.name)

    async def search(self, query: str) -> Hits:
        """Give what `query` fits."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.name), matcher.match(command.word))
            if score > 0:
                yield Hit(score, matcher.highlight(command.name), command.run, text=command.name)

    def _commands(self) -> list[Command]:
        app: RegularsApp = self.app  # type: ignore[assignment]
        left_out = (IN_LISTS.description, IN_THE_LINE.description)
        commands = [
            Command(
                _("{sentence} ({key})").format(sentence=offer.sentence, key=offer.key),
                self._once(partial(app.run_action, offer.action, offer.node)),
                offer.word,
            )
            for offer in app.offered
            if offer.action not in _LEFT_OUT and offer.group not in left_out
        ]
        more = [*_without_keys(app), *_preferred(app)]
        return [*commands, *(Command(name, self._once(run), word) for name, run, word in more)]

    def _once(self, run: Callable[[], object]) -> Callable[[], object]:
        """Return `run` for the first Enter; of several that arrive together the others are for nobody."""

        def choose() -> object:
            if self._is_chosen:
                return None
            self._is_chosen = True
            return run()

        return choose


def _without_keys(app: RegularsApp) -> list[Command]:
    """Return what is done too seldom to have a key."""
    if not app.can_export:
        return []
    name = _("Write a file for other programs: a calendar, the customers, or everything")
    return [Command(name, partial(app.run_action, "app.export_file"), _("Export"))]


def _preferred(app: RegularsApp) -> list[Command]:
    """Return what the owner may prefer otherwise: the other colours, and the mouse."""
    chosen = app.preferences
    if app.current_theme.dark:
        name, colours = _("Light colours"), replace(chosen, colours="light")
    else:
        name, colours = _("Dark colours"), replace(chosen, colours="dark")
    if chosen.mouse:
        words, said = _("Mouse off"), _("From the next start the mouse is your terminal's own again.")
    else:
        words, said = _("Mouse on"), _("From the next start the mouse scrolls here; your terminal selects with Shift.")
    mouse = replace(chosen, mouse=not chosen.mouse)
    return [
        Command(name, partial(app.prefer, colours, _("These colours are remembered."))),
        Command(words, partial(app.prefer, mouse, said)),
    ]


class QuietPalette(CommandPalette):
    """The palette without a blinking cursor, on a plain background."""

    def on_mount(self) -> None:
        """Keep the cursor still, so that nothing is sent at rest, and the field harmless, whatever is pasted."""
        for field in self.query(Input):  # there is none where a key that came along has closed the palette again
            field.cursor_blink = False
            field.restrict, field.max_length = _TYPED, _LONGEST_TYPED

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close, if that was not done by a key before this one."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
