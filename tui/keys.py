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
IN_A_MONTH = Binding.Group(_("In the month"))
IN_THE_LINE = Binding.Group(_("In the line"))
IN_A_QUESTION = Binding.Group(_("In a question"))
IN_A_FORM = Binding.Group(_("In a form"))
IN_A_REPLY = Binding.Group(_("In a reply"))

# How Textual names the characters that its lists of keys cannot hold.
_KEY_NAMES = {",": "comma"}
_AS_SHOWN = {
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "space": "Space", "backspace": "Bksp",
    "slash": "/", "asterisk": "*", "plus": "+", "semicolon": ";", "less_than_sign": "<", "greater_than_sign": ">",
    "colon": ":", "question_mark": "?", "f1": "F1", "f2": "F2", "ctrl+o": "Ctrl+O",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """One thing to do, and its keys.

    Attributes:
        id: its name in a keymap, never changed once it was released.
        keys: as Textual writes them, separated by commas; the first is the one that is shown.
        action: what is done, with the one who does it before the dot.
        word: one or two words for the footer.
        sentence: what it does, for help and the palette.
        group: under which heading it stands in the help.
        as_shown: how the keys are written for people, where that is not the first of them alone.
        leaves: what its keys send in other layouts, and is left to keys that stand further down.
    """

    id: str
    keys: str
    action: str
    word: str
    sentence: str
    group: Binding.Group
    as_shown: str = ""
    leaves: str = ""

    @property
    def display(self) -> str:
        """How its keys are written for people."""
        first = self.keys.split(",")[0]
        return self.as_shown or _AS_SHOWN.get(first, first)


# The few that stand in the footer while they can be used; help lists all of them.
FOOTER: frozenset[str] = frozenset(
    (
        "line.save",
        "question.answer",
        "form.save",
        "import.start",
        "reply.take",
        "reply.finish",
        "reply.fill",
        "reply.add",
        "reply.variant",
        "open",
        "answer",
        "done",
        "postpone",
        "cadence",
        "edit",
        "earlier",
        "later",
        "capture",
        "line.close",
        "question.leave",
        "reply.written",
        "reply.leave_phrases",
        "list.go_to.close",
        "form.leave",
        "import.stop",
        "folder.up",
        "back",
        "line.complete",
        "search",
        "today",
        "customers",
        "help",
        "help.while_typing",
        "quit",
    )
)

KEYS: tuple[Key, ...] = (
    Key("line.save", "enter", "screen.save_line", _("Save"), _("Save what the line says"), IN_THE_LINE),
    Key(
        "question.answer",
        "enter",
        "screen.give_answer",
        _("Answer"),
        _("Answer with what is marked or typed"),
        IN_A_QUESTION,
    ),
    Key(
        "form.enter",
        "enter",
        "screen.save_from_field",
        _("Save"),
        _("Save the form, from a field of one line"),
        IN_A_FORM,
    ),
    Key("form.save", "f2,ctrl+s", "screen.save_form", _("Save"), _("Save the form"), IN_A_FORM),
    Key("reply.take", "enter", "screen.take_phrase", _("Add"), _("Add the phrase under the cursor"), IN_A_REPLY),
    Key(
        "reply.finish",
        "enter",
        "screen.finish_reply",
        _("Finish"),
        _("Ask for what is missing, then log the reply or send it out"),
        IN_A_REPLY,
    ),
    Key("reply.fill", "tab", "screen.fill_in", _("Fill in"), _("Write what is missing, or something else"), IN_A_REPLY),
    Key("reply.add", "plus", "screen.add_part", _("Add"), _("Add a phrase, found while you type"), IN_A_REPLY),
    Key(
        "reply.shortcut",
        "semicolon",
        "screen.add_by_shortcut",
        _("Shortcut"),
        _("Add a phrase by its shortcut"),
        IN_A_REPLY,
    ),
    Key(
        "reply.variant",
        "right",
        "screen.swap_part(1)",
        _("Variant"),
        _("Swap the part for its next variant"),
        IN_A_REPLY,
    ),
    Key(
        "reply.variant_before",
        "left",
        "screen.swap_part(-1)",
        _("Variant before"),
        _("Swap the part for the variant before"),
        IN_A_REPLY,
    ),
    Key(
        "reply.written",
        "escape",
        "screen.end_writing",
        _("Done"),
        _("Have done writing, and go back to the parts"),
        IN_A_REPLY,
    ),
    Key("reply.leave_phrases", "escape", "screen.leave_phrases", _("Leave"), _("Add no phrase"), IN_A_REPLY),
    Key(
        "reply.phrase_next", "down", "screen.choose_phrase(1)", _("Next phrase"), _("Go to the next phrase"), IN_A_REPLY
    ),
    Key(
        "reply.phrase_before",
        "up",
        "screen.choose_phrase(-1)",
        _("Phrase before"),
        _("Go to the phrase before"),
        IN_A_REPLY,
    ),
    Key(
        "reply.narrow",
        "tab",
        "screen.narrow_phrases(1)",
        _("Category"),
        _("Show the phrases of the next category"),
        IN_A_REPLY,
    ),
    Key("import.start", "enter", "screen.start_import", _("Import"), _("Bring in what is shown"), HERE),
    Key("open", "enter", "screen.open_row", _("Open"), _("Open the row under the cursor"), HERE),
    Key("answer", "a", "screen.answer", _("Answer"), _("Log your answer to what waits"), HERE),
    Key(
        "write",
        "w",
        "screen.write",
        _("Write"),
        _("Write them a reply, put together from phrases"),
        HERE,
        leaves="уш",
    ),
    Key(
        "done",
        "d",
        "screen.done",
        _("Done"),
        _("It is done: promise kept, follow-up done, message answered, matter closed"),
        HERE,
    ),
    Key("postpone", "m", "screen.postpone", _("Move"), _("Move the promise, put the follow-up off"), HERE),
    Key("no_reply", "n", "screen.no_reply", _("No reply"), _("The message needs no reply"), HERE),
    Key(
        "skip", "s", "screen.skip", _("Skip"), _("Leave the follow-up out this time; it comes again by its rule"), HERE
    ),
    Key("fire", "h", "screen.fire", _("Happened"), _("Say that what follow-ups wait for has happened"), HERE),
    Key("wait_on", "t", "screen.wait_on", _("Waits on"), _("Say whom the matter waits for"), HERE),
    Key(
        "join",
        "J",
        "screen.join",
        _("Make one"),
        _("Make one conversation of those that are marked; the one opened first stays"),
        HERE,
    ),
    Key("edit", "e", "screen.edit", _("Edit"), _("Change it"), HERE),
    Key("drop", "x", "screen.drop", _("Drop"), _("Drop it or close it"), HERE),
    Key("promise", "p", "screen.promise", _("Promise"), _("Note a new promise to them"), HERE),
    Key("follow_up", "f", "screen.follow_up", _("Follow-up"), _("Note a new follow-up with them"), HERE),
    Key(
        "check_in",
        "F",
        "screen.check_in",
        _("Check-in"),
        _("Take the check-in that is offered: a follow-up that asks whether it arrived and works"),
        HERE,
    ),
    Key("new", "N", "screen.new", _("New"), _("Add something new here"), HERE),
    Key("view", "v", "screen.view", _("Filter"), _("Show only some of them"), HERE),
    Key(
        "related",
        "r",
        "screen.related",
        _("Together"),
        _("Mark the promises that hang on the same or fall on those days, the hardest hit first"),
        HERE,
    ),
    Key("cadence", "i", "screen.cadence", _("How often"), _("Set how often to be in touch with them"), HERE),
    Key("earlier", "left", "screen.neighbour(-1)", _("Earlier"), _("Go to the entry before this one"), HERE),
    Key("later", "right", "screen.neighbour(1)", _("Later"), _("Go to the entry after this one"), HERE),
    Key("order", "o", "screen.order", _("Order"), _("Put them in another order"), HERE),
    Key(
        "list.go_to.close",
        "enter,escape",
        "screen.leave_go_to",
        _("Close"),
        _("Close the line and stay on this row"),
        IN_LISTS,
        "Enter Esc",
    ),
    Key(
        "capture",
        "c",
        "screen.capture",
        _("Log"),
        _("Log a contact in one line; over a half-typed line, park that line"),
        EVERYWHERE,
    ),
    Key(
        "capture_form",
        "C",
        "screen.capture_form",
        _("Form"),
        _("Log a contact in a form; a half-typed line goes along"),
        EVERYWHERE,
    ),
    Key(
        "line.close",
        "escape",
        "screen.close_line",
        _("Close"),
        _("Close the line and keep what was typed"),
        IN_THE_LINE,
    ),
    Key(
        "question.leave",
        "escape",
        "screen.leave_question",
        _("Leave"),
        _("Leave the question without an answer"),
        IN_A_QUESTION,
    ),
    Key(
        "form.leave",
        "escape",
        "screen.leave_form",
        _("Leave"),
        _("Leave the form; what you typed waits on Today"),
        IN_A_FORM,
    ),
    Key(
        "import.stop",
        "escape",
        "screen.stop_work",
        _("Stop"),
        _("Stop what is being done; nothing of it is kept"),
        HERE,
    ),
    Key("folder.up", "left,backspace", "screen.folder_up", _("Up"), _("Go to the folder above"), HERE),
    Key("back", "escape", "screen.back", _("Back"), _("Go back"), EVERYWHERE),
    Key("line.complete", "tab", "screen.complete", _("Complete"), _("Take the completion that is marked"), IN_THE_LINE),
    Key(
        "form.take", "tab", "screen.take_completion", _("Complete"), _("Take the completion that is marked"), IN_A_FORM
    ),
    Key(
        "form.meanwhile",
        "ctrl+o",
        "screen.take_meanwhile",
        _("Take the book's"),
        _("Take what the book says meanwhile"),
        IN_A_FORM,
    ),
    Key("form.next", "tab", "screen.next_field", _("Next"), _("To the next field"), IN_A_FORM),
    Key("form.previous", "shift+tab", "screen.previous_field", _("Previous"), _("To the field before"), IN_A_FORM),
    Key("search", "slash", "app.search", _("Search"), _("Search customers"), EVERYWHERE),
    Key("today", "1", "app.show_today", _("Today"), _("Go to Today: what needs you now"), EVERYWHERE),
    Key("customers", "2", "app.show_customers", _("Customers"), _("Go to Customers"), EVERYWHERE),
    Key(
        "promises",
        "3",
        "app.show_promises",
        _("Promises"),
        _("Go to Promises: what is open, and what became of the others"),
        EVERYWHERE,
    ),
    Key(
        "follow_ups",
        "4",
        "app.show_follow_ups",
        _("Follow-ups"),
        _("Go to Follow-ups: whom to come back to, by day and by month"),
        EVERYWHERE,
    ),
    Key(
        "reconnect",
        "5",
        "app.show_reconnect",
        _("Reconnect"),
        _("Go to Reconnect: who has gone quiet, and with whom to keep in touch"),
        EVERYWHERE,
    ),
    Key(
        "phrases",
        "6",
        "app.show_phrases",
        _("Phrases"),
        _("Go to Phrases: the right words, shipped and your own"),
        EVERYWHERE,
    ),
    Key(
        "open_texts",
        "O",
        "app.show_open_texts",
        _("Away texts"),
        _("Show the texts for everybody: while you are closed, and that a message has arrived"),
        EVERYWHERE,
    ),
    Key(
        "closing",
        "E",
        "app.show_closing",
        _("Closing"),
        _("Look back on the day, and at what is due before the shop opens again"),
        EVERYWHERE,
    ),
    Key(
        "month",
        "M",
        "app.show_month",
        _("Month"),
        _("Show the month: how full each day is, and what falls on it"),
        EVERYWHERE,
    ),
    Key(
        "thanks",
        "T",
        "app.show_thanks",
        _("Thanks"),
        _("Go to Thanks: birthdays and other days to mark, cards to write by hand"),
        EVERYWHERE,
    ),
    Key(
        "shop",
        "9",
        "app.show_shop",
        _("Shop"),
        _("Go to Shop: hours, days off, targets and all other settings"),
        EVERYWHERE,
    ),
    Key("undo", "u", "screen.undo", _("Undo"), _("Undo the last change of this session"), EVERYWHERE),
    Key("redo", "U", "screen.redo", _("Redo"), _("Do again what was undone"), EVERYWHERE),
    Key("changes", "L", "app.show_changes", _("Changes"), _("Show what was changed, and by whom"), EVERYWHERE),
    Key("import", "I", "app.import_file", _("Import"), _("Bring in an address book"), EVERYWHERE),
    Key(
        "commands",
        "colon,ctrl+p",
        "app.command_palette",
        _("Commands"),
        _("Choose from everything that can be done now"),
        EVERYWHERE,
    ),
    Key("help", "question_mark", "app.show_help", _("Help"), _("Show the keys that work here"), EVERYWHERE),
    Key(
        "help.while_typing",
        "f1",
        "app.show_help",
        _("Help"),
        _("Show the keys that work here, also while typing"),
        EVERYWHERE,
    ),
    Key("quit", "q", "app.quit", _("Quit"), _("Quit Regulars"), EVERYWHERE),
    Key("line.next", "down", "screen.choose(1)", _("Next completion"), _("Mark the next completion"), IN_THE_LINE),
    Key(
        "line.previous",
        "up",
        "screen.choose(-1)",
        _("Previous completion"),
        _("Mark the completion before; on an empty line, take up the line parked last"),
        IN_THE_LINE,
    ),
    Key("question.next", "down", "screen.choose_answer(1)", _("Next answer"), _("Mark the next answer"), IN_A_QUESTION),
    Key(
        "question.previous",
        "up",
        "screen.choose_answer(-1)",
        _("Previous answer"),
        _("Mark the answer before"),
        IN_A_QUESTION,
    ),
    Key(
        "question.complete",
        "tab",
        "screen.take_answer",
        _("Complete"),
        _("Put the answer that is marked into the field"),
        IN_A_QUESTION,
    ),
    # Before the keys of the list, which have the arrows where there is no month.
    Key("month.day_back", "left", "screen.step_day(-1)", _("Day back"), _("To the day before"), IN_A_MONTH),
    Key("month.day_on", "right", "screen.step_day(1)", _("Day on"), _("To the next day"), IN_A_MONTH),
    Key("month.week_back", "up", "screen.step_day(-7)", _("Week back"), _("One week back"), IN_A_MONTH),
    Key("month.week_on", "down", "screen.step_day(7)", _("Week on"), _("One week on"), IN_A_MONTH),
    Key("month.back", "pageup", "screen.step_month(-1)", _("Month back"), _("One month back"), IN_A_MONTH),
    Key("month.on", "pagedown", "screen.step_month(1)", _("Month on"), _("One month on"), IN_A_MONTH),
    Key("month.today", "home", "screen.this_day", _("Today"), _("To today"), IN_A_MONTH),
    Key(
        "month.rows",
        "tab",
        "screen.switch_side",
        _("Rows"),
        _("Go with the arrows through the rows of the day, or back through the days"),
        IN_A_MONTH,
    ),
    Key("list.down", "down,j", "screen.move(1)", _("Down"), _("One row down"), IN_LISTS, as_shown="↓ j"),
    Key("list.up", "up,k", "screen.move(-1)", _("Up"), _("One row up"), IN_LISTS, as_shown="↑ k"),
    Key("list.page_down", "pagedown", "screen.move_page(1)", _("Page down"), _("One page down"), IN_LISTS),
    Key("list.page_up", "pageup", "screen.move_page(-1)", _("Page up"), _("One page up"), IN_LISTS),
    Key("list.first", "home", "screen.move_to_end(-1)", _("First"), _("To the first row"), IN_LISTS),
    Key("list.last", "end", "screen.move_to_end(1)", _("Last"), _("To the last row"), IN_LISTS),
    Key(
        "list.mark",
        "space",
        "screen.mark",
        _("Mark"),
        _("Mark the row, or take its mark away; what you do then is done to all marked"),
        IN_LISTS,
    ),
    Key("list.go_to", "g", "screen.go_to", _("Go to"), _("Go to the row that begins with what you type"), IN_LISTS),
    Key(
        "reply.part_down",
        "greater_than_sign",
        "screen.move_part(1)",
        _("Part down"),
        _("Move the part down"),
        IN_A_REPLY,
    ),
    Key("reply.part_up", "less_than_sign", "screen.move_part(-1)", _("Part up"), _("Move the part up"), IN_A_REPLY),
    Key(
        "reply.channel",
        "b",
        "screen.choose_channel",
        _("Channel"),
        _("Choose by which channel it goes out"),
        IN_A_REPLY,
    ),
    Key(
        "reply.language",
        "l",
        "screen.choose_language",
        _("Language"),
        _("Choose its language, formal or familiar"),
        IN_A_REPLY,
    ),
    Key(
        "reply.purpose",
        "y",
        "screen.choose_purpose",
        _("For"),
        _("Choose what it is for, and whose doing a trouble is"),
        IN_A_REPLY,
    ),
    Key("reply.anew", "z", "screen.fill_anew", _("Anew"), _("Fill the text anew from its parts"), IN_A_REPLY),
    Key(
        "phrase.favourite",
        "asterisk",
        "screen.favourite",
        _("Favourite"),
        _("Have it stand first in its category, or not any more"),
        HERE,
    ),
    Key(
        "questions",
        "A",
        "screen.questions",
        _("Ask"),
        _("Run through a set of questions with them; their answers are logged"),
        HERE,
    ),
    Key(
        "phrase.page",
        "P",
        "screen.write_page",
        _("Page"),
        _("Write the answers to frequent questions as one page for your website"),
        HERE,
    ),
    Key("phrase.shortcut", "S", "screen.shortcut", _("Shortcut"), _("Give the phrase a shortcut to type"), HERE),
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
            show=key.id in FOOTER,
            key_display=key.display,
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
        if sent not in key.leaves
    ]
    free = [name for name in dict.fromkeys(twins) if name not in taken]
    taken.update(free)
    return free
