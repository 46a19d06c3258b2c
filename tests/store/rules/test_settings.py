"""`regulars shop set` and `shop show`: every key, every value, and what is said about a wrong one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from store.errors import NotUnderstoodError
from store.records.codec import from_plain, to_plain
from store.records.shop import Shop
from store.rules.machine import LocaleDefaults
from store.rules.settings import (
    KEYS,
    apply_settings,
    effective_currency,
    effective_zone,
    languages_read,
    settings_as_nested,
)
from store.rules.working_time import Calendar

NOW = datetime(2026, 3, 4, 10, tzinfo=ZoneInfo("Europe/Istanbul"))
TODAY = NOW.date()
DEFAULTS = LocaleDefaults(zone="Europe/Istanbul", language="tr")


def shop_with(*settings, shop=None, now=NOW, **more):
    changed = shop or Shop()
    for one in (*settings, more):
        if one:
            changed = apply_settings(changed, one, now, DEFAULTS)
    return changed


def flat(nested, prefix=""):
    pairs = {}
    for key, value in nested.items():
        if isinstance(value, dict):
            pairs |= flat(value, f"{prefix}{key}.")
        else:
            pairs[f"{prefix}{key}"] = str(value)
    return pairs


@pytest.mark.parametrize(
    ("key", "typed", "field", "kept"),
    [
        ("name", "  Bob [red]Smith  ", "name", "Bob [red]Smith"),
        ("owner", "Ayşe\x1b[31m", "owner", "Ayşe"),
        ("address", " Street 1\nTown ", "address", "Street 1\nTown"),
        ("phone", "+90 555", "phone", "+90 555"),
        ("email", "a@b.c", "email", "a@b.c"),
        ("web", "https://b.c", "web", "https://b.c"),
        ("review", "https://b.c/r", "review", "https://b.c/r"),
        ("owner_gender", " Female ", "owner_gender", "female"),
        ("owner_gender", "m", "owner_gender", "male"),
        ("zone", "europe/athens", "zone", "Europe/Athens"),
        ("zone", "America/New York", "zone", "America/New_York"),
        ("language", "EL", "language", "el"),
        ("languages.read", "el, en,el", "languages_read", ("el", "en")),
        ("promise.aim", "0.4", "promise_aim", 0.4),
        ("promise.aim", "1", "promise_aim", 1.0),
        ("promise.aim", "0,1", "promise_aim", 0.1),
        ("promise.aim.ack", ".3", "promise_aim_ack", 0.3),
        ("goodwill.budget", "499,90", "goodwill_budget", "499.90"),
        ("goodwill.budget", "1500", "goodwill_budget", "1500"),
        ("dates.lead_days", " 14 ", "dates_lead_days", 14),
        ("dates.lead_days", "0", "dates_lead_days", 0),
        ("currency", "try", "currency", "TRY"),
        ("mail.command", " mail -s {subject}  {address} ", "mail_command", "mail -s {subject} {address}"),
        ("closed.2026-08-01", "holiday", "closed", {"2026-08-01": "holiday"}),
        ("open.2026-08-01", "9-12", "opened", {"2026-08-01": "09:00-12:00"}),
    ],
)
def test_a_setting_is_kept_as_it_is_meant_and_an_empty_one_clears_it(key, typed, field, kept):
    shop = shop_with({key: typed})
    assert getattr(shop, field) == kept
    assert apply_settings(shop, {key: ""}, NOW, DEFAULTS) == Shop()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"nmae": "x"}, "no setting nmae. Did you mean name?"),
        ({"hours.monday": ""}, "Did you mean hours.mon?"),
        ({"channel.mail.first_answer": "2h"}, "Did you mean channel.email.first_answer?"),
        ({"closd.2026-08-01": "x"}, "Did you mean closed.DATE?"),
        ({"[/foo]": "x"}, "See all of them with: regulars shop show"),
        ({"zone": "Istanbul"}, "Did you mean Europe/Istanbul?"),
        ({"zone": "Europe/Athen"}, "Did you mean Europe/Athens?"),
        ({"zone": "../../etc/passwd"}, "IANA name, such as Europe/Athens"),
        ({"language": "de"}, "Give one of en, tr, ko, el, bg"),
        ({"languages.read": "en,de"}, "language de is not known"),
        ({"country": "Turkey"}, "such as TR, GR or BG"),
        ({"country": "DE-XX"}, "DE has no region XX"),
        ({"hours.mon": "09:00-13:00,12:00-18:00"}, "overlap"),
        (
            {"hours.mon": "09:00-18:00", "hours.tue": "09:00-13:00,12:00-18:00"},
            "hours.tue: The hours 09:00-13:00 and 12:00-18:00 overlap",
        ),
        ({"open.2026-08-01": "09:00-12:00,11:00-13:00"}, "open.2026-08-01: The hours 09:00-12:00 and 11:00-13:00"),
        ({"hours.sun": "22:00-03:00", "hours.mon": "02:00-10:00"}, "hours.sun runs until 03:00 of the next day"),
        ({"hours.mon": "late"}, "hours.mon: The hours late cannot be read"),
        ({"zone": "Mars/Olympus"}, "No time zone is called Mars/Olympus"),
        ({"country": "XX"}, "No country is known as XX. Give its ISO code"),
        ({"country": "DE-"}, "No country is known as DE-"),
        ({"hours.mon": "18:00-02:00", "hours.tue": "01:00-03:00"}, "hours.mon runs until 02:00"),
        ({"from": "2026-04-01"}, "give it together with one of them"),
        ({"from": "soon", "hours.mon": ""}, "Write it as 2026-03-04"),
        ({"from": "", "hours.mon": ""}, "Write it as 2026-03-04"),
        ({"closed.2026-08-14..2026-08-01": "x"}, "runs backwards"),
        ({"closed.2026-01-01..2036-01-01": "x"}, "more than three years"),
        ({"closed.2026-02-30": "x"}, "no 2026-02-30 in the calendar"),
        ({"closed.August": "x"}, 'The date "August" cannot be read'),
        ({"closed.": "x"}, 'The date "" cannot be read'),
        ({"open.2026-08-01": "maybe"}, "cannot be read"),
        ({"open.2026-08-01..2026-08-02": "09:00-10:00"}, "cannot be read"),
        ({"channel.email.first_answer": "soon"}, "30m, 4h or 1h30m"),
        ({"promise.aim": "0.05"}, "promise.aim is a share from 0.1 to 1"),
        ({"promise.aim": "nan"}, "share from 0.1 to 1"),
        ({"promise.aim": "1.5"}, "share from 0.1 to 1"),
        ({"promise.aim.ack": "half"}, "promise.aim.ack is a share"),
        ({"goodwill.budget": "1,500"}, "without a mark for thousands"),
        ({"goodwill.budget": "-5"}, "Give figures alone"),
        ({"dates.lead_days": "61"}, "a number of days from 0 to 60"),
        ({"dates.lead_days": "-1"}, "a number of days from 0 to 60"),
        ({"dates.lead_days": "a week"}, "a number of days from 0 to 60"),
        ({"owner_gender": "boss"}, "owner_gender is female or male, or empty"),
        ({"currency": "LIRA"}, "such as EUR or TRY"),
    ],
)
def test_a_wrong_key_or_value_is_refused_with_what_is_allowed(settings, sentence):
    with pytest.raises(NotUnderstoodError) as refused:
        shop_with(settings)
    assert sentence in refused.value.sentence
    assert "\n" not in refused.value.sentence


def test_every_key_of_the_contract_is_known():
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    plain = ["name", "owner", "address", "phone", "email", "web", "review", "owner_gender", "zone", "country"]
    plain += ["language", "languages.read", "from", "promise.aim", "promise.aim.ack"]
    plain += ["goodwill.budget", "dates.lead_days", "currency", *(f"hours.{day}" for day in days)]
    channels = ("counter", "phone", "visit", "email", "letter", "sms", "chat", "social")
    clocks = ("first_answer", "next_answer", "update", "resolution")
    plain += [f"channel.{channel}.{clock}" for channel in channels for clock in clocks]
    # Beside the contract's: how often to keep in touch with everybody of a tag, and the program that mails replies.
    ours = {"cadence.TAG", "mail.command"}
    assert {*plain, "closed.DATE", "closed.DATE..DATE", "open.DATE"} | ours == set(KEYS)


class TestDays:
    def test_a_stretch_is_closed_day_by_day_and_opened_again_the_same_way(self):
        shop = shop_with({"closed.2026-07-30..2026-08-02": "summer"})
        assert list(shop.closed) == ["2026-07-30", "2026-07-31", "2026-08-01", "2026-08-02"]
        shop = shop_with({"closed.2026-07-31..2026-08-01": ""}, shop=shop)
        assert list(shop.closed) == ["2026-07-30", "2026-08-02"]

    def test_a_special_opening_stands_within_a_closed_stretch(self):
        shop = shop_with({"open.2026-08-01": "10:00-12:00"}, {"closed.2026-07-30..2026-08-02": "x"})
        calendar = Calendar.of(shop, effective_zone(shop, DEFAULTS))
        assert [len(calendar.intervals_on(date(2026, 8, day))) for day in (1, 2)] == [1, 0]

    def test_closing_that_very_day_takes_its_opening_back(self):
        shop = shop_with({"open.2026-08-01": "10:00-12:00"}, {"closed.2026-08-01": "ill"})
        assert shop.opened == {}
        both = shop_with({"open.2026-08-01": "10:00-12:00", "closed.2026-08-01": "ill"})
        assert both.opened == {"2026-08-01": "10:00-12:00"}


class TestHoldingFrom:
    def test_today_is_the_shops_today(self):
        shop = shop_with({"zone": "Asia/Seoul", "hours.mon": "10:00-14:00"})
        late = datetime(2026, 3, 4, 20, tzinfo=UTC)
        shop = shop_with({"hours.mon": "11:00-14:00"}, shop=shop, now=late)
        assert [one.since for one in shop.hours] == [None, date(2026, 3, 5)]

    def test_from_names_the_day_for_hours_targets_and_country(self):
        shop = shop_with(
            {"hours.mon": "10:00-14:00", "channel.sms.update": "3h", "country": "TR"},
            {
                "hours.mon": "11:00-14:00",
                "channel.sms.update": "off",
                "country": "BG",
                "from": "2026-05-01",
            },
        )
        may = date(2026, 5, 1)
        assert [one.since for one in shop.hours] == [None, may]
        assert [(one.since, one.targets["sms.update"]) for one in shop.targets] == [
            (None, 3 * 3600),
            (may, 0),
        ]
        assert [(one.since, one.country) for one in shop.countries] == [(None, "TR"), (may, "BG")]

    def test_what_counted_yesterday_counts_the_same_tomorrow(self):
        before = shop_with({"hours.tue": "10:00-14:00"})
        after = shop_with({"hours.tue": ""}, shop=before)
        yesterday, next_week = date(2026, 3, 3), date(2026, 3, 10)
        zone = effective_zone(after, DEFAULTS)
        old, new = Calendar.of(before, zone), Calendar.of(after, zone)
        assert new.intervals_on(yesterday) == old.intervals_on(yesterday) != ()
        assert new.intervals_on(next_week) == ()


class TestCountry:
    def test_holidays_are_named_in_the_shops_language_and_close_the_shop(self):
        shop = shop_with({"country": "gr", "language": "el"})
        assert shop.country == "GR"
        assert shop.holidays["2026-01-01"] == "Πρωτοχρονιά"
        calendar = Calendar.of(shop, effective_zone(shop, DEFAULTS))
        assert calendar.intervals_on(date(2026, 3, 25)) == ()

    def test_a_new_language_names_them_anew(self):
        shop = shop_with({"country": "TR"}, {"language": "en"})
        assert shop.holidays["2026-10-29"] == "Republic Day"
        assert shop_with({"language": ""}, shop=shop).holidays["2026-10-29"] == "Cumhuriyet Bayramı"

    @pytest.mark.parametrize(("country", "currency"), [("TR", "TRY"), ("GR", "EUR"), ("BG", "EUR"), ("DE-BY", "EUR")])
    def test_it_gives_the_currency_until_that_is_set(self, country, currency):
        shop = shop_with({"country": country})
        assert effective_currency(shop, TODAY) == currency
        assert effective_currency(shop_with({"currency": "USD"}, shop=shop), TODAY) == "USD"

    def test_without_it_there_is_no_currency_and_before_the_euro_came_there_was_the_lev(self):
        assert effective_currency(Shop(), TODAY) == ""
        assert effective_currency(shop_with({"country": "BG"}), date(2025, 12, 31)) == "BGN"


class TestShowing:
    def test_an_untouched_shop_shows_what_holds_until_set(self):
        shown = settings_as_nested(Shop(), DEFAULTS, TODAY)
        assert shown["name"] == ""
        assert shown["zone"] == "Europe/Istanbul"
        assert shown["language"] == "tr"
        assert shown["languages"] == {"read": "tr"}
        assert shown["country"] == shown["currency"] == ""
        assert shown["hours"]["mon"] == "09:00-18:00"
        assert shown["hours"]["sat"] == ""
        assert shown["channel"]["email"] == {
            "first_answer": "4h",
            "next_answer": "4h",
            "update": "16h",
            "resolution": "off",
        }
        assert shown["promise"] == {"aim": 0.5, "aim.ack": 0.2}
        assert shown["goodwill"] == {"budget": ""}
        assert shown["closed"] == shown["open"] == {}
        assert "later" not in shown

    def test_what_is_to_hold_later_is_shown_by_its_date(self):
        shop = shop_with(
            {"hours.mon": "10:00-14:00", "country": "TR"},
            {"hours.mon": "08:00-12:00", "from": "2026-07-01"},
            {"country": "BG", "from": "2026-09-01"},
        )
        shown = settings_as_nested(shop, DEFAULTS, TODAY)
        assert shown["hours"]["mon"] == "10:00-14:00"
        assert shown["country"] == "TR"
        assert shown["later"]["2026-07-01"]["hours"]["mon"] == "08:00-12:00"
        assert shown["later"]["2026-09-01"] == {"country": "BG"}
        in_july = settings_as_nested(shop, DEFAULTS, date(2026, 7, 1))
        assert in_july["hours"]["mon"] == "08:00-12:00"

    def test_what_is_shown_can_be_set_again_and_changes_nothing(self):
        shop = shop_with(
            {
                "name": "Bob [red]Smith",
                "address": "Street 1\nTown",
                "country": "DE-BY",
                "language": "el",
                "languages.read": "el,en",
                "hours.fri": "18:00-02:00",
                "closed.2026-08-01..2026-08-03": "summer",
                "open.2026-08-02": "10:00-12:00",
                "channel.email.first_answer": "1h30m",
                "channel.sms.update": "off",
                "promise.aim": "0.35",
                "goodwill.budget": "500",
            }
        )
        shown = settings_as_nested(shop, DEFAULTS, TODAY)
        again = shop_with(flat(shown), shop=shop)
        assert settings_as_nested(again, DEFAULTS, TODAY) == shown
        assert shop_with(flat(shown), shop=again) == again
        moved_in = shop_with(flat(shown))
        assert settings_as_nested(moved_in, DEFAULTS, TODAY) == shown

    def test_every_setting_survives_being_stored(self):
        shop = shop_with(
            {"country": "TR", "hours.sat": "10:00-12:00", "channel.sms.update": "2h"},
            {"hours.sat": "", "channel.sms.update": "3h", "from": "2026-05-01"},
        )
        assert from_plain(Shop, to_plain(shop), 1) == shop


def test_the_zone_is_the_machines_until_it_is_set():
    assert effective_zone(Shop(), DEFAULTS).key == "Europe/Istanbul"
    assert effective_zone(Shop(zone="Asia/Seoul"), DEFAULTS).key == "Asia/Seoul"
    for broken in ("Nowhere/Atall", "../../etc/passwd", "Europe"):
        with pytest.raises(NotUnderstoodError, match="regulars shop set zone="):
            effective_zone(Shop(zone=broken), DEFAULTS)


def test_the_owner_reads_the_shops_language_until_told_otherwise():
    assert languages_read(Shop(), DEFAULTS) == ("tr",)
    assert languages_read(Shop(language="bg"), DEFAULTS) == ("bg",)
    assert languages_read(Shop(languages_read=("en", "ko")), DEFAULTS) == ("en", "ko")


def test_a_tag_has_a_cadence_until_it_is_taken_away() -> None:
    shop = apply_settings(Shop(), {"cadence.Wholesale": "every 6 weeks", "cadence.a.b": "3 months"}, NOW, DEFAULTS)
    assert settings_as_nested(shop, DEFAULTS, NOW.date())["cadence"] == {"Wholesale": "6w", "a.b": "3mo"}
    assert apply_settings(shop, {"cadence.WHOLESALE": "2w"}, NOW, DEFAULTS).cadences == {
        "WHOLESALE": "2w",
        "a.b": "3mo",
    }
    assert apply_settings(shop, {"cadence.wholesale": "", "cadence.a.b": "off"}, NOW, DEFAULTS).cadences == {}


@pytest.mark.parametrize("key", ["cadence.", "cadence.#", "cadence.oven"])
def test_a_cadence_without_a_tag_or_without_sense_is_refused(key: str) -> None:
    with pytest.raises(NotUnderstoodError):
        apply_settings(Shop(), {key: "10,000 years"}, NOW, DEFAULTS)
