"""A screen whose text goes out of the terminal: to its clipboard, onto a plain screen, into a file."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import SuspendNotSupported

from screens.book_screen import BookScreen
from screens.reply_file import FileIsThereError, reply_path, write_reply
from screens.shown import one_line, shown
from screens.widgets.question_bar import Choice, Question
from store.errors import RegularsError
from store.sentences import _

_PATH_SHOWN = 78


class HandingOutScreen(BookScreen):
    """Says honestly what became of it: whether a terminal takes what is sent to its clipboard, nobody can know."""

    @property
    def whole_text(self) -> str:
        """The text as it goes out; empty while there is none."""
        return ""

    @property
    def file_name(self) -> str:
        """The name that is offered for a file."""
        return "reply.txt"

    def what_next(self) -> str:
        """Return what to press once it went out; empty for nothing."""
        return ""

    def _out(self, words: str) -> None:
        self.note(" ".join(filter(None, (words, self.what_next()))))

    def to_clipboard(self) -> None:
        """Send it to the terminal's clipboard, which may not take it."""
        if self.whole_text:
            self.app.copy_to_clipboard(self.whole_text)
            self._out(
                _("Sent to your terminal's clipboard. If it does not arrive there, “show it plain” and select it.")
            )

    def show_plain(self) -> None:
        """Leave the screen to the bare text, to be selected by hand, until Enter is pressed."""
        text = self.whole_text
        if not text:
            return
        try:
            with self.app.suspend():
                show_on_plain_screen(text)
        except SuspendNotSupported:
            self.note(_("This terminal has no other screen to show it on. Write it to a file."), refusal=True)
            return
        self._out("")

    async def ask_file(self) -> None:
        """Ask where to, and write it there; nothing is written over unasked."""
        home = Path.home()

        def read(typed: str) -> str:
            path = reply_path(typed, home)
            return _("a file stands there already") if path.exists() else str(path)

        async def answered(typed: str) -> None:
            await self._write_file(reply_path(typed, home))

        question = Question(
            sentence=_("Into which file?"),
            read=read,
            start=f"~/{self.file_name}",
            placeholder=_("a path in your home, such as ~/reply.txt"),
        )
        await self.ask(question, answered)

    async def _write_file(self, path: Path, *, over: bool = False) -> None:
        try:
            write_reply(path, self.whole_text, over=over)
        except FileIsThereError as problem:
            choices = (
                Choice("no", _("another name"), _("the file stays as it is")),
                Choice("over", _("write over it"), _("what stands in it is gone")),
            )

            async def answered(answer: str) -> None:
                await (self._write_file(path, over=True) if answer == "over" else self.ask_file())

            question = Question(sentence=problem.sentence, about=shown(str(path), _PATH_SHOWN), choices=choices)
            await self.ask(question, answered)
            return
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        self._out(_("Written to {path}, for your eyes only.").format(path=one_line(str(path))))


def show_on_plain_screen(text: str) -> None:
    """Print the bare text on the terminal, and wait for Enter; the terminal is in its own state meanwhile."""
    print(f"\n{text}")
    print()
    print(_("— Select the text above. Enter goes back. —"), end=" ", flush=True)
    sys.stdin.readline()
