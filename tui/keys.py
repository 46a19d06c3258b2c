"""Every key of the app, in one table: bindings, footer, help and palette are made from it.

The actions are methods of the app (`app.`) or of the screen that is shown (`screen.`); a screen says by `check_action`
which of them can be done now. Single letters answer also to what their key sends in the other keyboard layouts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding

from store.rules.keyboard_layouts import also_sent_by
from store.sentences import _

EVERYWHERE = Binding.Group(_("Everywhere"))
HERE = Binding.Group(_("On this screen"))
IN_LISTS = Binding.Group(_("In a list"))
IN_THE_LINE = Binding.Group(_("In the line"))

# How Textual names the characters that its lists of keys cannot hold.
_KEY_NAMES = {",": "comma"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One thing to do, and its keys.

    Attributes:
        id: its name in a keymap, never changed once it was released.
        keys: as Textual writes them, separated by commas; the first is the one that is shown.
        action: what is done, with the one who does it before the dot.
        word: one or two words for the footer.
        sentence: what it does, for help and the palette.
        group: under which heading it stands in the help.
        footer: whether it is one of the few in the footer.
        as_shown: how the keys are written for people, where that differs.
    """

    id: str
    keys: str
    action: str
    word: str
    sentence: str
    group: Binding.Group
    footer: bool = False
    as_shown: str = ""


KEYS: tuple[Key, ...] = (
    Key(
        id="line.save",
        keys="enter",
        action="screen.save_line",
        word=_("Save"),
        sentence=_("Save what the line says"),
        group=IN_THE_LINE,
        footer=True,
        as_shown="Enter",
    ),
    Key(
        id="open",
        keys="enter",
        action="screen.open_row",
        word=_("Open"),
        sentence=_("Open the row under the cursor"),
        group=HERE,
        footer=True,
        as_shown="Enter",
    ),
    Key(
        id="capture",
        keys="c",
        action="screen.capture",
        word=_("Log"),
        sentence=_("Log a contact in one line; over a half-typed line, park that line"),
        group=EVERYWHERE,
        footer=True,
    ),
    Key(
        id="line.close",
        keys="escape",
        action="screen.close_line",
        word=_("Close"),
        sentence=_("Close the line and keep what was typed"),
        group=IN_THE_LINE,
        footer=True,
        as_shown="Esc",
    ),
    Key(
        id="back",
        keys="escape",
        action="screen.back",
        word=_("Back"),
        sentence=_("Go back"),
        group=EVERYWHERE,
        footer=True,
        as_shown="Esc",
    ),
    Key(
        id="line.complete",
        keys="tab",
        action="screen.complete",
        word=_("Complete"),
        sentence=_("Take the completion that is marked"),
        group=IN_THE_LINE,
        footer=True,
        as_shown="Tab",
    ),
    Key(
        id="search",
        keys="slash",
        action="app.search",
        word=_("Search"),
        sentence=_("Search customers"),
        group=EVERYWHERE,
        footer=True,
        as_shown="/",
    ),
    Key(
        id="today",
        keys="1",
        action="app.show_today",
        word=_("Today"),
        sentence=_("Go to Today: what needs you now"),
        group=EVERYWHERE,
        footer=True,
    ),
    Key(
        id="customers",
        keys="2",
        action="app.show_customers",
        word=_("Customers"),
        sentence=_("Go to Customers"),
        group=EVERYWHERE,
        footer=True,
    ),
    Key(
        id="undo",
        keys="u",
        action="screen.undo",
        word=_("Undo"),
        sentence=_("Undo the last change of this session"),
        group=EVERYWHERE,
    ),
    Key(
        id="redo",
        keys="U",
        action="screen.redo",
        word=_("Redo"),
        sentence=_("Do again what was undone"),
        group=EVERYWHERE,
    ),
    Key(
        id="commands",
        keys="colon,ctrl+p",
        action="app.command_palette",
        word=_("Commands"),
        sentence=_("Choose from everything that can be done now"),
        group=EVERYWHERE,
        as_shown=":",
    ),
    Key(
        id="help",
        keys="question_mark",
        action="app.show_help",
        word=_("Help"),
        sentence=_("Show the keys that work here"),
        group=EVERYWHERE,
        footer=True,
        as_shown="?",
    ),
    Key(
        id="help.while_typing",
        keys="f1",
        action="app.show_help",
        word=_("Help"),
        sentence=_("Show the keys that work here, also while typing"),
        group=EVERYWHERE,
        footer=True,
        as_shown="F1",
    ),
    Key(
        id="quit",
        keys="q",
        action="app.quit",
        word=_("Quit"),
        sentence=_("Quit Regulars"),
        group=EVERYWHERE,
        footer=True,
    ),
    Key(
        id="line.next",
        keys="down",
        action="screen.choose(1)",
        word=_("Next completion"),
        sentence=_("Mark the next completion"),
        group=IN_THE_LINE,
        as_shown="↓",
    ),
    Key(
        id="line.previous",
        keys="up",
        action="screen.choose(-1)",
        word=_("Previous completion"),
        sentence=_("Mark the completion before; on an empty line, take up the line parked last"),
        group=IN_THE_LINE,
        as_shown="↑",
    ),
    Key(
        id="list.down",
        keys="down,j",
        action="screen.move(1)",
        word=_("Down"),
        sentence=_("One row down"),
        group=IN_LISTS,
        as_shown="↓ j",
    ),
    Key(
        id="list.up",
        keys="up,k",
        action="screen.move(-1)",
        word=_("Up"),
        sentence=_("One row up"),
        group=IN_LISTS,
        as_shown="↑ k",
    ),
    Key(
        id="list.page_down",
        keys="pagedown",
        action="screen.move_page(1)",
        word=_("Page down"),
        sentence=_("One page down"),
        group=IN_LISTS,
        as_shown="PgDn",
    ),
    Key(
        id="list.page_up",
        keys="pageup",
        action="screen.move_page(-1)",
        word=_("Page up"),
        sentence=_("One page up"),
        group=IN_LISTS,
        as_shown="PgUp",
    ),
    Key(
        id="list.first",
        keys="home",
        action="screen.move_to_end(-1)",
        word=_("First"),
        sentence=_("To the first row"),
        group=IN_LISTS,
        as_shown="Home",
    ),
    Key(
        id="list.last",
        keys="end",
        action="screen.move_to_end(1)",
        word=_("Last"),
        sentence=_("To the last row"),
        group=IN_LISTS,
        as_shown="End",
    ),
)


def bindings(keys: Sequence[Key] = KEYS) -> list[Binding]:
    """Return Textual's bindings for the table, each letter with its twins in the other keyboard layouts.

    A character that two layouts have on two bound keys belongs to the key that stands first in the table, so that one
    press never does two things.
    """
    taken = {name for key in keys for name in key.keys.split(",")}
    return [
        Binding(
            ",".join([*key.keys.split(","), *_twins(key, taken)]),
            key.action,
            key.word,
            show=key.footer,
            key_display=key.as_shown or key.keys.split(",")[0],
            # Done by the app at once, and so in the order in which keys arrive, of which there may be many together.
            # A field that is typed in still gets its letters: Textual leaves those out while it has the focus.
            priority=True,
            tooltip=key.sentence,
            id=key.id,
            group=key.group,
        )
        for key in keys
    ]


def _twins(key: Key, taken: set[str]) -> list[str]:
    """Return the names of what the letters of `key` send in other layouts, and take those that are still free."""
    twins = [
        _KEY_NAMES.get(sent, sent)
        for name in key.keys.split(",")
        if len(name) == 1 and name.isalpha()
        for sent in also_sent_by(name)
    ]
    free = [name for name in dict.fromkeys(twins) if name not in taken]
    taken.update(free)
    return free
