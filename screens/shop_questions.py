"""What the Shop screen asks for each setting, with the values that are allowed, and what an answer sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from screens.shop_cadences import CADENCE, cadence_question, cadence_said, cadence_settings
from screens.shop_words import (
    TEXTS,
    clock_word,
    country_words,
    currency_words,
    gender_words,
    hours_words,
    language_words,
    setting_word,
    share_words,
    target_words,
    time_there,
    week_words,
    weekday_words,
)
from screens.shown import one_line
from screens.widgets.question_bar import Choice, Question
from screens.words import language_word
from store.records.shop import LANGUAGES, WEEKDAYS, Weekday
from store.rules.holidays_of import check_country, countries_known, country_of_zone
from store.rules.machine import locale_defaults
from store.rules.mail_command import read_mail_command
from store.rules.setting_values import (
    read_currency,
    read_languages,
    read_lead_days,
    read_money,
    read_share,
    read_zone,
    zones_known,
)
from store.rules.settings import apply_settings, is_set, settings_as_nested
from store.rules.targets import CLOCKS, parse_target, target_text
from store.rules.week_hours import read_week_hours
from store.sentences import _
from store.wording import channel_words

if TYPE_CHECKING:
    from store.book import Book

_ALL_DAY = "00:00-24:00"
_SHARES = ("0.3", "0.5", "0.7", "1")
_TARGETS = ("30m", "1h", "2h", "4h", "16h")


def setting_question(book: Book, key: str, start: str | None = None) -> Question:
    """Return the question for the setting `key`.

    Args:
        book: whose settings they are.
        key: a key of the settings, except the ones with a date.
        start: what was typed before and could not be saved; else the present value stands there.
    """
    if key.startswith(CADENCE):
        question = cadence_question(book, key)
        return question if start is None else _starting(question, start)
    asked = _Asked(book, key)
    if key in TEXTS:
        question = asked.text()
    elif key.startswith("hours."):
        question = asked.hours()
    elif key.startswith("channel."):
        question = asked.target()
    else:
        question = _QUESTIONS[key](asked)
    return question if start is None else _starting(question, start)


def clock_question(book: Book, channel: str) -> Question:
    """Return the question which target of `channel` is to be changed; the answers are keys of the settings."""
    targets = settings_as_nested(book.shop, locale_defaults(), book.now().date())["channel"][channel]
    return Question(
        sentence=_("{channel}: which time?").format(channel=channel_words(channel)),
        choices=tuple(
            Choice(f"channel.{channel}.{clock}", clock_word(clock), target_words(targets[clock])) for clock in CLOCKS
        ),
    )


def settings_from(key: str, answer: str) -> dict[str, str]:
    """Return what an answer sets, as `Book.set_shop` takes it.

    Raises:
        NotUnderstoodError: hours that cannot be read.
    """
    if key.startswith("hours."):
        day: Weekday = key.removeprefix("hours.")  # type: ignore[assignment]
        return {f"hours.{one}": hours for one, hours in read_week_hours(answer, day).items()}
    return cadence_settings(key, answer) if key.startswith(CADENCE) else {key: answer}


def value_words(book: Book, settings: Mapping[str, str]) -> str:
    """Return what `settings`, which were just saved, say now: each with its name; hours together."""
    shop, today = book.shop, book.now().date()
    nested = settings_as_nested(shop, locale_defaults(), today)
    hours = {day: settings[f"hours.{day}"] for day in WEEKDAYS if f"hours.{day}" in settings}
    if hours:
        return week_words(hours)
    (key,) = (key for key in settings if key != "from")
    value = settings[key]
    if key.startswith(CADENCE):
        return cadence_said(key, value)
    name, language = setting_word(key), nested["language"]
    if key == "zone":
        words = _("{zone}, {there}").format(zone=book.zone.key, there=time_there(book.zone, book.now()))
    elif not value.strip():
        return _("{name}: as it is until you set it").format(name=name)
    elif key == "country":
        words = country_words(check_country(value), language)
    elif key == "language":
        words = language_word(shop.language)
    elif key == "owner_gender":
        words = gender_words(shop.owner_gender)
    elif key == "languages.read":
        words = language_words(shop.languages_read)
    elif key.startswith("channel."):
        words = target_words(target_text(parse_target(value)))
    elif key.startswith("promise."):
        words = share_words(read_share(key, value))
    elif key == "currency":
        words = currency_words(shop.currency, language)
    else:
        words = one_line(value)
    return _("{name}: {value}").format(name=name, value=words)


def _starting(question: Question, start: str) -> Question:
    return Question(
        sentence=question.sentence,
        choices=question.choices,
        read=question.read,
        start=start,
        placeholder=question.placeholder,
        may_be_empty=question.may_be_empty,
    )


class _Asked:
    """One setting that is asked for."""

    def __init__(self, book: Book, key: str) -> None:
        self.book, self.key, self.shop = book, key, book.shop
        self.defaults = locale_defaults()
        self.nested = settings_as_nested(book.shop, self.defaults, book.now().date())
        self.language: str = self.nested["language"]
        self.is_set = is_set(book.shop, key)

    def text(self) -> Question:
        return Question(
            sentence=setting_word(self.key),
            read=lambda typed: "",
            start=", ".join(getattr(self.shop, self.key).splitlines()),
            placeholder=_("nothing: not set"),
            may_be_empty=True,
        )

    def zone(self) -> Question:
        now = self.book.now()
        machine = self.defaults.zone
        # A country's own zones would be a good guess too, but the machine's and the present one are the likely ones.
        first = [Choice(self.nested["zone"], self.nested["zone"], _("as it is"))]
        if self.shop.zone:
            first.append(Choice("", _("as this machine"), machine))
        return Question(
            sentence=_("In which time zone is the shop?"),
            choices=(*first, *(Choice(zone, zone) for zone in zones_known() if zone != self.nested["zone"])),
            read=lambda typed: time_there(ZoneInfo(read_zone(typed)), now),
            placeholder=_("type your city, or a zone such as Europe/Athens"),
        )

    def country(self) -> Question:
        present = self.nested["country"]
        guess = "" if present else country_of_zone(self.nested["zone"])
        first = [Choice("", _("none"), _("no public holidays"))]
        if present:
            first.insert(0, Choice(present, country_words(present, self.language), _("as it is")))
        elif guess:
            first.insert(0, Choice(guess, country_words(guess, self.language), guess))
        names = sorted((country_words(code, self.language), code) for code in countries_known())
        rest = (Choice(code, name, code) for name, code in names if code not in (present, guess))
        return Question(
            sentence=_("In which country is the shop? It gives the public holidays."),
            choices=(*first, *rest),
            read=lambda typed: country_words(check_country(typed), self.language),
            placeholder=_("type its name, or a code such as GR, or DE-BY with a region"),
        )

    def the_language(self) -> Question:
        return Question(
            sentence=_("Which language does the shop speak?"),
            choices=tuple(
                Choice(code, language_word(code), _("as it is") if code == self.language else "")
                for code in sorted(LANGUAGES, key=lambda code: code != self.language)
            ),
        )

    def owner_gender(self) -> Question:
        present = self.shop.owner_gender
        offered = (
            Choice("female", gender_words("female")),
            Choice("male", gender_words("male")),
            Choice("", _("not said"), _("phrases do without")),
        )
        return Question(
            sentence=_("Are you a woman or a man? In some languages what you write of yourself depends on it."),
            choices=tuple(sorted(offered, key=lambda choice: choice.value != present)),
        )

    def languages_read(self) -> Question:
        return Question(
            sentence=_("In which languages can you read an answer?"),
            read=lambda typed: language_words(read_languages(typed)),
            start=", ".join(self.shop.languages_read),
            placeholder=_("some of {languages}; nothing: the shop's").format(languages=", ".join(LANGUAGES)),
            may_be_empty=True,
        )

    def hours(self) -> Question:
        present = {day: self.nested["hours"][day] for day in WEEKDAYS}
        day: Weekday = self.key.removeprefix("hours.")  # type: ignore[assignment]
        offered = dict.fromkeys((present[day], *present.values(), "", _ALL_DAY))
        return Question(
            sentence=_("When is the shop open on {day}?").format(day=weekday_words(day)),
            choices=tuple(
                Choice(hours, hours_words(hours), _("as it is") if hours == present[day] else "") for hours in offered
            ),
            read=self._hours_understood,
            start=hours_words(present[day]) if present[day] not in ("", _ALL_DAY) else "",
            placeholder=_("09:00-13:00, 14:00-18:00, or mon-fri 9-18; sat 9-14"),
        )

    def _hours_understood(self, typed: str) -> str:
        settings = settings_from(self.key, typed)
        apply_settings(self.shop, settings, self.book.now(), self.defaults)
        return week_words({key.removeprefix("hours."): hours for key, hours in settings.items()})  # type: ignore[misc]

    def target(self) -> Question:
        _channel, channel, clock = self.key.split(".")
        present = self.nested["channel"][channel][clock]
        offered = dict.fromkeys((present, *_TARGETS, "off"))
        choices = [
            Choice(target, target, _("as it is") if target == present else target_words(target)) for target in offered
        ]
        if self.is_set:
            choices.append(Choice("", _("as until it was set")))
        return Question(
            sentence=_("{setting}: within what time?").format(setting=setting_word(self.key)),
            choices=tuple(choices),
            read=lambda typed: target_words(target_text(parse_target(typed))),
            placeholder=_("working time such as 30m, 4h, 1h30m, or off"),
        )

    def share(self) -> Question:
        present = f"{self.nested['promise'][self.key.removeprefix('promise.')]:g}"
        offered = dict.fromkeys((present, *_SHARES))
        return Question(
            sentence=_("By when do you mean to be done? A share of the working time to the due")
            if self.key == "promise.aim"
            else _("By when do you mean to send word? A share of the working time to the due"),
            choices=tuple(
                Choice(share, share, _("as it is") if share == present else share_words(float(share)))
                for share in offered
            ),
            read=lambda typed: share_words(read_share(self.key, typed)),
            placeholder=_("from 0.1 to 1"),
        )

    def money(self) -> Question:
        currency = self.nested["currency"]
        return Question(
            sentence=_("How much may go into goodwill in a calendar year?"),
            read=lambda typed: " ".join(
                _("{amount} {currency} a calendar year").format(amount=read_money(typed), currency=currency).split()
            ),
            start=self.shop.goodwill_budget,
            placeholder=_("figures such as 1500 or 499.90; nothing: no limit"),
            may_be_empty=True,
        )

    def lead_days(self) -> Question:
        present = str(self.shop.dates_lead_days)
        offered = dict.fromkeys((present, "0", "3", "7", "14"))
        return Question(
            sentence=_("How many days ahead are birthdays and other days to mark shown?"),
            choices=tuple(Choice(days, days, _("as it is") if days == present else "") for days in offered),
            read=lambda typed: str(read_lead_days(self.key, typed)),
            placeholder=_("from 0 to 60; a card takes a few days by post"),
        )

    def currency(self) -> Question:
        from babel import Locale
        from babel.numbers import list_currencies

        present = self.nested["currency"]
        names = Locale.parse(self.language).currencies
        first = [Choice(present, present, _("as it is"))] if present else []
        if self.shop.currency:
            first.append(Choice("", _("the country's")))
        codes = sorted(code for code in list_currencies() if code != present)
        return Question(
            sentence=_("In which currency do you count?"),
            choices=(*first, *(Choice(code, code, names.get(code, "")) for code in codes)),
            read=lambda typed: currency_words(read_currency(typed), self.language),
            placeholder=_("three letters, such as EUR or TRY"),
        )

    def mail_command(self) -> Question:
        return Question(
            sentence=_("With which program are replies mailed? It gets the text on standard input."),
            read=read_mail_command,
            start=self.shop.mail_command,
            placeholder=_("such as mail -s {{subject}} {{address}} or xdg-open {{mailto}}; nothing: off").format(),
            may_be_empty=True,
        )


_QUESTIONS: Mapping[str, Callable[[_Asked], Question]] = {
    "owner_gender": _Asked.owner_gender,
    "zone": _Asked.zone,
    "country": _Asked.country,
    "language": _Asked.the_language,
    "languages.read": _Asked.languages_read,
    "promise.aim": _Asked.share,
    "promise.aim.ack": _Asked.share,
    "goodwill.budget": _Asked.money,
    "dates.lead_days": _Asked.lead_days,
    "currency": _Asked.currency,
    "mail.command": _Asked.mail_command,
}
