"""The table of `regulars waiting`: who waits for an answer, in words.

Imported where every millisecond counts; see `glance.py`.
"""

from __future__ import annotations

from datetime import datetime

from store.sentences import _
from store.wording import channel_words, clock_words, left_words, when_words
from tui.tables import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from store.rules.desk_rows import Shown


def waiting_table(waiting: Iterable[Shown], now: datetime, zone: tzinfo | None) -> Table:
    """Return running clocks as a table.

    Args:
        waiting: what `waiting_rows` gave.
        now: aware, in the shop's zone.
        zone: the shop's; None where it is the process's own.
    """
    return Table(
        (_("No"), _("Customer"), _("By"), _("What"), _("Waits for"), _("Since"), _("Left")),
        [
            (
                str(one["conversation"]),
                one["customer_name"],
                channel_words(one["channel"]),
                one["what"],
                clock_words(one["clock"]),
                when_words(datetime.fromisoformat(one["started"]).astimezone(zone), now.date()),
                left_words(one["margin_s"], one["target_s"]),
            )
            for one in waiting
        ],
        _("Nobody is waiting for an answer."),
    )
