"""The people of the sample shop are called as one calls people in their language."""

from __future__ import annotations

import re
from random import Random

import phonenumbers
import pytest

from store.records.shop import LANGUAGES
from store.sample import DEMO, SMALL
from store.sample.people import People
from store.sample.words import words_in
from tests.store.sample.told import MOMENTS, told_at

NOW = MOMENTS["Tuesday morning"]
MANY = 300


def people_of(language):
    people = People(Random(7))
    return {person.name: person for person in (people.person(language) for _ in range(MANY))}


def test_no_name_comes_twice_before_all_have_come():
    for language in LANGUAGES:
        assert len(people_of(language)) == MANY


def test_turkish_customers_are_called_by_their_first_name_with_hanim_or_bey():
    for person in people_of("tr").values():
        given = person.name.split()[0]
        title = "Hanım" if person.gender == "female" else "Bey"
        assert person.call_by == (f"{given} {title}" if person.formality == "formal" else given)
    assert "Ayşe Hanım" in {person.call_by for person in people_of("tr").values()}


def test_korean_names_begin_with_the_family_and_take_nim():
    families = words_in("ko").people["family"]
    for person in people_of("ko").values():
        assert re.fullmatch("[가-힣]{3}", person.name)
        assert person.name[0] in families
        assert person.call_by == (f"{person.name} 님" if person.formality == "formal" else f"{person.name[1:]} 씨")


@pytest.mark.parametrize(
    ("language", "family", "gender", "call_by"),
    [
        ("el", "Παπαδόπουλος", "male", "κύριε Παπαδόπουλε"),
        ("el", "Παπαδοπούλου", "female", "κυρία Παπαδοπούλου"),
        ("el", "Μακρής", "male", "κύριε Μακρή"),
        ("el", "Ρήγας", "male", "κύριε Ρήγα"),
        ("el", "Γεωργίου", "male", "κύριε Γεωργίου"),
        ("bg", "Иванова", "female", "г-жо Иванова"),
        ("bg", "Иванов", "male", "г-н Иванов"),
        ("bg", "Планинска", "female", "г-жо Планинска"),
    ],
)
def test_the_family_name_and_its_vocative_fit_the_gender(language, family, gender, call_by):
    found = [one for one in people_of(language).values() if one.name.endswith(f" {family}") and one.gender == gender]
    assert found
    assert {one.call_by for one in found if one.formality == "formal"} == {call_by}


def test_no_man_has_a_womans_family_name_and_no_woman_a_mans():
    for language in ("el", "bg"):
        pairs = [entry.split("|") for entry in words_in(language).people["family"]]
        men, women = {pair[0] for pair in pairs}, {pair[-1] for pair in pairs}
        for person in people_of(language).values():
            assert person.name.split()[-1] in (women if person.gender == "female" else men)


def test_greek_names_come_with_their_cases():
    people = people_of("el")
    man = next(one for one in people.values() if one.name.startswith("Γιώργος ") and one.name.endswith("πουλος"))
    stem = man.name.split()[1].removesuffix("ος")
    assert man.forms == {
        "genitive": f"Γιώργου {stem}ου",
        "accusative": f"Γιώργο {stem}ο",
        "vocative": f"Γιώργο {stem}ε",
    }
    woman = next(one for one in people.values() if one.name.startswith("Ελένη "))
    family = woman.name.split()[1]
    assert woman.forms["genitive"] == f"Ελένης {family}"
    assert woman.forms["accusative"] == woman.name


def test_no_telephone_number_comes_twice_and_each_has_the_form_of_its_country():
    told = told_at(NOW, SMALL)
    numbers = [phone.value for one in told.customers.values() for phone in one.phones]
    numbers += [phone.value for one in told.customers.values() for person in one.contacts for phone in person.phones]
    assert len(numbers) == len(set(numbers))
    for number in numbers:
        parsed = phonenumbers.parse(number)
        assert phonenumbers.is_possible_number(parsed)
        assert phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL) == number


def test_numbers_lie_in_blocks_for_drama_or_in_blocks_that_begin_with_zeros():
    told = told_at(NOW, SMALL)
    for customer in told.customers.values():
        for phone in customer.phones:
            assert re.match(r"\+44 (7700 900|1\d\d 496 0)|\+(90 500|30 692|359 88) 000 |\+82 10-0000-", phone.value)


def test_mail_goes_nowhere_and_no_address_comes_twice():
    told = told_at(NOW, SMALL)
    mails = [mail.value for one in told.customers.values() for mail in one.emails]
    assert len(mails) == len(set(mails))
    assert all(re.fullmatch(r"[a-z0-9.]+@example\.org", mail) for mail in mails)


def test_the_demo_has_customers_at_every_stage_and_one_who_is_a_number_alone():
    customers = told_at(NOW, DEMO).customers.values()
    assert len(customers) == 60
    assert {one.stage for one in customers} == {"lead", "new", "regular", "lapsed", "former"}
    assert any(one.shown_name.startswith("+") for one in customers)
    assert any(one.company and one.contacts and one.allowances for one in customers)
    names = [one.name for one in customers if one.name]
    assert len(names) == len(set(names))
    assert any(one.recognise_by for one in customers)
    assert any(one.preferences for one in customers)
