"""What was understood of a capture line: its tokens, its problems, and what is to be logged.

Spans count code points of the line as it was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from store.records.interaction import Channel, Direction, Kind, Mood

TokenKind = Literal[
    "who", "new", "first_word_who", "channel", "direction", "answer", "mood", "kind", "tag", "promise", "follow",
    "done", "kept", "moved", "conversation", "waiting", "words", "when", "text",
]  # fmt: skip
AnswerMark = Literal["", "?", "."]
LineWaitingOn = Literal["", "us", "customer", "third_party"]
CursorKind = Literal["who", "channel", "kind", "tag", "plus", "conversation"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not understood, where it stands, and in one sentence what to write instead.

    `suggestion` is the nearest known token, ready to stand in its place, or empty.
    """

    start: int
    end: int
    sentence: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the line that was understood as one thing, argument and closing ` ; ` included.

    `text` is that stretch as it was typed, tidied. Every character of the line that is no white
    space is in a token or in a problem; words that are no token are in one of the kind `text`.
    """

    start: int
    end: int
    kind: TokenKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoToken:
    """A customer whom the line is about.

    `text` is what was typed after the sign, for the book to look up; for a new customer it is the
    whole NAME, with `phones`, `emails` and `name` taken from it as they were typed.
    """

    text: str
    new: bool = False
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseToken:
    """A promise; `due` is None for `~`, what is usually kept. `condition` begins with its `if`."""

    what: str
    due: date | datetime | None
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowToken:
    """A follow-up; `due` is None only where it waits for `occasion`. `rule` is an RRULE value, empty for once.

    `season` is a window of each year, as the record keeps it; `due` is then the day on which it opens.
    """

    what: str
    due: date | datetime | None
    rule: str = ""
    occasion: str = ""
    season: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneToken:
    """A follow-up is done with this contact: the one with this id, or the customer's one open follow-up for None."""

    follow_up: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptToken:
    """A promise was kept: the one with this id, or the customer's one open promise for None."""

    promise: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedToken:
    """A promise was moved, and the customer told: the one with this id, or their one open promise for None."""

    promise: int | None
    due: date | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureLine:
    """A whole line, understood. Where there are `problems`, nothing may be saved.

    Attributes:
        line: as it was typed.
        who: the customers it names; empty where the page it is typed on gives the customer.
        channel: None where it was left out.
        channel_name: the name under which the owner knows the channel ("whatsapp"), empty for the
            channel's own.
        direction: "in" unless marked `>`. An acknowledgement is ours: `!ack` without a mark is
            "out".
        answer_mark: `?` wants an answer, `.` needs none, empty where nothing was said.
        text: what is no token, tidied to one line, without the backslashes that made words plain.
        words: the customer's own words, one for each pair of quotation marks.
        conversation: the id of the conversation chosen; `new_conversation` where a new one was
            asked for.
        resolve: whether the matter is done.
        waiting_on: on whom it waits from now on; `third_party` names them.
        when: when it happened, None for now.
    """

    line: str
    tokens: tuple[Token, ...] = ()
    problems: tuple[Problem, ...] = ()
    who: tuple[WhoToken, ...] = ()
    channel: Channel | None = None
    channel_name: str = ""
    direction: Direction = "in"
    answer_mark: AnswerMark = ""
    mood: Mood = ""
    kind: Kind = ""
    tags: tuple[str, ...] = ()
    text: str = ""
    words: tuple[str, ...] = ()
    promises: tuple[PromiseToken, ...] = ()
    follow_ups: tuple[FollowToken, ...] = ()
    done: DoneToken | None = None
    kept: KeptToken | None = None
    moved: MovedToken | None = None
    conversation: int | None = None
    new_conversation: bool = False
    resolve: bool = False
    waiting_on: LineWaitingOn = ""
    third_party: str = ""
    when: date | datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenAtCursor:
    """The token being typed at the cursor, for completion.

    `sign` is how it begins (empty for a first word that may be a customer), `typed` what stands
    between it and the cursor. Whatever is chosen replaces `start` to `end` whole, sign included.
    `candidates` are whole tokens, sign included, best first; the book adds those for customers,
    tags and conversations.
    """

    kind: CursorKind
    sign: str
    typed: str
    start: int
    end: int
    candidates: tuple[str, ...] = ()
