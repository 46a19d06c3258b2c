"""`regulars doctor`: what is wrong with the book's files, and mending it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from store.clock import read_clock
from store.doctor import Finding, examine
from store.repairing import repair
from store.sentences import _
from tui.command import DONE, IN_PART, Arguments, Command, Outcome
from tui.output import printable


def _arguments(arguments: Arguments) -> None:
    arguments.flag("--repair", _("mend what can be mended; what is damaged is kept aside"))


def _run(folder: Path, given: Namespace) -> Outcome:
    findings = repair(folder, read_clock) if given.repair else examine(folder, read_clock)
    left = [finding for finding in findings if not finding.mended]
    return Outcome(
        document={"findings": [asdict(finding) for finding in findings], "left": len(left)},
        parts=[*map(_line, findings), *([] if findings else [_("The book is whole.")])],
        remarks=[_("“regulars doctor --repair” mends what can be mended.")] if left and not given.repair else [],
        status=IN_PART if left else DONE,
    )


def _line(finding: Finding) -> str:
    return printable(f"{finding.where}: {finding.sentence}" if finding.where else finding.sentence)


COMMANDS = (
    Command(
        words="doctor", summary=_("check the book's files; --repair mends them"), arguments=_arguments, run_in=_run
    ),
)
