"""The phrases that come with Regulars: what each is, the same in every language, and its words, a file a language.

Nothing is read before it is asked for, and each file once. What is wrong in a file is kept to be said; the rest holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any, TypeVar, get_args

from store.errors import NotUnderstoodError
from store.packs.pack_file import PackProblem, PackTable, read_pack_file
from store.records.interaction import CHANNELS, Channel, Mood
from store.records.phrase import CATEGORIES, CAUSES, TROUBLES, Category, Cause, Trouble
from store.records.shop import LANGUAGES
from store.rules.filling import Wording
from store.rules.placeholders import placeholders_of
from store.sentences import _

INDEX = "index.toml"
_MOODS = tuple(filter(None, get_args(Mood)))
_TEXTS = tuple(one.name for one in fields(Wording) if one.name not in ("language", "questions"))
# The variants that a customer may get, as against the title.
WORDED: tuple[str, ...] = tuple(name for name in _TEXTS if name != "title")

Read = Callable[[str], str | None]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a shipped phrase is, in whatever language; see `records/phrase.py` for the fields."""

    id: str
    category: Category
    cause: Cause = ""
    trouble: Trouble = ""
    mood: Mood = ""
    channels: tuple[Channel, ...] = ()
    promise: str = ""


class Packs:
    """All packs, read as they are asked for."""

    def __init__(self, read: Read) -> None:
        """Take what gives the text of a file by its name, None where there is none."""
        self._read = read
        self._heads: dict[str, Head] | None = None
        self._wordings: dict[str, dict[str, Wording]] = {}
        self._problems: dict[str, tuple[PackProblem, ...]] = {}

    @property
    def heads(self) -> Mapping[str, Head]:
        """Every shipped phrase by its id, in the order of lists."""
        if self._heads is None:
            self._heads = self._load(INDEX, _head)
        return self._heads

    def wordings(self, language: str) -> Mapping[str, Wording]:
        """Return the words of a language by the ids of their phrases; none for a language without a pack."""
        if language not in self._wordings:
            name = f"{language}.toml"
            known: dict[str, Wording] = {}
            if language in LANGUAGES:
                known = self._load(name, lambda table: _wording(table, language))
                lost = [one for one in known if one not in self.heads]
                for one in lost:
                    del known[one]
                self._problems[name] += tuple(
                    PackProblem(name, 1, one, _("this id is not in {index}.").format(index=INDEX)) for one in lost
                )
            self._wordings[language] = known
        return self._wordings[language]

    def problems(self, languages: tuple[str, ...] = LANGUAGES) -> list[PackProblem]:
        """Return what is wrong in the index and in the packs of `languages`."""
        for language in languages:
            self.wordings(language)
        names = (INDEX, *(f"{language}.toml" for language in languages))
        return [problem for name in names for problem in self._problems.get(name, ())]

    def languages(self) -> tuple[str, ...]:
        """Return the languages that have a pack with words."""
        return tuple(language for language in LANGUAGES if self.wordings(language))

    def _load(self, name: str, make: Callable[[PackTable], Made]) -> dict[str, Made]:
        text = self._read(name)
        if text is None:
            self._problems[name] = ()
            return {}
        file = read_pack_file(name, text)
        problems = list(file.problems)
        made: dict[str, Made] = {}
        for table in file.tables:
            try:
                made[table.name] = make(table)
            except NotUnderstoodError as problem:
                problems.append(PackProblem(name, table.line, table.name, problem.sentence))
        self._problems[name] = tuple(sorted(problems, key=lambda one: one.line))
        return made


@cache
def shipped() -> Packs:
    """Return the packs that come with this version."""
    return Packs(_shipped_text)


def _shipped_text(name: str) -> str | None:
    file = resources.files(__name__).joinpath(name)
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _head(table: PackTable) -> Head:
    content = dict(table.content)
    channels = content.pop("channels", [])
    _check_keys(content, ("category", "cause", "trouble", "mood", "promise"))
    allowed = {"category": CATEGORIES, "cause": CAUSES, "trouble": TROUBLES, "mood": _MOODS}
    for key, values in allowed.items():
        if key in content and content[key] not in values:
            raise NotUnderstoodError(_("{key} is one of {values}.").format(key=key, values=", ".join(map(str, values))))
    if "category" not in content:
        raise NotUnderstoodError(_("it has no category."))
    if not isinstance(channels, list) or any(one not in CHANNELS for one in channels):
        raise NotUnderstoodError(_("channels are some of {values}.").format(values=", ".join(CHANNELS)))
    return Head(id=table.name, channels=tuple(channels), **content)


def _wording(table: PackTable, language: str) -> Wording:
    content = dict(table.content)
    questions = content.pop("questions", [])
    _check_keys(content, _TEXTS)
    if not isinstance(questions, list) or not all(isinstance(one, str) for one in questions):
        raise NotUnderstoodError(_("questions are a list of texts."))
    if not content.get("title"):
        raise NotUnderstoodError(_("it has no title."))
    if not (content.get("text") or questions):
        raise NotUnderstoodError(_("it has neither a text nor questions."))
    wording = Wording(
        language=language,
        questions=tuple(one.strip() for one in questions),
        **{key: value.strip("\n") for key, value in content.items()},
    )
    for name in WORDED:
        placeholders_of(getattr(wording, name), language)
    for question in wording.questions:
        placeholders_of(question, language)
    return wording


def _check_keys(content: Mapping[str, Any], known: Iterable[str]) -> None:
    for key, value in content.items():
        if key not in known:
            raise NotUnderstoodError(_("{key} is not known here.").format(key=key))
        if not isinstance(value, str):
            raise NotUnderstoodError(_("{key} is no text.").format(key=key))
