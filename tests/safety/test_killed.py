"""kill -9 at any moment: what was acknowledged is in the book, what was under way is whole or not there at all."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("fcntl", reason="kill -9 and a pty need POSIX")

from tests.safety.killing import kills
from tests.safety.killing_app import app_kills


@pytest.mark.parametrize(("work", "count"), [("deeds", 12), ("migration", 6), ("erasure", 4)])
def test_a_kill_at_any_moment_costs_nothing(tmp_path: Path, work: str, count: int) -> None:
    assert kills(tmp_path, work, count) == []


def test_a_deed_acknowledged_too_early_is_found_out(tmp_path: Path) -> None:
    assert any("lost: act" in line for line in kills(tmp_path, "hasty", 6))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("work", "count"), [("deeds", 70), ("migration", 15), ("erasure", 15)])
def test_800_kills_cost_nothing(tmp_path: Path, work: str, count: int, seed: int) -> None:
    assert kills(tmp_path, work, count, seed) == []


def test_the_app_killed_at_any_moment_keeps_what_it_showed_as_saved(tmp_path: Path) -> None:
    assert app_kills(tmp_path, 2) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_200_kills_of_the_app_cost_nothing(tmp_path: Path, seed: int) -> None:
    assert app_kills(tmp_path, 50, seed) == []
