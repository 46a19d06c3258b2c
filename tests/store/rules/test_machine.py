"""What the machine suggests until the owner says: its zone and language."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.rules.machine import locale_defaults


@pytest.fixture
def localtime(tmp_path) -> Path:
    zone = tmp_path / "zoneinfo" / "Europe" / "Sofia"
    zone.parent.mkdir(parents=True)
    zone.touch()
    link = tmp_path / "localtime"
    link.symlink_to(zone)
    return link


@pytest.mark.parametrize(
    ("environ", "zone"),
    [
        ({}, "Europe/Sofia"),
        ({"TZ": "Asia/Seoul"}, "Asia/Seoul"),
        ({"TZ": ":Asia/Seoul"}, "Asia/Seoul"),
        ({"TZ": "../../etc/passwd"}, "Europe/Sofia"),
        ({"TZ": "/etc/localtime"}, "Europe/Sofia"),
        ({"TZ": "Nowhere/Atall"}, "Europe/Sofia"),
    ],
)
def test_the_zone_is_the_machines(environ, zone, localtime):
    assert locale_defaults(environ, localtime).zone == zone


def test_a_machine_that_knows_no_zone_is_taken_to_run_in_utc(tmp_path):
    assert locale_defaults({}, tmp_path / "missing").zone == "UTC"
    (tmp_path / "copy").write_bytes(b"TZif2")
    assert locale_defaults({}, tmp_path / "copy").zone == "UTC"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "tr_TR.UTF-8"}, "tr"),
        ({"LANG": "el"}, "el"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "bg_BG.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "bg_BG.UTF-8", "LC_MESSAGES": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_locales_where_the_product_speaks_it(environ, language, tmp_path):
    assert locale_defaults(environ, tmp_path / "missing").language == language
