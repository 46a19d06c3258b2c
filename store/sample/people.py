"""The people of the sample shop: their names, how each is called to their face, and how they are reached.

Forms of names follow the grammar of their language: a Greek or Bulgarian woman's family name differs from a man's,
Greek has a vocative, Turkish and Korean an honorific. Telephone numbers are those that Ofcom keeps for drama, or, in
countries that keep none, plainly made up: a block of zeros. E-mail addresses lie in the domain that RFC 2606 keeps for
examples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, cycle
from random import Random

from anyascii import anyascii

from store.records.contact_person import ContactPerson, Gender, Labelled
from store.records.customer import Formality, PostalAddress
from store.sample.words import Words, words_in

_OFCOM_CITIES = ("113", "114", "115", "116", "117", "118", "121", "131", "141", "151", "161")
_PREFIXES: Mapping[str, str] = {
    "tr": "+90 500 000 ",
    "ko": "+82 10-0000-",
    "el": "+30 692 000 ",
    "bg": "+359 88 000 ",
}
_PER_BLOCK = 1000

_STREETS = (
    ("Linden St", "ул. Липа"),
    ("Old Mill St", "ул. Старата воденица"),
    ("Fountain Sq", "пл. Фонтана"),
    ("Walnut St", "ул. Орех"),
    ("Potters St", "ул. Грънчарска"),
    ("Bridge Blvd", "бул. Мостов"),
    ("Swallow St", "ул. Лястовица"),
    ("Orchard St", "ул. Овощна"),
)

_FORMAL_SHARE: Mapping[str, float] = {"en": 0.1, "tr": 0.7, "ko": 0.85, "el": 0.5, "bg": 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented person: the full name, how to call them, and the forms that a grammar needs."""

    name: str
    call_by: str
    gender: Gender
    formality: Formality
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """A given or family name in its cases: Greek has four, the others at most a vocative."""

    nominative: str
    genitive: str
    accusative: str
    vocative: str


class People:
    """Draws people, one after the other; no full name comes twice before every other has come once."""

    def __init__(self, rng: Random) -> None:
        """Deal the names of every language in an order that `rng` decides."""
        self._rng = rng
        self._decks: dict[str, tuple[tuple[list[str], list[str]], list[str]]] = {}
        self._turns: dict[tuple[str, bool], int] = {}
        self._numbers: dict[str, count[int]] = {}
        self._mailboxes: set[str] = set()
        self._firms: dict[str, int] = {}
        self._notes: dict[tuple[str, str], Iterator[str]] = {}

    def person(self, language: str) -> Person:
        """Return the next person who speaks `language`."""
        words = words_in(language)
        (women, men), families = self._deck(words)
        woman = self._rng.random() < 0.5
        turn = self._turns.get((language, woman), 0)
        self._turns[language, woman] = turn + 1
        givens = women if woman else men
        given = givens[turn % len(givens)]
        # One step more with every round through the given names, so that each meets every family name.
        family = families[(turn + turn // len(givens)) % len(families)]
        formality: Formality = "formal" if self._rng.random() < _FORMAL_SHARE[language] else "familiar"
        return _person(language, given, family, woman, formality)

    def company(self, language: str) -> str:
        """Return the next business's name, with a number from the second round on."""
        names = words_in(language).people["companies"]
        turn = self._firms.get(language, 0)
        self._firms[language] = turn + 1
        round_ = turn // len(names)
        return names[turn % len(names)] + (f" {round_ + 1}" if round_ else "")

    def contact(self, language: str) -> ContactPerson:
        """Return somebody to talk to at a business."""
        person = self.person(language)
        return ContactPerson(
            name=person.name,
            role=words_in(language).people["role"][0],
            call_by=person.call_by,
            gender=person.gender,
            phones=(self.phone(language),),
            emails=(self.email(person.name),),
        )

    def note(self, language: str, about: str) -> str:
        """Return the next note `about` somebody, such as how to recognise them, in their language."""
        notes = self._notes.get((language, about))
        if notes is None:
            dealt = list(words_in(language).people[about])
            self._rng.shuffle(dealt)
            notes = self._notes[language, about] = cycle(dealt)
        return next(notes)

    def phone(self, language: str) -> Labelled:
        """Return the next telephone number of a customer who speaks `language`."""
        number = next(self._numbers.setdefault(language, count(101)))
        if language in _PREFIXES:
            four = f"{number % 10_000:04d}"
            written = f"{four[:2]} {four[2:]}" if language == "tr" else four
            return Labelled(value=_PREFIXES[language] + written, label="mobile")
        block, line = divmod(number, _PER_BLOCK)
        if block == 0:
            return Labelled(value=f"+44 7700 900{line:03d}", label="mobile")
        city = _OFCOM_CITIES[(block - 1) % len(_OFCOM_CITIES)]
        return Labelled(value=f"+44 {city} 496 0{line:03d}", label="home")

    def email(self, name: str) -> Labelled:
        """Return an address for `name` that nobody else has."""
        spelled = ".".join(anyascii(name).lower().split())
        mailbox = "".join(letter for letter in spelled if letter.isalnum() or letter == ".").strip(".")
        unused = mailbox
        for number in count(2):
            if unused not in self._mailboxes:
                break
            unused = f"{mailbox}{number}"
        self._mailboxes.add(unused)
        return Labelled(value=f"{unused}@example.org")

    def address(self, language: str) -> PostalAddress:
        """Return an invented address in Sofia, in Cyrillic for those who read it."""
        latin, cyrillic = self._rng.choice(_STREETS)
        house = self._rng.randint(1, 98)
        bulgarian = language == "bg"
        return PostalAddress(
            street=f"{cyrillic} {house}" if bulgarian else f"{house} {latin}",
            city="София" if bulgarian else "Sofia",
            postal_code=str(self._rng.choice((1000, 1124, 1202, 1303, 1408, 1504, 1606, 1712))),
            country="BG",
        )

    def _deck(self, words: Words) -> tuple[tuple[list[str], list[str]], list[str]]:
        deck = self._decks.get(words.language)
        if deck is None:
            women, men = list(words.people["female"]), list(words.people["male"])
            families = list(words.people["family"])
            for names in (women, men, families):
                self._rng.shuffle(names)
            deck = self._decks[words.language] = ((women, men), families)
        return deck


def _person(language: str, given: str, family: str, woman: bool, formality: Formality) -> Person:
    first = _given_forms(language, given, woman)
    last = _family_forms(language, family, woman)
    korean = language == "ko"
    name = last.nominative + first.nominative if korean else f"{first.nominative} {last.nominative}"
    forms: dict[str, str] = {}
    if language == "el":
        forms = {
            "genitive": f"{first.genitive} {last.genitive}",
            "accusative": f"{first.accusative} {last.accusative}",
            "vocative": f"{first.vocative} {last.vocative}",
        }
    return Person(
        name=name,
        call_by=_call(language, first, last, name, woman, formality),
        gender="female" if woman else "male",
        formality=formality,
        forms=forms,
    )


def _call(language: str, first: Forms, last: Forms, name: str, woman: bool, formality: Formality) -> str:
    formal = formality == "formal"
    match language:
        case "tr":
            return f"{first.nominative} {'Hanım' if woman else 'Bey'}" if formal else first.nominative
        case "ko":
            return f"{name} 님" if formal else f"{first.nominative} 씨"
        case "el":
            return f"{'κυρία' if woman else 'κύριε'} {last.vocative}" if formal else first.vocative
        case "bg":
            return f"{'г-жо' if woman else 'г-н'} {last.vocative}" if formal else first.vocative
        case _:
            return f"{'Ms' if woman else 'Mr'} {last.nominative}" if formal else first.nominative


def _given_forms(language: str, entry: str, woman: bool) -> Forms:
    nominative, _, vocative = entry.partition("|")
    if language == "el":
        return _greek(nominative, woman, vocative or nominative)
    return Forms(
        nominative=nominative,
        genitive=nominative,
        accusative=nominative,
        vocative=vocative or nominative,
    )


def _family_forms(language: str, entry: str, woman: bool) -> Forms:
    man_s, _, woman_s = entry.partition("|")
    if language == "el" and not woman:
        return _greek(man_s, False, man_s[:-2] + "ε" if man_s.endswith("ος") else man_s.rstrip("ς"))
    # A Greek woman's family name is a genitive already, and stays as it is in every case.
    same = woman_s if woman and woman_s else man_s
    return Forms(nominative=same, genitive=same, accusative=same, vocative=same)


def _greek(nominative: str, woman: bool, vocative: str) -> Forms:
    if woman:
        return Forms(nominative=nominative, genitive=nominative + "ς", accusative=nominative, vocative=vocative)
    stem = nominative.rstrip("ς")
    genitive = stem[:-1] + "ου" if nominative.endswith("ος") else stem
    return Forms(nominative=nominative, genitive=genitive, accusative=stem, vocative=vocative)
