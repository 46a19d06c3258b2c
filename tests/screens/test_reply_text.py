"""The text of a reply as it stands on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import App
from textual.widget import Widget

from screens.composition import ReplyPiece
from screens.widgets.reply_text import ReplyText

WISHES = "All the best to you and yours for the day. Have a good time, and see you soon."


class Sheet(App[None]):
    """Nothing but a reply."""

    def compose(self) -> Iterable[Widget]:
        """Give the reply."""
        yield ReplyText()


def drawn(app: App[None]) -> list[str]:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).strip() for strip in strips]


async def test_a_reply_that_has_as_many_lines_in_the_new_width_is_drawn_anew_all_the_same() -> None:
    app = Sheet()
    async with app.run_test(size=(76, 10)) as pilot:
        app.query_one(ReplyText).show([ReplyPiece(WISHES, 0)])
        await pilot.pause()
        assert drawn(app)[:2] == ["All the best to you and yours for the day. Have a good time, and see you", "soon."]
        await pilot.resize_terminal(48, 10)
        await pilot.pause()
        assert drawn(app)[:2] == ["All the best to you and yours for the day.", "Have a good time, and see you soon."]
