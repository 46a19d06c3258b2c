"""A pack file read table by table, so that an error costs the phrase in which it stands and no other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from store.sentences import _

_HEADER = re.compile(r"^\[\s*(?:phrases\s*\.\s*)?\"?([A-Za-z0-9_-]+)\"?\s*\]\s*(?:#.*)?$")
_PLACE = re.compile(r" ?\(at (?:line ([0-9]+), column [0-9]+|end of document)\)")


class PackProblem(NamedTuple):
    """What is wrong with a pack: in which file, on which line (from 1), with which phrase (empty: the whole file)."""

    file: str
    line: int
    phrase: str
    sentence: str

    @property
    def words(self) -> str:
        """The whole of it in one line."""
        if self.phrase:
            return _("{file}, line {line}, {phrase}: {sentence}").format(**self._asdict())
        return _("{file}, line {line}: {sentence}").format(file=self.file, line=self.line, sentence=self.sentence)


class PackTable(NamedTuple):
    """One table of a pack: the id of its phrase, on which line it begins, and what stands in it."""

    name: str
    line: int
    content: Mapping[str, Any]


class PackFile(NamedTuple):
    """What could be read of a file: what stands before the first table, the tables in order, and what is wrong."""

    head: Mapping[str, Any]
    tables: tuple[PackTable, ...]
    problems: tuple[PackProblem, ...]


def read_pack_file(name: str, text: str) -> PackFile:
    """Return the tables of a pack; one that cannot be read, or has the id of one before it, is named and left out.

    Args:
        name: of the file, for what is said about it.
        text: what it holds.
    """
    parts = list(_parts(text))
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return _read_in_parts(name, parts)
    tables = plain.pop("phrases", plain)
    head = {} if tables is plain else plain
    lines = {part.name: part.line for part in parts}
    problems = [
        PackProblem(name, lines.get(one, 1), one, _("this is no table."))
        for one, content in tables.items()
        if not isinstance(content, Mapping)
    ]
    read = (
        PackTable(one, lines.get(one, 1), content) for one, content in tables.items() if isinstance(content, Mapping)
    )
    return PackFile(head, tuple(read), tuple(problems))


class _Part(NamedTuple):
    name: str
    line: int
    text: str


def _parts(text: str) -> Iterator[_Part]:
    """Give the text in parts: what stands before the first table, without a name, then table by table."""
    name, line, lines = "", 1, list[str]()
    for number, one in enumerate(text.splitlines(keepends=True), start=1):
        header = _HEADER.match(one.rstrip())
        if header:
            yield _Part(name, line, "".join(lines))
            name, line, lines = header[1], number, []
        lines.append(one)
    yield _Part(name, line, "".join(lines))


def _read_in_parts(name: str, parts: list[_Part]) -> PackFile:
    head: Mapping[str, Any] = {}
    tables: dict[str, PackTable] = {}
    problems: list[PackProblem] = []
    for part in parts:
        try:
            plain = tomllib.loads(part.text)
        except tomllib.TOMLDecodeError as problem:
            problems.append(_problem(name, part, problem))
            continue
        if not part.name:
            head = plain
            continue
        within = plain.get("phrases", plain)
        content = within.get(part.name)
        if part.name in tables:
            sentence = _("this id stands on line {line} already; the first one holds.").format(
                line=tables[part.name].line
            )
            problems.append(PackProblem(name, part.line, part.name, sentence))
        elif isinstance(content, Mapping):
            tables[part.name] = PackTable(part.name, part.line, content)
    return PackFile(head, tuple(tables.values()), tuple(problems))


def _problem(name: str, part: _Part, problem: tomllib.TOMLDecodeError) -> PackProblem:
    said = str(problem)
    place = _PLACE.search(said)
    within = int(place[1]) if place and place[1] else part.text.rstrip("\n").count("\n") + 1
    return PackProblem(name, part.line + within - 1, part.name, _PLACE.sub("", said).rstrip(".") + ".")
