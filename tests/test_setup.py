"""Setting Regulars up: the commands of the README and of CI, on machines that lack something."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PYPROJECT = ROOT / "pyproject.toml"
PROJECT = tomllib.loads(PYPROJECT.read_text())["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
DEVELOPMENT = [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def locked(lock: str) -> dict[str, str]:
    """Return the version of each package that a lock names."""
    return dict(re.findall(r"(?m)^([a-z0-9-]+)==(\S+) \\$", (ROOT / lock).read_text()))


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_is_installed_that_is_not_exactly_what_was_locked(lock: str) -> None:
    text = re.sub(r"(?m)^ *#.*\n", "", (ROOT / lock).read_text())
    entry = r"[a-z0-9-]+==[\w.]+( \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(rf"({entry}|\n)+", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry_and_no_machine(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"(?m)^-|://| /\w", text)
    assert "with Python 3.11\n" in text, "made with a newer Python, it could lack what 3.11 needs"


@pytest.mark.parametrize(("lock", "asked"), [(LOCKS[0], RUNTIME), (LOCKS[1], RUNTIME + DEVELOPMENT)], ids=LOCKS)
def test_the_locks_hold_what_the_project_asks_for(lock: str, asked: list[Requirement]) -> None:
    versions = locked(lock)
    assert not [str(one) for one in asked if not one.specifier.contains(versions[one.name])]


def test_the_suite_runs_on_what_the_owner_gets() -> None:
    assert locked(LOCKS[0]).items() <= locked(LOCKS[1]).items()


def test_each_dependency_says_what_it_is_for() -> None:
    lines = PYPROJECT.read_text().splitlines()
    for one in RUNTIME + DEVELOPMENT:
        (line,) = (line for line in lines if line.startswith(f'  "{one.name}{one.specifier}"'))
        assert re.search(r"# \w+", line), line


def test_the_command_is_there() -> None:
    (name, target), *others = PROJECT["scripts"].items()
    assert name == "regulars"
    assert not others
    assert callable(EntryPoint(name, target, "console_scripts").load())


def write_tree(folder: Path, *names: str) -> None:
    """Lay the named empty files, and the project's own description, in `folder`."""
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_what_is_installed_is_the_three_packages_with_their_data(tmp_path: Path) -> None:
    wanted = {
        "screens/__init__.py",
        "screens/today.tcss",
        "store/__init__.py",
        "store/packs/en.toml",
        "store/records/__init__.py",
        "tui/__init__.py",
        "tui/locale/tr/LC_MESSAGES/regulars.mo",
    }
    write_tree(tmp_path, *wanted, "tests/test_today.py", "benchmarks/__init__.py", ".venv/x.py")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("dist/*.whl")
    files = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in files if ".dist-info/" not in name} == wanted


INSIDE = {"tui", "screens", "store"}
# Each forbidden import stands beside the module that must not make it.
BREACHES = {
    "store.book": "screens.today",
    "store.rules.clocks": "textual.app",
    "store.exchange.vcard": "rich.text",
    "screens.today": "tui.app",
    "screens.widgets.timeline": "tinydb",
    "tui.app": "tinydb.table",
    "store.records.promise": "store.rules.clocks",
    "store.rules.desk": "store.database.table",
    "store.database.table": "store.rules.clocks",
    "store.database.lock": "store.exchange.vcard",
    "store.exchange.duplicates": "store.book",
    "store.rules.promises": "store.clock",
    "store.errors": "store.records.promise",
}


def walls(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contracts of the tree in `folder`."""
    check = "from importlinter.cli import lint_imports_command as walls; walls()"
    arguments = [sys.executable, "-c", check, "--no-logo", "--no-cache"]
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, env=environment)


def test_each_wall_of_the_house_holds(tmp_path: Path) -> None:
    rest = {path.stem for path in (ROOT / "store").iterdir() if path.stem.isidentifier() and path.stem[0] != "_"}
    modules = {*BREACHES, *BREACHES.values(), *(f"store.{name}" for name in rest)}
    names = [f"{name.replace('.', '/')}.py" for name in modules if name.split(".")[0] in INSIDE]
    packages = {f"{parent}/__init__.py" for name in names for parent in Path(name).parents[:-1]}
    write_tree(tmp_path, *names, *packages)
    (tmp_path / "store/book.py").write_text("import tinydb\nimport store.exchange.vcard\n")
    (tmp_path / "store/sample.py").write_text("import store.book\n")
    (tmp_path / "store/database/table.py").write_text("import tinydb, store.errors\n")
    sound = walls(tmp_path)
    assert sound.returncode == 0, sound.stdout

    for module, forbidden in BREACHES.items():
        (tmp_path / f"{module.replace('.', '/')}.py").write_text(f"import {forbidden}\n")
    broken = walls(tmp_path)
    assert broken.returncode == 1
    seen = set(re.findall(r"(\S+) -> (\S+) \(l\.1\)", broken.stdout))
    expected = {
        (module, name if name.split(".")[0] in INSIDE else name.split(".")[0]) for module, name in BREACHES.items()
    }
    assert not expected - seen, broken.stdout


# Stands in for a good Python: its environments are copies of itself, and pip's calls are noted.
GOOD = """#!/bin/sh
case "$*" in
  *"-m venv "*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && [ ! -e full ] ;;
  *"-m pip install"*) echo "$*" >> installs; [ ! -e cut ] || kill -9 $$ ;;
  *"-m tui"*) echo "the app is open" ;;
esac
"""
# A real Python that lacks something.
LACKING = """#!/bin/sh
exec {python} -c 'import sys; {lack}; exec(sys.argv[1])' "$2"
"""
TOO_OLD = LACKING.format(python=sys.executable, lack="sys.version_info = (3, 9, 2)")
WITHOUT_VENV = LACKING.format(python=sys.executable, lack='sys.modules["ensurepip"] = None')


class Machine:
    """A clone on a machine with the Pythons that a test gives it."""

    def __init__(self, folder: Path) -> None:
        """Put the clone and an empty folder of programs in `folder`."""
        self.clone = folder / "clone"
        self.programs = folder / "programs"
        self.clone.mkdir()
        self.programs.mkdir()
        for name in ("Makefile", *LOCKS):
            shutil.copy(ROOT / name, self.clone)

    def give(self, name: str, script: str) -> None:
        """Put a program of that name first in the search path."""
        (self.programs / name).write_text(script)
        (self.programs / name).chmod(0o755)

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run make in the clone, with nothing of this machine's environment but its programs."""
        environment = {"PATH": f"{self.programs}:{os.environ['PATH']}", "LC_ALL": "C"}
        return subprocess.run(["make", *arguments], cwd=self.clone, capture_output=True, text=True, env=environment)

    def installs(self) -> int:
        """Return how often pip was asked to install something."""
        noted = self.clone / "installs"
        return len(noted.read_text().splitlines()) if noted.exists() else 0


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_second_start_installs_nothing(machine: Machine) -> None:
    machine.give("python3", GOOD)
    first, second = machine.make("run"), machine.make("run")
    assert first.stdout.splitlines()[-1] == "the app is open"
    assert second.stdout == "the app is open\n"
    installs = (machine.clone / "installs").read_text()
    assert machine.installs() == 1
    assert "--require-hashes -r requirements.lock" in installs


def test_a_changed_lock_is_installed(machine: Machine) -> None:
    machine.give("python3", GOOD)
    machine.make("run")
    made = (machine.clone / ".venv/runtime").stat().st_mtime
    os.utime(machine.clone / "requirements.lock", (made + 1, made + 1))
    assert machine.make("run").returncode == 0
    assert machine.installs() == 2


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        (WITHOUT_VENV, "Regulars needs python3-venv: sudo apt install python3-venv"),
        (TOO_OLD, "Regulars needs Python 3.11 or newer; python3 here is 3.9."),
    ],
    ids=["no venv", "too old"],
)
def test_a_python_that_will_not_do_gets_one_sentence(machine: Machine, script: str, sentence: str) -> None:
    machine.give("python3", script)
    refused = machine.make("run", "PYTHON=python3")
    spoken, makes_own = refused.stderr.splitlines()
    assert refused.returncode != 0
    assert spoken == sentence
    assert makes_own.startswith("make: ***")
    assert not (machine.clone / ".venv").exists()


def test_where_no_python_is_found_it_says_what_was_looked_for(machine: Machine) -> None:
    refused = machine.make("run", "PYTHON=python9")
    assert refused.returncode != 0
    assert "there is none here (looked for python9)." in refused.stderr


def test_a_newer_python_beside_an_old_one_is_taken(machine: Machine) -> None:
    machine.give("python3", TOO_OLD)
    machine.give("python3.14", GOOD)
    assert machine.make("run").stdout.endswith("the app is open\n")


def test_a_disk_that_fills_up_leaves_no_half_environment(machine: Machine) -> None:
    machine.give("python3", GOOD)
    (machine.clone / "full").touch()
    assert machine.make("run").returncode != 0
    assert not (machine.clone / ".venv").exists()


def test_after_a_killed_install_everything_is_made_anew(machine: Machine) -> None:
    machine.give("python3", GOOD)
    (machine.clone / "cut").touch()
    assert machine.make("run").returncode != 0
    (machine.clone / ".venv/half-installed").touch()
    (machine.clone / "cut").unlink()
    assert machine.make("run").stdout.endswith("the app is open\n")
    assert not (machine.clone / ".venv/half-installed").exists()
    assert machine.make("run").stdout == "the app is open\n"


def test_an_environment_whose_python_went_away_is_made_anew(machine: Machine) -> None:
    machine.give("python3", GOOD)
    machine.make("run")
    (machine.clone / ".venv/bin/python").unlink()
    assert machine.make("run").stdout.endswith("the app is open\n")
    assert machine.installs() == 2


@pytest.mark.parametrize(
    ("closing", "tests", "lint", "status"),
    [
        ("=== 12 passed, 1 skipped in 61.20s (0:01:01) ===", 0, 0, 0),
        ("=== 12 passed in 1.20s ===", 0, 2, 1),
        ("=== 1 failed, 11 passed in 1.20s ===", 2, 0, 1),
        ("=== no tests ran in 0.01s ===", 2, 0, 1),
        ("=== 3 skipped in 0.01s ===", 0, 0, 1),
        ("The tests did not run.", 2, 0, 1),
    ],
)
def test_ci_passes_only_what_ran_and_closes_with_pytests_line(
    machine: Machine, closing: str, tests: int, lint: int, status: int
) -> None:
    line = closing if closing.startswith("=") else "make: *** no network"
    machine.give(
        "make",
        f"#!/bin/sh\n[ $1 = test ] || {{ echo lint; exit {lint}; }}\necho '{line}'; exit {tests}\n",
    )
    (machine.clone / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", machine.clone / ".ci/run")
    environment = {"PATH": f"{machine.programs}:{os.environ['PATH']}", "CI": "true"}
    ran = subprocess.run(["bash", machine.clone / ".ci/run"], capture_output=True, text=True, env=environment)
    assert ran.returncode == status
    assert ran.stdout.splitlines()[-1] == closing
