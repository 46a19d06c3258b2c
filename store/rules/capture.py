"""The capture line, read: one parser for the app and for `regulars log`.

Nothing typed is lost and nothing is guessed: every word is part of a token, text, or named in a
problem, and a line with a problem is not saved. The grammar is that of the capture line's design;
where that leaves a choice:

- A backslash at the start of a word is taken off, and the word is text. One that stands alone
  stays.
- Only a sign before what can follow it makes a token: `+90 532`, `!!`, `=)`, `/ 2`, `#1234` and
  `*` are text.
- `@"two words"`, `@new "NAME"`, `=third "NAME"`, `*"WHEN"` and `+moved "WHEN"` end at the closing
  quotation mark. `=third NAME` without ends where `@new NAME` does. Particles written right behind
  a quotation mark are text.
- A mark counts as the last word also where only tokens follow it (`is it ready ? #oven`), since
  tokens may stand in any order. In the WHAT of a promise it counts only there. `;` is the Greek
  question mark only as the very last word.
- A token word may be cut to its first three letters or more where only one is meant (`/pho`).
- Behind `*` and `+moved` the longest beginning that is a time is taken (`capture_times.py`).
- ` ; ` behind any token closes it; elsewhere it is text. Commas and full stops written right
  behind a token are passed over.
- Several customers may be named, all before the first word of the text. The first word alone may
  leave out its `@`, only where no other customer is named and the page gives none; an id without a
  letter is text there.
- The condition of a promise begins at the first `if` of its WHAT that is neither its first nor its
  last word.
"""

from __future__ import annotations

from collections.abc import Callable

from store.rules.capture_completion import complete_token
from store.rules.capture_pieces import escape_text
from store.rules.capture_reader import LineReader
from store.rules.capture_tokens import (
    CaptureLine,
    FollowToken,
    KeptToken,
    MovedToken,
    Problem,
    PromiseToken,
    Token,
    TokenAtCursor,
    WhoToken,
)
from store.rules.when import WhenContext

__all__ = [
    "CaptureLine", "FollowToken", "KeptToken", "MovedToken", "Problem", "PromiseToken", "Token",
    "TokenAtCursor", "WhoToken", "complete_token", "escape_text", "read_line",
]  # fmt: skip


def read_line(
    line: str,
    *,
    when: WhenContext,
    is_customer: Callable[[str], bool],
    current_customer: bool = False,
) -> CaptureLine:
    """Return what was understood of `line`, and in its problems what was not.

    Never raises for anything typed. A line that names no customer has a problem, unless one is
    given.

    Args:
        line: as it was typed; line breaks are white space.
        when: the instant, the opening hours and the language by which times are read.
        is_customer: whether a word without `@` names exactly one customer. It is asked at most
            once.
        current_customer: whether the page on which it is typed gives the customer.
    """
    return LineReader(line, when, is_customer, current_customer).read()
