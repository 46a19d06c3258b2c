"""The tokens that say one thing by themselves and can stand once: channel, kind, mood, marks, conversation."""

from __future__ import annotations

from dataclasses import replace

from store.records.interaction import CHANNELS, KINDS, Channel, Kind
from store.rules.capture_pieces import Piece
from store.rules.capture_tokens import CaptureLine, TokenKind

_CHANNELS: dict[str, Channel] = {channel: channel for channel in CHANNELS}
_KINDS: dict[str, Kind] = {kind: kind for kind in KINDS}


def single_kind(piece: Piece) -> TokenKind:
    """Return the kind of which a line takes one; what a matter waits for and that it is done exclude each other."""
    if piece.role == "conversation" or piece.means == "=new":
        return "conversation"
    if piece.mood:
        return "mood"
    if piece.mark:
        return "direction" if piece.mark in "<>" else "answer"
    if piece.sign == "!":
        return "kind"
    return "channel" if piece.sign == "/" else "waiting"


def with_single(line: CaptureLine, piece: Piece) -> CaptureLine:
    """Return `line` with what `piece` says."""
    if piece.role == "conversation":
        return replace(line, conversation=int(piece.text))
    if piece.mood:
        return replace(line, mood=piece.mood)
    match piece.mark or piece.means:
        case "<":
            return replace(line, direction="in")
        case ">":
            return replace(line, direction="out")
        case "?":
            return replace(line, answer_mark="?")
        case ".":
            return replace(line, answer_mark=".")
        case "=new":
            return replace(line, new_conversation=True)
        case "=done":
            return replace(line, resolve=True)
        case "=us":
            return replace(line, waiting_on="us")
        case "=them":
            return replace(line, waiting_on="customer")
    meaning = piece.meanings[0]
    if piece.sign == "!":
        return replace(line, kind=_KINDS[meaning.value])
    return replace(line, channel=_CHANNELS[meaning.value], channel_name=meaning.name)
