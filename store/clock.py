"""The one place where `now` comes from."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from store.errors import NotUnderstoodError
from store.sentences import _

NOW_VARIABLE = "REGULARS_NOW"


def read_clock() -> datetime:
    """Return the present instant, aware and in whole seconds.

    It is the instant in the environment variable `REGULARS_NOW` (ISO 8601 with offset) where that is set, else the
    machine's clock in UTC.

    Raises:
        NotUnderstoodError: `REGULARS_NOW` is no instant with an offset.
    """
    text = os.environ.get(NOW_VARIABLE)
    if not text:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = datetime.min
    if instant.tzinfo is None:
        raise NotUnderstoodError(
            _("REGULARS_NOW is “{text}”; it takes an instant such as 2026-03-04T09:30:00+02:00.").format(text=text)
        )
    return instant.replace(microsecond=0)
