"""The parts of the manual that are made from the program itself: keys, commands, words of the line, settings.

`python -m tui.manual` writes them into `docs/`, each between its two marks, and into the README. Everything else there
is written by hand.
"""

from __future__ import annotations

import os
import re
from argparse import SUPPRESS
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from store.records.interaction import CHANNELS
from store.records.shop import Shop
from store.rules import capture_words
from store.rules.machine import LocaleDefaults
from store.rules.settings import KEYS as SETTINGS
from store.rules.settings import settings_as_nested
from store.rules.targets import CLOCKS
from store.rules.when import WhenContext, read_when
from store.wording import exact_when_words
from tui.command import Arguments, Command
from tui.commands import all_commands
from tui.keys import EVERYWHERE, IN_LISTS, KEYS, Key

FOLDER = Path("docs")
README = Path("README.md")
# A part begins with a comment that names it, and ends with one that says so.
_PART = re.compile(r"(?P<begin><!-- made: (?P<name>[a-z. ]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)
_NOW = datetime(2026, 3, 4, 9, 0, tzinfo=ZoneInfo("Europe/Athens"))
_CLOSES_GO_TO = "list.go_to.close"
_LANGUAGES = {"en": "English", "tr": "Türkçe", "ko": "한국어", "el": "Ελληνικά", "bg": "Български"}
_WHEN: Mapping[str, Sequence[str]] = {
    "en": (
        "fri 17:00",
        "tomorrow at 5",
        "until monday",
        "in 9 days",
        "2 weeks",
        "24h",
        "end of month",
        "friday week",
        "25 dec",
    ),
    "tr": (
        "yarın saat 15:00",
        "gelecek salı",
        "bu akşam",
        "cuma 17.00",
        "3 gün sonra",
        "2 hafta",
        "ay sonu",
        "25 aralık",
    ),
    "ko": ("내일 오후 3시", "다음 주 월요일", "모레", "금요일 17시", "3일 뒤", "2주 후", "월말", "12월 25일"),
    "el": ("αύριο 12:00", "την Παρασκευή", "μεθαύριο", "Δευτέρα 5 μ.μ.", "σε 3 μέρες", "2 εβδομάδες", "τέλος του μήνα"),
    "bg": ("утре", "в петък 17:00", "следващия вторник", "вдругиден", "след 3 дни", "2 седмици", "края на месеца"),
}
_SETTINGS: Mapping[str, str] = {
    "name": "the shop's name",
    "owner": "your name",
    "address": "where the shop is",
    "phone": "its phone",
    "email": "its e-mail",
    "web": "its website",
    "review": "where a customer can leave a review",
    "owner_gender": "whether you are a woman or a man, for phrases whose words depend on it; empty: they do without",
    "zone": "the time zone, such as `Europe/Athens`",
    "country": "the country, such as `GR`, or with a region `DE-BY`; it gives the public holidays",
    "language": "`en`, `tr`, `ko`, `el` or `bg`",
    "languages.read": "the languages in which you can read an answer, such as `en,tr`",
    "from": "given together with hours, targets or country: the date from which they hold",
    "closed.DATE": "a day off; the value is the reason",
    "closed.DATE..DATE": "several days off in a row",
    "open.DATE": "the hours of one special day, over everything else",
    "promise.aim": "the share of the working time to the due by which you mean to be done, `0.1` to `1`",
    "promise.aim.ack": "the same for a first word to them",
    "cadence.TAG": "how often to keep in touch with everybody of that tag, such as `6w`, `3mo` or `1y`",
    "goodwill.budget": "money a calendar year for goodwill",
    "dates.lead_days": "how many days ahead birthdays and other days to mark are shown, `0` to `60`",
    "currency": "such as `EUR`",
    "mail.command": "the program that mails replies, such as `mail -s {subject} {address}`; empty: off",
}


def parts() -> dict[str, Callable[[], str]]:
    """Return what makes each part, by its name."""
    from tui.manual_screens import PLACES, keys_of_places

    made: dict[str, Callable[[], str]] = {
        "keys everywhere": lambda: _key_table(key for key in KEYS if key.group is EVERYWHERE),
        "keys in lists": lambda: _key_table(sorted(_keys_in_lists(), key=lambda key: key.id == _CLOSES_GO_TO)),
        "key names": _key_names,
        "words": _words,
        "when": _when,
        "commands": _commands,
        "settings": _settings,
        "targets": _targets,
        "phrases": _phrases,
        "placeholders": _placeholders,
        "forms": _forms,
    }
    for place in PLACES:
        made[f"screen {place.name}"] = lambda name=place.name: _said_table(keys_of_places()[name])  # type: ignore[misc]
    return made


def filled(text: str) -> str:
    """Return a page of the manual with its parts made anew.

    Raises:
        KeyError: it names a part that nothing makes.
    """
    made = parts()
    return _PART.sub(lambda found: f"{found['begin']}\n{made[found['name']]()}\n\n{found['end']}", text)


def pages() -> list[Path]:
    """Return the files that have parts in them."""
    return [README, *sorted(FOLDER.glob("*.md"))]


def main() -> None:
    """Write all parts, and say which pages changed."""
    for page in pages():
        before = page.read_text(encoding="utf-8")
        after = filled(before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            print(page)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _phrases() -> str:
    from tui.manual_phrases import phrases_page

    return phrases_page()


def _placeholders() -> str:
    from tui.manual_words import placeholder_rows

    return _table(("write", "stands for", "comes from"), placeholder_rows())


def _forms() -> str:
    from tui.manual_words import form_rows

    rows = [(_LANGUAGES[language], *row) for language, *row in form_rows(_NOW)]
    return _table(("", "you write", "the book knows", "they read"), rows)


# Keys


def _keys_in_lists() -> list[Key]:
    return [key for key in KEYS if key.group is IN_LISTS]


def _key_table(keys: Iterable[Key]) -> str:
    return _said_table((key, key.sentence) for key in keys)


def _said_table(keys: Iterable[tuple[Key, str]]) -> str:
    rows = [(_pressed(key), sentence) for key, sentence in keys]
    return _table(("key", "does"), rows) if rows else "Only the keys of every screen and of lists."


def _key_names() -> str:
    return _table(("name", "key", "does"), ((f"`{key.id}`", _pressed(key), key.sentence) for key in KEYS))


def _pressed(key: Key) -> str:
    names = key.as_shown.split() or [Key(key.id, name, "", "", "", key.group).display for name in key.keys.split(",")]
    return " ".join(f"`{name.title() if '+' in name else name}`" for name in names)


# The line


def _words() -> str:
    rows: list[Sequence[str]] = []
    tables: Sequence[tuple[str, Mapping[Any, Any]]] = (
        ("@", capture_words.NEW_CUSTOMER_WORDS),
        ("/", capture_words.CHANNEL_WORDS),
        ("/", {name: words for name, (_channel, words) in capture_words.CHANNEL_NAMES.items()}),
        ("!", capture_words.KIND_WORDS),
        ("+", capture_words.PLUS_WORDS),
        ("=", capture_words.EQUALS_WORDS),
    )
    for sign, table in tables:
        for words in table.values():
            rows.append([_spelled(sign, words.get(language, "")) for language in _LANGUAGES])
    return _table(tuple(_LANGUAGES.values()), rows)


def _spelled(sign: str, words: str) -> str:
    return " ".join(f"`{sign}{word}`" for word in words.split())


def _when() -> str:
    context = WhenContext(now=_NOW, is_open=lambda moment: moment.weekday() < 5 and 9 <= moment.hour < 18)
    rows = [
        (
            _LANGUAGES[language] if number == 0 else "",
            f"`{phrase}`",
            exact_when_words(_read(phrase, context), _NOW.date()),
        )
        for language, phrases in _WHEN.items()
        for number, phrase in enumerate(phrases)
    ]
    return _table(("", "you write", "is taken as"), rows)


def _read(phrase: str, context: WhenContext) -> date | datetime:
    return read_when(phrase, context)


# Commands


class _Taken(Arguments):
    """What a command takes, written down."""

    def __init__(self, command: Command) -> None:
        super().__init__(command.words, command.summary)
        self.rows: list[tuple[str, str]] = []
        command.arguments(self)

    def take(self, name: str, shown: str, meaning: str, kind: Callable[[str], Any] = str) -> None:
        self.rows.append((f"`{shown}`", meaning))
        super().take(name, shown, meaning, kind)

    def take_rest(self, name: str, shown: str, meaning: str, *, needed: bool = True) -> None:
        self.rows.append((f"`{shown}…`", meaning))
        super().take_rest(name, shown, meaning, needed=needed)

    def option(
        self,
        name: str,
        shown: str,
        meaning: str,
        kind: Callable[[str], Any] = str,
        *,
        needed: bool = False,
        many: bool = False,
    ) -> None:
        if meaning != SUPPRESS:
            self.rows.append((f"`{name} {shown}`", meaning))
        super().option(name, shown, meaning, kind, needed=needed, many=many)

    def flag(self, name: str, meaning: str) -> None:
        if meaning != SUPPRESS:
            self.rows.append((f"`{name}`", meaning))
        super().flag(name, meaning)


def _commands() -> str:
    said = []
    for command in all_commands():
        taken = _Taken(command)
        rows = _table(("write", "for"), taken.rows) + "\n" if taken.rows else ""
        said.append(f"### {command.words}\n\n`{taken.usage}`: {command.summary}.\n\n{rows}")
    return "\n".join(said).rstrip("\n")


# Settings


def _settings() -> str:
    until_set = _flat(_nested())
    rows = [
        (f"`{key}`", _meaning(key), f"`{until_set[key]}`" if until_set.get(key) else "")
        for key in SETTINGS
        if not key.startswith("channel.")
    ]
    return _table(("key", "what it is", "until you set it"), rows)


def _meaning(key: str) -> str:
    return "opening hours; empty is closed" if key.startswith("hours.") else _SETTINGS[key]


def _targets() -> str:
    found = _nested()["channel"]
    rows = [(f"`channel.{channel}.…`", *(f"`{found[channel][clock]}`" for clock in CLOCKS)) for channel in CHANNELS]
    return _table(("key", *(f"`{clock}`" for clock in CLOCKS)), rows)


def _nested() -> dict[str, Any]:
    # What the machine suggests is another thing on every machine.
    return settings_as_nested(Shop(), LocaleDefaults(zone="", language=""), _NOW.date())


def _flat(nested: Mapping[str, Any], before: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in nested.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{before}{name}.")
        else:
            flat[f"{before}{name}"] = str(value or "")
    return flat


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent)
    main()
