"""Running the app: on the owner's book, on the sample shop, with their own keys and colours."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from store.errors import RegularsError
from store.sentences import _
from tui.app import RegularsApp, open_book
from tui.first_look import first_look
from tui.going import SAMPLE
from tui.keymap import keymap_path, read_keymap, rebound
from tui.keys import KEYS
from tui.preferences import preferences_path, read_preferences


def run_app(folder: Path, *, is_sample: bool = False) -> int:
    """Run the app on the book in `folder` until it is quit, and return the exit status.

    Whoever wants to look at the sample shop comes back to their own book when they leave that. Where the book
    `is_sample` itself, that is said.
    """
    while True:
        status, wants_sample = _run_once(folder, is_sample=is_sample)
        if not wants_sample:
            return status
        from store.clock import read_clock
        from store.sample import DEMO, build_sample_book

        with TemporaryDirectory(prefix="regulars-demo-") as temporary:
            sample = Path(temporary) / "book"
            build_sample_book(sample, DEMO, now=read_clock())
            _run_once(sample, is_sample=True)


def _run_once(folder: Path, *, is_sample: bool) -> tuple[int, bool]:
    """Run the app until it is left; return its exit status, and whether it was left for the sample shop.

    Today is drawn from the agenda's file; only where there is none yet is the book opened first.
    """
    book, look = None, first_look(folder)
    try:
        if look is None:
            book = open_book(folder)
        gc.freeze()  # what is imported and read by now stays; the collector would walk over it before the first paint
        preferences, keymap = read_preferences(preferences_path()), read_keymap(keymap_path())
        kind = RegularsApp if keymap.keys == KEYS else rebound(RegularsApp, keymap.keys)
        greeting = _("This shop is made up, and nothing that you do in it is kept. q leaves it.") if is_sample else ""
        app = kind(folder, book=book, look=look, preferences=preferences, notices=keymap.notices, greeting=greeting)
        wish = app.run(mouse=preferences.mouse)
    except RegularsError as problem:
        print(problem.sentence, file=sys.stderr)
        return problem.exit_code, False
    said = [app.failure] if app.failure else []
    if app.book is not None:
        # A line is still half-typed only where the app broke: whatever happened, what was typed is kept.
        for leave in (partial(app.half_typed.park, app.book), app.kept.close, app.book.close):
            try:
                leave()
            except RegularsError as problem:
                said.append(problem.sentence)
    for sentence in said:
        print(sentence, file=sys.stderr)
    return app.return_code or 0, wish == SAMPLE
