"""Surroundings of every test: a home of its own, one language, one time zone, no network."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from repdesk import i18n
from tests.safety import offline

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
         "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")  # fmt: skip
LANGUAGES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LC_TIME")


offline.watch()
settings.register_profile(
    "repdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine is no fault
settings.load_profile("repdesk")


@pytest.fixture(autouse=True)
def _offline() -> Iterator[None]:
    """Fail a test that reached for the network, whatever caught the refusal."""
    yield
    assert offline.opened == []


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the user's settings, books, language and time zone out; children that a test starts inherit this."""
    for name in [name for name in os.environ if name.startswith("REPDESK_")]:
        monkeypatch.delenv(name)
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in LANGUAGES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "Asia/Shanghai")
        _take_zone()
        i18n._translations.cache_clear()
        yield
    _take_zone()
    i18n._translations.cache_clear()


def _take_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def tmp_book(tmp_path: Path) -> Path:
    """Return where a new book may be made."""
    return tmp_path / "book.db"


@pytest.fixture
def shared_data() -> Path:
    """Return the folder of the two dirty books; skip where it is not at hand."""
    if not SHARED_DATA.is_dir():
        pytest.skip("needs the folder shared/data beside the checkout, with the two dirty books")
    return SHARED_DATA
