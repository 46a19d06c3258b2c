"""No test touches a real book or reads the machine's clock by way of a variable."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# Every machine's tests draw for one terminal; marks and colours are chosen as the app is imported.
os.environ["TERM"] = "xterm-256color"
for variable in ("COLORTERM", "COLORFGBG", "NO_COLOR"):
    os.environ.pop(variable, None)

# The same examples in every run, so that a change is what fails; the campaign looks for new ones.
settings.register_profile(
    "shop",
    deadline=None,
    derandomize=os.environ.get("REGULARS_CAMPAIGN") != "long",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("shop")


@pytest.fixture(autouse=True)
def _no_real_book(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("REGULARS_BOOK", str(tmp_path_factory.getbasetemp() / "no-real-book"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "no-real-settings"))
    monkeypatch.delenv("REGULARS_NOW", raising=False)
