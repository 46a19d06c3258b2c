"""Greek cases and articles of names, weekdays, dates and things.

Names in Latin letters and other foreign ones are not declined, only their article is; a surname that is a genitive
already (Οικονόμου, and women's surnames) stays as it is.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from store.records.contact_person import Gender
from store.rules.forms import greek_words as known
from store.rules.forms.moments import day_text, moment_text, time_text
from store.rules.forms.word import Word

FORMS: frozenset[str] = frozenset(("nom", "gen", "acc", "voc", "ο", "του", "τον", "στον", "στις"))

_CASE_OF = {"ο": "nom", "του": "gen", "τον": "acc", "στον": "acc"}
_ARTICLES = {
    "ο": {"male": "ο", "female": "η", "neuter": "το"},
    "του": {"male": "του", "female": "της", "neuter": "του"},
    "τον": {"male": "τον", "female": "τη", "neuter": "το"},
    "στον": {"male": "στον", "female": "στη", "neuter": "στο"},
}
_VOWELS = "αεηιουω"
# Before these the feminine article keeps its ν.
_KEEPS_N = ("κ", "π", "τ", "ξ", "ψ", "μπ", "ντ", "γκ", *_VOWELS)
_KEEPS_N_LATIN = tuple("aeioukcpqtxbdg")
# Pairs of letters that are one sound.
_DIGRAPHS = ("ου", "αι", "ει", "οι", "υι", "αυ", "ευ")
_TITLES = ("κυρία", "Κυρία", "κύριος", "Κύριος")
_GENITIVES = ("της", "του", "των", "τους", "τις")  # what follows belongs to what stands before
_SHORT, _LONG = 2, 3


def inflect(word: Word, form: str, *, formal: bool = True) -> str | None:
    """Return `word` in a Greek form, or None where it cannot be known.

    Args:
        word: what is put into the phrase.
        form: `nom`, `gen`, `acc`, `voc` without article; `ο`, `του`, `τον`, `στον` with the article in the gender of
            the word; `στις` for dates. Of dates `acc` and `gen` have their article: την Παρασκευή, το Σάββατο.
        formal: makes no difference.
    """
    if form in word.given:
        return word.given[form]
    if word.moment is not None:
        return _moment(word, form)
    if form == "στις":
        return None
    words = word.text.split()
    if not words:
        return None
    case = _CASE_OF.get(form, form)
    if word.kind == "person" and word.full:
        words = _called(words, word.full.split(), word.gender)
    gender = _gender(word, words)
    declined = _person(words, case, gender) if word.kind == "person" else _thing(words, case, gender)
    declined = word.given.get(case) or declined
    if declined is None or form not in _ARTICLES:
        return declined
    if gender is None:
        return None
    article = _ARTICLES[form][gender]
    if article in ("τη", "στη") and _keeps_n(declined):
        article += "ν"
    return f"{article} {declined}"


# Days


def _moment(word: Word, form: str) -> str | None:
    moment = word.moment
    assert moment is not None
    day = moment.date() if isinstance(moment, datetime) else moment
    time = f" στις {time_text(moment, 'el')}" if isinstance(moment, datetime) else ""
    if isinstance(moment, datetime) and moment.hour == 1:
        time = f" στη {time_text(moment, 'el')}"  # μία: the one hour that is singular
    if form == "στις":
        return _on_date(day, word.today) + time
    if form in ("nom", "voc"):
        return moment_text(word, "el")
    named = day_text(day, "el", word.today, brief=word.brief)
    weekday, _space, rest = named.partition(" ")
    neuter = weekday == "Σάββατο"
    case = _CASE_OF.get(form, form)
    article = _ARTICLES[form if form in _ARTICLES else {"acc": "τον", "gen": "του"}[form]][
        "neuter" if neuter else "female"
    ]
    if article in ("τη", "στη") and _keeps_n(weekday):
        article += "ν"
    if case == "gen":
        weekday = "Σαββάτου" if neuter else f"{weekday}ς"
    return " ".join(filter(None, (article, weekday, rest))) + time


def _on_date(day: date, today: date | None) -> str:
    named = day_text(day, "el", today).partition(" ")[2]
    if day.day == 1:
        return "την 1η" + named.removeprefix("1") if named.startswith("1 ") else named
    return f"στις {named}"


# People


def _person(words: list[str], case: str, gender: Gender | str | None) -> str | None:
    if case == "nom":
        return " ".join(words)
    if gender is None and any(_is_greek(one) for one in words):
        return None
    found = []
    for number, one in enumerate(words):
        declined = _name(one, case, gender, is_first=number == 0 or words[number - 1] in _TITLES)
        if declined is None:
            return None
        found.append(declined)
    return " ".join(found)


def _called(words: list[str], full: list[str], gender: Gender) -> list[str]:
    """Return the nominative of what somebody is called by, found in the whole name; what they are called, if not.

    "Γιώργο" of Γιώργος Παπαδόπουλος is Γιώργος, "κύριε Παπαδόπουλε" is κύριος Παπαδόπουλος.
    """
    for begin in range(len(full)):
        for end in range(begin + 1, len(full) + 1):
            for title in ((), ("κύριος",), ("κυρία",)):
                whole = [*title, *full[begin:end]]
                known_gender = gender if gender in ("male", "female") else _gender_of_name(whole)
                if " ".join(words) in (" ".join(whole), _person(whole, "voc", known_gender)):
                    return whole
    return words


def _name(name: str, case: str, gender: Gender | str | None, *, is_first: bool) -> str | None:
    if "-" in name.strip("-"):
        parts = [_name(part, case, gender, is_first=is_first) for part in name.split("-")]
        return None if None in parts else "-".join(part for part in parts if part is not None)
    if name in known.NAMES:
        return known.NAMES[name][("gen", "acc", "voc").index(case) + 1]
    if not _is_greek(name) or name in known.UNDECLINED or name.isupper():
        # In capitals there is no accent to go by, and the owner may have written anything: only what never changes.
        return None if name.isupper() and _is_greek(name) and len(name) > 1 else name
    plain = _plain(name)
    if gender == "male":
        return _man(name, plain, case)
    if gender != "female":
        return None
    if plain.endswith(("α", "η", "ω")) and (is_first or name in known.WOMENS_NAMES):
        return f"{name}ς" if case == "gen" else name
    return None if plain.endswith("ς") else name


def _man(name: str, plain: str, case: str) -> str | None:
    if plain.endswith("ος"):
        if case == "acc":
            return name[:-1]
        if case == "gen":
            return known.GENITIVES.get(name) or name[:-2] + ("ού" if name[-2] == "ό" else "ου")
        return _vocative(name)
    if plain.endswith(("ης", "ας", "ες", "ους")):
        return name[:-1]
    if plain.endswith("ς"):
        return None
    return name  # a genitive already (Οικονόμου), or foreign (Τζον)


def _vocative(name: str) -> str:
    """Return the vocative of a man's name in -ος: Γιώργο, Νίκο, but Αλέξανδρε."""
    stem, accented = name[:-2], name[-2] == "ό"
    if name in known.VOCATIVE_IN_E:
        return stem + ("έ" if accented else "ε")
    if name in known.VOCATIVE_IN_O or (not accented and syllables(name) <= _SHORT):
        return f"{stem}{name[-2]}"
    return stem + ("έ" if accented else "ε")


def syllables(name: str) -> int:
    """Return in how many syllables a Greek word is said; an ι without accent before a vowel is no syllable."""
    plain, count, position = name.lower(), 0, 0
    while position < len(plain):
        letter, following = plain[position], plain[position + 1 : position + 2]
        if _plain(letter) not in tuple(_VOWELS):
            position += 1
            continue
        if (
            letter in "ιυ"
            and position
            and following
            and _plain(following) in tuple(_VOWELS)
            and letter + following != "υι"
        ):
            position += 1  # Γιώργος: one syllable with what follows
            continue
        pair = _plain(letter + following)
        # An accent on the first letter, or a diaeresis, parts the two: Μάιος, Ταΰγετος.
        is_one = pair in _DIGRAPHS and letter == _plain(letter) and following not in "ϊϋΐΰ"
        count += 1
        position += 2 if is_one else 1
    return count


# Things and businesses


def _thing(words: list[str], case: str, gender: str | None) -> str | None:
    if case == "nom" or not _is_greek(words[0]):
        return " ".join(words)
    if gender is None:
        return None
    if gender != "male":
        if case in ("acc", "voc"):
            return " ".join(words)
        if len(words) > 1:
            return None
        return _genitive(words[0], gender)
    if case == "voc":
        return None
    found, is_head = [], True
    for one in words:
        is_head = (
            is_head
            and one not in ("της", "του", "των", "τους", "τις")
            and _plain(one).endswith(("ος", "ης", "ας", "ες"))
            and _is_greek(one)
        )
        found.append(_man(one, _plain(one), case) or one if is_head else one)
    if case == "gen" and (len(words) > 1 or _accent_from_end(words[0]) >= _LONG):
        return None  # the accent may move: του καταλόγου
    return " ".join(found)


def _genitive(word: str, gender: str) -> str | None:
    plain = _plain(word)
    if gender == "female":
        return f"{word}ς" if plain.endswith(("α", "η")) else None
    if plain.endswith("μα") or word.endswith("ιο"):
        return None  # του μηχανήματος, του τιμολογίου: the accent moves
    if plain.endswith("ο") and _accent_from_end(word) <= _SHORT:
        return word[:-1] + ("ού" if word[-1] == "ό" else "ου")
    return None


def _gender(word: Word, words: list[str]) -> str | None:
    """Return the gender of a word: the person's own, else by its ending; None where that leaves it open."""
    if word.kind == "person":
        if word.gender in ("male", "female"):
            return word.gender
        return _gender_of_name(words)
    head = words[0]
    plain = _plain(head)
    if not _is_greek(head):
        return "neuter" if word.kind == "common" else None
    if head in known.PLURALS:
        return None
    if plain.endswith("ος"):
        return "neuter" if head in known.NEUTER_IN_OS else "female" if head in known.FEMININE_IN_OS else "male"
    if plain.endswith(("ης", "ας")) or head.endswith("ές"):
        return "male"
    if plain.endswith("η"):
        return "female"
    if plain.endswith("α"):
        return _gender_in_a(head, plain)
    if plain.endswith(("ο", "ι", "υ")):
        return "neuter"
    return None


def _gender_in_a(head: str, plain: str) -> str | None:
    if plain.endswith("μα"):
        return "female" if head in known.FEMININE_IN_MA else "neuter"
    if head in known.SINGULAR_IN_IA or head in known.SINGULAR_IN_A or head.endswith("ία"):
        return "female"
    if plain.endswith("ια") or _accent_from_end(head) >= _LONG:
        return None  # τα παπούτσια, τα ποδήλατα: one or several
    return "female"


def _gender_of_name(words: list[str]) -> str | None:
    first = next((one for one in words if one not in ("κ.", "κυρ")), "")
    if first in known.NAMES:
        return known.NAMES[first][0]
    plain = _plain(first)
    if not _is_greek(first):
        return None
    if first in known.UNDECLINED or plain.endswith(("ος", "ης", "ας")):
        return "male"
    return "female" if plain.endswith(("α", "η", "ω")) else None


# Letters


def _plain(text: str) -> str:
    """Return `text` in small letters without accents, a final sigma as such."""
    return "".join(one for one in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(one))


def _is_greek(word: str) -> bool:
    return any("Ͱ" <= letter <= "Ͽ" or "ἀ" <= letter <= "῿" for letter in word)


def _keeps_n(following: str) -> bool:
    plain = _plain(following).lstrip("«\"'(“‘")
    return plain.startswith(_KEEPS_N) or (plain[:1].isascii() and plain.startswith(_KEEPS_N_LATIN))


def _accent_from_end(word: str) -> int:
    """Return which syllable from the end has the accent, 1 for the last; 0 where none has."""
    at = next((number for number, one in enumerate(word) if one in "άέήίόύώΐΰΆΈΉΊΌΎΏ"), None)
    return 0 if at is None else syllables(word[at:]) if word[at] not in "ύί" else max(1, syllables(word[at:]))
