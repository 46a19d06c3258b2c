"""Clocks, promises and what is refused, by the table that a shop owner can read: `front_door_cases.toml`."""

from __future__ import annotations

import shlex
import tomllib
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from tests.tui.conftest import Run

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("front_door_cases.toml").read_text(encoding="utf-8")
)["case"]


def instant(words: str) -> str:
    """The instant of `Mon 2 Mar 10:00` in Istanbul; the weekday has to be right."""
    found = datetime.strptime(f"{words} 2026", "%a %d %b %H:%M %Y")
    assert words.startswith(f"{found:%a}"), words
    return f"{found.isoformat()}+03:00"


def shown(when: str | None) -> str:
    return f"{datetime.fromisoformat(when):%a %-d %b %H:%M}" if when else "now"


def span(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}h{minutes}m" if hours and minutes else f"{hours}h" if hours else f"{minutes}m"


def line(clock: dict[str, Any]) -> str:
    used = f"{span(clock['elapsed_working_s'])} of {span(clock['target_s'])}"
    return f"{clock['clock']}: {shown(clock['started'])} - {shown(clock['ended'])}, {clock['status']}, {used}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_so_it_is(run: Run, case: dict[str, Any]) -> None:
    run("shop", "set", "zone=Europe/Istanbul", now="2026-02-28T09:00:00+03:00")
    run("customer", "add", "--name", "Ayşe Yılmaz", now="2026-02-28T09:00:00+03:00")
    *before, last = case["did"]
    for step in before:
        when, words = step.split(" | ")
        assert run(*shlex.split(words), now=instant(when)).status == 0, step
    when, words = last.split(" | ")
    began = perf_counter()
    said = run(*shlex.split(words), now=instant(when))
    assert perf_counter() - began < 10, "it seems to hang"
    if "refused" in case:
        assert said.status == 2
        assert case["refused"] in said.err
        assert run("promise", "list", "--all", "--json", now=instant(when)).json == []
        return
    assert said.status == 0, said.err
    assert case.get("says", "") in said.out + said.err
    if "clocks" in case:
        document = run("conversation", "show", str(case.get("of", 1)), "--json", now=instant(case["now"])).json
        assert [line(clock) for clock in document["clocks"] if clock["target_s"] is not None] == case["clocks"]


def test_no_two_are_called_the_same() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)
