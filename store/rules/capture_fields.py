"""A capture line as the fields of a form, and the fields as a capture line, so that one parser does for both.

`fields_of` takes a line into fields as far as it was understood; what was not, and what there is no field for, stays
in `happened` as it was typed. `line_of` composes a line that is read as those fields and nothing else.

The values are text, empty for what was left out:

- `who`: see `capture_names.py`. `channel`: one of the channels, or the name under which the owner knows one.
- `direction`: "in" or "out". `answer`: "yes" or "no". `kind`, `mood`: as the book has them. `when`: WHEN.
- `happened`: what happened, in any number of lines. `words`: the customer's own words, a line for each quotation.
- `tags`: with commas between. `conversation`: "new" or an id.
- `waiting`: "us", "customer", "third_party" or "resolved"; `third_party`: for whom.
- `promise_when`, `promise_what`, `promise_if`, `follow_when`, `follow_what`: as behind their tokens.
- `done`: "any" or the id of a follow-up. `kept`: "any" or the id of a promise. `moved_when`: WHEN; `moved`: the id of
  the promise, empty for the open one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from store.errors import NotUnderstoodError
from store.records.text import clean_text
from store.rules.capture_arguments import split_at_colon
from store.rules.capture_lookup import fold_word
from store.rules.capture_names import names_text, read_names
from store.rules.capture_pieces import plain_word, quote_text, split_line, tidy
from store.rules.capture_tokens import CaptureLine, FollowToken, PromiseToken, Token
from store.rules.capture_words import CONDITION_WORDS
from store.sentences import _

KEYS = (
    "who", "channel", "direction", "answer", "kind", "mood", "when", "happened", "words", "tags", "conversation",
    "waiting", "third_party", "promise_when", "promise_what", "promise_if", "follow_when", "follow_what", "done",
    "kept", "moved", "moved_when",
)  # fmt: skip
Values = Mapping[str, str]

_ANSWERS = {"?": "yes", ".": "no"}
_MARKS = {"in": "<", "out": ">", "yes": "?", "no": "."}
_MOODS = {"happy": ":)", "neutral": ":|", "upset": ":("}
_WAITING = {"us": "=us", "customer": "=them", "resolved": "=done"}
_CONDITIONS = frozenset(map(fold_word, CONDITION_WORDS.split()))
_USUAL = "~"


class WrongFieldError(NotUnderstoodError):
    """What stands in a field cannot be part of a line; `key` names the field."""

    def __init__(self, key: str, sentence: str) -> None:
        """Keep the field and the sentence that says what is wrong with it."""
        super().__init__(sentence)
        self.key = key


# From a line to fields


def fields_of(line: CaptureLine, text: str = "") -> dict[str, str]:
    """Return what stands in each field for a line that was read; every one of `KEYS` is there.

    Args:
        line: as it was read, with problems or without.
        text: a longer text that goes with it.
    """
    values = dict.fromkeys(KEYS, "")
    values |= {
        "who": names_text(line.who),
        "channel": line.channel_name or line.channel or "",
        "direction": line.direction,
        "answer": _ANSWERS.get(line.answer_mark, ""),
        "kind": line.kind,
        "mood": line.mood,
        "words": "\n".join(line.words),
        "tags": ", ".join(line.tags),
        "conversation": "new" if line.new_conversation else str(line.conversation or ""),
        "waiting": "resolved" if line.resolve else line.waiting_on,
        "third_party": line.third_party,
    }
    plain = iter(line.text.split())
    promises, follow_ups = iter(line.promises), iter(line.follow_ups)
    left: list[tuple[int, str]] = [*_not_understood(line)]
    for token in line.tokens:
        match token.kind:
            case "text":
                left.append((token.start, " ".join(islice(plain, len(token.text.split())))))
            case "promise" | "follow" if _holds_a_problem(line, token):
                left.append((token.start, token.text))
            case "promise":
                promise = next(promises)
                if values["promise_what"]:
                    left.append((token.start, token.text))
                else:
                    values |= _promise_fields(token, promise)
            case "follow":
                follow_up = next(follow_ups)
                if values["follow_what"]:
                    left.append((token.start, token.text))
                else:
                    values |= _follow_fields(token, follow_up)
            case "when":
                values["when"] = _when_typed(token)
            case "done" if line.done is not None:
                values["done"] = str(line.done.follow_up or "any")
            case "kept" if line.kept is not None:
                values["kept"] = str(line.kept.promise or "any")
            case "moved" if line.moved is not None:
                values["moved"] = str(line.moved.promise or "")
                values["moved_when"] = _moved_typed(token, has_number=line.moved.promise is not None)
    said = " ".join(words for _start, words in sorted(left))
    values["happened"] = "\n".join(part for part in (said, text.strip("\n")) if part)
    return values


def _not_understood(line: CaptureLine) -> Iterator[tuple[int, str]]:
    """Give what no token covers, where it begins, as it was typed."""
    at = 0
    for token in [*line.tokens, None]:
        end = len(line.line) if token is None else token.start
        if words := tidy(line.line[at:end]):
            yield at, words
        at = end if token is None else token.end


def _holds_a_problem(line: CaptureLine, token: Token) -> bool:
    return any(token.start <= problem.start < problem.end <= token.end for problem in line.problems)


def _promise_fields(token: Token, promise: PromiseToken) -> dict[str, str]:
    when = _USUAL if promise.due is None else _before_colon(token)
    return {"promise_when": when, "promise_what": promise.what, "promise_if": promise.condition}


def _follow_fields(token: Token, follow_up: FollowToken) -> dict[str, str]:
    return {"follow_when": _before_colon(token), "follow_what": follow_up.what}


def _before_colon(token: Token) -> str:
    parts = split_at_colon(split_line(token.text)[1:])
    return " ".join(piece.text for piece in parts[0]) if parts is not None else ""


def _when_typed(token: Token) -> str:
    first, *others = split_line(token.text)
    if first.quoted:
        return first.text
    return " ".join(piece.text for piece in (first, *others) if piece.role != "end").rstrip(" ,;:：")


def _moved_typed(token: Token, *, has_number: bool) -> str:
    _word, *others = split_line(token.text)
    said = [piece for piece in others if piece.role != "end"]
    return " ".join(piece.text for piece in said[1 if has_number else 0 :]).rstrip(" ,;:：")


# From fields to a line


def line_of(values: Values) -> tuple[str, str]:
    """Return the capture line that says what stands in the fields, and the longer text that goes with it.

    Times are not looked at here: read the line, and compare its `fields_of` with `values`.

    Raises:
        WrongFieldError: something cannot be said in a line, or half of what belongs together is missing.
    """
    said = {key: clean_text(values.get(key, "")).strip() for key in KEYS}
    happened = said["happened"]
    is_one_line = happened == tidy(happened)
    line = ""
    is_open = False
    for token, may_go_on in _tokens(said):
        line += (" ; " if is_open else " ") + token
        is_open = may_go_on
    if is_one_line and happened:
        words = [plain_word(word) for word in happened.split()]
        if not said["who"] and not words[0].startswith("\\"):
            words[0] = "\\" + words[0]  # where nobody is named, the first word might name somebody
        line += (" ; " if is_open else " ") + " ".join(words)
    return line.strip(), "" if is_one_line else happened


def _tokens(said: Values) -> Iterator[tuple[str, bool]]:
    """Give the tokens, each with whether a word behind it would be taken for a part of it."""
    yield from _who_tokens(said)
    yield from ((token, False) for token in _single_tokens(said))
    for words in filter(None, map(tidy, said["words"].split("\n"))):
        yield _quoted("words", words), False
    if said["when"]:
        yield "*" + _quoted("when", said["when"]), False
    if said["done"]:
        yield ("+done", True) if said["done"] == "any" else (f"+done {said['done']}", True)
    if said["kept"]:
        yield ("+kept", True) if said["kept"] == "any" else (f"+kept {said['kept']}", True)
    if said["moved_when"] and said["moved"]:
        yield f"+moved {said['moved']}: {_plain(said['moved_when'])}", True
    elif said["moved_when"]:
        yield "+moved " + _quoted("moved_when", said["moved_when"]), False
    elif said["moved"]:
        raise WrongFieldError("moved_when", _("Write until when it was moved, such as fri 17:00."))
    if said["promise_when"] or said["promise_what"] or said["promise_if"]:
        yield _promise_token(said), True
    if said["follow_when"] or said["follow_what"]:
        yield f"+follow {_due(said, 'follow')}: {_plain(said['follow_what'])}", True


def _who_tokens(said: Values) -> Iterator[tuple[str, bool]]:
    try:
        for who in read_names(said["who"]):
            yield who.token, who.new and not who.quoted
    except NotUnderstoodError as problem:
        raise WrongFieldError("who", problem.sentence) from problem


def _single_tokens(said: Values) -> Iterator[str]:
    if said["direction"] == "out" or (said["direction"] == "in" and said["kind"] == "ack"):
        yield _MARKS[said["direction"]]
    if said["answer"]:
        yield _MARKS[said["answer"]]
    if said["channel"]:
        yield f"/{said['channel']}"
    if said["mood"]:
        yield _MOODS[said["mood"]]
    if said["kind"]:
        yield f"!{said['kind']}"
    yield from _tag_tokens(said["tags"])
    if said["conversation"]:
        yield f"={said['conversation']}"
    if said["waiting"] in _WAITING:
        yield _WAITING[said["waiting"]]
    elif said["waiting"] or said["third_party"]:
        if not said["third_party"]:
            raise WrongFieldError("third_party", _("Write for whom it waits, such as the courier."))
        yield "=third " + _quoted("third_party", said["third_party"])


def _tag_tokens(tags: str) -> Iterator[str]:
    for tag in tags.replace(",", " ").split():
        token = "#" + tag.lstrip("#")
        pieces = split_line(token)
        if len(pieces) != 1 or pieces[0].role != "tag" or f"#{pieces[0].text}" != token:
            raise WrongFieldError(
                "tags",
                _("{tag} cannot be a tag. Begin it with a letter; what follows may be anything but a space.").format(
                    tag=tag
                ),
            )
        yield token


def _promise_token(said: Values) -> str:
    what = " ".join(
        f"\\{word}" if fold_word(word) in _CONDITIONS else plain_word(word) for word in said["promise_what"].split()
    )
    token = f"+promise {_due(said, 'promise')}: {what}"
    condition = said["promise_if"].split()
    if condition and fold_word(condition[0]) not in _CONDITIONS:
        word = _("if")
        condition.insert(0, word if fold_word(word) in _CONDITIONS else "if")
    if len(condition) == 1:
        raise WrongFieldError("promise_if", _("Write what has to happen first, such as: if the part arrives."))
    return " ".join([token, *condition[:1], *map(plain_word, condition[1:])])


def _due(said: Values, what: str) -> str:
    if not said[f"{what}_when"]:
        raise WrongFieldError(f"{what}_when", _("Write a time, such as fri 17:00 or 2 weeks."))
    if not said[f"{what}_what"]:
        raise WrongFieldError(f"{what}_what", _("Write what it is about."))
    return _plain(said[f"{what}_when"]).rstrip(":：")


def _plain(text: str) -> str:
    return " ".join(map(plain_word, text.split()))


def _quoted(key: str, text: str) -> str:
    try:
        return quote_text(text)
    except NotUnderstoodError as problem:
        raise WrongFieldError(key, problem.sentence) from problem
