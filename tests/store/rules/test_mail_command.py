"""The mail command: words for a program, never a line for a shell."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from store.errors import NotUnderstoodError, WrongStateError
from store.rules.mail_command import mail_words, read_mail_command

TEXT = "Hello Emma,\n\n$(rm -rf ~) `id` {address} & more = 50 %"


def test_address_and_subject_come_behind_a_command_that_says_nothing_of_them() -> None:
    assert mail_words("msmtp-queue --read", "emma@example.org", "The oven", TEXT) == [
        "msmtp-queue",
        "--read",
        "emma@example.org",
        "The oven",
    ]


def test_where_they_are_named_they_stand_there_each_as_one_word() -> None:
    subject = '"; rm -rf / ; $(id) {address} {mailto}'
    assert mail_words("mail -s {subject} -- {address}", "emma@example.org", subject, TEXT) == [
        "mail",
        "-s",
        subject,
        "--",
        "emma@example.org",
    ]


def test_a_mailto_address_holds_all_of_it() -> None:
    [program, link] = mail_words("xdg-open {mailto}", "emma@example.org", "Öfen & mehr?", TEXT)
    assert program == "xdg-open"
    parts = urlsplit(link)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "emma@example.org")
    said = parse_qs(parts.query, strict_parsing=True)
    assert said == {"subject": ["Öfen & mehr?"], "body": [TEXT.replace("\n", "\r\n")]}


@pytest.mark.parametrize("address", ["-oQ/tmp@example.org", "--help"])
def test_an_address_is_never_taken_for_an_option(address: str) -> None:
    with pytest.raises(WrongStateError):
        mail_words("mail -s {subject} {address}", address, "The oven", TEXT)


def test_a_subject_is_never_taken_for_an_option() -> None:
    assert mail_words("mail", "emma@example.org", "--to=all@example.org", "")[-1] == "to=all@example.org"


@pytest.mark.parametrize("command", ['mail "', "{address} mail", "x{mailto}"])
def test_what_cannot_be_run_is_refused(command: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read_mail_command(command)


def test_nothing_is_off() -> None:
    assert read_mail_command("  \n ") == ""
