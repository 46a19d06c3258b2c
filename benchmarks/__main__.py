"""`make bench`: every figure that Regulars promises, as ratios taken side by side in one run. Fails nothing."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import (
    composer,
    customer_page,
    customers_screen,
    desk,
    follow_ups,
    list_widget,
    phrases,
    phrases_screen,
    promises,
    reading,
    search_keystroke,
    starting,
    writing,
)
from benchmarks.measuring import Figure

NAMES = ("small", "medium", "large")


def figures(names: tuple[str, ...], folder: Path) -> Iterator[Callable[[], Figure]]:
    """Give every measurement for these sizes, as something to call."""
    for name in names:
        yield lambda name=name: writing.durable_insert(name, folder)  # type: ignore[misc]
        yield lambda name=name: writing.saved_record(name, folder)  # type: ignore[misc]
    if "medium" in names:
        yield lambda: writing.insert_beside_tinydb("medium", folder)
        yield lambda: reading.opening("medium", 0.25, 15)
    if "large" in names:
        yield lambda: reading.opening("large", 0.15, 3)
        yield lambda: reading.memory("large")
    for name in names:
        yield lambda name=name: reading.timeline(name)  # type: ignore[misc]
    if "large" in names:
        yield search_keystroke.keystroke
        yield lambda: customers_screen.keystroke(folder)
        yield lambda: customers_screen.narrowed(folder)
        yield lambda: reading.history_search("large")
    yield lambda: customer_page.opening(folder)
    yield lambda: customer_page.paging(folder)
    yield lambda: follow_ups.expanding(folder)
    yield lambda: follow_ups.kept_up(folder)
    yield list_widget.setting
    yield list_widget.moving
    for name in names:
        yield lambda name=name: starting.today(name, folder)  # type: ignore[misc]
        yield lambda name=name: desk.waiting(name, folder)  # type: ignore[misc]
        yield lambda name=name: desk.worked_out(name)  # type: ignore[misc]
    if "medium" in names:
        yield phrases.loading
        yield lambda: phrases.filling("medium")
        yield lambda: phrases.filling_anew("medium")
        yield lambda: phrases.composed("medium")
        yield lambda: phrases.keystroke("medium")
        yield lambda: phrases.uses("medium", folder)
        yield lambda: phrases_screen.opening("phrases")
        yield lambda: phrases_screen.opening("phrase")
        yield lambda: phrases_screen.opening("open_texts")
        yield phrases_screen.gathering
        yield lambda: follow_ups.opening("follow_ups")
        yield lambda: follow_ups.opening("month")
        yield lambda: composer.opening("medium")
        yield lambda: composer.filling("medium")
        yield lambda: desk.kept_up("medium", folder)
        yield lambda: desk.closing("medium")
        yield lambda: promises.gathering("medium")
        yield lambda: promises.guard("medium")
        yield lambda: promises.open_ledger("medium")
        yield lambda: promises.together("medium")
        yield lambda: starting.first_usable("medium")
        yield lambda: starting.at_rest("medium")


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default=",".join(NAMES), help="which books, such as small,medium")
    names = tuple(parser.parse_args().sizes.split(","))
    table = Table("figure", "measured", "beside", "ratio", "goal", "")
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        for measure in figures(names, Path(folder)):
            figure = measure()
            goal = "" if figure.goal is None else f"{'≥' if figure.at_least else '≤'} {figure.goal:g}"
            table.add_row(figure.name, figure.measured, figure.beside, f"{figure.ratio:.2f}", goal, figure.verdict)
            console.print(f"{figure.name}: {figure.measured}, {figure.beside}")
    console.print(table)


if __name__ == "__main__":
    main()
