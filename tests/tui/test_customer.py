"""`regulars customer`: add, edit, list, merge."""

from __future__ import annotations

import pytest

from tests.tui.conftest import EARLIER, Run

WHOLE = (
    *("--name", "Maria Petrova", "--call-by", "Мария", "--name-form", "accusative=Мария", "--company", "Бисер ООД"),
    *("--phone", "home: +359 2 123 456", "--phone", "+359 88 765 4321", "--email", "work:m@example.org"),
    *("--handle", "instagram:@maria", "--address", "Home: ул. Шипка 6\n1000 София", "--language", "BG"),
    *("--second-language", "en", "--formality", "formal", "--gender", "female", "--stage", "regular"),
    *("--tag", "#oven", "--tag", "vip", "--recognise-by", "red glasses", "--preferences", "calls only"),
    *("--terms", "pays monthly", "--allowance", "visits=5/2", "--referred-by", "ayse", "--date", "name day=--08-15"),
    *("--date", "birthday=1980-03-04", "--field", "shoe size=38", "--note", "likes tea", "--since", "2020-05-01"),
    "--do-not-contact",
)


def test_everything_that_can_be_known_of_a_customer(shop: Run) -> None:
    added = shop("customer", "add", *WHOLE, "--json").json
    assert (
        added.items()
        >= {
            "id": 3,
            "customer": 3,
            "customer_name": "Maria Petrova",
            "name": "Maria Petrova",
            "call_by": "Мария",
            "name_forms": {"accusative": "Мария"},
            "company": "Бисер ООД",
            "phones": [
                {"value": "+359 2 123 456", "label": "home"},
                {"value": "+359 88 765 4321", "label": ""},
            ],
            "emails": [{"value": "m@example.org", "label": "work"}],
            "handles": [{"value": "@maria", "label": "instagram"}],
            "language": "bg",
            "second_language": "en",
            "formality": "formal",
            "gender": "female",
            "stage": "regular",
            "tags": ["oven", "vip"],
            "recognise_by": "red glasses",
            "allowances": [{"what": "visits", "total": 5, "used": 2}],
            "referred_by": 1,
            "dates": [
                {"label": "name day", "month": 8, "day": 15, "year": 0, "calendar": "", "leap_month": False},
                {"label": "birthday", "month": 3, "day": 4, "year": 1980, "calendar": "", "leap_month": False},
            ],
            "fields": {"shoe size": "38"},
            "since": "2020-05-01",
            "do_not_contact": True,
        }.items()
    )
    assert added["addresses"][0].items() >= {"label": "Home", "street": "ул. Шипка 6\n1000 София"}.items()
    assert shop("show", "maria", "--json").json["customer"] == added


def test_a_phone_alone_is_a_customer(shop: Run) -> None:
    assert shop("customer", "add", "--phone", "0555 000 11 22").out == "Added: 0555 000 11 22, number 3.\n"
    added = shop("show", "0555 000 11 22", "--json").json["customer"]
    assert added["name"] == ""
    assert added["customer_name"] == "0555 000 11 22"
    assert added["since"] == "2026-03-04"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Who is it?"),
        (["--tag", "oven"], "Who is it?"),
        (["--name", " "], "Who is it?"),
        (["--phone", "no digits"], "no phone number"),
        (["--email", "nobody"], "no e-mail address"),
        (["--name", "A", "--stage", "friend"], "none of lead, new, regular, lapsed, former"),
        (["--name", "A", "--language", "Turkish"], "no language"),
        (["--name", "A", "--allowance", "visits"], "WHAT=TOTAL/USED"),
        (["--name", "A", "--allowance", "visits=2/3"], "WHAT=TOTAL/USED"),
        (["--name", "A", "--date", "birthday=--02-30"], "no such day"),
        (["--name", "A", "--date", "4 march"], "KEY=VALUE"),
        (["--name", "A", "--date", "birthday=whenever"], "whenever"),
        (["--name", "A", "--field", "38"], "--field KEY=VALUE"),
        (["--name", "A", "--referred-by", "nobody"], "nobody"),
        (["--name", "A", "--since", "2030-01-01"], "lies ahead"),
        (["Maria"], "does not know what to do with “Maria”"),
    ],
)
def test_what_cannot_be_read_adds_nobody(shop: Run, words: list[str], said: str) -> None:
    failed = shop("customer", "add", *words)
    assert failed.status == 2
    assert said in failed.err
    assert len(shop("customer", "list", "--json").json) == 2


def test_dates_are_said_as_people_say_them(shop: Run) -> None:
    shop("customer", "edit", "1", "--date", "birthday=4 march", "--date", "wedding=12 june 1999")
    dates = shop("show", "1", "--json").json["customer"]["dates"]
    assert [(one["month"], one["day"], one["year"]) for one in dates] == [(3, 4, 0), (6, 12, 1999)]


def test_editing_changes_what_is_given_and_leaves_the_rest(shop: Run) -> None:
    shop("customer", "add", *WHOLE)
    said = shop("customer", "edit", "maria", "--phone", "0700", "--note", "", "--may-contact", "--tag", "")
    assert said.out == "Changed: Maria Petrova, number 3.\n"
    edited = shop("show", "3", "--json").json["customer"]
    assert edited["phones"] == [{"value": "0700", "label": ""}]
    assert (edited["note"], edited["tags"], edited["do_not_contact"]) == ("", [], False)
    assert edited["emails"] == [{"value": "m@example.org", "label": "work"}]
    shop("undo")
    assert shop("show", "3", "--json").json["customer"]["note"] == "likes tea"


def test_an_edit_that_leaves_nobody_is_refused(shop: Run) -> None:
    assert "What is to be changed?" in shop("customer", "edit", "1").err
    assert "nothing would be left" in shop("customer", "edit", "2", "--name", "", "--email", "").err
    assert "Nobody refers themselves" in shop("customer", "edit", "1", "--referred-by", "1").err
    assert shop("customer", "edit", "--name", "Zoe", "ayşe", "yılmaz").out == "Changed: Zoe, number 1.\n"


def test_the_list_is_sorted_by_name_and_leaves_former_customers_out(shop: Run) -> None:
    shop("customer", "add", "--name", "Çiğdem", "--stage", "former", now=EARLIER)
    assert [one["id"] for one in shop("customer", "list", "--json").json] == [1, 2]
    assert [one["name"] for one in shop("customer", "list", "--all", "--json").json][:2] == ["Ayşe Yılmaz", "Çiğdem"]
    lines = shop("customer", "list").out.splitlines()
    assert lines[0].split() == ["No", "Customer", "Phone", "E-mail", "Stage", "Tags"]
    assert len({line.index("new") for line in lines[1:]}) == 1, "columns are aligned"


def test_two_who_are_the_same_become_one_with_all_their_history(shop: Run) -> None:
    shop("customer", "add", "--name", "A. Yilmaz", "--phone", "+90 532 123 4567", "--email", "a@example.org")
    shop("customer", "add", "--name", "Zoe", "--referred-by", "3")
    shop("log", "@1 /phone one")
    shop("log", "@3 /email two +promise fri 17:00: send a hinge +follow 2 weeks: ask")
    before = shop("show", "3", "--json").json
    said = shop("customer", "merge", "ayse", "3")
    assert said.out == "The two are one now: Ayşe Yılmaz, number 1.\n"
    one = shop("show", "1", "--json").json
    assert [entry["text"] for entry in one["timeline"]] == ["two", "one"]
    assert len(one["customer"]["phones"]) == 1, "the same number written otherwise"
    assert one["customer"]["emails"][0]["value"] == "a@example.org"
    assert "A. Yilmaz" in one["customer"]["note"]
    assert [promise["customer"] for promise in one["promises"]] == [1]
    assert [follow_up["customer"] for follow_up in one["follow_ups"]] == [1]
    assert [conversation["customer_name"] for conversation in one["conversations"]] == ["Ayşe Yılmaz"]
    assert shop("show", "zoe", "--json").json["customer"]["referred_by"] == 1
    assert shop("show", "3").status == 2
    assert shop("today", "--json").json["promises"][0]["customer_name"] == "Ayşe Yılmaz"
    assert shop("doctor").out == "The book is whole.\n"
    shop("undo")
    assert shop("show", "3", "--json").json == before


def test_nobody_is_merged_with_themselves(shop: Run) -> None:
    assert shop("customer", "merge", "1", "ayse").status == 2
    assert shop("customer", "merge", "1", "99").status == 2


def test_dates_ideas_and_who_sent_them_are_told(shop: Run) -> None:
    shop(
        "customer", "edit", "ayse",
        "--date", "birthday 1980-05-03", "--date", "생일=음력 1960-08-15", "--ideas", "walnut bread",
    )  # fmt: skip
    shop("customer", "edit", "giorgos", "--referred-by", "ayse")
    told = shop("show", "ayse").out
    assert "birthday: 3 May 1980\n" in told
    assert "생일: 15 August 1960, lunar\n" in told
    assert "Ideas: walnut bread\n" in told
    assert "They sent: Γιώργος Παπαδόπουλος\n" in told
    assert "Referred by: Ayşe Yılmaz\n" in shop("show", "giorgos").out
    customer = shop("show", "ayse", "--json").json["customer"]
    assert customer["ideas"] == "walnut bread"
    assert customer["dates"][1] == {
        "label": "생일", "month": 8, "day": 15, "year": 1960, "calendar": "lunar", "leap_month": False,
    }  # fmt: skip


def test_what_is_to_be_marked_stands_in_today(shop: Run) -> None:
    shop("customer", "edit", "ayse", "--date", "birthday 1980-03-07")
    assert "To greet and to thank:\n  Ayşe Yılmaz: birthday, 46 (Saturday 7 March)\n" in shop("today").out
    (one,) = shop("today", "--json").json["thanks"]
    assert (one["customer"], one["kind"], one["reason"], one["on"], one["years"]) == (
        1, "date", "date", "2026-03-07", 46,
    )  # fmt: skip
    assert shop("today", "--quiet").out == "", "a birthday does not press"
    assert shop("today", "--json", now="2027-03-01T09:00:00+03:00").json["thanks"][0]["years"] == 47
    assert "birthday, 47" in shop("today", now="2027-03-01T09:00:00+03:00").out


def test_a_date_that_cannot_be_read_is_refused(shop: Run) -> None:
    for date in ("birthday 1980-02-30", "birthday lunar 13-40", "birthday"):
        assert shop("customer", "edit", "ayse", "--date", date).status == 2
    assert shop("show", "ayse", "--json").json["customer"]["dates"] == []
